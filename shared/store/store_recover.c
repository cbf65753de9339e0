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

/* What recovery works on. */
struct recovery {
	struct store *s;
	const struct store_signing *w;
	struct str tail;      /* what is behind the signed lines */
	uint64_t meant;       /* so many of its lines are to be signed */
	struct removed to;    /* gets what is taken away */
	struct store_names names; /* of what stays */
	struct buf *notices;  /* what was done, a line each */
};

/* The bytes are kept beside before the log is cut. */
static int
cut_log(struct recovery *r, struct str rest, struct err *e)
{
	char *path;
	int fd, status = -1;

	if (removed_keep(&r->to, "log.jsonl", rest, e) == -1)
		return -1;
	path = path_join(r->s->dir, "log.jsonl");
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd == -1)
		err_sys(e, "open", path);
	else if (ftruncate(fd, (off_t)(rest.p - r->s->log.p)) == -1)
		err_sys(e, "shorten", path);
	else
		status = fd_sync(fd, path, e);
	if (fd != -1)
		close(fd);
	free(path);
	if (status == 0)
		buf_printf(r->notices, "removed the records of a run that was "
		    "not finished from log.jsonl; kept in %s\n", r->to.name);
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

/* Is all that a record names in the store? */
static int
has_files(const struct recovery *r, uint64_t index, struct str line,
    struct err *e)
{
	struct store_names names = { .name = NULL };
	struct arena a = { 0 };
	struct leaf l;
	int status = leaf_parse(&l, line, &a, e);

	if (status == 0)
		store_names_add(&names, index, &l);
	for (size_t i = 0; status == 0 && i < names.n; i++) {
		char *path = path_join(r->s->dir, names.name[i]);
		int there = file_exists(path, e);

		free(path);
		if (there == 0)
			err_set(e, ERR_INTEGRITY, "record %" PRIu64 ", which "
			    "was to be signed, needs %s, which is not there: "
			    "the store was copied while a run wrote into it, or "
			    "the file was lost. Restore it, or copy the store "
			    "again; nothing was changed", index, names.name[i]);
		status = there == 1 ? 0 : -1;
	}
	store_names_free(&names);
	arena_fini(&a);
	return status;
}

/* The signer's state names exactly the log that stands on disk: finish it. */
static int
sign_tail(struct recovery *r, struct str meant, struct err *e)
{
	struct str rest = meant, line;
	uint64_t index = r->s->head.size;

	while (store_next_line(&rest, &line))
		if (has_files(r, index++, line, e) == -1)
			return -1;
	if (store_sign_lines(r->s, meant, r->meant, r->w, e) == -1)
		return -1;
	buf_puts(r->notices, "signed the records of a run that was not "
	    "finished\n");
	return 0;
}

static int
ahead(const char *key_path, uint64_t state, uint64_t store, struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "key %s has signed %" PRIu64
	    " records, but the store has %" PRIu64 "; restore a newer copy of "
	    "the store, or begin a new store that succeeds this one",
	    key_path, state, store);
}

/* Is what the signer remembers in this log, signed or still to be signed? */
static int
check_state(struct recovery *r, const struct checkpoint *state,
    struct err *e)
{
	const struct store *s = r->s;
	const char *key_path = r->w->key_path;
	struct merkle_hash root;
	uint64_t lines = tail_lines(r->tail);

	if (state->size > s->head.size) {
		r->meant = state->size - s->head.size;
		return r->meant <= lines ? 0 : ahead(key_path, state->size,
		    s->head.size + lines, e);
	}
	store_root_at(s, state->size, &root);
	if (!merkle_same(&root, &state->root))
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
check_signer(struct recovery *r, struct err *e)
{
	const struct store *s = r->s;
	const char *key_path = r->w->key_path;
	struct checkpoint state;
	int there = signer_state_read(key_path, &state, e);

	if (there == -1)
		return -1;
	if (there == 1 && strcmp(state.origin, s->head.origin) != 0)
		return err_set(e, ERR_INTEGRITY, "the state beside key %s "
		    "belongs to %s, this store is %s; every store has a key "
		    "of its own, name it with --key", key_path, state.origin,
		    s->head.origin);
	if ((there == 1 && check_state(r, &state, e) == -1) ||
	    store_key_check(s, key_path, r->w->passphrase_file, e) == -1)
		return -1;
	return there == 1 ? 0 : err_set(e, ERR_INTEGRITY, "%s.state, the "
	    "signer's memory of what it signed last, is missing. If the store "
	    "is known to be whole, write it again with: preaudit store key "
	    "trust-head", key_path);
}

/* `checkpoint` and its kept copy, where they are not as the head is. */
static int
put_forward(struct recovery *r, struct err *e)
{
	const struct store *s = r->s;
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
	if (newest)
		buf_printf(r->notices, "wrote %s again, which was missing\n", name);
	else
		buf_printf(r->notices, "put checkpoint forward to the %" PRIu64
		    " records that %s is signed over\n", s->head.size,
		    s->head_file);
	return 0;
}

/*
 * Signs what was meant to be signed of the tail: that moves `checkpoint`, too.
 * The signer may refuse; then nothing was changed yet. The rest is taken away.
 */
static int
recover_log(struct recovery *r, struct err *e)
{
	struct str rest = r->tail, line;
	int status;

	for (uint64_t i = 0; i < r->meant; i++)
		(void)store_next_line(&rest, &line);
	status = r->meant == 0 ? put_forward(r, e) :
	    sign_tail(r, str_range(r->tail.p, rest.p), e);
	return status == 0 && rest.n > 0 ? cut_log(r, rest, e) : status;
}

/* ---- files ---- */

typedef int entry_fn(struct recovery *r, const char *inside, struct err *e);

/* Calls fn for each entry of a folder, with its path inside the store. */
static int
each_entry(struct recovery *r, const char *folder, entry_fn *fn,
    struct err *e)
{
	char *path = path_join(r->s->dir, folder);
	struct folder f = { .path = path };
	const char *name;
	int status = 0, more = 0;

