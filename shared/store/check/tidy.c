/* SPDX-License-Identifier: Apache-2.0 */
/* What recovery took out, looked at before it goes; see tidy.h. */
#include "shared/store/check/tidy.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include "shared/file/folder.h"
#include "shared/store/issued/derived.h"
#include "shared/store/removed.h"
#include "shared/store/store_internal.h"

#define NOTE_MAX_BYTES ((size_t)1 << 20)

/* Does the store hold these bytes at that place? */
static bool
stands(const struct store *s, const char *inside, const char *sha256)
{
	char *path = path_join(s->dir, inside);
	char hex[SHA256_HEX + 1] = "";
	struct err ignored;
	bool read = file_sha256(path, hex, &ignored) == 0;

	free(path);
	return read && strcmp(hex, sha256) == 0;
}

/* Is it the hash of a file that the record names, and where has that to be? */
static bool
is_output(const struct leaf_report *r, const char *sha256, char path[300])
{
	char name[DERIVED_OUTPUT_NAME];

	for (size_t i = 0; i < r->noutputs; i++)
		if (strcmp(r->output[i].sha256, sha256) == 0) {
			derived_output_name(name, r, i);
			snprintf(path, 300, "%s/%s/%s",
			    store_folder[STORE_REPORTS], r->id, name);
			return true;
		}
	return false;
}

static bool
is_of_batch(const struct leaf_batch *b, const char *sha256, char path[300])
{
	const char *found = NULL;

	if (strcmp(b->sha256, sha256) == 0)
		found = b->path;
	else if (b->source_path != NULL &&
	    strcmp(b->source.sha256, sha256) == 0)
		found = b->source_path;
	else if (b->findings_path != NULL &&
	    strcmp(b->findings_sha256, sha256) == 0)
		found = b->findings_path;
	if (found != NULL)
		snprintf(path, 300, "%s", found);
	return found != NULL;
}

static bool
is_token(uint64_t index, const struct leaf_anchor *a, const char *sha256,
    char path[300])
{
	snprintf(path, 300, "%s", store_name_token(index).path);
	return strcmp(a->sha256, sha256) == 0;
}

/* The same for what lies in standard/, by its content. */
static bool
is_blob(const struct leaf *l, const char *sha256)
{
	if (l->type == LEAF_BATCH)
		return l->u.batch.mapping_sha256 != NULL &&
		    strcmp(l->u.batch.mapping_sha256, sha256) == 0;
	if (l->type == LEAF_RECIPE)
		return strcmp(l->u.recipe.sha256, sha256) == 0;
	if (l->type == LEAF_ANCHOR)
		return cstr_same(l->u.anchor.ca_sha256, sha256) ||
		    cstr_same(l->u.anchor.crl_sha256, sha256);
	for (size_t i = 0; l->type == LEAF_STANDARD &&
	    i < l->u.standard.nfiles; i++)
		if (strcmp(l->u.standard.file[i].sha256, sha256) == 0)
			return true;
	return false;
}

/* A record that needs the bytes, because the store has them no more. */
static char *
needed(const struct store *s, struct str bytes)
{
	char hex[SHA256_HEX + 1], path[300], why[500];

	sha256_hex(hex, bytes);
	for (uint64_t i = 0; i < s->head.size; i++) {
		const struct leaf *l = &s->leaf[i];
		bool named = is_blob(l, hex);

		if (named)
			snprintf(path, sizeof(path), "%s",
			    store_name_blob(hex).path);
		else if (l->type == LEAF_BATCH)
			named = is_of_batch(&l->u.batch, hex, path);
		else if (l->type == LEAF_REPORT)
			named = is_output(&l->u.report, hex, path);
		else if (l->type == LEAF_ANCHOR)
			named = is_token(i, &l->u.anchor, hex, path);
		if (named && !stands(s, path, hex)) {
			snprintf(why, sizeof(why), "it is the file that record "
			    "%" PRIu64 " names; put it back as %s", i, path);
			return mem_strdup(why);
		}
	}
	return NULL;
}

