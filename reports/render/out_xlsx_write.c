/* SPDX-License-Identifier: Apache-2.0 */
/* The workbook's sheets; see xlsx_write.h. */
#include "reports/render/xlsx_write.h"

#include <stdio.h>
#include <stdlib.h>

#include "reports/render/cell_text.h"
#include "reports/render/identity.h"
#include "reports/render/mark.h"
#include "reports/render/overview.h"
#include "shared/base/num.h"
#include "shared/base/utf8.h"
#include "shared/sheet/xlsx/xlsx_out.h"

#define WIDTH_MIN 9.0
#define WIDTH_MAX 60.0
#define TITLE_SIZE 16   /* points */
#define TITLE_HEIGHT 22 /* points; not every reader makes room by itself */
#define DAY_S 86400

struct writer {
	struct xlsx_out *o;
	const struct doc *d;
	unsigned head, text, number, date, percent, part, big, bold, good,
	    warn, bad, note;
	struct buf cut;
};

static void
put_text(struct writer *w, unsigned sheet, uint32_t row, size_t col,
    struct str text, unsigned look)
{
	xlsx_out_text(w->o, sheet, row, (uint16_t)col, cell_cut(text, &w->cut),
	    look);
}

/* A cell by its column's type; what is not of the type stays text. */
static void
put_cell(struct writer *w, unsigned sheet, uint32_t row, size_t col,
    struct str text, enum cell_type type)
{
	int32_t day;
	double v;

	if ((type == CELL_NUMBER || type == CELL_PERCENT) &&
	    num_parse_decimal(text, &v))
		xlsx_out_number(w->o, sheet, row, (uint16_t)col, v,
		    type == CELL_NUMBER ? w->number :
		    str_find(text, '.', 0) == text.n ? w->percent : w->part);
	else if (type == CELL_DATE && date_parse_iso(text, &day) &&
	    day >= XLSX_FIRST_DAY)
		xlsx_out_date(w->o, sheet, row, (uint16_t)col, day, w->date);
	else
		put_text(w, sheet, row, col, text, w->text);
}

/* The colour of a state; the word is there beside it. */
static unsigned
state_look(const struct writer *w, struct str word)
{
	const char *mark = mark_of(word);

	switch (mark[0]) {
	case 'g':
		return w->good;
	case 'w':
		return w->warn;
	case 'b':
		return w->bad;
	default:
		return strcmp(mark, "note") == 0 ? w->note : w->text;
	}
}

/* Wide enough for the texts, within reason. */
static void
set_widths(struct writer *w, unsigned sheet, const struct doc_table *t)
{
	for (size_t c = 0; c < t->ncolumns; c++) {
		size_t longest = strlen(t->column[c].title);
		double width;

		for (size_t r = 0; r < t->nrows; r++) {
			size_t n = utf8_length(t->cell[r * t->ncolumns + c]);

			if (n > longest)
				longest = n;
		}
		width = (double)longest * 1.1 + 3;
		width = width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ?
		    WIDTH_MAX : width;
		xlsx_out_width(w->o, sheet, (uint16_t)c, width, XLSX_NO_LOOK);
	}
}

static void
put_table(struct writer *w, const char *name, const struct doc_table *t,
    const char *footer)
{
	unsigned s = xlsx_out_sheet(w->o, name);

	set_widths(w, s, t);
	for (size_t c = 0; c < t->ncolumns; c++)
		put_text(w, s, 0, c, str_of(t->column[c].title),
		    w->head);
	for (size_t r = 0; r < t->nrows && xlsx_out_ok(w->o); r++)
		for (size_t c = 0; c < t->ncolumns; c++) {
			struct str text = t->cell[r * t->ncolumns + c];

			if ((int)c == t->status_column)
				put_text(w, s, (uint32_t)r + 1, c,
				    text, state_look(w, text));
			else
				put_cell(w, s, (uint32_t)r + 1, c,
				    text, t->column[c].type);
		}
	xlsx_out_freeze(w->o, s, true);
	if (t->nrows > 0)
		xlsx_out_filter(w->o, s, (uint32_t)t->nrows,
		    (uint16_t)(t->ncolumns - 1));
	xlsx_out_footer(w->o, s, footer);
}

/* A sheet of two columns, for reading, not for sorting. */
static unsigned
begin_pairs(struct writer *w, const char *name, double first, double second)
{
	unsigned s = xlsx_out_sheet(w->o, name);

	xlsx_out_width(w->o, s, 0, first, XLSX_NO_LOOK);
	xlsx_out_width(w->o, s, 1, second, XLSX_NO_LOOK);
	return s;
}

static void
put_facts(struct writer *w, const struct doc_table *t)
{
	unsigned s = begin_pairs(w, OVERVIEW_SHEET, 24, 100);

	xlsx_out_height(w->o, s, 0, TITLE_HEIGHT);
	for (size_t r = 0; r < t->nrows; r++) {
		put_text(w, s, (uint32_t)r, 0, t->cell[2 * r], w->bold);
		put_text(w, s, (uint32_t)r, 1, t->cell[2 * r + 1],
		    r == 0 ? w->big : w->text);
	}
}

