/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a store: right, and closed to writing; see check_internal.h. */
#include "shared/store/check/check_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <sys/stat.h>


void
check_mode(struct check *c, const char *path)
{
	char *full = path_join(c->store->dir, path);
	struct stat st;

	if (lstat(full, &st) == 0) {
		if (!S_ISREG(st.st_mode))
			check_say(c, "%s is not a regular file", path);
		else if ((st.st_mode & 0222) != 0)
			check_say(c, "%s may be written (mode %04o); it is "
			    "written once: chmod 0444", path,
			    (unsigned)st.st_mode & 07777);
	}
	free(full);
}

/* A folder, or a file that stays open to its owner. */
static void
check_owned(struct check *c, const char *path, mode_t kind)
{
	char *full = path_join(c->store->dir, path);
	bool is_dir = kind == S_IFDIR;
	struct stat st;

	if (lstat(full, &st) == 0) {
		if ((st.st_mode & S_IFMT) != kind)
			check_say(c, "%s is not a %s", path, is_dir ? "folder" :
			    "regular file");
		else if ((st.st_mode & 0022) != 0)
			check_say(c, "%s%s may be changed by others (mode "
			    "%04o); it belongs to the store's user alone: "
			    "chmod %s", is_dir ? "the folder " : "", path,
			    (unsigned)st.st_mode & 07777, is_dir ? "0755" :
			    "0644");
		else if (strcmp(path, "lock") == 0 && st.st_size > 0)
			check_say(c, "lock is not empty");
	}
	free(full);
}

void
check_modes(struct check *c)
{
	static const char *const file[] = { "log.jsonl", "checkpoint",
		"keys.txt", "lock" };

	check_owned(c, ".", S_IFDIR);
	for (int i = 0; i < STORE_FOLDERS; i++)
		check_owned(c, store_folder[i], S_IFDIR);
	for (size_t i = 0; i < sizeof(file) / sizeof(file[0]); i++)
		check_owned(c, file[i], S_IFREG);
}

void
check_keys(struct check *c)
{
	char *path = path_join(c->store->dir, "keys.txt");
	struct buf want, b;
	struct err e;

	buf_init(&want, 65536);
	buf_init(&b, 65536);
	keys_format(&want, &c->store->keys);
	if (file_read(path, &b, &e) == -1)
		check_unread(c, &e, "keys.txt");
	else if (c->store->keys.n != 1 ||
	    !str_eq(buf_view(&b), buf_view(&want)))
		check_say(c, "keys.txt is not as it was made: it holds the "
		    "key of record 0 and nothing else");
	buf_fini(&want);
	buf_fini(&b);
	free(path);
}

bool
check_hash(struct check *c, uint64_t record, const char *path,
    uint64_t bytes, const char *sha256, struct map *m)
{
	const struct leaf_erasure *erased = store_erasure(c->store, path);
	char *full = path_join(c->store->dir, path);
	char hex[SHA256_HEX + 1];
	struct err e;
	bool ok = false;

	if (map_open(m, full, &e) == -1) {
		check_unread(c, &e, path);
	} else {
		sha256_hex(hex, map_view(m));
		ok = erased != NULL ? strcmp(hex, erased->sha256) == 0 :
		    m->n == bytes && strcmp(hex, sha256) == 0;
		if (!ok && erased != NULL)
			check_say(c, "%s is not the file that its erasure "
			    "left: its SHA-256 is %s, not %s", path, hex,
			    erased->sha256);
		else if (!ok)
			check_say(c, "%s is not the file that record %" PRIu64
			    " names: %zu bytes with SHA-256 %s, not %" PRIu64
			    " with %s", path, record, m->n, hex, bytes,
			    sha256);
	}
	check_mode(c, path);
	free(full);
	return ok;
}

void
check_one(struct check *c, uint64_t record, const char *path, uint64_t bytes,
    const char *sha256)
{
	struct map m = { "", 0 };

	(void)check_hash(c, record, path, bytes, sha256, &m);
	map_close(&m);
}

/* A record dated before the one before it says why, or is not of ours. */
static void
check_clock(struct check *c, uint64_t index)
{
	const struct leaf *l = &c->store->leaf[index];
	uint64_t at;

	if (!store_dated_back(c->store, index, &at))
		return;
	if (l->clock != NULL)
		check_note(c, "record %" PRIu64 " is dated %s, before record %"
		    PRIu64 " (%s): %s", index, leaf_when(l), at,
		    leaf_when(&c->store->leaf[at]), l->clock);
	else
		check_say(c, "record %" PRIu64 " is dated %s, before record %"
		    PRIu64 " (%s), and does not say why", index, leaf_when(l),
		    at, leaf_when(&c->store->leaf[at]));
}

/* Lines are erased from a file that a record names. */
static void
check_erasure(struct check *c, uint64_t index, const struct leaf_erasure *l)
{
	if (!store_names_have(&c->names, l->path))
		check_say(c, "record %" PRIu64 " erases lines of %s, which no "
		    "record names", index, l->path);
}

void
check_records(struct check *c)
{
	const struct store *s = c->store;

	for (uint64_t i = 0; i < s->head.size; i++) {
		const struct leaf *l = &s->leaf[i];

		check_clock(c, i);
		if (l->type == LEAF_BATCH)
			check_batch(c, i, &l->u.batch);
		else if (l->type == LEAF_REPORT)
			check_report(c, i, &l->u.report);
		else if (l->type == LEAF_VOID)
			check_void(c, i, &l->u.voided);
		else if (l->type == LEAF_ERASURE)
			check_erasure(c, i, &l->u.erasure);
		else if (l->type == LEAF_RECIPE)
			check_recipe(c, i, &l->u.recipe);
		else if (l->type == LEAF_LATER)
			check_note(c, "record %" PRIu64 " (%s) is of a later "
			    "version of preaudit: what it says was not "
			    "checked", i, l->u.later.type);
		else if (l->type == LEAF_STANDARD)
			for (size_t k = 0; k < l->u.standard.nfiles; k++) {
				const struct leaf_file *f =
				    &l->u.standard.file[k];

				check_one(c, i, store_name_blob(f->sha256).path,
				    f->bytes, f->sha256);
			}
	}
}
