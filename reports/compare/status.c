/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a store stands, as text and as status/1 in one walk. Members of JSON may
 * be added, never renamed.
 */
#include "reports/compare/status.h"

#include "reports/compare/messages.h"
#include "reports/compare/parts.h"
#include "reports/judge/concentration.h"

#define SUPPLY_SHOWN 5 /* registers, in text */

static const struct message *const m = compare_message;

/* In text those of the next milestone alone. */
static void
put_gates(struct answer *a, const struct milestone_result *x, bool is_next)
{
	static const char *const mark[] = {
		[GATE_PASSED] = "passed",
		[GATE_FAILED] = "FAILED",
		[GATE_NOT_SHOWN] = "not shown",
	};

	answer_open(a, "gates", '[');
	for (size_t k = 0; k < x->ngates; k++) {
		const struct gate_result *g = &x->gate[k];
		bool passed = g->state == GATE_PASSED;

		answer_row(a, is_next ? &m[COMPARE_MSG_GATE] : NULL, VALUES(
		    "id", g->id, "passed", passed,
		    "state", gate_state_name(g->state), "title", g->title,
		    "why", g->why, NO_VALUE, mark[g->state],
		    NO_VALUE, parts_colon(g->why)));
	}
	answer_close(a, ']');
}

static void
put_milestone(struct answer *a, const struct milestone_result *x, bool is_next)
{
	answer_open(a, NULL, '{');
	answer_put(a, &m[COMPARE_MSG_MILESTONE], VALUES("id", x->id,
	    "title", x->title, "verdict", readiness_verdict_name(x->verdict),
	    "why", x->why, "headline", is_next));
	if (x->why[0] != '\0')
		answer_say(a, &m[COMPARE_MSG_MILESTONE_WHY], VALUES(x->why));
	if (x->verdict == VERDICT_PASSED)
		answer_put(a, NULL, VALUES("passed_on", DAY(x->passed_on)));
	put_gates(a, x, is_next);
	answer_close(a, '}');
}

static void
put_coverage(struct answer *a, const struct readiness *q)
{
	answer_open(a, "coverage", '{');
	parts_put_coverage(a, q->clauses_evidenced, q->nassessed,
	    q->n_by_result);
	answer_close(a, '}');
	answer_say(a, &m[COMPARE_MSG_COVERAGE], VALUES(q->clauses_evidenced,
	    q->nassessed, q->n_by_result[CRIT_MET],
	    q->n_by_result[CRIT_BY_DOCUMENT], q->n_by_result[CRIT_NOT_MET],
	    q->n_by_result[CRIT_NOT_EVIDENCED]));
}

/* In text those of which something is known, and how many others. */
static void
put_clauses(struct answer *a, const struct readiness *q)
{
	uint64_t none = 0, norule = 0;

	if (!a->json && !q->anything_supplied)
		return;
	answer_say(a, &m[COMPARE_MSG_CLAUSES], MSG_NONE);
	answer_open(a, "clauses", '[');
	for (size_t i = 0; i < q->nclauses; i++) {
		const struct clause_result *c = &q->clause[i];
		bool known = c->state != CLAUSE_NOT_EVIDENCED &&
		    c->state != CLAUSE_NO_RULE;

		none += c->state == CLAUSE_NOT_EVIDENCED;
		norule += c->state == CLAUSE_NO_RULE;
		answer_row(a, known ? &m[COMPARE_MSG_CLAUSE] : NULL, VALUES(
		    "clause", c->clause->number, "title", c->clause->title,
		    "status", clause_state_name(c->state),
		    "findings_open", c->findings_open,
		    "findings_counting", c->findings_counting,
		    NO_VALUE, clause_state_words(c->state)));
	}
	answer_close(a, ']');
	answer_say(a, &m[COMPARE_MSG_CLAUSES_REST], VALUES(none, norule));
}

static void
put_violation(struct answer *a, const struct report *r,
    const struct violation *v)
{
	const char *file = report_file(r, v->batch);

	answer_row(a, &m[COMPARE_MSG_GRADE], VALUES("register", v->reg,
	    "key", v->key, "batch", v->batch, "row", v->row,
	    "grade", grade_name(v->grade), "message", v->message));
	parts_say_violation(a, v);
	if (v->row != 0 && file[0] != '\0')
		answer_say(a, &m[COMPARE_MSG_PLACE], VALUES(file, v->row));
	answer_say(a, &m[COMPARE_MSG_LINE_END], MSG_NONE);
}

void
status_put_criterion(struct answer *a, const struct report *r,
    const struct criterion *c)
{
	answer_open(a, NULL, '{');
	/* What it asks, and how it came out. */
	answer_put(a, &m[COMPARE_MSG_CRITERION], VALUES("id", c->id,
	    "clause", c->clause, "title", c->title,
	    "result", crit_result_name(c->result)));
	if (c->result == CRIT_NOT_MET)
		answer_put(a, &m[COMPARE_MSG_NOT_MET], VALUES(
		    "grade", grade_name(c->grade), NO_VALUE, c->failing,
		    NO_VALUE, c->of));
	else if (c->result == CRIT_MET)
		answer_say(a, &m[COMPARE_MSG_MET], VALUES(c->of - c->failing,
		    c->of));
	answer_put(a, c->unknown > 0 ? &m[COMPARE_MSG_UNKNOWN] : NULL, VALUES(
	    "of", c->of, "failing", c->failing, "unknown", c->unknown));
	answer_say(a, &m[COMPARE_MSG_LINE_END], MSG_NONE);
	if (c->why[0] != '\0')
		answer_put(a, &m[COMPARE_MSG_WHY], VALUES("why", c->why));
	/* Because of which records. */
	answer_open(a, "violations", '[');
	for (size_t i = 0; i < c->nviolations; i++)
		put_violation(a, r, &c->violation[i]);
	answer_close(a, ']');
	answer_close(a, '}');
}

