/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Merkle tree hashing and proofs over SHA-256 (RFC 6962 2.1, RFC 9162 2.1.3-4).
 */
#ifndef PREAUDIT_MERKLE_H
#define PREAUDIT_MERKLE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/hash.h"

/*
 * Hashes in a proof: more than a tree of 2^53 - 1 leaves ever needs, which is
 * the largest that a checkpoint states.
 */
#define MERKLE_MAX_PROOF 63

/* Of a leaf, a subtree or a whole tree. */
struct merkle_hash {
	uint8_t b[SHA256_BYTES];
};

/* A growing tree: the roots of its perfect subtrees, O(log n) memory. */
struct merkle {
	uint64_t n; /* leaves added so far */
	/* one per bit set in n, the largest first */
	struct merkle_hash peak[64];
	struct sha256 hash; /* one context for all hashes of the tree */
};

/* Makes an empty tree; merkle_fini frees what it needs for hashing. */
void merkle_init(struct merkle *m);
/* Frees the hash's context; the tree is no more. */
void merkle_fini(struct merkle *m);
/*
 * Appends a leaf of n bytes, hashed as SHA-256(00 || leaf). No allocation: it
 * is on the import's hot path.
 */
void merkle_add(struct merkle *m, const void *leaf, size_t n);
/* Appends a leaf whose hash is at hand. */
void merkle_add_hash(struct merkle *m, const struct merkle_hash *leaf);
/*
 * The root of what was added; SHA-256("") for the empty tree. The tree stays as
 * it is and may grow on.
 */
void merkle_root(struct merkle *m, struct merkle_hash *root);

/* The root over n leaf hashes at hand, leaf[0..n). */
void merkle_root_of(const struct merkle_hash *leaf, uint64_t n,
    struct merkle_hash *root);
/* The same hash? */
static inline bool
merkle_same(const struct merkle_hash *a, const struct merkle_hash *b)
{
	return memcmp(a->b, b->b, SHA256_BYTES) == 0;
}

/*
 * The same with the hash of a tree that was begun, for many leaves: the tree
 * stays as it is.
 */
void merkle_hash_leaf(struct merkle *m, struct merkle_hash *h, const void *leaf,
    size_t n);
/* The hash of one leaf of n bytes: SHA-256(00 || leaf). */
void merkle_leaf_hash(struct merkle_hash *h, const void *leaf, size_t n);

/* The hashes of a proof, in the order of RFC 9162. */
struct merkle_proof {
	struct merkle_hash hash[MERKLE_MAX_PROOF];
	unsigned n; /* hashes set, at most MERKLE_MAX_PROOF */
};

/*
 * The proof that leaf `index` is in the tree of `size`. leaf[] holds all leaf
 * hashes of that tree; index < size, or the program ends.
 */
void merkle_prove_inclusion(const struct merkle_hash *leaf, uint64_t size,
    uint64_t index, struct merkle_proof *p);
/*
 * The proof that the tree of the first `old` leaves is the start of the tree of
 * `size`; leaf[] as above, 0 < old <= size, or the program ends. Empty when
 * both are the same tree.
 */
void merkle_prove_consistency(const struct merkle_hash *leaf, uint64_t size,
    uint64_t old, struct merkle_proof *p);

/*
 * Does the proof lead from the leaf's hash to the root? False for any proof of
 * another length, leaf, place or tree.
 */
bool merkle_check_inclusion(const struct merkle_hash *leaf, uint64_t index,
    uint64_t size, const struct merkle_proof *p, const struct merkle_hash *root);
/*
 * Does the proof lead to both roots, so that the old tree is the start of the
 * other? old = 0 is accepted only with an empty proof and `first_contact`: who
 * has seen nothing yet has nothing that could be contradicted.
 */
bool merkle_check_consistency(uint64_t old, const struct merkle_hash *old_root,
    uint64_t size, const struct merkle_hash *root, const struct merkle_proof *p,
    bool first_contact);

#endif
