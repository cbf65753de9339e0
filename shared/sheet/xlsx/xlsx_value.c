/* SPDX-License-Identifier: Apache-2.0 */
/* What a stored value says; see xlsx_internal.h. */
#include "shared/sheet/xlsx/xlsx_internal.h"

#include <math.h>

#include "shared/base/utf8.h"
#include "shared/sheet/cell/serial.h"
#include "shared/sheet/cell/stored.h"
#include "shared/text/date.h"

/* Day number of serial 0 in the 1900 and the 1904 system. */
#define EPOCH_1900 (-25569)
#define EPOCH_1904 (-24107)
#define LEAP_1900 60       /* in the 1900 system, 29 February 1900 */
#define MAX_ELAPSED 20000  /* days whose seconds can be held */

/* ---- text ---- */

/* "_x" and four digits and "_"; -1 for anything else. */
static int32_t
escape_at(struct str s, size_t i)
{
	int32_t v = 0;

	if (s.n - i < 7 || s.p[i] != '_' || s.p[i + 1] != 'x' ||
	    s.p[i + 6] != '_')
		return -1;
	for (size_t k = i + 2; k < i + 6; k++) {
		char c = ascii_lower(s.p[k]);

		if (ascii_is_digit(c))
			v = v * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			v = v * 16 + (c - 'a' + 10);
		else
			return -1;
	}
	return v == 0 ? -1 : v;
}

void
xlsx_put_decoded(struct buf *b, struct str s)
{
	size_t from = 0, i = 0;

	while ((i = str_find(s, '_', i)) < s.n) {
		int32_t v = escape_at(s, i), low;
		char c[4];

		if (v == -1) {
			i++;
			continue;
		}
		buf_put(b, s.p + from, i - from);
		i += 7;
		if (v >= 0xd800 && v < 0xdc00) {
			low = i < s.n ? escape_at(s, i) : -1;
			if (low >= 0xdc00 && low < 0xe000) {
				v = 0x10000 + ((v - 0xd800) << 10) +
				    (low - 0xdc00);
				i += 7;
			}
		}
		if (v >= 0xd800 && v < 0xe000)
			v = 0xfffd; /* half a pair is no character */
		buf_put(b, c, utf8_encode(c, (uint32_t)v));
		from = i;
	}
	if (s.n > from)
		buf_put(b, s.p + from, s.n - from);
}

/* ---- numbers ---- */

void
xlsx_set_number(struct sheet_cell *c, double v, struct xlsx_style style,
    bool date1904)
{
	const int32_t epoch = date1904 ? EPOCH_1904 : EPOCH_1900;
	const int32_t last = date_of(9999, 12, 31) - epoch;
	int32_t day, second;

	/* A number, unless its format makes a day or a time of it. */
	c->kind = SHEET_NUMBER;
	c->number = v;
	c->percent = (style.kind & STYLE_PERCENT) != 0;
	c->digits = style.digits;
	if ((style.kind & STYLE_DATE) == 0 || v < 0 || v >= last + 1)
		return;
	/* Hours elapsed. */
	if ((style.kind & STYLE_ELAPSED) != 0 && v < MAX_ELAPSED) {
		c->kind = SHEET_TIME;
		c->second = (int32_t)lround(v * SERIAL_DAY_S);
		return;
	}
	/* A time of day is less than a day, and not shown as one. */
	serial_split(v, &day, &second);
	if (day > last)
		return;
	c->second = second;
	if (v < 1 && day == 0 && (!date1904 ||
	    (style.kind & STYLE_DAY) == 0)) {
		c->kind = SHEET_TIME;
		return;
	}
	/* A date. */
	c->kind = SHEET_DATE;
	/* Before the day that there was not, the count is one behind. */
	c->date = day + epoch + (!date1904 && day < LEAP_1900);
	c->no_such_day = !date1904 && day == LEAP_1900;
}

/* ---- ISO 8601 ---- */

/* A time within the day; a Z behind it. */
static bool
read_time(struct str s, int32_t *second)
{
	if (str_ends(s, STR("Z")))
		s.n--;
	return stored_time(&s, second) && s.n == 0 && *second < SERIAL_DAY_S;
}

bool
xlsx_set_iso(struct sheet_cell *c, struct str s, bool date1904)
{
	struct str day = { s.p, s.n < 10 ? s.n : 10 };
	int32_t date, second = 0;

	if (read_time(s, &second) || (str_starts(s, STR("T")) &&
	    read_time((struct str){ s.p + 1, s.n - 1 }, &second))) {
		c->kind = SHEET_TIME;
		c->second = second;
		c->number = second / (double)SERIAL_DAY_S;
		return true;
	}
	if (!date_parse_iso(day, &date) || (s.n > 10 && ((s.p[10] != 'T' &&
	    s.p[10] != ' ') || !read_time((struct str){ s.p + 11, s.n - 11 },
	    &second))))
		return false;
	c->kind = SHEET_DATE;
	c->date = date;
	c->second = second;
	c->number = date - (date1904 ? EPOCH_1904 : EPOCH_1900) +
	    second / (double)SERIAL_DAY_S;
	return true;
}
