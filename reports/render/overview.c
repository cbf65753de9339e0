/* SPDX-License-Identifier: Apache-2.0 */
/* The overview of a report; see overview.h. */
#include "reports/render/overview.h"

#include <stdio.h>
#include <stdlib.h>

static void
put_head(const struct doc *d, struct doc *o, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Fact", CELL_TEXT },
		{ "Value", CELL_TEXT },
	};
	const struct {
		const char *name, *value;
	} facts[] = {
		{ "Report", d->title },
		{ "Organisation", d->identity.organisation },
		{ "Dates judged as of", d->identity.as_of },
		{ "Verdict", d->headline_state },
		{ "In a sentence", d->headline },
		{ "What this is", d->disclaimer },
	};
	struct doc_table *t = doc_table(o, s, "head", "Summary", columns, 2);

	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		doc_row(o, t, (struct str[]){ str_of(facts[i].name),
		    str_of(facts[i].value) });
}

static size_t
count_tables(const struct doc *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->nsections; i++)
		for (size_t k = 0; k < d->section[i].nblocks; k++)
			n += d->section[i].block[k].kind == DOC_TABLE;
	return n;
}

static void
put_contents(const struct doc *d, struct doc *o, struct doc_section *s)
{
	static const struct doc_column columns[] = {
		{ "Section", CELL_ID },
		{ "Title", CELL_TEXT },
		{ "Part", CELL_ID },
		{ "Caption", CELL_TEXT },
		{ "Sheet", CELL_TEXT },
		{ "Rows", CELL_NUMBER },
	};
	struct doc_table *t = doc_table(o, s, "contents", "Contents",
	    columns, 6);
	char (*name)[SHEET_NAME_MAX + 1] = mem_calloc(count_tables(d) +
	    SHEETS_BESIDE, sizeof(*name));
	size_t n = SHEETS_BESIDE;
	char rows[24];

	strcpy(name[0], OVERVIEW_SHEET);
	strcpy(name[1], CONTENTS_SHEET);
	strcpy(name[2], TEXT_SHEET);
	strcpy(name[3], VERIFY_SHEET);
	for (size_t i = 0; i < d->nsections; i++) {
		const struct doc_section *x = &d->section[i];

		for (size_t k = 0; k < x->nblocks; k++) {
			const struct doc_table *b = x->block[k].table;

			if (x->block[k].kind != DOC_TABLE) {
				doc_row(o, t, (struct str[]){ str_of(x->id),
				    str_of(x->title), STR("text"), STR(""),
				    STR(TEXT_SHEET), STR("1") });
				continue;
			}
			sheet_name(name[n], b->title, (const char (*)
			    [SHEET_NAME_MAX + 1])name, n);
			snprintf(rows, sizeof(rows), "%zu", b->nrows);
			doc_row(o, t, (struct str[]){ str_of(x->id),
			    str_of(x->title), str_of(b->id),
			    str_of(b->title), str_of(name[n]),
			    str_of(rows) });
			n++;
		}
	}
	free(name);
}

void
overview_make(const struct doc *d, struct doc *overview)
{
	struct doc_section *s;

	doc_init(overview);
	s = doc_section(overview, OVERVIEW_SECTION, "Overview");
	put_head(d, overview, s);
	put_contents(d, overview, s);
}
