/* SPDX-License-Identifier: Apache-2.0 */
/* Sections "trend" (past quarters) and "forecast" (what lapses by a day). */
#include "reports/section/section.h"

#include "reports/compare/changes.h"
#include "reports/compare/trend.h"

#define TREND_POINTS 8

static const char none_imported[] = "Nothing has been imported yet.";

static void
numbers_table(const struct trend *t, struct doc_section *s)
{
	struct doc_table *x = DOC_TABLE_OF(s, "trend", "Results by quarter",
	    "d:Data of|n:Clauses with evidence|n:Criteria met|"
	    "n:Criteria not met|n:Majors|n:Minors|n:Findings with a major|"
	    "n:Findings with a minor|n:Not evidenced|n:Records|n:Log size", .empty = none_imported);

	x->chart_from = 1;
	x->chart_n = 3;
	for (size_t i = 0; i < t->n; i++) {
		const struct trend_point *p = &t->point[i];

		doc_put(x, VALUES(DAY(p->as_of), p->clauses_evidenced,
		    p->by_result[CRIT_MET], p->by_result[CRIT_NOT_MET],
		    p->majors, p->minors, p->finding_majors,
		    p->finding_minors, p->by_result[CRIT_NOT_EVIDENCED],
		    p->records, p->size));
	}
}

static void
verdicts_table(const struct report *r, const struct trend *t,
    struct doc_section *s)
{
	struct arena *a = &s->doc->arena;
	size_t n = r->standard.nmilestones + 1;
	struct doc_column *column = ARENA_ARRAY(a, n, struct doc_column);
	struct value *cell = ARENA_ARRAY(a, n, struct value);
	struct doc_table *x;

	column[0] = (struct doc_column){ "Data of", CELL_DATE };
	for (size_t k = 1; k < n; k++)
		column[k] = (struct doc_column){
			r->standard.milestone[k - 1].title, CELL_TEXT };
	x = doc_table(s, "trend_verdicts", "Verdicts by quarter", column, n);
	x->empty = none_imported;
	for (size_t i = 0; i < t->n; i++) {
		cell[0] = DAY(t->point[i].as_of);
		for (size_t k = 1; k < n; k++)
			cell[k] = VALUE(trend_verdict(&t->point[i],
			    r->standard.milestone[k - 1].id));
		doc_put(x, cell, n);
	}
}

int
section_trend(const struct report *r, const struct profile_section *ps,
    struct doc_section *s, struct err *e)
{
	struct trend_request q = { .size = r->data_head.size,
		.by = TREND_QUARTER, .as_of = DATE_NONE,
		.most = TREND_POINTS };
	struct trend t;

	(void)ps;
	/* Computed anew each time: a cache is not for what is signed. */
	if (trend_make(&t, &r->store, &q, e) == -1)
		return -1;
	doc_text(s, "The last state of each quarter, by the rules then in "
	    "force, judged on the day its newest data was of. At most %d "
	    "quarters are shown.", TREND_POINTS);
	numbers_table(&t, s);
	verdicts_table(r, &t, s);
	trend_free(&t);
	return 0;
}

static void
lapses_table(const struct report *r, const struct changes *c,
    const char *name, int32_t until, struct doc_section *s)
{
	char *id = arena_printf(&s->doc->arena, "lapses_%s", name);
	char day[DATE_TEXT];
	struct doc_table *t;

	for (char *p = id; *p != '\0'; p++)
		*p = *p == '-' ? '_' : *p;
	date_format(day, until);
	t = DOC_TABLE_OF(s, id, arena_printf(&s->doc->arena, "Lapses by %s",
	    day), "i:Clause|i:Criterion|s:Suggested grade|"
	    "t:What lapses or falls due|t:Register|i:Record",
	    .empty = "Nothing lapses or falls due until then.");
	for (size_t i = 0; i < c->ncriteria; i++)
		for (size_t k = 0; k < c->criterion[i].nrecords; k++) {
			const struct violation_shift *x =
			    &c->criterion[i].record[k];

			if (x->move <= VIOLATION_WORSE)
				doc_put(t, VALUES(c->criterion[i].clause,
				    c->criterion[i].s.id,
				    grade_name(x->v->grade), x->v->message,
				    report_place(r, x->v).kind,
				    report_place(r, x->v).which));
		}
}

int
section_forecast(const struct report *r, const struct profile_section *ps,
    struct doc_section *s, struct err *e)
{
	doc_text(s, "What lapses or falls due after %s if nothing else is "
	    "recorded. Only time passes: windows of past records and the age "
	    "of the data end where the data ends.", s->doc->identity.as_of);
	for (size_t i = 0; i < ps->nuntil; i++) {
		const struct profile_date *date = ps->until[i];
		struct changes c;
		int32_t until;

		if (profile_date_of(date, &r->data, r->as_of, &until, e) == -1)
			return -1;
		if (until == DATE_NONE || until <= r->as_of) {
			doc_note(s, "The records give no day for \"%s\".",
			    date->name);
			continue;
		}
		if (changes_lapses(&c, &r->store, r->data_head.size, r->as_of,
		    until, e) == -1)
			return -1;
		lapses_table(r, &c, date->name, until, s);
		changes_free(&c);
	}
	return 0;
}
