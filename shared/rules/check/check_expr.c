/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From syntax trees to typed nodes: names, fields, operators. Calls and
 * populations are in check_call.c and check_pop.c.
 */
#include <stdio.h>

#include "shared/base/num.h"
#include "shared/rules/check/check.h"

#define MAX_CHECK_DEPTH 300

static struct node *
literal(struct checker *c, struct ast *a, enum kind k, double n)
{
	struct node *x = check_new(c, OP_LIT, a->place, type_of(k), NULL, NULL);

	if (x != NULL) {
		x->lit = (struct val){ .st = ST_GIVEN, .n = n, .hi = n,
			.s = a->text };
		x->raw = a->text;
	}
	return x;
}

static struct node *
check_number(struct checker *c, struct ast *a)
{
	double v = 0;

	/* "8.5.1" is a clause number: it becomes a text or is refused later. */
	if (!num_parse_decimal(a->text, &v)) {
		struct node *n = check_new(c, OP_LIT, a->place,
		    type_of(K_BARE), NULL, NULL);
		if (n != NULL)
			n->raw = a->text;
		return n;
	}
	return literal(c, a, K_NUMBER, v);
}

static struct node *
check_parameter(struct checker *c, struct ast *a, const struct parameter *p)
{
	struct node *n = literal(c, a, p->unit == UNIT_DAYS ||
	    p->unit == UNIT_MONTHS ? K_INTERVAL : K_NUMBER, (double)p->value);

	if (n != NULL) {
		n->type.months = p->unit == UNIT_MONTHS;
		n->raw = (struct str){ 0 };
		if (n->type.kind == K_INTERVAL &&
		    (p->value > MAX_INTERVAL || p->value < -MAX_INTERVAL))
			return check_fail(c, a->place,
			    "parameter %s is too large", p->name);
	}
	return n;
}

static struct define_ast *
find_define(const struct rules *r, struct str name)
{
	for (size_t i = 0; i < r->ast.ndefines; i++)
		if (str_eq(r->ast.define[i]->name, name))
			return r->ast.define[i];
	return NULL;
}

static struct node *
check_name(struct checker *c, struct ast *a, const struct scope *s)
{
	const struct parameter *p;
	struct node *n;

	for (const struct scope *v = s; v != NULL; v = v->up) {
		if (!str_eq(v->name, a->text))
			continue;
		if (v->slot < 0)
			return check_expr(c, v->arg, v->arg_scope);
		n = check_new(c, OP_VAR, a->place, v->type, NULL, NULL);
		if (n != NULL) {
			n->slot = v->slot;
			n->vars = (uint64_t)1 << v->slot;
			n->raw = a->text;
		}
		return n;
	}
	if (str_is(a->text, "as_of"))
		return check_new(c, OP_ASOF, a->place, type_of(K_DATE), NULL,
		    NULL);
	if (str_is(a->text, "data_as_of"))
		return check_new(c, OP_DATA_ASOF, a->place, type_of(K_DATE),
		    NULL, NULL);
	p = standard_parameter(c->r->standard, a->text);
	if (p != NULL)
		return check_parameter(c, a, p);
	/* One with parameters is a definition only where it is called. */
	if (find_define(c->r, a->text) != NULL &&
	    find_define(c->r, a->text)->nparams == 0)
		return check_call(c, a, s);
	n = check_new(c, OP_LIT, a->place, type_of(K_BARE), NULL, NULL);
	if (n != NULL)
		n->raw = a->text;
	return n;
}

static struct node *
check_dot(struct checker *c, struct ast *a, const struct scope *s)
{
	const struct standard *std = c->r->standard;
	struct node *base = check_expr(c, a->a, s), *n;
	const struct schema *sc;
	char what[160];
	int f;

	if (base == NULL)
		return NULL;
	if (base->type.kind == K_BARE)
		return check_fail(c, base->place,
		    "'%.*s' is not a variable known here", STR_ARG(base->raw));
	if (base->type.kind == K_ROW)
		return check_member(c, base, a->text, a->place);
	if (base->type.kind != K_REF) {
		type_describe(what, sizeof(what), &base->type, std);
		return check_fail(c, a->place, "%s has no fields", what);
	}
	sc = &std->reg[base->type.reg];
	f = schema_field(sc, a->text);
	if (f < 0)
		return check_unknown(c, a->place, a->text, schema_field_name,
		    sc, "register %s has no field '%.*s'", sc->name,
		    STR_ARG(a->text));
	check_read(c, base->type.reg, f);
	n = check_new(c, OP_FIELD, a->place,
	    field_type_of(std, base->type.reg, f), base, NULL);
	if (n != NULL) {
		n->reg = base->type.reg;
		n->field = f;
	}
	return n;
}

