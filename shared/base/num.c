/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as text; see num.h. */
#include "shared/base/num.h"

#include <math.h>
#include <stdio.h>

#define MAX_DIGITS 15

bool
num_parse_u64(struct str s, uint64_t max, uint64_t *v)
{
	uint64_t x = 0;

	if (s.n == 0 || s.n > 20 || (s.n > 1 && s.p[0] == '0'))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		uint64_t d;

		if (!ascii_is_digit(s.p[i]))
			return false;
		d = (uint64_t)(s.p[i] - '0');
		if (x > max / 10 || (x == max / 10 && d > max % 10))
			return false;
		x = x * 10 + d;
	}
	*v = x;
	return true;
}

/* 10^0 to 10^15 are exact doubles, so one division rounds correctly. */
static double
scaled(uint64_t mantissa, size_t fraction)
{
	double scale = 1;

	while (fraction-- > 0)
		scale *= 10;
	return (double)mantissa / scale;
}

bool
num_parse_decimal(struct str s, double *v)
{
	bool minus = s.n > 0 && s.p[0] == '-', in_fraction = false;
	size_t digits = 0, fraction = 0, i = minus;
	uint64_t m = 0;

	for (; i < s.n; i++) {
		if (s.p[i] == '.') {
			if (in_fraction || digits == 0)
				return false;
			in_fraction = true;
			continue;
		}
		if (!ascii_is_digit(s.p[i]) || digits == MAX_DIGITS)
			return false;
		/* No leading zero but the one before a point. */
		if (digits == 1 && m == 0 && !in_fraction)
			return false;
		m = m * 10 + (uint64_t)(s.p[i] - '0');
		digits++;
		fraction += in_fraction;
	}
	if (digits == 0 || (in_fraction && (fraction == 0 ||
	    s.p[s.n - 1] == '0')) || (minus && m == 0))
		return false;
	*v = scaled(m, fraction);
	if (minus)
		*v = -*v;
	return true;
}

/* A number taken apart as people write it. */
struct written {
	bool minus;
	char digits[64];   /* without marks */
	size_t n;          /* digits in all */
	size_t whole;      /* digits before the decimal mark */
	bool ambiguous;
};

/* Groups of three behind a group of one to three, all with one mark. */
static bool
is_grouped(struct str s, char mark)
{
	size_t group = 0, groups = 0;

	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && s.p[i] != mark) {
			group++;
			continue;
		}
		if (group == 0 || group > 3 || (groups > 0 && group != 3))
			return false;
		groups++;
		group = 0;
	}
	return groups > 1;
}

static size_t
count(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/*
 * Which mark is the decimal one: '.' or ',' or 0 for none. False when the
 * marks make no number.
 */
static bool
decimal_mark(struct str s, char *mark, bool *ambiguous)
{
	size_t dots = count(s, '.'), commas = count(s, ',');
	size_t dot = str_find(s, '.', 0), comma = str_find(s, ',', 0);

	*mark = 0;
	*ambiguous = false;
	if (dots == 0 && commas == 0)
		return true;
	if (dots > 0 && commas > 0) {
		/* The later mark is the decimal one, the other groups. */
		char last = dot > comma ? '.' : ',';
		char group = last == '.' ? ',' : '.';
		size_t at = last == '.' ? dot : comma;

		*mark = last;
		return count(s, last) == 1 &&
		    is_grouped((struct str){ s.p, at }, group);
	}
	if (dots > 1 || commas > 1)
		return is_grouped(s, dots > 1 ? '.' : ',');
	if (dots == 1) {
		*mark = '.';
		return true;
	}
	/* One comma: decimal, unless it could as well part thousands. */
	*mark = ',';
	*ambiguous = is_grouped(s, ',') && s.p[0] != '0';
	return true;
}

/* Digits with marks; blanks and apostrophes between them part thousands. */
static enum num_fault
take_apart(struct str s, struct written *w)
{
	char plain[96];
	size_t n = 0, i = 0;
	char mark;

	if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+')) {
		w->minus = s.p[0] == '-';
		i++;
	}
	for (; i < s.n; i++) {
		char c = s.p[i];

		/* U+00A0 and U+202F, as exports have them. */
		if (s.n - i >= 2 && memcmp(s.p + i, "\xc2\xa0", 2) == 0) {
			i += 1;
			continue;
		}
		if (s.n - i >= 3 && memcmp(s.p + i, "\xe2\x80\xaf", 3) == 0) {
			i += 2;
			continue;
		}
		if (c == ' ' || c == '\'') {
			if (n == 0 || i + 3 >= s.n)
				return NUM_NOT_A_NUMBER;
			continue;
		}
		if (!ascii_is_digit(c) && c != '.' && c != ',')
			return NUM_NOT_A_NUMBER;
		if (n == sizeof(plain))
			return NUM_TOO_LONG;
		plain[n++] = c;
	}
	s = (struct str){ plain, n };
	if (!decimal_mark(s, &mark, &w->ambiguous))
		return NUM_NOT_A_NUMBER;
	w->whole = SIZE_MAX;
	for (i = 0; i < s.n; i++) {
		if (ascii_is_digit(s.p[i])) {
			if (w->n == sizeof(w->digits))
				return NUM_TOO_LONG;
			w->digits[w->n++] = s.p[i];
		} else if (s.p[i] == mark) {
			w->whole = w->n;
		}
	}
	if (w->whole == SIZE_MAX)
		w->whole = w->n;
	else if (w->whole == w->n)
		return NUM_NOT_A_NUMBER; /* "5." */
	return w->n == 0 ? NUM_NOT_A_NUMBER : NUM_OK;
}

enum num_fault
num_read(struct str s, bool percent, struct buf *out)
{
	struct written w = { .minus = false };
	enum num_fault fault;
	size_t from = 0, to, digits;

	s = str_trim(s);
	if (percent && s.n > 0 && s.p[s.n - 1] == '%')
		s = str_trim((struct str){ s.p, s.n - 1 });
	fault = take_apart(s, &w);
	if (fault != NUM_OK)
		return fault;
	if (w.ambiguous)
		return NUM_AMBIGUOUS;
	while (from < w.whole && w.digits[from] == '0')
		from++;
	to = w.n;
	while (to > w.whole && w.digits[to - 1] == '0')
		to--;
	digits = to - from;
	if (digits > MAX_DIGITS)
		return NUM_TOO_LONG;
	if (w.minus && digits > 0) {
		bool zero = true;

		for (size_t i = from; i < to; i++)
			zero = zero && w.digits[i] == '0';
		if (!zero)
			buf_putc(out, '-');
	}
	if (from == w.whole)
		buf_putc(out, '0');
	buf_put(out, w.digits + from, w.whole - from);
	if (to > w.whole) {
		buf_putc(out, '.');
		buf_put(out, w.digits + w.whole, to - w.whole);
	}
	return NUM_OK;
}

void
num_format_decimal(struct buf *out, double v)
{
	char text[64];
	double whole = 1;
	int places = MAX_DIGITS, n;

	if (!isfinite(v) || fabs(v) >= 1e15) {
		buf_putc(out, '?');
		return;
	}
	/* As many places as 15 digits leave. The program never sets a locale. */
	for (; whole <= fabs(v); whole *= 10)
		places--;
	n = snprintf(text, sizeof(text), "%.*f", places, v);
	while (places > 0 && text[n - 1] == '0') {
		n--;
		places--;
	}
	if (text[n - 1] == '.')
		n--;
	if (n == 2 && text[0] == '-' && text[1] == '0')
		buf_putc(out, '0');
	else
		buf_put(out, text, (size_t)n);
}
