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

/* One of them; its texts are the standard's. */
struct statement {
	unsigned reg;                /* number of REGISTER */
	const struct schema *schema; /* of it */
	struct str variable;         /* V */
	/* Stands behind REGISTER. */
	struct lexer behind;
};

/*
 * The first statement of the standard's rules with that keyword and a register
 * that there is. False: there is none.
 */
bool statement_find(const struct standard *std, const char *keyword,
    struct statement *s);
/* The number of the field of `WORD V.FIELD` in it; -1: it has none. */
int statement_field(const struct statement *s, const char *word);

#endif