struct node *
check_truth(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *n = check_expr(c, a, s);
	char what[160];

	if (n == NULL || n->type.kind == K_BOOL)
		return n;
	if (n->type.kind == K_YESNO)
		return check_new(c, OP_YES, n->place, type_of(K_BOOL), n, NULL);
	if (n->type.kind == K_BARE)
		return check_fail(c, n->place, "'%.*s' is not a name known here",
		    STR_ARG(n->raw));
	type_describe(what, sizeof(what), &n->type, c->r->standard);
	return check_fail(c, n->place, "a condition is expected, this is %s",
	    what);
}

static struct node *
check_logic(struct checker *c, struct ast *a, const struct scope *s)
{
	enum op op = a->kind == AST_AND ? OP_AND : a->kind == AST_OR ? OP_OR :
	    a->kind == AST_NOT ? OP_NOT : OP_IMPLIES;
	bool negative = c->negative;
	struct node *x, *y = NULL;

	if (op == OP_NOT || op == OP_IMPLIES)
		c->negative = !negative;
	x = check_truth(c, a->a, s);
	c->negative = negative;
	if (op != OP_NOT)
		y = check_truth(c, a->b, s);
	return check_new(c, op, a->place, type_of(K_BOOL), x, y);
}

static struct node *
check_given(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *x = check_expr(c, a->a, s);

	if (x == NULL)
		return NULL;
	if (x->type.kind == K_BOOL || x->type.kind == K_ROW ||
	    x->type.kind == K_BARE)
		return check_fail(c, a->place, x->type.kind == K_BARE ?
		    "'%.*s' is not a name known here" :
		    "only a value can be given or empty%.*s",
		    STR_ARG(x->type.kind == K_BARE ? x->raw : STR("")));
	return check_new(c, a->kind == AST_GIVEN ? OP_GIVEN : OP_EMPTY,
	    a->place, type_of(K_BOOL), x, NULL);
}

/* The items of a set become what the element is. */
static bool
coerce_set(struct checker *c, struct node *set, struct type elem)
{
	struct node **at = &set->a, *n;

	for (; (n = *at) != NULL; at = &n->next) {
		struct node *next = n->next, *eq;

		n = check_coerce(c, n, elem);
		if (n == NULL)
			return false;
		n->next = next;
		*at = n;
		/* Made for its checks only. */
		eq = check_equal(c, CMP_EQ, n->place, n, set->b != NULL ?
		    set->b : n);
		if (eq == NULL)
			return false;
	}
	set->type = elem;
	set->type.kind = K_LIST;
	set->type.elem = elem.kind;
	return true;
}

static struct node *
check_in(struct checker *c, struct ast *a, const struct scope *s)
{
	bool contains = a->kind == AST_CONTAINS;
	struct node *e = check_expr(c, contains ? a->b : a->a, s);
	struct node *l = check_expr(c, contains ? a->a : a->b, s), *eq, *item;
	char what[160];

	if (c->failed)
		return NULL;
	if (l->type.kind != K_LIST) {
		type_describe(what, sizeof(what), &l->type, c->r->standard);
		return check_fail(c, l->place, "a list or set is expected %s, "
		    "this is %s", contains ? "before 'contains'" :
		    "after 'in'", what);
	}
	if (l->op == OP_SETLIT) {
		if (e->type.kind == K_BARE)
			return check_fail(c, e->place, "'%.*s' is not a name "
			    "known here", STR_ARG(e->raw));
		l->b = e;
		if (!coerce_set(c, l, e->type))
			return NULL;
		l->b = NULL;
	}
	if (l->op != OP_SETLIT) {
		item = check_new(c, OP_VAR, l->place, elem_type(&l->type),
		    NULL, NULL);
		if (e->op == OP_LIT || e->type.kind == K_BARE)
			e = check_coerce(c, e, l->type);
		eq = check_equal(c, CMP_EQ, a->place, item, e);
		if (eq == NULL)
			return NULL;
	}
	return check_new(c, OP_IN, a->place, type_of(K_BOOL), e, l);
}

static struct node *
check_compare(struct checker *c, struct ast *a, const struct scope *s)
{
	static const enum cmp cmp[] = { [AST_EQ] = CMP_EQ, [AST_NE] = CMP_NE,
		[AST_LT] = CMP_LT, [AST_LE] = CMP_LE, [AST_GT] = CMP_GT,
		[AST_GE] = CMP_GE };
	struct node *x = check_expr(c, a->a, s), *y = check_expr(c, a->b, s);

	return check_equal(c, cmp[a->kind], a->place, x, y);
}

