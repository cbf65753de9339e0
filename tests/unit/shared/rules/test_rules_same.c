/* SPDX-License-Identifier: Apache-2.0 */
/* Typed nodes that say the same: quantifiers within, and whose records are. */
#include <check.h>

#include "shared/rules/node/same.h"
#include "tests/lib/unit.h"

static const struct {
	enum quant_kind kind[2];
	int reg[2];
	uint8_t assigns[2];
	bool same;
} cases[] = {
	{ { Q_SOME, Q_SOME }, { 1, 1 }, { 0, 0 }, true },
	{ { Q_SOME, Q_NO }, { 1, 1 }, { 0, 0 }, false },
	{ { Q_SOME, Q_SOME }, { 1, 2 }, { 0, 0 }, false },
	{ { Q_SOME, Q_SOME }, { 1, 1 }, { ASSIGNS_A, ASSIGNS_A }, true },
	{ { Q_SOME, Q_SOME }, { 1, 1 }, { ASSIGNS_A, ASSIGNS_B }, false },
	{ { Q_SOME, Q_SOME }, { 1, 1 }, { 0, ASSIGNS_B }, false },
};

START_TEST(quantifiers)
{
	struct renaming r = { .n = 0 };
	struct node where[2], n[2];
	struct quant q[2];

	for (int i = 0; i < 2; i++) {
		where[i] = (struct node){ .op = OP_CMP_REF,
			.assigns = cases[_i].assigns[i] };
		q[i] = (struct quant){ .kind = cases[_i].kind[i], .slot = i,
			.where = &where[i],
			.pop = { .reg = cases[_i].reg[i] } };
		n[i] = (struct node){ .op = OP_QUANT, .q = &q[i] };
	}
	ck_assert_int_eq(node_same(&n[0], &n[1], &r), cases[_i].same);
	ck_assert_uint_eq(r.n, 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rules_same");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, quantifiers, 0,
	    (int)(sizeof(cases) / sizeof(cases[0])));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
