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
ahead(const char *key_path, uint64_t state, uint64_t store, struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "key %s has signed %" PRIu64
	    " records, but the store has %" PRIu64 "; restore a newer copy of "
	    "the store, or begin a new store that succeeds this one",
	    key_path, state, store);
}

/*
 * What the signer remembers must be of this store, before anything is cut or
 * removed on the strength of it. The signer looks again when it signs.
 */
static int
read_state(const struct store *s, const char *key_path,
    struct checkpoint *state, struct err *e)
{
	int there = signer_state_read(key_path, state, e);
	struct merkle_hash root;

	if (there == -1)
		return -1;
	if (there == 0)
		return err_set(e, ERR_INTEGRITY, "%s.state, the signer's "
		    "memory of what it signed last, is missing. If the store "
		    "is known to be whole, write it again with: preaudit "
		    "store key trust-head", key_path);
	if (strcmp(state->origin, s->head.origin) != 0)
		return err_set(e, ERR_INTEGRITY, "the state beside key %s "
		    "belongs to %s, this store is %s; every store has a key "
		    "of its own, name it with --key", key_path, state->origin,
		    s->head.origin);
	if (state->size > s->head.size)
		return 0;
	store_root_at(s, state->size, &root);
	if (memcmp(&root, &state->root, sizeof(root)) != 0)
		return err_set(e, ERR_INTEGRITY, "the first %" PRIu64
		    " records of %s are not the ones that key %s signed; "
		    "history was changed. Restore a good copy of the store",
		    state->size, s->dir, key_path);
	return 0;
}

/* Signs what was meant to be signed of the tail, cuts the rest. 1: changed. */
static int
recover_log(struct store *s, const struct checkpoint *state,
    const char *key_path, const char *passphrase_file, struct buf *said,
    struct err *e)
{
	const struct str *last = &s->line[s->head.size - 1];
	struct str tail = str_range(last->p + last->n, s->log.p + s->log.n);
	struct str rest = tail;
	uint64_t lines = tail_lines(tail), meant = 0;

	if (state->size > s->head.size)
		meant = state->size - s->head.size;
	if (meant > lines)
		return ahead(key_path, state->size, s->head.size + lines, e);
	for (uint64_t i = 0; i < meant; i++) {
		size_t n = str_find(rest, '\n', 0) + 1;

		rest = (struct str){ rest.p + n, rest.n - n };
	}
	/* The signer may refuse, then nothing is lost. */
	if (meant > 0 && sign_tail(s, str_range(tail.p, rest.p), meant,
	    key_path, passphrase_file, said, e) == -1)
		return -1;
	if (rest.n > 0 && cut_log(s, (uint64_t)(rest.p - s->log.p), said,
	    e) == -1)
		return -1;
	return tail.n > 0;
}

/* ---- files ---- */

typedef int entry_fn(const struct store *s, const struct store_names *names,
    const char *inside, struct buf *said, struct err *e);

/* Calls fn for each entry of a folder, with its path inside the store. */
static int
each_entry(const struct store *s, const struct store_names *names,
    const char *folder, entry_fn *fn, struct buf *said, struct err *e)
{
	char *path = store_path(s->dir, folder);
	DIR *dir = opendir(path);
	struct dirent *d;
	int status = 0;

	if (dir == NULL)
		status = err_sys(e, "open", path);
	while (status == 0) {
		char *inside;

		errno = 0;
		d = readdir(dir);
		if (d == NULL) {
			if (errno != 0)
				status = err_sys(e, "read", path);
			break;
		}
		if (strcmp(d->d_name, ".") == 0 ||
		    strcmp(d->d_name, "..") == 0)
			continue;
		inside = path_join(folder, d->d_name);
		status = fn(s, names, inside, said, e);
		free(inside);
	}
	if (dir != NULL)
		closedir(dir);
	free(path);
	return status;
}

/* Temporary files of a write that was cut off. */
static int
sweep_temporary(const struct store *s, const struct store_names *names,
    const char *inside, struct buf *said, struct err *e)
{
	char *full;
	int status = 0;

	(void)names;
	if (strncmp(path_base(inside), ".tmp-", 5) != 0)
		return 0;
	full = store_path(s->dir, inside);
	if (unlink(full) == -1)
		status = err_sys(e, "remove", full);
	else
		say(said, "removed what a run left that was cut off: ",
		    inside);
	free(full);
	return status;
}

/*
 * Removes what no record names. Staging folders of reports are left to
 * staging_sweep, which knows whether somebody works in them.
 */
static int
sweep(const struct store *s, const struct store_names *names,
    const char *inside, struct buf *said, struct err *e)
{
	bool is_report = strncmp(inside, "reports/", 8) == 0;
	char *full;
	int status = 0;

	if (is_report && strncmp(inside + 8, ".new-", 5) == 0)
		return 0;
	if (store_names_have(names, inside))
		return is_report ? each_entry(s, names, inside,
		    sweep_temporary, said, e) : 0;
	full = store_path(s->dir, inside);
	if (unlink(full) == -1)
		status = errno == EISDIR || errno == EPERM ?
		    dir_remove(full, e) : err_sys(e, "remove", full);
	if (status == 0)
		say(said, "removed, as no record names it: ", inside);
	free(full);
	return status;
}

static int
sweep_all(const struct store *s, struct buf *said, struct err *e)
{
	static const struct {
		const char *folder;
		entry_fn *fn;
	} what[] = {
		{ "data", sweep }, { "orig", sweep }, { "standard", sweep },
		{ "reports", sweep }, { "checkpoints", sweep_temporary },
		{ ".", sweep_temporary },
	};
	struct store_names names;
	int status = 0;

	store_names_make(&names, s);
	for (size_t i = 0; i < sizeof(what) / sizeof(what[0]) && status == 0;
	    i++)
		status = each_entry(s, &names, what[i].folder, what[i].fn,
		    said, e);
	store_names_free(&names);
	return status == 0 ? staging_sweep(s->dir, said, e) : -1;
}

int
store_recover(struct store *s, const char *key_path,
    const char *passphrase_file, struct buf *said, struct err *e)
{
	struct checkpoint state;
	int changed;

	if (read_state(s, key_path, &state, e) == -1)
		return -1;
	changed = recover_log(s, &state, key_path, passphrase_file, said, e);
	if (changed == -1)
		return -1;
	if (changed == 1) {
		char *dir = mem_strdup(s->dir);
		int status;

		/* The files are judged by the records as they are now. */
		store_close(s);
		status = store_open(s, dir, e);
		free(dir);
		if (status == -1)
			return -1;
	}
	return sweep_all(s, said, e);
}
