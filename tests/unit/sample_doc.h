/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document for the tests of the renderers: every block, every cell type,
 * states, an empty table, a closed one and texts that spreadsheets like to
 * change.
 */
#ifndef PREAUDIT_TESTS_SAMPLE_DOC_H
#define PREAUDIT_TESTS_SAMPLE_DOC_H

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/version.h"
#include "reports/render/doc.h"

#define SAMPLE_LONG_ROWS 400

static inline void
sample_identity(struct doc *d)
{
	d->title = "Readiness report";
	d->disclaimer = "Self-assessment computed from records the "
	    "organisation supplied. Not an audit, not a certificate.";
	d->headline = "Not ready for stage 2: 2 of 57 clauses have major gaps.";
	d->headline_state = "not ready";
	d->identity = (struct doc_identity){
		.id = "R-0123456789abcdef0123456789abcdef",
		.origin = "example.org/sms",
		.organisation = "Example & Söhne <Ltd>",
		.as_of = "2026-09-30", .profile = "readiness",
		.profile_sha256 = "aa00000000000000000000000000000000000000"
		    "0000000000000000000000ff",
		.program = PREAUDIT_PROGRAM,
		.head_size_text = "42",
		.head_root = "bb00000000000000000000000000000000000000"
		    "0000000000000000000000ff",
		.content_sha256 = "cc0000000000000000000000000000000000"
		    "00000000000000000000000000ff",
		.key_fingerprint = "0001 0203 0405 0607 0809 0a0b 0c0d 0e0f",
		.head_time_s = 1790000000,
	};
}

static inline void
sample_summary(struct doc *d)
{
	static const struct doc_column road[] = {
		{ "Milestone", CELL_TEXT }, { "Verdict", CELL_TEXT },
		{ "Gates passed", CELL_NUMBER }, { "Coverage", CELL_PERCENT },
		{ "Passed on", CELL_DATE }, { "Audit set", CELL_YESNO },
	};
	struct doc_section *s = doc_section(d, "summary", "Summary");
	struct doc_table *t;

	doc_text(s, "Records as known on %s (log size %d); dates judged as "
	    "of %s.", "2026-10-08", 42, "2026-09-30");
	doc_note(s, "Two clauses have major gaps: \"4.3\" & <6.1>.");
	t = doc_table(s, "milestones", "Verdict per milestone", road, 6);
	t->status_column = 1;
	doc_row(t, (struct str[]){ STR("Stage 1"), STR("passed"), STR("4"),
	    STR("100"), STR("2026-02-28"), STR("yes") });
	doc_row(t, (struct str[]){ STR("Stage 2"), STR("not ready"),
	    STR("2.5"), STR("71"), STR(""), STR("no") });
	doc_row(t, (struct str[]){ STR("Surveillance"),
	    STR("not determined"), STR(""), STR(""), STR(""), STR("") });
}

static inline void
sample_odd_texts(struct doc_section *s)
{
	static const char *const odd[] = {
		"=1+1", "+1", "-1", "@SUM(A1)", "0010", "1-2", "1/2", "3E5",
		"TRUE", "2026-09-30", "12345678901234567890", "'quoted",
		" blanks ", "two\nlines", "tab\there", "_x0041_", "_x005F_",
		"<script>alert(1)</script>", "]]>", "&amp;", "Zürich 東京 🛠",
		"http://example.org/", "#N/A", "100%", "a;b;c", "\"q\"",
	};
	static const struct doc_column columns[] = {
		{ "Id", CELL_ID }, { "Text", CELL_TEXT },
		{ "As number", CELL_NUMBER }, { "As date", CELL_DATE },
	};
	struct doc_table *t = doc_table(s, "odd", "Odd: [texts] / *all*?",
	    columns, 4);

	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		doc_row(t, (struct str[]){ str_of(odd[i]), str_of(odd[i]),
		    str_of(odd[i]), str_of(odd[i]) });
}

static inline void
sample_long(struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Record", CELL_ID }, { "Owner", CELL_TEXT },
		{ "Grade", CELL_TEXT }, { "Due", CELL_DATE },
		{ "Days", CELL_NUMBER }, { "What is missing", CELL_TEXT },
	};
	static const char *const grade[] = { "major", "minor", "observation",
		"not evidenced", "met" };
	struct doc_table *t = doc_table(s, "gaps", "Gaps by owner",
	    columns, 6);
	char id[16], days[16], day[16];

	t->collapsed = true;
	t->status_column = 2;
	for (int i = 0; i < SAMPLE_LONG_ROWS; i++) {
		snprintf(id, sizeof(id), "F-%04d", i);
		snprintf(days, sizeof(days), "%d", i - 100);
		snprintf(day, sizeof(day), "2026-%02d-%02d", i % 12 + 1,
		    i % 28 + 1);
		doc_row(t, (struct str[]){ str_of(id),
		    STR("Head of service desk"), str_of(grade[i % 5]),
		    str_of(day), str_of(days),
		    STR("the record has no owner and no evidence") });
	}
}

static inline void
sample_make(struct doc *d)
{
	static const struct doc_column two[] = {
		{ "Key", CELL_ID }, { "Why", CELL_TEXT },
	};
	struct doc_section *s;
	struct doc_table *t;

	doc_init(d);
	sample_identity(d);
	sample_summary(d);
	s = doc_section(d, "gaps", "What blocks certification");
	sample_odd_texts(s);
	doc_text(s, "Grades are suggestions; only an audit raises "
	    "findings.");
	sample_long(s);
	t = doc_table(s, "withdrawn", "Records withdrawn", two, 2);
	t->empty = "No record was withdrawn since the last report.";
}

#endif
