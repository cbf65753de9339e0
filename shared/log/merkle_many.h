/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One proof for several leaves of a tree (docs/store-format.md 10): the roots of
 * the largest subtrees that hold none of them, from left to right. What is
 * shared by the paths of single leaves stands in it once.
 */
#ifndef PREAUDIT_MERKLE_MANY_H
#define PREAUDIT_MERKLE_MANY_H

#include <stddef.h>

#include "shared/log/merkle.h"

/* Hashes from left to right; all zero at first, freed with merkle_many_free. */
struct merkle_many {
	struct merkle_hash *hash; /* on the heap */
	size_t n, cap;
};

/* Appends one. */
void merkle_many_add(struct merkle_many *p, const struct merkle_hash *h);
/* Frees the hashes; harmless to repeat. */
void merkle_many_free(struct merkle_many *p);

/*
 * Appends the proof that leaf index[0..n), ascending and each below `size`, are
 * in the tree of all leaf hashes, leaf[0..size). Linear in size.
 */
void merkle_prove_many(struct merkle_many *p, const struct merkle_hash *leaf,
    uint64_t size, const uint64_t *index, size_t n);

/*
 * Does the proof lead from leaf[i], the hash of leaf index[i], to the root?
 * False for any proof of another length, leaves, places or tree, when n is 0,
 * and when the indexes do not ascend below `size`.
 */
bool merkle_check_many(const struct merkle_many *p,
    const struct merkle_hash *leaf, const uint64_t *index, size_t n,
    uint64_t size, const struct merkle_hash *root);

#endif