	while (status == 0 && (more = folder_next(&f, &name, e)) == 1) {
		char *inside = path_join(folder, name);

		status = fn(r, inside, e);
		free(inside);
	}
	folder_close(&f);
	free(path);
	return more == -1 ? -1 : status;
}

/* Temporary files of a write that was cut off: half files, never named. */
static int
sweep_temporary(struct recovery *r, const char *inside, struct err *e)
{
	char *full;
	int status = 0;

	if (strncmp(path_base(inside), ".tmp-", 5) != 0)
		return 0;
	full = path_join(r->s->dir, inside);
	if (unlink(full) == -1)
		status = err_sys(e, "remove", full);
	else
		buf_printf(r->notices, "removed what a run left that was cut "
		    "off: %s\n", inside);
	free(full);
	return status;
}

/*
 * Moves away what no record names. Staging folders of reports are left to
 * staging_sweep, which knows whether somebody works in them.
 */
static int
sweep(struct recovery *r, const char *inside, struct err *e)
{
	const char *name = path_base(inside);

	if (strncmp(name, ".new-", 5) == 0 && str_starts(str_of(inside),
	    STR("reports/")))
		return 0;
	if (store_names_have(&r->names, inside))
		return str_starts(str_of(inside), STR("reports/")) ?
		    each_entry(r, inside, sweep_temporary, e) : 0;
	if (strncmp(name, ".tmp-", 5) == 0)
		return sweep_temporary(r, inside, e);
	if (removed_move(&r->to, inside, e) == -1)
		return -1;
	buf_printf(r->notices, "removed, as no record names it: %s; kept in "
	    "%s\n", inside, r->to.name);
	return 0;
}

static int
sweep_all(struct recovery *r, struct err *e)
{
	int status;

	store_names_make(&r->names, r->s);
	status = each_entry(r, ".", sweep_temporary, e);
	/* No record names the kept checkpoints. */
	for (int i = 0; i < STORE_FOLDERS && status == 0; i++)
		status = each_entry(r, store_folder[i], i ==
		    STORE_CHECKPOINTS ? sweep_temporary : sweep, e);
	store_names_free(&r->names);
	return status == 0 ? staging_sweep(r->s->dir, r->notices, e) : -1;
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

/* All of it; what may refuse comes before anything is changed. */
static int
recover(struct recovery *r, struct err *e)
{
	struct store *s = r->s;

	if (s->odd_file != NULL)
		return err_set(e, ERR_INTEGRITY, "%s/%s is called newer than "
		    "the %" PRIu64 " records of the store, but is no "
		    "checkpoint signed with its key. Nothing was changed; "
		    "move the file out of the store and keep it", s->dir,
		    s->odd_file, s->head.size);
	if (check_signer(r, e) == -1 || recover_log(r, e) == -1)
		return -1;
	if ((r->tail.n > 0 || strcmp(s->head_file, "checkpoint") != 0) &&
	    open_again(s, e) == -1)
		return -1;
	/* A tail just signed may hold one: what it names is not known here. */
	return store_refuse_later(s, e) == -1 ? -1 : sweep_all(r, e);
}

int
store_recover(struct store *s, const char *key_path,
    const char *passphrase_file, struct buf *notices, struct err *e)
{
	/* The store's own path goes when it is opened again. */
	char *dir = mem_strdup(s->dir);
	const struct store_signing w = { dir, &s->keys.key[0], key_path,
		passphrase_file };
	struct buf nobody = { .p = NULL };
	struct recovery r = { .s = s, .w = &w, .to = { .store = dir },
		.notices = notices == NULL ? &nobody : notices,
		.tail = str_range(s->log.p + store_signed_bytes(s),
		    s->log.p + s->log.n) };
	int status;

	buf_init(&nobody, 0);
	status = recover(&r, e);
	buf_fini(&nobody);
	removed_fini(&r.to);
	free(dir);
	return status;
}
