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

/* A number as written: digits and marks, blanks of any kind as ' '. */
struct written {
	char text[96];
	size_t n;
	char marks[96]; /* the marks alone, in order */
	size_t nmarks;
};

static size_t
blank_at(struct str s)
{
	if (s.p[0] == ' ')
		return 1;
	if (str_starts(s, STR("\xc2\xa0")))
		return 2;
	/* narrow and thin blank, as French exports have them */
	return str_starts(s, STR("\xe2\x80\xaf")) ||
	    str_starts(s, STR("\xe2\x80\x89")) ? 3 : 0;
}

static struct str
trim_blanks(struct str s)
{
	size_t i, k;

	s = str_trim(s);
	while (s.n > 0 && (k = blank_at(s)) > 0)
		s = (struct str){ s.p + k, s.n - k };
	for (i = 1; i <= 3 && i <= s.n; i++)
		if (blank_at((struct str){ s.p + s.n - i, i }) == i) {
			s.n -= i;
			i = 0;
		}
	return s;
}

/* Takes the sign off; the typographical minus counts. */
static bool
skip_minus(struct str *s)
{
	static const struct str signs[] = { { "-", 1 }, { "+", 1 },
		{ "\xe2\x88\x92", 3 } };

	for (size_t i = 0; i < 3; i++)
		if (str_starts(*s, signs[i])) {
			s->p += signs[i].n;
			s->n -= signs[i].n;
			return i != 1;
		}
	return false;
}

static enum num_fault
split_number(struct str s, struct written *w)
{
	size_t k;

	for (size_t i = 0; i < s.n; i += k) {
		struct str rest = { s.p + i, s.n - i };
		char c = s.p[i];

		k = 1;
		if (!ascii_is_digit(c) && c != '.' && c != ',' && c != '\'') {
			k = blank_at(rest);
			c = ' ';
			if (k == 0 && str_starts(rest, STR("\xe2\x80\x99"))) {
				k = 3;
				c = '\'';
			}
			if (k == 0)
				return NUM_NOT_A_NUMBER;
		}
		if (w->n == sizeof(w->text))
			return NUM_TOO_LONG;
		w->text[w->n++] = c;
		if (!ascii_is_digit(c))
			w->marks[w->nmarks++] = c;
	}
	return w->n == w->nmarks ? NUM_NOT_A_NUMBER : NUM_OK;
}

/* One to three digits, then groups of three, all behind the same mark. */
static bool
is_grouped(struct str s, char mark)
{
	size_t group = 0, groups = 0;

	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && ascii_is_digit(s.p[i])) {
			group++;
			continue;
		}
		if ((i < s.n && s.p[i] != mark) || group == 0 || group > 3 ||
		    (groups > 0 && group != 3))
			return false;
		groups++;
		group = 0;
	}
	/* Nobody parts thousands in 0,123. */
	return groups > 1 && s.p[0] != '0';
}

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]))
			return false;
	return s.n > 0;
}

/*
 * Where the whole part ends. Two readings are tried: the last mark is the
 * decimal one, or all marks part thousands.
 */
static enum num_fault
find_whole(const struct written *w, bool percent, char mark, size_t *whole)
{
	char last = w->nmarks == 0 ? 0 : w->marks[w->nmarks - 1];
	struct str s = { w->text, w->n }, head, tail;
	bool decimal = false, grouped;
	size_t at = w->n;

	*whole = w->n;
	if (w->nmarks == 0)
		return NUM_OK;
	grouped = is_grouped(s, last);
	if (last == '.' || last == ',') {
		at = str_find(s, last, 0);
		head = (struct str){ s.p, at };
		tail = (struct str){ s.p + at + 1, s.n - at - 1 };
		/* ".5" is common in exports of databases */
		decimal = is_digits(tail) && (at == 0 || is_digits(head) ||
		    is_grouped(head, w->marks[0]));
	}
	/* A percentage in the thousands is not what is meant. */
	if (decimal && grouped && !percent && mark == '\0')
		return NUM_AMBIGUOUS;
	if (decimal && grouped && !percent && mark != last)
		decimal = false;
	if (decimal)
		*whole = at;
	return decimal || grouped ? NUM_OK : NUM_NOT_A_NUMBER;
}

