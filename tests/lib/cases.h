/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases of the standard's criteria, from text. tests/criteria/base.data is an
 * organization that meets every criterion; a case changes a little of it and
 * says what becomes of one criterion. A file of cases:
 *
 *	criterion 8.2.6-b
 *	checks.H03.actions= => not met minor: 1 discrepancies, and no action @H03
 *
 * "criterion X for S0-1" says which seed the cases below it are made for.
 * Before "=>" stand changes, separated by " | ":
 *	REG.KEY.FIELD=VALUE   one cell      *REG.FIELD=VALUE   a whole column
 *	!REG.FIELD=VALUE      every cell of a column that is not empty; "#" at the end
 *	                      of the value becomes the number of the row
 *	+REG.KEY              a new record  -REG.KEY           none any more
 *	-REG                  never supplied    REG=           no records
 *	?REG.FIELD            its files never had the column
 *	REG@DATE              extracted then    nil REG [PART] a nil return
 *	as_of DATE            reversed: the rows of every register
 *	doubted, first of all: defects are looked for before it is judged
 *	copy REG.KEY NEW      the same record again under another key
 * Behind it the result, with the grade of "not met"; perhaps " (F of N)", how many
 * of its members fail; perhaps ": MESSAGE" of one of its violations, and "@KEY"
 * of that violation.
 */
#ifndef PREAUDIT_TESTS_CASES_H
#define PREAUDIT_TESTS_CASES_H

#include "reports/judge/readiness/readiness_internal.h"

struct cases;

struct case_line {
	const char *file;
	unsigned line;
	const char *criterion;
	const char *seed;        /* or NULL */
	struct str changes;      /* "" none */
	bool doubted;
	const char *result;      /* "not met minor" */
	const char *message;     /* or NULL */
	const char *key;         /* or NULL */
};

/* What one criterion became. */
struct outcome {
	struct criterion c;
	struct arena arena;
};

/* Reads base.data and *.cases of a folder; any mistake ends the program. */
struct cases *cases_load(const struct standard *s, const char *folder);
void cases_free(struct cases *c);
size_t cases_count(const struct cases *c);
const struct case_line *cases_line(const struct cases *c, size_t i);
/* The changed base as data; made once for each case. */
const struct dataset *cases_data(struct cases *c, size_t i, int32_t *as_of);
/* The base after these changes; the caller frees with dataset_drop. */
void cases_make(const struct cases *c, struct str changes, struct dataset *d,
    int32_t *as_of);
void cases_drop(struct dataset *d);
/* Records of the base: calls back with register and key. */
void cases_records(const struct cases *c,
    void (*fn)(void *ctx, const char *reg, const char *key), void *ctx);

/* Judges criterion i alone, the data as they stand: no cell is void. */
void outcome_judge(struct outcome *o, const struct rules *r,
    const struct dataset *d, int32_t as_of, size_t i);
/* The same when the data criteria have said what is void. */
void outcome_judge_doubted(struct outcome *o, const struct rules *r,
    const struct dataset *d, int32_t as_of, size_t i);
void outcome_free(struct outcome *o);
/* "not met minor" */
const char *outcome_text(const struct outcome *o, char *out, size_t cap);
/* Judges what a line is about, doubted where it says so. */
void outcome_judge_line(struct outcome *o, const struct rules *r,
    const struct dataset *d, int32_t as_of, const struct case_line *l);
/* Is it what the line says? */
bool outcome_is(const struct outcome *o, const struct case_line *l);

#endif
