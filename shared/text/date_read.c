/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading dates as people and tools write them; see date.h. A cell is cut into
 * numbers, words and marks; a date's pattern is looked for from the start, and
 * then nothing but a time of day may follow.
 */
#include "shared/base/buf.h"
#include "shared/base/utf8.h"
#include "shared/text/date.h"

#define MAX_TOKENS 24
#define WORD_BYTES 24

enum kind { T_END, T_NUMBER, T_WORD, T_MARK };

struct token {
	enum kind kind;
	bool gap;              /* blanks stand before it */
	int value;             /* of a number of at most 8 digits */
	int digits;
	char mark;
	char word[WORD_BYTES]; /* folded; "" when it is too long to matter */
};

struct reading {
	struct token t[MAX_TOKENS + 1];
	size_t at;
	int around_year;
};

/* Folded month names: English, German, French, Spanish, Portuguese. */
static const char *const months[12][6] = {
	{ "january", "januar", "janner", "janvier", "enero", "janeiro" },
	{ "february", "februar", "fevrier", "febrero", "fevereiro" },
	{ "march", "marz", "mrz", "mars", "marzo", "marco" },
	{ "april", "avril", "abril" },
	{ "may", "mai", "mayo", "maio" },
	{ "june", "juni", "juin", "junio", "junho" },
	{ "july", "juli", "juillet", "julio", "julho" },
	{ "august", "aout", "agosto" },
	{ "september", "septembre", "septiembre", "setiembre", "setembro" },
	{ "october", "oktober", "octobre", "octubre", "outubro" },
	{ "november", "novembre", "noviembre", "novembro" },
	{ "december", "dezember", "decembre", "diciembre", "dezembro" },
};

/* Words before a number that make a quarter, a week or a half-year. */
static const char *const period_words[] = { "q", "quarter", "quartal", "t",
	"trim", "trimestre", "h", "hj", "s", "sem", "semestre", "kw", "cw",
	"w", "wk", "week", "woche", "semaine", "semana" };
static const char *const of_words[] = { "de", "of", "del" };
static const char *const ordinals[] = { "st", "nd", "rd", "th", "er", "o",
	"a" };
