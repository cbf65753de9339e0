/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parser's insides, shared by parse*.c and parser.c. Behind a mistake
 * `failed` stands until the next statement: what then parses does nothing.
 */
#ifndef PREAUDIT_RULES_PARSER_H
#define PREAUDIT_RULES_PARSER_H

#include "shared/rules/syntax/ast.h"

/* What is parsed now. */
struct parser {
	struct lexer lex;
	struct token tok, ahead;   /* the current token and the one behind it */
	size_t end;                /* offset behind the last token taken */
	struct rules_ast *rules;   /* that grow */
	struct arena *arena;       /* of the rules */
	unsigned depth;            /* of nested expressions */
	bool failed;               /* the statement at hand */
	struct err *e;
};

/* Reads the first tokens of a text; `at` is where it begins, with its file. */
void parser_init(struct parser *p, struct rules_ast *r, struct str text,
    struct rule_place at, struct err *e);
/* On to the next token; one that is none is a mistake. */
void parser_take(struct parser *p);
/* Whether the current token is this word or sign. */
bool parser_is(const struct parser *p, const char *text);
/* The same, and takes it. */
bool parser_accept(struct parser *p, const char *text);
/* The same; false is a mistake, which names `where` it is expected. */
bool parser_expect(struct parser *p, const char *text, const char *where);
/* Notes "FILE:LINE:COLUMN: ..." unless the statement has failed. NULL. */
void *parser_fail(struct parser *p, struct rule_place at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/*
 * For a word that other languages have in its place, the sentence that says what
 * is written here, into msg[cap]; false for any other token.
 */
bool parser_explain(const struct token *t, char *msg, size_t cap);
/* Words that can never be a name or a bare word. */
bool parser_is_reserved(struct str s);
/* Takes a name that is not reserved; `what` is expected. False: a mistake. */
bool parser_name(struct parser *p, const char *what, struct str *name);
/* Any expression, and one without comparison. NULL: a mistake. */
struct ast *parse_expr(struct parser *p);
struct ast *parse_operand(struct parser *p);
/* "x in P where E" into *b. False: a mistake. */
bool parse_binder(struct parser *p, struct binder *b);
/* Takes a string token apart at its braces. */
bool parse_message(struct parser *p, struct ast_message *m);
/* The current token as an id: clause number, criterion id, seed. */
bool parse_id(struct parser *p, const char *what, struct str *id);
/* A text in quotes; `what` is expected. */
bool parse_text(struct parser *p, const char *what, struct str *text);
/* One text or more, behind *words, which is not NULL; a blank between them. */
void parse_words(struct parser *p, const char *what, struct str *words);
/* The statement `term`; as the functions of all statements. */
void parse_term(struct parser *p, const struct token *t, int unused);
/* What is said where a condition is false, perhaps by whether D was declared. */
void parse_messages(struct parser *p, struct ast_messages *s,
    const char *where);
/* The statement `milestone`, behind its word. */
void parse_milestone(struct parser *p, const struct token *t, int unused);

#endif
