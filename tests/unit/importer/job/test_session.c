/* SPDX-License-Identifier: Apache-2.0 */
/* A call from its opening to its end: store, rules, what is left of it. */
#include <check.h>
#include <stdio.h>
#include <unistd.h>

#include "importer/job/session.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_import.h"
#include "tests/lib/unit_store.h"

#define T "thing_id,name\n"

/* A dry run takes no lock and writes nothing. */
START_TEST(test_dry)
{
	struct unit_import u, other;

	unit_import_store();
	unit_import_file("a.csv", T "1,a\n");
	unit_import_open(&u, "a.csv");
	unit_import_open(&other, "--dry-run a.csv");
	ck_assert(u.s.has_txn && !u.s.has_reading);
	ck_assert(!other.s.has_txn && other.s.has_reading);
	unit_import_run(&other);
	ck_assert_int_eq(other.s.job[0].outcome, JOB_BATCH);
	ck_assert_int_eq(access("s/data/000002-things.csv", F_OK), -1);
	unit_import_close(&other);
	unit_import_close(&u);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

/* The batches of a call have indexes in a row, written or not. */
START_TEST(test_next_index)
{
	static const char *const words[] = { "a.csv p.csv",
		"--dry-run a.csv p.csv" };
	struct unit_import u;

	unit_import_store();
	unit_import_file("a.csv", T "1,a\n");
	unit_import_file("p.csv", "person_id,email\n1,a\n");
	unit_import_open(&u, words[_i]);
	ck_assert_uint_eq(session_next_index(&u.s), 2);
	unit_import_run(&u);
	ck_assert_uint_eq(u.s.job[0].index + u.s.job[1].index, 2 + 3);
	ck_assert_uint_eq(session_next_index(&u.s), 4);
	unit_import_close(&u);
}
END_TEST

/* What a call that ends without a commit had written is taken away. */
START_TEST(test_given_up)
{
	struct unit_import u;

	unit_import_store();
	unit_import_file("a.csv", T "1,a\n2\n");
	unit_import_file("m.json", "{\"preaudit\":\"mapping/1\","
	    "\"register\":\"things\",\"columns\":[{\"column\":\"thing_id\",\"field\":\"thing_id\"}]}");
	unit_import_open(&u, "--partial --map m.json a.csv");
	unit_import_run(&u);
	ck_assert_int_eq(access("s/data/000002-things.csv", F_OK), 0);
	session_close(&u.s);
	ck_assert_int_eq(access("s/data/000002-things.csv", F_OK), -1);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

/* What the log and the store keep of a batch. */
START_TEST(test_leaf)
{
	const struct leaf_batch *b;
	struct store s;

	unit_import_store();
	unit_import_file("a.csv", T "1,a\n2\n");
	unit_import("--partial --by auditor --system x --extracted 2026-01-01 "
	    "a.csv", NULL);
	ck_assert_int_eq(unit_store_differences(), 0);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 3);
	b = &s.leaf[2].u.batch;
	ck_assert_str_eq(b->by, "auditor");
	ck_assert_str_eq(b->source_system, "x");
	ck_assert_str_eq(b->extracted, "2026-01-01");
	ck_assert_str_eq(b->encoding, "utf-8");
	ck_assert_str_eq(b->delimiter, "comma");
	ck_assert_uint_eq(b->findings_rows, 1);
	ck_assert_uint_eq(b->header_row, 1);
	ck_assert(b->is_state && b->is_full);
	ck_assert_ptr_nonnull(b->source_path);
	store_close(&s);
}
END_TEST

/* Personal data: no original, unless it is asked for, and no value in findings. */
static const struct {
	const char *words;
	bool keeps;
} originals[] = {
	{ "--partial a.csv", false }, { "--partial --keep-original a.csv", true },
};

START_TEST(test_originals)
{
	struct buf b;
	struct store s;
	struct err e;
	char *path;

	unit_import_store();
	unit_import_file("a.csv", "person_id,email\n1,a@x\n2,b@x,secret\n");
	unit_import(originals[_i].words, NULL);
	unit_store_open(&s, "s");
	ck_assert_int_eq(s.leaf[2].u.batch.source_path != NULL,
	    originals[_i].keeps);
	path = path_join("s", s.leaf[2].u.batch.findings_path);
	buf_init(&b, BUF_MAX_DEFAULT);
	ck_assert_int_eq(file_read(path, &b, &e), 0);
	ck_assert_str_eq(buf_cstr(&b), "row,field,header,level,code,value\r\n"
	    "3,,,warning,row-padded,\r\n3,,,error,row-long,\r\n");
	buf_fini(&b);
	store_close(&s);
}
END_TEST

START_TEST(test_left_out)
{
	struct session s = { .nleft_out = 0 };

	session_leave_out(&s, "a.xlsx", "One", "why");
	session_leave_out(&s, "b.csv", NULL, "else");
	ck_assert_uint_eq(s.nleft_out, 2);
	ck_assert_str_eq(s.left_out[0].sheet, "One");
	ck_assert_ptr_null(s.left_out[1].sheet);
	ck_assert_str_eq(s.left_out[1].why, "else");
	session_close(&s);
}
END_TEST

/* Rules without a store: those of a folder, or none. */
START_TEST(test_rules)
{
	struct import_opts o = { .place = { .store = "s" } };
	struct session s;
	struct err e = { 0 };

	unit_import_store();
	ck_assert_int_eq(session_load_rules(&s, &o, &e), 0);
	ck_assert(s.has_reading && s.std.nregisters == 4);
	session_close(&s);
	o.standard = "nowhere";
	ck_assert_int_eq(session_load_rules(&s, &o, &e), -1);
	ck_assert_int_eq(e.code, ERR_NOT_FOUND);
	session_close(&s);
	o = (struct import_opts){ .place = { .store = "none" } };
	ck_assert_int_eq(session_open(&s, &o, &e), -1);
	ck_assert_int_eq(e.code, ERR_NOT_FOUND);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("session");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, unit_enter, unit_leave);
	tcase_add_test(tc, test_dry);
	tcase_add_loop_test(tc, test_next_index, 0, 2);
	tcase_add_test(tc, test_given_up);
	tcase_add_test(tc, test_leaf);
	UNIT_LOOP(tc, originals);
	tcase_add_test(tc, test_left_out);
	tcase_add_test(tc, test_rules);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
