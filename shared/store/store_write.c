/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Transactions: data files first, then the log lines, then the signature
 * (docs/store-format.md 5). A failed fsync is never tried again.
 */
#include "shared/store/store_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include "shared/base/enc.h"
#include "shared/store/free_text.h"

#define LINES_MAX ((size_t)64 << 20)

/* What is added next must not be dated before this. */
static void
set_newest(struct store_txn *t, const char *when, uint64_t at)
{
	if (when == NULL)
		return;
	snprintf(t->newest, sizeof(t->newest), "%s", when);
	t->newest_at = at;
}

int
store_begin(struct store_txn *t, const struct store_writer *w,
    struct buf *notices, struct err *e)
{
	const char *when;
	uint64_t at = 0;
	char *lock;
	int status = -1;

	*t = (struct store_txn){ .lock = { -1 } };
	buf_init(&t->lines, LINES_MAX);
	if (store_exists(w->dir, e) == -1)
		return -1;
	t->key_path = mem_strdup(w->key_path);
	t->passphrase_file = w->passphrase_file == NULL ? NULL :
	    mem_strdup(w->passphrase_file);
	t->clock_was_wrong = w->clock_was_wrong == NULL ? NULL :
	    mem_strdup(w->clock_was_wrong);
	if (notices != NULL)
		free_text_notice(notices, "--clock-was-wrong",
		    w->clock_was_wrong);
	lock = path_join(w->dir, "lock");
	if (filelock_take(&t->lock, lock, w->wait_ms, e) == 0 &&
	    store_open(&t->store, w->dir, e) == 0)
		status = store_recover(&t->store, t->key_path,
		    t->passphrase_file, notices, e);
	free(lock);
	if (status == -1) {
		store_end(t);
		return -1;
	}
	when = store_time_before(&t->store, t->store.head.size, &at);
	set_newest(t, when, at);
	return 0;
}

uint64_t
store_txn_index(const struct store_txn *t)
{
	return t->store.head.size + t->nlines;
}

/* The record as it is written: with the reason, where it is dated back. */
static int
order_in_time(const struct store_txn *t, struct leaf *l, struct err *e)
{
	const char *when = leaf_when(l);

	if (when == NULL || strcmp(when, t->newest) >= 0)
		return 0;
	if (t->clock_was_wrong == NULL)
		return store_clock_refuse(t->store.dir, when, t->newest_at,
		    t->newest, e);
	l->clock = t->clock_was_wrong;
	return 0;
}

int
store_txn_leaf(struct store_txn *t, const struct leaf *l, struct err *e)
{
	struct arena a = { 0 };
	size_t from = t->lines.n;
	struct leaf dated = *l, again;
	int status;

	if (order_in_time(t, &dated, e) == -1 ||
	    leaf_format(&t->lines, &dated, e) == -1)
		return -1;
	/* What could not be read again must never be signed. */
	status = leaf_parse(&again, (struct str){ t->lines.p + from,
	    t->lines.n - from }, &a, e);
	if (status == 0 && again.type == LEAF_REPORT)
		status = leaf_report_check(&again.u.report,
		    store_genesis(&t->store)->origin, e);
	arena_fini(&a);
	if (status == -1) {
		t->lines.n = from;
		e->code = ERR_USAGE;
		return err_ctx(e, "a %s record for the log is malformed",
		    leaf_type_name(l));
	}
	set_newest(t, leaf_when(l), store_txn_index(t));
	t->nlines++;
	return 0;
}

static void
made(struct store_txn *t, const char *path)
{
	t->made = mem_grow(t->made, &t->cap_made, t->nmade,
	    sizeof(*t->made));
	t->made[t->nmade++] = mem_strdup(path);
}

/*
 * Before a file that is written once gets its name: nothing may stand in its
 * place. It goes with the transaction, also where an error comes behind the
 * rename.
 */
static int
will_make(struct store_txn *t, const char *path, struct err *e)
{
	int there = file_exists(path, e);

	if (there == 1)
		err_set(e, ERR_INTEGRITY, "%s is there already; a file of the "
		    "store is never written over", path);
	if (there == 0)
		made(t, path);
	return there == 0 ? 0 : -1;
}

/* ---- data files ---- */

int
store_data_begin(struct store_txn *t, struct store_data *d, const char *reg,
    struct str header, struct err *e)
{
	struct store_name name = store_name_data(store_txn_index(t), reg);
	char *path = path_join(t->store.dir, name.path);
	int status;

	*d = (struct store_data){ .file = { .fd = -1 } };
	status = newfile_begin(&d->file, path, e);
	free(path);
	if (status == -1)
		return -1;
	sha256_init(&d->sha);
	merkle_init(&d->root);
	d->begun = true;
	sha256_put(&d->sha, header.p, header.n);
	merkle_add(&d->root, header.p, header.n);
	return newfile_put(&d->file, header.p, header.n, e);
}

int
store_data_put(struct store_data *d, struct str record, struct err *e)
{
	sha256_put(&d->sha, record.p, record.n);
	merkle_add(&d->root, record.p, record.n);
	d->rows++;
	return newfile_put(&d->file, record.p, record.n, e);
}

int
store_data_end(struct store_txn *t, struct store_data *d,
    struct leaf_batch *b, struct arena *a, struct err *e)
{
	uint8_t digest[SHA256_BYTES];
	char hex[SHA256_HEX + 1];
	struct merkle_hash root;
	char *path = mem_strdup(d->file.path);
	int status;

