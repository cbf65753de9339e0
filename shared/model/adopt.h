/* SPDX-License-Identifier: Apache-2.0 */
/* A standard folder as what the log records of it. */
#ifndef PREAUDIT_ADOPT_H
#define PREAUDIT_ADOPT_H

#include "shared/model/standard.h"
#include "shared/store/store.h"

/*
 * Makes the standard's record *l: all files with size and hash, all parameters
 * with the values in force; `adopted` is its time, as the log has it. *bytes
 * gets the contents in the order of the files. Arrays live in the arena, texts
 * and bytes in the standard, `adopted` with the caller.
 */
void adopt_leaf(const struct standard *s, const char *adopted,
    struct leaf_standard *l, const struct str **bytes, struct arena *a);
/*
 * Loads the standard in force at a log size, with the store's own parameters,
 * for standard_free. ERR_NOT_FOUND when none had been adopted; otherwise as
 * standard_load, standard_set and the store's blobs have it. *s is empty then.
 */
int adopted_load(struct standard *s, const struct store *st, uint64_t size,
    struct err *e);
/*
 * True when two records adopt the very same files, by name and hash, and
 * parameters, by name and value; edition and time do not count.
 */
bool adopt_same(const struct leaf_standard *a, const struct leaf_standard *b);

#endif
