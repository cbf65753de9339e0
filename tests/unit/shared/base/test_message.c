/* SPDX-License-Identifier: Apache-2.0 */
/* Templates: what they become, and the faults that tables are searched for. */
#include <check.h>

#include "shared/base/message.h"
#include "tests/lib/unit.h"

#define LEN(a) (sizeof(a) / sizeof(*(a)))
#define S(z) { z, sizeof(z) - 1 }

static const struct {
	const char *args, *text;
	struct value arg[3];
	const char *becomes;
} good[] = {
	{ "", "plain", { { 0 } }, "plain" },
	{ "", "", { { 0 } }, "" },
	{ "", "a {{brace}", { { 0 } }, "a {brace}" },
	{ "", "{{{{", { { 0 } }, "{{" },
	{ "s", "{1}", { { VALUE_TEXT, S("x"), 0 } }, "x" },
	{ "s", "\"{1}\" and {1}", { { VALUE_TEXT, S("{1} % \n"), 0 } },
	    "\"{1} % \n\" and {1} % \n" },
	{ "s", "{1}{{1}", { { VALUE_TEXT, S(""), 0 } }, "{1}" },
	{ "ns", "{1} {1?record|records} of {2}", { { VALUE_INT, { NULL, 0 }, 1 },
	    { VALUE_TEXT, S("Services"), 0 } }, "1 record of Services" },
	{ "ns", "{1} {1?record|records} of {2}", { { VALUE_INT, { NULL, 0 }, 0 },
	    { VALUE_TEXT, S("Services"), 0 } }, "0 records of Services" },
	{ "n", "{1} row{1?|s} {1?is|are}", { { VALUE_INT, { NULL, 0 }, 2 } },
	    "2 rows are" },
	{ "n", "{1}", { { VALUE_INT, { NULL, 0 }, -1 } },
	    "18446744073709551615" },
	{ "n", "{1?yes|no}", { { VALUE_FLAG, { NULL, 0 }, 1 } }, "yes" },
	{ "n", "{1>4}|", { { VALUE_INT, { NULL, 0 }, 12 } }, "  12|" },
	{ "n", "{1<4}|", { { VALUE_INT, { NULL, 0 }, 12 } }, "12  |" },
	{ "ns", "{1}{2}", { { VALUE_TEXT, { NULL, 0 }, 0 },
	    { VALUE_TEXT, { NULL, 0 }, 0 } }, "0" },
	{ "-s", "{2<3}|{2<1}|", { { VALUE_DAY, { NULL, 0 }, 1 },
	    { VALUE_TEXT, S("ab"), 0 } }, "ab |ab|" },
	{ "sss", "{3}{1}{2}", { { VALUE_TEXT, S("a"), 0 }, { VALUE_TEXT, S("b"), 0 },
	    { VALUE_TEXT, S("c"), 0 } }, "cab" },
};

START_TEST(templates_become_texts)
{
	const struct message m = { NULL, 0, good[_i].args, good[_i].text };
	struct buf b;

	buf_init(&b, 1000);
	ck_assert_ptr_null(message_fault(&m));
	message_put(&b, &m, good[_i].arg, strlen(good[_i].args));
	ck_assert_str_eq(buf_cstr(&b), good[_i].becomes);
	buf_fini(&b);
}
END_TEST

static const struct {
	const char *args, *text;
} bad[] = {
	{ "", "{" }, { "", "{1}" }, { "s", "{}" }, { "s", "{1" },
	{ "s", "{x}" }, { "s", "{0}" }, { "s", "{10}" }, { "s", "{1|a}" },
	{ "s", "{2}" }, { "s", "{1?a|b}" }, { "n", "{1?a}" }, { "s", "plain" },
	{ "ss", "{1}" }, { "x", "{1}" }, { "ssssssssss", "{1}" },
	{ "s", "{1} {" }, { "s", "{1>4}" }, { "n", "{1<}" }, { "n", "{1>99}" },
	{ "-", "{1}" },
};

START_TEST(faults_are_found)
{
	const struct message m = { NULL, 0, bad[_i].args, bad[_i].text };

	ck_assert_ptr_nonnull(message_fault(&m));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("message");
	TCase *t = tcase_create("templates");

	tcase_add_loop_test(t, templates_become_texts, 0, (int)LEN(good));
	tcase_add_loop_test(t, faults_are_found, 0, (int)LEN(bad));
	suite_add_tcase(s, t);
	return unit_run(s);
}
