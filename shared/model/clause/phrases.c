/* SPDX-License-Identifier: Apache-2.0 */
/* Words, names and titles in a text; see phrases.h. */
#include "shared/model/clause/phrases.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/base/num.h"

/* Signs that a title may have between its words, and texts leave out. */
static bool
is_filler(enum token_kind k)
{
	return k == TOKEN_DASH || k == TOKEN_COMMA || k == TOKEN_SLASH ||
	    k == TOKEN_PLUS || k == TOKEN_BULLET;
}

static void
add(struct phrases *p, struct phrase_list *l, const char *text, size_t what,
    bool with_signs)
{
	struct tokens *x = &p->scratch;
	struct phrase f = { .what = what };

	if (text == NULL || !tokens_read(x, str_of(text)))
		return;
	f.word = ARENA_ARRAY(&p->arena, x->n, struct str);
	for (size_t i = 0; i < x->n; i++) {
		struct str s = x->t[i].text;

		if (with_signs || !is_filler(x->t[i].kind))
			f.word[f.n++] = (struct str){ arena_memdup(&p->arena,
			    s.p, s.n), s.n };
	}
	if (f.n == 0)
		return;
	l->phrase = mem_grow(l->phrase, &l->cap, l->n, sizeof(*l->phrase));
	l->phrase[l->n++] = f;
}

void
phrases_init(struct phrases *p, const struct standard *s)
{
	const struct writing *w = &s->writing;

	*p = (struct phrases){ .std = s };
	for (size_t k = 0; k < WRITING__MAX; k++)
		for (size_t i = 0; i < w->nwords[k]; i++)
			add(p, &p->words[k], w->word[k][i], i, true);
	for (size_t i = 0; i < w->nstandards; i++) {
		add(p, &p->names, w->standard[i].title, i, true);
		for (size_t k = 0; k < w->standard[i].nnames; k++)
			add(p, &p->names, w->standard[i].name[k], i, true);
	}
	for (size_t i = 0; i < s->nclauses; i++) {
		add(p, &p->titles, s->clause[i].title, i, false);
		for (size_t k = 0; k < s->clause[i].nnames; k++)
			add(p, &p->titles, s->clause[i].name[k], i, false);
	}
}

void
phrases_fini(struct phrases *p)
{
	for (size_t k = 0; k < WRITING__MAX; k++)
		free(p->words[k].phrase);
	free(p->names.phrase);
	free(p->titles.phrase);
	tokens_fini(&p->scratch);
	arena_fini(&p->arena);
}

/* Index behind the phrase where it begins with token i, else i. */
static size_t
match(const struct phrase *f, const struct tokens *x, size_t i, bool fillers)
{
	size_t at = i;

	for (size_t k = 0; k < f->n; k++, at++) {
		while (fillers && k > 0 && is_filler(x->t[at].kind))
			at++;
		if (at >= x->n || !str_eq(x->t[at].text, f->word[k]))
			return i;
	}
	return at;
}

size_t
phrases_word(const struct phrases *p, enum writing_words kind,
    const struct tokens *x, size_t i)
{
	size_t best = i;

	for (size_t k = 0; k < p->words[kind].n; k++) {
		size_t at = match(&p->words[kind].phrase[k], x, i, false);

		if (at > best)
			best = at;
	}
	return best;
}

/* ---- standards ---- */

/* A whole number from `least` to `most`, without a dot. */
static bool
is_whole(const struct token *t, uint64_t least, uint64_t most)
{
	uint64_t v;

	return t->kind == TOKEN_NUMBER && num_parse_u64(t->text, most, &v) &&
	    v >= least;
}

/*
 * Behind publishers and the number of a standard: "ISO/IEC 20000-1". Bare is a
 * number without a publisher. Its digits, and its part, are tokens.
 */
