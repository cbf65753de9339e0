/* SPDX-License-Identifier: Apache-2.0 */
/* The parser's insides, shared by rules_parse*.c and parser.c. */
#ifndef PREAUDIT_RULES_PARSER_H
#define PREAUDIT_RULES_PARSER_H

#include "shared/rules/syntax/ast.h"

struct parser {
	struct lexer lex;
	struct token tok, ahead;   /* the current token and the one behind it */
	size_t end;                /* offset behind the last token taken */
	struct rules_ast *rules;
	struct arena *arena;
	unsigned depth;
	bool failed;
	struct err *e;
};

/* `at` is where the text begins. */
void parser_init(struct parser *p, struct rules_ast *r, struct str text,
    struct rule_place at, struct err *e);
void parser_take(struct parser *p);
bool parser_is(const struct parser *p, const char *text);
bool parser_accept(struct parser *p, const char *text);
bool parser_expect(struct parser *p, const char *text, const char *where);
/* "FILE:LINE:COLUMN: ..."; the first error stands. Returns NULL. */
void *parser_fail(struct parser *p, struct rule_place at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Words that can never be a name or a bare word. */
bool parser_is_reserved(struct str s);
bool parser_name(struct parser *p, const char *what, struct str *name);
struct ast *parse_expr(struct parser *p);
struct ast *parse_operand(struct parser *p); /* no comparison in it */
bool parse_binder(struct parser *p, struct binder *b);
/* Takes a string token apart at its braces. */
bool parse_message(struct parser *p, struct message *m);

#endif
