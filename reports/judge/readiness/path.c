/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The least repair; see path.h. All that could be mended is gathered, then
 * what can be left out is: in halves, so that few of many are found by few
 * judgements. Only criteria whose repairs moved are judged again.
 */
#include "reports/judge/readiness/path.h"

#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"
#include "shared/rules/run/reading.h"

/* The search, from path_find's call to its return. */
struct searching {
	struct path *p;
	const struct readiness *q;
	const char *milestone;
	enum readiness_verdict want;
	struct eval *v;
	struct repair *item;        /* on the heap until they are sorted */
	size_t n, cap;
	bool *in, *judged;          /* per item: now, and when judged last */
	struct criterion *criterion; /* as judged last */
	bool *moved;                /* per criterion: to be judged again */
};

/* ---- what could be mended ---- */

static struct repair
blank(enum repair_kind kind)
{
	return (struct repair){ .kind = kind, .reg = "", .key = "",
		.gate = "" };
}

static void
add(struct searching *s, struct repair r)
{
	s->item = mem_grow(s->item, &s->cap, s->n, sizeof(*s->item));
	s->item[s->n++] = r;
}

/* What a criterion fails, and what it leaves open. */
static void
gather_criterion(struct searching *s, size_t i)
{
	const struct criterion *c = &s->q->criterion[i];
	struct repair r = blank(REPAIR_RECORD);

	r.criterion = i;
	for (size_t k = 0; k < c->nviolations; k++) {
		r.reg = c->violation[k].reg;
		r.key = c->violation[k].key;
		r.asked = c->violation[k].asked;
		add(s, r);
	}
	if (c->result == CRIT_MET)
		return;
	/* Mended, one that has no member has yet to show that there is one. */
	r = blank(REPAIR_EVIDENCE);
	r.criterion = i;
	add(s, r);
}

static void
gather(struct searching *s, const struct milestone_result *m)
{
	struct repair r;
	size_t kept = 0;

	for (size_t i = 0; i < s->q->ncriteria; i++)
		gather_criterion(s, i);
	for (size_t f = 0; f < s->q->nfindings; f++) {
		r = blank(REPAIR_FINDING);
		r.reg = s->q->finding[f].reg;
		r.key = s->q->finding[f].key;
		if (s->q->finding[f].counts)
			add(s, r);
	}
	for (size_t k = 0; k < m->ngates; k++) {
		r = blank(REPAIR_GATE);
		r.gate = m->gate[k].id;
		if (m->gate[k].state != GATE_PASSED)
			add(s, r);
	}
	/* One of each: a record may break a requirement in several ways. */
	if (s->n > 1)
		qsort(s->item, s->n, sizeof(*s->item), repair_order);
	for (size_t i = 0; i < s->n; i++)
		if (i == 0 || repair_order(&s->item[i], &s->item[i - 1]) != 0)
			s->item[kept++] = s->item[i];
	s->n = kept;
}

/* ---- judging again ---- */

/* Judges with what is in now; free with readiness_free. */
static void
judge(struct searching *s, struct readiness *out)
{
	struct arena *a = &s->p->arena;

	for (size_t i = 0; i < s->n; i++) {
		if (s->in[i] != s->judged[i] &&
		    s->item[i].kind <= REPAIR_EVIDENCE)
			s->moved[s->item[i].criterion] = true;
		s->judged[i] = s->in[i];
	}
	for (size_t i = 0; i < s->q->ncriteria; i++) {
		if (!s->moved[i])
			continue;
		crit_judge(s->v, i, &s->criterion[i], a);
		crit_finish(s->v, i, &s->criterion[i], a);
		s->moved[i] = false;
	}
	memset(out, 0, sizeof(*out));
	out->ncriteria = s->q->ncriteria;
	out->criterion = ARENA_ARRAY(&out->arena, out->ncriteria,
	    struct criterion);
	memcpy(out->criterion, s->criterion, out->ncriteria *
	    sizeof(*out->criterion));
	readiness_conclude(s->v, out);
}

static bool
is_reached(const struct readiness *q, const char *milestone,
    enum readiness_verdict want)
{
	const struct milestone_result *m = readiness_milestone(q, milestone);

	return m != NULL && m->verdict != VERDICT_NOT_YET &&
	    m->verdict >= want;
}

static bool
holds(struct searching *s)
{
	struct readiness out;
	bool reached;

	judge(s, &out);
	reached = is_reached(&out, s->milestone, s->want);
	readiness_free(&out);
	return reached;
}

/* Puts items from .. to - 1 in or out. */
static void
put(struct searching *s, size_t from, size_t to, bool in)
{
	for (size_t i = from; i < to; i++)
		s->in[i] = in;
}

/*
 * Leaves out all that can be of from .. to - 1, the others being as they are.
 * What is left can then not be left out one by one.
 */
static void
reduce(struct searching *s, size_t from, size_t to)
{
	size_t half = from + (to - from) / 2;

	put(s, from, to, false);
	if (holds(s))
		return;
	put(s, from, to, true);
	if (to - from == 1)
		return;
	reduce(s, from, half);
	reduce(s, half, to);
}

