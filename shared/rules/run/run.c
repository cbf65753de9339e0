/* SPDX-License-Identifier: Apache-2.0 */
/* Members in an order: the longest run, and the trend. */
#include "shared/rules/run/run.h"
#include "shared/rules/run/trend.h"

#include <math.h>
#include <stdlib.h>

/* ---- the longest run ---- */

struct step {
	double at;
	enum truth truth;   /* what is asked for */
	bool sure;          /* a member for certain */
};

struct steps {
	struct run run;
	struct step *step;
	size_t n, cap;
	size_t placeless;   /* members without a place in the order */
	size_t hopeful;     /* of these, not false */
};

static bool
step_run(void *ctx, uint32_t ordinal)
{
	struct steps *s = ctx;
	struct run *r = &s->run;
	enum truth t = run_condition(r), is;
	struct val x;

	(void)ordinal;
	if (t == NOT_TRUE)
		return true;
	is = eval_truth(r->v, r->q->has);
	eval_val(r->v, r->q->order, &x);
	if (x.st != ST_GIVEN || x.n < x.hi) {
		s->placeless++;
		s->hopeful += is != NOT_TRUE;
		return true;
	}
	s->step = mem_grow(s->step, &s->cap, s->n, sizeof(*s->step));
	s->step[s->n++] = (struct step){ x.n, is, t == TRUE_ };
	return true;
}

/* Perhaps members behind the certain ones of the same place. */
static int
by_place(const void *a, const void *b)
{
	const struct step *x = a, *y = b;

	if (x->at < y->at || x->at > y->at)
		return x->at < y->at ? -1 : 1;
	return (int)y->sure - (int)x->sure;
}

/*
 * Members of one place are one step, true when each of them is. A step that is
 * perhaps none neither lengthens the run for certain nor breaks the longer.
 */
static void
longest(const struct steps *s, double *low, double *high)
{
	double surely = 0, perhaps = 0;

	for (size_t i = 0, next; i < s->n; i = next) {
		enum truth all = TRUE_, sure = TRUE_, any = NOT_TRUE;
		bool exists = s->step[i].sure;

		for (next = i; next < s->n && s->step[next].at <=
		    s->step[i].at; next++) {
			all = s->step[next].truth < all ?
			    s->step[next].truth : all;
			any = s->step[next].truth > any ?
			    s->step[next].truth : any;
			if (s->step[next].sure && s->step[next].truth < sure)
				sure = s->step[next].truth;
		}
		if (all != TRUE_)
			surely = 0;
		else if (exists)
			surely++;
		if (exists && sure == NOT_TRUE)
			perhaps = 0;
		else if (exists || any != NOT_TRUE)
			perhaps++;
		*low = surely > *low ? surely : *low;
		*high = perhaps > *high ? perhaps : *high;
	}
}

bool
run_longest(struct eval *v, const struct node *n, struct val *out)
{
	struct steps s = { .run = { .v = v, .q = n->q, .best = TRUE_ } };
	bool known = run_walk(&s.run, step_run);

	if (s.n > 1)
		qsort(s.step, s.n, sizeof(*s.step), by_place);
	out->n = out->hi = 0;
	longest(&s, &out->n, &out->hi);
	if (s.placeless > 0)
		out->n = 0;
	out->hi += (double)s.hopeful;
	free(s.step);
	return known;
}

/* ---- trends ---- */

struct course {
	struct run run;
	struct trend_step *step;
	size_t n, cap;
	size_t placeless;   /* members without a place in the order */
};

static bool
step_trend(void *ctx, uint32_t ordinal)
{
	struct course *s = ctx;
	struct run *r = &s->run;
	enum truth t = run_condition(r);
	struct val at, x;

	(void)ordinal;
	if (t == NOT_TRUE)
		return true;
	eval_val(r->v, r->q->order, &at);
	if (at.st != ST_GIVEN || at.n < at.hi) {
		s->placeless++;
		return true;
	}
	eval_val(r->v, r->q->has, &x);
	s->step = mem_grow(s->step, &s->cap, s->n, sizeof(*s->step));
	s->step[s->n++] = (struct trend_step){ at.n,
		x.st == ST_GIVEN ? x.n : -HUGE_VAL,
		x.st == ST_GIVEN ? x.hi : HUGE_VAL, t == TRUE_ };
	return true;
}

bool
run_trend(struct eval *v, const struct node *n, struct val *out)
{
	struct course s = { .run = { .v = v, .q = n->q, .best = TRUE_ } };
	bool known = run_walk(&s.run, step_trend);

	trend_bounds(s.step, s.n, s.placeless, &out->n, &out->hi);
	free(s.step);
	return known;
}
