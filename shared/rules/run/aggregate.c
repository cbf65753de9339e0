/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers and sets of the members of a population. What is not sure to be one
 * makes two bounds.
 */
#include "shared/rules/run/run.h"

#include <stdlib.h>

enum truth
run_condition(struct run *r)
{
	return run_where(r) == NULL ? TRUE_ : eval_truth(r->v, run_where(r));
}

static bool
step_count(void *ctx, uint32_t ordinal)
{
	struct run *r = ctx;
	enum truth t = run_condition(r);

	(void)ordinal;
	r->sure += t == TRUE_;
	r->maybe += t == UNKNOWN;
	return true;
}

static bool
step_sum(void *ctx, uint32_t ordinal)
{
	struct run *r = ctx;
	enum truth t = run_condition(r);
	struct val x;

	(void)ordinal;
	if (t == NOT_TRUE)
		return true;
	eval_val(r->v, r->q->has, &x);
	if (x.st != ST_GIVEN) {
		r->unknown = true;
		return false;
	}
	r->n += t == TRUE_ || x.n < 0 ? x.n : 0;
	r->hi += t == TRUE_ || x.hi > 0 ? x.hi : 0;
	return true;
}

/* Least or greatest: what is sure bounds one side, what may be the other. */
static bool
step_extreme(void *ctx, uint32_t ordinal)
{
	struct run *r = ctx;
	bool max = r->q->kind == Q_MAX;
	enum truth t = run_condition(r);
	bool first = r->sure + r->maybe == 0;
	struct val x;

	(void)ordinal;
	/* Its value, if it counts and has one. */
	if (t == NOT_TRUE)
		return true;
	eval_val(r->v, r->q->has, &x);
	if (x.st == ST_UNKNOWN)
		r->unknown = true;
	if (x.st != ST_GIVEN)
		return true;
	/* One not sure to count moves only the far end of the range. */
	if (max) {
		if (first || x.hi > r->hi)
			r->hi = x.hi;
		if (t == TRUE_ && (r->sure == 0 || x.n > r->n))
			r->n = x.n;
	} else {
		if (first || x.n < r->n)
			r->n = x.n;
		if (t == TRUE_ && (r->sure == 0 || x.hi < r->hi))
			r->hi = x.hi;
	}
	r->sure += t == TRUE_;
	r->maybe += t == UNKNOWN;
	return true;
}

static bool
step_set(void *ctx, uint32_t ordinal)
{
	struct run *r = ctx;
	struct set *s = r->set;
	enum truth t = run_condition(r);
	struct val *x;

	(void)ordinal;
	if (t == NOT_TRUE)
		return true;
	s->item = mem_grow(s->item, &s->cap, s->n, sizeof(*s->item));
	x = &s->item[s->n];
	eval_val(r->v, r->q->has, x);
	if (x->st == ST_UNKNOWN)
		r->unknown = true;
	if (x->st != ST_GIVEN)
		return true;
	x->nitems = t == TRUE_; /* sure */
	s->n++;
	return true;
}

struct sorting {
	struct eval *v;
	const struct type *type;
};

static int
by_value(const void *a, const void *b, void *ctx)
{
	const struct sorting *s = ctx;
	const struct val *x = a, *y = b;
	int c = eval_order(s->type, s->v, x, y);

	return c != 0 ? c : (y->nitems > x->nitems) - (y->nitems < x->nitems);
}

/* Most sets that messages tell of are small. */
#define FEW 16

static void
sort_values(struct set *s, struct sorting *by)
{
	if (s->n > FEW) {
		qsort_r(s->item, s->n, sizeof(*s->item), by_value, by);
		return;
	}
	for (size_t i = 1; i < s->n; i++)
		for (size_t k = i; k > 0 && by_value(&s->item[k - 1],
		    &s->item[k], by) > 0; k--) {
			struct val x = s->item[k];

			s->item[k] = s->item[k - 1];
			s->item[k - 1] = x;
		}
}

static void
set_sure_first(struct set *s)
{
	struct val *rest = mem_alloc((s->n + 1) * sizeof(*rest));
	size_t nrest = 0;

	s->sure = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->item[i].nitems != 0)
			s->item[s->sure++] = s->item[i];
		else
			rest[nrest++] = s->item[i];
	if (nrest > 0)
		memcpy(s->item + s->sure, rest, nrest * sizeof(*rest));
	free(rest);
}

/* Distinct values; the sure ones first, both parts ascending. */
static void
set_finish(struct eval *v, const struct type *elem, struct set *s)
{
	struct sorting by = { v, elem };
	size_t n = 0;
	bool all_sure = true;

	sort_values(s, &by);
	for (size_t i = 0; i < s->n; i++)
		if (n == 0 || eval_order(elem, v, &s->item[n - 1],
		    &s->item[i]) != 0)
			s->item[n++] = s->item[i];
	s->n = s->sure = n;
	s->sorted = true;
	for (size_t i = 0; i < n; i++)
		all_sure &= s->item[i].nitems != 0;
	if (!all_sure)
		set_sure_first(s);
	for (size_t i = 0; i < n; i++)
		s->item[i].nitems = 0;
}

static void
value_set(struct eval *v, const struct node *n, struct val *out)
{
	struct set *s = &v->sets[n->set];
	struct run r = { .v = v, .q = n->q, .set = s };
	struct type elem = node_elem_type(&n->type);

	s->n = s->sure = 0;
	if (!run_walk(&r, step_set) || r.unknown) {
		out->st = ST_UNKNOWN;
		return;
	}
	set_finish(v, &elem, s);
	out->set = s;
	if (s->n == 0)
		out->st = ST_EMPTY;
}

/* ---- */

void
quant_value(struct eval *v, const struct node *n, struct val *out)
{
	struct run r = { .v = v, .q = n->q, .best = TRUE_ };
	bool known;

	/* A walk over the members; what is not sure makes a range. */
	switch (n->q->kind) {
	case Q_COUNT:
		known = run_walk(&r, step_count);
		out->n = (double)r.sure;
		out->hi = (double)(r.sure + r.maybe);
		break;
	case Q_SUM:
		known = run_walk(&r, step_sum);
		out->n = r.n;
		out->hi = r.hi;
		break;
	case Q_MIN:
	case Q_MAX:
		known = run_walk(&r, step_extreme);
		out->n = r.n;
		out->hi = r.hi;
		if (r.sure == 0)
			out->st = r.maybe > 0 ? ST_UNKNOWN : ST_EMPTY;
		break;
	case Q_RUN:
		known = run_longest(v, n, out);
		break;
	case Q_TREND:
		known = run_trend(v, n, out);
		break;
	default:
		value_set(v, n, out);
		return;
	}
	/* A walk that had no room, or a value unknown, leaves it open. */
	if (!known || r.unknown)
		out->st = ST_UNKNOWN;
}
