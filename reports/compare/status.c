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
#define COLUMNS_SHOWN 8

static const struct message *const m = compare_message;

/* In text those of the next milestone, and what stands open of others. */
static void
put_gates(struct answer *a, const struct milestone_result *x, bool is_next)
{
	static const char *const mark[] = {
		[GATE_PASSED] = "passed",
		[GATE_FAILED] = "FAILED",
		[GATE_NOT_SHOWN] = "not shown",
		[GATE_NOTHING] = "nothing to judge",
	};

	answer_open(a, "gates", '[');
	for (size_t k = 0; k < x->ngates; k++) {
		const struct gate_result *g = &x->gate[k];
		bool passed = g->state == GATE_PASSED;
		bool open = g->state == GATE_FAILED ||
		    g->state == GATE_NOT_SHOWN;

		answer_row(a, is_next || open ? &m[COMPARE_MSG_GATE] : NULL, VALUES(
		    "id", g->id, "passed", passed,
		    "state", gate_state_name(g->state), "title", g->title,
		    "why", g->why, NO_VALUE, mark[g->state],
		    NO_VALUE, parts_colon(g->why)));
	}
	answer_close(a, ']');
}

/* The members of a list; in text what it is and which, when not empty. */
static void
put_list(struct answer *a, const struct readiness *q, const char *name,
    const struct message *line, const struct readiness_list *l)
{
	struct buf ids;

	buf_init(&ids, BUF_MAX_DEFAULT);
	answer_open(a, name, '{');
	answer_open(a, "criteria", '[');
	for (size_t i = 0; i < l->ncriteria; i++) {
		const char *id = q->criterion[l->criterion[i]].id;

		answer_item(a, NULL, str_of(id));
		buf_printf(&ids, "%s%s", i == 0 ? "" : ", ", id);
	}
	answer_close(a, ']');
	answer_open(a, "findings", '[');
	for (size_t i = 0; i < l->nfindings; i++) {
		const char *key = q->finding[l->finding[i]].key;

		answer_item(a, NULL, str_of(key));
		buf_printf(&ids, "%s%s", ids.n == 0 ? "" : ", ", key);
	}
	answer_close(a, ']');
	answer_close(a, '}');
	if (line != NULL && ids.n > 0)
		answer_say(a, line, VALUES(buf_view(&ids)));
	buf_fini(&ids);
}

static void
put_milestone(struct answer *a, const struct readiness *q,
    const struct milestone_result *x, bool is_next)
{
	bool judged = x->verdict < VERDICT_PASSED;

	answer_open(a, NULL, '{');
	answer_put(a, &m[COMPARE_MSG_MILESTONE], VALUES("id", x->id,
	    "title", x->title, "verdict", readiness_verdict_name(x->verdict),
	    "why", x->why, "headline", is_next));
	if (x->why[0] != '\0')
		answer_say(a, &m[COMPARE_MSG_MILESTONE_WHY], VALUES(x->why));
	if (x->verdict == VERDICT_PASSED)
		answer_put(a, NULL, VALUES("passed_on", DAY(x->passed_on)));
	/* What it is judged by, each number with its list. */
	put_list(a, q, "majors", judged ? &m[COMPARE_MSG_MAJORS] : NULL,
	    &x->majors);
	put_list(a, q, "later_majors", NULL, &x->later);
	put_list(a, q, "minors", judged && is_next ?
	    &m[COMPARE_MSG_MINORS] : NULL, &x->minors);
	put_list(a, q, "not_evidenced", NULL, &x->unshown);
	put_list(a, q, "nothing_to_assess", NULL, &x->nothing);
	put_gates(a, x, is_next);
	answer_close(a, '}');
}

