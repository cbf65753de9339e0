/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From syntax trees to typed nodes: names, fields, operators. Calls and
 * populations are in check_call.c and check_pop.c.
 */
#include <stdio.h>

#include "shared/base/num.h"
#include "shared/rules/check/check.h"

#define MAX_CHECK_DEPTH 300

/* A bare word, as `raw`, until it is known what it is compared with. */
static struct node *
bare(struct checker *c, struct ast *a)
{
	struct node *n = check_new(c, OP_LIT, a->place, node_type(K_BARE), NULL,
	    NULL);

	n->raw = a->text;
	return n;
}

static struct node *
literal(struct checker *c, struct ast *a, enum kind k, double n)
{
	struct node *x = bare(c, a);

	x->type = node_type(k);
	x->lit = (struct val){ .st = ST_GIVEN, .n = n, .hi = n, .s = a->text };
	return x;
}

static struct node *
check_number(struct checker *c, struct ast *a)
{
	double v = 0;

	/* "8.5.1" is a clause number: it becomes a text or is refused later. */
	return num_parse_decimal(a->text, &v) ? literal(c, a, K_NUMBER, v) :
	    bare(c, a);
}

static struct node *
check_parameter(struct checker *c, struct ast *a, const struct parameter *p)
{
	struct node *n = literal(c, a, p->unit == UNIT_DAYS ||
	    p->unit == UNIT_MONTHS ? K_INTERVAL : K_NUMBER, (double)p->value);

	n->type.months = p->unit == UNIT_MONTHS;
	n->raw = (struct str){ 0 };
	if (n->type.kind == K_INTERVAL &&
	    (p->value > MAX_INTERVAL || p->value < -MAX_INTERVAL))
		return check_fail(c, a->place, "parameter %s is too large",
		    p->name);
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
	const struct define_ast *d = find_define(c->r, a->text);
	const struct parameter *p;
	struct node *n;

	/* A variable, or a parameter of the definition that is put in. */
	for (const struct scope *v = s; v != NULL; v = v->up) {
		if (!str_eq(v->name, a->text))
			continue;
		if (v->slot < 0)
			return check_expr(c, v->arg, v->arg_scope);
		n = check_new(c, OP_VAR, a->place, v->type, NULL, NULL);
		n->slot = v->slot;
		n->vars = (uint64_t)1 << v->slot;
		n->raw = a->text;
		return n;
	}
	/* Days that every rule knows. */
	if (str_is(a->text, "as_of"))
		return check_new(c, OP_ASOF, a->place, node_type(K_DATE), NULL,
		    NULL);
	if (str_is(a->text, "data_as_of"))
		return check_new(c, OP_DATA_ASOF, a->place, node_type(K_DATE),
		    NULL, NULL);
	/* A parameter of the standard. */
	p = standard_parameter(c->r->standard, a->text);
	if (p != NULL)
		return check_parameter(c, a, p);
	/* One with parameters is a definition only where it is called. */
	if (d != NULL && d->nparams == 0)
		return check_call(c, a, s);
	return bare(c, a);
}

static struct node *
check_dot(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *base = check_expr(c, a->a, s), *n;
	int f;

	if (base == NULL)
		return NULL;
	if (base->type.kind == K_BARE)
		return check_fail(c, base->place,
		    "'%.*s' is not a variable known here", STR_ARG(base->raw));
	if (base->type.kind == K_ROW)
		return check_member(c, base, a->text, a->place);
	if (base->type.kind != K_REF)
		return check_fail(c, a->place, "%s has no fields",
		    check_type_name(c, &base->type));
	if (!check_field(c, a->place, base->type.reg, a->text, &f))
		return NULL;
	n = check_new(c, OP_FIELD, a->place,
	    node_field_type(c->r->standard, base->type.reg, f), base, NULL);
	n->reg = base->type.reg;
	n->field = f;
	return n;
}

struct node *
check_truth(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *n = check_expr(c, a, s);

	if (n == NULL || n->type.kind == K_BOOL)
		return n;
	if (n->type.kind == K_YESNO)
		return check_new(c, OP_YES, n->place, node_type(K_BOOL), n, NULL);
	return check_expected(c, n, "a condition");
}

static struct node *
check_logic(struct checker *c, struct ast *a, const struct scope *s)
{
	enum op op = a->kind == AST_AND ? OP_AND : a->kind == AST_OR ? OP_OR :
	    a->kind == AST_NOT ? OP_NOT : OP_IMPLIES;
	struct node *x, *y = NULL;

	x = check_truth(c, a->a, s);
	if (op != OP_NOT)
		y = check_truth(c, a->b, s);
	return check_new(c, op, a->place, node_type(K_BOOL), x, y);
}