static void
put_texts(struct writer *w, const struct doc *d)
{
	unsigned s = begin_pairs(w, TEXT_SHEET, 24, 110);
	uint32_t row = 0;

	put_text(w, s, 0, 0, STR("Section"), w->head);
	put_text(w, s, 0, 1, STR("Text"), w->head);
	for (size_t i = 0; i < d->nsections; i++)
		for (size_t k = 0; k < d->section[i].nblocks; k++) {
			const struct doc_block *b = &d->section[i].block[k];

			if (b->kind == DOC_TABLE)
				continue;
			row++;
			put_text(w, s, row, 0, str_of(d->section[i].id),
			    w->text);
			put_text(w, s, row, 1, str_of(b->text), w->text);
		}
	xlsx_out_freeze(w->o, s, false);
}

static void
put_verify(struct writer *w, const struct doc *d)
{
	struct identity_line line[IDENTITY_MAX];
	size_t n = identity_lines(&d->identity, line);
	unsigned s = begin_pairs(w, VERIFY_SHEET, 28, 100);
	uint32_t row = 0;

	for (; row < n; row++) {
		put_text(w, s, row, 0, str_of(line[row].name), w->bold);
		put_text(w, s, row, 1, str_of(line[row].value), w->text);
	}
	for (const char *const *p = identity_advice_of(&d->identity);
	    *p != NULL; p++)
		put_text(w, s, row++, 1, str_of(*p), w->text);
}

static void
put_sheets(struct writer *w)
{
	const struct doc *d = w->d;
	const struct doc_table *head, *contents;
	struct doc overview;
	char footer[120];
	size_t row = 0;

	overview_make(d, &overview);
	head = overview.section[0].block[0].table;
	contents = overview.section[0].block[1].table;
	snprintf(footer, sizeof(footer), "&L%s  content %.16s&R&P / &N",
	    d->identity.id, d->identity.content_sha256);
	put_facts(w, head);
	put_table(w, CONTENTS_SHEET, contents, footer);
	for (size_t i = 0; i < d->nsections && xlsx_out_ok(w->o); i++)
		for (size_t k = 0; k < d->section[i].nblocks; k++, row++) {
			const struct doc_block *b = &d->section[i].block[k];

			/* The sheet's name is the contents' fifth column. */
			if (b->kind == DOC_TABLE)
				put_table(w, contents->cell[row * 6 + 4].p,
				    b->table, footer);
		}
	put_texts(w, d);
	put_verify(w, d);
	doc_fini(&overview);
}

static void
make_looks(struct writer *w)
{
	const struct {
		unsigned *look;
		struct xlsx_look is;
	} looks[] = {
		{ &w->head, { .bold = true, .wrap = true, .fill = 0xE8EDF3,
		    .line = true } },
		{ &w->text, { .wrap = true, .format = "@" } },
		{ &w->number, { .format = NULL } },
		{ &w->date, { .format = "yyyy-mm-dd" } },
		/* A percentage already: the sign must not multiply. */
		{ &w->percent, { .format = "0\"%\"" } },
		{ &w->part, { .format = "0.0#############\"%\"" } },
		{ &w->big, { .bold = true, .size = TITLE_SIZE } },
		{ &w->bold, { .bold = true } },
		{ &w->good, { .bold = true, .colour = 0x1B6E3C } },
		{ &w->warn, { .bold = true, .colour = 0x8A5300 } },
		{ &w->bad, { .bold = true, .colour = 0xA61B1B } },
		{ &w->note, { .bold = true, .colour = 0x1F4E79 } },
	};

	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
		*looks[i].look = xlsx_out_look(w->o, &looks[i].is);
}

static void
fill(struct xlsx_out *o, void *ctx)
{
	struct writer *w = ctx;

	w->o = o;
	make_looks(w);
	put_sheets(w);
}

/* A text for the file's properties, which the library writes as it is. */
static char *
property(const char *text)
{
	struct doc d;
	char *copy;

	doc_init(&d);
	copy = mem_strdup(doc_section(&d, "", text)->title);
	doc_fini(&d);
	return copy;
}

int
xlsx_write(const struct doc *d, const char *path, const char *tmpdir,
    struct err *e)
{
	char *title = property(d->title);
	char *company = property(d->identity.organisation);
	struct writer w = { .d = d };
	struct xlsx_about about = { .title = title, .company = company };
	int status;

	/* The data's own day keeps the bytes the same. */
	about.created_s = d->identity.head_time_s == 0 ? DAY_S :
	    d->identity.head_time_s;
	buf_init(&w.cut, (size_t)1 << 20);
	status = xlsx_out_write(path, tmpdir, &about, fill, &w, e);
	buf_fini(&w.cut);
	free(title);
	free(company);
	return status;
}
