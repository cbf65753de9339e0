/* SPDX-License-Identifier: Apache-2.0 */
/* What recovery takes out of a store: where it goes, and what is in the way. */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include "shared/base/buf.h"
#include "shared/file/fileio.h"
#include "shared/store/removed.h"
#include "tests/lib/unit.h"

/* A store that is two folders, with one file. */
static void
make_store(void)
{
	struct err e;

	ck_assert_int_eq(mkdir("s", 0755) | mkdir("s/data", 0755), 0);
	ck_assert_int_eq(file_replace("s/data/2-people.csv", STR("x"), 0444,
	    &e), 0);
}

static void
is_kept(const struct removed *r, const char *inside, const char *want)
{
	char *folder = path_join(r->store, r->name);
	char *path = path_join(folder, inside);
	struct buf b;
	struct err e;

	buf_init(&b, 4096);
	ck_assert_msg(file_read(path, &b, &e) == 0, "%s", e.msg);
	ck_assert_str_eq(buf_cstr(&b), want);
	buf_fini(&b);
	free(folder);
	free(path);
}

START_TEST(moved_and_kept)
{
	struct removed r = { .store = "s" };
	struct err e = { 0 };

	make_store();
	ck_assert_int_eq(removed_move(&r, "data/2-people.csv", &e), 0);
	ck_assert_ptr_nonnull(r.name);
	ck_assert_int_eq(removed_keep(&r, "log.jsonl", STR("line\n"), &e), 0);
	ck_assert_int_eq(access("s/data/2-people.csv", F_OK), -1);
	is_kept(&r, "data/2-people.csv", "x");
	is_kept(&r, "log.jsonl", "line\n");
	removed_fini(&r);
	ck_assert_ptr_null(r.name);
}
END_TEST

/* Each run has a folder of its own, also within one second. */
START_TEST(several_runs)
{
	struct removed r[3];
	struct err e = { 0 };

	make_store();
	for (int i = 0; i < 3; i++) {
		r[i] = (struct removed){ .store = "s" };
		ck_assert_msg(removed_keep(&r[i], "a", STR("x"), &e) == 0,
		    "%s", e.msg);
		for (int k = 0; k < i; k++)
			ck_assert_str_ne(r[i].name, r[k].name);
	}
	for (int i = 0; i < 3; i++)
		removed_fini(&r[i]);
}
END_TEST

START_TEST(refused)
{
	struct removed r = { .store = "s" }, none = { .store = "none" };
	struct err e = { 0 };

	make_store();
	ck_assert_int_eq(removed_move(&r, "data/3-people.csv", &e), -1);
	ck_assert_int_eq(e.sys, ENOENT);
	ck_assert_int_eq(removed_move(&none, "a", &e), -1);
	ck_assert_int_eq(removed_keep(&none, "a", STR("x"), &e), -1);
	ck_assert_ptr_null(none.name);
	/* A file stands where a folder is needed. */
	ck_assert_int_eq(removed_keep(&r, "a", STR("x"), &e), 0);
	ck_assert_int_eq(removed_keep(&r, "a/b", STR("x"), &e), -1);
	removed_fini(&r);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("removed");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_test(t, moved_and_kept);
	tcase_add_test(t, several_runs);
	tcase_add_test(t, refused);
	suite_add_tcase(s, t);
	return unit_run(s);
}
