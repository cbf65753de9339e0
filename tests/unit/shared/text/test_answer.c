/* SPDX-License-Identifier: Apache-2.0 */
/* Answers: one walk as text and as JSON. */
#include <check.h>

#include "shared/text/answer.h"
#include "tests/lib/unit.h"

static const struct message row = { NULL, 0, "ns",
	"{1} {1?record|records}{2}\n" };
static const struct message item = { NULL, 0, "s", "- {1}\n" };
static const struct message day = { NULL, 0, "s", "{1}\n" };
static const struct message end = { NULL, 0, "", "that is all\n" };

/* Every kind of field, a row of a list, items of another, a text alone. */
static void
walk(struct answer *a)
{
	const char *sheet = NULL;

	answer_put(a, NULL, ANSWER_FIELDS(ANSWER_BOOL("dry", true),
	    ANSWER_BOOL("wet", false), ANSWER_STR_OR_NULL("none", STR("")),
	    ANSWER_STR_OR_NULL("some", STR("x"))));
	answer_open(a, "rows", '[');
	answer_row(a, &row, ANSWER_FIELDS(ANSWER_COUNT("n", 1),
	    ANSWER_TEXT_OR_NULL("sheet", sheet), ANSWER_TEXT("more", "y"),
	    ANSWER_TEXT(NULL, "of no JSON")));
	sheet = " of \"S\"";
	answer_row(a, &row, ANSWER_FIELDS(ANSWER_COUNT_OR_NULL("n", true, 2),
	    ANSWER_TEXT_OR_NULL("sheet", sheet)));
	answer_row(a, &row, ANSWER_FIELDS(ANSWER_COUNT_OR_NULL("n", false, 7),
	    ANSWER_TEXT(NULL, "?")));
	answer_close(a, ']');
	answer_open(a, "items", '[');
	answer_item(a, &item, STR("a"));
	answer_item(a, &item, STR("b"));
	answer_item(a, NULL, STR("c"));
	answer_close(a, ']');
	answer_put(a, &row, VALUES("day", 3, "on", "!", NO_VALUE, "-",
	    "as_of", DAY(0), "gone", NO_VALUE));
	answer_say(a, &day, VALUES(DAY(1)));
	answer_say(a, &end, MSG_NONE);
}

static const struct {
	bool json;
	const char *becomes;
} forms[] = {
	{ false, "1 record\n2 records of \"S\"\n0 records?\n- a\n- b\n"
	    "3 records!\n1970-01-02\nthat is all\n" },
	{ true, "{\"preaudit\":\"x/1\",\"dry\":true,\"wet\":false,"
	    "\"none\":null,\"some\":\"x\",\"rows\":[{\"n\":1,"
	    "\"sheet\":null,\"more\":\"y\"},{\"n\":2,"
	    "\"sheet\":\" of \\\"S\\\"\"},{\"n\":null}],"
	    "\"items\":[\"a\",\"b\",\"c\"],\"day\":3,\"on\":\"!\","
	    "\"as_of\":\"1970-01-01\","
	    "\"gone\":null}\n" },
};

START_TEST(one_walk_has_two_forms)
{
	struct answer a;
	struct buf b;

	buf_init(&b, 4096);
	answer_begin(&a, &b, forms[_i].json, "x/1");
	walk(&a);
	answer_end(&a);
	ck_assert_str_eq(buf_cstr(&b), forms[_i].becomes);
	ck_assert_uint_eq(a.nitems, 3);
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("answer");
	TCase *t = tcase_create("forms");

	tcase_add_loop_test(t, one_walk_has_two_forms, 0,
	    (int)(sizeof(forms) / sizeof(forms[0])));
	suite_add_tcase(s, t);
	return unit_run(s);
}
