/* SPDX-License-Identifier: Apache-2.0 */
/* Which records were withdrawn from the registers, read from the data files. */
#ifndef PREAUDIT_WITHDRAWN_H
#define PREAUDIT_WITHDRAWN_H

#include "shared/model/table/table.h"

/* One record, and the batch that withdrew it. */
struct withdrawn {
	const struct schema *schema;
	const char *key;   /* in the arena given */
	uint32_t record;   /* its row in `then`, ROW_NONE: not there yet */
	uint64_t batch;    /* the newest that withdrew it */
	const char *file;  /* that batch's file */
};

/* Two states of a store, loaded under one standard. */
struct withdrawn_between {
	const struct store *store;
	const struct dataset *then; /* for what a record was */
	const struct dataset *now;
	uint64_t since;             /* log size of `then` */
};

/*
 * Records withdrawn by batches between (undone ones left out) that are not in
 * `now`, by register and key; *n of them, in the arena. -1 with an error when
 * a batch's file cannot be read.
 */
int withdrawn_list(const struct withdrawn_between *between, struct arena *a,
    struct withdrawn **list, size_t *n, struct err *e);

/*
 * "grade minor, status open": the named fields a record has, appended; nothing
 * where record is ROW_NONE.
 */
void withdrawn_state(const struct dataset *d, const struct schema *s,
    uint32_t record, const char *const *field, size_t n, struct buf *b);

/*
 * A word of the data as people read it, with blanks; `none` where it is "".
 * Appended.
 */
void withdrawn_word(struct buf *b, const char *word, const char *none);

#endif
