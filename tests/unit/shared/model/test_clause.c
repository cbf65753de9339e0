/* SPDX-License-Identifier: Apache-2.0 */
/* Written clauses: what they cover, and which the standard knows. */
#include <stdlib.h>

#include <check.h>

#include "shared/model/standard.h"
#include "tests/lib/unit.h"

static const struct {
	const char *written, *number;
	bool covers;
} cover[] = {
	{ "8.5", "8.5", true }, { "8.5", "8.5.1", true },
	{ "8.5", "8.5.1.2", true }, { "8.5", "8", false },
	{ "8.5", "8.51", false }, { "8.5", "8.6", false },
	{ "8", "8.1", true }, { "8", "81.1", false }, { "8", "81", false },
	{ "8.5.*", "8.5", true }, { "8.5.*", "8.5.3", true },
	{ "8.5.*", "8.51", false }, { "8.*", "8.1", true },
	{ "8.5.", "8.5.1", true }, { " 8.5 ", "8.5.1", true },
	{ "4-10", "4", true }, { "4-10", "10.2", true },
	{ "4-10", "7.5.1", true }, { "4-10", "3.9", false },
	{ "4-10", "11", false }, { "4 - 10", "5", true },
	{ "4\xe2\x80\x93""10", "5.1", true }, { "10-4", "5", false },
	{ "4-", "4", false }, { "-10", "4", false }, { "4-x", "4", false },
	{ "all", "4", true }, { "All", "10.2", true }, { "ALL", "8.5", true },
	{ "alle", "8.5", false }, { "", "8.5", false }, { "*", "8.5", false },
	{ ".*", "8.5", false }, { ".", "8.5", false }, { "8.5", "", false },
	{ "all", "", false }, { "8.5.1 a)", "8.5.1", true },
	{ "8.5.1 a)", "8.5.1.2", true }, { "8.5.1a", "8.5.1", false },
	{ "8.2-8.4", "8.2", true }, { "8.2-8.4", "8.4.3", true },
	{ "8.2-8.4", "8.3.4.1", true }, { "8.2-8.4", "8.5", false },
	{ "8.2-8.4", "8", false }, { "8.2-8.4", "8.1", false },
	{ "8.4-8.2", "8.3", false }, { "8.9-8.10", "8.10.1", true },
	{ "8.2-8.4 x", "8.3", false }, { "4-8.2", "8.2.6", true },
	{ "4-8.2", "7.6", true }, { "4-8.2", "8.3", false },
	{ "ISO 9001 9.2", "9.2", false },
	{ "not known: 8.5", "8.5", false },
};

START_TEST(test_covers)
{
	ck_assert_msg(clause_covers(str_of(cover[_i].written),
	    str_of(cover[_i].number)) == cover[_i].covers, "%s, %s",
	    cover[_i].written, cover[_i].number);
}
END_TEST

static const struct {
	const char *written;
	bool known;
} know[] = {
	{ "8", true }, { "8.5", true }, { "8.5.1", true }, { "8.15", false },
	{ "8.5.*", true }, { "8.5.", true }, { "8.9.*", false },
	{ "8.5.1.1", false }, { "08.5", false }, { "all", true },
	{ "4-8", true }, { "4-9", false }, { "3-8", false }, { "8-4", false },
	{ "", false }, { "*", false }, { "x", false }, { "81", false },
	{ "8.5.1 a)", true }, { "8.5-8.5.1", true }, { "4-8.5.1", true },
	{ "4-8.9", false }, { "8.5.1-8.5", false }, { "8.5x", false },
};

static const struct {
	const char *item;
	enum clause_standing standing;
} stand[] = {
	{ "8.5", CLAUSE_STANDS }, { "8.5.1 a)", CLAUSE_STANDS },
	{ "4-10", CLAUSE_STANDS }, { "all", CLAUSE_STANDS },
	{ "not known: 8.5", CLAUSE_STANDS_NOWHERE },
	{ "not known: all", CLAUSE_STANDS_NOWHERE },
	{ "ISO 9001 9.2", CLAUSE_STANDS_ELSEWHERE },
	{ "TISAX", CLAUSE_STANDS_ELSEWHERE },
};

START_TEST(test_standing)
{
	ck_assert_msg(clause_standing(str_of(stand[_i].item)) ==
	    stand[_i].standing, "%s", stand[_i].item);
}
END_TEST

START_TEST(test_known)
{
	struct clause clause[] = { { .number = "4" }, { .number = "8" },
		{ .number = "8.5" }, { .number = "8.5.1" } };
	struct standard s = { .clause = clause, .nclauses = 4 };

	ck_assert_msg(clause_is_known(&s, str_of(know[_i].written)) ==
	    know[_i].known, "%s", know[_i].written);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("clause");
	TCase *t = tcase_create("all");

	tcase_add_loop_test(t, test_covers, 0,
	    sizeof(cover) / sizeof(cover[0]));
	tcase_add_loop_test(t, test_known, 0, sizeof(know) / sizeof(know[0]));
	tcase_add_loop_test(t, test_standing, 0, sizeof(stand) /
	    sizeof(stand[0]));
	suite_add_tcase(s, t);
	return unit_run(s);
}
