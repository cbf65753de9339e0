/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When a store is not what was signed: have two histories of it been signed?
 * Then both checkpoints are kept outside of it.
 */
#ifndef PREAUDIT_STORE_FORK_H
#define PREAUDIT_STORE_FORK_H

#include "shared/store/place.h"

/*
 * For programs whose command ended with *e. Where that is ERR_INTEGRITY, looks
 * at every checkpoint in the store, kept ones and those in proofs; the first
 * two that contradict each other are written into the folder `into` with
 * fork_write, and *e says where. `into` may be NULL, or no folder: the current
 * one. *o names the store, in which nothing is touched.
 */
void store_fork_tell(const struct place_opts *o, const char *into,
    struct err *e);

#endif
