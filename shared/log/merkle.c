/* SPDX-License-Identifier: Apache-2.0 */
/* Merkle trees and proofs; see merkle.h. */
#include "shared/log/merkle.h"

#include <assert.h>

static void
node(struct sha256 *h, struct merkle_hash *out, const struct merkle_hash *l,
    const struct merkle_hash *r)
{
	uint8_t in[1 + 2 * SHA256_BYTES];

	in[0] = 1;
	memcpy(in + 1, l->b, SHA256_BYTES);
	memcpy(in + 1 + SHA256_BYTES, r->b, SHA256_BYTES);
	sha256_start(h);
	sha256_put(h, in, sizeof(in));
	sha256_end(h, out->b);
}

static void
leaf_hash(struct sha256 *h, struct merkle_hash *out, const void *leaf,
    size_t n)
{
	static const uint8_t zero = 0;

	sha256_start(h);
	sha256_put(h, &zero, 1);
	sha256_put(h, leaf, n);
	sha256_end(h, out->b);
}

void
merkle_init(struct merkle *m)
{
	m->n = 0;
	sha256_init(&m->hash);
}

void
merkle_fini(struct merkle *m)
{
	sha256_fini(&m->hash);
	m->n = 0;
}

/* Peaks in use: one per bit set in n. */
static unsigned
peaks(uint64_t n)
{
	return (unsigned)__builtin_popcountll(n);
}

void
merkle_add_hash(struct merkle *m, const struct merkle_hash *leaf)
{
	struct merkle_hash h = *leaf;
	unsigned top = peaks(m->n);

	/* A peak of the same size stands where n has a low one bit. */
	for (uint64_t n = m->n; n & 1; n >>= 1)
		node(&m->hash, &h, &m->peak[--top], &h);
	m->peak[top] = h;
	m->n++;
}

void
merkle_add(struct merkle *m, const void *leaf, size_t n)
{
	struct merkle_hash h;

	leaf_hash(&m->hash, &h, leaf, n);
	merkle_add_hash(m, &h);
}

void
merkle_root(struct merkle *m, struct merkle_hash *root)
{
	unsigned top = peaks(m->n);

	if (top == 0) {
		sha256_of(root->b, "", 0);
		return;
	}
	*root = m->peak[--top];
	while (top > 0)
		node(&m->hash, root, &m->peak[--top], root);
}

void
merkle_hash_leaf(struct merkle *m, struct merkle_hash *h, const void *leaf,
    size_t n)
{
	leaf_hash(&m->hash, h, leaf, n);
}

void
merkle_leaf_hash(struct merkle_hash *h, const void *leaf, size_t n)
{
	struct sha256 s;

	sha256_init(&s);
	leaf_hash(&s, h, leaf, n);
	sha256_fini(&s);
}

/* ---- proofs over all leaf hashes ---- */

/* Largest power of two below n (n > 1). */
static uint64_t
split(uint64_t n)
{
	return (uint64_t)1 << (63 - __builtin_clzll(n - 1));
}

static void
range_root(struct merkle *m, const struct merkle_hash *leaf, uint64_t n,
    struct merkle_hash *out)
{
	m->n = 0;
	for (uint64_t i = 0; i < n; i++)
		merkle_add_hash(m, &leaf[i]);
	merkle_root(m, out);
}

void
merkle_root_of(const struct merkle_hash *leaf, uint64_t n,
    struct merkle_hash *root)
{
	struct merkle m;

	merkle_init(&m);
	range_root(&m, leaf, n, root);
	merkle_fini(&m);
}

static void
push(struct merkle_proof *p, const struct merkle_hash *h)
{
	assert(p->n < MERKLE_MAX_PROOF);
	p->hash[p->n++] = *h;
}

/* PATH(m, D[n]) of RFC 6962 2.1.1. */
static void
path(struct merkle *m, const struct merkle_hash *leaf, uint64_t size,
    uint64_t index, struct merkle_proof *p)
{
	struct merkle_hash h;
	uint64_t k;

	if (size == 1)
		return;
	k = split(size);
	if (index < k) {
		path(m, leaf, k, index, p);
		range_root(m, leaf + k, size - k, &h);
	} else {
		path(m, leaf + k, size - k, index - k, p);
		range_root(m, leaf, k, &h);
	}
	push(p, &h);
}

