/* SPDX-License-Identifier: Apache-2.0 */
/* What people recorded, by clause, and the actions that answer it. */
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"

#define WRITTEN 256

/* The clauses that a text covers. */
struct written {
	const void *place;
	bool *covers;         /* per assessed clause; NULL: unused */
};

struct recorded {
	struct eval *v;
	struct readiness *out;
	const struct special *s;
	const struct answers *answers;
	uint64_t minors, minors_answered;
	struct written written[WRITTEN];
};

/* ---- what is being done ---- */

static void
add_answer(struct answers *a, const struct type *t, const struct val *x)
{
	a->id = mem_grow(a->id, &a->cap, a->n, sizeof(*a->id));
	a->id[a->n++] = eval_text_of(a->v, t, x);
}

static bool
answer_step(void *ctx, uint32_t ordinal)
{
	struct answers *a = ctx;
	const struct type *t = &a->s->what->type;
	struct type elem = node_elem_type(t);
	struct val x, item;

	(void)ordinal;
	if (a->s->where != NULL && eval_truth(a->v, a->s->where) != TRUE_)
		return true;
	if (eval_is_defective(a->v, &a->s->pop, &a->v->slot[0]))
		return true;
	eval_val(a->v, a->s->what, &x);
	if (x.st != ST_GIVEN)
		return true;
	if (t->kind != K_LIST) {
		add_answer(a, t, &x);
		return true;
	}
	for (size_t i = 0; i < eval_nitems(&x); i++) {
		eval_item(t, &x, i, &item);
		add_answer(a, &elem, &item);
	}
	return true;
}

static int
by_id(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

void
answers_find(struct answers *a, struct eval *v)
{
	struct slot keep = v->slot[0];

	*a = (struct answers){ .v = v };
	for (a->s = v->r->special; a->s != NULL; a->s = a->s->next)
		if (a->s->kind == SPECIAL_ANSWERED)
			pop_walk(v, &a->s->pop, 0, answer_step, a);
	v->slot[0] = keep;
	if (a->n > 1)
		qsort(a->id, a->n, sizeof(*a->id), by_id);
}

void
answers_free(struct answers *a)
{
	free(a->id);
}

bool
answers_has(const struct answers *a, struct str id)
{
	return a->n > 0 &&
	    bsearch(&id, a->id, a->n, sizeof(*a->id), by_id) != NULL;
}

/* ---- what was found ---- */

static enum clause_state
recorded_state(struct eval *v, const struct special *s)
{
	struct val x;
	struct str word;

	eval_val(v, s->grade, &x);
	if (x.st != ST_GIVEN)
		return CLAUSE__MAX;
	word = eval_text_of(v, &s->grade->type, &x);
	return str_is(word, "major") ? CLAUSE_MAJOR :
	    str_is(word, "minor") ? CLAUSE_MINOR :
	    str_is(word, "observation") ? CLAUSE_OBSERVATION : CLAUSE__MAX;
}

/*
 * Which clauses a finding is about. There are few ways to name them, and a text
 * that many records have is stored once, so what one says is kept by its place.
 */
static const bool *
covered_by(struct recorded *r, const struct type *t, const struct val *x)
{
	const struct readiness *out = r->out;
	const void *place = NULL;
	struct written *w;

	if (x->st == ST_GIVEN && t->kind != K_LIST)
		place = x->s.p;
	else if (x->st == ST_GIVEN && x->set == NULL && x->nitems == 1)
		place = table_text(x->home, x->item[0]);
	w = &r->written[((uintptr_t)place ^ (uintptr_t)place >> 9) % WRITTEN];
	if (place != NULL && w->place == place)
		return w->covers;
	if (w->covers == NULL)
		w->covers = mem_calloc(out->nassessed + 1, sizeof(bool));
	w->place = place;
	for (size_t i = 0; i < out->nassessed; i++)
		w->covers[i] = crit_value_covers(t, x,
		    str_of(out->clause[i].clause->number));
	return w->covers;
}

static bool
recorded_step(void *ctx, uint32_t row)
{
	struct recorded *r = ctx;
	enum clause_state state;
	const bool *covered;
	bool counts = true;
	struct val x;

	/* Not known to be closed: open. */
	if (r->s->where != NULL && eval_truth(r->v, r->s->where) == NOT_TRUE)
		return true;
	/* How much it weighs, and which clauses it is about. */
	if (r->s->when != NULL)
		counts = eval_truth(r->v, r->s->when) == TRUE_;
	state = recorded_state(r->v, r->s);
	eval_val(r->v, r->s->what, &x);
	covered = covered_by(r, &r->s->what->type, &x);
	/* Each of these takes it. */
	for (size_t i = 0; i < r->out->nassessed; i++) {
		struct clause_result *c = &r->out->clause[i];

		if (!covered[i])
			continue;
		c->findings_open++;
		if (!counts || state == CLAUSE__MAX)
			continue;
		c->findings_counting++;
		readiness_worsen(c, state);
	}
	/* Whether somebody has answered a minor one. */
	if (counts && state == CLAUSE_MINOR) {
		r->minors++;
		r->minors_answered += answers_has(r->answers,
		    eval_key(r->v, r->s->pop.reg, row));
	}
	return true;
}

void
readiness_recorded(struct eval *v, struct readiness *out,
    const struct answers *answers, uint64_t *minors, uint64_t *answered)
{
	struct recorded r = { .v = v, .out = out, .answers = answers };

	for (r.s = v->r->special; r.s != NULL; r.s = r.s->next)
		if (r.s->kind == SPECIAL_RECORDED)
			pop_walk(v, &r.s->pop, 0, recorded_step, &r);
	for (size_t i = 0; i < WRITTEN; i++)
		free(r.written[i].covers);
	*minors = r.minors;
	*answered = r.minors_answered;
}

void
readiness_worsen(struct clause_result *r, enum clause_state s)
{
	if (s < r->state)
		r->state = s;
}
