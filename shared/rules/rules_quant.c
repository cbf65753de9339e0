/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Quantifiers and aggregates over populations. A defective record satisfies
 * nothing: it is not true within a `some` that stands positively, and in an
 * aggregate it may or may not count.
 */
#include "shared/rules/rules_batch.h"
#include "shared/rules/rules_quant.h"
#include "shared/rules/rules_trend.h"

#include <math.h>
#include <stdlib.h>

struct run {
	struct eval *v;
	const struct quant *q;
	enum truth truth, best;
	/* aggregates */
	double n, hi;
	uint64_t sure, maybe;   /* members counted for certain, perhaps */
	bool unknown;
	struct set *set;
};

static bool
is_defective(const struct run *r)
{
	return r->v->judging && eval_is_defective(r->v, &r->q->pop,
	    &r->v->slot[r->q->slot]);
}

/* The conditions that are still to be asked. */
static const struct node *
where(const struct run *r)
{
	return r->v->met[r->q->slot] ? r->q->where_rest : r->q->where;
}

static const struct node *
has(const struct run *r)
{
	return r->v->met[r->q->slot] ? r->q->has_rest : r->q->has;
}

static bool
step_some(void *ctx, uint32_t ordinal)
{
	struct run *r = ctx;
	enum truth t = TRUE_, u;

	(void)ordinal;
	if (where(r) != NULL)
		t = eval_truth(r->v, where(r));
	if (t == NOT_TRUE)
		return true;
	if (has(r) != NULL) {
		u = eval_truth(r->v, has(r));
		t = u < t ? u : t;
	}
	if (t != NOT_TRUE && !r->q->negative && is_defective(r))
		t = NOT_TRUE;
	if (t > r->truth)
		r->truth = t;
	return r->truth < r->best;
}

static bool
step_every(void *ctx, uint32_t ordinal)
{
	struct run *r = ctx;
	enum truth w = TRUE_, t;

	(void)ordinal;
	if (where(r) != NULL)
		w = eval_truth(r->v, where(r));
	if (w == NOT_TRUE)
		return true;
	t = eval_truth(r->v, r->q->has);
	if (w == UNKNOWN && t == NOT_TRUE)
		t = UNKNOWN;
	if (t < r->truth)
		r->truth = t;
	return r->truth != NOT_TRUE;
}

/* The members of a register for which the condition is not false. */
static bool
walk_register(struct run *r, pop_fn *fn)
{
	const struct quant *q = r->q;
	struct eval *v = r->v;
	struct batch b = { .v = v, .slot = q->slot };
	struct slot *s = &v->slot[q->slot];
	uint8_t truth[BATCH];

	*s = (struct slot){ .home = &v->d->table[q->pop.reg],
		.reg = (uint16_t)q->pop.reg };
	while (batch_next(&b, s->home->n)) {
		batch_filter(&b, q->where, truth);
		for (size_t i = 0; i < b.n; i++) {
			s->u = b.from + b.at[i];
			if (!fn(r, s->u))
				return true;
		}
	}
	return true;
}

/* Candidates from the index, else the whole population. */
static bool
walk(struct run *r, pop_fn *fn)
{
	if (r->q->index != 0 && !r->v->no_index &&
	    r->v->supplied[r->q->pop.reg]) {
		enum truth best = TRUE_;

		if (index_finds_none(r->v, r->q) ||
		    index_walk(r->v, r->q, fn, r, &best))
			return true;
		if (r->q->kind != Q_EVERY)
			r->best = best;
	}
	if (r->q->pop.kind == POP_REGISTER && r->q->where != NULL &&
	    !r->v->no_index && r->v->supplied[r->q->pop.reg])
		return walk_register(r, fn);
	return pop_walk(r->v, &r->q->pop, r->q->slot, fn, r);
}

static enum truth
merge(const struct quant *q, enum truth a, enum truth b)
{
	return (q->kind == Q_EVERY) == (a < b) ? a : b;
}

/* A part whose truth never changes: walked once. */
static enum truth
constant_part(struct eval *v, const struct quant *q, enum state part,
    const struct index_level *l)
{
	struct constant *c = &v->constant[q->index];
	struct run r = { .v = v, .q = q, .best = TRUE_,
		.truth = q->kind == Q_EVERY ? TRUE_ : NOT_TRUE };
	pop_fn *fn = q->kind == Q_EVERY ? step_every : step_some;

	if (!c->set[part]) {
		if (l != NULL)
			index_walk_loose(v, q, l, fn, &r);
		else
			pop_walk(v, &q->pop, q->slot, fn, &r);
		c->truth[part] = r.truth;
		c->set[part] = true;
	}
	return c->truth[part];
}

