/* SPDX-License-Identifier: Apache-2.0 */
/* Items of what is written; see item.h. */
#include "shared/model/clause/item.h"

#include <stdio.h>

#include "shared/base/num.h"

#define MOST_LETTER_NUMBER 99

static const struct token *
token(const struct item_reading *r, size_t i)
{
	return &r->x->t[i < r->x->n ? i : r->x->n];
}

static bool
is(const struct item_reading *r, size_t i, enum token_kind k)
{
	return token(r, i)->kind == k;
}

static size_t
word(const struct item_reading *r, enum writing_words kind, size_t i)
{
	return i < r->x->n ? phrases_word(r->phrases, kind, r->x, i) : i;
}

static bool
is_whole(const struct item_reading *r, size_t i, uint64_t most)
{
	uint64_t v;

	return is(r, i, TOKEN_NUMBER) &&
	    num_parse_u64(token(r, i)->text, most, &v);
}

/* Behind a word between two items; one of one letter asks for a number. */
static size_t
and_at(const struct item_reading *r, size_t i)
{
	size_t at = word(r, WRITING_AND, i), next = at + is(r, at, TOKEN_DOT);

	if (at == i)
		return i;
	if (token(r, i)->text.n > 1)
		return at;
	return is(r, next, TOKEN_NUMBER) ? next : i;
}

/* Behind a separator at i, else i. */
static size_t
separator(const struct item_reading *r, size_t i)
{
	switch (token(r, i)->kind) {
	case TOKEN_COMMA:
	case TOKEN_SLASH:
	case TOKEN_PLUS:
	case TOKEN_BULLET:
		return i + 1;
	default:
		return and_at(r, i);
	}
}

bool
item_skip(struct item_reading *r)
{
	size_t from;

	do {
		from = r->at;
		r->at = separator(r, from);
		/* "- 8.5.1", "* 8.5.1": signs of a list. */
		if ((is(r, r->at, TOKEN_DASH) || is(r, r->at, TOKEN_STAR)) &&
		    token(r, r->at + 1)->blank)
			r->at++;
	} while (r->at > from);
	return r->at < r->x->n;
}

static bool
ends(const struct item_reading *r, size_t i)
{
	return i >= r->x->n || separator(r, i) > i;
}

/* ---- numbers and letters ---- */

static bool
is_known(const struct item_reading *r, struct str number)
{
	return standard_clause(r->phrases->std, number) >= 0;
}

/* Behind a number, also one with blanks at its dots; `out` gets it. */
static size_t
number_at(const struct item_reading *r, size_t i, char out[ITEM_NUMBER_MAX])
{
	char longer[ITEM_NUMBER_MAX];
	int n;

	if (!is(r, i, TOKEN_NUMBER) || token(r, i)->text.n >= ITEM_NUMBER_MAX)
		return i;
	snprintf(out, ITEM_NUMBER_MAX, "%.*s", STR_ARG(token(r, i)->text));
	for (i++; is(r, i, TOKEN_DOT) && is(r, i + 1, TOKEN_NUMBER); i += 2) {
		n = snprintf(longer, sizeof(longer), "%s.%.*s", out,
		    STR_ARG(token(r, i + 1)->text));
		if (n < 0 || n >= ITEM_NUMBER_MAX ||
		    !is_known(r, str_of(longer)))
			break;
		memcpy(out, longer, sizeof(longer));
	}
	return i;
}

/* A letter, or a small number as lawyers write them: "a", "iv". */
static bool
is_letter(const struct item_reading *r, size_t i)
{
	struct str s = token(r, i)->text;

	if (!is(r, i, TOKEN_WORD) || s.n == 0 || s.n > 4)
		return false;
	if (s.n == 1)
		return ascii_is_alpha(s.p[0]);
	for (size_t k = 0; k < s.n; k++)
		if (s.p[k] != 'i' && s.p[k] != 'v' && s.p[k] != 'x')
			return false;
	return true;
}

/* Behind one letter or number of a part: "a", "a)", "(b)", "lit. a". */
static size_t
letter_at(const struct item_reading *r, size_t i, bool number, bool open)
{
	size_t at = word(r, WRITING_LETTER, i);

	/* A word for it makes a number one of a part. */
	if (at > i && (is_letter(r, at + is(r, at, TOKEN_DOT)) ||
	    is(r, at + is(r, at, TOKEN_DOT), TOKEN_NUMBER) ||
	    is(r, at + is(r, at, TOKEN_DOT), TOKEN_OPEN))) {
		number = true;
		at += is(r, at, TOKEN_DOT);
	} else {
		at = i;
	}
	/* In parentheses. */
	if (is(r, at, TOKEN_OPEN) && is(r, at + 2, TOKEN_CLOSE) &&
	    (is_letter(r, at + 1) || is_whole(r, at + 1, MOST_LETTER_NUMBER)))
		return at + 3;
	/* Or by itself, with what ends it. */
	if (is_letter(r, at) ? !is(r, at + 1, TOKEN_NUMBER) &&
	    and_at(r, at) == at : number &&
	    is_whole(r, at, MOST_LETTER_NUMBER)) {
		at++;
		if (is(r, at, TOKEN_CLOSE) && (!open || is(r, at + 1,
		    TOKEN_CLOSE)))
			at++;
		else if (is(r, at, TOKEN_DOT) && !is(r, at + 1, TOKEN_NUMBER))
			at++;
		return at;
	}
	return i;
}

