/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Imports for unit tests, by the calls that the program makes: into ./s, over
 * a small standard; each asserts. What an import came to is told as text, so
 * that a case of a table can say all of it.
 *
 * Registers: things (a list; thing_id, name which every record should have,
 * tags, bought_on, price, owner a reference to people), people (a list,
 * personal, found also by email), visits (records; the key is made of place
 * and visited_on; thing, and after, a reference to another visit) and claims
 * (what the organisation says of the others: register, count, system).
 */
#ifndef PREAUDIT_TEST_UNIT_IMPORT_H
#define PREAUDIT_TEST_UNIT_IMPORT_H

#include "importer/job/job.h"
#include "importer/job/session.h"

struct unit_import {
	struct import_opts o;
	struct session s;
	unsigned order[16];
};

/* The store ./s; its key is ./s.key. */
void unit_import_store(void);
/* The file ./NAME. */
void unit_import_file(const char *name, const char *text);
/*
 * Opens a call: `words` are options and files, with a blank between each. Its
 * jobs are open then, and none has run.
 */
void unit_import_open(struct unit_import *u, const char *words);
/* The same for words that may be wrong: 0, or -1 and the error. */
int unit_import_try(struct unit_import *u, const char *words, struct err *e);
/* Runs the jobs, all the way to their batches. */
void unit_import_run(struct unit_import *u);
/* Commits unless the call is refused or dry, and closes it. */
void unit_import_close(struct unit_import *u);
/* All of these; told by unit_import_told when `told` is not NULL. */
void unit_import(const char *words, struct buf *told);

/*
 * What came of it, appended. Per job "FILE: OUTCOME", where a batch is "batch
 * N" with "state" or "changes" (and "dry" when nothing is written), then each
 * count that is not 0, and a line "  NOTE" for each note; then per finding
 * "error|warning CODE ROW/LINE/COLUMN FIELD 'VALUE'".
 */
void unit_import_told(struct unit_import *u, struct buf *told);

/* Files, calls over them, and what the last call is told to have come to. */
struct unit_import_case {
	const char *file[6][2]; /* name, text */
	const char *call[5];    /* words of each */
	const char *told;
	const char *says;       /* stands in a finding's message; or NULL */
	const char *data;       /* "3-things": the lines of that batch's data
	                         * file, without header and salts, are told
	                         * last; or NULL */
};
/* In an empty folder of its own. */
void unit_import_case(const struct unit_import_case *c);

/* The test of a table of such cases, and a table's loop of a test. */
#define UNIT_IMPORT_TEST(table)                                                \
	START_TEST(test_##table)                                               \
	{                                                                      \
		unit_import_case(&table[_i]);                                  \
	}                                                                      \
	END_TEST
#define UNIT_LOOP(tc, table)                                                   \
	tcase_add_loop_test(tc, test_##table, 0,                               \
	    (int)(sizeof(table) / sizeof((table)[0])))

#endif