/* With one equality that is asked for: false when that is not to be had. */
static bool
in_parts(struct eval *v, const struct quant *q, enum truth *t)
{
	struct run r = { .v = v, .q = q, .best = TRUE_,
		.truth = q->kind == Q_EVERY ? TRUE_ : NOT_TRUE };
	struct index_level *l;
	enum state st;

	if (!q->rest_closed || v->no_index || !v->supplied[q->pop.reg])
		return false;
	if (index_finds_none(v, q)) {
		*t = r.truth;
		return true;
	}
	st = index_walk_equal(v, q, q->kind == Q_EVERY ? step_every :
	    step_some, &r, &l);
	if (st != ST_GIVEN) {
		*t = constant_part(v, q, st, NULL);
		return true;
	}
	if (l == NULL)
		return false;
	*t = r.truth;
	if (index_has_loose(q, l))
		*t = merge(q, r.truth, constant_part(v, q, ST_GIVEN, l));
	return true;
}

enum truth
quant_truth(struct eval *v, const struct node *n)
{
	enum truth t;

	struct run r = { .v = v, .q = n->q, .best = TRUE_ };

	if (in_parts(v, n->q, &t))
		return n->q->kind == Q_NO ? (enum truth)(TRUE_ - t) : t;
	if (n->q->kind == Q_EVERY) {
		r.truth = TRUE_;
		if (!walk(&r, step_every) && r.truth == TRUE_)
			r.truth = UNKNOWN;
		return r.truth;
	}
	r.truth = NOT_TRUE;
	if (!walk(&r, step_some) && r.truth == NOT_TRUE)
		r.truth = UNKNOWN;
	return n->q->kind == Q_NO ? (enum truth)(TRUE_ - r.truth) : r.truth;
}

/* ---- aggregates ---- */

static enum truth
condition(struct run *r)
{
	enum truth t = TRUE_;

	if (where(r) != NULL)
		t = eval_truth(r->v, where(r));
	if (t == TRUE_ && is_defective(r))
		t = UNKNOWN;
	return t;
}

static bool
step_count(void *ctx, uint32_t ordinal)
{
	struct run *r = ctx;
	enum truth t = condition(r);

	(void)ordinal;
	r->sure += t == TRUE_;
	r->maybe += t == UNKNOWN;
	return true;
}

static bool
step_sum(void *ctx, uint32_t ordinal)
{
	struct run *r = ctx;
	enum truth t = condition(r);
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
	enum truth t = condition(r);
	bool first = r->sure + r->maybe == 0;
	struct val x;

	(void)ordinal;
	if (t == NOT_TRUE)
		return true;
	eval_val(r->v, r->q->has, &x);
	if (x.st == ST_UNKNOWN)
		r->unknown = true;
	if (x.st != ST_GIVEN)
		return true;
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
	enum truth t = condition(r);
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
	for (size_t i = 1; i < s->n; i++) {
		struct val x = s->item[i];
		size_t k = i;

		for (; k > 0 && by_value(&s->item[k - 1], &x, by) > 0; k--)
			s->item[k] = s->item[k - 1];
		s->item[k] = x;
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
	struct type elem = elem_type(&n->type);

	s->n = s->sure = 0;
	if (!walk(&r, step_set) || r.unknown) {
		out->st = ST_UNKNOWN;
		return;
	}
	set_finish(v, &elem, s);
	out->set = s;
	if (s->n == 0)
		out->st = ST_EMPTY;
}

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
	enum truth t = condition(r), is;
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

static bool
value_run(struct eval *v, const struct node *n, struct val *out)
{
	struct steps s = { .run = { .v = v, .q = n->q, .best = TRUE_ } };
	bool known = walk(&s.run, step_run);

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
	enum truth t = condition(r);
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

static bool
value_trend(struct eval *v, const struct node *n, struct val *out)
{
	struct course s = { .run = { .v = v, .q = n->q, .best = TRUE_ } };
	bool known = walk(&s.run, step_trend);

	trend_bounds(s.step, s.n, s.placeless, &out->n, &out->hi);
	free(s.step);
	return known;
}

void
quant_value(struct eval *v, const struct node *n, struct val *out)
{
	struct run r = { .v = v, .q = n->q, .best = TRUE_ };
	bool known;

	switch (n->q->kind) {
	case Q_COUNT:
		known = walk(&r, step_count);
		out->n = (double)r.sure;
		out->hi = (double)(r.sure + r.maybe);
		break;
	case Q_SUM:
		known = walk(&r, step_sum);
		out->n = r.n;
		out->hi = r.hi;
		break;
	case Q_MIN:
	case Q_MAX:
		known = walk(&r, step_extreme);
		out->n = r.n;
		out->hi = r.hi;
		if (r.sure == 0)
			out->st = r.maybe > 0 ? ST_UNKNOWN : ST_EMPTY;
		break;
	case Q_RUN:
		known = value_run(v, n, out);
		break;
	case Q_TREND:
		known = value_trend(v, n, out);
		break;
	default:
		value_set(v, n, out);
		return;
	}
	if (!known || r.unknown)
		out->st = ST_UNKNOWN;
}
