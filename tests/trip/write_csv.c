/* SPDX-License-Identifier: Apache-2.0 */
/* A table as CSV text in any dialect, in UTF-8 with LF between lines. */
#include "tests/trip/trip.h"

#include <stdio.h>

enum date_style { STYLE_ISO, STYLE_DOTS, STYLE_SLASHES, STYLE_WORDS, STYLE_TIME,
	STYLE_DIGITS };

static enum date_style
style_of(const struct trip_table *t, const struct trip_column *c)
{
	static const enum date_style styles[] = { STYLE_ISO, STYLE_ISO,
		STYLE_DOTS, STYLE_SLASHES, STYLE_SLASHES, STYLE_WORDS,
		STYLE_TIME, STYLE_DIGITS };
	enum date_style s = styles[c->look % 8];

	return s == STYLE_DOTS && !t->dmy ? STYLE_SLASHES : s;
}

static bool
is_of_parts(const struct trip_table *t, size_t column)
{
	enum date_style s = style_of(t, &t->column[column]);

	return s == STYLE_DOTS || s == STYLE_SLASHES;
}

/* Does no date of the table say which of day and month is first? */
static bool
is_open(const struct trip_table *t)
{
	bool any = false;

	for (size_t i = 0; i < t->nrows; i++)
		for (size_t c = 0; c < t->ncolumns; c++) {
			int y, m, d;

			if (t->row[i].cell[c].kind != TRIP_DATE ||
			    !is_of_parts(t, c))
				continue;
			date_split(t->row[i].cell[c].date, &y, &m, &d);
			if (d > 12)
				return false;
			any = true;
		}
	return any;
}

void
trip_plain_date(struct buf *out, int32_t date, unsigned look)
{
	static const char *const months[2][12] = { { "January", "February",
		"March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December" }, { "Jan", "Feb", "Mar",
		"Apr", "Mai", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov",
		"Dez" } };
	int y, m, d;

	date_split(date, &y, &m, &d);
	if (look % 3 == 0)
		buf_printf(out, "%s %d, %04d", months[0][m - 1], d, y);
	else
		buf_printf(out, "%d%s %s %04d", d, look % 3 == 1 ? "" : ".",
		    months[look % 3 - 1][m - 1], y);
}

static void
put_date(struct buf *out, const struct trip_table *t, size_t column,
    const struct trip_cell *c)
{
	int y, m, d;

	date_split(c->date, &y, &m, &d);
	switch (style_of(t, &t->column[column])) {
	case STYLE_ISO:
		buf_str(out, c->text);
		break;
	case STYLE_TIME:
		buf_printf(out, "%.*s%s", STR_ARG(c->text), c->look % 2 == 0 ?
		    " 09:30" : "T00:00:00Z");
		break;
	case STYLE_DIGITS:
		buf_printf(out, "%04d%02d%02d", y, m, d);
		break;
	case STYLE_WORDS:
		trip_plain_date(out, c->date, c->look);
		break;
	case STYLE_DOTS:
		buf_printf(out, "%02d.%02d.%04d", d, m, y);
		break;
	case STYLE_SLASHES:
		if (t->dmy)
			buf_printf(out, "%02d/%02d/%04d", d, m, y);
		else
			buf_printf(out, "%d/%d/%04d", m, d, y);
		break;
	}
}

/*
 * With the dialect's mark. Three decimals could be thousands, and thousands
 * decimals: such numbers get a zero more unless the reader is told the mark.
 */
static void
put_number(struct buf *out, const struct trip_dialect *d,
    const struct trip_cell *c)
{
	struct str s = c->text;
	size_t point = str_find(s, '.', 0), sign = s.p[0] == '-', i;
	bool grouped = c->look % 4 == 0 && point - sign > 3 &&
	    (point < s.n || d->names_decimal);
	char group = d->decimal_comma ? '.' : ',';

	for (i = 0; i < point; i++) {
		if (grouped && i > sign && (point - i) % 3 == 0)
			buf_putc(out, group);
		buf_putc(out, s.p[i]);
	}
	if (point == s.n)
		return;
	buf_putc(out, d->decimal_comma ? ',' : '.');
	buf_put(out, s.p + point + 1, s.n - point - 1);
	if (s.n - point - 1 == 3 && !d->names_decimal)
		buf_putc(out, '0');
}

static void
put_cell(struct buf *out, const struct trip_table *t,
    const struct trip_dialect *d, size_t column, const struct trip_cell *c)
{
	static const char *const signs[] = { "", "%", " %" };

	switch (c->kind) {
	case TRIP_EMPTY:
		break;
	case TRIP_TEXT:
	case TRIP_DIGITS:
	case TRIP_YESNO:
		buf_str(out, c->text);
		break;
	case TRIP_NUMBER:
		put_number(out, d, c);
		break;
	case TRIP_PERCENT:
		put_number(out, d, c);
		buf_puts(out, signs[c->look % 3]);
		break;
	case TRIP_DATE:
		put_date(out, t, column, c);
		break;
	}
}

static void
put_field(struct buf *out, const struct trip_dialect *d, struct str s,
    bool quoted)
{
	for (size_t i = 0; i < s.n && !quoted; i++)
		quoted = s.p[i] == d->delimiter || s.p[i] == '"' ||
		    s.p[i] == '\n' || s.p[i] == '\r';
	if (!quoted) {
		buf_str(out, s);
		return;
	}
	buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_putc(out, '"');
		buf_putc(out, s.p[i]);
	}
	buf_putc(out, '"');
}

bool
trip_csv(struct buf *out, const struct trip_table *t,
    const struct trip_dialect *d)
{
	struct buf cell;

	buf_init(&cell, BUF_MAX_DEFAULT);
	if (t->title != NULL)
		buf_printf(out, "%s%s%s", t->title, d->eol, t->number % 2 ==
		    0 ? d->eol : "");
	for (size_t c = 0; c < t->ncolumns; c++) {
		if (c > 0)
			buf_putc(out, d->delimiter);
		put_field(out, d, str_of(t->column[c].header),
		    t->column[c].look % 5 == 0);
	}
	buf_puts(out, d->eol);
	for (size_t i = 0; i < t->nrows; i++) {
		for (size_t c = 1; t->row[i].blank_before && i % 2 == 0 &&
		    c < t->ncolumns; c++)
			buf_putc(out, d->delimiter);
		if (t->row[i].blank_before)
			buf_puts(out, d->eol);
		for (size_t c = 0; c < t->ncolumns; c++) {
			const struct trip_cell *x = &t->row[i].cell[c];

			if (c > 0)
				buf_putc(out, d->delimiter);
			buf_reset(&cell);
			put_cell(&cell, t, d, c, x);
			put_field(out, d, buf_view(&cell), x->look % 7 == 0 &&
			    x->kind != TRIP_EMPTY);
		}
		if (i + 1 < t->nrows || t->number % 3 > 0)
			buf_puts(out, d->eol);
	}
	buf_fini(&cell);
	return is_open(t);
}
