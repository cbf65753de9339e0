/* SPDX-License-Identifier: Apache-2.0 */
/*
 * content.csv (docs/store-format.md 7): section, table, row, cells. Row 0 of a table has
 * its column titles. Paragraphs are rows of a table "text". What Excel cannot
 * hold in a cell is cut here too, so that a workbook compares equal.
 */
#include "reports/render/doc.h"

#include "reports/render/cell_text.h"
#include "reports/render/overview.h"
#include "shared/text/csv.h"

static void
start(struct buf *b, const char *section, const char *table, size_t row)
{
	csv_put_field(b, str_of(section));
	buf_putc(b, ',');
	csv_put_field(b, str_of(table));
	buf_putc(b, ',');
	buf_u64(b, row);
}

static void
put_cell(struct buf *b, struct str s, struct buf *scratch)
{
	buf_putc(b, ',');
	csv_put_field(b, cell_cut(s, scratch));
}

static void
put_table(struct buf *b, const struct doc_section *s,
    const struct doc_table *t, struct buf *scratch)
{
	start(b, s->id, t->id, 0);
	for (size_t c = 0; c < t->ncolumns; c++)
		put_cell(b, str_of(t->column[c].title), scratch);
	buf_puts(b, "\r\n");
	for (size_t r = 0; r < t->nrows; r++) {
		start(b, s->id, t->id, r + 1);
		for (size_t c = 0; c < t->ncolumns; c++)
			put_cell(b, t->cell[r * t->ncolumns + c], scratch);
		buf_puts(b, "\r\n");
	}
}

static void
put_sections(const struct doc *d, struct buf *b)
{
	struct buf scratch;

	buf_init(&scratch, (size_t)1 << 20);
	for (size_t i = 0; i < d->nsections; i++) {
		const struct doc_section *s = &d->section[i];
		size_t text = 0;

		for (size_t k = 0; k < s->nblocks; k++) {
			if (s->block[k].kind == DOC_TABLE) {
				put_table(b, s, s->block[k].table, &scratch);
				continue;
			}
			start(b, s->id, "text", ++text);
			put_cell(b, str_of(s->block[k].text), &scratch);
			buf_puts(b, "\r\n");
		}
	}
	buf_fini(&scratch);
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
