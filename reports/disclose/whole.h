/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A register written whole: a batch that hands in nothing and holds every
 * record of the register as it is, so that one root is over all of them
 * (docs/store-format.md 2).
 */
#ifndef PREAUDIT_WHOLE_H
#define PREAUDIT_WHOLE_H

#include "shared/model/schema.h"
#include "shared/store/store.h"

#define WHOLE_NONE UINT64_MAX
/*
 * The index of the newest data file of the register that states it whole, when
 * nothing in it has changed since; WHOLE_NONE when it must be written first.
 */
uint64_t whole_find(const struct store *s, const char *reg);

/*
 * Adds the batch to a transaction, which the caller commits: lines byte for
 * byte as they stand, in their old order; where the columns have changed since,
 * laid out anew with another salt. Fills *b, whose texts are the arena's or the
 * store's. ERR_NOT_FOUND when the register has no record; ERR_INTEGRITY for a
 * data file that is not what was signed.
 */
int whole_write(struct store_txn *t, const struct schema *schema,
    const char *imported, struct leaf_batch *b, struct arena *a,
    struct err *e);

#endif
