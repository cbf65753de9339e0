/* SPDX-License-Identifier: Apache-2.0 */
/* What people recorded, by clause, and the actions that answer it. */
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"
#include "shared/rules/run/reading.h"

#define WRITTEN 256

/* The clauses that a text covers. */
struct written {
	const void *place;
	bool *covers;         /* per assessed clause; NULL: unused */
};

/* The findings of one clause, on the heap. */
struct at_clause {
	size_t *finding, cap;
};

struct recorded {
	struct eval *v;
	struct readiness *out;
	const struct special *s;
	struct recorded_finding *list; /* on the heap */
	size_t n, cap;
	struct at_clause *at;          /* per assessed clause */
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
	if (a->s->where != NULL &&
	    reading_truth(a->v, a->s->where, NULL) != TRUE_)
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

/* What is known of the finding that is bound, but for its clauses. */
static struct recorded_finding *
add_finding(struct recorded *r, uint32_t row)
{
	const struct pop *p = &r->s->pop;
	struct str key = eval_key(r->v, p->reg, row);
	struct recorded_finding *f;
	const struct table *t;
	uint32_t at;

	r->list = mem_grow(r->list, &r->cap, r->n, sizeof(*r->list));
	f = &r->list[r->n++];
	*f = (struct recorded_finding){ .reg = r->v->std->reg[p->reg].name,
		.key = arena_memdup(&r->out->arena, key.p, key.n),
		.grade = recorded_state(r->v, r->s) };
	f->counts = f->grade != CLAUSE__MAX && (r->s->when == NULL ||
	    eval_truth(r->v, r->s->when) == TRUE_);
	t = pop_record(r->v, p, &r->v->slot[0], &at);
	if (t != NULL) {
		f->batch = t->batch[at];
		f->row = t->row[at];
	}
	return f;
}

/* Is it taken for closed? */
static bool
is_mended(const struct recorded *r, uint32_t row)
{
	int reg = r->s->pop.reg;

	return r->v->repairs != NULL && repairs_have(r->v->repairs,
	    &(struct repair){ .kind = REPAIR_FINDING, .gate = "",
	    .reg = r->v->std->reg[reg].name,
	    .key = eval_key(r->v, reg, row).p });
}

static bool
recorded_step(void *ctx, uint32_t row)
{
	struct recorded *r = ctx;
	struct recorded_finding *f;
	struct at_clause *at;
	const bool *covered;
	struct buf clauses;
	struct val x;

	/* Taken for closed. */
	if (is_mended(r, row))
		return true;
	/* Not known to be closed: open. */
	if (r->s->where != NULL && eval_truth(r->v, r->s->where) == NOT_TRUE)
		return true;
	/* How much it weighs, and which clauses it is about. */
	f = add_finding(r, row);
	eval_val(r->v, r->s->what, &x);
	covered = covered_by(r, &r->s->what->type, &x);
	buf_init(&clauses, BUF_MAX_DEFAULT);
	if (x.st == ST_GIVEN)
		eval_put(r->v, &r->s->what->type, &x, &clauses);
	f->clauses = readiness_keep(r->out, &clauses);
	/* Each of these takes it. */
	for (size_t i = 0; i < r->out->nassessed; i++) {
		struct clause_result *c = &r->out->clause[i];

		if (!covered[i])
			continue;
		f->covers++;
		at = &r->at[i];
		at->finding = mem_grow(at->finding, &at->cap,
		    c->findings_open, sizeof(*at->finding));
		at->finding[c->findings_open++] = r->n - 1;
		if (!f->counts)
			continue;
		c->findings_counting++;
		readiness_worsen(c, f->grade);
	}
	r->out->findings_unplaced += f->covers == 0;
	return true;
}

/* A finding, and where it stood in the order of the registers. */
struct placed {
	struct recorded_finding f;
	size_t was;
};

static int
by_record(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = strcmp(x->f.reg, y->f.reg);

	return order != 0 ? order : strcmp(x->f.key, y->f.key);
}

static int
by_number(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/*
 * The findings by register and key, so that the order of an input's rows does
 * not show. now[i] becomes the place of the i-th one.
 */
static void
keep_sorted(struct recorded *r, size_t *now)
{
	struct placed *all = mem_calloc(r->n + 1, sizeof(*all));
	struct readiness *out = r->out;

	for (size_t i = 0; i < r->n; i++)
		all[i] = (struct placed){ r->list[i], i };
	qsort(all, r->n, sizeof(*all), by_record);
	out->nfindings = r->n;
	out->finding = ARENA_ARRAY(&out->arena, r->n, struct recorded_finding);
	for (size_t i = 0; i < r->n; i++) {
		out->finding[i] = all[i].f;
		now[all[i].was] = i;
	}
	free(all);
}

void
readiness_recorded(struct eval *v, struct readiness *out)
{
	struct recorded r = { .v = v, .out = out,
		.at = mem_calloc(out->nassessed + 1, sizeof(*r.at)) };
	size_t *now;

	/* Every finding that is open. */
	for (r.s = v->r->special; r.s != NULL; r.s = r.s->next)
		if (r.s->kind == SPECIAL_RECORDED)
			pop_walk(v, &r.s->pop, 0, recorded_step, &r);
	for (size_t i = 0; i < WRITTEN; i++)
		free(r.written[i].covers);
	/* Kept as long as the results. */
	now = mem_calloc(r.n + 1, sizeof(*now));
	keep_sorted(&r, now);
	free(r.list);
	for (size_t i = 0; i < out->nassessed; i++) {
		struct clause_result *c = &out->clause[i];

		c->finding = ARENA_ARRAY(&out->arena, c->findings_open,
		    size_t);
		for (size_t k = 0; k < c->findings_open; k++)
			c->finding[k] = now[r.at[i].finding[k]];
		qsort(c->finding, c->findings_open, sizeof(*c->finding),
		    by_number);
		free(r.at[i].finding);
	}
	free(now);
	free(r.at);
}

void
readiness_worsen(struct clause_result *r, enum clause_state s)
{
	if (s < r->state)
		r->state = s;
}
