/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Written clauses as they are kept: "8.5", "8.5.1 a)", "8.5.*", "8.2-8.4",
 * "all". Clause numbers nest by their parts, so "8" holds "8.1" and not "81".
 * What people write otherwise is read in clause/reader.h.
 */
#include "shared/base/num.h"
#include "shared/model/standard.h"

#define MAX_PART 999

static bool
is_all(struct str s)
{
	return s.n == 3 && ascii_lower(s.p[0]) == 'a' &&
	    ascii_lower(s.p[1]) == 'l' && ascii_lower(s.p[2]) == 'l';
}

/* Takes a number off the front, "8.5." and "8.5.*" as "8.5"; n = 0: none. */
static struct str
take_number(struct str *s)
{
	struct str number;
	size_t at = 0;

	*s = str_trim(*s);
	while (at < s->n && (ascii_is_digit(s->p[at]) || s->p[at] == '.'))
		at++;
	number = (struct str){ s->p, at };
	*s = (struct str){ s->p + at, s->n - at };
	if (s->n > 0 && s->p[0] == '*' && str_ends(number, STR(".")))
		*s = (struct str){ s->p + 1, s->n - 1 };
	while (number.n > 0 && number.p[number.n - 1] == '.')
		number.n--;
	return number;
}

/* Takes a dash off the front, also the one that word processors make of it. */
static bool
take_dash(struct str *s)
{
	static const struct str dashes[] = { { "-", 1 },
		{ "\xe2\x80\x93", 3 } };
	struct str t = str_trim(*s);

	for (size_t i = 0; i < 2; i++)
		if (str_starts(t, dashes[i])) {
			*s = (struct str){ t.p + dashes[i].n,
				t.n - dashes[i].n };
			return true;
		}
	return false;
}

/* A kept clause: one number, or the first and the last of a range. */
static bool
parse(struct str s, struct str *from, struct str *to)
{
	*from = *to = take_number(&s);
	if (from->n == 0)
		return false;
	if (!take_dash(&s))
		/* Letters stand behind a blank. */
		return s.n == 0 || s.p[0] == ' ';
	*to = take_number(&s);
	return to->n > 0 && str_trim(s).n == 0;
}

/* The clause itself, or one above it. */
static bool
is_above(struct str above, struct str number)
{
	return str_starts(number, above) &&
	    (number.n == above.n || number.p[above.n] == '.');
}

/* In the order of the standard: less than, equal to or greater than 0. */
static int
order(struct str a, struct str b)
{
	struct str x, y;
	uint64_t v, w;

	while (a.n > 0 && b.n > 0) {
		if (!str_next(&a, '.', &x) || !str_next(&b, '.', &y) ||
		    !num_parse_u64(x, MAX_PART, &v) ||
		    !num_parse_u64(y, MAX_PART, &w))
			return 0;
		if (v != w)
			return v < w ? -1 : 1;
	}
	return (a.n > 0) - (b.n > 0);
}

bool
clause_covers(struct str written, struct str number)
{
	struct str s = str_trim(written), from, to;

	if (s.n == 0 || number.n == 0)
		return false;
	if (is_all(s))
		return true;
	if (!parse(s, &from, &to))
		return false;
	if (from.p == to.p)
		return is_above(from, number);
	return order(from, to) <= 0 && order(from, number) <= 0 &&
	    (order(number, to) <= 0 || is_above(to, number));
}

bool
clause_is_known(const struct standard *s, struct str written)
{
	struct str w = str_trim(written), from, to;

	if (is_all(w))
		return true;
	return parse(w, &from, &to) && standard_clause(s, from) >= 0 &&
	    standard_clause(s, to) >= 0 && (from.p == to.p ||
	    order(from, to) < 0);
}

enum clause_standing
clause_standing(struct str kept)
{
	struct str from, to;

	if (is_all(kept) || parse(kept, &from, &to))
		return CLAUSE_STANDS;
	return str_starts(kept, STR(CLAUSE_NOT_KNOWN)) ?
	    CLAUSE_STANDS_NOWHERE : CLAUSE_STANDS_ELSEWHERE;
}

int
standard_clause(const struct standard *s, struct str number)
{
	for (size_t i = 0; i < s->nclauses; i++)
		if (str_is(number, s->clause[i].number))
			return (int)i;
	return -1;
}