/* In text only what is pointed out; that nothing is stands in the report. */
static void
put_concentration(struct answer *a, const struct report *r)
{
	if (a->json) {
		concentration_json(&r->readiness, r->rules, &a->w);
	} else if (concentration_count(&r->readiness, r->rules) > 0) {
		buf_putc(a->out, '\n');
		concentration_put(&r->readiness, r->rules, a->out);
		buf_putc(a->out, '\n');
	}
}

static void
put_supply(struct answer *a, const struct readiness *q)
{
	size_t n = 0;

	answer_open(a, "supply_next", '[');
	for (size_t i = 0; i < q->nsupply; i++) {
		const struct supply_next *s = &q->supply[i];
		bool shown = s->waiting > 0 && n < SUPPLY_SHOWN;

		if (s->supplied)
			continue;
		if (shown && n++ == 0)
			answer_say(a, &m[COMPARE_MSG_SUPPLY], MSG_NONE);
		answer_row(a, shown ? &m[COMPARE_MSG_SUPPLY_ROW] : NULL,
		    VALUES("register", s->reg, "criteria", s->criteria,
		    "waiting", s->waiting));
	}
	answer_close(a, ']');
}

static void
put_items(struct answer *a, const char *name, const struct whose_item *item,
    size_t n)
{
	answer_open(a, name, '[');
	for (size_t i = 0; i < n; i++)
		answer_row(a, NULL, VALUES("name", item[i].name,
		    "how", whose_way_name(item[i].way)));
	answer_close(a, ']');
}

/* Whose rules; in text the sentence alone. */
static void
put_rules(struct answer *a, const struct whose *w)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	whose_put(w, &b);
	answer_open(a, "rules", '{');
	answer_put(a, NULL, VALUES("said", buf_view(&b), "digest", w->digest,
	    "published_with", w->release, "compared_with", w->against));
	answer_say(a, &m[COMPARE_MSG_RULES], VALUES(buf_view(&b)));
	put_items(a, "criteria", w->criterion, w->ncriteria);
	put_items(a, "parameters", w->parameter, w->nparameters);
	put_items(a, "other", w->other, w->nother);
	answer_open(a, "own", '[');
	for (size_t i = 0; i < w->nown; i++)
		answer_row(a, NULL, VALUES("id", w->own[i]));
	answer_close(a, ']');
	answer_close(a, '}');
	buf_fini(&b);
}

void
status_put(const struct report *r, const struct changes *lapses, bool json,
    struct buf *b)
{
	const struct readiness *q = &r->readiness;
	struct answer a;

	/* What was judged, and when. */
	answer_begin(&a, b, json, "status/1");
	answer_open(&a, "head", '{');
	parts_put_head(&a, NULL, r->data_head.size, &r->data_head.root);
	answer_close(&a, '}');
	answer_put(&a, NULL, VALUES("as_of", DAY(r->as_of)));
	put_rules(&a, rules_whose(r->rules));
	if (json)
		changes_put_lapses(&a, r, lapses);
	else if (!q->anything_supplied)
		answer_say(&a, &m[COMPARE_MSG_NOTHING], MSG_NONE);
	/* Verdicts, and what they rest on. */
	answer_open(&a, "milestones", '[');
	for (size_t i = 0; i < q->nmilestones; i++)
		put_milestone(&a, &q->milestone[i], (int)i == q->headline);
	answer_close(&a, ']');
	if (!json)
		changes_put_lapses(&a, r, lapses);
	put_coverage(&a, q);
	put_clauses(&a, q);
	answer_open(&a, "criteria", '[');
	for (size_t i = 0; i < q->ncriteria && json; i++)
		status_put_criterion(&a, r, &q->criterion[i]);
	answer_close(&a, ']');
	put_concentration(&a, r);
	/* What is missing. */
	put_supply(&a, q);
	answer_say(&a, &m[COMPARE_MSG_TAIL], VALUES(r->standard.disclaimer));
	answer_end(&a);
}

void
status_put_gaps(const struct report *r, const struct changes *lapses,
    struct buf *b)
{
	const struct readiness *q = &r->readiness;
	struct answer a;
	size_t n = 0;

	answer_begin(&a, b, false, NULL);
	changes_put_lapses(&a, r, lapses);
	for (size_t i = 0; i < q->ncriteria; i++)
		if (q->criterion[i].nviolations > 0) {
			status_put_criterion(&a, r, &q->criterion[i]);
			n++;
		}
	if (n == 0)
		answer_say(&a, &m[q->anything_supplied ? COMPARE_MSG_NO_GAP :
		    COMPARE_MSG_NOTHING_YET], MSG_NONE);
}
