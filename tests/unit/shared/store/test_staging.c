/* SPDX-License-Identifier: Apache-2.0 */
/* Folders of reports not issued yet: held while their maker lives, else swept. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>
#include <sys/wait.h>

#include <check.h>

#include "shared/store/staging.h"
#include "tests/lib/unit.h"

static void
enter(void)
{
	unit_enter();
	ck_assert_int_eq(mkdir("s", 0755), 0);
}

static void
begin(struct staging *s)
{
	struct err e;

	ck_assert_msg(staging_begin(s, "s", &e) == 0, "%s", e.msg);
	ck_assert_ptr_nonnull(s->path);
	ck_assert_int_ne(s->fd, -1);
	ck_assert(path_is_dir(s->path));
}

static void
sweep(const char *says)
{
	struct buf said;
	struct err e;

	buf_init(&said, 65536);
	ck_assert_msg(staging_sweep("s", &said, &e) == 0, "%s", e.msg);
	if (says == NULL)
		ck_assert_str_eq(buf_cstr(&said), "");
	else
		ck_assert_msg(strstr(buf_cstr(&said), says) != NULL, "%s",
		    buf_cstr(&said));
	buf_fini(&said);
}

static void
put(const char *dir, const char *name)
{
	char *path = path_join(dir, name);
	struct err e;

	ck_assert_msg(file_replace(path, STR("x"), 0444, &e) == 0, "%s",
	    e.msg);
	free(path);
}

START_TEST(folders_are_new_and_go)
{
	struct staging a, b;
	char *path;

	begin(&a);
	begin(&b);
	ck_assert_str_ne(a.path, b.path);
	ck_assert(strncmp(a.path, "s/reports/.new-", 15) == 0);
	put(a.path, "content.csv");
	path = path_join(a.path, "");
	staging_end(&a);
	ck_assert(!path_is_dir(path));
	free(path);
	ck_assert_ptr_null(a.path);
	ck_assert_int_eq(a.fd, -1);
	staging_end(&a); /* once more is nothing */
	ck_assert(path_is_dir(b.path));
	staging_end(&b);
}
END_TEST

START_TEST(what_is_held_stays)
{
	struct staging a;

	begin(&a);
	put(a.path, "content.csv");
	sweep(NULL);
	ck_assert(path_is_dir(a.path));
	staging_end(&a);
	sweep(NULL);
}
END_TEST

/* Also while another process holds it; not when that one is gone. */
START_TEST(what_nobody_holds_goes)
{
	int ready[2], stop[2], status;
	struct staging a;
	char c = 0;
	pid_t child;

	ck_assert(pipe(ready) == 0 && pipe(stop) == 0);
	child = fork();
	ck_assert_int_ne(child, -1);
	if (child == 0) {
		begin(&a);
		put(a.path, "content.csv");
		if (write(ready[1], "x", 1) != 1 || read(stop[0], &c, 1) != 1)
			_exit(1);
		_exit(0); /* without staging_end, as when killed */
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	sweep(NULL);
	ck_assert_int_eq(write(stop[1], "x", 1), 1);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	sweep("removed reports/.new-");
	sweep(NULL);
	ck_assert_int_eq(rmdir("s/reports"), 0);
}
END_TEST

/* Files and links of that name are nobody's; what a link names is not ours. */
START_TEST(what_is_no_folder_goes)
{
	ck_assert(mkdir("s/reports", 0755) == 0 && mkdir("kept", 0755) == 0 &&
	    mkdir("s/reports/R-1", 0755) == 0);
	put("kept", "file");
	put("s/reports", ".new-file");
	ck_assert_int_eq(symlink("../../kept", "s/reports/.new-link"), 0);
	sweep(".new-file");
	sweep(NULL);
	ck_assert_int_eq(access("s/reports/.new-file", F_OK), -1);
	ck_assert_int_eq(access("kept/file", F_OK), 0);
	ck_assert_int_eq(unlink("s/reports/.new-link"), -1);
	ck_assert_int_eq(access("s/reports/R-1", F_OK), 0);
}
END_TEST

/*
 * Somebody makes and ends folders while another sweeps without pause: nothing
 * that is held disappears, and making never fails.
 */
START_TEST(sweeping_takes_nothing_from_its_maker)
{
	struct err e;
	pid_t child;
	int status;

	ck_assert_int_eq(mkdir("s/reports", 0755), 0);
	child = fork();
	ck_assert_int_ne(child, -1);
	if (child == 0)
		for (;;)
			if (staging_sweep("s", NULL, &e) == -1 ||
			    access("stop", F_OK) == 0)
				_exit(access("stop", F_OK) == 0 ? 0 : 1);
	for (int i = 0; i < 500; i++) {
		struct staging a;

		begin(&a);
		put(a.path, "content.csv");
		staging_end(&a);
	}
	put(".", "stop");
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
}
END_TEST

START_TEST(without_a_store)
{
	struct staging a;
	struct err e = { 0 };

	ck_assert_int_eq(staging_begin(&a, "none", &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "none/reports"));
	ck_assert_ptr_null(a.path);
	ck_assert_int_eq(a.fd, -1);
	ck_assert_int_eq(staging_sweep("none", NULL, &e), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("staging");
	TCase *tc = tcase_create("staging");

	tcase_add_checked_fixture(tc, enter, unit_leave);
	tcase_add_test(tc, folders_are_new_and_go);
	tcase_add_test(tc, what_is_held_stays);
	tcase_add_test(tc, what_nobody_holds_goes);
	tcase_add_test(tc, what_is_no_folder_goes);
	tcase_add_test(tc, sweeping_takes_nothing_from_its_maker);
	tcase_add_test(tc, without_a_store);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