/* Behind all letters that stand behind a number at i. */
static size_t
letters_at(const struct item_reading *r, size_t i, bool open, size_t *from)
{
	size_t at = i, next;

	/* "8.5.1.a", "8.5.1-a" */
	if ((is(r, at, TOKEN_DOT) || is(r, at, TOKEN_DASH)) &&
	    !token(r, at + 1)->blank && is_letter(r, at + 1))
		at++;
	*from = at;
	while ((next = letter_at(r, at, at > *from, open)) > at) {
		at = next;
		/* "a-c" */
		if (is(r, at, TOKEN_DASH) && letter_at(r, at + 1, false,
		    open) > at + 1)
			at++;
	}
	return at > *from ? at : i;
}

/* Behind "ff.", ".*", "." and the like, which say nothing more. */
static size_t
below_at(const struct item_reading *r, size_t i)
{
	size_t at = i + is(r, i, TOKEN_DOT), next = word(r, WRITING_BELOW, at);

	if (next > at)
		return next + is(r, next, TOKEN_DOT);
	if (is(r, at, TOKEN_STAR))
		return at + 1;
	return at;
}

/* ---- standards ---- */

/* Behind standards in a row: "ISO 9001/20000-1", "ISO 9001 and 20000-1". */
static size_t
names_at(const struct item_reading *r, size_t i, struct item_names *names)
{
	size_t at = i, next = i;

	while (names->n < ITEM_NAMES_MAX && next < r->x->n) {
		struct name_found *f = &names->name[names->n];
		size_t end = phrases_standard(r->phrases, r->x, next, f);

		if (end == next)
			break;
		names->n++;
		at = end;
		next = separator(r, at);
		if (next == at)
			break;
	}
	return at;
}

static bool
has_own(const struct item_names *n)
{
	for (size_t i = 0; i < n->n; i++)
		if (n->name[i].own)
			return true;
	return n->n == 0;
}

/* Behind what stands between a standard and a number: ":", "clause", "of". */
static size_t
lead_at(const struct item_reading *r, size_t i, bool named)
{
	for (size_t at = i;; i = at) {
		at = word(r, WRITING_CLAUSE, i);
		if (at == i)
			at = word(r, WRITING_OF, i);
		if (at > i && is(r, at, TOKEN_DOT))
			at++;
		if (at == i && (is(r, i, TOKEN_COLON) || (named &&
		    (is(r, i, TOKEN_DASH) || is(r, i, TOKEN_COMMA) ||
		    is(r, i, TOKEN_DOT)))))
			at++;
		if (at == i)
			return i;
	}
}

/* An edition that the standard knows: its own, or an earlier one. */
static bool
is_edition(const struct item_reading *r, size_t i)
{
	const struct writing *w = &r->phrases->std->writing;
	struct str year = token(r, i)->text;

	if (!is(r, i, TOKEN_NUMBER) || year.n != 4)
		return false;
	if (str_is(year, r->phrases->std->edition))
		return true;
	for (size_t k = 0; k < w->nearlier; k++)
		if (str_is(year, w->earlier[k].edition))
			return true;
	return false;
}

/* Behind "2011", "2011 edition" or "edition 2011", else i. */
static size_t
edition_at(const struct item_reading *r, size_t i, struct str *year)
{
	size_t at = word(r, WRITING_EDITION, i);

	at += at > i && is(r, at, TOKEN_DOT);
	if (!is_edition(r, at))
		return i;
	*year = token(r, at)->text;
	at = word(r, WRITING_EDITION, at + 1);
	return at + (is(r, at, TOKEN_DOT) && at > i + 1);
}

/* ---- items ---- */

/* "(2011)", "(2011 edition: 8.1)": behind it, else i. */
static size_t
remark_at(const struct item_reading *r, size_t i, struct item *it)
{
	size_t at = edition_at(r, i + 1, &it->edition), from;
	char number[ITEM_NUMBER_MAX];

	if (at == i + 1)
		return i;
	from = lead_at(r, at, true);
	if (is(r, from, TOKEN_NUMBER)) {
		at = number_at(r, from, number);
		it->there = token(r, from)->text;
		it->letters_to = letters_at(r, at, true, &it->letters_from);
		at = it->letters_to > at ? it->letters_to : at;
	}
	return is(r, at, TOKEN_CLOSE) ? at + 1 : i;
}

