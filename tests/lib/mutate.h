/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Mutants of a rule file: one small change each, as a slip of the pen would
 * make it. Tests that let many of them pass test little.
 */
#ifndef PREAUDIT_TESTS_MUTATE_H
#define PREAUDIT_TESTS_MUTATE_H

#include "shared/base/buf.h"

struct mutant {
	size_t from, to;         /* what is replaced, in the file */
	const char *by;
	const char *what;        /* "a comparison turned round" */
	unsigned line, column;
	struct str statement;    /* id of the criterion or name of the define */
	bool define;
};

struct mutants {
	struct mutant *m;
	size_t n, cap;
};

/* All of a file; only within criteria and definitions. */
void mutants_of(struct mutants *all, struct str text);
void mutants_free(struct mutants *all);
void mutant_text(const struct mutant *m, struct str text, struct buf *out);

#endif
