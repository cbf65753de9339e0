/* SPDX-License-Identifier: Apache-2.0 */
/* Sums, products, moved dates and intervals: their types. */
#include "shared/rules/check/check.h"

static struct node *
wrong_operands(struct checker *c, struct ast *a, struct node *x,
    struct node *y)
{
	static const char *const verb[] = { [AST_ADD] = "added to",
		[AST_MUL] = "multiplied with", [AST_DIV] = "divided by" };
	const char *p, *q;

	if (!check_is_named(c, x) || !check_is_named(c, y))
		return NULL;
	p = check_type_name(c, &x->type);
	q = check_type_name(c, &y->type);
	if (a->kind == AST_SUB)
		return check_fail(c, a->place, "%s cannot be taken from %s", q, p);
	return check_fail(c, a->place, "%s cannot be %s %s", p, verb[a->kind],
	    q);
}

struct node *
check_arithmetic(struct checker *c, struct ast *a, const struct scope *s)
{
	static const enum op ops[] = { [AST_ADD] = OP_ADD, [AST_SUB] = OP_SUB,
		[AST_MUL] = OP_MUL, [AST_DIV] = OP_DIV };
	struct node *x = check_expr(c, a->a, s), *y = check_expr(c, a->b, s), *n;
	bool add = a->kind == AST_ADD || a->kind == AST_SUB;
	enum kind p, q;

	/* Operands; an interval and a date may stand either way round. */
	if (c->failed)
		return NULL;
	p = x->type.kind;
	q = y->type.kind;
	if (add && p == K_INTERVAL && q == K_DATE && a->kind == AST_ADD) {
		struct node *t = x;

		x = y;
		y = t;
		p = K_DATE;
		q = K_INTERVAL;
	}
	/* Numbers. */
	if (p == K_NUMBER && q == K_NUMBER)
		return check_new(c, ops[a->kind], a->place, node_type(K_NUMBER),
		    x, y);
	/* Dates: moved, or the days between. */
	if (add && p == K_DATE && q == K_INTERVAL) {
		n = check_new(c, OP_SHIFT, a->place, node_type(K_DATE), x, y);
		n->cmp = a->kind == AST_ADD ? CMP_GT : CMP_LT;
		return n;
	}
	if (a->kind == AST_SUB && p == K_DATE && q == K_DATE)
		return check_new(c, OP_BETWEEN, a->place, node_type(K_NUMBER), y,
		    x);
	/* Intervals: added, or multiplied. */
	if ((add && p == K_INTERVAL && q == K_INTERVAL &&
	    x->type.months == y->type.months) ||
	    (a->kind == AST_MUL && p == K_INTERVAL && q == K_NUMBER))
		return check_new(c, ops[a->kind], a->place, x->type, x, y);
	if (a->kind == AST_MUL && p == K_NUMBER && q == K_INTERVAL)
		return check_new(c, OP_MUL, a->place, y->type, x, y);
	return wrong_operands(c, a, x, y);
}

struct node *
check_negation(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *x = check_expr(c, a->a, s);

	if (x == NULL || !check_is_named(c, x))
		return NULL;
	if (x->type.kind != K_NUMBER)
		return check_fail(c, a->place, "%s has no negative",
		    check_type_name(c, &x->type));
	return check_new(c, OP_NEG, a->place, x->type, x, NULL);
}

struct node *
check_unit(struct checker *c, struct ast *a, const struct scope *s)
{
	struct node *x = check_expr(c, a->a, s), *n;
	bool year = str_starts(a->text, STR("year"));
	bool week = str_starts(a->text, STR("week"));
	struct type t = node_type(K_INTERVAL);

	if (x == NULL)
		return NULL;
	t.months = year || str_starts(a->text, STR("month"));
	if (x->type.kind != K_NUMBER)
		return check_fail(c, a->place, "a number is expected before "
		    "'%.*s'", STR_ARG(a->text));
	n = check_new(c, OP_UNIT, a->place, t, x, NULL);
	n->lit.n = year ? 12 : week ? 7 : 1;
	if (x->op == OP_LIT) {
		if (x->lit.n * n->lit.n > MAX_INTERVAL)
			return check_fail(c, a->place, "the interval is too long");
		n->op = OP_LIT;
		n->lit = (struct val){ .st = ST_GIVEN, .n = x->lit.n * n->lit.n,
			.hi = x->lit.n * n->lit.n };
		n->a = NULL;
	}
	return n;
}
