/* SPDX-License-Identifier: Apache-2.0 */
/* Milestones: what each is judged by, and its verdict. */
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"
#include "shared/rules/run/reading.h"

const char *
readiness_keep(struct readiness *out, struct buf *b)
{
	const char *text = arena_memdup(&out->arena, buf_cstr(b), b->n);

	buf_fini(b);
	return text;
}

/* ---- what a milestone is judged by ---- */

/* A milestone being judged, and where its lists are filled. */
struct judging_milestone {
	struct eval *v;
	struct readiness *out;
	const struct milestone *k;  /* NULL: the rules say nothing of it */
	struct milestone_result *m;
	const struct answers *answers;
	bool *clause, *finding;     /* per assessed clause, per finding */
};

/* Does this milestone look at criterion i? Without a stage at all of them. */
static bool
looks_at(const struct judging_milestone *j, size_t i)
{
	return j->k == NULL || j->k->stage[0] == '\0' ||
	    strcmp(j->v->r->crit[i].stage, j->k->stage) == 0;
}

/*
 * Which clauses have a criterion that it looks at, and which findings are of
 * them. One of which no clause is known stands against every milestone.
 */
static void
look(struct judging_milestone *j)
{
	const struct readiness *q = j->out;
	bool all = j->k == NULL || j->k->stage[0] == '\0';

	j->clause = mem_calloc(q->nassessed + 1, sizeof(bool));
	j->finding = mem_calloc(q->nfindings + 1, sizeof(bool));
	for (size_t f = 0; f < q->nfindings; f++)
		j->finding[f] = all || q->finding[f].covers == 0;
	for (size_t k = 0; k < q->nassessed; k++) {
		const struct clause_result *c = &q->clause[k];

		j->clause[k] = all;
		for (size_t i = 0; i < q->ncriteria && !j->clause[k]; i++)
			j->clause[k] = looks_at(j, i) && clause_covers(
			    str_of(q->criterion[i].clause),
			    str_of(c->clause->number));
		for (size_t f = 0; j->clause[k] && f < c->findings_open; f++)
			j->finding[c->finding[f]] = true;
	}
}

static void
list_init(struct readiness_list *l, struct readiness *out)
{
	l->criterion = ARENA_ARRAY(&out->arena, out->ncriteria, size_t);
	l->finding = ARENA_ARRAY(&out->arena, out->nfindings, size_t);
}

static void
list_criteria(struct judging_milestone *j)
{
	struct milestone_result *m = j->m;

	for (size_t i = 0; i < j->out->ncriteria; i++) {
		const struct criterion *c = &j->out->criterion[i];
		bool looks = looks_at(j, i);
		struct readiness_list *to = NULL;

		if (c->own)
			continue;
		/* Of what is found, a major counts later where not now. */
		if (c->result == CRIT_NOT_MET && c->grade == GRADE_MAJOR)
			to = looks ? &m->majors : &m->later;
		else if (!looks)
			continue;
		else if (c->result == CRIT_NOT_MET && c->grade == GRADE_MINOR)
			to = &m->minors;
		else if (readiness_is_unshown(c))
			to = &m->unshown;
		else if (c->result == CRIT_NOTHING_TO_ASSESS)
			to = &m->nothing;
		if (to != NULL)
			to->criterion[to->ncriteria++] = i;
		if (to == &m->minors)
			m->minors_with_action += answers_has(j->answers,
			    str_of(c->id));
	}
}

static void
list_findings(struct judging_milestone *j)
{
	struct milestone_result *m = j->m;

	for (size_t f = 0; f < j->out->nfindings; f++) {
		const struct recorded_finding *x = &j->out->finding[f];
		struct readiness_list *to;

		if (!x->counts || x->grade > CLAUSE_MINOR ||
		    (x->grade == CLAUSE_MINOR && !j->finding[f]))
			continue;
		to = x->grade == CLAUSE_MINOR ? &m->minors :
		    j->finding[f] ? &m->majors : &m->later;
		to->finding[to->nfindings++] = f;
		if (to == &m->minors)
			m->minors_with_action += answers_has(j->answers,
			    str_of(x->key));
	}
}

/* The clauses it is judged by, and those that lack evidence or a rule. */
static void
count_clauses(struct judging_milestone *j)
{
	const struct readiness *q = j->out;
	struct milestone_result *m = j->m;

	for (size_t k = 0; k < q->nassessed; k++) {
		const struct clause_result *c = &q->clause[k];
		bool unshown = false;

		if (!j->clause[k])
			continue;
		m->clauses++;
		m->clauses_no_rule += c->state == CLAUSE_NO_RULE;
		for (size_t i = 0; i < m->unshown.ncriteria && !unshown; i++)
			unshown = clause_covers(str_of(q->criterion[
			    m->unshown.criterion[i]].clause),
			    str_of(c->clause->number));
		m->clauses_unshown += unshown;
	}
}

