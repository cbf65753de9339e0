/* SPDX-License-Identifier: Apache-2.0 */
/* Typed nodes that say the same: quantifiers within, and how they are negated. */
#include <check.h>

#include "shared/rules/node/same.h"
#include "tests/lib/unit.h"

static const struct {
	enum quant_kind kind[2];
	bool negative[2];
	bool turned;
	int reg[2];
	bool same;
} cases[] = {
	{ { Q_SOME, Q_SOME }, { false, false }, false, { 1, 1 }, true },
	{ { Q_SOME, Q_SOME }, { true, true }, false, { 1, 1 }, true },
	{ { Q_SOME, Q_SOME }, { true, false }, false, { 1, 1 }, false },
	{ { Q_SOME, Q_SOME }, { false, true }, false, { 1, 1 }, false },
	/* The whole stands negated in one of the two. */
	{ { Q_SOME, Q_SOME }, { true, false }, true, { 1, 1 }, true },
	{ { Q_SOME, Q_SOME }, { true, true }, true, { 1, 1 }, false },
	{ { Q_SOME, Q_SOME }, { false, false }, true, { 1, 1 }, false },
	{ { Q_SOME, Q_NO }, { false, false }, false, { 1, 1 }, false },
	{ { Q_SOME, Q_SOME }, { false, false }, false, { 1, 2 }, false },
};

START_TEST(quantifiers)
{
	struct renaming r = { .turned = cases[_i].turned };
	struct quant q[2];
	struct node n[2];

	for (int i = 0; i < 2; i++) {
		q[i] = (struct quant){ .kind = cases[_i].kind[i], .slot = i,
			.negative = cases[_i].negative[i],
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
