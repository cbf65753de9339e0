/* SPDX-License-Identifier: Apache-2.0 */
/* Sections "identification", "summary" and "method". */
#include "reports/section/section.h"

#include "reports/judge/concentration.h"

#define URGENT_MAX 5

const struct leaf_report *
section_last_report(const struct report *r)
{
	for (uint64_t i = r->data_head.size; i-- > 0;) {
		const struct leaf *l = &r->store.leaf[i];

		if (l->type == LEAF_REPORT &&
		    strcmp(l->u.report.profile, r->profile.name) == 0 &&
		    !store_is_void(&r->store, i, r->data_head.size) &&
		    !report_is_forecast(&r->store, &l->u.report))
			return &l->u.report;
	}
	return NULL;
}

int
section_identification(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	const struct doc_identity *id = &d->identity;
	const struct leaf_report *last = section_last_report(r);
	struct doc_table *t = doc_facts(d, s, "identification",
	    "What this report is");

	(void)ps;
	(void)e;
	doc_fact(d, t, "Organisation", str_of(id->organisation));
	doc_fact(d, t, "Report", str_of(id->id));
	doc_fact(d, t, "Standard", str_of(arena_printf(&d->arena,
	    "%s:%s%s%s", r->standard.name, r->standard.edition,
	    r->standard.amendment[0] == '\0' ? "" : " with ",
	    r->standard.amendment)));
	doc_fact(d, t, "Dates judged as of", str_of(id->as_of));
	doc_fact(d, t, "Records as known at log size", doc_u64(d,
	    id->head_size));
	doc_fact(d, t, "Store", str_of(id->origin));
	doc_fact(d, t, "Store's key", str_of(id->key_fingerprint));
	doc_fact(d, t, "Report profile", str_of(id->profile));
	doc_fact(d, t, "Program", str_of(id->program));
	doc_fact(d, t, "Report before this one", last == NULL ?
	    STR("none") : str_of(arena_printf(&d->arena, "%s, as of %s",
	    last->id, last->as_of)));
	return 0;
}

static const char *
gate_word(const struct gate_result *g)
{
	static const char *const word[] = {
		[GATE_PASSED] = "passed",
		[GATE_FAILED] = "failed",
		[GATE_NOT_SHOWN] = "not shown",
	};

	return word[g->state];
}

static void
milestones(struct report *r, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Milestone", CELL_TEXT },
		{ "Verdict", CELL_TEXT },
		{ "Why", CELL_TEXT },
	};
	static const struct doc_column gate_columns[] = {
		{ "Milestone", CELL_TEXT },
		{ "Gate", CELL_TEXT },
		{ "State", CELL_TEXT },
		{ "Why", CELL_TEXT },
	};
	const struct readiness *q = &r->readiness;
	struct doc_table *t = doc_table(d, s, "milestones",
	    "Verdict per milestone", columns, 3);

	t->status_column = 1;
	for (size_t i = 0; i < q->nmilestones; i++) {
		const struct milestone_result *m = &q->milestone[i];

		doc_row(d, t, (struct str[]){ str_of(m->title),
		    str_of(verdict_name(m->verdict)), str_of(m->why) });
	}
	t = doc_table(d, s, "gates", "Gates", gate_columns, 4);
	t->status_column = 2;
	t->empty = "The adopted rules have no gates.";
	for (size_t i = 0; i < q->nmilestones; i++) {
		const struct milestone_result *m = &q->milestone[i];

		for (size_t k = 0; k < m->ngates; k++)
			doc_row(d, t, (struct str[]){ str_of(m->title),
			    str_of(m->gate[k].title),
			    str_of(gate_word(&m->gate[k])),
			    str_of(m->gate[k].why) });
	}
}

static void
coverage(struct report *r, struct doc *d, struct doc_section *s)
{
	const struct readiness *q = &r->readiness;
	struct doc_table *t = doc_facts(d, s, "coverage", "Coverage");

	doc_fact(d, t, "Clauses with evidence in this store", doc_of(d,
	    q->clauses_evidenced, q->nassessed));
	for (int k = 0; k < CRIT__MAX; k++)
		doc_fact(d, t, arena_printf(&d->arena, "Criteria: %s",
		    crit_result_name((enum crit_result)k)), doc_of(d,
		    q->n_by_result[k], q->ncriteria));
}

