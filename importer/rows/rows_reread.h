/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows read a second time: the index holds no values, so what an earlier row
 * of the call said is looked up where it stands in its file.
 */
#ifndef PREAUDIT_ROWS_REREAD_H
#define PREAUDIT_ROWS_REREAD_H

#include "importer/rows/rows_line.h"

struct rows_reread {
	struct rows_line line;
};

/* For the rows of a job; freed with rows_reread_free, which takes NULL too. */
struct rows_reread *rows_reread_new(struct session *s, struct job *j,
    const struct state *state);
void rows_reread_free(struct rows_reread *g);
/*
 * Makes the line of the row at a place of the job's file once more, with the
 * dates and decimal marks that `as` has settled for its columns. Fields and key
 * live until the next call. False: no row is there.
 */
bool rows_reread_at(struct rows_reread *g, const struct rows_line *as,
    uint64_t place, struct str *fields, struct str *key);

#endif
