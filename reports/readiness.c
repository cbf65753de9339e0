/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From criteria to clauses, gates and verdicts (docs/criteria-language.md,
 * "Results"; removing evidence never improves a result).
 */
#include <stdio.h>
#include <stdlib.h>

#include "reports/rules_node.h"

const char *
grade_name(enum grade g)
{
	static const char *const name[] = { "none", "observation", "minor",
		"major" };

	return name[g];
}

const char *
crit_result_name(enum crit_result r)
{
	static const char *const name[] = { "met", "by document", "not met",
		"nothing to assess", "not evidenced", "not assessable" };

	_Static_assert(sizeof(name) / sizeof(name[0]) == CRIT__MAX,
	    "every result has its name");
	return name[r];
}

const char *
verdict_name(enum verdict v)
{
	static const char *const name[] = { "not ready", "not determined",
		"ready with minors", "ready", "passed" };

	return name[v];
}

const char *
clause_state_name(enum clause_state c)
{
	static const char *const name[] = { "major", "not evidenced", "minor",
		"observation", "by document", "no gap found", "no rule" };

	_Static_assert(sizeof(name) / sizeof(name[0]) == CLAUSE__MAX,
	    "every state has its name");
	return name[c];
}

const char *
clause_state_words(enum clause_state c)
{
	static const char *const words[] = { "Major",
		"No evidence in this store", "Minor", "Observation",
		"By document", "No gap found", "No rule in this rule set" };

	return words[c];
}

/* ---- clauses ---- */

static enum clause_state
state_of(const struct criterion *c)
{
	switch (c->result) {
	case CRIT_MET:
	case CRIT_NOTHING_TO_ASSESS:
		return CLAUSE_NO_GAP;
	case CRIT_BY_DOCUMENT:
		return CLAUSE_BY_DOCUMENT;
	case CRIT_NOT_MET:
		return c->grade == GRADE_MAJOR ? CLAUSE_MAJOR :
		    c->grade == GRADE_MINOR ? CLAUSE_MINOR :
		    CLAUSE_OBSERVATION;
	case CRIT_NOT_EVIDENCED:
	case CRIT_NOT_ASSESSABLE:
	case CRIT__MAX:
		break;
	}
	return CLAUSE_NOT_EVIDENCED;
}

static void
worsen(struct clause_result *r, enum clause_state s)
{
	if (s < r->state)
		r->state = s;
}

static void
add_criterion(struct clause_result *r, const struct criterion *c)
{
	r->criteria++;
	r->met += c->result == CRIT_MET;
	r->not_met += c->result == CRIT_NOT_MET;
	r->not_evidenced += c->result == CRIT_NOT_EVIDENCED ||
	    c->result == CRIT_NOT_ASSESSABLE;
	worsen(r, state_of(c));
}

static void
make_clauses(struct readiness *out, const struct rules *r)
{
	static const struct clause pseudo[] = {
		{ "cycle", "Certification cycle", false },
		{ "data", "Data", false },
	};
	const struct standard *s = r->standard;

	out->clause = ARENA_ARRAY(&out->arena, s->nclauses + 2,
	    struct clause_result);
	for (size_t i = 0; i < s->nclauses; i++)
		if (s->clause[i].assessed)
			out->clause[out->nclauses++].clause = &s->clause[i];
	out->nassessed = out->nclauses;
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < r->ncrit; i++)
			if (strcmp(r->crit[i].clause, pseudo[p].number) == 0) {
				out->clause[out->nclauses++].clause =
				    &pseudo[p];
				break;
			}
	for (size_t i = 0; i < out->nclauses; i++)
		out->clause[i].state = CLAUSE_NO_RULE;
}

/*
 * A criterion belongs to its clause; one of a heading that is not assessed
 * itself belongs to every assessed clause below.
 */
static void
spread_criteria(struct readiness *out)
{
	for (size_t i = 0; i < out->ncriteria; i++) {
		const struct criterion *c = &out->criterion[i];
		bool found = false;

		for (size_t k = 0; k < out->nclauses && !found; k++)
			if (strcmp(out->clause[k].clause->number,
			    c->clause) == 0) {
				add_criterion(&out->clause[k], c);
				found = true;
			}
		for (size_t k = 0; k < out->nassessed && !found; k++)
			if (clause_covers(str_of(c->clause),
			    str_of(out->clause[k].clause->number)))
				add_criterion(&out->clause[k], c);
	}
}

