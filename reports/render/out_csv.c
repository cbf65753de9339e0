/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content.csv (docs/store-format.md 7): section, table, row, cells. Row 0 of a table has
 * its column titles. Paragraphs are rows of a table "text". What Excel cannot
 * hold in a cell is cut here too, so that a workbook compares equal.
 */
#include "reports/render/doc.h"

#include <stdlib.h>

#include "reports/render/cell_text.h"
#include "reports/render/overview.h"
#include "shared/text/csv.h"

void
content_row(struct buf *b, struct str section, struct str part, uint64_t row,
    const struct str *cell, size_t n)
{
	struct buf scratch;

	buf_init(&scratch, BUF_MAX_DEFAULT);
	csv_put_field(b, section);
	buf_putc(b, ',');
	csv_put_field(b, part);
	buf_putc(b, ',');
	buf_u64(b, row);
	for (size_t c = 0; c < n; c++) {
		buf_putc(b, ',');
		csv_put_field(b, cell_cut(cell[c], &scratch));
	}
	buf_puts(b, "\r\n");
	buf_fini(&scratch);
}

static void
put_table(struct buf *b, const struct doc_section *s,
    const struct doc_table *t)
{
	struct str *title = mem_calloc(t->ncolumns, sizeof(*title));

	for (size_t c = 0; c < t->ncolumns; c++)
		title[c] = str_of(t->column[c].title);
	content_row(b, str_of(s->id), str_of(t->id), 0, title, t->ncolumns);
	free(title);
	for (size_t r = 0; r < t->nrows; r++)
		content_row(b, str_of(s->id), str_of(t->id), r + 1,
		    &t->cell[r * t->ncolumns], t->ncolumns);
}

static void
put_sections(const struct doc *d, struct buf *b)
{
	for (size_t i = 0; i < d->nsections; i++) {
		const struct doc_section *s = &d->section[i];
		size_t text = 0;

		for (size_t k = 0; k < s->nblocks; k++) {
			struct str words = str_of(s->block[k].text);

			if (s->block[k].kind == DOC_TABLE)
				put_table(b, s, s->block[k].table);
			else
				content_row(b, str_of(s->id), STR("text"),
				    ++text, &words, 1);
		}
	}
}

void
out_csv(const struct doc *d, struct buf *b)
{
	struct doc overview;

	overview_make(d, &overview);
	put_sections(&overview, b);
	doc_fini(&overview);
	put_sections(d, b);
}
