/* SPDX-License-Identifier: Apache-2.0 */
/* The overview of a report; see overview.h. */
#include "reports/render/overview.h"

#include <stdlib.h>

#include "reports/render/look.h"

static void
put_head(const struct doc *d, struct doc_section *s)
{
	struct doc_table *t = doc_facts(s, "head", "Summary");

	doc_put(t, VALUES("Report", d->title));
	doc_put(t, VALUES("Organisation", d->identity.organisation));
	doc_put(t, VALUES("Dates judged as of", d->identity.as_of));
	doc_put(t, VALUES("Verdict", d->headline_state));
	doc_put(t, VALUES("In a sentence", d->headline));
	doc_put(t, VALUES("What this is", d->disclaimer));
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

/* What the columns of a table hold, in words. */
static const char *
columns_of(struct doc *overview, const struct doc_table *t)
{
	struct buf b;
	const char *words;

	buf_init(&b, BUF_MAX_DEFAULT);
	look_put_columns(&b, t);
	words = arena_memdup(&overview->arena, buf_cstr(&b), b.n);
	buf_fini(&b);
	return words;
}

static void
put_contents(const struct doc *d, struct doc_section *s)
{
	static const char *const beside[SHEETS_BESIDE] = { OVERVIEW_SHEET,
		CONTENTS_SHEET, TEXT_SHEET, VERIFY_SHEET };
	struct doc_table *t = DOC_TABLE_OF(s, "contents", "Contents",
	    "i:Section|t:Title|i:Part|t:Caption|t:Sheet|n:Rows|"
	    "t:Columns");
	char (*name)[SHEET_NAME_MAX + 1] = mem_calloc(count_tables(d) +
	    SHEETS_BESIDE, sizeof(*name));
	size_t n = 0;

	/* Sheets that are not tables have their names already. */
	for (; n < SHEETS_BESIDE; n++)
		strcpy(name[n], beside[n]);
	/* A line for each table; texts are all on one sheet. */
	for (size_t i = 0; i < d->nsections; i++) {
		const struct doc_section *x = &d->section[i];

		for (size_t k = 0; k < x->nblocks; k++) {
			const struct doc_table *b = x->block[k].table;

			if (x->block[k].kind != DOC_TABLE) {
				doc_put(t, VALUES(x->id, x->title, "text", "",
				    TEXT_SHEET, 1, ""));
				continue;
			}
			sheet_name(name[n], b->title, (const char (*)
			    [SHEET_NAME_MAX + 1])name, n);
			doc_put(t, VALUES(x->id, x->title, b->id, b->title,
			    name[n], b->nrows, columns_of(s->doc, b)));
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
	put_head(d, s);
	put_contents(d, s);
}