static void
urgent(struct report *r, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Suggested grade", CELL_TEXT },
		{ "Clause", CELL_ID },
		{ "Criterion", CELL_ID },
		{ "What it asks", CELL_TEXT },
		{ "Not met", CELL_TEXT },
	};
	const struct readiness *q = &r->readiness;
	struct doc_table *t = doc_table(d, s, "urgent",
	    "Potential nonconformities to deal with first", columns, 5);
	size_t n = 0;

	t->status_column = 0;
	t->empty = "No potential nonconformity was found in what was supplied.";
	for (int g = GRADE_MAJOR; g >= GRADE_MINOR; g--)
		for (size_t i = 0; i < q->ncriteria; i++) {
			const struct criterion *c = &q->criterion[i];

			if (c->result != CRIT_NOT_MET || (int)c->grade != g ||
			    (g < GRADE_MAJOR && n >= URGENT_MAX))
				continue;
			n++;
			doc_row(d, t, (struct str[]){
			    str_of(grade_name(c->grade)), str_of(c->clause),
			    str_of(c->id), str_of(c->title),
			    doc_of(d, c->failing, c->of) });
		}
}

int
section_summary(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	(void)ps;
	(void)e;
	if (!r->readiness.anything_supplied)
		doc_note(d, s, "Nothing has been imported yet: there is "
		    "nothing to judge. See \"Supply next\".");
	milestones(r, d, s);
	coverage(r, d, s);
	urgent(r, d, s);
	return 0;
}

static const char *
unit_word(enum parameter_unit u)
{
	static const char *const word[] = {
		[UNIT_NUMBER] = "",
		[UNIT_DAYS] = "days",
		[UNIT_MONTHS] = "months",
		[UNIT_PERCENT] = "%",
	};

	return word[u];
}

static void
concentration(const struct report *r, struct doc *d, struct doc_section *s)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	concentration_put(&r->readiness, r->rules, &b);
	if (b.n > 0)
		doc_text(d, s, "%s", buf_cstr(&b));
	buf_fini(&b);
}

int
section_method(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	static const struct doc_column columns[] = {
		{ "Parameter", CELL_TEXT },
		{ "Value", CELL_NUMBER },
		{ "Unit", CELL_TEXT },
		{ "Set by", CELL_TEXT },
	};
	struct doc_table *t;
	struct buf days;

	(void)ps;
	(void)e;
	doc_text(d, s, "Each criterion below is a rule over the registers "
	    "that were imported. A requirement is true, false or unknown for "
	    "each record. A register that was never supplied leaves it "
	    "unknown: it can hide a pass, never a violation. A criterion is "
	    "met when every record fulfils it, not met when one record does "
	    "not, and not evidenced when nothing contradicts it but something "
	    "needed to decide is missing.");
	doc_text(d, s, "A clause takes the worst state of its criteria and of "
	    "the findings people recorded against it. Grades are suggested: "
	    "this report lists potential nonconformities, only an audit "
	    "raises findings. Percentages are never given without the "
	    "numbers behind them.");
	buf_init(&days, 256);
	report_put_days(r, &days);
	doc_text(d, s, "%s Windows of past records and the age of data end at "
	    "each register's extraction date.", buf_cstr(&days));
	buf_fini(&days);
	doc_text(d, s, "The rules test the records supplied. Whether they are "
	    "true, complete or put into practice is for interviews, "
	    "observation and sampling to show. The evidence of most clauses "
	    "is a dated record with a responsible person; declarations alone "
	    "are the weakest.");
	concentration(r, d, s);
	t = doc_table(d, s, "parameters", "Parameters used", columns, 4);
	for (size_t i = 0; i < r->standard.nparameters; i++) {
		const struct parameter *p = &r->standard.parameter[i];

		doc_row(d, t, (struct str[]){ str_of(p->title),
		    str_of(arena_printf(&d->arena, "%lld",
		    (long long)p->value)), str_of(unit_word(p->unit)),
		    p->value == p->given ? STR("standard folder") :
		    STR("this store") });
	}
	return 0;
}
