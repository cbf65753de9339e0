/* SPDX-License-Identifier: Apache-2.0 */
/* Cells to items, and how they are kept; see reader.h. */
#include "shared/model/clause/reader.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/base/num.h"
#include "shared/model/clause/item.h"

struct clause_reader {
	struct phrases phrases;
	struct tokens tokens;
	/* the clauses' numbers, ascending bytewise */
	const char **number;
	size_t nnumbers;
	struct buf kept, clause;
};

/* Where the items go. */
struct out {
	struct clause_reader *r;
	written_fn *fn;
	void *ctx;
};

struct clause_reader *
clause_reader_new(const struct standard *s)
{
	struct clause_reader *r = mem_calloc(1, sizeof(*r));

	phrases_init(&r->phrases, s);
	r->nnumbers = s->nclauses;
	r->number = mem_calloc(s->nclauses + 1, sizeof(*r->number));
	for (size_t i = 0; i < s->nclauses; i++)
		r->number[i] = s->clause[i].number;
	qsort(r->number, r->nnumbers, sizeof(*r->number), cstr_order);
	buf_init(&r->kept, BUF_MAX_DEFAULT);
	buf_init(&r->clause, BUF_MAX_DEFAULT);
	return r;
}

void
clause_reader_free(struct clause_reader *r)
{
	if (r == NULL)
		return;
	phrases_fini(&r->phrases);
	tokens_fini(&r->tokens);
	buf_fini(&r->kept);
	buf_fini(&r->clause);
	free(r->number);
	free(r);
}

