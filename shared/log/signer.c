/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The signer: signs a checkpoint only when it extends what it signed last
 * (docs/store-format.md 6). Its memory stands beside the key, outside the store.
 */
#include "shared/log/key_internal.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "shared/file/fileio.h"

#define STATE_MAX_BYTES 1024

int
signer_state_read(const char *key_path, struct checkpoint *c, struct err *e)
{
	char *path = path_suffixed(key_path, ".state");
	struct err why;
	struct buf b;
	int there = file_exists(path, e);
	bool read = false;

	*c = (struct checkpoint){ .size = 0 };
	buf_init(&b, STATE_MAX_BYTES);
	if (there == 1) {
		read = file_read(path, &b, e) == 0;
		/* Too long is damaged, too; anything else is the disk's. */
		if (!read && e->code != ERR_LIMIT)
			there = -1;
	}
	if (there == 1 && (!read ||
	    checkpoint_parse(c, buf_view(&b), &why) == -1))
		there = err_set(e, ERR_INTEGRITY, "the signer's state %s is "
		    "damaged; compare the store with its backups, then write "
		    "it again with: preaudit store key trust-head", path);
	buf_fini(&b);
	free(path);
	return there;
}

int
signer_state_write(const char *key_path, const struct checkpoint *c,
    struct err *e)
{
	char *path = path_suffixed(key_path, ".state");
	struct buf b;
	int status;

	buf_init(&b, STATE_MAX_BYTES);
	checkpoint_format(&b, c);
	status = file_replace(path, buf_view(&b), 0600, e);
	buf_fini(&b);
	free(path);
	return status;
}

/* Does the tree to be signed extend the one signed last? */
static int
extends(const struct checkpoint *last, const char *key_path,
    const struct merkle_hash *leaf, const struct checkpoint *next,
    struct err *e)
{
	struct merkle_hash root;

	if (strcmp(last->origin, next->origin) != 0)
		return err_set(e, ERR_INTEGRITY, "refused to sign: the state "
		    "beside key %s belongs to %s, this store is %s; every "
		    "store has a key of its own", key_path, last->origin,
		    next->origin);
	if (next->size < last->size)
		return err_set(e, ERR_INTEGRITY, "refused to sign: the log has "
		    "%" PRIu64 " records, but %" PRIu64 " were signed before; "
		    "the store is older than its key's state. Restore a newer "
		    "copy of the store, or begin a new store that succeeds "
		    "this one", next->size, last->size);
	merkle_root_of(leaf, last->size, &root);
	if (!merkle_same(&root, &last->root))
		return err_set(e, ERR_INTEGRITY, "refused to sign: the first %"
		    PRIu64 " records of the log are not the ones signed "
		    "before; history was changed. Restore a good copy of the "
		    "store", last->size);
	return 0;
}

int
signer_sign(const struct signkey *k, const char *key_path,
    const char *origin, const struct merkle_hash *leaf, uint64_t size,
    bool must_have_state, struct checkpoint *signed_as, struct buf *note,
    struct err *e)
{
	uint8_t sig[ED25519_SIGNATURE_BYTES];
	struct checkpoint last, next = { .size = size };
	size_t from = note->n;
	struct vkey public;
	int there;

	assert(strlen(origin) <= NOTE_MAX_NAME);
	memcpy(next.origin, origin, strlen(origin) + 1);
	merkle_root_of(leaf, size, &next.root);
	there = signer_state_read(key_path, &last, e);
	if (there == -1)
		return -1;
	if (there == 0 && must_have_state)
		return err_set(e, ERR_INTEGRITY, "refused to sign: %s.state, "
		    "the signer's memory of what it signed last, is missing. "
		    "If the store is known to be whole, write it again with: "
		    "preaudit store key trust-head", key_path);
	if (there == 1 && extends(&last, key_path, leaf, &next, e) == -1)
		return -1;
	if ((there == 0 || last.size != next.size) &&
	    signer_state_write(key_path, &next, e) == -1)
		return -1;
	checkpoint_format(note, &next);
	if (!buf_ok(note)) {
		note->n = from;
		return err_set(e, ERR_LIMIT, "no room for the checkpoint");
	}
	if (key_sign(k, (struct str){ note->p + from, note->n - from }, sig,
	    e) == -1) {
		note->n = from; /* never an unsigned checkpoint */
		return -1;
	}
	vkey_make(&public, str_of(origin), k->pub);
	buf_putc(note, '\n');
	note_put_signature(note, &public, sig);
	if (!buf_ok(note)) {
		note->n = from;
		return err_set(e, ERR_LIMIT, "no room for the signature");
	}
	*signed_as = next;
	return 0;
}
