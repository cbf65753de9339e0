/* SPDX-License-Identifier: Apache-2.0 */
/* The workbook's sheets; see xlsx_write.h. */
#include "reports/render/xlsx_write.h"

#include <stdio.h>
#include <stdlib.h>

#include "reports/render/cell_text.h"
#include "reports/render/identity.h"
#include "reports/render/look.h"
#include "reports/render/overview.h"
#include "shared/base/num.h"
#include "shared/base/utf8.h"

#define DAY_S 86400

struct writer {
	struct xlsx_out *o;
	const struct doc *d;
	unsigned look[LOOK__MAX];
	struct buf cut;
};

static void
put_text(struct writer *w, unsigned sheet, uint32_t row, size_t col,
    struct str text, enum look_role role)
{
	xlsx_out_text(w->o, sheet, row, (uint16_t)col, cell_cut(text, &w->cut),
	    w->look[role]);
}

/* A cell as what it is by its column and its text. */
static void
put_cell(struct writer *w, unsigned sheet, uint32_t row, size_t col,
    struct str text, enum look_column column)
{
	enum look_role role = look_role_of(column, text);
	int32_t day = 0;
	double v = 0;

	if (role == LOOK_DATE && date_parse_iso(text, &day))
		xlsx_out_date(w->o, sheet, row, (uint16_t)col, day,
		    w->look[role]);
	else if (look_is_number(role) && num_parse_decimal(text, &v))
		xlsx_out_number(w->o, sheet, row, (uint16_t)col, v,
		    w->look[role]);
	else
		put_text(w, sheet, row, col, text, role);
}

/* Wide enough for the texts, within reason. */
static void
set_widths(struct writer *w, unsigned sheet, const struct doc_table *t)
{
	for (size_t c = 0; c < t->ncolumns; c++) {
		size_t longest = strlen(t->column[c].title);

		for (size_t r = 0; r < t->nrows; r++) {
			size_t n = utf8_length(t->cell[r * t->ncolumns + c]);

			if (n > longest)
				longest = n;
		}
		xlsx_out_width(w->o, sheet, (uint16_t)c, look_width(longest),
		    XLSX_NO_LOOK);
	}
}

/* A sheet of a kind, with what is the same on all of them. */
static unsigned
begin_sheet(struct writer *w, const char *name, enum look_sheet kind)
{
	const struct look_layout *l = &look_layout[kind];
	unsigned s = xlsx_out_sheet(w->o, name);

	for (uint16_t c = 0; c < 2 && l->width[c] > 0; c++)
		xlsx_out_width(w->o, s, c, l->width[c], XLSX_NO_LOOK);
	return s;
}

static void
put_table(struct writer *w, const char *name, const struct doc_table *t,
    const char *footer)
{
	unsigned s = begin_sheet(w, name, LOOK_TABLE);

	set_widths(w, s, t);
	for (size_t c = 0; c < t->ncolumns; c++)
		put_text(w, s, 0, c, str_of(t->column[c].title), LOOK_HEAD);
	for (size_t r = 0; r < t->nrows && xlsx_out_ok(w->o); r++)
		for (size_t c = 0; c < t->ncolumns; c++)
			put_cell(w, s, (uint32_t)r + 1, c,
			    t->cell[r * t->ncolumns + c],
			    look_column_of(t, c));
	xlsx_out_freeze(w->o, s, look_layout[LOOK_TABLE].repeat);
	if (t->nrows > 0)
		xlsx_out_filter(w->o, s, (uint32_t)t->nrows,
		    (uint16_t)(t->ncolumns - 1));
	xlsx_out_footer(w->o, s, footer);
}

static void
put_facts(struct writer *w, const struct doc_table *t)
{
	unsigned s = begin_sheet(w, OVERVIEW_SHEET, LOOK_FACTS);

	xlsx_out_height(w->o, s, 0, LOOK_TITLE_HEIGHT);
	for (size_t r = 0; r < t->nrows; r++) {
		put_text(w, s, (uint32_t)r, 0, t->cell[2 * r], LOOK_LABEL);
		put_text(w, s, (uint32_t)r, 1, t->cell[2 * r + 1],
		    r == 0 ? LOOK_TITLE : LOOK_TEXT);
	}
}

static void
put_texts(struct writer *w, const struct doc *d)
{
	unsigned s = begin_sheet(w, TEXT_SHEET, LOOK_TEXTS);
	uint32_t row = 0;

	put_text(w, s, 0, 0, STR("Section"), LOOK_HEAD);
	put_text(w, s, 0, 1, STR("Text"), LOOK_HEAD);
	for (size_t i = 0; i < d->nsections; i++)
		for (size_t k = 0; k < d->section[i].nblocks; k++) {
			const struct doc_block *b = &d->section[i].block[k];

			if (b->kind == DOC_TABLE)
				continue;
			row++;
			put_text(w, s, row, 0, str_of(d->section[i].id),
			    LOOK_TEXT);
			put_text(w, s, row, 1, str_of(b->text), LOOK_TEXT);
		}
	xlsx_out_freeze(w->o, s, look_layout[LOOK_TEXTS].repeat);
}

static void
put_verify(struct writer *w, const struct doc *d)
{
	struct identity_line line[IDENTITY_MAX];
	size_t n = identity_lines(&d->identity, line);
	unsigned s = begin_sheet(w, VERIFY_SHEET, LOOK_VERIFY);
	uint32_t row = 0;

	for (; row < n; row++) {
		put_text(w, s, row, 0, str_of(line[row].name), LOOK_LABEL);
		put_text(w, s, row, 1, str_of(line[row].value), LOOK_TEXT);
	}
	for (const char *const *p = identity_advice_of(&d->identity);
	    *p != NULL; p++)
		put_text(w, s, row++, 1, str_of(*p), LOOK_TEXT);
}

static void
put_sheets(struct writer *w)
{
	const struct doc *d = w->d;
	const struct doc_table *head, *contents;
	struct doc overview;
	char footer[LOOK_FOOTER];
	size_t row = 0;

	overview_make(d, &overview);
	head = overview.section[0].block[0].table;
	contents = overview.section[0].block[1].table;
	look_footer(footer, d->identity.id, d->identity.content_sha256);
	put_facts(w, head);
	put_table(w, CONTENTS_SHEET, contents, footer);
	for (size_t i = 0; i < d->nsections && xlsx_out_ok(w->o); i++)
		for (size_t k = 0; k < d->section[i].nblocks; k++, row++) {
			const struct doc_block *b = &d->section[i].block[k];

			if (b->kind == DOC_TABLE)
				put_table(w, contents->cell[row *
				    CONTENTS__MAX + CONTENTS_NAME].p, b->table,
				    footer);
		}
	put_texts(w, d);
	put_verify(w, d);
	doc_fini(&overview);
}

static void
fill(struct xlsx_out *o, void *ctx)
{
	struct writer *w = ctx;

	w->o = o;
	for (size_t i = 0; i < LOOK__MAX; i++)
		w->look[i] = xlsx_out_look(o, &look_format[i]);
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
