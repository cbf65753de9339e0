/* SPDX-License-Identifier: Apache-2.0 */
/* Issuing a report's files over a store: once, again, in vain. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/lib/unit_issue.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

START_TEST(issue_writes_leaf_and_derived_files)
{
	struct issued i = unit_issued(ID1, "2026-01-01", "one");
	const struct leaf_report *l;
	struct buf sums, want, receipt;
	struct store s;

	ck_assert_uint_eq(i.index, 2);
	ck_assert(!i.existed);
	ck_assert_int_eq(unit_store_differences(), 0);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 3);
	ck_assert_int_eq(issue_find(&s, ID1), 2);
	ck_assert_int_eq(issue_find(&s, ID2), -1);
	l = &s.leaf[2].u.report;
	ck_assert_uint_eq(l->noutputs, RENDERED__MAX);
	ck_assert_ptr_null(l->supersedes);
	unit_get("s/reports/" ID1 "/SHA256SUMS", &sums);
	buf_init(&want, 4096);
	buf_printf(&want, "%s  content.csv\n%s  readiness.html\n%s  "
	    "readiness.xlsx\n", l->output[RENDERED_CSV].sha256,
	    l->output[RENDERED_HTML].sha256, l->output[RENDERED_XLSX].sha256);
	ck_assert_str_eq(buf_cstr(&sums), buf_cstr(&want));
	unit_get("s/reports/" ID1 "/RECEIPT.txt", &receipt);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&receipt), ID1));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&receipt), l->content_sha256));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&receipt), buf_cstr(&want)));
	buf_fini(&sums);
	buf_fini(&want);
	buf_fini(&receipt);
	store_close(&s);
}
END_TEST

START_TEST(issue_twice_is_one_report)
{
	struct issued i;
	struct store s;
	struct err e;

	unit_issued(ID1, "2026-01-01", "one");
	i = unit_issued(ID1, "2026-01-01", "one");
	ck_assert(i.existed);
	ck_assert_uint_eq(i.index, 2);
	ck_assert_int_eq(unit_store_differences(), 0);
	/* The same id with other content: the program has changed. */
	ck_assert_int_eq(unit_try_issue(ID1, "2026-01-01", "two", "s.key", &i, &e),
	    -1);
	free(i.dir);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_ptr_nonnull(strstr(e.msg, ID1));
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 3);
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

START_TEST(lost_files_are_written_again)
{
	static const char *const derived[] = { "proof.txt", "SHA256SUMS",
		"RECEIPT.txt" };
	struct issued i;
	struct buf before, after;
	struct err e;

	unit_issued(ID1, "2026-01-01", "one");
	for (size_t k = 0; k < COUNT(derived); k++) {
		char path[100];
		struct store s;

		snprintf(path, sizeof(path), "s/reports/" ID1 "/%s",
		    derived[k]);
		unit_get(path, &before);
		ck_assert_int_eq(unlink(path), 0);
		unit_store_open(&s, "s");
		ck_assert_msg(issue_derived(&s, 2, false, &e) == 0, "%s",
		    e.msg);
		store_close(&s);
		unit_get(path, &after);
		ck_assert_str_eq(buf_cstr(&before), buf_cstr(&after));
		buf_fini(&before);
		buf_fini(&after);
	}
	ck_assert_int_eq(dir_remove("s/reports/" ID1, &e), 0);
	ck_assert_int_gt(unit_store_differences(), 0);
	i = unit_issued(ID1, "2026-01-01", "one");
	ck_assert(i.existed);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

START_TEST(supersedes_the_newest_that_stands)
{
	struct store s;

	unit_issued(ID1, "2026-01-01", "one");
	unit_issued(ID3, "2026-02-01", "other day");
	unit_issued(ID2, "2026-01-01", "two");
	unit_withdraw(4);
	unit_issued(ID4, "2026-01-01", "three");
	unit_store_open(&s, "s");
	ck_assert_ptr_null(s.leaf[3].u.report.supersedes);
	ck_assert_str_eq(s.leaf[4].u.report.supersedes, ID1);
	ck_assert_str_eq(s.leaf[6].u.report.supersedes, ID1);
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

/* Nothing signed: nothing stays, and the next one is as the first. */
START_TEST(what_cannot_be_signed_is_taken_back)
{
	struct issued i;
	struct store s;
	struct err e;

	ck_assert_int_eq(rename("s.key", "kept.key"), 0);
	ck_assert_int_eq(unit_try_issue(ID1, "2026-01-01", "one", "s.key", &i, &e),
	    -1);
	free(i.dir);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_ptr_nonnull(strstr(e.msg, "s.key"));
	ck_assert_int_eq(access("s/reports/" ID1, F_OK), -1);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 2);
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
	ck_assert_int_eq(rename("kept.key", "s.key"), 0);
	i = unit_issued(ID1, "2026-01-01", "one");
	ck_assert_uint_eq(i.index, 2);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("issue");
	TCase *tc = tcase_create("issue");

	tcase_add_checked_fixture(tc, unit_issue_enter, unit_leave);
	tcase_add_test(tc, issue_writes_leaf_and_derived_files);
	tcase_add_test(tc, issue_twice_is_one_report);
	tcase_add_test(tc, lost_files_are_written_again);
	tcase_add_test(tc, supersedes_the_newest_that_stands);
	tcase_add_test(tc, what_cannot_be_signed_is_taken_back);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
