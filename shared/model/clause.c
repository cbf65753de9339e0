/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Written clauses: "8.5", "8.5.*", "4-10", "all". Clause numbers nest by their
 * parts, so "8" holds "8.1" and not "81".
 */
#include "shared/base/num.h"
#include "shared/model/standard.h"

#define MAX_CHAPTER 999

static bool
is_all(struct str s)
{
	return s.n == 3 && ascii_lower(s.p[0]) == 'a' &&
	    ascii_lower(s.p[1]) == 'l' && ascii_lower(s.p[2]) == 'l';
}

/* "4-10", also with blanks and the dash that word processors make of it. */
static bool
parse_range(struct str s, uint64_t *from, uint64_t *to)
{
	static const struct str dashes[] = { { "-", 1 },
		{ "\xe2\x80\x93", 3 } };
	struct str first, rest;
	size_t at = 0;

	while (at < s.n && (ascii_is_digit(s.p[at]) || s.p[at] == ' '))
		at++;
	first = str_trim((struct str){ s.p, at });
	rest = (struct str){ s.p + at, s.n - at };
	for (size_t i = 0; i < 2; i++) {
		size_t n = dashes[i].n;

		if (str_starts(rest, dashes[i]) &&
		    num_parse_u64(first, MAX_CHAPTER, from) &&
		    num_parse_u64(str_trim((struct str){ rest.p + n,
		    rest.n - n }), MAX_CHAPTER, to))
			return *from <= *to;
	}
	return false;
}

/* "8.5.*" and "8.5." say the same as "8.5". */
static struct str
plain(struct str s)
{
	s = str_trim(s);
	if (str_ends(s, STR(".*")))
		s.n -= 2;
	while (s.n > 0 && s.p[s.n - 1] == '.')
		s.n--;
	return s;
}

bool
clause_covers(struct str written, struct str number)
{
	struct str s = plain(written);
	uint64_t from, to, chapter;

	if (s.n == 0 || number.n == 0)
		return false;
	if (is_all(s))
		return true;
	if (parse_range(s, &from, &to))
		return num_parse_u64((struct str){ number.p,
		    str_find(number, '.', 0) }, MAX_CHAPTER, &chapter) &&
		    chapter >= from && chapter <= to;
	return s.n > 0 && str_starts(number, s) &&
	    (number.n == s.n || number.p[s.n] == '.');
}

/* A chapter: a clause without a dot. */
static bool
has_chapter(const struct standard *s, uint64_t chapter)
{
	uint64_t v;

	for (size_t i = 0; i < s->nclauses; i++)
		if (num_parse_u64(str_of(s->clause[i].number), MAX_CHAPTER,
		    &v) && v == chapter)
			return true;
	return false;
}

bool
clause_is_known(const struct standard *s, struct str written)
{
	struct str w = plain(written);
	uint64_t from, to;

	if (is_all(w))
		return true;
	if (parse_range(w, &from, &to))
		return has_chapter(s, from) && has_chapter(s, to);
	return standard_clause(s, w) >= 0;
}

int
standard_clause(const struct standard *s, struct str number)
{
	for (size_t i = 0; i < s->nclauses; i++)
		if (str_is(number, s->clause[i].number))
			return (int)i;
	return -1;
}
