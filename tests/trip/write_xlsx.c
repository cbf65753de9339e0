/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as the sheets of an XLSX workbook: typed cells, or texts only. */
#include "tests/trip/trip.h"

#include <stdio.h>
#include <stdlib.h>

#include <xlsxwriter.h>

#define DATES 7
#define NUMBERS 4
#define PERCENTS 3
#define ZEROS 16

static const char *const date_formats[DATES] = { "yyyy-mm-dd", "dd.mm.yyyy",
	"m/d/yy", "d mmm yyyy", "dd/mm/yyyy hh:mm", "[$-407]d. mmmm yyyy;@",
	"mmmm d, yyyy" };
static const char *const number_formats[NUMBERS] = { "General", "0.00",
	"#,##0.00", "0.0;[Red]-0.0" };
static const char *const percent_formats[PERCENTS] = { "0%", "0.00%",
	"0.0 %" };

struct writer {
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *date[DATES], *number[NUMBERS], *percent[PERCENTS],
	    *zeros[ZEROS];
	bool texts;
};

static lxw_format *
new_format(struct writer *w, const char *shown)
{
	lxw_format *f = workbook_add_format(w->book);

	format_set_num_format(f, shown);
	return f;
}

static void
add_formats(struct writer *w)
{
	for (int i = 0; i < DATES; i++)
		w->date[i] = new_format(w, date_formats[i]);
	for (int i = 0; i < NUMBERS; i++)
		w->number[i] = new_format(w, number_formats[i]);
	for (int i = 0; i < PERCENTS; i++)
		w->percent[i] = new_format(w, percent_formats[i]);
	for (int i = 1; i < ZEROS; i++)
		w->zeros[i] = new_format(w, "0000000000000000" + 16 - i);
}

/*
 * Text that looks like the file format's own way to write a character
 * ("_x00E4_") must be written so that it stays; the library leaves that to us.
 */
static void
put_text(struct writer *w, lxw_row_t row, lxw_col_t column, struct str s)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '_' && i + 6 < s.n && s.p[i + 1] == 'x' &&
		    s.p[i + 6] == '_')
			buf_puts(&b, "_x005F");
		buf_putc(&b, s.p[i]);
	}
	if (worksheet_write_string(w->sheet, row, column, buf_cstr(&b),
	    NULL) != LXW_NO_ERROR)
		abort();
	buf_fini(&b);
}

static void
put_date(struct writer *w, lxw_row_t row, lxw_col_t column,
    const struct trip_cell *c)
{
	unsigned format = c->look % DATES;
	lxw_datetime at = { 0 };

	date_split(c->date, &at.year, &at.month, &at.day);
	at.hour = format == 4 ? (int)(c->look / 7 % 24) : 0;
	worksheet_write_datetime(w->sheet, row, column, &at, w->date[format]);
}

static void
put_typed(struct writer *w, lxw_row_t row, lxw_col_t column,
    const struct trip_cell *c)
{
	double v = strtod(c->text.n == 0 ? "0" : c->text.p, NULL);

	switch (c->kind) {
	case TRIP_NUMBER:
		worksheet_write_number(w->sheet, row, column, v,
		    w->number[c->look % NUMBERS]);
		break;
	case TRIP_PERCENT:
		if (c->look % 2 == 0)
			worksheet_write_number(w->sheet, row, column, v / 100,
			    w->percent[c->look / 2 % PERCENTS]);
		else
			worksheet_write_number(w->sheet, row, column, v,
			    NULL);
		break;
	case TRIP_DIGITS:
		worksheet_write_number(w->sheet, row, column, v,
		    c->text.p[0] == '0' && c->text.n > 1 ?
		    w->zeros[c->text.n] : NULL);
		break;
	case TRIP_YESNO:
		worksheet_write_boolean(w->sheet, row, column,
		    str_is(c->text, "yes"), NULL);
		break;
	case TRIP_DATE:
		put_date(w, row, column, c);
		break;
	case TRIP_TEXT:
		put_text(w, row, column, c->text);
		break;
	case TRIP_EMPTY:
		break;
	}
}

static void
put_as_text(struct writer *w, lxw_row_t row, lxw_col_t column,
    const struct trip_cell *c)
{
	struct buf date;

	if (c->kind == TRIP_DATE && c->look % 2 == 0) {
		buf_init(&date, 64);
		trip_plain_date(&date, c->date, c->look / 2);
		put_text(w, row, column, buf_view(&date));
		buf_fini(&date);
	} else if (c->kind != TRIP_EMPTY) {
		put_text(w, row, column, c->text);
	}
}

static void
put_table(struct writer *w, const struct trip_table *t)
{
	/* Tables need not begin in the first row, nor in column A. */
	lxw_row_t row = t->title == NULL ? 0 : 2;
	lxw_col_t first = t->number % 11 == 0 ? 1 : 0;

	if (t->title != NULL)
		put_text(w, 0, first, str_of(t->title));
	for (size_t c = 0; c < t->ncolumns; c++)
		put_text(w, row, (lxw_col_t)(first + c),
		    str_of(t->column[c].header));
	for (size_t i = 0; i < t->nrows; i++) {
		row += t->row[i].blank_before ? 2 : 1;
		for (size_t c = 0; c < t->ncolumns; c++) {
			lxw_col_t to = (lxw_col_t)(first + c);

			if (w->texts)
				put_as_text(w, row, to, &t->row[i].cell[c]);
			else
				put_typed(w, row, to, &t->row[i].cell[c]);
		}
	}
}

void
trip_xlsx(const char *path, const struct trip_table *t, size_t n,
    enum trip_book how)
{
	lxw_workbook_options o = { .constant_memory = how ==
		BOOK_TYPED_CONSTANT || how == BOOK_TEXTS_CONSTANT };
	struct writer w = { .book = workbook_new_opt(path, &o),
		.texts = how == BOOK_TEXTS || how == BOOK_TEXTS_CONSTANT };
	char name[32];

	if (w.book == NULL)
		abort();
	add_formats(&w);
	for (size_t i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "T%u", t[i].number);
		w.sheet = workbook_add_worksheet(w.book, name);
		put_table(&w, &t[i]);
	}
	if (workbook_close(w.book) != LXW_NO_ERROR)
		abort();
}