static const char *const at_words[] = { "t", "at", "um", "a", "as" };

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static bool
is_one_of(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

/*
 * 1 to 12 when the word is a month's name or, from three letters on, the start
 * of names of one month only ("jui" could be two); else 0.
 */
static int
month_of(const char *word)
{
	struct str w = str_of(word);
	int found = 0;

	if (w.n < 3)
		return 0;
	for (int m = 0; m < 12; m++) {
		for (size_t i = 0; i < 6 && months[m][i] != NULL; i++) {
			if (str_is(w, months[m][i]))
				return m + 1;
			if (str_starts(str_of(months[m][i]), w)) {
				if (found != 0 && found != m + 1)
					return 0;
				found = m + 1;
			}
		}
	}
	return found;
}

/* Bytes of white space at s. */
static size_t
blank_at(struct str s)
{
	if (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r'))
		return 1;
	if (str_starts(s, STR("\xc2\xa0")))
		return 2;
	return str_starts(s, STR("\xe2\x80\xaf")) ? 3 : 0;
}

static size_t
read_number(struct token *t, struct str s)
{
	size_t i = 0;

	t->kind = T_NUMBER;
	for (; i < s.n && ascii_is_digit(s.p[i]); i++)
		if (i < 8)
			t->value = t->value * 10 + (s.p[i] - '0');
	t->digits = i > 99 ? 99 : (int)i;
	return i;
}

static size_t
read_word(struct token *t, struct str s)
{
	struct buf folded;
	size_t i = 0;

	t->kind = T_WORD;
	while (i < s.n && (ascii_is_alpha(s.p[i]) ||
	    (unsigned char)s.p[i] >= 0x80) &&
	    blank_at((struct str){ s.p + i, s.n - i }) == 0)
		i++;
	buf_init(&folded, WORD_BYTES - 1);
	if (i < WORD_BYTES)
		utf8_fold(&folded, (struct str){ s.p, i });
	if (buf_ok(&folded) && folded.n > 0)
		memcpy(t->word, folded.p, folded.n);
	buf_fini(&folded);
	return i;
}

/* False when there are more tokens than any date has. */
static bool
tokenise(struct reading *r, struct str s)
{
	size_t n = 0, k;
	bool gap = false;

	while (s.n > 0) {
		struct token *t = &r->t[n];

		/* Blanks only part what stands beside them. */
		k = blank_at(s);
		if (k > 0) {
			gap = true;
		} else {
			if (n == MAX_TOKENS)
				return false;
			/* A number, a word, or a mark of one byte. */
			*t = (struct token){ .gap = gap };
			if (ascii_is_digit(s.p[0])) {
				k = read_number(t, s);
			} else if (ascii_is_alpha(s.p[0]) ||
			    (unsigned char)s.p[0] >= 0x80) {
				k = read_word(t, s);
			} else {
				t->kind = T_MARK;
				t->mark = s.p[0];
				k = 1;
			}
			n++;
			gap = false;
		}
		s.p += k;
		s.n -= k;
	}
	r->t[n] = (struct token){ .kind = T_END };
	return true;
}

/* The token i places ahead; the end repeats itself. */
static const struct token *
peek(const struct reading *r, size_t i)
{
	const struct token *t = &r->t[r->at];

	while (i-- > 0 && t->kind != T_END)
		t++;
	return t;
}

static bool
is_number(const struct token *t, int min_digits, int max_digits)
{
	return t->kind == T_NUMBER && t->digits >= min_digits &&
	    t->digits <= max_digits;
}

static bool
is_year(const struct token *t)
{
	return is_number(t, 2, 2) || is_number(t, 4, 4);
}

static bool
is_mark(const struct token *t, const char *marks)
{
	return t->kind == T_MARK && strchr(marks, t->mark) != NULL;
}

static bool
skip_mark(struct reading *r, const char *marks)
{
	if (!is_mark(peek(r, 0), marks))
		return false;
	r->at++;
	return true;
}

static bool
skip_word(struct reading *r, const char *const *list, size_t n)
{
	const struct token *t = peek(r, 0);

	if (t->kind != T_WORD || !is_one_of(t->word, list, n))
		return false;
	r->at++;
	return true;
}

/* The year of the window (80 before to 20 after) that ends in two digits. */
static int
window_year(int two, int around_year)
{
	int last = around_year + 20;

	return last - ((last - two) % 100 + 100) % 100;
}

/* The year that a token of two or four digits stands for. */
static int
year_of(const struct reading *r, const struct token *t,
    struct date_reading *out)
{
	if (t->digits == 4)
		return t->value;
	out->two_digit_year = true;
	return window_year(t->value, r->around_year);
}

/* Notes what is amiss with a day that cannot be. */
static void
impossible(struct date_reading *out, int year, int month, int day)
{
	out->form = DATE_FORM_IMPOSSIBLE;
	out->other_year = out->other_year || date_exists(year, month, day);
	out->leap_1900 = out->leap_1900 || (year == 1900 && month == 2 &&
	    day == 29);
}

static bool
whole(struct date_reading *out, int year, int month, int day)
{
	out->date = date_of(year, month, day);
	out->form = DATE_FORM_WHOLE;
	if (out->date == DATE_NONE)
		impossible(out, year, month, day);
	return true;
}

/* A period ends the cell. */
static bool
period(const struct reading *r, struct date_reading *out)
{
	out->form = DATE_FORM_PERIOD;
	return peek(r, 0)->kind == T_END;
}

/* 20260309, 2026-03-09, 2026-Mar-09; 2026, 2026-03, 2026-Q1 are periods. */
static bool
year_first(struct reading *r, struct date_reading *out)
{
	const struct token *y = peek(r, 0), *sep = peek(r, 1),
	    *m = peek(r, 2), *d = peek(r, 4);
	int month;

	/* 20251231. */
	if (y->digits == 8) {
		r->at++;
		return whole(out, y->value / 10000, y->value / 100 % 100,
		    y->value % 100);
	}
	/* 2025-12-31, or with the month as a word. */
	if (is_mark(sep, "-/.") && is_mark(peek(r, 3), "-/.") &&
	    peek(r, 3)->mark == sep->mark && is_number(d, 1, 2)) {
		month = m->kind == T_WORD ? month_of(m->word) : m->value;
		if (!is_number(m, 1, 2) && (m->kind != T_WORD || month == 0))
			return false;
		r->at += 5;
		return whole(out, y->value, month, d->value);
	}
	/* 2025, 2025-12, 2025 Q3: a period. */
	r->at++;
	if (peek(r, 0)->kind == T_END)
		return period(r, out);
	(void)skip_mark(r, "-/.");
	if (is_number(peek(r, 0), 1, 2) && sep->kind == T_MARK) {
		r->at++;
		return period(r, out);
	}
	if (!skip_word(r, period_words, COUNT(period_words)) ||
	    !is_number(peek(r, 0), 1, 2))
		return false;
	r->at++;
	return period(r, out);
}

/* 22/06/2016, 13.03.21: which is the day is for the column to say. */
static bool
parts(struct reading *r, struct date_reading *out)
{
	const struct token *a = peek(r, 0), *b = peek(r, 2), *y = peek(r, 4);
	char sep = peek(r, 1)->mark;

	*out = (struct date_reading){ .form = DATE_FORM_PARTS,
		.date = DATE_NONE, .a = a->value, .b = b->value };
	out->year = year_of(r, y, out);
	/* 26-03-09 may be year first, which only an order given can say. */
	if (a->digits == 2 && y->digits == 2 && sep != '.') {
		out->a_year = window_year(a->value, r->around_year);
		out->last = y->value;
	}
	if (date_resolve(out, DATE_DMY) == DATE_NONE &&
	    date_resolve(out, DATE_MDY) == DATE_NONE &&
	    date_resolve(out, DATE_YMD) == DATE_NONE) {
		impossible(out, out->year, out->b, out->a);
		impossible(out, out->year, out->a, out->b);
	}
	r->at += 5;
	return true;
}

/* 22/06/2016; 12. April 2026, 15-Aug-2023, 1 de mayo de 2026; 03/2026. */
static bool
number_first(struct reading *r, struct date_reading *out)
{
	const struct token *a = peek(r, 0), *sep = peek(r, 1),
	    *b = peek(r, 2), *y;
	int month;

	if (is_mark(sep, "-/.") && is_number(b, 1, 2) &&
	    is_mark(peek(r, 3), "-/.") && peek(r, 3)->mark == sep->mark &&
	    is_year(peek(r, 4)))
		return parts(r, out);
	/* 12/2025: a month. */
	r->at++;
	if (is_mark(sep, "-/.") && is_number(b, 4, 4)) {
		r->at += 2;
		return period(r, out);
	}
	/* "31st of December": what may stand between. */
	if (!peek(r, 0)->gap)
		(void)skip_word(r, ordinals, COUNT(ordinals));
	(void)skip_mark(r, "-/.,");
	(void)skip_word(r, of_words, COUNT(of_words));
	if (peek(r, 0)->kind != T_WORD)
		return false;
	/* A month, or behind its number a quarter or half year. */
	month = month_of(peek(r, 0)->word);
	if (month == 0 && skip_word(r, period_words, COUNT(period_words))) {
		(void)skip_mark(r, "-/");
		if (!is_year(peek(r, 0)))
			return false;
		r->at++;
		return period(r, out);
	}
	if (month == 0)
		return false;
	r->at++;
	/* The year, behind marks and "of". */
	(void)skip_mark(r, ".");
	(void)skip_mark(r, "-/,");
	(void)skip_word(r, of_words, COUNT(of_words));
	y = peek(r, 0);
	if (!is_year(y))
		return false;
	r->at++;
	return whole(out, year_of(r, y, out), month, a->value);
}

/* April 12, 2026; March 2026 and Mar-26 are periods; Q1 2026, KW 12/2026. */
static bool
word_first(struct reading *r, struct date_reading *out)
{
	int month = month_of(peek(r, 0)->word);
	const struct token *d;

	/* "Q3 2025": a period. */
	if (month == 0) {
		if (!skip_word(r, period_words, COUNT(period_words)) ||
		    !is_number(peek(r, 0), 1, 2))
			return false;
		r->at++;
		(void)skip_mark(r, "-/.,");
		if (!is_year(peek(r, 0)))
			return false;
		r->at++;
		return period(r, out);
	}
	r->at++;
	/* A month: the day or the year comes next. */
	(void)skip_mark(r, ".");
	(void)skip_mark(r, "-/,");
	(void)skip_word(r, of_words, COUNT(of_words));
	d = peek(r, 0);
	if (!is_year(d) && !is_number(d, 1, 2))
		return false;
	r->at++;
	/* "December 2025": a month. */
	if (peek(r, 0)->kind == T_END)
		return is_year(d) && period(r, out);
	if (!is_number(d, 1, 2))
		return false;
	/* "December 31st, 2025". */
	if (!peek(r, 0)->gap)
		(void)skip_word(r, ordinals, COUNT(ordinals));
	(void)skip_mark(r, "-/,");
	if (!is_number(peek(r, 0), 4, 4))
		return false;
	r->at++;
	return whole(out, r->t[r->at - 1].value, month, d->value);
}

/* AM, pm, a.m.; 0 when there is none. */
static char
half_day(struct reading *r)
{
	const struct token *t = peek(r, 0);
	char c = t->word[0];

	if (t->kind != T_WORD || (c != 'a' && c != 'p'))
		return 0;
	if (strcmp(t->word + 1, "m") == 0) {
		r->at++;
		return c;
	}
	if (t->word[1] != '\0' || !is_mark(peek(r, 1), ".") ||
	    strcmp(peek(r, 2)->word, "m") != 0)
		return 0;
	r->at += 3;
	(void)skip_mark(r, ".");
	return c;
}

/* Z, UTC, +0100, +01:00, CET, Uhr; true also when there is none. */
static bool
skip_zone(struct reading *r)
{
	const struct token *t = peek(r, 0);

	if (t->kind == T_WORD) {
		if (t->word[0] == '\0' || strlen(t->word) > 5)
			return false;
		r->at++;
	}
	if (!skip_mark(r, "+-"))
		return true;
	if (!is_number(peek(r, 0), 2, 2) && !is_number(peek(r, 0), 4, 4))
		return false;
	r->at++;
	if (skip_mark(r, ":")) {
		if (!is_number(peek(r, 0), 2, 2))
			return false;
		r->at++;
	}
	return true;
}

/* A time of day up to the end of the cell. */
static bool
skip_time(struct reading *r)
{
	static const char *const hour_word[] = { "h" };
	const struct token *h, *m;
	int seconds = 0;
	bool led;
	char half;

	/* Behind the date a comma or "at", else a space. */
	led = skip_mark(r, ",");
	led = skip_word(r, at_words, COUNT(at_words)) || led;
	/* The hour, and the minute. */
	h = peek(r, 0);
	if (!is_number(h, 1, 2) || (!led && !h->gap))
		return false;
	r->at++;
	if (!skip_mark(r, ":.") && !skip_word(r, hour_word, 1))
		return false;
	m = peek(r, 0);
	if (!is_number(m, 2, 2))
		return false;
	r->at++;
	/* Seconds may follow, and a fraction of them. */
	if (skip_mark(r, ":.")) {
		if (!is_number(peek(r, 0), 2, 2))
			return false;
		seconds = peek(r, 0)->value;
		r->at++;
		if (skip_mark(r, ".,")) {
			if (peek(r, 0)->kind != T_NUMBER)
				return false;
			r->at++;
		}
	}
	/* "am" or "pm", and whether there is such a time. */
	half = half_day(r);
	if (h->value > 24 || m->value > 59 || seconds > 60 ||
	    (h->value == 24 && (m->value > 0 || seconds > 0)) ||
	    (half != 0 && (h->value < 1 || h->value > 12)))
		return false;
	return skip_zone(r) && peek(r, 0)->kind == T_END;
}

static bool
read_tokens(struct reading *r, struct date_reading *out)
{
	const struct token *t = peek(r, 0);
	bool ok = false;

	if (is_number(t, 4, 4) || is_number(t, 8, 8))
		ok = year_first(r, out);
	else if (is_number(t, 1, 2))
		ok = number_first(r, out);
	else if (t->kind == T_WORD)
		ok = word_first(r, out);
	if (!ok || peek(r, 0)->kind == T_END)
		return ok;
	out->has_time = true;
	return skip_time(r);
}

/* 12026-03-09, 9.3.20266: a year of too many digits, and nothing behind it. */
static bool
has_far_year(const struct reading *r)
{
	const struct token *t = r->t;
	const bool year_first = is_number(&t[0], 5, 8);
	const struct token *y = &t[year_first ? 0 : 4],
	    *d = &t[year_first ? 4 : 0], *m = &t[2];

	for (size_t i = 0; i < 5; i++)
		if (t[i].kind == T_END)
			return false;
	return t[5].kind == T_END && is_mark(&t[1], "-/.") &&
	    is_mark(&t[3], "-/.") && t[1].mark == t[3].mark &&
	    is_number(y, 5, 8) && is_number(m, 1, 2) && is_number(d, 1, 2) &&
	    (date_exists(y->value, m->value, d->value) ||
	    (!year_first && date_exists(y->value, d->value, m->value)));
}

struct date_reading
date_read(struct str s, int32_t around)
{
	struct date_reading none = { .form = DATE_FORM_NOT_A_DATE,
		.date = DATE_NONE };
	struct date_reading out = none;
	struct reading r = { .at = 0 };
	int month, day;

	if (date_parse_iso(s, &out.date)) {
		out.form = DATE_FORM_WHOLE;
		return out;
	}
	date_split(around == DATE_NONE ? 0 : around, &r.around_year, &month,
	    &day);
	/* A date with its time and zone is short; prose is not looked at. */
	if (s.n > 100 || utf8_valid(s) != s.n || !tokenise(&r, s))
		return none;
	if (!read_tokens(&r, &out)) {
		none.other_year = has_far_year(&r);
		return none;
	}
	if (out.form != DATE_FORM_WHOLE)
		out.date = DATE_NONE;
	return out;
}

int32_t
date_resolve(const struct date_reading *r, enum date_order order)
{
	if (r->form != DATE_FORM_PARTS)
		return DATE_NONE;
	switch (order) {
	case DATE_DMY:
		return date_of(r->year, r->b, r->a);
	case DATE_MDY:
		return date_of(r->year, r->a, r->b);
	case DATE_YMD:
		return r->a_year == 0 ? DATE_NONE :
		    date_of(r->a_year, r->b, r->last);
	case DATE_ORDER_UNKNOWN:
		break;
	}
	return DATE_NONE;
}