void
merkle_prove_inclusion(const struct merkle_hash *leaf, uint64_t size,
    uint64_t index, struct merkle_proof *p)
{
	struct merkle m;

	assert(index < size);
	p->n = 0;
	merkle_init(&m);
	path(&m, leaf, size, index, p);
	merkle_fini(&m);
}

/* SUBPROOF(m, D[n], b) of RFC 6962 2.1.2. */
static void
subproof(struct merkle *m, const struct merkle_hash *leaf, uint64_t size,
    uint64_t old, bool whole, struct merkle_proof *p)
{
	struct merkle_hash h;
	uint64_t k;

	if (old == size) {
		if (!whole) {
			range_root(m, leaf, size, &h);
			push(p, &h);
		}
		return;
	}
	k = split(size);
	if (old <= k) {
		subproof(m, leaf, k, old, whole, p);
		range_root(m, leaf + k, size - k, &h);
	} else {
		subproof(m, leaf + k, size - k, old - k, false, p);
		range_root(m, leaf, k, &h);
	}
	push(p, &h);
}

void
merkle_prove_consistency(const struct merkle_hash *leaf, uint64_t size,
    uint64_t old, struct merkle_proof *p)
{
	struct merkle m;

	assert(old > 0 && old <= size);
	p->n = 0;
	if (old == size)
		return;
	merkle_init(&m);
	subproof(&m, leaf, size, old, true, p);
	merkle_fini(&m);
}

/* ---- checks ---- */

bool
merkle_check_inclusion(const struct merkle_hash *leaf, uint64_t index,
    uint64_t size, const struct merkle_proof *p, const struct merkle_hash *root)
{
	struct merkle_hash r = *leaf;
	uint64_t fn = index, sn = size - 1;
	struct sha256 h;
	bool ok = true;

	if (index >= size)
		return false;
	sha256_init(&h);
	for (unsigned i = 0; i < p->n && ok; i++) {
		if (sn == 0) {
			ok = false;
		} else if ((fn & 1) || fn == sn) {
			node(&h, &r, &p->hash[i], &r);
			while (!(fn & 1) && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			node(&h, &r, &r, &p->hash[i]);
		}
		fn >>= 1;
		sn >>= 1;
	}
	sha256_fini(&h);
	return ok && sn == 0 && merkle_same(&r, root);
}

static bool
walk_consistency(uint64_t old, const struct merkle_hash *old_root,
    uint64_t size, const struct merkle_hash *root, const struct merkle_proof *p)
{
	bool power = (old & (old - 1)) == 0, ok = true;
	uint64_t fn = old - 1, sn = size - 1;
	struct merkle_hash fr, sr;
	struct sha256 h;
	unsigned i = 0;

	/* The old tree begins as its rightmost whole subtree. */
	if (!power && p->n == 0)
		return false;
	fr = sr = power ? *old_root : p->hash[i++];
	for (; fn & 1; fn >>= 1)
		sn >>= 1;
	/* Upwards: a hash on the left is of both trees, on the right of one. */
	sha256_init(&h);
	for (; i < p->n && ok; i++) {
		if (sn == 0) {
			ok = false;
		} else if ((fn & 1) || fn == sn) {
			node(&h, &fr, &p->hash[i], &fr);
			node(&h, &sr, &p->hash[i], &sr);
			while (!(fn & 1) && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			node(&h, &sr, &sr, &p->hash[i]);
		}
		fn >>= 1;
		sn >>= 1;
	}
	sha256_fini(&h);
	/* Both roots must come out. */
	return ok && sn == 0 && merkle_same(&fr, old_root) && merkle_same(&sr, root);
}

bool
merkle_check_consistency(uint64_t old, const struct merkle_hash *old_root,
    uint64_t size, const struct merkle_hash *root, const struct merkle_proof *p,
    bool first_contact)
{
	if (old > size)
		return false;
	if (old == 0)
		return first_contact && p->n == 0;
	if (old == size)
		return p->n == 0 && merkle_same(old_root, root);
	return walk_consistency(old, old_root, size, root, p);
}
