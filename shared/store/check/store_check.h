/* SPDX-License-Identifier: Apache-2.0 */
/* Whether every byte of a store is what was signed. */
#ifndef PREAUDIT_STORE_CHECK_H
#define PREAUDIT_STORE_CHECK_H

#include "shared/store/store.h"

/* What is not as it was signed; what is, but should be known. */
enum store_check_kind { STORE_DIFFERENCE, STORE_NOTE };
/* Called for each; `what` is one sentence that names the place. */
typedef void store_check_fn(void *ctx, enum store_check_kind kind,
    const char *what);
/*
 * Re-verifies every byte: log, all checkpoints, keys.txt, data files (hash,
 * rows_root, canonical form, counts), originals, standard files, reports with
 * proof.txt and SHA256SUMS, what records say of each other, stray files,
 * modes. RECEIPT.txt alone is not compared: it can be written again from its
 * record. Where a record of a later version stands, it and the files that no
 * other one names are notes. Returns the number of differences, the first one
 * told first; -1 when something could not be read, after telling what was
 * found.
 */
int64_t store_check(const char *dir, store_check_fn *fn, void *ctx,
    struct err *e);

#endif