static size_t
number_at(const struct phrases *p, const struct tokens *x, size_t i,
    bool *bare, size_t *digits, size_t *part)
{
	size_t at = i, next;

	while ((next = phrases_word(p, WRITING_PUBLISHER, x, at)) > at) {
		at = next;
		if ((x->t[at].kind == TOKEN_SLASH ||
		    x->t[at].kind == TOKEN_DASH ||
		    x->t[at].kind == TOKEN_DOT) && at + 1 < x->n)
			at++;
	}
	*bare = at == i;
	if (!is_whole(&x->t[at], *bare ? 1000 : 100, 999999))
		return i;
	*digits = at++;
	*part = 0;
	if (x->t[at].kind == TOKEN_DASH && !x->t[at + 1].blank &&
	    is_whole(&x->t[at + 1], 1, 99)) {
		*part = at + 1;
		at += 2;
	}
	return at;
}

/* A standard of the file by its number; `base` tells one of the same digits. */
static int
by_number(const struct standard *s, struct str digits, struct str part,
    bool *base)
{
	*base = false;
	for (size_t i = 0; i < s->writing.nstandards; i++) {
		struct str n = str_of(s->writing.standard[i].number);
		struct str head = { n.p, str_find(n, '-', 0) };

		if (n.n == 0 || !str_eq(head, digits))
			continue;
		*base = true;
		if (part.n == 0 ? head.n == n.n : str_eq(part, (struct str){
		    n.p + head.n + 1, n.n - head.n - (head.n < n.n) }))
			return (int)i;
	}
	return -1;
}

/* Behind the edition: ":2018", ":2018/Amd 1:2024", " 2015". */
static size_t
edition_at(const struct phrases *p, const struct tokens *x, size_t at,
    struct str *year)
{
	size_t i = at, next;

	/* The year, perhaps with a month. */
	if (x->t[i].kind == TOKEN_COLON || (x->t[i].kind == TOKEN_DASH &&
	    !x->t[i + 1].blank))
		i++;
	if (i >= x->n || !is_whole(&x->t[i], 1980, 2099))
		return at;
	*year = x->t[i++].text;
	if (x->t[i].kind == TOKEN_DASH && i + 1 < x->n &&
	    !x->t[i + 1].blank && is_whole(&x->t[i + 1], 1, 12) &&
	    x->t[i + 1].text.n == 2)
		i += 2;
	/* Amendments, each with a number and perhaps a year. */
	for (at = i;; at = i) {
		if (x->t[i].kind == TOKEN_SLASH || x->t[i].kind == TOKEN_PLUS ||
		    x->t[i].kind == TOKEN_COMMA)
			i++;
		next = i >= x->n ? i : phrases_word(p, WRITING_AMENDMENT, x, i);
		if (next == i || (next == at + 1 && x->t[i].text.n == 1))
			return at;
		i = next + (x->t[next].kind == TOKEN_DOT);
		if (i >= x->n || !is_whole(&x->t[i], 1, 99))
			return at;
		i++;
		if (x->t[i].kind == TOKEN_COLON && i + 1 < x->n &&
		    is_whole(&x->t[i + 1], 1980, 2099))
			i += 2;
	}
}

size_t
phrases_standard(const struct phrases *p, const struct tokens *x, size_t i,
    struct name_found *found)
{
	const struct named_standard *named = NULL;
	size_t best = i, at, digits = 0, part = 0;
	bool bare, base;
	int k;

	*found = (struct name_found){ .title = STR("") };
	/* By one of its names, the longest. */
	for (size_t n = 0; n < p->names.n; n++) {
		at = match(&p->names.phrase[n], x, i, false);
		if (at > best) {
			best = at;
			named = &p->std->writing.standard[
			    p->names.phrase[n].what];
		}
	}
	/* By its number, which may lead further. */
	at = number_at(p, x, i, &bare, &digits, &part);
	if (at > best) {
		k = by_number(p->std, x->t[digits].text, part == 0 ? STR("") :
		    x->t[part].text, &base);
		if (k >= 0)
			named = &p->std->writing.standard[k];
		else if (bare || base)
			return i; /* perhaps a part that does not exist */
		else
			named = NULL;
		best = at;
	}
	if (best == i)
		return i;
	found->title = named != NULL ? str_of(named->title) :
	    tokens_raw(x, i, best);
	found->own = str_is(found->title, p->std->name);
	return edition_at(p, x, best, &found->year);
}

