/* SPDX-License-Identifier: Apache-2.0 */
/* Which records were withdrawn from the registers, read from the data files. */
#ifndef PREAUDIT_WITHDRAWN_H
#define PREAUDIT_WITHDRAWN_H

#include "shared/model/table.h"

struct withdrawn {
	const struct schema *schema;
	const char *key;   /* in the arena given */
	uint32_t record;   /* its row in `then`, ROW_NONE: not there yet */
	uint64_t batch;    /* the newest that withdrew it */
	const char *file;  /* that batch's file */
};

/*
 * Records withdrawn by batches from log size `since` on (undone ones left
 * out) that are not in `now`, by register and key. `then` is the store before,
 * for what was said of them; both were loaded under one standard. The array
 * lives in the arena.
 */
int withdrawn_list(const struct store *s, const struct dataset *then,
    const struct dataset *now, uint64_t since, struct arena *a,
    struct withdrawn **list, size_t *n, struct err *e);

/* "grade minor, status open": the named fields a record has, appended. */
void withdrawn_state(const struct dataset *then, const struct withdrawn *w,
    const char *const *field, size_t n, struct buf *b);

#endif