/* ---- what people recorded, and what is being done ---- */

struct recorded {
	struct eval *v;
	struct readiness *out;
	const struct special *s;
	uint64_t minors, minors_answered;
};

struct answers {
	struct eval *v;
	const struct special *s;
	struct str id;
	bool found;
};

static bool
answer_step(void *ctx, uint32_t ordinal)
{
	struct answers *a = ctx;
	const struct type *t = &a->s->what->type;
	struct type elem = elem_type(t);
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
		a->found = str_eq(eval_text_of(a->v, t, &x), a->id);
		return !a->found;
	}
	for (size_t i = 0; i < eval_nitems(&x) && !a->found; i++) {
		eval_item(t, &x, i, &item);
		a->found = str_eq(eval_text_of(a->v, &elem, &item), a->id);
	}
	return !a->found;
}

/* Is there an open action in time for this criterion or finding? */
static bool
is_answered(struct eval *v, struct str id)
{
	struct slot keep = v->slot[0];
	struct answers a = { .v = v, .id = id };

	for (a.s = v->r->special; a.s != NULL && !a.found; a.s = a.s->next)
		if (a.s->kind == SPECIAL_ANSWERED)
			pop_walk(v, &a.s->pop, 0, answer_step, &a);
	v->slot[0] = keep;
	return a.found;
}

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

static bool
recorded_step(void *ctx, uint32_t row)
{
	struct recorded *r = ctx;
	enum clause_state state;
	bool counts = true;
	struct val x;

	/* Not known to be closed: open. */
	if (r->s->where != NULL && eval_truth(r->v, r->s->where) == NOT_TRUE)
		return true;
	if (r->s->when != NULL)
		counts = eval_truth(r->v, r->s->when) == TRUE_;
	state = recorded_state(r->v, r->s);
	eval_val(r->v, r->s->what, &x);
	for (size_t i = 0; i < r->out->nassessed; i++) {
		struct clause_result *c = &r->out->clause[i];

		if (!value_covers(&r->s->what->type, &x,
		    str_of(c->clause->number)))
			continue;
		c->findings_open++;
		if (!counts || state == CLAUSE__MAX)
			continue;
		c->findings_counting++;
		worsen(c, state);
	}
	if (counts && state == CLAUSE_MINOR) {
		r->minors++;
		r->minors_answered += is_answered(r->v,
		    eval_key(r->v, r->s->pop.reg, row));
	}
	return true;
}

/* ---- milestones ---- */

static bool
is_evidenced(const struct criterion *c)
{
	return c->result != CRIT_NOT_EVIDENCED &&
	    c->result != CRIT_NOT_ASSESSABLE;
}

/* Evidenced and no major. */
static void
gate_requires(struct readiness *out, const struct gate *g,
    struct gate_result *r)
{
	struct buf b;

	buf_init(&b, 8192);
	r->state = GATE_PASSED;
	for (size_t i = 0; i < g->nneed; i++) {
		const struct criterion *c = &out->criterion[g->need[i]];
		bool fails = c->result == CRIT_NOT_MET &&
		    c->grade == GRADE_MAJOR;

		if (is_evidenced(c) && !fails)
			continue;
		if (fails)
			r->state = GATE_FAILED;
		else if (r->state == GATE_PASSED)
			r->state = GATE_NOT_SHOWN;
		buf_printf(&b, "%s%s: %s%s", b.n > 0 ? "; " : "", c->id,
		    crit_result_name(c->result), fails ? " (major)" : "");
		if (!fails && c->why[0] != '\0')
			buf_printf(&b, " (%s)", c->why);
	}
	r->why = arena_memdup(&out->arena, buf_cstr(&b), b.n);
	buf_fini(&b);
}

static void
judge_gate(struct eval *v, struct readiness *out, const struct gate *g,
    struct gate_result *r)
{
	struct buf b;
	enum truth t;

	r->id = g->id;
	r->title = g->title;
	if (g->when == NULL) {
		gate_requires(out, g, r);
		return;
	}
	t = eval_truth(v, g->when);
	r->state = t == TRUE_ ? GATE_PASSED : t == NOT_TRUE ? GATE_FAILED :
	    GATE_NOT_SHOWN;
	buf_init(&b, 8192);
	if (t != TRUE_)
		eval_message(v, &g->why, &b);
	if (t == UNKNOWN)
		buf_puts(&b, " (not shown: evidence is missing)");
	r->why = arena_memdup(&out->arena, buf_cstr(&b), b.n);
	buf_fini(&b);
}

