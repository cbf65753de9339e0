/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Making a store: built as <dir>.new, then renamed; see store.h. A run that
 * was cut off after it had signed is finished by the next one, because its key
 * signs no second log; a run that fails takes back what it made.
 */
#include "shared/store/store_internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/base/utf8.h"
#include "shared/file/folder.h"
#include "shared/store/key_card.h"
#include "shared/text/date.h"

#define TEXT_MAX_BYTES 400

/* What one run has to go by and has made. */
struct making {
	const struct store_init *o;
	char *new;             /* <dir>.new */
	struct vkey key;
	bool made_key;
	struct buf *notices;
};

static int
public_key(struct making *m, struct err *e)
{
	uint8_t pub[ED25519_PUBLIC_BYTES];
	struct signkey *key;

	if (key_open(&key, m->o->key_path, m->o->passphrase_file, e) == -1)
		return -1;
	key_public(key, pub);
	key_close(key);
	vkey_make(&m->key, str_of(m->o->origin), pub);
	return 0;
}

/* The key at hand, or a new one. */
static int
get_key(struct making *m, struct err *e)
{
	const struct store_init *o = m->o;
	bool encrypted;
	int there = file_exists(o->key_path, e);

	if (there == -1)
		return -1;
	if (there == 0) {
		if (key_create(o->key_path, o->passphrase_file, e) == -1)
			return -1;
		m->made_key = true;
	}
	if (key_is_encrypted(o->key_path, &encrypted, e) == -1 ||
	    public_key(m, e) == -1)
		return -1;
	buf_printf(m->notices, "%s key %s%s\n", m->made_key ? "made" : "using",
	    o->key_path, encrypted ? ", encrypted" : ", not encrypted: "
	    "whoever can read this file can sign; --passphrase-file encrypts "
	    "a new one");
	return 0;
}

static int
make_folders(const char *dir, struct err *e)
{
	int status = dir_make(dir, e);

	for (int i = 0; i < STORE_FOLDERS && status == 0; i++) {
		char *path = path_join(dir, store_folder[i]);

		status = dir_make(path, e);
		free(path);
	}
	return status;
}

static int
put_file(const char *dir, const char *name, struct str bytes, mode_t mode,
    struct err *e)
{
	char *path = path_join(dir, name);
	int status = file_replace(path, bytes, mode, e);

	free(path);
	return status;
}

/* The two first records. */
static int
make_log(const struct store_init *o, const struct vkey *k, struct buf *lines,
    struct err *e)
{
	char now[TIME_TEXT];
	struct leaf genesis = { .type = LEAF_GENESIS };
	struct leaf adopted = { .type = LEAF_STANDARD };
	struct buf key;
	int status;

	time_format(now, o->now_s);
	buf_init(&key, 1024);
	vkey_format(&key, k);
	genesis.u.genesis = (struct leaf_genesis){ .created = now,
		.log_key = buf_cstr(&key), .organisation = o->organisation,
		.origin = o->origin, .timezone = o->timezone,
		.succeeds_origin = o->succeeds_origin,
		.succeeds_reason = o->succeeds_reason,
		.succeeds_root = o->succeeds_root,
		.succeeds_size = o->succeeds_size };
	adopted.u.standard = *o->standard;
	status = leaf_format(lines, &genesis, e);
	if (status == 0)
		status = leaf_format(lines, &adopted, e);
	buf_fini(&key);
	return status;
}

static int
fill(const struct store_init *o, const char *dir, const struct vkey *k,
    struct err *e)
{
	struct vkeys keys = { .n = 1 };
	struct merkle_hash hash[2];
	struct buf lines, text;
	struct str rest, line;
	int status = -1;

	/* The folders and the files that stay as they are. */
	keys.key[0] = *k;
	buf_init(&lines, (size_t)2 * LEAF_MAX_BYTES);
	buf_init(&text, 65536);
	keys_format(&text, &keys);
	if (make_folders(dir, e) == -1 || make_log(o, k, &lines, e) == -1 ||
	    put_file(dir, "keys.txt", buf_view(&text), 0644, e) == -1 ||
	    put_file(dir, "lock", STR(""), 0644, e) == -1)
		goto out;
	/* The standard adopted, file by file. */
	for (size_t i = 0; i < o->standard->nfiles; i++) {
		struct store_name name = store_name_blob(
		    o->standard->file[i].sha256);

		/* The log of two records, signed. */
		if (put_file(dir, name.path, o->file_bytes[i], 0444, e) == -1)
			goto out;
	}
	if (put_file(dir, "log.jsonl", buf_view(&lines), 0644, e) == -1)
		goto out;
	rest = buf_view(&lines);
	for (int i = 0; i < 2 && store_next_line(&rest, &line); i++)
		merkle_leaf_hash(&hash[i], line.p, line.n);
	status = store_sign(&(struct store_signing){ dir, k, o->key_path,
	    o->passphrase_file }, hash, 2, false, e);
out:
	buf_fini(&lines);
	buf_fini(&text);
	return status;
}

