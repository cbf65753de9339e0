/* SPDX-License-Identifier: Apache-2.0 */
/*
 * After a writer that died: an unsigned tail of the log is signed when the
 * signer's state shows that it was meant to be, else cut; files that no
 * record names are removed, and said (FORMATS 1, Recovery).
 */
#include "shared/store/store_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/store/staging.h"

static void
say(struct buf *said, const char *what, const char *name)
{
	if (said != NULL)
		buf_printf(said, "%s%s\n", what, name);
}

static int
cut_log(const struct store *s, uint64_t bytes, struct buf *said,
    struct err *e)
{
	char *path = store_path(s->dir, "log.jsonl");
	int fd = open(path, O_WRONLY | O_CLOEXEC), status = -1;

	if (fd == -1)
		err_sys(e, "open", path);
	else if (ftruncate(fd, (off_t)bytes) == -1)
		err_sys(e, "shorten", path);
	else
		status = fd_sync(fd, path, e);
	if (fd != -1)
		close(fd);
	free(path);
	if (status == 0)
		say(said, "removed the records of a run that was not "
		    "finished from ", "log.jsonl");
	return status;
}

/* Whole lines behind the signed ones. */
static uint64_t
tail_lines(struct str tail)
{
	uint64_t n = 0;

	for (size_t i = 0; i < tail.n; i++)
		n += tail.p[i] == '\n';
	return n;
}

/* The signer's state names exactly the log that stands on disk: finish it. */
static int
sign_tail(struct store *s, struct str tail, uint64_t lines,
    const char *key_path, const char *passphrase_file, struct buf *said,
    struct err *e)
{
	uint64_t size = s->head.size + lines;
	struct merkle_hash *hash = mem_calloc(size, sizeof(*hash));
	int status;

	memcpy(hash, s->hash, s->head.size * sizeof(*hash));
	for (uint64_t i = s->head.size; i < size; i++) {
		size_t n = str_find(tail, '\n', 0) + 1;

		merkle_leaf_hash(&hash[i], tail.p, n);
		tail = (struct str){ tail.p + n, tail.n - n };
	}
	status = store_sign(s->dir, s->head.origin, hash, size, key_path,
	    passphrase_file, true, e);
	free(hash);
	if (status == 0)
		say(said, "signed the records of a run that was not "
		    "finished", "");
	return status;
}

static int
recover_log(struct store *s, const char *key_path,
    const char *passphrase_file, struct buf *said, bool *changed,
    struct err *e)
{
	const struct str *last = &s->line[s->head.size - 1];
	struct str tail = str_range(last->p + last->n, s->log.p + s->log.n);
	uint64_t lines = tail_lines(tail);
	struct checkpoint state;
	int there;

	if (tail.n == 0)
		return 0;
	*changed = true;
	there = signer_state_read(key_path, &state, e);
	if (there == -1)
		return -1;
	if (there == 1 && state.size > s->head.size) {
		if (state.size > s->head.size + lines)
			return err_set(e, ERR_INTEGRITY, "key %s has signed "
			    "%" PRIu64 " records, but the log has %" PRIu64
			    "; restore a newer copy of the store, or begin a "
			    "new store that succeeds this one", key_path,
			    state.size, s->head.size + lines);
		/* What stands behind the meant records goes first. */
		for (uint64_t i = s->head.size; i < state.size; i++) {
			size_t n = str_find(tail, '\n', 0) + 1;

			tail = (struct str){ tail.p + n, tail.n - n };
		}
		if (tail.n > 0 && cut_log(s, (uint64_t)(tail.p - s->log.p),
		    said, e) == -1)
			return -1;
		return sign_tail(s, str_range(last->p + last->n, tail.p),
		    state.size - s->head.size, key_path, passphrase_file,
		    said, e);
	}
	return cut_log(s, (uint64_t)(last->p + last->n - s->log.p), said, e);
}

/* Removes the entries of one folder that no record names. */
static int
sweep(const struct store *s, const char *folder, struct buf *said,
    struct err *e)
{
	char *path = store_path(s->dir, folder);
	DIR *dir = opendir(path);
	struct dirent *d;
	int status = 0;

	while (dir != NULL && status == 0 && (d = readdir(dir)) != NULL) {
		char *inside, *full;

		if (strcmp(d->d_name, ".") == 0 ||
		    strcmp(d->d_name, "..") == 0 ||
		    strncmp(d->d_name, ".new-", 5) == 0)
			continue;
		inside = path_join(folder, d->d_name);
		if (!store_names(s, inside)) {
			full = store_path(s->dir, inside);
			if (unlink(full) == -1)
				status = errno == EISDIR || errno == EPERM ?
				    dir_remove(full, e) :
				    err_sys(e, "remove", full);
			if (status == 0)
				say(said, "removed, as no record names it: ",
				    inside);
			free(full);
		}
		free(inside);
	}
	if (dir != NULL)
		closedir(dir);
	free(path);
	return status;
}

/* Temporary files of a write that was cut off. */
static int
sweep_temporary(const struct store *s, const char *folder, struct err *e)
{
	char *path = store_path(s->dir, folder);
	DIR *dir = opendir(path);
	struct dirent *d;
	int status = 0;

	while (dir != NULL && status == 0 && (d = readdir(dir)) != NULL) {
		char *full;

		if (strncmp(d->d_name, ".tmp-", 5) != 0)
			continue;
		full = path_join(path, d->d_name);
		if (unlink(full) == -1)
			status = err_sys(e, "remove", full);
		free(full);
	}
	if (dir != NULL)
		closedir(dir);
	free(path);
	return status;
}

int
store_recover(struct store *s, const char *key_path,
    const char *passphrase_file, struct buf *said, bool *changed,
    struct err *e)
{
	static const char *const folder[] = { "data", "orig", "standard",
		"reports" };
	struct checkpoint state;
	int there;

	*changed = false;
	if (recover_log(s, key_path, passphrase_file, said, changed, e) == -1)
		return -1;
	if (*changed) {
		char *dir = mem_strdup(s->dir);
		int status;

		store_close(s);
		status = store_open(s, dir, e);
		free(dir);
		if (status == -1)
			return -1;
	}
	there = signer_state_read(key_path, &state, e);
	if (there == -1)
		return -1;
	if (there == 1 && strcmp(state.origin, s->head.origin) == 0 &&
	    state.size > s->head.size)
		return err_set(e, ERR_INTEGRITY, "key %s has signed %" PRIu64
		    " records, but the store's checkpoint is of %" PRIu64
		    "; restore a newer copy of the store, or begin a new "
		    "store that succeeds this one", key_path, state.size,
		    s->head.size);
	for (size_t i = 0; i < 4; i++)
		if (sweep(s, folder[i], said, e) == -1)
			return -1;
	if (sweep_temporary(s, ".", e) == -1 ||
	    sweep_temporary(s, "checkpoints", e) == -1)
		return -1;
	return staging_sweep(s->dir, said, e);
}