/* The day on which it was passed, if that is sure. */
static void
find_passed(struct judging_milestone *j)
{
	struct val x;

	j->m->passed_on = DATE_NONE;
	if (j->k == NULL || j->k->passed == NULL)
		return;
	eval_val(j->v->any_void ? reading_of(j->v, READ_VOID) : j->v,
	    j->k->passed, &x);
	if (x.st == ST_GIVEN && x.n >= x.hi && x.n <= j->v->as_of)
		j->m->passed_on = (int32_t)x.n;
}

/* Has it not opened yet? Then nothing of it is judged but why. */
static bool
is_before(struct judging_milestone *j)
{
	struct buf why;

	if (j->m->passed_on != DATE_NONE || j->k == NULL ||
	    j->k->opens == NULL || eval_truth(j->v, j->k->opens) == TRUE_)
		return false;
	j->m->verdict = VERDICT_NOT_YET;
	buf_init(&why, BUF_MAX_DEFAULT);
	eval_message(j->v, &j->k->before, &why);
	j->m->why = readiness_keep(j->out, &why);
	return true;
}

/* The verdict: what weighs most comes first. */
static enum readiness_verdict
verdict_of(const struct milestone_result *m, uint64_t failed,
    uint64_t not_shown)
{
	if (m->passed_on != DATE_NONE)
		return VERDICT_PASSED;
	if (m->majors.ncriteria + m->majors.nfindings + failed > 0)
		return VERDICT_NOT_READY;
	if (m->unshown.ncriteria + m->clauses_no_rule + not_shown > 0)
		return VERDICT_NOT_DETERMINED;
	return m->minors.ncriteria + m->minors.nfindings > 0 ?
	    VERDICT_READY_WITH_MINORS : VERDICT_READY;
}

static void
judge_milestone(struct judging_milestone *j, const char *next)
{
	struct milestone_result *m = j->m;
	uint64_t failed = 0, not_shown = 0;
	size_t n = 0;
	struct buf why;

	/* Before it opens there is nothing to judge. */
	find_passed(j);
	if (is_before(j))
		return;
	/* What it looks at. */
	list_init(&m->majors, j->out);
	list_init(&m->later, j->out);
	list_init(&m->minors, j->out);
	list_init(&m->unshown, j->out);
	list_init(&m->nothing, j->out);
	look(j);
	list_criteria(j);
	list_findings(j);
	count_clauses(j);
	free(j->clause);
	free(j->finding);
	/* Its gates. */
	for (const struct gate *g = j->k == NULL ? NULL : j->k->gate;
	    g != NULL; g = g->next)
		n++;
	m->gate = ARENA_ARRAY(&j->out->arena, n, struct gate_result);
	for (const struct gate *g = j->k == NULL ? NULL : j->k->gate;
	    g != NULL; g = g->next) {
		struct gate_result *r = &m->gate[m->ngates++];

		readiness_gate(j->v, j->out, g, r);
		failed += r->state == GATE_FAILED;
		not_shown += r->state == GATE_NOT_SHOWN;
	}
	/* The verdict, and why it is that. */
	m->verdict = verdict_of(m, failed, not_shown);
	buf_init(&why, BUF_MAX_DEFAULT);
	readiness_put_why(&why, j->out, m, next, failed, not_shown);
	m->why = readiness_keep(j->out, &why);
}

void
readiness_milestones(struct eval *v, struct readiness *out)
{
	const struct standard *s = v->std;
	struct answers answers;

	answers_find(&answers, v);
	out->headline = -1;
	out->milestone = ARENA_ARRAY(&out->arena, s->nmilestones,
	    struct milestone_result);
	for (size_t i = 0; i < s->nmilestones; i++) {
		struct milestone_result *m =
		    &out->milestone[out->nmilestones++];
		struct judging_milestone j = { .v = v, .out = out,
			.k = v->r->milestone, .m = m, .answers = &answers };

		while (j.k != NULL &&
		    strcmp(j.k->id, s->milestone[i].id) != 0)
			j.k = j.k->next;
		m->id = s->milestone[i].id;
		m->title = j.k != NULL ? j.k->title : s->milestone[i].title;
		judge_milestone(&j, i + 1 < s->nmilestones ?
		    s->milestone[i + 1].title : "");
		if (out->headline < 0 && m->verdict != VERDICT_PASSED)
			out->headline = (int)i;
	}
	answers_free(&answers);
}
