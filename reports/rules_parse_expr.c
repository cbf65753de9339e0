/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Expressions of the criteria language, loosest first, by recursive descent.
 * The grammar stands at the end of docs/criteria-language.md.
 */
#include <stdio.h>

#include "reports/rules_ast.h"

int
place_error(struct err *e, struct place at, const char *fmt, ...)
{
	char msg[900];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	return err_set(e, ERR_CONFIG, "%.200s:%u:%u: %s", at.file, at.line,
	    at.column, msg);
}

void *
parser_fail(struct parser *p, struct place at, const char *fmt, ...)
{
	char msg[900];
	va_list ap;

	if (p->failed)
		return NULL;
	p->failed = true;
	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	place_error(p->e, at, "%s", msg);
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
start(struct parser *p, struct rules_ast *r, struct str text, struct place at,
    struct err *e)
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
	start(p, r, text, (struct place){ file, 1, 1 }, e);
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

/* Words that can never be a name or a bare word. */
static bool
is_reserved(struct str s)
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
	if (p->tok.kind != TOK_NAME || is_reserved(p->tok.text)) {
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
node(struct parser *p, enum ast_kind kind, struct place at, struct ast *a,
    struct ast *b)
{
	struct ast *n;

	if (p->failed)
		return NULL;
	if (++p->rules->nnodes > RULES_MAX_NODES)
		return parser_fail(p, at, "the rules are too large");
	n = ARENA_NEW(p->arena, struct ast);
	n->kind = kind;
	n->place = at;
	n->a = a;
	n->b = b;
	return n;
}

static bool
enter(struct parser *p)
{
	if (++p->depth > RULES_MAX_DEPTH)
		parser_fail(p, p->tok.place,
		    "the expression is nested more than %d deep",
		    RULES_MAX_DEPTH);
	return !p->failed;
}

/* Items between the current place and `close`, comma-separated. */
static struct ast *
parse_items(struct parser *p, const char *close, const char *where)
{
	struct ast *first = NULL, **last = &first;

	if (parser_accept(p, close))
		return NULL;
	do {
		*last = parse_expr(p);
		if (p->failed)
			return NULL;
		last = &(*last)->next;
	} while (parser_accept(p, ","));
	parser_expect(p, close, where);
	return first;
}

static struct str
third_token(const struct parser *p)
{
	struct lexer l = p->lex;

	return lex_next(&l).text;
}

/* "WORD x in": a quantifier or count, not a bare word of that name. */
static bool
begins_binder(const struct parser *p)
{
	return p->tok.kind == TOK_NAME && p->ahead.kind == TOK_NAME &&
	    str_is(third_token(p), "in");
}

static bool
begins_aggregate(const struct parser *p)
{
	return (p->ahead.kind == TOK_NAME && !is_reserved(p->ahead.text)) ||
	    p->ahead.kind == TOK_NUMBER || str_is(p->ahead.text, "(");
}

static struct ast *
parse_aggregate(struct parser *p, enum ast_kind kind)
{
	struct place at = p->tok.place;
	struct ast *n, *value = NULL;
	struct binder b = { 0 };

	parser_take(p);
	if (kind != AST_COUNT) {
		value = parse_operand(p);
		if (!parser_expect(p, "for", "before the aggregate's variable"))
			return NULL;
	}
	if (!parse_binder(p, &b))
		return NULL;
	n = node(p, kind, at, value, NULL);
	if (n != NULL) {
		n->bind = ARENA_NEW(p->arena, struct binder);
		*n->bind = b;
	}
	return n;
}

static const struct {
	const char *word;
	enum ast_kind kind;
} aggregates[] = {
	{ "sum", AST_SUM }, { "min", AST_MIN }, { "max", AST_MAX },
	{ "latest", AST_LATEST }, { "earliest", AST_EARLIEST },
	{ "set", AST_SETOF },
};

/* A name: an aggregate, a call, or just the name. */
static struct ast *
parse_word(struct parser *p)
{
	struct token t = p->tok;
	struct ast *n;

	if (str_is(t.text, "count") && begins_binder(p))
		return parse_aggregate(p, AST_COUNT);
	for (size_t i = 0; i < sizeof(aggregates) / sizeof(aggregates[0]); i++)
		if (str_is(t.text, aggregates[i].word) && begins_aggregate(p))
			return parse_aggregate(p, aggregates[i].kind);
	if (is_reserved(t.text))
		return parser_fail(p, t.place,
		    "a value is expected, found '%.*s'; a word of this name is "
		    "written \"%.*s\"", STR_ARG(t.text), STR_ARG(t.text));
	parser_take(p);
	if (parser_accept(p, "(")) {
		n = node(p, AST_CALL, t.place, NULL, NULL);
		if (n != NULL)
			n->a = parse_items(p, ")", "after the arguments");
	} else {
		n = node(p, AST_NAME, t.place, NULL, NULL);
	}
	if (n != NULL)
		n->text = t.text;
	return n;
}

static struct ast *
parse_primary(struct parser *p)
{
	struct token t = p->tok;
	struct ast *n;
	char found[64];

	if (t.kind == TOK_NAME)
		return parse_word(p);
	if (parser_accept(p, "(")) {
		n = parse_expr(p);
		parser_expect(p, ")", "to close the parenthesis");
		return n;
	}
	if (parser_accept(p, "{")) {
		n = node(p, AST_SET, t.place, NULL, NULL);
		if (n != NULL)
			n->a = parse_items(p, "}", "to close the set");
		return n;
	}
	if (t.kind != TOK_NUMBER && t.kind != TOK_DATE &&
	    t.kind != TOK_STRING) {
		lex_describe(found, sizeof(found), &t);
		return parser_fail(p, t.place, "a value is expected, found %s",
		    found);
	}
	n = node(p, t.kind == TOK_NUMBER ? AST_NUMBER :
	    t.kind == TOK_DATE ? AST_DATE : AST_TEXT, t.place, NULL, NULL);
	if (n != NULL) {
		n->text = t.text;
		n->date = t.date;
	}
	parser_take(p);
	return n;
}

static bool
is_unit(struct str s)
{
	static const char *const unit[] = { "day", "days", "week", "weeks",
		"month", "months", "year", "years" };

	for (size_t i = 0; i < sizeof(unit) / sizeof(unit[0]); i++)
		if (str_is(s, unit[i]))
			return true;
	return false;
}

/* Dots and units behind a value. */
static struct ast *
parse_postfix(struct parser *p)
{
	bool parenthesised = parser_is(p, "(");
	struct place at = p->tok.place;
	struct ast *n = parse_primary(p), *dot;
	unsigned dots = 0;

	while (!p->failed && parser_is(p, ".")) {
		parser_take(p);
		dot = node(p, AST_DOT, p->tok.place, n, NULL);
		if (++dots > 8)
			return parser_fail(p, at, "the path is too long");
		if (dot == NULL)
			return NULL;
		if (p->tok.kind != TOK_NAME)
			return parser_fail(p, p->tok.place,
			    "the name of a field is expected after the dot");
		dot->text = p->tok.text; /* any word, also "for" */
		parser_take(p);
		n = dot;
	}
	if (!p->failed && p->tok.kind == TOK_NAME && is_unit(p->tok.text) &&
	    (parenthesised || n->kind == AST_DOT || n->kind == AST_NUMBER)) {
		n = node(p, AST_UNIT, at, n, NULL);
		if (n != NULL)
			n->text = p->tok.text;
		parser_take(p);
	}
	return n;
}

static struct ast *
parse_factor(struct parser *p)
{
	struct place at = p->tok.place;
	struct ast *n;

	if (!enter(p))
		return NULL;
	if (parser_accept(p, "-"))
		n = node(p, AST_NEG, at, parse_factor(p), NULL);
	else
		n = parse_postfix(p);
	p->depth--;
	return n;
}

static struct ast *
parse_product(struct parser *p)
{
	struct ast *n = parse_factor(p);
	struct place at;

	while (!p->failed && (parser_is(p, "*") || parser_is(p, "/"))) {
		enum ast_kind kind = parser_is(p, "*") ? AST_MUL : AST_DIV;

		at = p->tok.place;
		parser_take(p);
		n = node(p, kind, at, n, parse_factor(p));
	}
	return n;
}

struct ast *
parse_operand(struct parser *p)
{
	struct ast *n = parse_product(p);
	struct place at;

	while (!p->failed && (parser_is(p, "+") || parser_is(p, "-"))) {
		enum ast_kind kind = parser_is(p, "+") ? AST_ADD : AST_SUB;

		at = p->tok.place;
		parser_take(p);
		n = node(p, kind, at, n, parse_product(p));
	}
	return n;
}

static const struct {
	const char *word;
	enum ast_kind kind;
} comparisons[] = {
	{ "=", AST_EQ }, { "!=", AST_NE }, { "<", AST_LT }, { "<=", AST_LE },
	{ ">", AST_GT }, { ">=", AST_GE }, { "in", AST_IN },
	{ "contains", AST_CONTAINS },
};

static struct ast *
parse_comparison(struct parser *p)
{
	struct ast *n = parse_operand(p);
	struct place at = p->tok.place;
	struct token t;

	if (p->failed)
		return NULL;
	if (parser_accept(p, "is")) {
		t = p->tok;
		if (parser_accept(p, "given"))
			return node(p, AST_GIVEN, at, n, NULL);
		if (parser_accept(p, "empty"))
			return node(p, AST_EMPTY, at, n, NULL);
		return parser_fail(p, t.place,
		    "'given' or 'empty' is expected after 'is'");
	}
	for (size_t i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]);
	    i++) {
		if (!parser_accept(p, comparisons[i].word))
			continue;
		n = node(p, comparisons[i].kind, at, n, parse_operand(p));
		break;
	}
	for (size_t i = 0; !p->failed &&
	    i < sizeof(comparisons) / sizeof(comparisons[0]); i++)
		if (parser_is(p, comparisons[i].word) && i < 6)
			return parser_fail(p, p->tok.place, "a comparison "
			    "cannot be compared again; put an aggregate or "
			    "quantifier into parentheses");
	return n;
}

