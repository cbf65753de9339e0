/* SPDX-License-Identifier: Apache-2.0 */
/* A field's cells once a mapping file has had its word: words, splits, joins. */
#include "importer/map/mapped_cell.h"
#include "shared/base/buf.h"
#include "tests/lib/unit.h"

static struct mapfile_word words[] = {
	{ "on", "live", "on" }, { "Off", "", "off" }, { "#N/A", "none", "na" },
};
static const struct mapfile_column plain = { .nheaders = 1 },
    worded = { .word = words, .nwords = 3 },
    halved = { .split = ";,", .word = words, .nwords = 3 };

static const struct {
	const char *row; /* of cells separated by '|' */
	size_t n;        /* columns of the field: the first ones */
	const char *join;
	const struct mapfile_column *how;
	const char *want;
} cases[] = {
	{ "a|b", 1, NULL, NULL, "a" }, { " a |b", 1, NULL, &plain, "a" },
	{ "raw|b", 0, NULL, &worded, "raw" },
	/* Words, by what is folded; a mark is none of them. */
	{ "ON", 1, NULL, &worded, "live" }, { "\x01on", 1, NULL, &worded,
	    "live" }, { "off", 1, NULL, &worded, "" },
	{ "once", 1, NULL, &worded, "once" },
	{ "\x01" "12", 1, NULL, &worded, "\x01" "12" },
	/* Joined by a text, else one below the other; empty ones left out. */
	{ "a|b|c", 2, " ", NULL, "a b" }, { "a|b|c", 3, NULL, NULL, "a\nb\nc" },
	{ "|b|c", 3, "-", NULL, "b-c" }, { "a||c", 3, "-", NULL, "a-c" },
	{ "a||c", 3, NULL, NULL, "a\nc" }, { "a|b| ", 3, "-", NULL, "a-b" },
	{ "a", 3, "-", NULL, "a" }, { "", 3, "-", NULL, "" },
	{ "on|x|Off", 3, "-", &worded, "live-x" },
	{ "\x01" "1|\x01" "2", 2, " ", NULL, "1 2" },
	/* Items, each in other words. */
	{ "on; b,off ;;on", 1, NULL, &halved, "live\nb\n\nlive" },
	{ ";a;", 1, NULL, &halved, "a" }, { " ; ", 1, NULL, &halved, "" },
	{ "a;b|c", 2, NULL, &halved, "a\nb\nc" },
	{ "\x01" "7;8", 1, NULL, &halved, "7\n8" },
	/* One without a value makes the whole have none, unless it is a word. */
	{ "a|\x03#REF!|c", 3, "-", NULL, "\x03#REF!" },
	{ "a|\x02|c", 3, "-", NULL, "\x02" },
	{ "a|\x03#REF!", 1, "-", NULL, "a" },
	{ "\x03#REF!", 1, NULL, &worded, "\x03#REF!" },
	{ "\x03#N/A", 1, NULL, &worded, "none" },
};

START_TEST(test_cell)
{
	struct str field[4], rest = str_of(cases[_i].row), got;
	unsigned column[] = { 0, 1, 2 };
	struct csv_row row = { .field = field };
	struct map_field m = { .column = column, .n = cases[_i].n,
		.join = cases[_i].join, .how = cases[_i].how };
	struct buf out;

	while (str_next(&rest, '|', &field[row.n]))
		row.n++;
	buf_init(&out, BUF_MAX_DEFAULT);
	got = mapped_cell(&m, &row, field[0], &out);
	if (!str_is(got, cases[_i].want))
		ck_abort_msg("%s: %.*s", cases[_i].row, STR_ARG(got));
	buf_fini(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("mapped_cell");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, test_cell, 0,
	    (int)(sizeof(cases) / sizeof(*cases)));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
