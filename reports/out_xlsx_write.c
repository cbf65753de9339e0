/* SPDX-License-Identifier: Apache-2.0 */
/* The workbook's sheets; see xlsx_write.h. */
#include "reports/xlsx_write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <xlsxwriter.h>

#include "reports/cell_text.h"
#include "reports/identity.h"
#include "reports/mark.h"
#include "reports/overview.h"
#include "shared/base/num.h"
#include "shared/base/utf8.h"

#define WIDTH_MIN 9.0
#define WIDTH_MAX 60.0
#define PAPER_A4 9
#define TITLE_SIZE 16   /* points */
#define TITLE_HEIGHT 22 /* points; not every reader makes room by itself */
/* Serial of 1970-01-01 in the 1900 system; right from 1900-03-01 on. */
#define SERIAL_OF_EPOCH 25569
#define FIRST_SAFE_DAY (-25508)

struct writer {
	lxw_workbook *book;
	lxw_format *head, *text, *number, *date, *percent, *part, *big,
	    *bold, *good, *warn, *bad, *note;
	struct buf scratch, cut;
	struct err *e;
	bool failed;
};

static void
check(struct writer *w, lxw_error code, const char *what)
{
	if (code == LXW_NO_ERROR || w->failed)
		return;
	w->failed = true;
	err_set(w->e, ERR_SYS, "the workbook could not be written (%s): %s",
	    what, lxw_strerror(code));
}

/*
 * Text as the library takes it, with its NUL: a literal _x0041_ kept from
 * being read as an escape, at most a cell's length. The document made sure
 * that there is nothing in it that XML cannot hold.
 */
static const char *
clean(struct writer *w, struct str s)
{
	struct buf *b = &w->scratch;

	s = cell_cut(s, &w->cut);
	buf_reset(b);
	if (utf8_valid(s) != s.n) {
		w->failed = true;
		err_set(w->e, ERR_SYS, "a text of the report is not UTF-8");
		return "";
	}
	if (str_find(s, '\0', 0) != s.n) {
		w->failed = true;
		err_set(w->e, ERR_SYS, "a text of the report has a NUL");
		return "";
	}
	cell_escape(b, s);
	return buf_cstr(b);
}

static void
put_text(struct writer *w, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
    struct str text, lxw_format *f)
{
	if (text.n > 0)
		check(w, worksheet_write_string(s, row, col, clean(w, text),
		    f), "text");
}

/* A cell by its column's type; what is not of the type stays text. */
static void
put_cell(struct writer *w, lxw_worksheet *s, lxw_row_t row, lxw_col_t col,
    struct str text, enum cell_type type)
{
	int32_t day;
	double v;

	if ((type == CELL_NUMBER || type == CELL_PERCENT) &&
	    num_parse_decimal(text, &v))
		check(w, worksheet_write_number(s, row, col, v,
		    type == CELL_NUMBER ? w->number :
		    str_find(text, '.', 0) == text.n ? w->percent : w->part),
		    "number");
	else if (type == CELL_DATE && date_parse_iso(text, &day) &&
	    day > FIRST_SAFE_DAY)
		check(w, worksheet_write_number(s, row, col,
		    (double)day + SERIAL_OF_EPOCH, w->date), "date");
	else
		put_text(w, s, row, col, text, w->text);
}

/* The colour of a state; the word is there beside it. */
static lxw_format *
state_format(const struct writer *w, struct str word)
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

static lxw_worksheet *
add_sheet(struct writer *w, const char *name)
{
	lxw_worksheet *s = workbook_add_worksheet(w->book, name);

	if (s == NULL) {
		if (!w->failed)
			err_set(w->e, ERR_SYS, "the sheet \"%s\" could not be "
			    "made", name);
		w->failed = true;
		return NULL;
	}
	worksheet_set_landscape(s);
	worksheet_set_paper(s, PAPER_A4);
	worksheet_fit_to_pages(s, 1, 0);
	return s;
}

/* Wide enough for the texts, within reason. */
static void
set_widths(struct writer *w, lxw_worksheet *s, const struct doc_table *t)
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
		check(w, worksheet_set_column(s, (lxw_col_t)c, (lxw_col_t)c,
		    width, NULL), "width");
	}
}

static void
put_table(struct writer *w, const char *name, const struct doc_table *t,
    const char *footer)
{
	lxw_worksheet *s = add_sheet(w, name);

	if (s == NULL)
		return;
	set_widths(w, s, t);
	for (size_t c = 0; c < t->ncolumns; c++)
		put_text(w, s, 0, (lxw_col_t)c, str_of(t->column[c].title),
		    w->head);
	for (size_t r = 0; r < t->nrows && !w->failed; r++)
		for (size_t c = 0; c < t->ncolumns; c++) {
			struct str text = t->cell[r * t->ncolumns + c];

			if ((int)c == t->status_column)
				put_text(w, s, (lxw_row_t)r + 1, (lxw_col_t)c,
				    text, state_format(w, text));
			else
				put_cell(w, s, (lxw_row_t)r + 1, (lxw_col_t)c,
				    text, t->column[c].type);
		}
	worksheet_freeze_panes(s, 1, 0);
	check(w, worksheet_repeat_rows(s, 0, 0), "print titles");
	if (t->nrows > 0)
		check(w, worksheet_autofilter(s, 0, 0, (lxw_row_t)t->nrows,
		    (lxw_col_t)(t->ncolumns - 1)), "filter");
	check(w, worksheet_set_footer(s, footer), "footer");
}

