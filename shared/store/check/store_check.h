/* SPDX-License-Identifier: Apache-2.0 */
/* Whether every byte of a store is what was signed. */
#ifndef PREAUDIT_STORE_CHECK_H
#define PREAUDIT_STORE_CHECK_H

#include "shared/store/store.h"

/* What a sentence of the check says, the gravest first. */
enum store_check_kind {
	STORE_DIFFERENCE, /* something is not as it was signed */
	STORE_UNFINISHED, /* left by a run; the next one clears it */
	STORE_NOTE,       /* nothing that has to be mended */
	STORE_CHECK__KINDS
};
/* Called for each, by kind; `what` is one sentence that names the place. */
typedef void store_check_fn(void *ctx, enum store_check_kind kind,
    const char *what);
/*
 * Re-verifies every byte that the newest head covers: log, all checkpoints,
 * keys.txt, data files (hash, rows_root, canonical form, counts), originals,
 * standard files, reports with what is derived from their records, what records
 * say of each other; stray files, modes. Takes no lock, so writers may be at
 * work: what they are about to add is not looked at, and what differs is looked
 * at again, up to three times in all, where the head has moved meanwhile.
 * Where a record of a later version stands, it and the files that no other one
 * names are notes.
 * Returns the number of differences; -1 when something could not be read, after
 * telling what was found.
 */
int64_t store_check(const char *dir, store_check_fn *fn, void *ctx,
    struct err *e);

#endif
