/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers, dates and times as workbooks store them, read; see stored.h. */
#include "shared/sheet/cell/stored.h"

#include <math.h>
#include <stdlib.h>

#include "shared/sheet/cell/serial.h"
#include "shared/text/date.h"

/* ---- dates and times ---- */

/* Reads 1 to `most` digits; -1 when there are none, or more. */
static int64_t
read_digits(struct str *s, size_t most)
{
	int64_t v = 0;
	size_t i = 0;

	for (; i < s->n && ascii_is_digit(s->p[i]); i++)
		if (i < most)
			v = v * 10 + (s->p[i] - '0');
	if (i == 0 || i > most)
		return -1;
	*s = (struct str){ s->p + i, s->n - i };
	return v;
}

static bool
skip(struct str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = (struct str){ s->p + 1, s->n - 1 };
	return true;
}

/* ".75" or ",75": is the second the nearer one? False when it is malformed. */
static bool
skip_fraction(struct str *s, bool *up)
{
	size_t i = 0;

	*up = false;
	if (!skip(s, '.') && !skip(s, ','))
		return true;
	while (i < s->n && ascii_is_digit(s->p[i]))
		i++;
	if (i == 0)
		return false;
	*up = s->p[0] >= '5';
	*s = (struct str){ s->p + i, s->n - i };
	return true;
}

/* "Z" or "+02:00": the time is the one on the author's wall all the same. */
static bool
skip_zone(struct str *s)
{
	int64_t hours;

	if (s->n == 0 || skip(s, 'Z'))
		return true;
	if (!skip(s, '+') && !skip(s, '-'))
		return false;
	hours = read_digits(s, 2);
	return hours >= 0 && skip(s, ':') && read_digits(s, 2) >= 0;
}

bool
stored_time(struct str *s, int32_t *second)
{
	int64_t h, m, sec = 0;
	bool up = false;

	h = read_digits(s, 2);
	if (h < 0 || !skip(s, ':'))
		return false;
	m = read_digits(s, 2);
	if (skip(s, ':'))
		sec = read_digits(s, 2);
	if (m < 0 || m > 59 || sec < 0 || sec > 59 || !skip_fraction(s, &up))
		return false;
	*second = serial_round((int32_t)(h * 3600 + m * 60 + sec), up);
	return h < 24 || (h == 24 && m == 0 && sec == 0);
}

/* 2026-01-31, 2026-01-31T13:24:56.7 */
bool
stored_date(struct str s, int32_t *date, int32_t *second)
{
	struct str day = { s.p, s.n < 10 ? s.n : 10 };

	*second = 0;
	if (!date_parse_iso(day, date))
		return false;
	s = (struct str){ s.p + 10, s.n - 10 };
	if (skip(&s, 'T') && !stored_time(&s, second))
		return false;
	if (!skip_zone(&s) || s.n > 0)
		return false;
	/* 24:00, which is the midnight behind the day. */
	if (*second >= SERIAL_DAY_S) {
		*second -= SERIAL_DAY_S;
		*date += 1;
	}
	return *date <= date_of(9999, 12, 31);
}

/* PT13H24M56.7S, P1DT2H; months have no length. */
bool
stored_duration(struct str s, int64_t *second)
{
	static const struct {
		char unit;
		int64_t seconds;
	} units[] = { { 'D', SERIAL_DAY_S }, { 'H', 3600 }, { 'M', 60 },
		{ 'S', 1 } };
	bool in_time = false, some = false, up = false;
	size_t next = 0;
	int64_t v;

	*second = 0;
	if (!skip(&s, 'P'))
		return false;
	while (s.n > 0) {
		if (!in_time && skip(&s, 'T')) {
			in_time = true;
			next = next == 0 ? 1 : next;
			continue;
		}
		v = read_digits(&s, 9);
		if (v < 0 || !skip_fraction(&s, &up))
			return false;
		while (next < 4 && s.n > 0 && s.p[0] != units[next].unit)
			next++;
		if (next == 4 || s.n == 0 || (next > 0) != in_time ||
		    (up && next != 3))
			return false;
		*second += v * units[next++].seconds;
		s = (struct str){ s.p + 1, s.n - 1 };
		some = true;
	}
	/* A time of day is not the next one. */
	*second += up && *second != SERIAL_DAY_S - 1;
	return some;
}

/* ---- numbers ---- */

static double
slow_number(struct str s)
{
	char z[512], *end;
	double v;

	if (s.n == 0 || s.n >= sizeof(z))
		return (double)NAN;
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]) && s.p[i] != '.' &&
		    s.p[i] != '-' && s.p[i] != '+' && s.p[i] != 'e' &&
		    s.p[i] != 'E')
			return (double)NAN;
	memcpy(z, s.p, s.n);
	z[s.n] = '\0';
	/* The program never sets a locale: the mark is a point. */
	v = strtod(z, &end);
	return *end != '\0' || !isfinite(v) ? (double)NAN : v;
}

double
stored_number(struct str s)
{
	static const double scale[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
		1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
	size_t i = s.n > 0 && s.p[0] == '-', digits = 0, point = s.n;
	uint64_t m = 0;
	double v;

	for (; i < s.n; i++) {
		if (ascii_is_digit(s.p[i]) && digits < 15) {
			m = m * 10 + (uint64_t)(s.p[i] - '0');
			digits++;
		} else if (s.p[i] == '.' && point == s.n) {
			point = i;
		} else {
			return slow_number(s);
		}
	}
	if (digits == 0)
		return slow_number(s);
	/* Both are exact, so one division rounds as it should. */
	v = (double)m / scale[point == s.n ? 0 : s.n - point - 1];
	return s.p[0] == '-' ? -v : v;
}
