/* SPDX-License-Identifier: Apache-2.0 */
/* Two histories of one store; see store_fork.h. */
#include "shared/store/store_fork.h"

#include <stdlib.h>

#include "shared/file/folder.h"
#include "shared/log/fork.h"
#include "shared/store/store_internal.h"

/* A valid checkpoint, wherever it stands. */
struct found {
	char *where; /* path of the file */
	struct checkpoint at;
	struct str note; /* on the heap */
};

/* All of a store, and its log as it stands. */
struct all {
	const char *dir;
	struct vkeys keys;
	struct found *found;
	size_t n, cap;
	struct merkle_hash *hash, *root; /* of lines; root[k] of the first k */
	uint64_t nlines;
};

/* What cannot be read, or is not signed, contradicts nothing. */
static void
add(struct all *a, const char *inside, bool is_proof)
{
	char *path = path_join(a->dir, inside);
	struct found f = { .where = path };
	struct map m = { "", 0 };
	struct err ignored;

	if (map_open(&m, path, &ignored) == 0)
		f.note = is_proof ? store_proof_note(map_view(&m)) :
		    map_view(&m);
	if (f.note.n > 0 && store_checkpoint(&a->keys.key[0], f.note, &f.at,
	    &ignored) == 0) {
		char *note = mem_alloc(f.note.n);

		memcpy(note, f.note.p, f.note.n);
		f.note.p = note;
		a->found = mem_grow(a->found, &a->cap, a->n,
		    sizeof(*a->found));
		a->found[a->n++] = f;
		path = NULL;
	}
	map_close(&m);
	free(path);
}

/* Each entry of a folder, with `file` of it when it is a folder itself. */
static void
add_folder(struct all *a, const char *folder, const char *file)
{
	char *path = path_join(a->dir, folder);
	struct folder f = { .path = path };
	struct err ignored;
	const char *name;

	while (folder_next(&f, &name, &ignored) == 1) {
		char *entry = path_join(folder, name);
		char *inside = file == NULL ? mem_strdup(entry) :
		    path_join(entry, file);

		if (name[0] != '.')
			add(a, inside, file != NULL);
		free(inside);
		free(entry);
	}
	folder_close(&f);
	free(path);
}

/* Ascending sizes; of one size by place, so that the answer is always one. */
static int
by_size(const void *x, const void *y)
{
	const struct found *a = x, *b = y;

	if (a->at.size != b->at.size)
		return a->at.size < b->at.size ? -1 : 1;
	return strcmp(a->where, b->where);
}

/* Leaf hashes of all whole lines, and the root of each prefix. */
static void
read_log(struct all *a)
{
	char *path = path_join(a->dir, "log.jsonl");
	size_t cap_hash = 0, cap_root = 0;
	struct map m = { "", 0 };
	struct str rest, line;
	struct err ignored;
	struct merkle t;

	merkle_init(&t);
	if (map_open(&m, path, &ignored) == -1)
		m = (struct map){ "", 0 };
	rest = map_view(&m);
	do {
		a->root = mem_grow(a->root, &cap_root, a->nlines,
		    sizeof(*a->root));
		merkle_root(&t, &a->root[a->nlines]);
		if (!store_next_line(&rest, &line))
			break;
		a->hash = mem_grow(a->hash, &cap_hash, a->nlines,
		    sizeof(*a->hash));
		merkle_leaf_hash(&a->hash[a->nlines], line.p, line.n);
		merkle_add_hash(&t, &a->hash[a->nlines++]);
	} while (true);
	merkle_fini(&t);
	map_close(&m);
	free(path);
}

/* Is the checkpoint over the log as it stands? */
static bool
is_of_log(const struct all *a, const struct found *f)
{
	return f->at.size <= a->nlines && merkle_same(&f->at.root,
	    &a->root[f->at.size]);
}

/* The pair, or false: two of one size, or one beside the log of a larger one. */
static bool
find_pair(const struct all *a, const struct found **older,
    const struct found **newer)
{
	for (size_t i = 1; i < a->n; i++) {
		*older = &a->found[i - 1];
		*newer = &a->found[i];
		if ((*older)->at.size == (*newer)->at.size &&
		    !merkle_same(&(*older)->at.root, &(*newer)->at.root))
			return true;
	}
	for (size_t i = a->n; i-- > 0;) {
		*newer = &a->found[i];
		if (!is_of_log(a, *newer))
			continue;
		for (size_t k = 0; k < i; k++) {
			*older = &a->found[k];
			if (!is_of_log(a, *older))
				return true;
		}
		break;
	}
	return false;
}

/* Not into the store. */
static int
check_folder(const char *dir, const char *into, struct err *e)
{
	char *path = path_join(into, "fork-evidence.txt");
	struct outputs o = { .kept = NULL };
	int status;

	output_keep_tree(&o, "the store", dir);
	status = output_check(&o, "the two checkpoints", path, true, e);
	outputs_free(&o);
	free(path);
	return status;
}

static int
write_pair(const struct all *a, const struct found *older,
    const struct found *newer, const char *into, char **path, struct err *e)
{
	struct fork f = { .key = a->keys.key[0],
		.older = { older->where, older->at, older->note },
		.newer = { newer->where, newer->at, newer->note } };
	struct merkle_proof proof;

	if (older->at.size < newer->at.size) {
		merkle_prove_consistency(a->hash, newer->at.size,
		    older->at.size, &proof);
		f.root = a->root[older->at.size];
		f.proof = &proof;
	}
	return check_folder(a->dir, into, e) == -1 ||
	    fork_write(into, &f, path, e) == -1 ? -1 : 1;
}

/* 1 written, *path on the heap; 0 no two contradict each other; -1 error. */
static int
write_fork(const char *dir, const char *into, char **path, struct err *e)
{
	const struct found *older, *newer;
	char *keys = path_join(dir, "keys.txt");
	struct all a = { .dir = dir };
	int status = keys_read(&a.keys, keys, e);

	free(keys);
	*path = NULL;
	if (status == -1)
		return -1;
	add(&a, "checkpoint", false);
	add_folder(&a, "checkpoints", NULL);
	add_folder(&a, "reports", "proof.txt");
	if (a.n > 0)
		qsort(a.found, a.n, sizeof(*a.found), by_size);
	read_log(&a);
	if (find_pair(&a, &older, &newer))
		status = write_pair(&a, older, newer, into, path, e);
	for (size_t i = 0; i < a.n; i++) {
		free(a.found[i].where);
		free((void *)(uintptr_t)a.found[i].note.p);
	}
	free(a.found);
	free(a.hash);
	free(a.root);
	return status;
}

void
store_fork_tell(const struct place_opts *o, const char *into, struct err *e)
{
	const struct err was = *e;
	char *path = NULL;
	struct place p;
	struct err why;
	int status;

	if (e->code != ERR_INTEGRITY || place_find(&p, o, &why) == -1)
		return;
	if (into == NULL || !path_is_dir(into))
		into = ".";
	status = write_fork(p.store, into, &path, &why);
	if (status == 1)
		err_set(e, was.code, "%s. Both checkpoints stand in %s: keep "
		    "it, and send it to whoever relies on the store", was.msg,
		    path);
	else if (status == -1 && why.code != ERR_CONFIG)
		err_set(e, was.code, "%s. Whether two histories were signed "
		    "is not written down: %s", was.msg, why.msg);
	free(path);
	place_free(&p);
}