/* A checkpoint of this store's key, unless the store keeps the same one. */
static char *
is_signed(const struct store *s, struct str note)
{
	struct merkle_hash root;
	struct checkpoint cp;
	struct err ignored;
	char why[200], *path;
	int kept;

	if (note.n == 0 || note.n > NOTE_MAX_BYTES || store_checkpoint(
	    &s->keys.key[0], note, &cp, &ignored) == -1)
		return NULL;
	if (cp.size <= s->head.size) {
		store_root_at(s, cp.size, &root);
		snprintf(why, sizeof(why), "checkpoints/%" PRIu64, cp.size);
		path = path_join(s->dir, why);
		kept = file_exists(path, &ignored);
		free(path);
		if (kept == 1 && merkle_same(&root, &cp.root))
			return NULL;
	}
	snprintf(why, sizeof(why), "it is signed with the store's key, over %"
	    PRIu64 " records, and the store keeps no such checkpoint",
	    cp.size);
	return mem_strdup(why);
}

/* One file: how long it is, and whether it may go. */
static int
look(const struct store *s, struct tidy_item *item, const char *full,
    struct err *e)
{
	struct map m;

	if (map_open(&m, full, e) == -1)
		return -1;
	item->bytes = m.n;
	item->stays = is_signed(s, map_view(&m));
	if (item->stays == NULL)
		item->stays = is_signed(s, store_proof_note(map_view(&m)));
	if (item->stays == NULL)
		item->stays = needed(s, map_view(&m));
	map_close(&m);
	return 0;
}

static int
add(const struct store *s, struct tidy *t, const char *inside,
    const struct stat *st, struct err *e)
{
	struct tidy_item item = { .path = mem_strdup(inside) };
	char *full = path_join(s->dir, inside);
	int status = S_ISREG(st->st_mode) ? look(s, &item, full, e) : 0;

	free(full);
	t->item = mem_grow(t->item, &t->cap, t->n, sizeof(*t->item));
	t->item[t->n++] = item;
	t->nstay += item.stays != NULL;
	t->bytes += item.bytes;
	return status;
}

/* Whatever lies at a place; links are not followed. */
static int
walk(const struct store *s, struct tidy *t, const char *inside, struct err *e)
{
	char *full = path_join(s->dir, inside);
	struct folder f = { .path = full, .no_link = true };
	int status = 0, more = 0;
	const char *name;
	size_t n = 0;
	struct stat st;

	if (lstat(full, &st) == -1)
		status = err_sys(e, "examine", full);
	while (status == 0 && S_ISDIR(st.st_mode) &&
	    (more = folder_next(&f, &name, e)) == 1) {
		char *entry = path_join(inside, name);

		status = walk(s, t, entry, e);
		free(entry);
		n++;
	}
	folder_close(&f);
	if (status == 0 && more == 0 && n == 0)
		status = add(s, t, inside, &st, e);
	free(full);
	return more == -1 ? -1 : status;
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct tidy_item *)a)->path,
	    ((const struct tidy_item *)b)->path);
}

static bool
is_removed(const char *name)
{
	return str_starts(str_of(name), STR(REMOVED_PREFIX));
}

int
tidy_find(const struct store *s, struct tidy *t, struct err *e)
{
	struct folder f = { .path = s->dir };
	int status = 0, more = 0;
	const char *name;

	while (status == 0 && (more = folder_next(&f, &name, e)) == 1)
		if (is_removed(name))
			status = walk(s, t, name, e);
	folder_close(&f);
	if (t->n > 0)
		qsort(t->item, t->n, sizeof(*t->item), by_path);
	return more == -1 ? -1 : status;
}

static int
remove_one(const char *path, struct err *e)
{
	struct stat st;

	if (lstat(path, &st) == 0 && !S_ISDIR(st.st_mode))
		return unlink(path) == -1 ? err_sys(e, "remove", path) : 0;
	return dir_remove(path, e);
}

int
tidy_remove(const struct store *s, const struct tidy *t, struct err *e)
{
	struct folder f = { .path = s->dir };
	int status = 0, more = 0;
	const char *name;

	for (size_t i = 0; i < t->n; i++)
		if (t->item[i].stays != NULL)
			return err_set(e, ERR_REFUSED, "nothing was removed: "
			    "%s/%s must stay: %s", s->dir, t->item[i].path,
			    t->item[i].stays);
	while (status == 0 && (more = folder_next(&f, &name, e)) == 1)
		if (is_removed(name)) {
			char *path = path_join(s->dir, name);

			status = remove_one(path, e);
			free(path);
		}
	folder_close(&f);
	return more == -1 || status == -1 ? -1 : dir_sync(s->dir, e);
}

void
tidy_free(struct tidy *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->item[i].path);
		free(t->item[i].stays);
	}
	free(t->item);
	*t = (struct tidy){ .n = 0 };
}
