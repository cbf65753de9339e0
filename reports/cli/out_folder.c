/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a report's files into a folder of its own; see out_folder.h. */
#include "reports/cli/out_folder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include "shared/store/issued/derived.h"

/* Of proof.txt: one of a log with 2^53 records is far smaller. */
#define PROOF_MAX_BYTES ((size_t)1 << 20)
#define NAME_MAX_BYTES 100

/* ---- names ---- */

/* The name of the nth file that is written; false: there are no more. */
static bool
nth_file(const struct out_folder *f, size_t n, char name[RENDERED_NAME])
{
	for (int i = 0; i < RENDERED__MAX; i++)
		if (f->format[i] && n-- == 0) {
			rendered_file_name(name, f->profile,
			    (enum rendered_format)i, f->draft);
			return true;
		}
	/* The proof comes first of what accompanies them, and is put last. */
	if (f->draft || n >= DERIVED__MAX)
		return false;
	snprintf(name, RENDERED_NAME, "%s",
	    derived_name((enum derived)(DERIVED__MAX - 1 - n)));
	return true;
}

/* The nth name that a report of a profile may have in a folder. */
static bool
nth_name(const char *profile, size_t n, char name[RENDERED_NAME])
{
	if (n < DERIVED__MAX) {
		snprintf(name, RENDERED_NAME, "%s",
		    derived_name((enum derived)n));
		return true;
	}
	n -= DERIVED__MAX;
	if (n >= (size_t)2 * RENDERED__MAX)
		return false;
	rendered_file_name(name, profile, (enum rendered_format)(n / 2),
	    n % 2 == 0);
	return true;
}

/* Is that the name of a draft's file? */

static bool
is_draft(size_t n)
{
	return n >= DERIVED__MAX && (n - DERIVED__MAX) % 2 == 0;
}

static bool
is_written(const struct out_folder *f, const char *name)
{
	char other[RENDERED_NAME];

	for (size_t i = 0; nth_file(f, i, other); i++)
		if (strcmp(other, name) == 0)
			return true;
	return false;
}

static bool
is_there(const char *dir, const char *name)
{
	char *path = path_join(dir, name);
	struct stat st;
	bool there = lstat(path, &st) == 0;

	free(path);
	return there;
}

/* ---- what lies there ---- */

/* The report that a folder holds, by its proof. */
struct held {
	char id[LEAF_REPORT_ID];          /* "": not known */
	char profile[NAME_MAX_BYTES + 1]; /* "": not known, or no plain word */
};

/* A profile that may be part of a file's name. */
static bool
is_plain(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_-");

	return n > 0 && n <= NAME_MAX_BYTES && s[n] == '\0';
}

static void
read_leaf(struct str line, struct held *h)
{
	struct leaf leaf = { .type = LEAF_GENESIS };
	struct arena a = { 0 };
	struct err ignored;

	if (leaf_parse(&leaf, line, &a, &ignored) == 0 &&
	    leaf.type == LEAF_REPORT) {
		snprintf(h->id, sizeof(h->id), "%s", leaf.u.report.id);
		if (is_plain(leaf.u.report.profile))
			snprintf(h->profile, sizeof(h->profile), "%s",
			    leaf.u.report.profile);
	}
	arena_fini(&a);
}

/* Nothing of it is believed but which report the files are said to be of. */
static void
read_held(const char *dir, struct held *h)
{
	char *path = path_join(dir, derived_name(DERIVED_PROOF));
	struct buf text, scratch;
	struct proof_file proof;
	struct err ignored;

	*h = (struct held){ .id = "" };
	buf_init(&text, PROOF_MAX_BYTES);
	buf_init(&scratch, PROOF_MAX_BYTES);
	if (file_read(path, &text, &ignored) == 0 && proof_file_parse(&proof,
	    buf_view(&text), &scratch, &ignored) == 0)
		read_leaf(proof.leaf, h);
	buf_fini(&scratch);
	buf_fini(&text);
	free(path);
}

/* ---- before anything is done ---- */

static int
check_other(const struct out_folder *f, struct err *e)
{
	char name[RENDERED_NAME];
	struct held h;

	for (size_t i = 0; nth_name(f->profile, i, name); i++) {
		bool issued = i < DERIVED__MAX;

		if (!(f->draft ? issued : is_draft(i)) ||
		    !is_there(f->dir, name))
			continue;
		read_held(f->dir, &h);
		return cli_refuse(e, issued ? CLI_MSG_FOLDER_ISSUED :
		    CLI_MSG_FOLDER_DRAFT, VALUES(f->dir, name, h.id[0] == '\0' ?
		    "a report" : h.id));
	}
	return 0;
}

int
out_folder_check(const struct out_folder *f, const struct report_opts *o,
    struct err *e)
{
	char name[RENDERED_NAME];
	int status = cli_check_folder(o, "--out", f->dir, e);

	if (status == -1 || f->dir == NULL || !path_is_dir(f->dir))
		return status;
	if (!o->force && check_other(f, e) == -1)
		return -1;
	for (size_t i = 0; status == 0 && nth_file(f, i, name); i++) {
		char *to = path_join(f->dir, name);

		status = cli_check_file(o, "--out", to, e);
		free(to);
	}
	return status;
}

/* ---- writing ---- */

static int
remove_one(const char *dir, const char *name, struct err *e)
{
	char *path = path_join(dir, name);
	int status = unlink(path) == 0 || errno == ENOENT ? 0 :
	    err_sys(e, "remove", path);

	free(path);
	return status;
}

/* The proof goes first. */
static int
clear(const struct out_folder *f, const char *id, struct err *e)
{
	const char *profile[] = { f->profile, NULL };
	char name[RENDERED_NAME];
	struct held h;

	read_held(f->dir, &h);
	if (h.profile[0] != '\0')
		profile[1] = h.profile;
	for (size_t p = 0; p < 2 && profile[p] != NULL; p++)
		for (size_t i = 0; nth_name(profile[p], i, name); i++) {
			bool own = f->draft ? is_written(f, name) :
			    !is_draft(i) && strcmp(h.id, id) == 0;

			if (!own && remove_one(f->dir, name, e) == -1)
				return -1;
		}
	return 0;
}

/* Copies one file whole or not at all. */
static int
copy_file(const char *from_dir, const char *to_dir, const char *name,
    struct err *e)
{
	char *from = path_join(from_dir, name), *to = path_join(to_dir, name);
	struct map map;
	int status = -1;

	if (map_open(&map, from, e) == 0) {
		status = file_replace(to, map_view(&map), 0644, e);
		map_close(&map);
	}
	free(from);
	free(to);
	return status;
}

int
out_folder_fill(const struct out_folder *f, const char *from, const char *id,
    struct err *e)
{
	char name[RENDERED_NAME];

	if (dir_make(f->dir, e) == -1 || clear(f, id, e) == -1)
		return -1;
	for (size_t i = 0; nth_file(f, i, name); i++)
		if (copy_file(from, f->dir, name, e) == -1)
			return -1;
	return 0;
}
