/* SPDX-License-Identifier: Apache-2.0 */
/* Quantifiers over populations. */
#include "shared/rules/run/batch.h"
#include "shared/rules/run/index.h"
#include "shared/rules/run/run.h"

/* The conditions that are still to be asked. */
const struct node *
run_where(const struct run *r)
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
	if (run_where(r) != NULL)
		t = eval_truth(r->v, run_where(r));
	if (t == NOT_TRUE)
		return true;
	if (has(r) != NULL) {
		u = eval_truth(r->v, has(r));
		t = u < t ? u : t;
	}
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
	if (run_where(r) != NULL)
		w = eval_truth(r->v, run_where(r));
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
bool
run_walk(struct run *r, pop_fn *fn)
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
	return pop_walk(r->v, &r->q->pop, r->q->slot, fn, r) ||
	    eval_nil_covers(r->v, &r->q->pop, r->q->where);
}

static enum truth
merge(const struct quant *q, enum truth a, enum truth b)
{
	return (q->kind == Q_EVERY) == (a < b) ? a : b;
}

/* Of no member every is true, and some is not. */
static struct run
begin(struct eval *v, const struct quant *q)
{
	return (struct run){ .v = v, .q = q, .best = TRUE_,
		.truth = q->kind == Q_EVERY ? TRUE_ : NOT_TRUE };
}

static pop_fn *
step_of(const struct quant *q)
{
	return q->kind == Q_EVERY ? step_every : step_some;
}

/* A part whose truth never changes: walked once. */
static enum truth
constant_part(struct eval *v, const struct quant *q, enum state part,
    const struct index_level *l)
{
	struct constant *c = &v->constant[q->index];
	struct run r = begin(v, q);
	pop_fn *fn = step_of(q);

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
	struct run r = begin(v, q);
	struct index_level *l;
	pop_fn *fn = step_of(q);
	enum state st;

	if (!q->rest_closed || v->no_index || !v->supplied[q->pop.reg])
		return false;
	if (index_finds_none(v, q)) {
		*t = r.truth;
		return true;
	}
	st = index_walk_equal(v, q, fn, &r, &l);
	if (st != ST_GIVEN) {
		*t = constant_part(v, q, st, NULL);
		return true;
	}
	if (l == NULL)
		return false;
	/* What is not exact equals one value and not another. */
	if (l->between)
		index_walk_loose(v, q, l, fn, &r);
	*t = r.truth;
	if (index_has_loose(q, l) && !l->between)
		*t = merge(q, r.truth, constant_part(v, q, ST_GIVEN, l));
	return true;
}

enum truth
quant_truth(struct eval *v, const struct node *n)
{
	const struct quant *q = n->q;
	struct run r = begin(v, q);
	enum truth t, none = r.truth;

	if (!in_parts(v, q, &t)) {
		bool known = run_walk(&r, step_of(q));

		t = !known && r.truth == none ? UNKNOWN : r.truth;
	}
	return q->kind == Q_NO ? (enum truth)(TRUE_ - t) : t;
}