/* Those of one criterion belong together, and mostly none of them is needed. */
static void
reduce_all(struct searching *s)
{
	size_t to;

	for (size_t from = 0; from < s->n; from = to) {
		to = from + 1;
		while (to < s->n && s->item[to].criterion ==
		    s->item[from].criterion && s->item[to].kind ==
		    s->item[from].kind && s->item[to].kind == REPAIR_RECORD)
			to++;
		reduce(s, from, to);
	}
}

/* ---- what the changes are, and turn ---- */

/* What a criterion came to, as people read it. */
static const char *
words_of(const struct criterion *c, struct arena *a)
{
	if (c->result != CRIT_NOT_MET)
		return crit_result_name(c->result);
	return arena_printf(a, "%s (%llu of %llu), %s",
	    crit_result_name(c->result), (unsigned long long)c->failing,
	    (unsigned long long)c->of, grade_name(c->grade));
}

/* Messages of the violations that are meant, each once, and their place. */
static void
describe_record(const struct searching *s, struct path_change *x)
{
	const struct criterion *c = &s->q->criterion[x->what.criterion];
	const char *last = "";
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t k = 0; k < c->nviolations; k++) {
		const struct violation *v = &c->violation[k];

		if (v->asked != x->what.asked ||
		    strcmp(v->reg, x->what.reg) != 0 ||
		    strcmp(v->key, x->what.key) != 0 ||
		    strcmp(v->message, last) == 0)
			continue;
		buf_printf(&b, "%s%s", b.n == 0 ? "" : "; ", v->message);
		last = v->message;
		x->batch = v->batch;
		x->row = v->row;
	}
	x->now = arena_memdup(&s->p->arena, buf_cstr(&b), b.n);
	buf_fini(&b);
}

static void
describe(const struct searching *s, struct path_change *x)
{
	x->now = x->clause = "";
	switch (x->what.kind) {
	case REPAIR_RECORD:
		x->clause = s->q->criterion[x->what.criterion].clause;
		describe_record(s, x);
		break;
	case REPAIR_EVIDENCE:
		x->clause = s->q->criterion[x->what.criterion].clause;
		break;
	case REPAIR_FINDING:
		for (size_t f = 0; f < s->q->nfindings; f++) {
			const struct recorded_finding *r = &s->q->finding[f];

			if (strcmp(r->key, x->what.key) != 0 ||
			    strcmp(r->reg, x->what.reg) != 0)
				continue;
			x->clause = r->clauses;
			x->batch = r->batch;
			x->row = r->row;
			x->now = r->grade == CLAUSE__MAX ? "open" :
			    arena_printf(&s->p->arena, "open, %s",
			    clause_state_name(r->grade));
		}
		break;
	case REPAIR_GATE:
		break;
	}
}

/* Why a criterion is open, or a gate not passed, with every other change made. */
static void
describe_rest(const struct searching *s, struct path_change *x,
    const struct readiness *without)
{
	const struct milestone_result *m = readiness_milestone(without,
	    s->milestone);
	const char *why = "";

	if (x->what.kind == REPAIR_EVIDENCE)
		why = without->criterion[x->what.criterion].why;
	for (size_t k = 0; x->what.kind == REPAIR_GATE && k < m->ngates; k++)
		if (strcmp(m->gate[k].id, x->what.gate) == 0)
			why = m->gate[k].why;
	if (why[0] != '\0')
		x->now = arena_memdup(&s->p->arena, why, strlen(why));
}

static void
add_effect(struct path_change *x, size_t *cap, struct arena *a,
    struct path_effect e)
{
	struct path_effect *more;

	if (x->neffects == *cap) {
		*cap = *cap == 0 ? 4 : *cap * 2;
		more = ARENA_ARRAY(a, *cap, struct path_effect);
		if (x->neffects > 0)
			memcpy(more, x->effect, x->neffects * sizeof(*more));
		x->effect = more;
	}
	x->effect[x->neffects++] = e;
}

/* All criteria, and gates of the milestone, that differ between the two. */
static void
compare(struct searching *s, struct path_change *x, const struct readiness *was,
    const struct readiness *is)
{
	const struct milestone_result *a = readiness_milestone(was,
	    s->milestone), *b = readiness_milestone(is, s->milestone);
	struct arena *keep = &s->p->arena;
	size_t cap = 0;

	for (size_t i = 0; i < was->ncriteria; i++) {
		const struct criterion *c = &was->criterion[i];
		const struct criterion *d = &is->criterion[i];

		if (c->result != d->result || c->grade != d->grade ||
		    c->failing != d->failing || c->unknown != d->unknown)
			add_effect(x, &cap, keep, (struct path_effect){
			    PATH_TURNS_CRITERION, c->id, c->title, words_of(c, keep),
			    words_of(d, keep) });
	}
	for (size_t k = 0; k < a->ngates && k < b->ngates; k++)
		if (a->gate[k].state != b->gate[k].state)
			add_effect(x, &cap, keep, (struct path_effect){
			    PATH_TURNS_GATE, a->gate[k].id, a->gate[k].title,
			    gate_state_name(a->gate[k].state),
			    gate_state_name(b->gate[k].state) });
	/* What people found turns no rule. */
	if (x->neffects == 0)
		add_effect(x, &cap, keep, (struct path_effect){
		    PATH_TURNS_VERDICT, a->id, a->title,
		    readiness_verdict_name(a->verdict),
		    readiness_verdict_name(b->verdict) });
}

