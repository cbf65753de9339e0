/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the parser stands on: tokens taken and expected, errors with their
 * place.
 */
#include <stdio.h>

#include "shared/rules/syntax/parser.h"

bool
mistake_note(struct mistakes *m, struct err *e, struct rule_place at,
    const char *text)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->place[i].file == at.file &&
		    m->place[i].line == at.line &&
		    m->place[i].column == at.column)
			return false;
	if (m->n == RULES_MAX_MISTAKES)
		return false;
	if (m->n == 0)
		err_set(e, ERR_CONFIG, "%.200s:%u:%u: %s", at.file, at.line,
		    at.column, text);
	if (m->all != NULL)
		buf_printf(m->all, "%.200s:%u:%u: %s\n", at.file, at.line,
		    at.column, text);
	m->place[m->n++] = at;
	return true;
}

/* Is it the word, but with capital letters? */
static bool
is_in_capitals(struct str s, const char *word)
{
	size_t i = 0;

	if (str_is(s, word) || s.n != strlen(word))
		return false;
	while (i < s.n && ascii_lower(s.p[i]) == word[i])
		i++;
	return i == s.n;
}

bool
parser_explain(const struct token *t, char *msg, size_t cap)
{
	static const char *const word[] = { "and", "or", "not", "implies",
		"is", "given", "empty", "in", "contains", "where", "has",
		"for", "else", "every", "some", "no" };

	if (t->kind != TOK_NAME)
		return false;
	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (is_in_capitals(t->text, word[i])) {
			snprintf(msg, cap, "'%.*s' is written in small "
			    "letters: %s", STR_ARG(t->text), word[i]);
			return true;
		}
	if (str_is(t->text, "if") || str_is(t->text, "then") ||
	    is_in_capitals(t->text, "if") || is_in_capitals(t->text, "then")) {
		snprintf(msg, cap, "there is no '%.*s' here: that B must hold "
		    "where A does is written A implies B, and records that it "
		    "does not concern are kept out with 'where'",
		    STR_ARG(t->text));
		return true;
	}
	return false;
}

void *
parser_fail(struct parser *p, struct rule_place at, const char *fmt, ...)
{
	char msg[900];
	va_list ap;

	if (p->failed)
		return NULL;
	p->failed = true;
	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	/* What others write there has a better answer. */
	if (at.line == p->tok.place.line && at.column == p->tok.place.column)
		(void)parser_explain(&p->tok, msg, sizeof(msg));
	mistake_note(&p->rules->mistakes, p->e, at, msg);
	return NULL;
}

static void
complain_if_bad(struct parser *p)
{
	if (p->tok.kind == TOK_BAD)
		parser_fail(p, p->tok.place, "%s", p->tok.wrong);
}

void
parser_take(struct parser *p)
{
	p->end = p->tok.to;
	p->tok = p->ahead;
	p->ahead = lex_next(&p->lex);
	complain_if_bad(p);
}

void
parser_init(struct parser *p, struct rules_ast *r, struct str text,
    struct rule_place at, struct err *e)
{
	memset(p, 0, sizeof(*p));
	p->rules = r;
	p->arena = r->arena;
	p->e = e;
	lex_init(&p->lex, text, at.file);
	p->lex.line = at.line;
	p->lex.column = at.column;
	p->tok = lex_next(&p->lex);
	p->ahead = lex_next(&p->lex);
	complain_if_bad(p);
}

bool
parser_is(const struct parser *p, const char *text)
{
	return (p->tok.kind == TOK_NAME || p->tok.kind == TOK_PUNCT) &&
	    str_is(p->tok.text, text);
}

bool
parser_accept(struct parser *p, const char *text)
{
	if (p->failed || !parser_is(p, text))
		return false;
	parser_take(p);
	return true;
}

bool
parser_expect(struct parser *p, const char *text, const char *where)
{
	char found[64];

	if (parser_accept(p, text))
		return true;
	lex_describe(found, sizeof(found), &p->tok);
	parser_fail(p, p->tok.place, "'%s' is expected %s, found %s", text,
	    where, found);
	return false;
}

bool
parser_is_reserved(struct str s)
{
	static const char *const word[] = { "and", "or", "not", "implies",
		"is", "in", "contains", "where", "has", "for", "else" };

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (str_is(s, word[i]))
			return true;
	return false;
}

bool
parser_name(struct parser *p, const char *what, struct str *name)
{
	char found[64];

	if (p->failed)
		return false;
	if (p->tok.kind != TOK_NAME || parser_is_reserved(p->tok.text)) {
		lex_describe(found, sizeof(found), &p->tok);
		parser_fail(p, p->tok.place, "%s is expected, found %s", what,
		    found);
		return false;
	}
	*name = p->tok.text;
	parser_take(p);
	return !p->failed;
}
