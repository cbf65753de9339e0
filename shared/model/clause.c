/* SPDX-License-Identifier: Apache-2.0 */
/* Clause numbers as people write them; see standard.h. */
#include "shared/base/num.h"
#include "shared/model/standard.h"

/* "8.5" is a beginning of "8.5" and "8.5.1", not of "8.51". */
static bool
is_above(struct str above, struct str number)
{
	return str_starts(number, above) &&
	    (number.n == above.n || number.p[above.n] == '.');
}

/* "4-10": two chapters. */
static bool
chapters(struct str s, uint64_t *from, uint64_t *to)
{
	size_t dash = str_find(s, '-', 0);

	return dash < s.n && num_parse_u64(str_trim((struct str){ s.p,
	    dash }), 99, from) && num_parse_u64(str_trim((struct str){
	    s.p + dash + 1, s.n - dash - 1 }), 99, to) && *from <= *to;
}

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
	uint64_t from, to, chapter;

	written = plain(written);
	if (str_is(written, "all"))
		return true;
	if (chapters(written, &from, &to))
		return num_parse_u64((struct str){ number.p,
		    str_find(number, '.', 0) }, 99, &chapter) &&
		    chapter >= from && chapter <= to;
	return written.n > 0 && is_above(written, number);
}

bool
clause_is_known(const struct standard *s, struct str written)
{
	uint64_t from, to;

	written = plain(written);
	if (str_is(written, "all") || chapters(written, &from, &to))
		return true;
	return standard_clause(s, written) != -1;
}
