/* SPDX-License-Identifier: Apache-2.0 */
/* The status/1 document. Members may be added, never renamed. */
#include "reports/compare/status_json.h"

#include "reports/judge/concentration.h"
#include "reports/judge/json_parts.h"

static void
put_milestone(struct json_writer *w, const struct milestone_result *m,
    bool headline)
{
	json_put_open(w, '{');
	json_put(w, VALUES("id", m->id, "title", m->title, "verdict",
	    readiness_verdict_name(m->verdict), "why", m->why, "headline", headline));
	if (m->verdict == VERDICT_PASSED)
		json_put(w, VALUES("passed_on", DAY(m->passed_on)));
	json_open(w, "gates", '[');
	for (size_t k = 0; k < m->ngates; k++) {
		const struct gate_result *g = &m->gate[k];
		bool passed = g->state == GATE_PASSED;

		json_record(w, VALUES("id", g->id, "passed", passed,
		    "state", gate_state_name(g->state), "title", g->title,
		    "why", g->why));
	}
	json_put_close(w, ']');
	json_put_close(w, '}');
}

static void
put_clause(struct json_writer *w, const struct clause_result *c)
{
	json_record(w, VALUES("clause", c->clause->number,
	    "title", c->clause->title, "status", clause_state_name(c->state),
	    "findings_open", c->findings_open,
	    "findings_counting", c->findings_counting));
}

static void
put_criterion(struct json_writer *w, const struct criterion *c)
{
	json_put_open(w, '{');
	json_put(w, VALUES("id", c->id, "clause", c->clause,
	    "title", c->title, "result", crit_result_name(c->result)));
	if (c->result == CRIT_NOT_MET)
		json_put(w, VALUES("grade", grade_name(c->grade)));
	json_put(w, VALUES("of", c->of, "failing", c->failing,
	    "unknown", c->unknown));
	if (c->why[0] != '\0')
		json_put(w, VALUES("why", c->why));
	json_open(w, "violations", '[');
	for (size_t i = 0; i < c->nviolations; i++) {
		const struct violation *v = &c->violation[i];

		json_record(w, VALUES("register", v->reg, "key", v->key,
		    "batch", v->batch, "row", v->row,
		    "grade", grade_name(v->grade), "message", v->message));
	}
	json_put_close(w, ']');
	json_put_close(w, '}');
}

/* From which day's data the day is foretold, and what lapses until then. */
static void
put_forecast(struct json_writer *w, const struct report *r,
    const struct changes *lapses)
{
	json_open(w, "forecast", '{');
	json_put(w, VALUES("data_of", DAY(r->data.judged_on)));
	if (lapses != NULL)
		changes_criteria_json(lapses, w);
	json_put_close(w, '}');
}

void
status_json(const struct report *r, const struct changes *lapses,
    struct buf *b)
{
	const struct readiness *q = &r->readiness;
	struct json_writer w;

	/* What was judged, and when. */
	json_begin(&w, b, "status/1");
	json_head(&w, r->data_head.size, &r->data_head.root);
	json_put(&w, VALUES("as_of", DAY(r->as_of)));
	if (r->data.forecast)
		put_forecast(&w, r, lapses);
	/* Verdicts, and what they rest on. */
	json_open(&w, "milestones", '[');
	for (size_t i = 0; i < q->nmilestones; i++)
		put_milestone(&w, &q->milestone[i], (int)i == q->headline);
	json_put_close(&w, ']');
	json_open(&w, "coverage", '{');
	json_coverage_members(&w, q->clauses_evidenced, q->nassessed,
	    q->n_by_result);
	json_put_close(&w, '}');
	json_open(&w, "clauses", '[');
	for (size_t i = 0; i < q->nclauses; i++)
		put_clause(&w, &q->clause[i]);
	json_put_close(&w, ']');
	json_open(&w, "criteria", '[');
	for (size_t i = 0; i < q->ncriteria; i++)
		put_criterion(&w, &q->criterion[i]);
	json_put_close(&w, ']');
	concentration_json(q, r->rules, &w);
	/* What is missing. */
	json_open(&w, "supply_next", '[');
	for (size_t i = 0; i < q->nsupply; i++)
		if (!q->supply[i].supplied)
			json_record(&w, VALUES("register", q->supply[i].reg,
			    "criteria", q->supply[i].criteria,
			    "waiting", q->supply[i].waiting));
	json_put_close(&w, ']');
	json_end(&w);
}
