/* SPDX-License-Identifier: Apache-2.0 */
/* One proof for several leaves: every set of leaves of every small tree, and probes that must fail. */
#include <stdio.h>

#include <check.h>

#include "shared/log/merkle_many.h"
#include "tests/lib/unit.h"

#define SIZE 9

struct shown {
	struct merkle_hash leaf[SIZE], shown[SIZE], root;
	uint64_t index[SIZE];
	size_t n;
	struct merkle_many p;
};

/* The leaves of a tree whose bits are set, and their proof. */
static void
show(struct shown *x, uint64_t size, unsigned set)
{
	*x = (struct shown){ .n = 0 };
	for (uint64_t i = 0; i < size; i++) {
		char text[2] = { 'a', (char)i };

		merkle_leaf_hash(&x->leaf[i], text, 2);
		if ((set >> i & 1) == 0)
			continue;
		x->index[x->n] = i;
		x->shown[x->n++] = x->leaf[i];
	}
	merkle_root_of(x->leaf, size, &x->root);
	merkle_prove_many(&x->p, x->leaf, size, x->index, x->n);
}

static bool
holds(const struct shown *x, uint64_t size)
{
	return merkle_check_many(&x->p, x->shown, x->index, x->n, size,
	    &x->root);
}

START_TEST(test_every_set)
{
	uint64_t size = (uint64_t)_i;

	for (unsigned set = 1; set < 1u << size; set++) {
		struct shown x;

		show(&x, size, set);
		ck_assert(holds(&x, size));
		/* Alone, it is the path of one leaf, sorted by place. */
		if (x.n == 1) {
			struct merkle_proof one;

			merkle_prove_inclusion(x.leaf, size, x.index[0], &one);
			ck_assert_uint_eq(x.p.n, one.n);
		}
		/* All of them need no hash. */
		if (x.n == size)
			ck_assert_uint_eq(x.p.n, 0);
		merkle_many_free(&x.p);
	}
}
END_TEST

START_TEST(test_every_change_fails)
{
	for (unsigned set = 1; set < 1u << SIZE; set++) {
		struct shown x;

		show(&x, SIZE, set);
		/* A byte of any hash: of a leaf, of the proof, of the root. */
		for (size_t i = 0; i < x.n; i++) {
			x.shown[i].b[7] ^= 1;
			ck_assert(!holds(&x, SIZE));
			x.shown[i].b[7] ^= 1;
		}
		for (size_t i = 0; i < x.p.n; i++) {
			x.p.hash[i].b[31] ^= 1;
			ck_assert(!holds(&x, SIZE));
			x.p.hash[i].b[31] ^= 1;
		}
		x.root.b[0] ^= 1;
		ck_assert(!holds(&x, SIZE));
		x.root.b[0] ^= 1;
		/* One hash more, and one less. */
		merkle_many_add(&x.p, &x.root);
		ck_assert(!holds(&x, SIZE));
		x.p.n--;
		if (x.p.n > 0) {
			x.p.n--;
			ck_assert(!holds(&x, SIZE));
			x.p.n++;
		}
		/* Two leaves that changed places; one that is left out. */
		if (x.n > 1) {
			struct merkle_hash h = x.shown[0];

			x.shown[0] = x.shown[1];
			x.shown[1] = h;
			ck_assert(!holds(&x, SIZE));
			x.shown[1] = x.shown[0];
			x.shown[0] = h;
			x.n--;
			ck_assert(!holds(&x, SIZE));
			x.n++;
		}
		ck_assert(holds(&x, SIZE));
		merkle_many_free(&x.p);
	}
}
END_TEST

START_TEST(test_places)
{
	static const struct {
		uint64_t index[2];
		size_t n;
		uint64_t size;
	} bad[] = {
		{ { 0, 1 }, 0, SIZE },           /* none */
		{ { 2, 2 }, 2, SIZE },           /* one twice */
		{ { 3, 2 }, 2, SIZE },           /* not ascending */
		{ { 2, SIZE }, 2, SIZE },        /* behind the end */
		{ { 0, 1 }, 2, 0 },              /* an empty tree */
		{ { 0, UINT64_MAX }, 2, UINT64_MAX },
		{ { 0, 1 }, 2, UINT64_MAX },     /* as a hostile file says */
	};
	struct shown x;

	show(&x, SIZE, 0x0c);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert(!merkle_check_many(&x.p, x.shown, bad[i].index,
		    bad[i].n, bad[i].size, &x.root));
	/* At other places than their own. */
	for (uint64_t i = 0; i < SIZE; i++)
		for (uint64_t j = i + 1; j < SIZE; j++) {
			const uint64_t at[2] = { i, j };

			ck_assert(merkle_check_many(&x.p, x.shown, at, 2, SIZE,
			    &x.root) == (i == 2 && j == 3));
		}
	merkle_many_free(&x.p);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("merkle_many");
	TCase *t = tcase_create("merkle_many");

	tcase_add_loop_test(t, test_every_set, 1, SIZE + 1);
	tcase_add_test(t, test_every_change_fails);
	tcase_add_test(t, test_places);
	suite_add_tcase(s, t);
	return unit_run(s);
}
