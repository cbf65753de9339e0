/* SPDX-License-Identifier: Apache-2.0 */
/* Texts parsed by themselves: queries, and the expressions within messages. */
#include "shared/rules/syntax/parser.h"

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

	parser_init(&p, r, text, (struct rule_place){ label, 1, 1 }, e);
	return end_of_text(&p, parse_expr(&p));
}

int
rules_parse_binders(struct rules_ast *r, struct str text, const char *label,
    struct binder bind[2], size_t *n, struct err *e)
{
	struct parser p;

	*n = 0;
	parser_init(&p, r, text, (struct rule_place){ label, 1, 1 }, e);
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
	parser_init(&q, p->rules, text, at, p->e);
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
parse_message(struct parser *p, struct ast_message *m)
{
	struct str rest = p->tok.text, piece = rest;
	struct rule_place at = p->tok.place;
	size_t cap = 1, open, close;

	/* A text in quotes. */
	if (p->failed || p->tok.kind != TOK_STRING) {
		parser_fail(p, p->tok.place,
		    "a message in quotes is expected here");
		return false;
	}
	/* At most as many pieces as there are braces, and one more. */
	for (size_t i = 0; i < rest.n; i++)
		cap += rest.p[i] == '{';
	m->piece = ARENA_ARRAY(p->arena, cap, struct str);
	m->expr = ARENA_ARRAY(p->arena, cap, struct ast *);
	m->nexpr = 0;
	for (size_t from = 0;;) {
		struct rule_place in = at;

		/* The next expression in braces. */
		open = find_brace(rest, from);
		if (open >= rest.n)
			break;
		close = str_find(rest, '}', open);
		if (close >= rest.n) {
			parser_fail(p, at, "the message has '{' without '}'");
			return false;
		}
		/* Where it stands: a column is a character, not a byte. */
		for (size_t i = 0; i <= open; i++)
			in.column += ((unsigned char)rest.p[i] & 0xc0) != 0x80;
		in.column++;
		/* The text before it, and the expression. */
		m->piece[m->nexpr] = unescape(p, (struct str){ piece.p,
			(size_t)(rest.p + open - piece.p) });
		m->expr[m->nexpr] = parse_inside(p, (struct str){
		    rest.p + open + 1, close - open - 1 }, in);
		m->nexpr++;
		from = close + 1;
		piece = (struct str){ rest.p + from, rest.n - from };
	}
	/* The text behind the last. */
	m->piece[m->nexpr] = unescape(p, piece);
	parser_take(p);
	return !p->failed;
}
