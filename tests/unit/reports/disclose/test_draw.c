/* SPDX-License-Identifier: Apache-2.0 */
/* The draw of a disclosure: fixed vectors, range, evenness, every position reached. */
#include <stdio.h>
#include <stdlib.h>

#include <check.h>

#include "reports/disclose/draw.h"
#include "tests/lib/unit.h"

#define ROOT "76354a96f5e799485efdfc073a259c4e4b47d98594deec5c13123594c3aa2095"

/* As docs/sampling.md has them; made by tests/interop/verify_disclosure.py. */
static const struct {
	const char *seed;
	uint64_t rows;
	uint64_t position[5];
} vector[] = {
	{ "audit 7", 60ULL, { 39, 33, 55, 22, 50 } },
	{ "audit 7", 1000000ULL, { 786427, 880031, 672127, 932728, 379118 } },
	{ "Prüfung", 1000000ULL, { 135157, 371081, 923774, 398696, 728422 } },
	{ "2026", 1ULL, { 1, 1, 1, 1, 1 } },
	{ "x", 9007199254740991ULL, { 3341450634531980, 6146431532404360, 7866273866172784, 6377917957844627, 7554074436225100 } },
};

START_TEST(test_vectors)
{
	struct draw d;

	draw_begin(&d, vector[_i].seed, ROOT, vector[_i].rows);
	for (size_t i = 0; i < 5; i++)
		ck_assert_uint_eq(draw_next(&d), vector[_i].position[i]);
	draw_end(&d);
}
END_TEST

/* No position is missed, and none comes much more often than another. */
START_TEST(test_even)
{
	enum { ROWS = 200, DRAWS = 40000 };
	unsigned seen[ROWS + 1] = { 0 };
	struct draw d;
	double chi = 0, want = (double)DRAWS / ROWS;

	draw_begin(&d, "even", ROOT, ROWS);
	for (int i = 0; i < DRAWS; i++) {
		uint64_t at = draw_next(&d);

		ck_assert(at >= 1 && at <= ROWS);
		seen[at]++;
	}
	draw_end(&d);
	ck_assert_uint_eq(seen[0], 0);
	for (int i = 1; i <= ROWS; i++) {
		ck_assert_uint_gt(seen[i], 0);
		chi += (seen[i] - want) * (seen[i] - want) / want;
	}
	/* 199 degrees of freedom: beyond 6 deviations either way is no chance. */
	ck_assert(chi > 199 - 6 * 20 && chi < 199 + 6 * 20);
}
END_TEST

/* With more than half of all numbers rejected, the rest is still in range. */
START_TEST(test_rejection)
{
	const uint64_t rows = ((uint64_t)1 << 63) + 1;
	struct draw d;
	int upper = 0;

	draw_begin(&d, "odd", ROOT, rows);
	for (int i = 0; i < 1000; i++) {
		uint64_t at = draw_next(&d);

		ck_assert(at >= 1 && at <= rows);
		upper += at > rows / 2;
	}
	/* About as many were passed over; without it the low half had them. */
	ck_assert_uint_gt(d.counter, 1800);
	ck_assert_uint_lt(d.counter, 2200);
	ck_assert_int_gt(upper, 400);
	ck_assert_int_lt(upper, 600);
	draw_end(&d);
}
END_TEST

/* What it follows from: seed, root and rows, each of them. */
START_TEST(test_all_count)
{
	static const struct {
		const char *seed, *root;
		uint64_t rows;
	} other[] = {
		{ "seed", ROOT, 1000000 }, { "seed ", ROOT, 1000000 },
		{ "seed", "f" ROOT, 1000000 }, { "seed", ROOT, 1000001 },
	};
	uint64_t first[4];

	for (size_t i = 0; i < 4; i++) {
		struct draw d;

		draw_begin(&d, other[i].seed, other[i].root, other[i].rows);
		first[i] = draw_next(&d);
		draw_end(&d);
	}
	for (size_t i = 0; i < 4; i++)
		for (size_t j = 0; j < i; j++)
			ck_assert_uint_ne(first[i], first[j]);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("draw");
	TCase *t = tcase_create("draw");

	tcase_add_loop_test(t, test_vectors, 0,
	    sizeof(vector) / sizeof(vector[0]));
	tcase_add_test(t, test_even);
	tcase_add_test(t, test_rejection);
	tcase_add_test(t, test_all_count);
	suite_add_tcase(s, t);
	return unit_run(s);
}