/* Facts in two columns, no filter: for reading, not for sorting. */
static void
put_facts(struct writer *w, const struct doc_table *t)
{
	lxw_worksheet *s = add_sheet(w, OVERVIEW_SHEET);

	if (s == NULL)
		return;
	check(w, worksheet_set_column(s, 0, 0, 24, NULL), "width");
	check(w, worksheet_set_column(s, 1, 1, 100, NULL), "width");
	check(w, worksheet_set_row(s, 0, TITLE_HEIGHT, NULL), "height");
	for (size_t r = 0; r < t->nrows; r++) {
		put_text(w, s, (lxw_row_t)r, 0, t->cell[2 * r], w->bold);
		put_text(w, s, (lxw_row_t)r, 1, t->cell[2 * r + 1],
		    r == 0 ? w->big : w->text);
	}
}

static void
put_texts(struct writer *w, const struct doc *d)
{
	lxw_worksheet *s = add_sheet(w, TEXT_SHEET);
	lxw_row_t row = 0;

	if (s == NULL)
		return;
	check(w, worksheet_set_column(s, 0, 0, 24, NULL), "width");
	check(w, worksheet_set_column(s, 1, 1, 110, NULL), "width");
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
	worksheet_freeze_panes(s, 1, 0);
}

static void
put_verify(struct writer *w, const struct doc *d)
{
	struct identity_line line[IDENTITY_MAX];
	size_t n = identity_lines(&d->identity, line);
	lxw_worksheet *s = add_sheet(w, VERIFY_SHEET);
	lxw_row_t row = 0;

	if (s == NULL)
		return;
	check(w, worksheet_set_column(s, 0, 0, 28, NULL), "width");
	check(w, worksheet_set_column(s, 1, 1, 100, NULL), "width");
	for (size_t i = 0; i < n; i++, row++) {
		put_text(w, s, row, 0, str_of(line[i].name), w->bold);
		put_text(w, s, row, 1, str_of(line[i].value), w->text);
	}
	for (const char *const *p = identity_advice; *p != NULL; p++, row++)
		put_text(w, s, row, 1, str_of(*p), w->text);
}

static void
put_sheets(struct writer *w, const struct doc *d)
{
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
	for (size_t i = 0; i < d->nsections && !w->failed; i++)
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
make_formats(struct writer *w)
{
	lxw_format **all[] = { &w->head, &w->text, &w->number, &w->date,
		&w->percent, &w->part, &w->big, &w->bold, &w->good, &w->warn,
		&w->bad, &w->note };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		*all[i] = workbook_add_format(w->book);
		format_set_align(*all[i], LXW_ALIGN_VERTICAL_TOP);
		format_set_font_name(*all[i], "Calibri");
	}
	format_set_bold(w->head);
	format_set_text_wrap(w->head);
	format_set_bg_color(w->head, 0xE8EDF3);
	format_set_bottom(w->head, LXW_BORDER_THIN);
	format_set_text_wrap(w->text);
	format_set_num_format(w->text, "@");
	format_set_num_format(w->date, "yyyy-mm-dd");
	/* The number is a percentage already: the sign must not multiply. */
	format_set_num_format(w->percent, "0\"%\"");
	format_set_num_format(w->part, "0.0#############\"%\"");
	format_set_bold(w->big);
	format_set_font_size(w->big, TITLE_SIZE);
	format_set_bold(w->bold);
	format_set_bold(w->good);
	format_set_font_color(w->good, 0x1B6E3C);
	format_set_bold(w->warn);
	format_set_font_color(w->warn, 0x8A5300);
	format_set_bold(w->bad);
	format_set_font_color(w->bad, 0xA61B1B);
	format_set_bold(w->note);
	format_set_font_color(w->note, 0x1F4E79);
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

/* The library names only a kind of error; errno often has the reason. */
static void
finish(struct writer *w)
{
	lxw_error code;
	int sys;

	errno = 0;
	code = workbook_close(w->book);
	sys = errno;
	check(w, code, "close");
	if (code != LXW_NO_ERROR && sys != 0)
		err_ctx(w->e, "%s", strerror(sys));
}

int
xlsx_write(const struct doc *d, const char *path, const char *tmpdir,
    struct err *e)
{
	lxw_workbook_options o = { .constant_memory = LXW_TRUE };
	lxw_doc_properties p = { 0 };
	struct writer w = { .e = e };
	char *title, *company;

	o.tmpdir = (char *)(uintptr_t)tmpdir;
	w.book = workbook_new_opt(path, &o);
	if (w.book == NULL)
		return err_set(e, ERR_SYS, "cannot begin the workbook %s",
		    path);
	buf_init(&w.scratch, (size_t)1 << 20);
	buf_init(&w.cut, (size_t)1 << 20);
	title = property(d->title);
	company = property(d->identity.organisation);
	p.title = title;
	p.company = company;
	/* 0 would mean "now"; the data's own day keeps the bytes the same. */
	p.created = d->identity.head_time_s == 0 ? 86400 :
	    (time_t)d->identity.head_time_s;
	check(&w, workbook_set_properties(w.book, &p), "properties");
	make_formats(&w);
	put_sheets(&w, d);
	finish(&w);
	free(title);
	free(company);
	buf_fini(&w.scratch);
	buf_fini(&w.cut);
	return w.failed ? -1 : 0;
}
