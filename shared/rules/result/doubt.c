/* SPDX-License-Identifier: Apache-2.0 */
/* Requirements that say nothing: never false, or asked of no record. */
#include <stdlib.h>

#include "shared/rules/node/same.h"
#include "shared/rules/run/eval.h"

/* ---- true whatever the records ---- */

/* Do both say the same of the same variables? */
static bool
is_same(const struct node *a, const struct node *b)
{
	struct renaming r = { .n = 0 };

	for (int slot = 0; slot < RULES_MAX_DEPTH + 4; slot++)
		if ((a->vars >> slot & 1) != 0)
			renaming_add(&r, slot, slot);
	return a->vars == b->vars && node_same(a, b, &r);
}

static bool never(const struct node *n, bool truth);

/* One of these holds a value that the set lists. */
static bool
is_listed(const struct node *item, const struct node *set)
{
	if (set->op != OP_SETLIT)
		return false;
	for (const struct node *i = set->a; i != NULL; i = i->next)
		if (is_same(item, i))
			return true;
	return false;
}

/* A comparison of two things that are the same is never so. */
static bool
never_compares(const struct node *n, bool truth)
{
	bool equal = n->cmp == CMP_EQ || n->cmp == CMP_LE || n->cmp == CMP_GE;

	return equal != truth && is_same(n->a, n->b);
}

/* The same of what a quantifier asks of its members. */
static bool
never_quantified(const struct quant *q, bool truth)
{
	if (q->has == NULL || (q->kind != Q_EVERY && q->kind != Q_NO &&
	    q->kind != Q_SOME))
		return false;
	return q->kind == Q_EVERY ? !truth && never(q->has, false) :
	    (q->kind == Q_NO) != truth && never(q->has, true);
}

/* Has the condition never this truth, true or false, whatever is known? */
static bool
never(const struct node *n, bool truth)
{
	switch (n->op) {
	case OP_CONST:
		return n->constant != (truth ? TRUE_ : NOT_TRUE);
	case OP_NOT:
		return never(n->a, !truth);
	case OP_AND:
		return truth ? never(n->a, true) || never(n->b, true) :
		    never(n->a, false) && never(n->b, false);
	case OP_OR:
		return truth ? never(n->a, true) && never(n->b, true) :
		    never(n->a, false) || never(n->b, false);
	case OP_IMPLIES:
		return truth ? never(n->a, false) && never(n->b, true) :
		    never(n->a, true) || never(n->b, false) ||
		    is_same(n->a, n->b);
	case OP_CMP_NUM:
	case OP_CMP_TEXT:
	case OP_CMP_REF:
	case OP_CMP_WORD:
	case OP_CMP_YESNO:
		return never_compares(n, truth);
	case OP_IN:
		return !truth && is_listed(n->a, n->b);
	case OP_QUANT:
		return never_quantified(n->q, truth);
	default:
		return false;
	}
}

/* ---- about no record ---- */

struct asking {
	struct eval *v;
	const struct part *part;
	const struct node *condition;
	uint64_t records;   /* that were asked */
	bool asked;         /* the member at hand */
	bool holds;         /* of one, or perhaps */
};

/* Is what is bound to a variable a member for certain? */
static bool
is_member(const struct asking *a, int variable)
{
	const struct node *where = a->part->where[variable];

	return where == NULL || eval_truth(a->v, where) == TRUE_;
}

static bool
ask(struct asking *a)
{
	a->asked = true;
	a->holds |= eval_truth(a->v, a->condition) != NOT_TRUE;
	return !a->holds;
}

static bool
ask_second(void *ctx, uint32_t ordinal)
{
	struct asking *a = ctx;

	(void)ordinal;
	return !is_member(a, 1) || ask(a);
}

static bool
ask_first(void *ctx, uint32_t ordinal)
{
	struct asking *a = ctx;

	(void)ordinal;
	if (!is_member(a, 0))
		return true;
	a->asked = false;
	if (a->part->npops == 1)
		ask(a);
	else
		pop_walk(a->v, &a->part->pop[1], 1, ask_second, a);
	a->records += a->asked;
	return !a->holds;
}

/* How many members the condition is false of; 0: it holds of some, perhaps. */
static uint64_t
idle_records(struct eval *v, const struct part *p, const struct node *n)
{
	struct asking a = { .v = v, .part = p, .condition = n->a };

	if (n->op != OP_IMPLIES || p->npops == 0 ||
	    p->pop[0].kind != POP_REGISTER)
		return 0;
	return pop_walk(v, &p->pop[0], 0, ask_first, &a) && !a.holds ?
	    a.records : 0;
}

/* ---- */

static void
doubt_part(const struct rules *r, const struct crit *k, const struct part *p,
    struct eval *v, rule_doubt_fn *fn, void *ctx)
{
	for (const struct req *q = p->req; q != NULL; q = q->next) {
		struct rule_doubt d = { q->place.file, q->place.line,
			q->place.column, k->id, 0, NULL };

		if (!never(q->expr, false)) {
			if (v == NULL)
				continue;
			d.records = idle_records(v, p, q->expr);
			if (d.records == 0)
				continue;
			d.population = r->standard->reg[p->pop[0].reg].title;
		}
		fn(ctx, &d);
	}
}

int
rules_doubts(const struct rules *r, const struct dataset *d, int32_t as_of,
    rule_doubt_fn *fn, void *ctx, struct err *e)
{
	struct eval *v = d == NULL ? NULL : mem_calloc(1, sizeof(*v));
	int status = 0;

	if (v != NULL)
		eval_begin(v, r, d, as_of);
	for (size_t i = 0; i < r->ncrit; i++)
		for (const struct part *p = r->crit[i].part; p != NULL;
		    p = p->next)
			doubt_part(r, &r->crit[i], p, v, fn, ctx);
	if (v != NULL) {
		status = eval_check(v, e);
		eval_end(v);
		free(v);
	}
	return status;
}
