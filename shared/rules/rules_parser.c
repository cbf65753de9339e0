/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the parser stands on: tokens taken and expected, errors with their
 * place, whole texts as expressions, messages with expressions in braces.
 */
#include <stdio.h>

#include "shared/rules/rules_ast.h"

int
place_error(struct err *e, struct rule_place at, const char *fmt, ...)
{
	char msg[900];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	return err_set(e, ERR_CONFIG, "%.200s:%u:%u: %s", at.file, at.line,
	    at.column, msg);
}

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
		place_error(e, at, "%s", text);
	if (m->all != NULL)
		buf_printf(m->all, "%.200s:%u:%u: %s\n", at.file, at.line,
		    at.column, text);
	m->place[m->n++] = at;
	return true;
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

static void
start(struct parser *p, struct rules_ast *r, struct str text,
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

void
parser_init(struct parser *p, struct rules_ast *r, struct str text,
    const char *file, struct err *e)
{
	start(p, r, text, (struct rule_place){ file, 1, 1 }, e);
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

static struct ast *
end_of_text(struct parser *p, struct ast *n)
{
	char found[64];

	if (p->failed || p->tok.kind == TOK_END)
		return n;
	lex_describe(found, sizeof(found), &p->tok);
	return parser_fail(p, p->tok.place, "the expression should end here, "
	    "found %s", found);
}

struct ast *
rules_parse_expr(struct rules_ast *r, struct str text, const char *label,
    struct err *e)
{
	struct parser p;

	parser_init(&p, r, text, label, e);
	return end_of_text(&p, parse_expr(&p));
}

int
rules_parse_binders(struct rules_ast *r, struct str text, const char *label,
    struct binder bind[2], size_t *n, struct err *e)
{
	struct parser p;

	*n = 0;
	parser_init(&p, r, text, label, e);
	do {
		memset(&bind[*n], 0, sizeof(bind[*n]));
		parse_binder(&p, &bind[(*n)++]);
	} while (*n < 2 && parser_accept(&p, ","));
	end_of_text(&p, NULL);
	return p.failed ? -1 : 0;
}

/*
 * A brace expression is parsed from its own text; the place is the message's,
 * moved on to the brace.
 */
static struct ast *
parse_inside(struct parser *p, struct str text, struct rule_place at)
{
	struct parser q;
	struct ast *n;

	if (p->failed)
		return NULL;
	start(&q, p->rules, text, at, p->e);
	n = end_of_text(&q, parse_expr(&q));
	if (q.failed)
		p->failed = true;
	return n;
}

/* Where the next expression opens; "{{" is a brace. */
static size_t
find_brace(struct str s, size_t from)
{
	size_t at;

	for (at = str_find(s, '{', from); at + 1 < s.n && s.p[at + 1] == '{';
	    at = str_find(s, '{', at + 2))
		;
	return at;
}

static struct str
unescape(struct parser *p, struct str piece)
{
	char *out = arena_memdup(p->arena, piece.p, piece.n);
	size_t n = 0;

	for (size_t i = 0; i < piece.n; i++) {
		out[n++] = piece.p[i];
		if (piece.p[i] == '{')
			i++;
	}
	return (struct str){ out, n };
}

bool
parse_message(struct parser *p, struct message *m)
{
	struct str rest = p->tok.text, piece = rest;
	struct rule_place at = p->tok.place;
	size_t cap = 1, open, close;

	if (p->failed || p->tok.kind != TOK_STRING) {
		parser_fail(p, p->tok.place,
		    "a message in quotes is expected here");
		return false;
	}
	for (size_t i = 0; i < rest.n; i++)
		cap += rest.p[i] == '{';
	m->piece = ARENA_ARRAY(p->arena, cap, struct str);
	m->expr = ARENA_ARRAY(p->arena, cap, struct ast *);
	m->nexpr = 0;
	for (size_t from = 0;;) {
		struct rule_place in = at;

		open = find_brace(rest, from);
		if (open >= rest.n)
			break;
		close = str_find(rest, '}', open);
		if (close >= rest.n) {
			parser_fail(p, at, "the message has '{' without '}'");
			return false;
		}
		for (size_t i = 0; i <= open; i++)
			in.column += ((unsigned char)rest.p[i] & 0xc0) != 0x80;
		in.column++;
		m->piece[m->nexpr] = unescape(p, (struct str){ piece.p,
			(size_t)(rest.p + open - piece.p) });
		m->expr[m->nexpr] = parse_inside(p, (struct str){
		    rest.p + open + 1, close - open - 1 }, in);
		m->nexpr++;
		from = close + 1;
		piece = (struct str){ rest.p + from, rest.n - from };
	}
	m->piece[m->nexpr] = unescape(p, piece);
	parser_take(p);
	return !p->failed;
}