static void
put_coverage(struct answer *a, const struct readiness *q)
{
	answer_open(a, "coverage", '{');
	parts_put_coverage(a, q->clauses_evidenced, q->nassessed,
	    q->n_by_result);
	answer_open(a, "own_criteria", '{');
	for (int k = 0; k < CRIT__MAX; k++)
		answer_put(a, NULL, VALUES(parts_result_name(
		    (enum crit_result)k), q->own_by_result[k]));
	answer_close(a, '}');
	answer_open(a, "clauses_by_evidence", '{');
	answer_put(a, NULL, VALUES("full", q->clauses_evidenced,
	    "part", q->clauses_partly, "none", q->clauses_without,
	    "nothing_to_assess", q->clauses_nothing));
	answer_close(a, '}');
	answer_close(a, '}');
	answer_say(a, &m[COMPARE_MSG_CLAUSE_COUNTS], VALUES(q->nassessed,
	    q->clauses_evidenced, q->clauses_partly, q->clauses_without,
	    q->clauses_nothing));
	answer_say(a, &m[COMPARE_MSG_COVERAGE], VALUES(q->ncriteria - q->nown,
	    q->n_by_result[CRIT_MET], q->n_by_result[CRIT_BY_DOCUMENT],
	    q->n_by_result[CRIT_NOT_MET], q->n_by_result[CRIT_NOT_EVIDENCED] +
	    q->n_by_result[CRIT_NOT_ASSESSABLE],
	    q->n_by_result[CRIT_NOTHING_TO_ASSESS]));
	if (q->nown > 0)
		answer_say(a, &m[COMPARE_MSG_OWN], VALUES(q->nown,
		    q->own_by_result[CRIT_MET],
		    q->own_by_result[CRIT_NOT_MET]));
}

/* In text when something is known of it. */
static void
put_clause(struct answer *a, const struct readiness *q,
    const struct clause_result *c, bool known)
{
	answer_open(a, NULL, '{');
	answer_put(a, known ? &m[COMPARE_MSG_CLAUSE] : NULL, VALUES(
	    "clause", c->clause->number, "title", c->clause->title,
	    "status", clause_state_name(c->state), "words", c->words,
	    "criteria", c->criteria));
	answer_put(a, NULL, VALUES("not_evidenced", c->not_evidenced,
	    "nothing_to_assess", c->nothing,
	    "findings_open", c->findings_open,
	    "findings_counting", c->findings_counting));
	answer_open(a, "findings", '[');
	for (size_t i = 0; i < c->findings_open; i++)
		answer_item(a, NULL, str_of(q->finding[c->finding[i]].key));
	answer_close(a, ']');
	answer_close(a, '}');
}

/* What people recorded and is open: JSON alone, text has it by clauses. */
static void
put_findings(struct answer *a, const struct readiness *q)
{
	answer_open(a, "findings", '[');
	for (size_t i = 0; i < q->nfindings; i++) {
		const struct recorded_finding *f = &q->finding[i];

		answer_open(a, NULL, '{');
		answer_put(a, NULL, VALUES("register", f->reg, "key", f->key,
		    "grade", f->grade == CLAUSE__MAX ? NULL :
		    clause_state_name(f->grade), "clauses", f->clauses));
		answer_put(a, NULL, VALUES("counts", f->counts,
		    "clauses_covered", f->covers, "batch", f->batch,
		    "row", f->row));
		answer_close(a, '}');
	}
	answer_close(a, ']');
}

/* Records that belong to another standard; in text how many. */
static void
put_others(struct answer *a, const struct report *r)
{
	uint64_t n = 0;

	answer_open(a, "other_standards", '[');
	for (size_t i = 0; i < r->standard.nregisters; i++) {
		const struct table *t = &r->data.table[i];

		for (uint32_t k = 0; k < t->napart; k++) {
			answer_open(a, NULL, '{');
			answer_put(a, NULL, VALUES("register",
			    t->schema->name, "key", table_key(t,
			    t->apart[k].record), "standard",
			    t->apart[k].standard));
			answer_close(a, '}');
		}
		n += t->napart;
	}
	answer_close(a, ']');
	if (n > 0)
		answer_say(a, &m[COMPARE_MSG_OTHERS], VALUES(n));
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
		bool known = c->state != CLAUSE_NO_RULE &&
		    (c->state != CLAUSE_NOT_EVIDENCED ||
		    c->met + c->by_document > 0);

		/* Those beside the standard are no clauses of it. */
		none += !known && i < q->nassessed &&
		    c->state != CLAUSE_NO_RULE;
		norule += c->state == CLAUSE_NO_RULE;
		put_clause(a, q, c, known);
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
	parts_say_violation(a, r, v);
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
	    "result", crit_result_name(c->result), NO_VALUE,
	    crit_result_words(crit_result_name(c->result))));
	if (c->result == CRIT_NOT_MET)
		answer_put(a, &m[COMPARE_MSG_NOT_MET], VALUES(
		    "grade", grade_name(c->grade), NO_VALUE, c->failing,
		    NO_VALUE, c->of));
	else if (c->result == CRIT_MET)
		answer_say(a, &m[COMPARE_MSG_MET], VALUES(c->of - c->failing,
		    c->of));
	answer_put(a, NULL, VALUES("own", c->own));
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

