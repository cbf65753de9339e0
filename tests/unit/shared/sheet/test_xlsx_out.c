/* SPDX-License-Identifier: Apache-2.0 */
/* What a workbook may be given: everything else is an error that says why. */
#include <math.h>
#include <unistd.h>

#include "shared/base/buf.h"
#include "shared/sheet/xlsx/xlsx_out.h"
#include "tests/lib/unit.h"

/* What is NULL or 0 is something that is fine. */
struct given {
	const char *sheet, *text, *note, *footer, *title;
	double number;
	uint32_t row;   /* of a second text */
	const char *why; /* NULL: fine */
};

static const struct given givens[] = {
	{ .why = NULL },
	{ .text = "=1+1\n\t_x0041_ <&>\"\xf0\x9f\x9b\xa0" },
	{ .sheet = "", .why = "sheet \"\"" },
	{ .sheet = "a/b", .why = "sheet \"a/b\"" },
	{ .sheet = "a\xff", .why = "could not be made" },
	{ .sheet = "A name of more than thirty-one characters",
	    .why = "could not be made" },
	{ .text = "\xc3(", .why = "UTF-8" },
	{ .text = "\xed\xa0\x80", .why = "UTF-8" },
	{ .text = "a\x1f", .why = "control character" },
	{ .text = "\r\n", .why = "control character" },
	{ .text = "\xef\xbf\xbe", .why = "no XML" },
	{ .text = "\xef\xbf\xbd" },
	{ .note = "a\x0b", .why = "control character" },
	{ .note = "\xff", .why = "UTF-8" },
	{ .footer = "\x01", .why = "control character" },
	{ .title = "\xef\xbf\xbf", .why = "no XML" },
	{ .number = (double)INFINITY, .why = "number" },
	{ .number = -(double)NAN, .why = "number" },
	{ .row = 1048576, .why = "text" },
};

static const char *
or_fine(const char *given)
{
	return given == NULL ? "fine" : given;
}

static void
fill(struct xlsx_out *o, void *ctx)
{
	const struct given *g = ctx;
	unsigned s = xlsx_out_sheet(o, or_fine(g->sheet));

	xlsx_out_text(o, s, 0, 0, str_of(or_fine(g->text)), XLSX_NO_LOOK);
	xlsx_out_note(o, s, 0, 0, str_of(or_fine(g->note)), 40);
	xlsx_out_number(o, s, 0, 1, g->number, XLSX_NO_LOOK);
	xlsx_out_text(o, s, g->row, 2, STR("x"), 77);
	xlsx_out_footer(o, s, or_fine(g->footer));
}

START_TEST(what_is_given_is_looked_at)
{
	struct given g = givens[_i];
	struct xlsx_about about = { .title = g.title, .created_s = 86400 };
	struct err e = { .code = ERR_NONE };
	int status = xlsx_out_write("a.xlsx", ".", &about, fill, &g, &e);

	if (g.why == NULL) {
		ck_assert_msg(status == 0, "%s", e.msg);
		ck_assert_int_eq(access("a.xlsx", F_OK), 0);
		return;
	}
	ck_assert_int_eq(status, -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	ck_assert_msg(strstr(e.msg, g.why) != NULL, "%s", e.msg);
	ck_assert_int_eq(access("a.xlsx", F_OK), -1);
}
END_TEST

/* How many of a piece a cell just holds, and one more. */
static const struct {
	const char *piece;
	size_t n;
} longs[] = { { "x", 32767 }, { "\xc3\xa4", 32767 }, { "_x0041_", 2520 } };

static void
fill_one(struct xlsx_out *o, void *ctx)
{
	struct buf *b = ctx;

	xlsx_out_text(o, xlsx_out_sheet(o, "One"), 0, 0, buf_view(b),
	    XLSX_NO_LOOK);
}

START_TEST(long_texts_are_refused_not_cut)
{
	struct xlsx_about about = { .created_s = 86400 };
	struct err e = { .code = ERR_NONE };
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < longs[_i].n; i++)
		buf_puts(&b, longs[_i].piece);
	ck_assert_msg(xlsx_out_write("a.xlsx", ".", &about, fill_one, &b,
	    &e) == 0, "%s", e.msg);
	buf_puts(&b, longs[_i].piece);
	ck_assert_int_eq(xlsx_out_write("a.xlsx", ".", &about, fill_one, &b,
	    &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "longer than a cell"));
	buf_fini(&b);
}
END_TEST

static void
fill_and_die(struct xlsx_out *o, void *ctx)
{
	(void)ctx;
	xlsx_out_text(o, xlsx_out_sheet(o, "One"), 0, 0, STR("x"),
	    XLSX_NO_LOOK);
	_exit(3);
}

START_TEST(a_process_that_dies_is_an_error)
{
	struct xlsx_about about = { .created_s = 86400 };
	struct err e = { .code = ERR_NONE };

	ck_assert_int_eq(xlsx_out_write("a.xlsx", ".", &about, fill_and_die,
	    NULL, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "died"));
	ck_assert_int_eq(access("a.xlsx", F_OK), -1);
}
END_TEST

static const struct {
	struct xlsx_rule rule;
	const char *text;
} rules[] = {
	{ { .kind = XLSX_RULE_LIST, .list_sheet = "Lists", .list_row = 1,
	    .list_n = 1 }, "Lists!$A$2:$A$2" },
	{ { .kind = XLSX_RULE_LIST, .list_sheet = "Lists", .list_column = 701,
	    .list_row = 0, .list_n = 1048576 }, "Lists!$ZZ$1:$ZZ$1048576" },
	{ { .kind = XLSX_RULE_LIST, .list_sheet = "Lists",
	    .list_column = 16383, .list_row = 9, .list_n = 3 },
	    "Lists!$XFD$10:$XFD$12" },
	{ { .kind = XLSX_RULE_DATE }, "61" },
	{ { .kind = XLSX_RULE_NUMBER }, "-1000000000000000" },
};

START_TEST(rules_as_the_file_says_them)
{
	char text[XLSX_RULE_TEXT];

	xlsx_rule_text(text, &rules[_i].rule);
	ck_assert_str_eq(text, rules[_i].text);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("xlsx_out");
	TCase *t = tcase_create("xlsx_out");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_loop_test(t, what_is_given_is_looked_at, 0,
	    sizeof(givens) / sizeof(givens[0]));
	tcase_add_loop_test(t, long_texts_are_refused_not_cut, 0,
	    sizeof(longs) / sizeof(longs[0]));
	tcase_add_test(t, a_process_that_dies_is_an_error);
	tcase_add_loop_test(t, rules_as_the_file_says_them, 0,
	    sizeof(rules) / sizeof(rules[0]));
	suite_add_tcase(s, t);
	return unit_run(s);
}
