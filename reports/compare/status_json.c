/* SPDX-License-Identifier: Apache-2.0 */
/* The status/1 document. Members may be added, never renamed. */
#include "reports/compare/status_json.h"

#include "reports/judge/concentration.h"
#include "reports/judge/json_parts.h"

static void
put_milestones(struct jw *w, const struct readiness *q)
{
	char day[DATE_TEXT];

	jw_key(w, "milestones");
	jw_open(w, '[');
	for (size_t i = 0; i < q->nmilestones; i++) {
		const struct milestone_result *m = &q->milestone[i];

		jw_open(w, '{');
		jw_kcstr(w, "id", m->id);
		jw_kcstr(w, "title", m->title);
		jw_kcstr(w, "verdict", verdict_name(m->verdict));
		jw_kcstr(w, "why", m->why);
		jw_kbool(w, "headline", (int)i == q->headline);
		if (m->verdict == VERDICT_PASSED) {
			date_format(day, m->passed_on);
			jw_kcstr(w, "passed_on", day);
		}
		jw_key(w, "gates");
		jw_open(w, '[');
		for (size_t k = 0; k < m->ngates; k++) {
			jw_open(w, '{');
			jw_kcstr(w, "id", m->gate[k].id);
			jw_kbool(w, "passed", m->gate[k].state == GATE_PASSED);
			jw_kcstr(w, "state", gate_state_name(m->gate[k].state));
			jw_kcstr(w, "title", m->gate[k].title);
			jw_kcstr(w, "why", m->gate[k].why);
			jw_close(w, '}');
		}
		jw_close(w, ']');
		jw_close(w, '}');
	}
	jw_close(w, ']');
}

static void
put_coverage(struct jw *w, const struct readiness *q)
{
	jw_key(w, "coverage");
	jw_open(w, '{');
	json_coverage_members(w, q->clauses_evidenced, q->nassessed,
	    q->n_by_result);
	jw_close(w, '}');
}

static void
put_criterion(struct jw *w, const struct criterion *c)
{
	jw_open(w, '{');
	jw_kcstr(w, "id", c->id);
	jw_kcstr(w, "clause", c->clause);
	jw_kcstr(w, "title", c->title);
	jw_kcstr(w, "result", crit_result_name(c->result));
	if (c->result == CRIT_NOT_MET)
		jw_kcstr(w, "grade", grade_name(c->grade));
	jw_kint(w, "of", (int64_t)c->of);
	jw_kint(w, "failing", (int64_t)c->failing);
	jw_kint(w, "unknown", (int64_t)c->unknown);
	if (c->why[0] != '\0')
		jw_kcstr(w, "why", c->why);
	jw_key(w, "violations");
	jw_open(w, '[');
	for (size_t i = 0; i < c->nviolations; i++) {
		const struct violation *v = &c->violation[i];

		jw_open(w, '{');
		jw_kcstr(w, "register", v->reg);
		jw_kcstr(w, "key", v->key);
		jw_kint(w, "batch", v->batch);
		jw_kint(w, "row", v->row);
		jw_kcstr(w, "grade", grade_name(v->grade));
		jw_kcstr(w, "message", v->message);
		jw_close(w, '}');
	}
	jw_close(w, ']');
	jw_close(w, '}');
}

static void
put_supply(struct jw *w, const struct readiness *q)
{
	jw_key(w, "supply_next");
	jw_open(w, '[');
	for (size_t i = 0; i < q->nsupply; i++) {
		if (q->supply[i].supplied)
			continue;
		jw_open(w, '{');
		jw_kcstr(w, "register", q->supply[i].reg);
		jw_kint(w, "criteria", (int64_t)q->supply[i].criteria);
		jw_kint(w, "waiting", (int64_t)q->supply[i].waiting);
		jw_close(w, '}');
	}
	jw_close(w, ']');
}

/* From which day's data the day is foretold, and what lapses until then. */
static void
put_forecast(struct jw *w, const struct report *r,
    const struct changes *lapses)
{
	char of[DATE_TEXT];

	if (!r->data.forecast)
		return;
	date_format(of, r->data.judged_on);
	jw_key(w, "forecast");
	jw_open(w, '{');
	jw_kcstr(w, "data_of", of);
	if (lapses != NULL)
		changes_criteria_json(lapses, w);
	jw_close(w, '}');
}

void
status_json(const struct report *r, const struct changes *lapses,
    struct buf *b)
{
	const struct readiness *q = &r->readiness;
	struct jw w;

	jw_init(&w, b, false);
	jw_open(&w, '{');
	jw_kcstr(&w, "preaudit", "status/1");
	jw_key(&w, "head");
	jw_open(&w, '{');
	json_head_members(&w, r->data_head.size, &r->data_head.root);
	jw_close(&w, '}');
	json_day(&w, "as_of", r->as_of);
	put_forecast(&w, r, lapses);
	put_milestones(&w, q);
	put_coverage(&w, q);
	jw_key(&w, "clauses");
	jw_open(&w, '[');
	for (size_t i = 0; i < q->nclauses; i++) {
		jw_open(&w, '{');
		jw_kcstr(&w, "clause", q->clause[i].clause->number);
		jw_kcstr(&w, "title", q->clause[i].clause->title);
		jw_kcstr(&w, "status", clause_state_name(q->clause[i].state));
		jw_kint(&w, "findings_open",
		    (int64_t)q->clause[i].findings_open);
		jw_kint(&w, "findings_counting",
		    (int64_t)q->clause[i].findings_counting);
		jw_close(&w, '}');
	}
	jw_close(&w, ']');
	jw_key(&w, "criteria");
	jw_open(&w, '[');
	for (size_t i = 0; i < q->ncriteria; i++)
		put_criterion(&w, &q->criterion[i]);
	jw_close(&w, ']');
	concentration_json(q, r->rules, &w);
	put_supply(&w, q);
	jw_close(&w, '}');
	buf_putc(b, '\n');
}
