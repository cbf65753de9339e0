/* SPDX-License-Identifier: Apache-2.0 */
/* Gates and verdicts. */
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"

static bool
is_evidenced(const struct criterion *c)
{
	return c->result != CRIT_NOT_EVIDENCED &&
	    c->result != CRIT_NOT_ASSESSABLE;
}

/* The text of a buffer in the results' memory; the buffer is freed. */
static const char *
keep(struct readiness *out, struct buf *b)
{
	const char *text = arena_memdup(&out->arena, buf_cstr(b), b->n);

	buf_fini(b);
	return text;
}

/* Evidenced and no major. */
static void
gate_requires(struct readiness *out, const struct gate *g,
    struct gate_result *r)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
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
	r->why = keep(out, &b);
}

static const struct expanded_message *
message_of(struct eval *v, const struct gate *g)
{
	return g->declared == NULL || eval_truth(v, g->declared) == TRUE_ ?
	    &g->why : &g->otherwise;
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
	buf_init(&b, BUF_MAX_DEFAULT);
	if (t != TRUE_)
		eval_message(v, message_of(v, g), &b);
	if (t == UNKNOWN)
		buf_puts(&b, " (not shown: evidence is missing)");
	r->why = keep(out, &b);
}

/* What all milestones have in common. */
struct totals {
	uint64_t majors, minors, minors_answered, without_evidence;
};

static void
add_totals(struct eval *v, struct readiness *out, struct totals *t)
{
	struct answers answers;

	answers_find(&answers, v);
	readiness_recorded(v, out, &answers, &t->minors, &t->minors_answered);
	for (size_t i = 0; i < out->ncriteria; i++) {
		const struct criterion *c = &out->criterion[i];

		if (c->result != CRIT_NOT_MET || c->grade != GRADE_MINOR)
			continue;
		t->minors++;
		t->minors_answered += answers_has(&answers, str_of(c->id));
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
	answers_free(&answers);
}

static void
judge_milestone(struct eval *v, struct readiness *out,
    const struct milestone *k, const struct totals *t,
    struct milestone_result *m)
{
	uint64_t failed = 0, not_shown = 0;
	size_t n = 0;
	struct buf why;
	struct val x;

	/* What is counted for all milestones. */
	m->passed_on = DATE_NONE;
	m->majors = t->majors;
	m->minors = t->minors;
	m->minors_with_action = t->minors_answered;
	m->clauses_without_evidence = t->without_evidence;
	/* Its gates. */
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
	/* The day on which it was passed, if that is sure. */
	if (k != NULL && k->passed != NULL) {
		eval_val(v, k->passed, &x);
		if (x.st == ST_GIVEN && x.n >= x.hi && x.n <= v->as_of)
			m->passed_on = (int32_t)x.n;
	}
	/* The verdict: what weighs most comes first. */
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
	/* Why it is that. */
	buf_init(&why, BUF_MAX_DEFAULT);
	readiness_put_why(&why, m, out->nassessed, failed, not_shown);
	m->why = keep(out, &why);
}

void
readiness_milestones(struct eval *v, struct readiness *out)
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
