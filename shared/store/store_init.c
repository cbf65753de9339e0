/* SPDX-License-Identifier: Apache-2.0 */
/* Making a store: built as <dir>.new, then renamed; see store.h. */
#include "shared/store/store_internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/base/date.h"
#include "shared/store/key_card.h"

static const char *const folders[] = { "checkpoints", "data", "orig",
	"standard", "reports" };

/* The key at hand, or a new one; its verifier key in *k. */
static int
get_key(const struct store_init *o, struct vkey *k, struct buf *said,
    struct err *e)
{
	uint8_t pub[ED25519_PUBLIC_BYTES];
	struct checkpoint state;
	struct signkey *key;
	int there = file_exists(o->key_path, e);

	if (there == -1)
		return -1;
	if (there == 0) {
		if (key_create(o->key_path, o->passphrase_file, e) == -1)
			return -1;
		buf_printf(said, "made key %s%s\n", o->key_path,
		    o->passphrase_file == NULL ? ", not encrypted: whoever "
		    "can read this file can sign; --passphrase-file encrypts "
		    "it" : ", encrypted");
	} else {
		there = signer_state_read(o->key_path, &state, e);
		if (there == -1)
			return -1;
		if (there == 1)
			return err_set(e, ERR_CONFIG, "key %s already belongs "
			    "to store %s; every store has a key of its own, "
			    "name another with --key", o->key_path,
			    state.origin);
		buf_printf(said, "using key %s\n", o->key_path);
	}
	if (key_open(&key, o->key_path, o->passphrase_file, e) == -1)
		return -1;
	key_public(key, pub);
	key_close(key);
	vkey_make(k, str_of(o->origin), pub);
	return 0;
}

static int
make_folders(const char *dir, struct err *e)
{
	int status = dir_make(dir, e);

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]) &&
	    status == 0; i++) {
		char *path = path_join(dir, folders[i]);

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
	size_t first;
	int status = -1;

	keys.key[0] = *k;
	buf_init(&lines, 2 * LEAF_MAX_BYTES);
	buf_init(&text, 65536);
	keys_format(&text, &keys);
	if (make_folders(dir, e) == -1 || make_log(o, k, &lines, e) == -1 ||
	    put_file(dir, "keys.txt", buf_view(&text), 0644, e) == -1 ||
	    put_file(dir, "lock", STR(""), 0644, e) == -1)
		goto out;
	for (size_t i = 0; i < o->standard->nfiles; i++) {
		char name[sizeof("standard/") + SHA256_HEX];

		snprintf(name, sizeof(name), "standard/%s",
		    o->standard->file[i].sha256);
		if (put_file(dir, name, o->file_bytes[i], 0444, e) == -1)
			goto out;
	}
	if (put_file(dir, "log.jsonl", buf_view(&lines), 0644, e) == -1)
		goto out;
	first = str_find(buf_view(&lines), '\n', 0) + 1;
	merkle_leaf_hash(&hash[0], lines.p, first);
	merkle_leaf_hash(&hash[1], lines.p + first, lines.n - first);
	status = store_sign(dir, o->origin, hash, 2, o->key_path,
	    o->passphrase_file, false, e);
out:
	buf_fini(&lines);
	buf_fini(&text);
	return status;
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
	if (o->organisation[0] == '\0' || strlen(o->organisation) > 400)
		return err_set(e, ERR_USAGE, "--organisation needs 1 to 400 "
		    "bytes");
	return time_day_in_zone(o->now_s, o->timezone, &day, e);
}

int
store_create(const struct store_init *o, struct buf *said, struct err *e)
{
	char *new = mem_alloc(strlen(o->dir) + sizeof(".new")), *parent;
	struct vkey k;
	struct err ignored;
	int there, status = -1;

	memcpy(new, o->dir, strlen(o->dir) + 1);
	for (size_t n = strlen(new); n > 1 && new[n - 1] == '/'; n--)
		new[n - 1] = '\0';
	memcpy(new + strlen(new), ".new", sizeof(".new"));
	parent = path_dir(new);
	if (check_names(o, e) == -1)
		goto out;
	there = file_exists(o->dir, e);
	if (there == 1)
		err_set(e, ERR_USAGE, "%s exists already; nothing was changed",
		    o->dir);
	if (there != 0)
		goto out;
	/* What an earlier run left half built; never a store. */
	if (dir_remove(new, e) == -1 || get_key(o, &k, said, e) == -1)
		goto out;
	if (fill(o, new, &k, e) == -1) {
		(void)dir_remove(new, &ignored);
		goto out;
	}
	if (rename(new, o->dir) == -1)
		err_sys(e, "rename to", o->dir);
	else if (dir_sync(parent, e) == 0)
		status = key_card_write(o->key_path, o->organisation, &k,
		    o->now_s, said, e);
out:
	free(parent);
	free(new);
	return status;
}