/* A number that is written as the standard has it. */
static bool
is_number(const struct clause_reader *r, struct str s)
{
	size_t low = 0, high = r->nnumbers;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int cmp = str_cmp(s, str_of(r->number[mid]));

		if (cmp == 0)
			return true;
		if (cmp < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

static void
put(const struct out *o, enum written_kind kind, struct str kept,
    struct str clause, struct str standard)
{
	struct written w = { .kind = kind, .kept = kept, .clause = clause,
		.standard = standard };

	o->fn(o->ctx, &w);
}

/* ---- clauses of this standard ---- */

/* This edition, or its amendment. */
static bool
is_current(const struct standard *s, struct str year)
{
	struct str a = str_of(s->amendment);

	return year.n == 0 || str_is(year, s->edition) ||
	    (str_ends(a, year) && a.n > year.n);
}

/* The one clause that took the place of an earlier edition's; NULL. */
static const char *
successor(const struct standard *s, struct str edition, struct str number)
{
	for (size_t i = 0; i < s->writing.nearlier; i++)
		if (str_is(edition, s->writing.earlier[i].edition) &&
		    str_is(number, s->writing.earlier[i].number))
			return s->writing.earlier[i].successor;
	return NULL;
}

/* "8.2" of 2011: the clause that it is now, with what it was behind it. */
static bool
put_earlier(struct clause_reader *r, const struct item *it, struct str edition)
{
	const struct standard *s = r->phrases.std;
	struct str there = it->there.n > 0 ? it->there : str_of(it->number);
	const char *now = successor(s, edition, there);

	if (it->kind != ITEM_NUMBER || now == NULL ||
	    (it->there.n > 0 && !str_is(str_of(it->number), now)))
		return false;
	buf_printf(&r->clause, "%s (%.*s: %.*s", now, STR_ARG(edition),
	    STR_ARG(there));
	if (it->letters_to > it->letters_from)
		buf_printf(&r->clause, " %.*s", STR_ARG(tokens_raw(&r->tokens,
		    it->letters_from, it->letters_to)));
	buf_putc(&r->clause, ')');
	return true;
}

/*
 * The clause of an item as it is kept, into r->clause, by the edition that its
 * name or its remark gives; false: not known.
 */
static bool
put_clause(struct clause_reader *r, const struct item *it,
    const struct name_found *named)
{
	const struct standard *s = r->phrases.std;
	struct str year = named != NULL && named->year.n > 0 ? named->year :
	    it->edition;

	buf_reset(&r->clause);
	if (it->kind == ITEM_ALL) {
		buf_puts(&r->clause, CLAUSE_ALL);
		return true;
	}
	if (!is_current(s, year))
		return put_earlier(r, it, year);
	switch (it->kind) {
	case ITEM_NUMBER:
		buf_puts(&r->clause, it->number);
		if (it->letters_to > it->letters_from) {
			buf_putc(&r->clause, ' ');
			buf_str(&r->clause, tokens_raw(&r->tokens,
			    it->letters_from, it->letters_to));
		}
		return is_number(r, str_of(it->number));
	case ITEM_RANGE:
		buf_printf(&r->clause, "%s-%s", it->number, it->last);
		return clause_is_known(s, buf_view(&r->clause));
	case ITEM_TITLE:
		if (it->clause == TITLE_NONE)
			return false;
		buf_puts(&r->clause, s->clause[it->clause].number);
		return true;
	default:
		return false;
	}
}

/* ---- items ---- */

static bool
is_year(const struct token *t)
{
	uint64_t v;

	return t->kind == TOKEN_NUMBER && num_parse_u64(t->text, 2099, &v) &&
	    v >= 1980;
}

/* A standard and what stands behind it, for this standard alone. */
static struct str
put_named(struct clause_reader *r, const struct item *it,
    const struct name_found *f)
{
	size_t from = it->from;
	struct str year = f->year, rest;

	/* A year in front is an edition. */
	if (year.n == 0 && from < it->to && is_year(&r->tokens.t[from]))
		year = r->tokens.t[from++].text;
	while (from < it->to && (r->tokens.t[from].kind == TOKEN_COLON ||
	    r->tokens.t[from].kind == TOKEN_DASH))
		from++;
	rest = tokens_raw(&r->tokens, from, it->to);
	buf_reset(&r->kept);
	buf_str(&r->kept, f->title);
	if (year.n > 0)
		buf_printf(&r->kept, ":%.*s", STR_ARG(year));
	if (rest.n > 0) {
		buf_putc(&r->kept, ' ');
		/* Letters alone belong to a number. */
		if (it->kind == ITEM_NUMBER && it->from == it->letters_from)
			buf_printf(&r->kept, "%s ", it->number);
		buf_str(&r->kept, rest);
	}
	return buf_view(&r->kept);
}

/* `named`: as this one of the names, or NULL. */
static void
put_own(const struct out *o, const struct item *it,
    const struct name_found *named, struct str raw)
{
	struct clause_reader *r = o->r;
	struct str title = named != NULL ? named->title : STR("");

	if (!put_clause(r, it, named)) {
		if (named != NULL && it->names.n > 1)
			raw = put_named(r, it, named);
		put(o, WRITTEN_UNKNOWN, raw, raw, title);
		return;
	}
	buf_reset(&r->kept);
	if (named != NULL)
		buf_printf(&r->kept, "%s ", r->phrases.std->name);
	buf_str(&r->kept, buf_view(&r->clause));
	put(o, WRITTEN_CLAUSE, buf_view(&r->kept), buf_view(&r->clause),
	    title);
}

static void
put_other(const struct out *o, const struct item *it,
    const struct name_found *f)
{
	struct str kept = put_named(o->r, it, f);

	put(o, WRITTEN_OTHER, kept, kept, f->title);
}

/* The items of the tokens: a text without line ends and semicolons. */
static void
read_items(const struct out *o)
{
	struct clause_reader *r = o->r;
	struct item_reading x = { .phrases = &r->phrases, .x = &r->tokens };
	struct item it;

	while (item_skip(&x)) {
		size_t from = x.at;
		bool is_known = item_next(&x, &it);
		struct str raw;

		raw = tokens_raw(&r->tokens, from, x.at);
		if (!is_known) {
			put(o, WRITTEN_UNKNOWN, raw, raw, STR(""));
			continue;
		}
		if (it.names.n == 0)
			put_own(o, &it, NULL, raw);
		for (size_t i = 0; i < it.names.n; i++) {
			const struct name_found *f = &it.names.name[i];

			if (f->own)
				put_own(o, &it, f, raw);
			else
				put_other(o, &it, f);
		}
	}
}

/* The same, where it may be too long: then what commas separate. */
static void
read_line(const struct out *o, struct str line)
{
	struct str part;

	if (line.n == 0)
		return;
	if (is_number(o->r, line)) {
		put(o, WRITTEN_CLAUSE, line, line, STR(""));
		return;
	}
	if (tokens_read(&o->r->tokens, line)) {
		read_items(o);
		return;
	}
	if (memchr(line.p, ',', line.n) == NULL) {
		put(o, WRITTEN_UNKNOWN, line, line, STR(""));
		return;
	}
	while (str_next(&line, ',', &part))
		if (memchr(part.p, ',', part.n) == NULL)
			read_line(o, str_trim(part));
}

/* Each line, and what stands between semicolons. */
static void
read_lines(const struct out *o, struct str cell,
    void (*read)(const struct out *o, struct str line))
{
	size_t from = 0;

	for (size_t i = 0; i <= cell.n; i++)
		if (i == cell.n || cell.p[i] == ';' || cell.p[i] == '|' ||
		    cell.p[i] == '\n' || cell.p[i] == '\r') {
			read(o, str_trim((struct str){ cell.p + from,
			    i - from }));
			from = i + 1;
		}
}

void
clause_reader_read(struct clause_reader *r, struct str cell,
    written_fn *fn, void *ctx)
{
	struct out o = { .r = r, .fn = fn, .ctx = ctx };

	read_lines(&o, cell, read_line);
}

/* ---- standards ---- */

/* What a name of the cell means; false: none that is known. */
static bool
name_read(const struct clause_reader *r, size_t from, size_t end,
    struct name_found *f)
{
	size_t to = phrases_standard(&r->phrases, &r->tokens, from, f);

	if (to > from && to == end)
		return true;
	*f = (struct name_found){ .own = true, .title = STR(CLAUSE_ALL) };
	return phrases_word(&r->phrases, WRITING_ALL, &r->tokens, from) == end;
}

/* The names of a text, put or only looked at; false: one of them is unknown. */
static bool
names_pass(const struct out *o, bool puts)
{
	struct clause_reader *r = o->r;
	struct item_reading x = { .phrases = &r->phrases, .x = &r->tokens };
	struct name_found f;

	while (item_skip(&x)) {
		size_t from = x.at;

		x.at = item_rest(&x, phrases_standard(&r->phrases, &r->tokens,
		    from, &f));
		if (!name_read(r, from, x.at, &f))
			return false;
		if (puts)
			put(o, f.own ? WRITTEN_CLAUSE : WRITTEN_OTHER, f.title,
			    f.title, str_is(f.title, CLAUSE_ALL) ? STR("") :
			    f.title);
	}
	return true;
}

/*
 * What stands between two semicolons. Where a name in it is unknown, all of it
 * is one that is: a blank, a slash or a word may be part of the name.
 */
static void
read_names(const struct out *o, struct str line)
{
	struct str rest = line, part;

	while (str_next(&rest, ';', &part)) {
		part = str_trim(part);
		if (part.n == 0)
			continue;
		if (tokens_read(&o->r->tokens, part) && names_pass(o, false))
			(void)names_pass(o, true);
		else
			put(o, WRITTEN_UNKNOWN, part, STR(""), STR(""));
	}
}

void
clause_reader_standards(struct clause_reader *r, struct str cell,
    written_fn *fn, void *ctx)
{
	struct out o = { .r = r, .fn = fn, .ctx = ctx };

	read_lines(&o, cell, read_names);
}

bool
clause_reader_knows(struct clause_reader *r, struct str kept)
{
	struct name_found f;

	return tokens_read(&r->tokens, kept) && r->tokens.n > 0 &&
	    phrases_standard(&r->phrases, &r->tokens, 0, &f) == r->tokens.n;
}