/* What may follow a clause: standards, editions, its title. Behind it. */
static size_t
trail_at(const struct item_reading *r, size_t i, struct item *it)
{
	size_t at = lead_at(r, i, true), next, inner;
	int clause;

	if (is(r, at, TOKEN_OPEN)) {
		next = remark_at(r, at, it);
		if (next > at)
			return next;
		inner = names_at(r, lead_at(r, at + 1, true), &it->names);
		if (is(r, inner, TOKEN_CLOSE) && it->names.n > 0)
			return inner + 1;
		/* Its title, in parentheses. */
		inner = at + 1;
		next = phrases_title(r->phrases, r->x, inner, &clause);
		return next > inner && is(r, next, TOKEN_CLOSE) &&
		    phrases_is_title(r->phrases, r->x, inner, next,
		    standard_clause(r->phrases->std, str_of(it->number))) ?
		    next + 1 : i;
	}
	if (it->names.n < ITEM_NAMES_MAX) {
		next = phrases_standard(r->phrases, r->x, at,
		    &it->names.name[it->names.n]);
		if (next > at) {
			it->names.n++;
			return next;
		}
	}
	next = edition_at(r, at, &it->edition);
	if (next > at)
		return next;
	next = phrases_title(r->phrases, r->x, at, &clause);
	return next > at && phrases_is_title(r->phrases, r->x, at, next,
	    standard_clause(r->phrases->std, str_of(it->number))) ? next : i;
}

/* Behind a number with its letters, and perhaps a second that ends a range. */
static size_t
numbers_at(const struct item_reading *r, size_t i, bool open, struct item *it)
{
	size_t at = number_at(r, i, it->number), next, to;

	it->kind = ITEM_NUMBER;
	/* A range. */
	to = is(r, below_at(r, at), TOKEN_DASH) ? below_at(r, at) + 1 :
	    word(r, WRITING_TO, at);
	if (to > at) {
		to = lead_at(r, to, false);
		next = number_at(r, to, it->last);
		if (next > to) {
			it->kind = ITEM_RANGE;
			return below_at(r, next);
		}
	}
	/* Or what lies below, or letters. */
	next = below_at(r, at);
	if (next > at + 1 && !is(r, next, TOKEN_CLOSE))
		return next;
	next = letters_at(r, at, open, &it->letters_from);
	if (next > at) {
		it->letters_to = next;
		return next;
	}
	return below_at(r, at);
}

/* A clause of this standard from i on: behind it, or i. */
static size_t
clause_at(const struct item_reading *r, size_t i, bool open, struct item *it)
{
	size_t at = word(r, WRITING_ALL, i), next;

	it->from = i;
	if (at > i) {
		it->kind = ITEM_ALL;
		it->to = at;
		return at;
	}
	if (is(r, i, TOKEN_NUMBER)) {
		it->to = numbers_at(r, i, open, it);
		return it->to;
	}
	/* A title, perhaps with its number behind it. */
	at = phrases_title(r->phrases, r->x, i, &it->clause);
	if (at == i)
		return i;
	it->kind = ITEM_TITLE;
	it->to = at;
	if (ends(r, at))
		return at;
	next = lead_at(r, at + is(r, at, TOKEN_OPEN), true);
	if (!is(r, next, TOKEN_NUMBER))
		return at;
	it->from = next;
	it->to = numbers_at(r, next, is(r, at, TOKEN_OPEN), it);
	if (it->kind != ITEM_NUMBER || !phrases_is_title(r->phrases, r->x, i,
	    at, standard_clause(r->phrases->std, str_of(it->number))) ||
	    (is(r, at, TOKEN_OPEN) && !is(r, it->to, TOKEN_CLOSE)))
		return i;
	return it->to + is(r, at, TOKEN_OPEN);
}

size_t
item_rest(const struct item_reading *r, size_t i)
{
	size_t depth = 0;

	for (; i < r->x->n && (depth > 0 || separator(r, i) == i); i++) {
		depth += is(r, i, TOKEN_OPEN);
		depth -= is(r, i, TOKEN_CLOSE) && depth > 0;
	}
	return i;
}

/* Is a standard named between two tokens? */
static bool
names_any(const struct item_reading *r, size_t i, size_t end)
{
	struct name_found f;

	for (; i < end; i++)
		if (phrases_standard(r->phrases, r->x, i, &f) > i)
			return true;
	return false;
}

