/* SPDX-License-Identifier: Apache-2.0 */
/* What the checker stands on: mistakes, new nodes, fields that are read. */
#include <stdio.h>

#include "shared/rules/check/check.h"

void *
check_fail(struct checker *c, struct rule_place at, const char *fmt, ...)
{
	char msg[900];
	va_list ap;

	if (c->failed)
		return NULL;
	c->failed = true;
	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	mistake_note(&c->r->ast.mistakes, c->e, at, msg);
	return NULL;
}

void *
check_unknown(struct checker *c, struct rule_place at, struct str name,
    const char *(*next)(const void *, size_t), const void *ctx,
    const char *fmt, ...)
{
	char msg[700];
	va_list ap;

	if (c->failed)
		return NULL;
	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	return check_fail(c, at, "%s%s", msg,
	    str_near(name, next, ctx, NEAR_SINGLE).text);
}

struct node *
check_new(struct checker *c, enum op op, struct rule_place at, struct type t,
    struct node *a, struct node *b)
{
	struct node *n = ARENA_NEW(c->arena, struct node);

	if (++c->r->nnodes > RULES_MAX_NODES)
		check_fail(c, at, "the rules are too large");
	n->op = op;
	n->place = at;
	n->type = t;
	n->a = a;
	n->b = b;
	n->slot = n->key_slot = -1;
	if (op == OP_SETLIT || op == OP_SETOF)
		n->set = ++c->r->nsets;
	n->vars = (a == NULL ? 0 : a->vars) | (b == NULL ? 0 : b->vars);
	n->walks = (a == NULL ? 0 : a->walks) | (b == NULL ? 0 : b->walks);
	return n;
}

bool
check_is_named(struct checker *c, const struct node *n)
{
	if (n->type.kind != K_BARE)
		return true;
	check_fail(c, n->place, "'%.*s' is not a name known here",
	    STR_ARG(n->raw));
	return false;
}

void *
check_expected(struct checker *c, const struct node *n, const char *what)
{
	if (!check_is_named(c, n))
		return NULL;
	return check_fail(c, n->place, "%s is expected, this is %s", what,
	    check_type_name(c, &n->type));
}

bool
check_register(struct checker *c, struct rule_place at, struct str name,
    int *reg)
{
	const struct standard *s = c->r->standard;

	*reg = standard_register(s, name);
	if (*reg < 0)
		check_unknown(c, at, name, standard_register_name, s,
		    "there is no register '%.*s'", STR_ARG(name));
	return *reg >= 0;
}

bool
check_field(struct checker *c, struct rule_place at, int reg, struct str name,
    int *field)
{
	const struct schema *s = &c->r->standard->reg[reg];

	*field = schema_field(s, name);
	if (*field < 0)
		check_unknown(c, at, name, schema_field_name, s,
		    "register %s has no field '%.*s'", s->name, STR_ARG(name));
	else
		check_read(c, reg, *field);
	return *field >= 0;
}

void
check_read(struct checker *c, int reg, int field)
{
	if (reg < 0)
		return;
	if (c->reads != NULL)
		c->reads[reg] = true;
	if (field < 0)
		return;
	c->r->want[reg][field] = true;
	if (c->fields == NULL)
		return;
	if (c->fields[reg] == NULL)
		c->fields[reg] = ARENA_ARRAY(c->arena,
		    c->r->standard->reg[reg].nfields, bool);
	c->fields[reg][field] = true;
}
