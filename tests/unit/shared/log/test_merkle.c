/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Merkle trees and proofs: the vectors of RFC 6962 and of transparency-dev's
 * test data, a naive recursive tree as oracle, and probes that must fail.
 */
#include <stdio.h>
#include <stdlib.h>

#include <check.h>

#include "shared/base/enc.h"
#include "shared/log/merkle.h"
#include "tests/lib/unit.h"

#define LEAVES 8

static const struct {
	const char *bytes;
	size_t n;
	const char *leaf; /* leaf hash */
	const char *root; /* of the tree that ends with this leaf */
} rfc[LEAVES] = {
	{ "", 0,
	  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
	{ "\x00", 1,
	  "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
	  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
	{ "\x10", 1,
	  "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
	  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77" },
	{ "\x20\x21", 2,
	  "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
	  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" },
	{ "\x30\x31", 2,
	  "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
	  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4" },
	{ "\x40\x41\x42\x43", 4,
	  "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
	  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef" },
	{ "\x50\x51\x52\x53\x54\x55\x56\x57", 8,
	  "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
	  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c" },
	{ "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
	  16,
	  "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
	  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
};

static void
from_hex(struct merkle_hash *h, const char *hex)
{
	ck_assert(hex_parse(h->b, SHA256_BYTES, str_of(hex)));
}

static bool
same(const struct merkle_hash *a, const struct merkle_hash *b)
{
	return memcmp(a->b, b->b, SHA256_BYTES) == 0;
}

static void
assert_hex(const struct merkle_hash *h, const char *hex)
{
	char text[SHA256_HEX + 1];

	hex_format(text, h->b, SHA256_BYTES);
	ck_assert_str_eq(text, hex);
}

static void
rfc_leaves(struct merkle_hash leaf[LEAVES])
{
	for (size_t i = 0; i < LEAVES; i++)
		merkle_leaf_hash(&leaf[i], rfc[i].bytes, rfc[i].n);
}

/* ---- the oracle: RFC 6962 2.1 word by word ---- */

static void
oracle_node(struct merkle_hash *out, const struct merkle_hash *l,
    const struct merkle_hash *r)
{
	uint8_t in[65];

	in[0] = 1;
	memcpy(in + 1, l->b, 32);
	memcpy(in + 33, r->b, 32);
	sha256_of(out->b, in, sizeof(in));
}

static void
oracle_root(struct merkle_hash *out, const struct merkle_hash *leaf, size_t n)
{
	struct merkle_hash l, r;
	size_t k = 1;

	if (n == 0) {
		sha256_of(out->b, "", 0);
		return;
	}
	if (n == 1) {
		*out = leaf[0];
		return;
	}
	while (2 * k < n)
		k *= 2;
	oracle_root(&l, leaf, k);
	oracle_root(&r, leaf + k, n - k);
	oracle_node(out, &l, &r);
}

START_TEST(test_rfc_hashes)
{
	struct merkle_hash h;

	merkle_leaf_hash(&h, rfc[_i].bytes, rfc[_i].n);
	assert_hex(&h, rfc[_i].leaf);
}
END_TEST

START_TEST(test_rfc_roots)
{
	struct merkle m, by_hash;
	struct merkle_hash root, h;

	merkle_init(&m);
	merkle_init(&by_hash);
	merkle_root(&m, &root);
	assert_hex(&root, "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
	for (size_t i = 0; i < LEAVES; i++) {
		merkle_add(&m, rfc[i].bytes, rfc[i].n);
		ck_assert_uint_eq(m.n, i + 1);
		merkle_root(&m, &root);
		assert_hex(&root, rfc[i].root);
		/* Asking does not change it. */
		merkle_root(&m, &root);
		assert_hex(&root, rfc[i].root);
		merkle_leaf_hash(&h, rfc[i].bytes, rfc[i].n);
		merkle_add_hash(&by_hash, &h);
		merkle_root(&by_hash, &root);
		assert_hex(&root, rfc[i].root);
	}
	merkle_fini(&m);
	merkle_fini(&by_hash);
}
END_TEST

START_TEST(test_leaf_and_node)
{
	struct merkle_hash h;
	uint8_t node[11] = "\x01N123N456";

	merkle_leaf_hash(&h, "L123456", 7);
	assert_hex(&h, "395aa064aa4c29f7010acfe3f25db948"
	    "5bbd4b91897b6ad7ad547639252b4d56");
	sha256_of(h.b, node, 9);
	assert_hex(&h, "aa217fe888e47007fa15edab33c2b492"
	    "a722cb106c64667fc2b044444de66bbb");
	/* A leaf that looks like an inner node is still a leaf. */
	merkle_leaf_hash(&h, node, 9);
	ck_assert(h.b[0] != 0xaa || h.b[1] != 0x21);
}
END_TEST

static const struct {
	uint64_t index, size;
	unsigned n;
	const char *hash[4];
} inclusion[] = {
	{ 0, 1, 0, { NULL } },
	{ 0, 8, 3, {
	"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
	"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" } },
	{ 5, 8, 3, {
	"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
	"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
	{ 2, 3, 1, {
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" } },
	{ 1, 5, 3, {
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" } },
};

static const struct {
	uint64_t old, size;
	unsigned n;
	const char *hash[4];
} consistency[] = {
	{ 1, 1, 0, { NULL } },
	{ 1, 8, 3, {
	"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
	"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" } },
	{ 2, 5, 2, {
	"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" } },
	{ 6, 8, 3, {
	"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
	"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
	{ 6, 7, 3, {
	"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
	"b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
	{ 4, 7, 1, {
	"837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e" } },
	{ 3, 7, 4, {
	"0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
	"07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e" } },
};

START_TEST(test_rfc_inclusion)
{
	struct merkle_hash leaf[LEAVES], root;
	struct merkle_proof p;

	rfc_leaves(leaf);
	merkle_prove_inclusion(leaf, inclusion[_i].size, inclusion[_i].index,
	    &p);
	ck_assert_uint_eq(p.n, inclusion[_i].n);
	for (unsigned k = 0; k < p.n; k++)
		assert_hex(&p.hash[k], inclusion[_i].hash[k]);
	from_hex(&root, rfc[inclusion[_i].size - 1].root);
	ck_assert(merkle_check_inclusion(&leaf[inclusion[_i].index],
	    inclusion[_i].index, inclusion[_i].size, &p, &root));
}
END_TEST

START_TEST(test_rfc_consistency)
{
	uint64_t old = consistency[_i].old, size = consistency[_i].size;
	struct merkle_hash leaf[LEAVES], root, old_root;
	struct merkle_proof p;

	rfc_leaves(leaf);
	merkle_prove_consistency(leaf, size, old, &p);
	ck_assert_uint_eq(p.n, consistency[_i].n);
	for (unsigned k = 0; k < p.n; k++)
		assert_hex(&p.hash[k], consistency[_i].hash[k]);
	from_hex(&old_root, rfc[old - 1].root);
	from_hex(&root, rfc[size - 1].root);
	ck_assert(merkle_check_consistency(old, &old_root, size, &root, &p,
	    false));
}
END_TEST

/* ---- whole trees against the oracle ---- */

#define TREE 70

/* Different leaves, the same in every run. */
static void
tree(struct merkle_hash leaf[TREE], struct merkle_hash root[TREE + 1])
{
	struct merkle m;

	merkle_init(&m);
	for (size_t i = 0; i <= TREE; i++) {
		char text[32];
		struct merkle_hash incremental;
		int n = snprintf(text, sizeof(text), "leaf %zu", i);

		oracle_root(&root[i], leaf, i);
		merkle_root(&m, &incremental);
		ck_assert(same(&incremental, &root[i]));
		if (i == TREE)
			break;
		merkle_leaf_hash(&leaf[i], text, (size_t)n);
		merkle_add(&m, text, (size_t)n);
	}
	merkle_fini(&m);
}

/* Everything that differs in one thing from a proof that holds. */
static void
refuse_inclusion(const struct merkle_hash *leaf, uint64_t index, uint64_t size,
    const struct merkle_proof *good, const struct merkle_hash *root)
{
	const uint64_t wrong[] = { index + 1, index - 1, index ^ 2, index / 2,
		index * 2, size, size + index, UINT64_MAX };
	struct merkle_hash other = *leaf;
	struct merkle_proof p;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert(wrong[i] == index || !merkle_check_inclusion(leaf,
		    wrong[i], size, good, root));
	for (unsigned bit = 0; bit < 256; bit += 51) {
		other.b[bit / 8] ^= (uint8_t)(1 << bit % 8);
		ck_assert(!merkle_check_inclusion(&other, index, size, good,
		    root));
		other = *leaf;
	}
	for (unsigned k = 0; k < good->n; k++)
		for (unsigned bit = 0; bit < 256; bit += 85) {
			p = *good;
			p.hash[k].b[bit / 8] ^= (uint8_t)(1 << bit % 8);
			ck_assert(!merkle_check_inclusion(leaf, index, size,
			    &p, root));
		}
	p = *good;
	if (p.n > 0) {
		p.n--;
		ck_assert(!merkle_check_inclusion(leaf, index, size, &p,
		    root));
		memmove(p.hash, good->hash + 1, p.n * sizeof(p.hash[0]));
		ck_assert(!merkle_check_inclusion(leaf, index, size, &p,
		    root));
		ck_assert(!merkle_check_inclusion(root, index, size, good,
		    leaf));
	}
	/* Lengthened at either end, by a hash of its own and by garbage. */
	p = *good;
	p.hash[p.n++] = good->n > 0 ? good->hash[0] : *root;
	ck_assert(!merkle_check_inclusion(leaf, index, size, &p, root));
	memmove(p.hash + 1, good->hash, good->n * sizeof(p.hash[0]));
	ck_assert(!merkle_check_inclusion(leaf, index, size, &p, root));
	memset(&p.hash[0], 0, sizeof(p.hash[0]));
	ck_assert(!merkle_check_inclusion(leaf, index, size, &p, root));
}

START_TEST(test_every_inclusion)
{
	struct merkle_hash leaf[TREE], root[TREE + 1];
	uint64_t size = (uint64_t)_i + 1;
	struct merkle_proof p;

	tree(leaf, root);
	for (uint64_t i = 0; i < size; i++) {
		merkle_prove_inclusion(leaf, size, i, &p);
		ck_assert(merkle_check_inclusion(&leaf[i], i, size, &p,
		    &root[size]));
		/* Another size: refused unless the path has the same shape,
		 * and then the root differs. */
		for (uint64_t s = 0; s <= TREE; s++)
			ck_assert(s == size || !merkle_check_inclusion(
			    &leaf[i], i, s, &p, &root[s]));
		refuse_inclusion(&leaf[i], i, size, &p, &root[size]);
	}
}
END_TEST

static void
refuse_consistency(uint64_t old, const struct merkle_hash *old_root,
    uint64_t size, const struct merkle_hash *root,
    const struct merkle_proof *good)
{
	struct merkle_hash other = *root;
	struct merkle_proof p;

	for (unsigned k = 0; k < good->n; k++)
		for (unsigned bit = 0; bit < 256; bit += 85) {
			p = *good;
			p.hash[k].b[bit / 8] ^= (uint8_t)(1 << bit % 8);
			ck_assert(!merkle_check_consistency(old, old_root,
			    size, root, &p, true));
		}
	p = *good;
	if (p.n > 0) {
		p.n--;
		ck_assert(!merkle_check_consistency(old, old_root, size, root,
		    &p, true));
		memmove(p.hash, good->hash + 1, p.n * sizeof(p.hash[0]));
		ck_assert(!merkle_check_consistency(old, old_root, size, root,
		    &p, true));
		ck_assert(!merkle_check_consistency(size, root, old, old_root,
		    good, true));
		ck_assert(!merkle_check_consistency(old, root, size, old_root,
		    good, true));
	}
	p = *good;
	p.hash[p.n++] = *root;
	ck_assert(!merkle_check_consistency(old, old_root, size, root, &p,
	    true));
	memmove(p.hash + 1, good->hash, good->n * sizeof(p.hash[0]));
	p.hash[0] = *old_root;
	ck_assert(!merkle_check_consistency(old, old_root, size, root, &p,
	    true));
	other.b[31] ^= 1;
	ck_assert(!merkle_check_consistency(old, old_root, size, &other, good,
	    true));
	other = *old_root;
	other.b[0] ^= 0x80;
	ck_assert(!merkle_check_consistency(old, &other, size, root, good,
	    true));
}

START_TEST(test_every_consistency)
{
	struct merkle_hash leaf[TREE], root[TREE + 1];
	uint64_t size = (uint64_t)_i + 1;
	struct merkle_proof p;

	tree(leaf, root);
	for (uint64_t old = 1; old <= size; old++) {
		merkle_prove_consistency(leaf, size, old, &p);
		ck_assert(merkle_check_consistency(old, &root[old], size,
		    &root[size], &p, false));
		refuse_consistency(old, &root[old], size, &root[size], &p);
		for (uint64_t o = 0; o <= TREE; o++)
			ck_assert(o == old || !merkle_check_consistency(o,
			    &root[o], size, &root[size], &p, false));
	}
}
END_TEST

/* The last leaf's proof is the frontier of the tree before it. */
START_TEST(test_last_leaf_frontier)
{
	struct merkle_hash leaf[TREE], root[TREE + 1], h;
	struct merkle_proof p;

	tree(leaf, root);
	for (uint64_t n = 2; n <= TREE; n++) {
		merkle_prove_inclusion(leaf, n, n - 1, &p);
		ck_assert_uint_gt(p.n, 0);
		h = p.hash[0];
		for (unsigned k = 1; k < p.n; k++)
			oracle_node(&h, &p.hash[k], &h);
		ck_assert(same(&h, &root[n - 1]));
	}
}
END_TEST

START_TEST(test_edges)
{
	struct merkle_hash leaf[LEAVES], r3, r8, none;
	struct merkle_proof empty = { .n = 0 }, one = { .n = 1 };

	rfc_leaves(leaf);
	from_hex(&r3, rfc[2].root);
	from_hex(&r8, rfc[7].root);
	sha256_of(none.b, "", 0);
	/* Nothing is in an empty tree. */
	ck_assert(!merkle_check_inclusion(&leaf[0], 0, 0, &empty, &none));
	ck_assert(!merkle_check_inclusion(&none, 0, 0, &empty, &none));
	/* From nothing: only as first contact, and with no proof. */
	ck_assert(merkle_check_consistency(0, &none, 8, &r8, &empty, true));
	ck_assert(!merkle_check_consistency(0, &none, 8, &r8, &empty, false));
	ck_assert(!merkle_check_consistency(0, &none, 8, &r8, &one, true));
	/* The same size: the same root and no proof. */
	ck_assert(merkle_check_consistency(3, &r3, 3, &r3, &empty, false));
	ck_assert(!merkle_check_consistency(3, &r3, 3, &r8, &empty, false));
	ck_assert(!merkle_check_consistency(3, &r3, 3, &r3, &one, false));
	/* Growth without a proof is no growth. */
	ck_assert(!merkle_check_consistency(3, &r3, 8, &r8, &empty, false));
	ck_assert(!merkle_check_consistency(4, &r3, 8, &r3, &empty, false));
	/* Backwards, even to a tree of the very root. */
	ck_assert(!merkle_check_consistency(8, &r8, 3, &r8, &empty, true));
	ck_assert(!merkle_check_consistency(8, &r8, 3, &r3, &empty, true));
	/* A proof of full length against the largest sizes ends. */
	one.n = MERKLE_MAX_PROOF;
	memset(one.hash, 0, sizeof(one.hash));
	ck_assert(!merkle_check_inclusion(&leaf[0], UINT64_MAX - 1, UINT64_MAX,
	    &one, &r8));
	ck_assert(!merkle_check_consistency(UINT64_MAX - 1, &r3, UINT64_MAX,
	    &r8, &one, false));
}
END_TEST

/* The attack that the log is for: an old leaf rewritten, others appended. */
START_TEST(test_rewritten_history)
{
	struct merkle_hash leaf[TREE], root[TREE + 1], now;
	struct merkle_proof p;

	tree(leaf, root);
	for (uint64_t at = 0; at < 20; at++) {
		struct merkle_hash kept = leaf[at];

		merkle_leaf_hash(&leaf[at], "rewritten", 9);
		oracle_root(&now, leaf, 31);
		merkle_prove_consistency(leaf, 31, 20, &p);
		ck_assert(!merkle_check_consistency(20, &root[20], 31, &now,
		    &p, false));
		leaf[at] = kept;
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("merkle");
	TCase *t = tcase_create("merkle");

	tcase_add_loop_test(t, test_rfc_hashes, 0, LEAVES);
	tcase_add_test(t, test_rfc_roots);
	tcase_add_test(t, test_leaf_and_node);
	tcase_add_loop_test(t, test_rfc_inclusion, 0,
	    sizeof(inclusion) / sizeof(inclusion[0]));
	tcase_add_loop_test(t, test_rfc_consistency, 0,
	    sizeof(consistency) / sizeof(consistency[0]));
	tcase_add_loop_test(t, test_every_inclusion, 0, 34);
	tcase_add_loop_test(t, test_every_inclusion, 62, 66);
	tcase_add_loop_test(t, test_every_consistency, 0, 34);
	tcase_add_loop_test(t, test_every_consistency, 62, 66);
	tcase_add_test(t, test_last_leaf_frontier);
	tcase_add_test(t, test_edges);
	tcase_add_test(t, test_rewritten_history);
	suite_add_tcase(s, t);
	return unit_run(s);
}