/* An item without what surrounds it; behind it, or i. */
static size_t
bare_at(const struct item_reading *r, size_t i, bool open, struct item *it)
{
	size_t at = names_at(r, i, &it->names), next, lead, end;

	/* Names hold on behind a comma. */
	if (at == i && !names_any(r, i, item_rest(r, i)))
		it->names = r->names;
	/* Of another standard nothing more is known. */
	if (it->names.n > 0 && !has_own(&it->names)) {
		while (is(r, at, TOKEN_COLON) || is(r, at, TOKEN_COMMA) ||
		    is(r, at, TOKEN_DASH))
			at++;
		end = item_rest(r, at);
		it->kind = end > at ? ITEM_REST : ITEM_ALONE;
		it->from = at;
		it->to = end;
		return end;
	}
	/* Of this one an edition and a clause. */
	lead = lead_at(r, at, at > i);
	if (at == i && lead == at)
		lead = edition_at(r, at, &it->edition);
	lead = lead_at(r, lead, lead > i);
	if (ends(r, lead) && at > i) {
		it->kind = ITEM_ALONE;
		return lead;
	}
	next = clause_at(r, lead, open, it);
	if (next == lead)
		return i;
	/* Behind it its title, then its standard or edition. */
	for (int k = 0; k < 2 && !ends(r, next) && !is(r, next, TOKEN_CLOSE);
	    k++) {
		bool is_named = it->names.n > 0 || it->edition.n > 0;

		next = trail_at(r, next, it);
		if (!is_named && (it->names.n > 0 || it->edition.n > 0))
			break;
	}
	return next;
}

/* Numbers that may be one clause with commas, a date or a fraction: "8,5". */
static size_t
run_at(const struct item_reading *r, size_t i, bool *is_list)
{
	size_t at = i;

	*is_list = true;
	while (is(r, at, TOKEN_NUMBER) && (is(r, at + 1, TOKEN_COMMA) ||
	    is(r, at + 1, TOKEN_SLASH)) && is(r, at + 2, TOKEN_NUMBER) &&
	    !token(r, at + 1)->blank && !token(r, at + 2)->blank) {
		char one[2 * ITEM_NUMBER_MAX];

		snprintf(one, sizeof(one), "%.*s.%.*s", STR_ARG(token(r,
		    at)->text), STR_ARG(token(r, at + 2)->text));
		*is_list = *is_list && !is_known(r, str_of(one)) &&
		    is_known(r, token(r, at)->text) &&
		    is_known(r, token(r, at + 2)->text);
		at += 2;
	}
	return at > i ? at + 1 : i;
}

/* A letter alone belongs to the number before it. */
static bool
next_letters(struct item_reading *r, struct item *it)
{
	size_t end = r->number[0] == '\0' ? r->at : letters_at(r, r->at, false,
	    &it->letters_from);

	if (end == r->at || !ends(r, end))
		return false;
	it->kind = ITEM_NUMBER;
	it->names = r->names;
	memcpy(it->number, r->number, sizeof(it->number));
	it->from = it->letters_from;
	it->to = it->letters_to = end;
	r->at = end;
	return true;
}

bool
item_next(struct item_reading *r, struct item *it)
{
	struct name_found f;
	bool open = is(r, r->at, TOKEN_OPEN), is_list = true;
	size_t end, behind, run;

	*it = (struct item){ .clause = TITLE_NONE };
	if (next_letters(r, it))
		return true;
	/* What is ambiguous as a whole. */
	run = run_at(r, r->at, &is_list);
	if (!is_list && phrases_standard(r->phrases, r->x, r->at, &f) ==
	    r->at) {
		r->at = item_rest(r, run);
		return false;
	}
	/* An item, perhaps in parentheses. */
	end = bare_at(r, r->at + open, open, it);
	behind = end + (open && end > r->at + open && is(r, end, TOKEN_CLOSE));
	if (end == r->at + open || (open && behind == end) ||
	    !(ends(r, behind) || (is(r, behind, TOKEN_NUMBER) &&
	    it->kind == ITEM_NUMBER && it->letters_to == 0 && it->names.n == 0 &&
	    memchr(it->number, '.', strlen(it->number)) != NULL &&
	    is_known(r, token(r, behind)->text)))) {
		/* Names in a row stay together. */
		it->names.n = 0;
		end = names_at(r, r->at, &it->names);
		r->number[0] = '\0';
		r->at = item_rest(r, end);
		return false;
	}
	/* What holds for those behind it. */
	memcpy(r->number, it->kind == ITEM_NUMBER ? it->number : "",
	    it->kind == ITEM_NUMBER ? sizeof(r->number) : 1);
	if (it->names.n > 0)
		r->names = it->names;
	r->at = behind;
	return true;
}