/* What all milestones have in common. */
struct totals {
	uint64_t majors, minors, minors_answered, without_evidence;
};

static void
add_totals(struct eval *v, struct readiness *out, struct totals *t)
{
	struct recorded r = { .v = v, .out = out };

	for (r.s = v->r->special; r.s != NULL; r.s = r.s->next)
		if (r.s->kind == SPECIAL_RECORDED)
			pop_walk(v, &r.s->pop, 0, recorded_step, &r);
	t->minors = r.minors;
	t->minors_answered = r.minors_answered;
	for (size_t i = 0; i < out->ncriteria; i++) {
		const struct criterion *c = &out->criterion[i];

		if (c->result != CRIT_NOT_MET || c->grade != GRADE_MINOR)
			continue;
		t->minors++;
		t->minors_answered += is_answered(v, str_of(c->id));
	}
	for (size_t i = 0; i < out->nclauses; i++) {
		enum clause_state s = out->clause[i].state;

		t->majors += s == CLAUSE_MAJOR;
		if (i >= out->nassessed)
			continue;
		if (s == CLAUSE_NOT_EVIDENCED || s == CLAUSE_NO_RULE)
			t->without_evidence++;
		else
			out->clauses_evidenced++;
	}
}

static const char *
say(struct readiness *out, const struct milestone_result *m, uint64_t failed,
    uint64_t not_shown)
{
	char date[DATE_TEXT];

	switch (m->verdict) {
	case VERDICT_PASSED:
		date_format(date, m->passed_on);
		return arena_printf(&out->arena, "passed on %s", date);
	case VERDICT_NOT_READY:
		return arena_printf(&out->arena, "%llu clause%s with a major, "
		    "%llu gate%s shown to fail",
		    (unsigned long long)m->majors, m->majors == 1 ? "" : "s",
		    (unsigned long long)failed, failed == 1 ? "" : "s");
	case VERDICT_NOT_DETERMINED:
		return arena_printf(&out->arena, "%llu of %zu clauses have no "
		    "evidence in this store, %llu gate%s not shown",
		    (unsigned long long)m->clauses_without_evidence,
		    out->nassessed, (unsigned long long)not_shown,
		    not_shown == 1 ? "" : "s");
	case VERDICT_READY_WITH_MINORS:
		return arena_printf(&out->arena, "%llu minor%s, %llu of them "
		    "with an open action in time",
		    (unsigned long long)m->minors, m->minors == 1 ? "" : "s",
		    (unsigned long long)m->minors_with_action);
	case VERDICT_READY:
		break;
	}
	return "everything evidenced, gates passed, observations at most";
}

static void
judge_milestone(struct eval *v, struct readiness *out,
    const struct milestone *k, const struct totals *t,
    struct milestone_result *m)
{
	uint64_t failed = 0, not_shown = 0;
	size_t n = 0;
	struct val x;

	m->passed_on = DATE_NONE;
	m->majors = t->majors;
	m->minors = t->minors;
	m->minors_with_action = t->minors_answered;
	m->clauses_without_evidence = t->without_evidence;
	for (const struct gate *g = k == NULL ? NULL : k->gate; g != NULL;
	    g = g->next)
		n++;
	m->gate = ARENA_ARRAY(&out->arena, n, struct gate_result);
	for (const struct gate *g = k == NULL ? NULL : k->gate; g != NULL;
	    g = g->next) {
		struct gate_result *r = &m->gate[m->ngates++];

		judge_gate(v, out, g, r);
		failed += r->state == GATE_FAILED;
		not_shown += r->state == GATE_NOT_SHOWN;
	}
	if (k != NULL && k->passed != NULL) {
		eval_val(v, k->passed, &x);
		if (x.st == ST_GIVEN && x.n >= x.hi && x.n <= v->as_of)
			m->passed_on = (int32_t)x.n;
	}
	if (m->passed_on != DATE_NONE)
		m->verdict = VERDICT_PASSED;
	else if (m->majors > 0 || failed > 0)
		m->verdict = VERDICT_NOT_READY;
	else if (t->without_evidence > 0 || not_shown > 0)
		m->verdict = VERDICT_NOT_DETERMINED;
	else if (m->minors > 0)
		m->verdict = VERDICT_READY_WITH_MINORS;
	else
		m->verdict = VERDICT_READY;
	m->why = say(out, m, failed, not_shown);
}

