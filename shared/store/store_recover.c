/* SPDX-License-Identifier: Apache-2.0 */
/*
 * After a writer that died, or a restored copy whose parts are of different
 * ages: `checkpoint` goes forward to the head; an unsigned tail of the log is
 * signed when the signer's state shows that it was meant to be, else moved
 * away with the files that no record names, and said.
 */
#include "shared/store/store_internal.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/file/folder.h"
#include "shared/store/removed.h"
#include "shared/store/staging.h"

static void
say(struct buf *said, const char *what, const char *name)
{
	if (said != NULL)
		buf_printf(said, "%s%s\n", what, name);
}

/* The bytes are kept beside before the log is cut. */
static int
cut_log(const struct store *s, uint64_t bytes, struct removed *r,
    struct buf *said, struct err *e)
{
	char *path;
	int fd, status = -1;

	if (removed_keep(r, "log.jsonl", str_range(s->log.p + bytes,
	    s->log.p + s->log.n), e) == -1)
		return -1;
	path = path_join(s->dir, "log.jsonl");
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd == -1)
		err_sys(e, "open", path);
	else if (ftruncate(fd, (off_t)bytes) == -1)
		err_sys(e, "shorten", path);
	else
		status = fd_sync(fd, path, e);
	if (fd != -1)
		close(fd);
	free(path);
	if (status == 0 && said != NULL)
		buf_printf(said, "removed the records of a run that was not "
		    "finished from log.jsonl; kept in %s\n", r->name);
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
	status = store_sign(s->dir, &s->keys.key[0], hash, size, key_path,
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

/* The lines behind the signed ones, and how many of them are to be signed. */
struct tail {
	struct str lines;
	uint64_t meant;
};

/* Is what the signer remembers in this log, signed or still to be signed? */
static int
check_state(const struct store *s, const char *key_path,
    const struct checkpoint *state, struct tail *tail, struct err *e)
{
	struct merkle_hash root;
	uint64_t lines = tail_lines(tail->lines);

	if (state->size > s->head.size) {
		tail->meant = state->size - s->head.size;
		return tail->meant <= lines ? 0 : ahead(key_path, state->size,
		    s->head.size + lines, e);
	}
	store_root_at(s, state->size, &root);
	if (memcmp(&root, &state->root, sizeof(root)) != 0)
		return err_set(e, ERR_INTEGRITY, "the first %" PRIu64
		    " records of %s are not the ones that key %s signed; "
		    "history was changed. Restore a good copy of the store",
		    state->size, s->dir, key_path);
	return 0;
}

/*
 * What the signer remembers must be of this store, and the key must be its
 * own, before anything is done on the strength of them. The signer looks again
 * when it signs.
 */
static int
check_signer(const struct store *s, const char *key_path,
    const char *passphrase_file, struct tail *tail, struct err *e)
{
	struct checkpoint state;
	int there = signer_state_read(key_path, &state, e);

	if (there == -1)
		return -1;
	if (there == 1 && strcmp(state.origin, s->head.origin) != 0)
		return err_set(e, ERR_INTEGRITY, "the state beside key %s "
		    "belongs to %s, this store is %s; every store has a key "
		    "of its own, name it with --key", key_path, state.origin,
		    s->head.origin);
	if ((there == 1 && check_state(s, key_path, &state, tail, e) == -1) ||
	    store_key_check(s, key_path, passphrase_file, e) == -1)
		return -1;
	return there == 1 ? 0 : err_set(e, ERR_INTEGRITY, "%s.state, the "
	    "signer's memory of what it signed last, is missing. If the store "
	    "is known to be whole, write it again with: preaudit store key "
	    "trust-head", key_path);
}

/* `checkpoint` and its kept copy, where they are not as the head is. */
static int
put_forward(const struct store *s, struct buf *said, struct err *e)
{
	bool newest = strcmp(s->head_file, "checkpoint") == 0;
	char name[40], *kept;
	int there;

	snprintf(name, sizeof(name), "checkpoints/%" PRIu64, s->head.size);
	kept = path_join(s->dir, name);
	there = file_exists(kept, e);
	free(kept);
	if (there == -1)
		return -1;
	if (newest && there == 1)
		return 0;
	if (store_publish(s->dir, &s->keys.key[0], &s->head,
	    buf_view(&s->note), e) == -1)
		return -1;
	if (said != NULL && newest)
		buf_printf(said, "wrote %s again, which was missing\n", name);
	else if (said != NULL)
		buf_printf(said, "put checkpoint forward to the %" PRIu64
		    " records that %s is signed over\n", s->head.size,
		    s->head_file);
	return 0;
}

/*
 * Signs what was meant to be signed of the tail: that moves `checkpoint`, too.
 * The signer may refuse; then nothing was changed yet. The rest is taken away.
 */
static int
recover_log(struct store *s, const struct tail *tail, const char *key_path,
    const char *passphrase_file, struct removed *r, struct buf *said,
    struct err *e)
{
	struct str rest = tail->lines;
	int status;

	for (uint64_t i = 0; i < tail->meant; i++) {
		size_t n = str_find(rest, '\n', 0) + 1;

		rest = (struct str){ rest.p + n, rest.n - n };
	}
	status = tail->meant == 0 ? put_forward(s, said, e) :
	    sign_tail(s, str_range(tail->lines.p, rest.p), tail->meant,
	    key_path, passphrase_file, said, e);
	if (status == 0 && rest.n > 0)
		status = cut_log(s, (uint64_t)(rest.p - s->log.p), r, said,
		    e);
	return status;
}

/* ---- files ---- */

/* What is left in the store, and where the rest goes. */
struct sweeping {
	const struct store *s;
	struct store_names names;
	struct removed *to;
	struct buf *said;
};

typedef int entry_fn(struct sweeping *w, const char *inside, struct err *e);

/* Calls fn for each entry of a folder, with its path inside the store. */
static int
each_entry(struct sweeping *w, const char *folder, entry_fn *fn,
    struct err *e)
{
	char *path = path_join(w->s->dir, folder);
	struct folder f = { .path = path };
	const char *name;
	int status = 0, more = 0;

	while (status == 0 && (more = folder_next(&f, &name, e)) == 1) {
		char *inside = path_join(folder, name);

		status = fn(w, inside, e);
		free(inside);
	}
	folder_close(&f);
	free(path);
	return more == -1 ? -1 : status;
}

/* Temporary files of a write that was cut off: half files, never named. */
static int
sweep_temporary(struct sweeping *w, const char *inside, struct err *e)
{
	char *full;
	int status = 0;

	if (strncmp(path_base(inside), ".tmp-", 5) != 0)
		return 0;
	full = path_join(w->s->dir, inside);
	if (unlink(full) == -1)
		status = err_sys(e, "remove", full);
	else
		say(w->said, "removed what a run left that was cut off: ",
		    inside);
	free(full);
	return status;
}

/*
 * Moves away what no record names. Staging folders of reports are left to
 * staging_sweep, which knows whether somebody works in them.
 */
static int
sweep(struct sweeping *w, const char *inside, struct err *e)
{
	const char *name = path_base(inside);

	if (strncmp(name, ".new-", 5) == 0 && str_starts(str_of(inside),
	    STR("reports/")))
		return 0;
	if (store_names_have(&w->names, inside))
		return str_starts(str_of(inside), STR("reports/")) ?
		    each_entry(w, inside, sweep_temporary, e) : 0;
	if (strncmp(name, ".tmp-", 5) == 0)
		return sweep_temporary(w, inside, e);
	if (removed_move(w->to, inside, e) == -1)
		return -1;
	if (w->said != NULL)
		buf_printf(w->said, "removed, as no record names it: %s; kept "
		    "in %s\n", inside, w->to->name);
	return 0;
}

static int
sweep_all(const struct store *s, struct removed *to, struct buf *said,
    struct err *e)
{
	struct sweeping w = { .s = s, .to = to, .said = said };
	int status;

	store_names_make(&w.names, s);
	status = each_entry(&w, ".", sweep_temporary, e);
	/* No record names the kept checkpoints. */
	for (int i = 0; i < STORE_FOLDERS && status == 0; i++)
		status = each_entry(&w, store_folder[i], i ==
		    STORE_CHECKPOINTS ? sweep_temporary : sweep, e);
	store_names_free(&w.names);
	return status == 0 ? staging_sweep(s->dir, said, e) : -1;
}

/* The files are judged by the records as they are now. */
static int
open_again(struct store *s, struct err *e)
{
	char *dir = mem_strdup(s->dir);
	int status;

	store_close(s);
	status = store_open(s, dir, e);
	free(dir);
	return status;
}

int
store_recover(struct store *s, const char *key_path,
    const char *passphrase_file, struct buf *said, struct err *e)
{
	const struct str *last = &s->line[s->head.size - 1];
	struct tail tail = { .lines = str_range(last->p + last->n,
	    s->log.p + s->log.n) };
	struct removed to = { .store = NULL };
	char *dir;
	int status;

	/* What may refuse, before anything is changed. */
	if (s->odd_file != NULL)
		return err_set(e, ERR_INTEGRITY, "%s/%s is called newer than "
		    "the %" PRIu64 " records of the store, but is no "
		    "checkpoint signed with its key. Nothing was changed; "
		    "move the file out of the store and keep it", s->dir,
		    s->odd_file, s->head.size);
	if (check_signer(s, key_path, passphrase_file, &tail, e) == -1)
		return -1;
	/* The store's own path goes when it is opened again. */
	to.store = dir = mem_strdup(s->dir);
	status = recover_log(s, &tail, key_path, passphrase_file, &to, said,
	    e);
	if (status == 0 && (tail.lines.n > 0 ||
	    strcmp(s->head_file, "checkpoint") != 0))
		status = open_again(s, e);
	if (status == 0)
		status = sweep_all(s, &to, said, e);
	removed_fini(&to);
	free(dir);
	return status;
}
