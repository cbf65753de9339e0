/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Small standards and datasets for tests, from text, without files or stores.
 *
 * A standard, one item a line:
 *	clause 4.1 Title words            (assessed; "heading 4 Title" is not)
 *	parameter review_interval months 12
 *	milestone stage_1 Stage 1
 *	list duties word,basis,roles[]    rows follow, indented by a tab
 *	register people list|record
 *	  fields follow, indented: NAME TYPE, the first is the key. TYPE is id,
 *	  text, number, percent, date, yesno, clause, word(a|b), ref(register);
 *	  behind it "[]" for a list and "all" for empty means all.
 *
 * Data: "@register [extracted DATE]", a header line, rows; cells are split at
 * commas, list cells at ';'. A register that is not named was never supplied;
 * of one that is, every field was but those with a "?" before their name.
 */
#ifndef PREAUDIT_TESTS_MKDATA_H
#define PREAUDIT_TESTS_MKDATA_H

#include "reports/judge/readiness/readiness.h"

void mk_standard(struct standard *s, const char *text);
/* Adds a rule file criteria/NN.rules; before rules_load. */
void mk_rules(struct standard *s, const char *path, const char *text);
/* Batch numbers count the registers from 1, rows the lines from 2. */
void mk_data(struct dataset *d, const struct standard *s, const char *text);
void mk_free(struct standard *s, struct dataset *d);
/* The message of a rule file under a standard, or "" when it is right. */
const char *mk_mistake(const char *standard, const char *rules);
/* Criterion by id; a missing one ends the test program. */
const struct criterion *mk_criterion(const struct readiness *r, const char *id);

#endif
