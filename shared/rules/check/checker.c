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
	const char *near;
	char msg[700];
	va_list ap;

	if (c->failed)
		return NULL;
	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	near = str_suggest(name, next, ctx);
	if (near == NULL)
		return check_fail(c, at, "%s", msg);
	return check_fail(c, at, "%s; did you mean '%.80s'?", msg, near);
}

struct node *
check_new(struct checker *c, enum op op, struct rule_place at, struct type t,
    struct node *a, struct node *b)
{
	struct node *n;

	if (c->failed)
		return NULL;
	if (++c->r->nnodes > RULES_MAX_NODES)
		return check_fail(c, at, "the rules are too large");
	n = ARENA_NEW(c->arena, struct node);
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

void
check_read(struct checker *c, int reg, int field)
{
	if (reg < 0)
		return;
	if (c->reads != NULL)
		c->reads[reg] = true;
	if (field >= 0)
		c->r->want[reg][field] = true;
}
