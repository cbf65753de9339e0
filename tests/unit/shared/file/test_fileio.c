/* SPDX-License-Identifier: Apache-2.0 */
/* Files: reads, maps, files that appear whole or not at all, locks. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <sys/stat.h>
#include <sys/wait.h>

#include <check.h>

#include "shared/file/fileio.h"
#include "tests/lib/unit.h"

static void
spill(const char *path, const char *text)
{
	struct err e;

	ck_assert_msg(file_replace(path, str_of(text), 0600, &e) == 0, "%s",
	    e.msg);
}

static bool
holds(const char *path, const char *text)
{
	struct err e;
	struct buf b;
	bool same;

	buf_init(&b, 1 << 20);
	ck_assert_msg(file_read(path, &b, &e) == 0, "%s", e.msg);
	same = str_is(buf_view(&b), text);
	buf_fini(&b);
	return same;
}

/* Files in the folder, "." and ".." not counted. */
static int
count_files(void)
{
	FILE *p = popen("ls -A | wc -l", "r");
	int n = -1;

	ck_assert_ptr_nonnull(p);
	ck_assert_int_eq(fscanf(p, "%d", &n), 1);
	pclose(p);
	return n;
}

START_TEST(test_read)
{
	struct err e;
	struct buf b;

	spill("a", "hello");
	ck_assert(holds("a", "hello"));
	buf_init(&b, 5);
	ck_assert_int_eq(file_read("a", &b, &e), 0);
	buf_reset(&b);
	b.max = 4;
	ck_assert_int_eq(file_read("a", &b, &e), -1);
	ck_assert_int_eq(e.code, ERR_LIMIT);
	ck_assert_str_eq(e.msg, "a is larger than 4 bytes");
	buf_reset(&b);
	ck_assert_int_eq(file_read("none", &b, &e), -1);
	ck_assert_int_eq(e.sys, ENOENT);
	ck_assert_int_eq(file_read(".", &b, &e), -1);
	ck_assert_int_eq(e.sys, EISDIR);
	/* must not wait for a writer */
	ck_assert_int_eq(mkfifo("fifo", 0600), 0);
	ck_assert_int_eq(file_read("fifo", &b, &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_str_eq(e.msg, "fifo is not a regular file");
	buf_fini(&b);
	ck_assert_int_eq(file_exists("a", &e), 1);
	ck_assert_int_eq(file_exists("none", &e), 0);
	ck_assert_int_eq(file_exists("a/b", &e), 0);
	ck_assert_int_eq(symlink("nowhere", "link"), 0);
	ck_assert_int_eq(file_exists("link", &e), 1);
	ck_assert(path_is_dir(".") && !path_is_dir("a") && !path_is_dir("x"));
}
END_TEST

START_TEST(test_map)
{
	struct err e;
	struct map m;

	spill("a", "hello");
	spill("empty", "");
	ck_assert_int_eq(map_open(&m, "a", &e), 0);
	ck_assert(str_is(map_view(&m), "hello"));
	map_close(&m);
	ck_assert_uint_eq(m.n, 0);
	map_close(&m);
	ck_assert_int_eq(map_open(&m, "empty", &e), 0);
	ck_assert(m.p != NULL && m.n == 0);
	map_close(&m);
	ck_assert_int_eq(map_open(&m, "none", &e), -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	ck_assert_int_eq(map_open(&m, ".", &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
	/* must not wait for a writer */
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	ck_assert_int_eq(map_open(&m, "pipe", &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
}
END_TEST

START_TEST(test_newfile)
{
	struct newfile f;
	struct stat st;
	struct err e;
	char big[300000];

	memset(big, 'x', sizeof(big));
	spill("a", "old");
	ck_assert_int_eq(newfile_begin(&f, "a", &e), 0);
	ck_assert_int_eq(newfile_put(&f, "ne", 2, &e), 0);
	ck_assert_int_eq(newfile_put(&f, NULL, 0, &e), 0);
	ck_assert_int_eq(newfile_put(&f, "w", 1, &e), 0);
	ck_assert(holds("a", "old"));
	ck_assert_int_eq(count_files(), 2);
	ck_assert_uint_eq(f.bytes, 3);
	ck_assert_int_eq(newfile_commit(&f, 0444, &e), 0);
	newfile_abort(&f);
	ck_assert(holds("a", "new"));
	ck_assert_int_eq(stat("a", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0444);
	ck_assert_int_eq(count_files(), 1);
	/* an abandoned one leaves nothing */
	ck_assert_int_eq(newfile_begin(&f, "a", &e), 0);
	ck_assert_int_eq(newfile_put(&f, big, sizeof(big), &e), 0);
	newfile_abort(&f);
	newfile_abort(&f);
	ck_assert(holds("a", "new"));
	ck_assert_int_eq(count_files(), 1);
	/* synced early: the mode still gets set */
	ck_assert_int_eq(newfile_begin(&f, "b", &e), 0);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(newfile_put(&f, "head", 4, &e), 0);
		ck_assert_int_eq(newfile_put(&f, big, sizeof(big), &e), 0);
	}
	ck_assert_int_eq(newfile_sync(&f, &e), 0);
	ck_assert_int_eq(file_exists("b", &e), 0);
	ck_assert_int_eq(newfile_commit(&f, 0640, &e), 0);
	ck_assert_int_eq(stat("b", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0640);
	ck_assert_int_eq(st.st_size, 3 * (4 + (int)sizeof(big)));
	/* a folder that is not there */
	ck_assert_int_eq(newfile_begin(&f, "none/a", &e), -1);
	ck_assert_int_eq(e.sys, ENOENT);
	newfile_abort(&f);
	/* a name that cannot be taken: nothing stays behind */
	ck_assert_int_eq(dir_make("dir", &e), 0);
	ck_assert_int_eq(file_replace("dir", STR("x"), 0600, &e), -1);
	ck_assert_int_eq(count_files(), 3);
}
END_TEST

/* Made once: never over another file, not even a link's. */
START_TEST(test_create)
{
	struct err e;

	ck_assert_int_eq(file_create("a", STR("hello"), 0440, &e), 1);
	ck_assert(holds("a", "hello"));
	ck_assert_int_eq(file_create("a", STR("hello"), 0440, &e), 0);
	ck_assert_int_eq(file_create("a", STR("other"), 0440, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_ptr_nonnull(strstr(e.msg, "a is there already"));
	ck_assert(holds("a", "hello"));
	spill("b", "x");
	ck_assert_int_eq(file_name_new("b", "a", &e), 0);
	ck_assert(holds("a", "hello") && holds("b", "x"));
	ck_assert_int_eq(symlink("nowhere", "c"), 0);
	ck_assert_int_eq(file_create("c", STR("x"), 0440, &e), -1);
	ck_assert_int_eq(file_name_new("b", "c", &e), 0);
	ck_assert_int_eq(file_name_new("none", "d", &e), -1);
	ck_assert_int_eq(e.sys, ENOENT);
	ck_assert_int_eq(file_create("none/a", STR("x"), 0440, &e), -1);
	ck_assert_int_eq(count_files(), 3);
}
END_TEST

START_TEST(test_full_disk)
{
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	struct err e = { 0 };

	ck_assert_int_ne(fd, -1);
	ck_assert_int_eq(fd_write(fd, "x", 1, "a.csv", &e), -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	ck_assert_int_eq(e.sys, ENOSPC);
	ck_assert_str_eq(e.msg, "cannot write a.csv: No space left on device");
	ck_assert_int_eq(fd_close(fd, "a.csv", &e), 0);
	ck_assert_int_eq(fd_close(fd, "a.csv", &e), -1);
	ck_assert_int_eq(fd_sync(-1, "a.csv", &e), -1);
	ck_assert_int_eq(dir_sync("/proc/self/nothing", &e), -1);
}
END_TEST

START_TEST(test_dirs)
{
	struct err e;

	ck_assert_int_eq(dir_make("d", &e), 0);
	ck_assert_int_eq(dir_make("d", &e), 0);
	ck_assert_int_eq(dir_make("d/e", &e), 0);
	spill("d/f", "x");
	spill("d/e/.g", "x");
	spill("kept", "x");
	ck_assert_int_eq(dir_make("kept", &e), -1);
	ck_assert_int_eq(dir_make("outside", &e), 0);
	spill("outside/h", "x");
	/* links go, what they point to stays */
	ck_assert_int_eq(symlink("../outside", "d/link"), 0);
	ck_assert_int_eq(symlink("outside", "toplink"), 0);
	ck_assert_int_eq(dir_remove("d", &e), 0);
	ck_assert_int_eq(file_exists("d", &e), 0);
	ck_assert(holds("outside/h", "x"));
	ck_assert_int_eq(dir_remove("toplink", &e), -1);
	ck_assert(holds("outside/h", "x"));
	ck_assert_int_eq(dir_remove("none", &e), 0);
	ck_assert_int_eq(dir_remove("kept", &e), -1);
	ck_assert(holds("kept", "x"));
}
END_TEST

/* A second process waits as long as it was told, then is told why not. */
START_TEST(test_lock)
{
	struct timespec a, b;
	struct filelock mine, other;
	struct err e;
	int status;
	pid_t pid;

	ck_assert_int_eq(filelock_take(&mine, "lock", 0, &e), 0);
	pid = fork();
	ck_assert_int_ne(pid, -1);
	if (pid == 0) {
		status = filelock_take(&other, "lock", 0, &e);
		_exit(status == -1 && e.code == ERR_LOCKED &&
		    other.fd == -1 ? 7 : 8);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
	/* also in the same process */
	clock_gettime(CLOCK_MONOTONIC, &a);
	ck_assert_int_eq(filelock_take(&other, "lock", 100, &e), -1);
	clock_gettime(CLOCK_MONOTONIC, &b);
	ck_assert_int_eq(e.code, ERR_LOCKED);
	ck_assert((b.tv_sec - a.tv_sec) * 1000 +
	    (b.tv_nsec - a.tv_nsec) / 1000000 >= 95);
	filelock_drop(&mine);
	filelock_drop(&mine);
	ck_assert_int_eq(filelock_take(&other, "lock", 0, &e), 0);
	filelock_drop(&other);
	ck_assert_int_eq(filelock_take(&other, "none/lock", 0, &e), -1);
	ck_assert_int_eq(e.code, ERR_SYS);
}
END_TEST

static const struct {
	const char *a, *b, *joined;
} joins[] = {
	{ "a", "b", "a/b" }, { "a/", "b", "a/b" }, { "/", "b", "/b" },
	{ "", "b", "b" }, { "a", "", "a/" },
};

START_TEST(test_join)
{
	char *p = path_join(joins[_i].a, joins[_i].b);

	ck_assert_str_eq(p, joins[_i].joined);
	free(p);
}
END_TEST

START_TEST(test_base)
{
	ck_assert_str_eq(path_base("a"), "a");
	ck_assert_str_eq(path_base("a/b.csv"), "b.csv");
	ck_assert_str_eq(path_base("/a/"), "");
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("fileio");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, test_read);
	tcase_add_test(tc, test_map);
	tcase_add_test(tc, test_newfile);
	tcase_add_test(tc, test_create);
	tcase_add_test(tc, test_full_disk);
	tcase_add_test(tc, test_dirs);
	tcase_add_test(tc, test_lock);
	LOOP(tc, test_join, joins);
	tcase_add_test(tc, test_base);
	tcase_add_checked_fixture(tc, unit_enter, unit_leave);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