static void
judge_milestones(struct eval *v, struct readiness *out)
{
	const struct standard *s = v->std;
	struct totals t = { 0 };

	add_totals(v, out, &t);
	out->headline = -1;
	out->milestone = ARENA_ARRAY(&out->arena, s->nmilestones,
	    struct milestone_result);
	for (size_t i = 0; i < s->nmilestones; i++) {
		struct milestone_result *m =
		    &out->milestone[out->nmilestones++];
		const struct milestone *k = v->r->milestone;

		while (k != NULL && strcmp(k->id, s->milestone[i].id) != 0)
			k = k->next;
		m->id = s->milestone[i].id;
		m->title = k != NULL ? k->title : s->milestone[i].title;
		judge_milestone(v, out, k, &t, m);
		if (out->headline < 0 && m->verdict != VERDICT_PASSED)
			out->headline = (int)i;
	}
}

/* ---- supply next ---- */

static int
by_waiting(const void *a, const void *b)
{
	const struct supply_next *x = a, *y = b;

	if (x->waiting != y->waiting)
		return x->waiting > y->waiting ? -1 : 1;
	return strcmp(x->reg, y->reg);
}

static void
supply_next(struct eval *v, struct readiness *out)
{
	const struct standard *s = v->std;

	out->supply = ARENA_ARRAY(&out->arena, s->nregisters,
	    struct supply_next);
	for (size_t r = 0; r < s->nregisters; r++) {
		struct supply_next *n = &out->supply[out->nsupply];

		out->anything_supplied |= v->d->table[r].supplied;
		for (size_t i = 0; i < out->ncriteria; i++) {
			if (!v->r->crit[i].reads[r])
				continue;
			n->criteria++;
			n->waiting += !v->supplied[r] &&
			    out->criterion[i].result == CRIT_NOT_EVIDENCED;
		}
		if (n->criteria == 0)
			continue;
		n->reg = s->reg[r].name;
		n->title = s->reg[r].title;
		n->supplied = v->d->table[r].supplied;
		n->statement = arena_memdup(&out->arena,
		    crit_statement(v, (int)r).p == NULL ? "" :
		    crit_statement(v, (int)r).p,
		    crit_statement(v, (int)r).n);
		out->nsupply++;
	}
	if (out->nsupply > 1)
		qsort(out->supply, out->nsupply, sizeof(*out->supply),
		    by_waiting);
}

/* ---- */

/* Data criteria first: their violators satisfy nothing afterwards. */
static void
judge_criteria(struct eval *v, struct readiness *out)
{
	const struct rules *r = v->r;

	out->ncriteria = r->ncrit;
	out->criterion = ARENA_ARRAY(&out->arena, r->ncrit, struct criterion);
	for (size_t i = 0; i < r->ncrit; i++)
		if (r->crit[i].defects)
			crit_judge(v, i, &out->criterion[i], &out->arena);
	v->judging = true;
	eval_forget(v);
	for (size_t i = 0; i < r->ncrit; i++) {
		if (!r->crit[i].defects)
			crit_judge(v, i, &out->criterion[i], &out->arena);
		crit_finish(v, i, &out->criterion[i], &out->arena);
		out->n_by_result[out->criterion[i].result]++;
	}
}

int
readiness_evaluate_with(struct readiness *out, const struct rules *r,
    const struct dataset *d, int32_t as_of, bool no_index)
{
	struct eval *v = mem_calloc(1, sizeof(*v));

	memset(out, 0, sizeof(*out));
	out->as_of = as_of;
	eval_begin(v, r, d, as_of, no_index);
	judge_criteria(v, out);
	make_clauses(out, r);
	spread_criteria(out);
	judge_milestones(v, out);
	supply_next(v, out);
	eval_end(v);
	free(v);
	return 0;
}

int
readiness_evaluate(struct readiness *out, const struct rules *r,
    const struct dataset *d, int32_t as_of, struct err *e)
{
	(void)e;
	return readiness_evaluate_with(out, r, d, as_of, false);
}

void
readiness_free(struct readiness *r)
{
	arena_fini(&r->arena);
	memset(r, 0, sizeof(*r));
}
