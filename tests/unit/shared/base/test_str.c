/* SPDX-License-Identifier: Apache-2.0 */
/* Text slices: comparing, cutting, suggesting. */
#include <stdlib.h>

#include <check.h>

#include "shared/base/str.h"
#include "tests/lib/unit.h"

START_TEST(test_compare)
{
	struct str none = { NULL, 0 };

	ck_assert(str_eq(none, STR("")));
	ck_assert(str_eq(STR("a\0b"), STR("a\0b")));
	ck_assert(!str_eq(STR("a\0b"), STR("a\0c")));
	ck_assert(!str_eq(STR("a"), STR("ab")));
	ck_assert_int_lt(str_cmp(STR("a"), STR("ab")), 0);
	ck_assert_int_gt(str_cmp(STR("b"), STR("ab")), 0);
	ck_assert_int_eq(str_cmp(none, STR("")), 0);
	ck_assert_int_lt(str_cmp(none, STR("a")), 0);
	/* bytes are unsigned */
	ck_assert_int_lt(str_cmp(STR("z"), STR("\xc3\xa4")), 0);
	ck_assert(str_starts(STR("abc"), STR("ab")));
	ck_assert(str_starts(STR("abc"), none));
	ck_assert(!str_starts(STR("a"), STR("ab")));
	ck_assert(str_ends(STR("abc"), STR("bc")));
	ck_assert(!str_ends(STR("c"), STR("bc")));
	ck_assert(!str_ends(STR("abc"), STR("ab")));
}
END_TEST

START_TEST(test_find)
{
	ck_assert_uint_eq(str_find(STR("a,b,c"), ',', 0), 1);
	ck_assert_uint_eq(str_find(STR("a,b,c"), ',', 1), 1);
	ck_assert_uint_eq(str_find(STR("a,b,c"), ',', 2), 3);
	ck_assert_uint_eq(str_find(STR("a,b,c"), ',', 4), 5);
	ck_assert_uint_eq(str_find(STR("a,b,c"), ',', 99), 5);
	ck_assert_uint_eq(str_find((struct str){ NULL, 0 }, ',', 0), 0);
}
END_TEST

static const struct {
	const char *text, *trimmed;
} trims[] = {
	{ "", "" }, { " ", "" }, { " \t\r\n", "" }, { "a", "a" },
	{ " a b\n", "a b" }, { "\r\na\t", "a" }, { "\x0b" "a", "\x0b" "a" },
};

START_TEST(test_trim)
{
	ck_assert(str_is(str_trim(str_of(trims[_i].text)), trims[_i].trimmed));
}
END_TEST

static const struct {
	const char *text, *items; /* '|' behind each */
} splits[] = {
	{ "", "|" }, { "a", "a|" }, { "a,b", "a|b|" }, { "a,", "a||" },
	{ ",a", "|a|" }, { ",,", "|||" },
};

START_TEST(test_next)
{
	struct str rest = str_of(splits[_i].text), item;
	char got[64];
	size_t n = 0;

	while (str_next(&rest, ',', &item)) {
		memcpy(got + n, item.p, item.n);
		n += item.n;
		got[n++] = '|';
	}
	got[n] = '\0';
	ck_assert_str_eq(got, splits[_i].items);
	ck_assert(!str_next(&rest, ',', &item));
}
END_TEST

/* No two of these share a hash, and the length counts. */
START_TEST(test_hash)
{
	static const char text[64] = { 0 };
	uint64_t seen[65];

	for (size_t n = 0; n <= 64; n++) {
		seen[n] = str_hash((struct str){ text, n });
		for (size_t i = 0; i < n; i++)
			ck_assert_uint_ne(seen[n], seen[i]);
	}
	ck_assert_uint_eq(str_hash(STR("training")), str_hash(STR("training")));
	ck_assert_uint_ne(str_hash(STR("training1")), str_hash(STR("training2")));
	ck_assert_uint_eq(str_hash((struct str){ NULL, 0 }), str_hash(STR("")));
}
END_TEST

static const struct {
	const char *a, *b;
	unsigned cap, distance;
} pairs[] = {
	{ "", "", 9, 0 }, { "", "abc", 9, 3 }, { "abc", "", 9, 3 },
	{ "kitten", "sitting", 9, 3 }, { "store", "stroe", 9, 2 },
	{ "Store", "sTORE", 9, 0 }, { "abc", "xyz", 2, 2 },
	{ "flaw", "lawn", 9, 2 },
	{ "0123456789012345678901234567890123456789012345678901234567890123",
	    "0", 9, 9 },
};

START_TEST(test_distance)
{
	ck_assert_uint_eq(str_distance(str_of(pairs[_i].a),
	    str_of(pairs[_i].b), pairs[_i].cap), pairs[_i].distance);
}
END_TEST

static const char *
word(const void *ctx, size_t i)
{
	static const char *const words[] = { "store", "import", "report",
		"verify", "id" };

	(void)ctx;
	return i < 5 ? words[i] : NULL;
}

static const struct {
	const char *typed, *meant;
} typos[] = {
	{ "stroe", "store" }, { "Report", "report" }, { "imprt", "import" },
	{ "verfiy", "verify" }, { "ix", "id" }, { "xx", NULL },
	{ "certificate", NULL }, { "", NULL },
};

START_TEST(test_suggest)
{
	const char *got = str_suggest(str_of(typos[_i].typed), word, NULL);

	if (typos[_i].meant == NULL)
		ck_assert_ptr_null(got);
	else
		ck_assert_str_eq(got, typos[_i].meant);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("str");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, test_compare);
	tcase_add_test(tc, test_find);
	LOOP(tc, test_trim, trims);
	LOOP(tc, test_next, splits);
	tcase_add_test(tc, test_hash);
	LOOP(tc, test_distance, pairs);
	LOOP(tc, test_suggest, typos);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
