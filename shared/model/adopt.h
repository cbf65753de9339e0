/* SPDX-License-Identifier: Apache-2.0 */
/* A standard folder as what the log records of it. */
#ifndef PREAUDIT_ADOPT_H
#define PREAUDIT_ADOPT_H

#include "shared/model/standard.h"
#include "shared/store/store.h"

/*
 * The standard's record: all files with size and hash, all parameters with
 * the values in force. `bytes` gets the contents in the order of the files.
 * Both live in the arena, the bytes in the standard.
 */
void adopt_leaf(const struct standard *s, const char *adopted,
    struct leaf_standard *l, const struct str **bytes, struct arena *a);
/*
 * The standard in force at a log size, with the store's own parameters.
 * ERR_NOT_FOUND when none had been adopted.
 */
int adopted_load(struct standard *s, const struct store *st, uint64_t size,
    struct err *e);
/* True when two records adopt the very same files and parameters. */
bool adopt_same(const struct leaf_standard *a, const struct leaf_standard *b);

#endif
