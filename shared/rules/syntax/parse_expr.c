/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Expressions of the criteria language, loosest first, by recursive descent.
 * The grammar stands at the end of docs/criteria-language.md.
 */

#include "shared/rules/syntax/parser.h"

static struct ast *
node(struct parser *p, enum ast_kind kind, struct rule_place at, struct ast *a,
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
	return (p->ahead.kind == TOK_NAME && !parser_is_reserved(p->ahead.text)) ||
	    p->ahead.kind == TOK_NUMBER || str_is(p->ahead.text, "(");
}

static struct ast *
bound(struct parser *p, struct ast *n, struct binder b)
{
	if (n != NULL) {
		n->bind = ARENA_NEW(p->arena, struct binder);
		*n->bind = b;
	}
	return n;
}

static struct ast *
parse_aggregate(struct parser *p, enum ast_kind kind)
{
	struct rule_place at = p->tok.place;
	struct ast *value = NULL, *order = NULL;
	struct binder b = { 0 };

	parser_take(p);
	if (kind != AST_COUNT) {
		value = kind == AST_RUN ? parse_expr(p) : parse_operand(p);
		if (!parser_expect(p, "for", "before the aggregate's variable"))
			return NULL;
	}
	if (!parse_binder(p, &b))
		return NULL;
	if ((kind == AST_RUN || kind == AST_TREND) &&
	    parser_expect(p, "by", "and what the members are ordered by"))
		order = parse_operand(p);
	return bound(p, node(p, kind, at, value, order), b);
}

static const struct {
	const char *word;
	enum ast_kind kind;
} aggregates[] = {
	{ "sum", AST_SUM }, { "min", AST_MIN }, { "max", AST_MAX },
	{ "latest", AST_LATEST }, { "earliest", AST_EARLIEST },
	{ "set", AST_SETOF }, { "run", AST_RUN },
	{ "trend", AST_TREND },
};

/* A name: an aggregate, a call, or just the name. */
static struct ast *
parse_word(struct parser *p)
{
	struct token t = p->tok;
	struct ast *n;
	char why[300];

	if (str_is(t.text, "count") && begins_binder(p))
		return parse_aggregate(p, AST_COUNT);
	for (size_t i = 0; i < sizeof(aggregates) / sizeof(aggregates[0]); i++)
		if (str_is(t.text, aggregates[i].word) && begins_aggregate(p))
			return parse_aggregate(p, aggregates[i].kind);
	/* A name stands before a sign or a word of ours, never a value. */
	if ((p->ahead.kind == TOK_NUMBER || p->ahead.kind == TOK_DATE ||
	    p->ahead.kind == TOK_STRING || str_is(p->ahead.text, "(") ||
	    (p->ahead.kind == TOK_NAME && !parser_is_reserved(p->ahead.text))) &&
	    parser_explain(&t, why, sizeof(why)))
		return parser_fail(p, t.place, "%s", why);
	if (parser_is_reserved(t.text))
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

	/* A name, or what is in brackets. */
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
	/* A value as it is written. */
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
	struct rule_place at = p->tok.place;
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
	struct rule_place at = p->tok.place;
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

static struct ast *parse_not(struct parser *p);

/* What stands between operands, loosest first; all group from the left. */
static const struct {
	const char *word;
	enum ast_kind kind;
	unsigned level;
} operators[] = {
	{ "or", AST_OR, 0 }, { "and", AST_AND, 1 },
	{ "+", AST_ADD, 2 }, { "-", AST_SUB, 2 },
	{ "*", AST_MUL, 3 }, { "/", AST_DIV, 3 },
};
#define NOPERATORS (sizeof(operators) / sizeof(operators[0]))

static struct ast *
parse_level(struct parser *p, unsigned level)
{
	bool last = false;
	struct ast *n = NULL;

	for (size_t op = NOPERATORS; !last;) {
		struct rule_place at = p->tok.place;
		struct ast *operand;

		if (op < NOPERATORS)
			parser_take(p);
		operand = level == 1 ? parse_not(p) :
		    level == 3 ? parse_factor(p) : parse_level(p, level + 1);
		n = op == NOPERATORS ? operand :
		    node(p, operators[op].kind, at, n, operand);
		for (op = 0; op < NOPERATORS && (operators[op].level != level ||
		    !parser_is(p, operators[op].word)); op++)
			;
		last = p->failed || op == NOPERATORS;
	}
	return n;
}

struct ast *
parse_operand(struct parser *p)
{
	return parse_level(p, 2);
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
	struct rule_place at = p->tok.place;
	struct token t;

	/* "is given", "is empty". */
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
	/* A sign or word between two operands. */
	for (size_t i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]);
	    i++) {
		if (!parser_accept(p, comparisons[i].word))
			continue;
		n = node(p, comparisons[i].kind, at, n, parse_operand(p));
		break;
	}
	/* A second one is a mistake that is easily made. */
	for (size_t i = 0; !p->failed &&
	    i < sizeof(comparisons) / sizeof(comparisons[0]); i++)
		if (i < 6 && parser_is(p, comparisons[i].word))
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
	struct rule_place at = p->tok.place;
	enum ast_kind kind = parser_is(p, "some") ? AST_SOME :
	    parser_is(p, "every") ? AST_EVERY : AST_NO;
	struct binder b = { 0 };
	struct ast *has = NULL;

	parser_take(p);
	if (!parse_binder(p, &b))
		return NULL;
	if (parser_accept(p, "has"))
		has = parse_expr(p);
	else if (kind == AST_EVERY)
		return parser_fail(p, p->tok.place,
		    "'has' is expected: every x in P [where E] has F");
	return bound(p, node(p, kind, at, has, NULL), b);
}

static struct ast *
parse_not(struct parser *p)
{
	struct rule_place at = p->tok.place;
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

struct ast *
parse_expr(struct parser *p)
{
	struct rule_place at;
	struct ast *n;

	if (!enter(p))
		return NULL;
	n = parse_level(p, 0);
	at = p->tok.place;
	if (!p->failed && parser_accept(p, "implies"))
		n = node(p, AST_IMPLIES, at, n, parse_expr(p));
	p->depth--;
	return n;
}