/* Texts that stay in the log for ever and are printed on the key card. */
static int
check_text(const char *option, const char *z, struct err *e)
{
	struct str s = str_of(z);
	bool ok = s.n >= 1 && s.n <= TEXT_MAX_BYTES && utf8_valid(s) == s.n;

	for (size_t i = 0; i < s.n; i++)
		ok = ok && (unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f;
	return ok ? 0 : err_set(e, ERR_USAGE, "%s needs 1 to %d bytes of "
	    "UTF-8 text on one line", option, TEXT_MAX_BYTES);
}

static int
check_names(const struct store_init *o, struct err *e)
{
	int32_t day;

	if (!vkey_name_ok(str_of(o->origin)))
		return err_set(e, ERR_USAGE, "--origin \"%s\" will not do: it "
		    "names the store for ever, as in registers.example.org/"
		    "store-1: printable ASCII, no blank and no '+'",
		    o->origin);
	if (check_text("--organisation", o->organisation, e) == -1 ||
	    (o->succeeds_reason != NULL &&
	    check_text("--reason", o->succeeds_reason, e) == -1))
		return -1;
	return time_day_in_zone(o->now_s, o->timezone, &day, e);
}

/* Cards, then the new name: from here on it is a store. */
static int
put_in_place(const struct making *m, struct err *e)
{
	const struct store_init *o = m->o;
	char *parent = path_dir(m->new);
	int status = -1;

	if (key_card_write(o->key_path, o->organisation, &m->key, o->now_s,
	    m->notices, e) == -1)
		goto out;
	if (rename(m->new, o->dir) == -1)
		err_sys(e, "rename to", o->dir);
	else if (dir_sync(parent, e) == -1)
		err_ctx(e, "%s is made, but not known to be on the disk",
		    o->dir);
	else
		status = 0;
out:
	free(parent);
	return status;
}

static void
remove_beside(const char *key_path, const char *suffix)
{
	char *path = path_suffixed(key_path, suffix);

	(void)unlink(path);
	free(path);
}

/*
 * Takes a failed run back. Nobody has seen what it signed, so the signer may
 * forget it: but only when it is gone.
 */
static void
undo(const struct making *m)
{
	struct err ignored;

	if (path_is_dir(m->o->dir) || dir_remove(m->new, &ignored) == -1)
		return;
	remove_beside(m->o->key_path, ".state");
	if (m->made_key) {
		remove_beside(m->o->key_path, ".card.txt");
		remove_beside(m->o->key_path, ".card.html");
		(void)unlink(m->o->key_path);
	}
}

/* 1 when the key has a state: what it signed; 0 when it is free; -1 error. */
static int
read_state(const struct store_init *o, struct checkpoint *state,
    struct err *e)
{
	int there = file_exists(o->key_path, e);

	return there == 1 ? signer_state_read(o->key_path, state, e) : there;
}

/* What an earlier run left half built; never a store, and nobody else's folder. */
static int
remove_half_built(const char *new, struct err *e)
{
	struct folder f = { .path = new };
	const char *name;
	int more;

	while ((more = folder_next(&f, &name, e)) == 1)
		if (!store_has_name(name)) {
			more = err_set(e, ERR_USAGE, "%s is in the way: it "
			    "holds %s, which is of no half-built store; move "
			    "it, or make the store elsewhere", new, name);
			break;
		}
	folder_close(&f);
	if (more == -1)
		return e->sys == ENOENT ? 0 : -1;
	return dir_remove(new, e);
}

/* What an earlier run left in the store is taken away, as by any writer. */
static int
clear(const struct making *m, struct err *e)
{
	const struct store_writer w = { .dir = m->o->dir,
		.key_path = m->o->key_path,
		.passphrase_file = m->o->passphrase_file };
	struct store_txn t;

	if (store_begin(&t, &w, m->notices, e) == -1)
		return -1;
	store_end(&t);
	return 0;
}

static int
create(struct making *m, struct err *e)
{
	struct checkpoint state;
	int there = read_state(m->o, &state, e);

	if (there == -1)
		return -1;
	if (there == 1) {
		there = init_finish(m->o, m->new, &state, &m->key, m->notices,
		    e);
		return there == 1 && put_in_place(m, e) == 0 ? clear(m, e) : -1;
	}
	if (remove_half_built(m->new, e) == -1)
		return -1;
	if (get_key(m, e) == 0 && fill(m->o, m->new, &m->key, e) == 0 &&
	    put_in_place(m, e) == 0)
		return 0;
	undo(m);
	return -1;
}

int
store_create(const struct store_init *o, struct buf *notices, struct err *e)
{
	struct making m = { .o = o, .notices = notices };
	char *dir = mem_strdup(o->dir);
	int status = -1;

	for (size_t n = strlen(dir); n > 1 && dir[n - 1] == '/'; n--)
		dir[n - 1] = '\0';
	m.new = path_suffixed(dir, ".new");
	free(dir);
	if (check_names(o, e) == 0) {
		int there = file_exists(o->dir, e);

		if (there == 1)
			err_set(e, ERR_USAGE, "%s exists already; nothing was "
			    "changed", o->dir);
		else if (there == 0)
			status = create(&m, e);
	}
	free(m.new);
	return status;
}