bool
parse_binder(struct parser *p, struct binder *b)
{
	b->place = p->tok.place;
	if (!parser_name(p, "the name of a variable", &b->var) ||
	    !parser_expect(p, "in", "after the variable"))
		return false;
	b->population = parse_postfix(p);
	if (parser_accept(p, "where"))
		b->where = parse_expr(p);
	return !p->failed;
}

static struct ast *
parse_quantifier(struct parser *p)
{
	struct place at = p->tok.place;
	enum ast_kind kind = parser_is(p, "some") ? AST_SOME :
	    parser_is(p, "every") ? AST_EVERY : AST_NO;
	struct binder b = { 0 };
	struct ast *n, *has = NULL;

	parser_take(p);
	if (!parse_binder(p, &b))
		return NULL;
	if (parser_accept(p, "has"))
		has = parse_expr(p);
	else if (kind == AST_EVERY)
		return parser_fail(p, p->tok.place,
		    "'has' is expected: every x in P [where E] has F");
	n = node(p, kind, at, has, NULL);
	if (n != NULL) {
		n->bind = ARENA_NEW(p->arena, struct binder);
		*n->bind = b;
	}
	return n;
}

static struct ast *
parse_not(struct parser *p)
{
	struct place at = p->tok.place;
	struct ast *n;

	if (!enter(p))
		return NULL;
	if ((parser_is(p, "some") || parser_is(p, "every") ||
	    parser_is(p, "no")) && begins_binder(p))
		n = parse_quantifier(p);
	else if (parser_accept(p, "not"))
		n = node(p, AST_NOT, at, parse_not(p), NULL);
	else
		n = parse_comparison(p);
	p->depth--;
	return n;
}

static struct ast *
parse_and(struct parser *p)
{
	struct ast *n = parse_not(p);
	struct place at = p->tok.place;

	while (!p->failed && parser_accept(p, "and")) {
		n = node(p, AST_AND, at, n, parse_not(p));
		at = p->tok.place;
	}
	return n;
}

static struct ast *
parse_or(struct parser *p)
{
	struct ast *n = parse_and(p);
	struct place at = p->tok.place;

	while (!p->failed && parser_accept(p, "or")) {
		n = node(p, AST_OR, at, n, parse_and(p));
		at = p->tok.place;
	}
	return n;
}

struct ast *
parse_expr(struct parser *p)
{
	struct place at;
	struct ast *n;

	if (!enter(p))
		return NULL;
	n = parse_or(p);
	at = p->tok.place;
	if (!p->failed && parser_accept(p, "implies"))
		n = node(p, AST_IMPLIES, at, n, parse_expr(p));
	p->depth--;
	return n;
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
parse_inside(struct parser *p, struct str text, struct place at)
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
	struct place at = p->tok.place;
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
		struct place in = at;

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
