/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements of the rules that say what registers mean: `KEYWORD every V in
 * REGISTER ... WORD V.FIELD ...`. The importer knows not the language, only
 * these.
 */
#ifndef PREAUDIT_STATEMENT_H
#define PREAUDIT_STATEMENT_H

#include "shared/model/standard.h"
#include "shared/rules/syntax/lex.h"

struct statement {
	unsigned reg;
	const struct schema *schema;
	struct str variable;
	struct lexer behind;  /* what follows the register */
};

/* The first one with that keyword and a register that there is. */
bool statement_find(const struct standard *std, const char *keyword,
    struct statement *s);
/* The field of `WORD V.FIELD` in it, or -1. */
int statement_field(const struct statement *s, const char *word);

#endif
