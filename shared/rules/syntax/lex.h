/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tokens of the criteria language, for whoever reads the text of the rules: the
 * engine whole, the importer a few statements. Nothing is allocated: texts and
 * file names are the caller's.
 */
#ifndef PREAUDIT_RULES_LEX_H
#define PREAUDIT_RULES_LEX_H

#include <stdint.h>

#include "shared/base/str.h"

#define RULES_MAX_NAME 63
#define RULES_MAX_TEXT 1000 /* bytes in one text */

/* A place in a rule file, for messages. Columns count code points from 1. */
struct rule_place {
	const char *file;
	uint32_t line, column;
};

/* TOK_BAD is what begins no token; `wrong` says why. */
enum token_kind {
	TOK_END, TOK_NAME, TOK_NUMBER, TOK_DATE, TOK_STRING, TOK_PUNCT, TOK_BAD
};

struct token {
	enum token_kind kind;
	struct str text;    /* as written, without the quotes of a string */
	struct rule_place place;
	size_t from, to;    /* byte offsets in the file */
	int32_t date;       /* TOK_DATE */
	const char *wrong;  /* TOK_BAD: what is wrong */
};

/* Where reading stands. */
struct lexer {
	struct str text;
	const char *file;   /* as places name it */
	size_t at;          /* byte offset of what is next */
	uint32_t line, column; /* of the same */
};

/* Begins at line 1, column 1 of the text. */
void lex_init(struct lexer *l, struct str text, const char *file);
/* The next token, blanks and comments passed over; TOK_END at the end. */
struct token lex_next(struct lexer *l);
/*
 * The token again as an id: a run of letters, digits, '.', '-', '_' that
 * starts where the token starts. Clause numbers, criterion ids, seeds.
 */
struct token lex_again_as_id(struct lexer *l, const struct token *t);
/* The words that begin a statement, NULL behind the last. */
extern const char *const rules_statement[];
/* One of them, first on its line. */
bool lex_begins_statement(const struct lexer *l, const struct token *t);
/* "'name'" or "end of file" for messages, into out[cap], cut at 40 bytes. */
void lex_describe(char *out, size_t cap, const struct token *t);

#endif