/* ---- titles ---- */

/* What ends a run of words. */
static bool
ends_words(enum token_kind k)
{
	return k != TOKEN_WORD && k != TOKEN_DASH;
}

/* Do the words of i to j stand in a row in the phrase? All of it: *whole. */
static bool
holds(const struct phrase *f, const struct tokens *x, size_t i, size_t j,
    bool *whole)
{
	size_t n = 0;

	for (size_t k = i; k < j; k++)
		n += !is_filler(x->t[k].kind);
	for (size_t from = 0; n > 0 && from + n <= f->n; from++) {
		size_t k = i, w = 0;

		for (; k < j; k++) {
			if (is_filler(x->t[k].kind))
				continue;
			if (!str_eq(x->t[k].text, f->word[from + w]))
				break;
			w++;
		}
		if (k == j) {
			*whole = n == f->n;
			return true;
		}
	}
	return false;
}

static bool
is_below(const struct standard *s, size_t above, size_t clause)
{
	return clause_covers(str_of(s->clause[above].number),
	    str_of(s->clause[clause].number));
}

/*
 * The clause that the words from i to j name. A title that is whole names its
 * clause when the others that have these words lie above or below it; a part,
 * when no other has it.
 */
static int
named_clause(const struct phrases *p, const struct tokens *x, size_t i,
    size_t j)
{
	int whole = TITLE_NONE, part = TITLE_NONE;
	const struct phrase_list *l = &p->titles;
	bool is_whole_one, several = false;

	for (size_t k = 0; k < l->n; k++) {
		int c = (int)l->phrase[k].what;

		if (!holds(&l->phrase[k], x, i, j, &is_whole_one))
			continue;
		several = several || (part != TITLE_NONE && part != c);
		part = c;
		if (!is_whole_one)
			continue;
		if (whole != TITLE_NONE && whole != c)
			return TITLE_NONE;
		whole = c;
	}
	if (whole == TITLE_NONE)
		return several ? TITLE_NONE : part;
	for (size_t k = 0; k < l->n; k++)
		if (holds(&l->phrase[k], x, i, j, &is_whole_one) &&
		    !is_below(p->std, (size_t)whole, l->phrase[k].what) &&
		    !is_below(p->std, l->phrase[k].what, (size_t)whole))
			return TITLE_NONE;
	return whole;
}

/* Is one of the words long enough to mean something by itself? */
static bool
says_something(const struct tokens *x, size_t i, size_t j)
{
	for (; i < j; i++)
		if (x->t[i].kind == TOKEN_WORD && x->t[i].text.n > 3)
			return true;
	return false;
}

size_t
phrases_title(const struct phrases *p, const struct tokens *x, size_t i,
    int *clause)
{
	size_t best = i, at;
	bool whole = false;

	/* A whole title, which may have commas and "and" in it. */
	for (size_t k = 0; k < p->titles.n; k++) {
		at = match(&p->titles.phrase[k], x, i, true);
		if (at > best && (ends_words(x->t[at].kind) ||
		    phrases_word(p, WRITING_AND, x, at) > at)) {
			best = at;
			whole = true;
		}
	}
	/* Else words up to the next sign. */
	for (at = i; x->t[i].kind == TOKEN_WORD && !whole && !ends_words(x->t[at].kind) &&
	    phrases_word(p, WRITING_AND, x, at) == at; at++)
		best = at + 1;
	while (best > i && x->t[best - 1].kind == TOKEN_DASH)
		best--;
	*clause = TITLE_NONE;
	if (best > i && (whole || says_something(x, i, best)))
		*clause = named_clause(p, x, i, best);
	return best;
}

bool
phrases_is_title(const struct phrases *p, const struct tokens *x, size_t i,
    size_t j, int clause)
{
	bool whole;

	if (!says_something(x, i, j))
		return false;
	for (size_t k = 0; k < p->titles.n; k++)
		if (p->titles.phrase[k].what == (size_t)clause &&
		    holds(&p->titles.phrase[k], x, i, j, &whole))
			return true;
	return false;
}