/* Lists the changes, each with what it turns when it is made last. */
static void
list(struct searching *s)
{
	struct path *p = s->p;
	struct readiness all, without;

	for (size_t i = 0; i < s->n; i++)
		p->nchanges += s->in[i];
	p->change = ARENA_ARRAY(&p->arena, p->nchanges, struct path_change);
	p->nchanges = 0;
	judge(s, &all);
	p->reached = readiness_milestone(&all, s->milestone)->verdict;
	for (size_t i = 0; i < s->n; i++) {
		struct path_change *x = &p->change[p->nchanges];

		if (!s->in[i])
			continue;
		x->what = s->item[i];
		describe(s, x);
		s->in[i] = false;
		judge(s, &without);
		describe_rest(s, x, &without);
		compare(s, x, &without, &all);
		readiness_free(&without);
		s->in[i] = true;
		p->nchanges++;
	}
	readiness_free(&all);
}

/* Makes every change; what then still stands in the way cannot be mended here. */
static bool
try_all(struct searching *s)
{
	const struct milestone_result *m;
	struct readiness all;
	bool reached;

	put(s, 0, s->n, true);
	judge(s, &all);
	reached = is_reached(&all, s->milestone, s->want);
	m = readiness_milestone(&all, s->milestone);
	if (!reached)
		s->p->why = arena_memdup(&s->p->arena, m->why,
		    strlen(m->why));
	readiness_free(&all);
	return reached;
}

/* Once more from the start, so that nothing kept on the way can mislead. */
static int
prove(const struct searching *s, struct err *e)
{
	struct readiness q;
	bool reached;

	if (readiness_mended(&q, s->v->r, s->v->d, s->v->as_of,
	    &s->p->repairs, e) == -1)
		return -1;
	reached = is_reached(&q, s->milestone, s->want);
	readiness_free(&q);
	return reached ? 0 : err_set(e, ERR_SYS, "the changes found do not "
	    "reach the verdict when all is judged again");
}

static int
search(struct searching *s, const struct milestone_result *m, struct err *e)
{
	struct arena *a = &s->p->arena;
	struct repair *item;

	/* What there is to try. */
	gather(s, m);
	item = ARENA_ARRAY(a, s->n, struct repair);
	if (s->n > 0)
		memcpy(item, s->item, s->n * sizeof(*item));
	s->in = ARENA_ARRAY(a, s->n, bool);
	s->judged = ARENA_ARRAY(a, s->n, bool);
	s->moved = ARENA_ARRAY(a, s->q->ncriteria, bool);
	s->criterion = ARENA_ARRAY(a, s->q->ncriteria, struct criterion);
	memcpy(s->criterion, s->q->criterion, s->q->ncriteria *
	    sizeof(*s->criterion));
	s->p->repairs = (struct repairs){ item, s->in, s->n };
	s->p->considered = s->n;
	s->v->repairs = &s->p->repairs;
	/* All of it, then less. */
	if (!try_all(s)) {
		s->p->answer = PATH_NOT_REACHED;
		put(s, 0, s->n, false);
		return 0;
	}
	reduce_all(s);
	list(s);
	return prove(s, e);
}

int
path_find(struct path *p, const struct readiness *q, const char *milestone,
    enum readiness_verdict want, const struct rules *r,
    const struct dataset *d, int32_t as_of, struct err *e)
{
	const struct milestone_result *m = readiness_milestone(q, milestone);
	struct searching s = { .p = p, .q = q, .milestone = milestone,
		.want = want };
	struct readiness first;
	int status;

	*p = (struct path){ .id = m->id, .title = m->title,
		.verdict = m->verdict, .reached = m->verdict, .why = m->why };
	if (is_reached(q, milestone, want)) {
		p->answer = PATH_ALREADY;
		return 0;
	}
	if (m->verdict == VERDICT_NOT_YET) {
		p->answer = PATH_NOT_REACHED;
		return 0;
	}
	/* An evaluation of its own, begun as any: which cells are void, first. */
	s.v = mem_calloc(1, sizeof(*s.v));
	eval_begin(s.v, r, d, as_of);
	memset(&first, 0, sizeof(first));
	readiness_criteria(s.v, &first);
	status = search(&s, m, e);
	if (status == 0)
		status = reading_check(s.v, e);
	readiness_free(&first);
	eval_end(s.v);
	free(s.v);
	free(s.item);
	if (status == -1)
		path_free(p);
	return status;
}

void
path_free(struct path *p)
{
	arena_fini(&p->arena);
	*p = (struct path){ .id = NULL };
}
