/* SPDX-License-Identifier: Apache-2.0 */
/* Sections "trend" (past quarters) and "forecast" (what lapses by a day). */
#include "reports/section/section.h"

#include "reports/compare/changes.h"
#include "reports/compare/trend.h"

#define TREND_POINTS 8

static void
numbers_table(const struct trend *t, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Data of", CELL_DATE },
		{ "Clauses with evidence", CELL_NUMBER },
		{ "Criteria met", CELL_NUMBER },
		{ "Criteria not met", CELL_NUMBER },
		{ "Majors", CELL_NUMBER },
		{ "Minors", CELL_NUMBER },
		{ "Not evidenced", CELL_NUMBER },
		{ "Records", CELL_NUMBER },
		{ "Log size", CELL_NUMBER },
	};
	struct doc_table *x = doc_table(d, s, "trend", "Results by quarter",
	    columns, 9);

	x->empty = "Nothing has been imported yet.";
	x->chart_from = 1;
	x->chart_n = 3;
	for (size_t i = 0; i < t->n; i++) {
		const struct trend_point *p = &t->point[i];

		doc_row(d, x, (struct str[]){ doc_day(d, p->as_of),
		    doc_u64(d, p->clauses_evidenced),
		    doc_u64(d, p->by_result[CRIT_MET]),
		    doc_u64(d, p->by_result[CRIT_NOT_MET]),
		    doc_u64(d, p->majors), doc_u64(d, p->minors),
		    doc_u64(d, p->by_result[CRIT_NOT_EVIDENCED]),
		    doc_u64(d, p->records), doc_u64(d, p->size) });
	}
}

static void
verdicts_table(const struct report *r, const struct trend *t, struct doc *d,
    struct doc_section *s)
{
	size_t n = r->standard.nmilestones + 1;
	struct doc_column *column = ARENA_ARRAY(&d->arena, n,
	    struct doc_column);
	struct str *cell = ARENA_ARRAY(&d->arena, n, struct str);
	struct doc_table *x;

	column[0] = (struct doc_column){ "Data of", CELL_DATE };
	for (size_t k = 1; k < n; k++)
		column[k] = (struct doc_column){
			r->standard.milestone[k - 1].title, CELL_TEXT };
	x = doc_table(d, s, "trend_verdicts", "Verdicts by quarter", column,
	    n);
	x->empty = "Nothing has been imported yet.";
	for (size_t i = 0; i < t->n; i++) {
		cell[0] = doc_day(d, t->point[i].as_of);
		for (size_t k = 1; k < n; k++)
			cell[k] = str_of(trend_verdict(&t->point[i],
			    r->standard.milestone[k - 1].id));
		doc_row(d, x, cell);
	}
}

int
section_trend(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	struct trend t;

	(void)ps;
	/* Computed anew each time: a cache is not for what is signed. */
	if (trend_make(&t, &r->store, r->data_head.size, TREND_QUARTER,
	    DATE_NONE, TREND_POINTS, NULL, e) == -1)
		return -1;
	doc_text(d, s, "The last state of each quarter, by the rules then in "
	    "force, judged on the day its newest data was of. At most %d "
	    "quarters are shown.", TREND_POINTS);
	numbers_table(&t, d, s);
	verdicts_table(r, &t, d, s);
	trend_free(&t);
	return 0;
}

static void
lapses_table(const struct report *r, const struct changes *c,
    const char *name, int32_t until, struct doc *d, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Clause", CELL_ID },
		{ "Criterion", CELL_ID },
		{ "Suggested grade", CELL_TEXT },
		{ "What lapses or falls due", CELL_TEXT },
		{ "Register", CELL_TEXT },
		{ "Record", CELL_ID },
	};
	char *id = arena_printf(&d->arena, "lapses_%s", name);
	struct doc_table *t;

	for (char *p = id; *p != '\0'; p++)
		*p = *p == '-' ? '_' : *p;
	t = doc_table(d, s, id, arena_printf(&d->arena, "Lapses by %.*s",
	    DATE_TEXT - 1, doc_day(d, until).p), columns, 6);
	t->status_column = 2;
	t->empty = "Nothing lapses or falls due until then.";
	for (size_t i = 0; i < c->ncriteria; i++)
		for (size_t k = 0; k < c->criterion[i].nrecords; k++) {
			const struct violation_shift *v =
			    &c->criterion[i].record[k];

			if (v->move > VIOLATION_WORSE)
				continue;
			doc_row(d, t, (struct str[]){
			    str_of(c->criterion[i].clause),
			    str_of(c->criterion[i].s.id),
			    str_of(grade_name(v->v->grade)),
			    str_of(v->v->message),
			    str_of(report_register_title(r, v->v->reg)),
			    str_of(v->v->key) });
		}
}

int
section_forecast(struct report *r, const struct profile_section *ps,
    struct doc *d, struct doc_section *s, struct err *e)
{
	doc_text(d, s, "What lapses or falls due after %s if nothing else is "
	    "recorded. Only time passes: windows of past records and the age "
	    "of the data end where the data ends.", d->identity.as_of);
	for (size_t i = 0; i < ps->nuntil; i++) {
		const struct profile_date *date = ps->until[i];
		struct changes c;
		int32_t until;

		if (profile_date_of(date, &r->data, r->as_of, &until, e) == -1)
			return -1;
		if (until == DATE_NONE || until <= r->as_of) {
			doc_note(d, s, "The records give no day for \"%s\".",
			    date->name);
			continue;
		}
		if (changes_lapses(&c, &r->store, r->data_head.size, r->as_of,
		    until, e) == -1)
			return -1;
		lapses_table(r, &c, date->name, until, d, s);
		changes_free(&c);
	}
	return 0;
}