static struct node *
check_set(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *set = check_new(c, OP_SETLIT, a->place, type_of(K_LIST),
	    NULL, NULL), **last;
	struct type t = type_of(K_BARE);

	if (set == NULL)
		return NULL;
	last = &set->a;
	for (struct ast *i = a->a; i != NULL && !c->failed; i = i->next) {
		struct node *n = check_expr(c, i, s);

		if (n == NULL)
			return NULL;
		if (n->op == OP_VAR || n->next != NULL) {
			/* A node stands in one set only. */
			struct node *copy = check_new(c, n->op, n->place,
			    n->type, NULL, NULL);
			if (copy == NULL)
				return NULL;
			*copy = *n;
			n = copy;
		}
		n->next = NULL;
		set->vars |= n->vars;
		if (t.kind == K_BARE)
			t = n->type;
		*last = n;
		last = &n->next;
	}
	set->type.elem = t.kind;
	if (!c->failed && set->a == NULL)
		return check_fail(c, a->place, "the set is empty");
	return set;
}

static struct node *
check_one(struct checker *c, struct ast *a, const struct scope *s)
{
	switch (a->kind) {
	case AST_OR:
	case AST_AND:
	case AST_NOT:
	case AST_IMPLIES:
		return check_logic(c, a, s);
	case AST_EQ:
	case AST_NE:
	case AST_LT:
	case AST_LE:
	case AST_GT:
	case AST_GE:
		return check_compare(c, a, s);
	case AST_GIVEN:
	case AST_EMPTY:
		return check_given(c, a, s);
	case AST_IN:
	case AST_CONTAINS:
		return check_in(c, a, s);
	case AST_ADD:
	case AST_SUB:
	case AST_MUL:
	case AST_DIV:
		return check_arithmetic(c, a, s);
	case AST_NEG:
		return check_negation(c, a, s);
	case AST_NUMBER:
		return check_number(c, a);
	case AST_DATE:
		return literal(c, a, K_DATE, a->date);
	case AST_TEXT:
		return literal(c, a, K_TEXT, 0);
	case AST_NAME:
		return check_name(c, a, s);
	case AST_DOT:
		return check_dot(c, a, s);
	case AST_CALL:
		return check_call(c, a, s);
	case AST_SET:
		return check_set(c, a, s);
	case AST_UNIT:
		return check_unit(c, a, s);
	case AST_SOME:
	case AST_EVERY:
	case AST_NO:
	case AST_COUNT:
	case AST_SUM:
	case AST_MIN:
	case AST_MAX:
	case AST_LATEST:
	case AST_EARLIEST:
	case AST_SETOF:
	case AST_RUN:
	case AST_TREND:
		return check_quantifier(c, a, s);
	}
	return NULL;
}

/* Closed parts are evaluated once; literals need no memory. */
static void
note_closed(struct checker *c, struct node *n)
{
	if (n->vars != 0 || n->memo != 0)
		return;
	switch (n->op) {
	case OP_LIT:
	case OP_ASOF:
	case OP_DATA_ASOF:
	case OP_CONST:
	case OP_VAR:
	case OP_SETLIT:
	case OP_NOT:
	case OP_YES:
		return;
	default:
		n->memo = ++c->r->nmemos;
	}
}

struct node *
check_expr(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *n;

	if (c->failed || a == NULL)
		return NULL;
	if (++c->depth > MAX_CHECK_DEPTH)
		return check_fail(c, a->place, "the expression is nested too "
		    "deeply once its definitions are put in");
	n = check_one(c, a, s);
	c->depth--;
	if (n != NULL && !c->failed)
		note_closed(c, n);
	return c->failed ? NULL : n;
}

static bool
check_message(struct checker *c, const struct message *m,
    const struct scope *s, struct expanded_message *out)
{
	out->nexpr = m->nexpr;
	out->piece = m->piece;
	out->expr = ARENA_ARRAY(c->arena, m->nexpr, struct node *);
	for (size_t i = 0; i < m->nexpr && !c->failed; i++) {
		struct node *n = check_expr(c, m->expr[i], s);

		if (n == NULL)
			return false;
		if (n->type.kind == K_ROW || n->type.kind == K_BARE) {
			check_fail(c, n->place, n->type.kind == K_BARE ?
			    "'%.*s' is not a name known here" :
			    "name one of the members of '%.*s'",
			    STR_ARG(n->raw));
			return false;
		}
		out->expr[i] = n;
	}
	return !c->failed;
}

struct node *
check_said(struct checker *c, const struct said *a, const struct scope *s,
    struct expanded_message *message, struct expanded_message *otherwise)
{
	struct node *declared;

	check_message(c, &a->message, s, message);
	if (a->declared == NULL)
		return NULL;
	declared = check_truth(c, a->declared, s);
	check_message(c, &a->otherwise, s, otherwise);
	return declared;
}

const char *
check_keep(struct checker *c, struct str s)
{
	return arena_memdup(c->arena, s.p, s.n);
}