/* Appends the digits of a part of the text. */
static void
put_digits(struct buf *b, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ascii_is_digit(p[i]))
			buf_putc(b, p[i]);
}

/* Whole part and fraction without the zeros at its end; no -0. */
static void
put_parts(struct buf *out, bool minus, struct str whole, struct str fraction)
{
	while (fraction.n > 0 && fraction.p[fraction.n - 1] == '0')
		fraction.n--;
	if (minus && (fraction.n > 0 || !str_is(whole, "0")))
		buf_putc(out, '-');
	buf_str(out, whole);
	if (fraction.n > 0) {
		buf_putc(out, '.');
		buf_str(out, fraction);
	}
}

static enum num_fault
put_canonical(bool minus, struct str whole, struct str fraction,
    struct buf *out)
{
	while (whole.n > 1 && whole.p[0] == '0')
		whole = (struct str){ whole.p + 1, whole.n - 1 };
	if (whole.n == 0)
		whole = STR("0");
	while (fraction.n > 0 && fraction.p[fraction.n - 1] == '0')
		fraction.n--;
	if (whole.n + fraction.n > MAX_DIGITS)
		return NUM_TOO_LONG;
	put_parts(out, minus, whole, fraction);
	return NUM_OK;
}

char
num_decimal_mark(struct str s)
{
	struct written w = { .n = 0 };
	size_t with_point = 0, with_comma = 0;

	s = trim_blanks(s);
	(void)skip_minus(&s);
	if (split_number(s, &w) != NUM_OK ||
	    find_whole(&w, false, '.', &with_point) != NUM_OK ||
	    find_whole(&w, false, ',', &with_comma) != NUM_OK ||
	    with_point != with_comma)
		return '\0';
	if (with_point < w.n)
		return w.text[with_point];
	/* Thousands parted by one mark leave the other for the decimals. */
	return w.nmarks == 0 ? '\0' : w.marks[0] == '.' ? ',' :
	    w.marks[0] == ',' ? '.' : '\0';
}

enum num_fault
num_read(struct str s, bool percent, char decimal, struct buf *out)
{
	struct written w = { .n = 0 };
	enum num_fault fault;
	struct buf digits;
	size_t whole, n;
	bool minus;

	s = trim_blanks(s);
	if (percent && s.n > 0 && s.p[s.n - 1] == '%')
		s = trim_blanks((struct str){ s.p, s.n - 1 });
	minus = skip_minus(&s);
	fault = split_number(s, &w);
	if (fault == NUM_OK)
		fault = find_whole(&w, percent, decimal, &whole);
	if (fault != NUM_OK)
		return fault;
	buf_init(&digits, sizeof(w.text));
	put_digits(&digits, w.text, whole);
	n = digits.n;
	put_digits(&digits, w.text + whole, w.n - whole);
	fault = put_canonical(minus, (struct str){ digits.p, n },
	    (struct str){ digits.p + n, digits.n - n }, out);
	buf_fini(&digits);
	return fault;
}

/* Digits before the point, at least one. */
static int
whole_digits(double v)
{
	double ten = 10;
	int n = 1;

	for (; v >= ten && n < MAX_DIGITS; n++)
		ten *= 10;
	return n;
}

void
num_format_decimal(struct buf *out, double v)
{
	struct str whole, fraction;
	char text[512];
	size_t point = 0;
	int n;

	if (!isfinite(v))
		return;
	/* The C library rounds exactly; its decimal mark may be any. */
	n = snprintf(text, sizeof(text), "%.*f", MAX_DIGITS -
	    whole_digits(fabs(v)), fabs(v));
	while (point < (size_t)n && ascii_is_digit(text[point]))
		point++;
	whole = (struct str){ text, point };
	while (point < (size_t)n && !ascii_is_digit(text[point]))
		point++;
	fraction = (struct str){ text + point, (size_t)n - point };
	/* 9.99999999999999999 rounds to one digit more than was foreseen. */
	put_parts(out, v < 0, whole, fraction);
}
