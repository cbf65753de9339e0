/* SPDX-License-Identifier: Apache-2.0 */
/* Statements of the rules that the importer reads; quoting for the shell. */
#include <check.h>

#include "importer/plan/statement.h"
#include "shared/text/shell.h"
#include "tests/lib/unit.h"

static const struct {
	const char *rules;
	bool found;
	int about, count;
} cases[] = {
	{ "statement every s in sources about s.register is s.id", true, 1,
	    -1 },
	{ "statement every s in sources about s.register is s.id system "
	    "s.system count s.count", true, 1, 2 },
	{ "statement every x in sources about x.register count x.count", true,
	    1, 2 },
	{ "define a(s) = s.id\nstatement every s in sources count s.count",
	    true, -1, 2 },
	/* What belongs to the next statement is not this one's. */
	{ "statement every s in sources about s.register\n"
	    "nil every s in sources covers s.id count s.count", true, 1, -1 },
	{ "nil every n in sources count n.count", false, -1, -1 },
	{ "statement every s in nothing about s.id", false, -1, -1 },
	{ "statement some s in sources", false, -1, -1 },
	{ "statement every s in sources about t.register count s.nothing",
	    true, -1, -1 },
	{ "statement every s in sources about", true, -1, -1 },
	{ "statement every s in", false, -1, -1 },
	{ "", false, -1, -1 },
};

START_TEST(finds)
{
	struct field field[] = { { .name = "id" }, { .name = "register" },
		{ .name = "count" }, { .name = "system" } };
	struct schema schema = { .name = "sources", .field = field,
		.nfields = 4 };
	struct standard_file file = { .path = "criteria/0.rules",
		.text = str_of(cases[_i].rules) };
	struct standard std = { .reg = &schema, .nregisters = 1,
		.file = &file, .nfiles = 1 };
	struct statement s;

	ck_assert(statement_find(&std, "statement", &s) == cases[_i].found);
	if (!cases[_i].found)
		return;
	ck_assert_int_eq(statement_field(&s, "about"), cases[_i].about);
	ck_assert_int_eq(statement_field(&s, "count"), cases[_i].count);
}
END_TEST

static const struct {
	const char *argument, *quoted;
} quotes[] = {
	{ "plain-1.csv", "plain-1.csv" }, { "", "''" }, { "a b", "'a b'" },
	{ "P-1|C|2026-01-01", "'P-1|C|2026-01-01'" },
	{ "O'Neil", "'O'\\''Neil'" }, { "'", "''\\'''" },
	{ "$HOME", "'$HOME'" }, { "a\nb", "'a\nb'" }, { "*", "'*'" },
	{ "\xc3\xa9", "'\xc3\xa9'" },
};

START_TEST(quoted)
{
	struct buf b;

	buf_init(&b, 100);
	shell_put(&b, str_of(quotes[_i].argument));
	ck_assert_str_eq(buf_cstr(&b), quotes[_i].quoted);
	buf_fini(&b);
}
END_TEST

START_TEST(call_without)
{
	char p[] = "p", undo[] = "undo", dry[] = "--dry-run", three[] = "3",
	    last[] = "a b";
	char *argv[] = { p, undo, dry, three, last };
	struct buf b;

	buf_init(&b, 100);
	shell_put_call(&b, 5, argv, "--dry-run");
	ck_assert_str_eq(buf_cstr(&b), " undo 3 'a b'");
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("statement");
	TCase *t = tcase_create("statement");

	tcase_add_loop_test(t, finds, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_loop_test(t, quoted, 0, sizeof(quotes) / sizeof(quotes[0]));
	tcase_add_test(t, call_without);
	suite_add_tcase(s, t);
	return unit_run(s);
}