	sha256_end(&d->sha, digest);
	hex_format(hex, digest, sizeof(digest));
	b->sha256 = arena_memdup(a, hex, SHA256_HEX);
	merkle_root(&d->root, &root);
	hex_format(hex, root.b, SHA256_BYTES);
	b->rows_root = arena_memdup(a, hex, SHA256_HEX);
	b->bytes = d->file.bytes;
	b->rows = d->rows;
	b->path = arena_printf(a, "%s/%s", store_folder[STORE_DATA],
	    path_base(path));
	status = will_make(t, path, e);
	if (status == 0)
		status = newfile_commit(&d->file, 0444, e);
	free(path);
	store_data_abort(d);
	return status;
}

void
store_data_abort(struct store_data *d)
{
	if (!d->begun)
		return;
	newfile_abort(&d->file);
	sha256_fini(&d->sha);
	merkle_fini(&d->root);
	d->begun = false;
}

/* ---- other files ---- */

int
store_txn_blob(struct store_txn *t, struct str bytes,
    char sha256[SHA256_HEX + 1], struct err *e)
{
	char *path;
	int status;

	sha256_hex(sha256, bytes);
	path = path_join(t->store.dir, store_name_blob(sha256).path);
	status = file_exists(path, e);
	if (status == 0)
		made(t, path);
	/* One at hand is not written again, but must be what it is called. */
	if (status != -1)
		status = file_create(path, bytes, 0444, e);
	free(path);
	return status == -1 ? -1 : 0;
}

static int
put_once(struct store_txn *t, const char *inside, struct str bytes,
    const struct map *map, char **path, struct err *e)
{
	char *full = path_join(t->store.dir, inside);
	int status = will_make(t, full, e);

	if (status == 0)
		status = map == NULL ? file_replace(full, bytes, 0444, e) :
		    file_replace_map(full, map, 0444, e);
	if (status == 0)
		*path = mem_strdup(inside);
	free(full);
	return status;
}

int
store_txn_original(struct store_txn *t, const char *name, struct str bytes,
    const struct map *map, char **path, struct err *e)
{
	struct store_name at = store_name_original(store_txn_index(t), name);

	return put_once(t, at.path, bytes, map, path, e);
}

int
store_txn_findings(struct store_txn *t, struct str bytes, char **path,
    struct err *e)
{
	struct store_name at = store_name_findings(store_txn_index(t));

	return put_once(t, at.path, bytes, NULL, path, e);
}

int
store_txn_token(struct store_txn *t, struct str bytes, struct err *e)
{
	struct store_name at = store_name_token(store_txn_index(t));
	char *path = NULL;
	int status = put_once(t, at.path, bytes, NULL, &path, e);

	free(path);
	return status;
}

/* ---- commit ---- */

static int
append_lines(const char *dir, struct str lines, uint64_t at, struct err *e)
{
	char *path = path_join(dir, "log.jsonl");
	int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	int status = -1;

	if (fd == -1) {
		err_sys(e, "open", path);
	} else {
		if (fstat(fd, &st) == -1)
			err_sys(e, "examine", path);
		else if ((uint64_t)st.st_size != at)
			err_set(e, ERR_INTEGRITY, "%s changed its size under "
			    "the lock", path);
		else if (fd_write(fd, lines.p, lines.n, path, e) == 0 &&
		    fd_sync(fd, path, e) == 0)
			status = 0;
		if (fd_close(fd, path, e) == -1)
			status = -1;
	}
	free(path);
	return status;
}

/* Takes the appended lines back, so that nothing is half done. */
static void
cut_back(const char *dir, uint64_t size)
{
	char *path = path_join(dir, "log.jsonl");

	/* Best effort: the next writer's recovery cuts what is left. */
	(void)!truncate(path, (off_t)size);
	free(path);
}

static void
forget_made(struct store_txn *t)
{
	while (t->nmade > 0)
		free(t->made[--t->nmade]);
}

int
store_commit(struct store_txn *t, struct err *e)
{
	struct store *s = &t->store;
	const struct store_signing w = { s->dir, &s->keys.key[0], t->key_path,
		t->passphrase_file };
	struct err ignored;
	struct checkpoint state;
	int status, there;

	/* Lines to the log, then the signature that makes them count. */
	if (t->nlines == 0)
		return 0;
	status = append_lines(s->dir, buf_view(&t->lines),
	    store_signed_bytes(s), e);
	if (status == 0)
		status = store_sign_lines(s, buf_view(&t->lines), t->nlines,
		    &w, e);
	/* Done: nothing is left to take back. */
	if (status == 0) {
		forget_made(t);
		t->nlines = 0;
		buf_reset(&t->lines);
		return 0;
	}
	/* Failed: what was signed stays, else the log is cut back. */
	there = signer_state_read(t->key_path, &state, &ignored);
	if (there == -1 || (there == 1 &&
	    state.size >= s->head.size + t->nlines)) {
		/* The state says it was meant, or may: recovery finishes it. */
		forget_made(t);
		err_ctx(e, "not known to be finished; the next run completes "
		    "it");
	} else {
		cut_back(s->dir, store_signed_bytes(s));
	}
	return -1;
}

void
store_end(struct store_txn *t)
{
	struct err ignored;

	while (t->nmade > 0) {
		char *path = t->made[--t->nmade];

		if (unlink(path) == -1 && (errno == EISDIR || errno == EPERM))
			(void)dir_remove(path, &ignored);
		free(path);
	}
	free(t->made);
	filelock_drop(&t->lock);
	store_close(&t->store);
	buf_fini(&t->lines);
	free(t->key_path);
	free(t->passphrase_file);
	free(t->clock_was_wrong);
	*t = (struct store_txn){ .lock = { -1 } };
}
