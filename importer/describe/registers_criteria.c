/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which criteria read a register, from the text of the rules: the importer
 * does not know the language, only its statements and names. See registers.h.
 */
#include "importer/describe/registers.h"

#include <stdlib.h>

#include "shared/rules/syntax/lex.h"

struct rule_statement {
	struct str name;  /* a criterion's id, a definition's name, or empty */
	bool criterion, define;
	bool call;        /* a definition with parameters */
	bool reads;       /* the register that is asked for */
	struct str text;  /* behind its keyword, to the next statement */
};

struct rule_statements {
	struct rule_statement *v;
	size_t n, cap;
};

static bool
is_called(const struct lexer *l, const struct token *t)
{
	return t->to < l->text.n && l->text.p[t->to] == '(';
}

static void
add(struct rule_statements *s, struct lexer l, const struct token *keyword)
{
	struct rule_statement st = { .name = STR("") };
	struct token t = lex_next(&l);

	st.criterion = str_is(keyword->text, "criterion");
	st.define = str_is(keyword->text, "define");
	if (st.criterion)
		t = lex_again_as_id(&l, &t);
	if (st.criterion || st.define)
		st.name = t.text;
	st.call = st.define && is_called(&l, &t);
	st.text = (struct str){ l.text.p + keyword->to, 0 };
	s->v = mem_grow(s->v, &s->cap, s->n, sizeof(*s->v));
	s->v[s->n++] = st;
}

static void
cut(struct rule_statements *s, struct str text)
{
	size_t first = s->n;
	struct lexer l;
	struct token t;

	lex_init(&l, text, "");
	do {
		bool begins;

		t = lex_next(&l);
		begins = lex_begins_statement(&l, &t);
		if ((begins || t.kind == TOK_END) && s->n > first)
			s->v[s->n - 1].text.n = (size_t)(text.p + t.from -
			    s->v[s->n - 1].text.p);
		if (begins)
			add(s, l, &t);
	} while (t.kind != TOK_END);
}

/* "in NAME", "supplied(NAME)", "values(NAME.field)". */
static bool
ranges_over(struct str text, const char *reg)
{
	struct str before = STR("");
	struct lexer l;
	struct token t;

	lex_init(&l, text, "");
	while ((t = lex_next(&l)).kind != TOK_END) {
		if (t.kind != TOK_NAME)
			continue;
		if (str_is(t.text, reg) && (str_is(before, "in") ||
		    str_is(before, "supplied") || str_is(before, "values")))
			return true;
		before = t.text;
	}
	return false;
}

static bool
uses_a_reader(const struct rule_statements *s, struct str text)
{
	struct lexer l;
	struct token t;

	lex_init(&l, text, "");
	while ((t = lex_next(&l)).kind != TOK_END) {
		bool call = is_called(&l, &t);

		if (t.kind != TOK_NAME)
			continue;
		for (size_t i = 0; i < s->n; i++)
			if (s->v[i].define && s->v[i].reads &&
			    s->v[i].call == call &&
			    str_eq(s->v[i].name, t.text))
				return true;
	}
	return false;
}

size_t
registers_criteria(const struct standard *std, const char *name,
    struct buf *out)
{
	struct rule_statements s = { 0 };
	bool changed = true;
	size_t found = 0;

	for (size_t i = 0; i < std->nfiles; i++)
		if (str_ends(str_of(std->file[i].path), STR(".rules")))
			cut(&s, std->file[i].text);
	for (size_t i = 0; i < s.n; i++)
		s.v[i].reads = ranges_over(s.v[i].text, name);
	/* And who uses a definition that reads it, until no more are found. */
	while (changed) {
		changed = false;
		for (size_t i = 0; i < s.n; i++)
			if (!s.v[i].reads && s.v[i].name.n > 0 &&
			    uses_a_reader(&s, s.v[i].text))
				s.v[i].reads = changed = true;
	}
	for (size_t i = 0; i < s.n; i++)
		if (s.v[i].criterion && s.v[i].reads) {
			buf_puts(out, found++ == 0 ? "" : ", ");
			buf_str(out, s.v[i].name);
		}
	free(s.v);
	return found;
}
