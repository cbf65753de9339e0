/* SPDX-License-Identifier: Apache-2.0 */
/* Cells as text; see sheet_text.h. */
#include "shared/sheet/cell/sheet_text.h"

#include <math.h>
#include <stdio.h>

#include "shared/base/num.h"
#include "shared/text/date.h"

/* At 15 digits that count; as a whole number from 1e15 on. */
static void
put_bare_number(struct buf *out, double v)
{
	char text[512];
	size_t n;
	int decimals;

	if (!isfinite(v))
		return;
	decimals = v == 0 ? 0 : 14 - (int)floor(log10(fabs(v)));
	n = (size_t)snprintf(text, sizeof(text), "%.*f", decimals < 0 ? 0 :
	    decimals, v == 0 ? 0.0 : v);
	if (memchr(text, '.', n) != NULL)
		while (text[n - 1] == '0')
			n--;
	buf_put(out, text, n - (text[n - 1] == '.'));
}

static void
put_time(struct buf *out, int32_t second)
{
	buf_printf(out, "%02d:%02d:%02d", second / 3600, second / 60 % 60,
	    second % 60);
}

/* `own`: as the workbook has it, also where no calendar does. */
static void
put_date(struct buf *out, const struct sheet_cell *c, bool own)
{
	char day[DATE_TEXT];

	date_format(day, c->date);
	buf_puts(out, c->no_such_day && own ? "1900-02-29" : day);
	if (c->second == 0)
		return;
	buf_putc(out, 'T');
	put_time(out, c->second);
}

/* Text with CR LF as LF; with `marks` no byte may be one. */
static void
put_text(struct buf *out, struct str s, bool marks)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool pair = c == '\r' && i + 1 < s.n && s.p[i + 1] == '\n';

		if (!pair && (!marks || c >= ' ' || c == '\t' || c == '\n'))
			continue;
		buf_put(out, s.p + from, i - from);
		if (!pair)
			buf_puts(out, "\xef\xbf\xbd");
		from = i + 1;
	}
	if (s.n > from)
		buf_put(out, s.p + from, s.n - from);
}

static void
put_value(struct buf *out, const struct sheet_cell *c, bool marks)
{
	switch (c->kind) {
	case SHEET_EMPTY:
		break;
	case SHEET_NUMBER:
		put_bare_number(out, c->number);
		break;
	case SHEET_DATE:
		put_date(out, c, marks);
		break;
	case SHEET_TIME:
		put_time(out, c->second);
		break;
	case SHEET_BOOL:
		buf_puts(out, c->number != 0 ? "TRUE" : "FALSE");
		break;
	case SHEET_TEXT:
	case SHEET_ERROR:
		put_text(out, c->text, marks);
		break;
	}
}

void
sheet_text_bare(struct buf *out, const struct sheet_cell *c)
{
	if (!c->unset)
		put_value(out, c, false);
}

/*
 * Spreadsheet programs keep 15 digits and make zeros of the others; beyond
 * 2^53 no number has all of its digits.
 */
static bool
is_rounded(double v)
{
	v = fabs(v);
	return v > 9007199254740992.0 || (v >= 1e15 && fmod(v, 10) == 0);
}

/* The number with the zeros in front that its format fills it up to. */
static void
put_number(struct buf *out, const struct sheet_cell *c)
{
	struct buf b;
	struct str s;
	size_t whole;

	buf_init(&b, 1024);
	num_format_decimal(&b, c->percent ? c->number * 100 : c->number);
	s = buf_view(&b);
	whole = str_find(s, '.', 0);
	if (whole < s.n || is_rounded(c->number))
		buf_putc(out, SHEET_MARK_NUMBER);
	if (s.n > 0 && s.p[0] == '-') {
		buf_putc(out, '-');
		s.p++;
		s.n--;
		whole--;
	}
	for (; whole < c->digits; whole++)
		buf_putc(out, '0');
	buf_str(out, s);
	if (c->percent)
		buf_putc(out, '%');
	buf_fini(&b);
}

static void
put_error(struct buf *out, const struct sheet_cell *c)
{
	if (c->text.n > 0)
		buf_putc(out, SHEET_MARK_ERROR);
	put_value(out, c, true);
}

void
sheet_text_shown(struct buf *out, const struct sheet_cell *c)
{
	if (c->unset)
		buf_putc(out, SHEET_MARK_UNSET);
	else if (c->kind == SHEET_NUMBER)
		put_number(out, c);
	else if (c->kind == SHEET_ERROR)
		put_error(out, c);
	else
		put_value(out, c, true);
}
