/* SPDX-License-Identifier: Apache-2.0 */
/* What a call may write: paths against what is kept, by name and by file. */
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include <check.h>

#include "shared/file/output.h"
#include "tests/lib/unit.h"

static void
spill(const char *path)
{
	struct err e;

	ck_assert_msg(file_replace(path, STR("x"), 0600, &e) == 0, "%s",
	    e.msg);
}

static void
arrange(void)
{
	ck_assert_int_eq(mkdir("tree", 0755) + mkdir("tree/in", 0755) +
	    mkdir("free", 0755), 0);
	spill("key");
	spill("tree/in/file");
	spill("there");
	ck_assert_int_eq(link("key", "free/hard") + symlink("key", "soft") +
	    symlink("tree", "to-tree") + symlink("nowhere", "dangling") +
	    mkfifo("pipe", 0600), 0);
}

static const struct file_case {
	const char *path;
	bool force, ok;
	const char *names; /* what the message has */
} files[] = {
	{ "new", false, true, NULL },
	{ "free/new", false, true, NULL },
	{ "tree-new", false, true, NULL },
	{ "there", false, false, "there is there already" },
	{ "there", true, true, NULL },
	{ "dangling", false, false, "already" },
	{ "dangling", true, true, NULL },
	{ "pipe", false, true, NULL },
	{ "/dev/stdout", false, true, NULL },
	{ "free", true, false, "folder" },
	{ "nowhere/new", true, false, "no folder" },
	{ "", true, false, "folder" },
	{ "new/", true, false, "folder" },
	{ "nowhere/../new", true, false, "no folder" },
	{ "key", true, false, "the key (key)" },
	{ "./free/../key", true, false, "the key" },
	{ "soft", true, false, "the key" },
	{ "free/hard", true, false, "the key" },
	{ "later", true, false, "a file to come" },
	{ "free/../later", true, false, "a file to come" },
	{ "tree", true, false, "the tree" },
	{ "tree/new", true, false, "in the tree (tree)" },
	{ "tree/in/file", true, false, "the tree" },
	{ "to-tree/in/new", true, false, "the tree" },
	{ "tree/../free/new", false, true, NULL },
};

START_TEST(test_file)
{
	const struct file_case *c = &files[_i];
	struct outputs o = { .kept = NULL };
	struct err e;

	arrange();
	output_keep(&o, "the key", "key");
	output_keep(&o, "a file to come", "later");
	output_keep(&o, "nothing", NULL);
	output_keep_tree(&o, "the tree", "tree");
	ck_assert_msg((output_check(&o, "--out", c->path, c->force, &e) == 0)
	    == c->ok, "%s", c->path);
	if (!c->ok) {
		ck_assert_int_eq(e.code, ERR_USAGE);
		ck_assert_msg(strstr(e.msg, c->names) != NULL, "%s", e.msg);
		ck_assert_msg(strstr(e.msg, "--out") != NULL, "%s", e.msg);
	} else if (!output_is_stream(c->path)) {
		/* One call writes a file once. */
		ck_assert_int_eq(output_check(&o, "--more", c->path, true,
		    &e), -1);
	}
	outputs_free(&o);
}
END_TEST

static const struct folder_case {
	const char *path;
	bool ok;
} folders[] = {
	{ "free", true }, { "new", true }, { ".", true }, { "there", false },
	{ "tree", false }, { "tree/new", false }, { "to-tree", false },
	{ "key", false }, { "nowhere/new", false },
};

START_TEST(test_folder)
{
	struct outputs o = { .kept = NULL };
	struct err e;

	arrange();
	output_keep(&o, "the key", "key");
	output_keep_tree(&o, "the tree", "tree");
	ck_assert_msg((output_check_folder(&o, "--out", folders[_i].path, &e)
	    == 0) == folders[_i].ok, "%s", folders[_i].path);
	outputs_free(&o);
}
END_TEST

/* Files in a folder that is still to be made: each once. */
START_TEST(test_new_folder)
{
	struct outputs o = { .kept = NULL };
	struct err e;

	arrange();
	ck_assert_int_eq(output_check_folder(&o, "--out", "to-come", &e), 0);
	ck_assert_int_eq(output_check(&o, "--out", "to-come/a", false, &e), 0);
	ck_assert_int_eq(output_check(&o, "--out", "./to-come/b", false, &e),
	    0);
	ck_assert_int_eq(output_check(&o, "--out", "to-come/a", true, &e), -1);
	ck_assert_int_eq(output_check(&o, "--out", "other/a", true, &e), -1);
	outputs_free(&o);
}
END_TEST

/* A link is replaced, not written through; other names of a file keep it. */
START_TEST(test_write)
{
	struct stat st;
	struct err e;

	arrange();
	ck_assert_int_eq(output_write("soft", STR("new"), NULL, &e), 0);
	ck_assert_int_eq(lstat("soft", &st), 0);
	ck_assert(S_ISREG(st.st_mode) && st.st_size == 3);
	ck_assert_int_eq(stat("key", &st), 0);
	ck_assert_int_eq(st.st_size, 1);
	ck_assert_int_eq(output_write("free/hard", STR("new"), NULL, &e), 0);
	ck_assert_int_eq(stat("key", &st), 0);
	ck_assert_int_eq(st.st_size, 1);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("output");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_file, files);
	LOOP(tc, test_folder, folders);
	tcase_add_test(tc, test_new_folder);
	tcase_add_test(tc, test_write);
	tcase_add_checked_fixture(tc, unit_enter, unit_leave);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
