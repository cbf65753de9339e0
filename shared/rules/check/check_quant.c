/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Quantifiers and aggregates; which of their equalities an index can answer.
 */
#include "shared/rules/check/check.h"
#include "shared/rules/node/same.h"
#include "shared/rules/node/share.h"

static void
add_key(struct quant *q, struct node *condition, struct node *inner,
    struct node *outer, bool inner_list, bool outer_list)
{
	if (q->nkeys == QUANT_KEYS)
		return;
	condition->key_slot = q->slot;
	q->key[q->nkeys++] = (struct key){ .inner = inner, .outer = outer,
		.inner_list = inner_list, .outer_list = outer_list,
		.all = outer->type.all, .condition = condition,
		.assigns = (condition->assigns &
		    (condition->a == inner ? ASSIGNS_A : ASSIGNS_B)) != 0 };
}

/* Equalities among the conjuncts; those with outer variables first. */
static void
find_keys(struct quant *q, struct node *n, bool constant)
{
	uint64_t own = (uint64_t)1 << q->slot;
	struct node *a, *b;

	/* All parts of an "and" must be true, so each may be a key. */
	if (n == NULL)
		return;
	if (n->op == OP_AND) {
		find_keys(q, n->a, constant);
		find_keys(q, n->b, constant);
		return;
	}
	/* An equality of what is ours and what is not. */
	a = n->a;
	b = n->b;
	switch (n->op) {
	case OP_CMP_NUM:
	case OP_CMP_TEXT:
	case OP_CMP_REF:
	case OP_CMP_WORD:
		if (n->cmp != CMP_EQ)
			return;
		/* Either side may be ours. */
		if (b->vars == own) {
			struct node *t = a;

			a = b;
			b = t;
		}
		if (a->vars == own && (b->vars & own) == 0 &&
		    (b->vars == 0) == constant)
			add_key(q, n, a, b, false, false);
		return;
	case OP_IN:
		/* One of our list, or our one in a list. */
		if (b->vars == own && (a->vars & own) == 0 &&
		    (a->vars == 0) == constant)
			add_key(q, n, b, a, true, false);
		else if (a->vars == own && (b->vars & own) == 0 &&
		    b->vars != 0 && !constant)
			add_key(q, n, a, b, false, true);
		return;
	default:
		return;
	}
}

/* Keys that the condition asks to be given need no look at empty ones. */
static void
find_guards(struct quant *q, const struct node *n)
{
	if (n == NULL)
		return;
	if (n->op == OP_AND) {
		find_guards(q, n->a);
		find_guards(q, n->b);
	}
	for (size_t i = 0; n->op == OP_GIVEN && i < q->nkeys; i++)
		if (node_same_at(q->key[i].inner, q->slot, n->a, q->slot))
			q->key[i].given = true;
}

static bool
is_constant_key(const struct quant *q, const struct node *n)
{
	for (size_t i = 0; i < q->nkeys; i++)
		if (q->key[i].condition == n)
			return q->key[i].outer->vars == 0;
	return false;
}

/*
 * Conjuncts that are about the record alone and cheap: an index may do without
 * the records that do not meet them.
 */
static void
find_closed(struct quant *q, const struct node *n)
{
	if (n == NULL)
		return;
	if (n->op == OP_AND) {
		find_closed(q, n->a);
		find_closed(q, n->b);
		return;
	}
	if (n->vars != (uint64_t)1 << q->slot || n->walks != 0)
		return;
	if (q->nclosed < QUANT_CLOSED)
		q->closed[q->nclosed++] = n;
	if (is_constant_key(q, n) && q->nconstant < QUANT_CLOSED)
		q->constant[q->nconstant++] = n;
}

/* A condition without the conjuncts that closed[] has. */
static struct node *
rest_of(struct checker *c, const struct quant *q, struct node *n)
{
	struct node *a, *b;

	for (size_t i = 0; n != NULL && i < q->nclosed; i++)
		if (q->closed[i] == n)
			return NULL;
	if (n == NULL || n->op != OP_AND)
		return n;
	a = rest_of(c, q, n->a);
	b = rest_of(c, q, n->b);
	if (a == NULL || b == NULL)
		return a == NULL ? b : a;
	return a == n->a && b == n->b ? n :
	    check_new(c, OP_AND, n->place, n->type, a, b);
}

static bool
is_closed(const struct quant *q, const struct node *n)
{
	if (n == NULL || n == q->key[0].condition)
		return true;
	if (n->op == OP_AND)
		return is_closed(q, n->a) && is_closed(q, n->b);
	return (n->vars & ~((uint64_t)1 << q->slot)) == 0;
}

/* Nothing but the first key depends on outer variables. */
static bool
rest_is_closed(const struct quant *q)
{
	return q->pop.vars == 0 && is_closed(q, q->where) &&
	    is_closed(q, q->has);
}

static bool
check_value(struct checker *c, struct ast *a, struct quant *q,
    const struct scope *in, struct type *t)
{
	struct node *n = check_expr(c, a->a, in);
	bool dates = a->kind == AST_LATEST || a->kind == AST_EARLIEST;
	enum kind k;

	if (n == NULL)
		return false;
	k = n->type.kind;
	q->has = n;
	*t = n->type;
	t->all = false;
	if (a->kind == AST_SETOF && k != K_LIST && k != K_ROW && k != K_BOOL &&
	    k != K_BARE && k != K_INTERVAL) {
		t->elem = k;
		t->kind = K_LIST;
		return true;
	}
	if (a->kind != AST_SETOF && ((k == K_NUMBER && !dates) ||
	    (k == K_DATE && a->kind != AST_SUM)))
		return true;
	check_fail(c, n->place, "%s cannot be aggregated so",
	    check_type_name(c, &n->type));
	return false;
}