static struct node *
check_given(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *x = check_expr(c, a->a, s);

	if (x == NULL)
		return NULL;
	if (x->type.kind == K_BARE)
		return check_fail(c, a->place, "'%.*s' is not a name known here",
		    STR_ARG(x->raw));
	if (x->type.kind == K_BOOL || x->type.kind == K_ROW)
		return check_fail(c, a->place,
		    "only a value can be given or empty");
	return check_new(c, a->kind == AST_GIVEN ? OP_GIVEN : OP_EMPTY,
	    a->place, node_type(K_BOOL), x, NULL);
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

	if (c->failed)
		return NULL;
	if (l->type.kind != K_LIST)
		return check_fail(c, l->place, "a list or set is expected %s, "
		    "this is %s", contains ? "before 'contains'" :
		    "after 'in'", check_type_name(c, &l->type));
	if (l->op == OP_SETLIT) {
		l->b = e;
		if (!check_is_named(c, e) || !coerce_set(c, l, e->type))
			return NULL;
		l->b = NULL;
	} else {
		item = check_new(c, OP_VAR, l->place, node_elem_type(&l->type),
		    NULL, NULL);
		if (e->op == OP_LIT || e->type.kind == K_BARE)
			e = check_coerce(c, e, l->type);
		eq = check_equal(c, CMP_EQ, a->place, item, e);
		if (eq == NULL)
			return NULL;
	}
	eq = check_new(c, OP_IN, a->place, node_type(K_BOOL), e, l);
	check_assigns(c, eq);
	return eq;
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
	struct node *set = check_new(c, OP_SETLIT, a->place, node_type(K_LIST),
	    NULL, NULL), **last = &set->a;
	struct type t = node_type(K_BARE);

	for (struct ast *i = a->a; i != NULL && !c->failed; i = i->next) {
		struct node *n = check_expr(c, i, s);

		if (n == NULL)
			return NULL;
		if (n->op == OP_VAR || n->next != NULL) {
			/* A node stands in one set only. */
			struct node *copy = check_new(c, n->op, n->place,
			    n->type, NULL, NULL);

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
check_leaf(struct checker *c, struct ast *a, const struct scope *s)
{
	(void)s;
	if (a->kind == AST_NUMBER)
		return check_number(c, a);
	return a->kind == AST_DATE ? literal(c, a, K_DATE, a->date) :
	    literal(c, a, K_TEXT, 0);
}

typedef struct node *check_fn(struct checker *, struct ast *,
    const struct scope *);
static check_fn *const check_of[] = {
	[AST_OR] = check_logic, [AST_AND] = check_logic,
	[AST_NOT] = check_logic, [AST_IMPLIES] = check_logic,
	[AST_EQ] = check_compare, [AST_NE] = check_compare,
	[AST_LT] = check_compare, [AST_LE] = check_compare,
	[AST_GT] = check_compare, [AST_GE] = check_compare,
	[AST_GIVEN] = check_given, [AST_EMPTY] = check_given,
	[AST_IN] = check_in, [AST_CONTAINS] = check_in,
	[AST_ADD] = check_arithmetic, [AST_SUB] = check_arithmetic,
	[AST_MUL] = check_arithmetic, [AST_DIV] = check_arithmetic,
	[AST_NEG] = check_negation, [AST_NUMBER] = check_leaf,
	[AST_DATE] = check_leaf, [AST_TEXT] = check_leaf,
	[AST_NAME] = check_name, [AST_DOT] = check_dot,
	[AST_CALL] = check_call, [AST_SET] = check_set,
	[AST_UNIT] = check_unit, [AST_SOME] = check_quantifier,
	[AST_EVERY] = check_quantifier, [AST_NO] = check_quantifier,
	[AST_COUNT] = check_quantifier, [AST_SUM] = check_quantifier,
	[AST_MIN] = check_quantifier, [AST_MAX] = check_quantifier,
	[AST_LATEST] = check_quantifier, [AST_EARLIEST] = check_quantifier,
	[AST_SETOF] = check_quantifier, [AST_RUN] = check_quantifier,
	[AST_TREND] = check_quantifier,
};

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
	n = check_of[a->kind](c, a, s);
	c->depth--;
	if (n != NULL && !c->failed)
		note_closed(c, n);
	return c->failed ? NULL : n;
}

struct node *
check_shown(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *n = check_expr(c, a, s);

	if (n == NULL || !check_is_named(c, n))
		return NULL;
	return n->type.kind != K_ROW ? n : check_fail(c, n->place,
	    "name one of the members of '%.*s'", STR_ARG(n->raw));
}

void
check_message(struct checker *c, const struct ast_message *m,
    const struct scope *s, struct expanded_message *out)
{
	out->nexpr = m->nexpr;
	out->piece = m->piece;
	out->expr = ARENA_ARRAY(c->arena, m->nexpr, struct node *);
	for (size_t i = 0; i < m->nexpr && !c->failed; i++)
		out->expr[i] = check_shown(c, m->expr[i], s);
}

struct node *
check_messages(struct checker *c, const struct ast_messages *a, const struct scope *s,
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
