/* SPDX-License-Identifier: Apache-2.0 */
/* Who reads a register, by the words of the rules; see registers_reads.h. */
#include "importer/registers_reads.h"

#include <stdlib.h>

struct statement {
	struct str name;  /* a criterion's id, a definition's name, or empty */
	bool criterion, define;
	bool call;        /* a definition with parameters */
	bool reads;       /* the register that is asked for */
	struct str text;  /* from its keyword to the next statement */
};

struct statements {
	struct statement *v;
	size_t n, cap;
};

static bool
is_name_char(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_';
}

static bool
begins_statement(struct str line)
{
	static const char *const word[] = { "criterion ", "define ", "nil ",
		"recorded ", "document ", "statement ", "answered ", "fill ",
		"breadth ", "milestone " };

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (str_starts(line, str_of(word[i])))
			return true;
	return false;
}

/* The name behind the keyword of the line. */
static struct str
name_of(struct str line, size_t keyword, bool id)
{
	struct str s = { line.p + keyword, line.n - keyword };
	size_t n = 0;

	s = str_trim(s);
	while (n < s.n && (is_name_char(s.p[n]) ||
	    (id && (s.p[n] == '.' || s.p[n] == '-'))))
		n++;
	s.n = n;
	return s;
}

static void
cut(struct statements *s, struct str text)
{
	struct str rest = text, line;

	while (rest.n > 0 && str_next(&rest, '\n', &line)) {
		struct str t = str_trim(line);
		struct statement *st;

		if (begins_statement(t)) {
			s->v = mem_grow(s->v, &s->cap, s->n, sizeof(*s->v));
			st = &s->v[s->n++];
			memset(st, 0, sizeof(*st));
			st->criterion = str_starts(t, STR("criterion "));
			st->define = str_starts(t, STR("define "));
			if (st->criterion || st->define)
				st->name = name_of(t, st->define ? 7 : 10,
				    st->criterion);
			st->call = st->define && st->name.p + st->name.n <
			    t.p + t.n && st->name.p[st->name.n] == '(';
			st->text = (struct str){ line.p, 0 };
		}
		if (s->n > 0 && s->v[s->n - 1].text.p >= text.p &&
		    s->v[s->n - 1].text.p < text.p + text.n)
			s->v[s->n - 1].text.n = (size_t)(line.p + line.n -
			    s->v[s->n - 1].text.p);
	}
}

/* The next word of a text without comments and quoted text; false at its end. */
static bool
next_word(struct str text, size_t *at, struct str *word)
{
	size_t i = *at;

	while (i < text.n && !is_name_char(text.p[i])) {
		char stop = text.p[i] == '#' ? '\n' : text.p[i] == '"' ? '"' : 0;

		for (i++; stop != 0 && i < text.n && text.p[i] != stop; i++)
			;
		if (stop == '"' && i < text.n)
			i++;
	}
	if (i >= text.n)
		return false;
	word->p = text.p + i;
	while (i < text.n && is_name_char(text.p[i]))
		i++;
	word->n = (size_t)(text.p + i - word->p);
	*at = i;
	return true;
}

/* "in NAME", "supplied(NAME)", "values(NAME.field)". */
static bool
ranges_over(struct str text, const char *reg)
{
	struct str word, before = STR("");
	size_t at = 0;

	while (next_word(text, &at, &word)) {
		if (str_is(word, reg) && (str_is(before, "in") ||
		    str_is(before, "supplied") || str_is(before, "values")))
			return true;
		before = word;
	}
	return false;
}

static bool
uses_a_reader(const struct statements *s, struct str text)
{
	struct str word;
	size_t at = 0;

	while (next_word(text, &at, &word)) {
		bool call = at < text.n && text.p[at] == '(';

		for (size_t i = 0; i < s->n; i++)
			if (s->v[i].define && s->v[i].reads &&
			    s->v[i].call == call && str_eq(s->v[i].name, word))
				return true;
	}
	return false;
}

void
registers_reads(const struct standard *std, const char *reg, reads_fn *fn,
    void *ctx)
{
	struct statements s = { 0 };
	bool changed = true;

	for (size_t i = 0; i < std->nfiles; i++)
		if (str_ends(str_of(std->file[i].path), STR(".rules")))
			cut(&s, std->file[i].text);
	for (size_t i = 0; i < s.n; i++)
		s.v[i].reads = ranges_over(s.v[i].text, reg);
	while (changed) {
		changed = false;
		for (size_t i = 0; i < s.n; i++)
			if (!s.v[i].reads && s.v[i].name.n > 0 &&
			    uses_a_reader(&s, s.v[i].text))
				s.v[i].reads = changed = true;
	}
	for (size_t i = 0; i < s.n; i++)
		if (s.v[i].criterion && s.v[i].reads)
			fn(ctx, s.v[i].name);
	free(s.v);
}