static const enum quant_kind quant_kind_of[] = {
	[AST_SOME] = Q_SOME, [AST_EVERY] = Q_EVERY, [AST_NO] = Q_NO,
	[AST_COUNT] = Q_COUNT, [AST_SUM] = Q_SUM, [AST_MIN] = Q_MIN,
	[AST_EARLIEST] = Q_MIN, [AST_MAX] = Q_MAX, [AST_LATEST] = Q_MAX,
	[AST_SETOF] = Q_SET, [AST_RUN] = Q_RUN, [AST_TREND] = Q_TREND,
};

/*
 * A condition or, of a trend, a number, and a date or number that orders the
 * members.
 */
static bool
check_ordered(struct checker *c, struct ast *a, struct quant *q,
    const struct scope *in)
{
	bool trend = q->kind == Q_TREND;

	q->has = trend ? check_expr(c, a->a, in) : check_truth(c, a->a, in);
	if (trend && q->has != NULL && q->has->type.kind != K_NUMBER)
		check_fail(c, q->has->place, "a trend is one of numbers");
	q->order = q->has == NULL ? NULL : check_expr(c, a->b, in);
	if (q->order != NULL && q->order->type.kind != K_DATE &&
	    q->order->type.kind != K_NUMBER)
		check_fail(c, q->order->place,
		    "a %s is ordered by a date or a number",
		    trend ? "trend" : "run");
	return !c->failed;
}

static bool
check_body(struct checker *c, struct ast *a, struct quant *q,
    const struct scope *in, struct type *t)
{
	bool logical = q->kind == Q_SOME || q->kind == Q_EVERY ||
	    q->kind == Q_NO;

	if (q->kind == Q_COUNT || (logical && a->a == NULL))
		return true;
	if (q->kind == Q_RUN || q->kind == Q_TREND)
		return check_ordered(c, a, q, in);
	if (!logical)
		return check_value(c, a, q, in, t);
	q->has = check_truth(c, a->a, in);
	return q->has != NULL;
}

/* What a quantifier walks each time; a closed one is answered once. */
static uint64_t
walks_of(const struct quant *q, uint64_t vars)
{
	uint64_t walks = (q->where != NULL ? q->where->walks : 0) |
	    (q->has != NULL ? q->has->walks : 0);

	if (vars == 0)
		return 0;
	if (q->pop.kind == POP_REGISTER || q->pop.kind == POP_VALUES)
		walks |= (uint64_t)1 << (q->pop.reg & 63);
	return walks;
}

/* The equalities that an index can answer, and what is closed. */
static void
plan_index(struct checker *c, struct node *n)
{
	struct quant *q = n->q;
	bool has = q->kind == Q_SOME || q->kind == Q_NO;
	struct node *part[] = { q->where, has ? q->has : NULL };

	/* Keys with outer variables come before constant ones. */
	for (size_t i = 0; i < 4; i++)
		find_keys(q, part[i % 2], i >= 2);
	for (size_t i = 0; i < 2; i++)
		find_guards(q, part[i]);
	for (size_t i = 0; i < 2; i++)
		find_closed(q, part[i]);
	q->where_rest = rest_of(c, q, q->where);
	q->has_rest = has ? rest_of(c, q, q->has) : q->has;
	q->rest_closed = q->nkeys > 0 && q->key[0].outer->vars != 0 &&
	    n->op == OP_QUANT && rest_is_closed(q);
	if (q->nkeys > 0)
		q->index = ++c->r->nindexes;
}

static uint64_t
vars_of(const struct node *n)
{
	return n == NULL ? 0 : n->vars;
}

struct node *
check_quantifier(struct checker *c, struct ast *a, const struct scope *s)
{
	struct quant *q = ARENA_NEW(c->arena, struct quant);
	struct type t = node_type(K_BOOL);
	struct node *n = NULL;
	struct scope in;

	/* What is bound. */
	q->kind = quant_kind_of[a->kind];
	if (q->kind == Q_COUNT || q->kind == Q_RUN || q->kind == Q_TREND)
		t = node_type(K_NUMBER);
	if (check_binder(c, s, &(struct binding){ .as = a->bind, .in = &in,
	    .pop = &q->pop, .where = &q->where })) {
		q->slot = in.slot;
		if (check_body(c, a, q, &in, &t))
			n = check_new(c, t.kind == K_BOOL ? OP_QUANT :
			    q->kind == Q_SET ? OP_SETOF : OP_AGG, a->place, t,
			    NULL, NULL);
		c->nslots--;
	}
	if (n == NULL || c->failed)
		return NULL;
	/* What it depends on, and how it is answered. */
	n->q = q;
	n->vars = (q->pop.vars | vars_of(q->where) | vars_of(q->has) |
	    vars_of(q->order)) & ~((uint64_t)1 << q->slot);
	n->walks = walks_of(q, n->vars);
	if (n->vars != 0 && q->pop.kind == POP_REGISTER)
		plan_index(c, n);
	if (n->op == OP_QUANT && n->walks != 0 && !c->alone)
		share_intern(c->r, n);
	return n;
}
