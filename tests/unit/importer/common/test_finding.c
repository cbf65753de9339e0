/* SPDX-License-Identifier: Apache-2.0 */
/* The list of findings: order, places, memory, taking back. */
#include <stdio.h>
#include <stdlib.h>

#include <check.h>

#include "importer/common/finding.h"
#include "tests/lib/unit.h"

static const struct {
	unsigned column;
	uint64_t row;
	const char *name;
} cells[] = {
	{ 1, 1, "A1" }, { 3, 14, "C14" }, { 26, 2, "Z2" }, { 27, 2, "AA2" },
	{ 52, 9, "AZ9" }, { 53, 9, "BA9" }, { 702, 1, "ZZ1" },
	{ 703, 1, "AAA1" }, { 16384, 1048576, "XFD1048576" },
	{ 0, 7, "row 7" },
};

START_TEST(test_cell)
{
	char name[CELL_NAME];

	cell_name(name, cells[_i].column, cells[_i].row);
	ck_assert_str_eq(name, cells[_i].name);
}
END_TEST

struct seen {
	uint64_t n, next;
	bool right;
};

static int
check_one(void *ctx, const struct finding *f, struct err *e)
{
	struct seen *s = ctx;
	char value[32];

	(void)e;
	snprintf(value, sizeof(value), "v;\"%llu\",\n",
	    (unsigned long long)s->next);
	s->right = s->right && f->row == s->next && f->line == s->next + 5 &&
	    f->column == 3 && f->job == 2 && f->level == LEVEL_WARNING &&
	    strcmp(f->code, "some-code") == 0 && str_is(f->file, "a.csv") &&
	    str_is(f->reg, "things") && str_is(f->header, "H \"x\"") &&
	    str_is(f->field, "field") && str_is(f->value, value) &&
	    str_is(f->message, "expected, \"this\"");
	s->n++;
	s->next++;
	return 0;
}

static void
put_many(struct finding_list *l, uint64_t from, uint64_t n)
{
	for (uint64_t i = from; i < from + n; i++) {
		char value[32];

		snprintf(value, sizeof(value), "v;\"%llu\",\n",
		    (unsigned long long)i);
		finding_put(l, &(struct finding){ .job = 2, .level =
		    LEVEL_WARNING, .code = "some-code", .file = STR("a.csv"),
		    .reg = STR("things"), .row = i, .line = i + 5, .column = 3,
		    .header = STR("H \"x\""), .field = STR("field"),
		    .value = str_of(value),
		    .message = STR("expected, \"this\"") });
	}
}

/* Enough of them to leave memory: all come back, in order. */
START_TEST(test_spill)
{
	struct finding_list l;
	struct seen s = { .next = 1, .right = true };
	struct err e = { 0 };

	finding_init(&l);
	put_many(&l, 1, 120000);
	ck_assert_uint_eq(l.n, 120000);
	ck_assert_uint_eq(l.warnings, 120000);
	ck_assert_uint_eq(l.errors, 0);
	ck_assert_uint_gt(l.spilled, 0);
	ck_assert_uint_lt(l.text.cap, (size_t)16 << 20);
	ck_assert_int_eq(finding_each(&l, check_one, &s, &e), 0);
	ck_assert_uint_eq(s.n, 120000);
	ck_assert(s.right);
	finding_fini(&l);
}
END_TEST

/* Forgetting, both inside memory (_i 0) and back into the file. */
START_TEST(test_forget)
{
	struct finding_list l;
	struct finding_mark m;
	struct seen s = { .next = 1, .right = true };
	struct err e = { 0 };

	finding_init(&l);
	put_many(&l, 1, 10);
	m = finding_mark(&l);
	put_many(&l, 500, _i == 0 ? 5 : 120000);
	ck_assert_int_eq(finding_forget(&l, m, &e), 0);
	ck_assert_uint_eq(l.n, 10);
	put_many(&l, 11, 10);
	ck_assert_int_eq(finding_each(&l, check_one, &s, &e), 0);
	ck_assert_uint_eq(s.n, 20);
	ck_assert(s.right);
	finding_fini(&l);
}
END_TEST

static int
is_valid(void *ctx, const struct finding *f, struct err *e)
{
	(void)e;
	*(bool *)ctx = str_is(f->message, "x?y") &&
	    f->value.n == 200 * 2 && f->value.p[0] == '\xc3';
	return 0;
}

/* A half character in a message, a value far too long. */
START_TEST(test_cut)
{
	struct finding_list l;
	struct err e = { 0 };
	char value[2000];
	bool right = false;

	for (size_t i = 0; i < sizeof(value); i += 2)
		memcpy(value + i, "\xc3\xa4", 2);
	finding_init(&l);
	finding_put(&l, &(struct finding){ .code = "c", .file = STR("f"),
	    .reg = STR(""), .header = STR(""), .field = STR(""),
	    .value = { value, sizeof(value) }, .message = STR("x\xc3y") });
	ck_assert_uint_eq(l.errors, 1);
	ck_assert_int_eq(finding_each(&l, is_valid, &right, &e), 0);
	ck_assert(right);
	finding_fini(&l);
}
END_TEST

/* A message with a long argument is kept whole, its code and level with it. */
static int
is_whole(void *ctx, const struct finding *f, struct err *e)
{
	(void)e;
	*(bool *)ctx = f->level == LEVEL_WARNING && f->row == 7 &&
	    strcmp(f->code, "too-much") == 0 && f->message.n == 5009 &&
	    str_starts(f->message, STR("1 row: xxx")) &&
	    str_ends(f->message, STR("x."));
	return 0;
}

START_TEST(test_add)
{
	static const struct message m = { "too-much", LEVEL_WARNING, "ns",
	    "{1} {1?row|rows}: {2}." };
	struct finding_list l;
	struct err e = { 0 };
	char text[5001];
	bool right = false;

	memset(text, 'x', sizeof(text));
	finding_init(&l);
	finding_add(&l, &(struct finding){ .file = STR("f"), .row = 7 }, &m,
	    VALUES(1, ((struct str){ text, sizeof(text) })));
	ck_assert_uint_eq(l.warnings, 1);
	ck_assert_int_eq(finding_each(&l, is_whole, &right, &e), 0);
	ck_assert(right);
	finding_fini(&l);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("finding");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_cell, cells);
	tcase_add_test(tc, test_spill);
	tcase_add_loop_test(tc, test_forget, 0, 2);
	tcase_add_test(tc, test_cut);
	tcase_add_test(tc, test_add);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