void
status_say_clause(struct answer *a, const struct report *r,
    const struct clause_result *c)
{
	const struct readiness *q = &r->readiness;

	answer_say(a, &m[COMPARE_MSG_CLAUSE_HEAD], VALUES(c->clause->number,
	    c->clause->title, c->words));
	for (size_t i = 0; i < c->findings_open; i++) {
		const struct recorded_finding *f = &q->finding[c->finding[i]];

		answer_say(a, &m[COMPARE_MSG_CLAUSE_FINDING], VALUES(f->key,
		    f->clauses, f->grade == CLAUSE__MAX ? "no known grade" :
		    clause_state_name(f->grade), f->counts));
	}
	for (size_t i = 0; i < q->ncriteria; i++)
		if (strcmp(q->criterion[i].clause, c->clause->number) == 0 ||
		    (c->clause->assessed && clause_covers(str_of(
		    q->criterion[i].clause), str_of(c->clause->number))))
			status_put_criterion(a, r, &q->criterion[i]);
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

/* Columns that the supplied registers lack, behind `said` registers. */
static void
put_columns(struct answer *a, const struct readiness *q, size_t said)
{
	size_t n = 0;

	answer_open(a, "supply_next_columns", '[');
	if (said == 0 && q->ncolumns > 0)
		answer_say(a, &m[COMPARE_MSG_SUPPLY], MSG_NONE);
	for (size_t i = 0; i < q->ncolumns; i++) {
		const struct supply_column *x = &q->column[i];

		answer_open(a, NULL, '{');
		answer_put(a, n++ >= COLUMNS_SHOWN ? NULL : &m[x->withdrawn ?
		    COMPARE_MSG_SUPPLY_GONE : x->records < x->of ?
		    COMPARE_MSG_SUPPLY_PART : COMPARE_MSG_SUPPLY_COLUMN],
		    VALUES("register", x->reg->name, "title", x->reg->title,
		    "field", x->field->name, "column", x->field->title,
		    "records", x->records, "of", x->of, "waiting",
		    x->waiting));
		answer_put(a, NULL, VALUES("withdrawn", x->withdrawn));
		answer_close(a, '}');
	}
	if (n > COLUMNS_SHOWN)
		answer_say(a, &m[COMPARE_MSG_SUPPLY_MORE],
		    VALUES(n - COLUMNS_SHOWN));
	answer_close(a, ']');
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
		    VALUES("register", s->reg, "title", s->title,
		    "criteria", s->criteria, "waiting", s->waiting));
	}
	answer_close(a, ']');
	put_columns(a, q, n);
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
	answer_open(&a, "extracted_later", '[');
	for (size_t i = 0; i < r->standard.nregisters; i++)
		if (report_is_later(r, i))
			answer_item(&a, NULL,
			    str_of(r->standard.reg[i].name));
	answer_close(&a, ']');
	if (json)
		changes_put_lapses(&a, r, lapses);
	else if (!q->anything_supplied)
		answer_say(&a, &m[COMPARE_MSG_NOTHING], MSG_NONE);
	/* Verdicts, and what they rest on. */
	answer_open(&a, "milestones", '[');
	for (size_t i = 0; i < q->nmilestones; i++)
		put_milestone(&a, q, &q->milestone[i],
		    (int)i == q->headline);
	answer_close(&a, ']');
	if (!json)
		changes_put_lapses(&a, r, lapses);
	put_coverage(&a, q);
	put_clauses(&a, q);
	put_findings(&a, q);
	put_others(&a, r);
	answer_open(&a, "criteria", '[');
	for (size_t i = 0; i < q->ncriteria && json; i++)
		status_put_criterion(&a, r, &q->criterion[i]);
	answer_close(&a, ']');
	put_concentration(&a, r);
	status_put_watched(&a, r);
	status_put_figures(&a, r);
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
