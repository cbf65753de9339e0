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

/*
 * May `next` be signed, as far as the signer remembers? If so, it is what is
 * remembered from now on: nothing is signed that would not be known later.
 */
static int
remember(const struct signer_request *r, const struct checkpoint *next,
    struct err *e)
{
	struct checkpoint last;
	int there = signer_state_read(r->key_path, &last, e);

	if (there == -1)
		return -1;
	if (there == 0 && r->must_have_state)
		return err_set(e, ERR_INTEGRITY, "refused to sign: %s.state, "
		    "the signer's memory of what it signed last, is missing. "
		    "If the store is known to be whole, write it again with: "
		    "preaudit store key trust-head", r->key_path);
	if (there == 1 && extends(&last, r->key_path, r->leaf, next, e) == -1)
		return -1;
	if (there == 1 && last.size == next->size)
		return 0;
	return signer_state_write(r->key_path, next, e);
}

/* Appends the checkpoint and the key's signature of it, or nothing. */
static int
put_signed(const struct signer_request *r, const struct checkpoint *c,
    struct buf *note, struct err *e)
{
	uint8_t sig[ED25519_SIGNATURE_BYTES];
	size_t from = note->n;
	struct vkey public;

	checkpoint_format(note, c);
	if (!buf_ok(note)) {
		note->n = from;
		return err_set(e, ERR_LIMIT, "no room for the checkpoint");
	}
	if (key_sign(r->key, (struct str){ note->p + from, note->n - from },
	    sig, e) == -1) {
		note->n = from; /* never an unsigned checkpoint */
		return -1;
	}
	vkey_make(&public, str_of(r->origin), r->key->pub);
	buf_putc(note, '\n');
	note_put_signature(note, &public, sig);
	if (!buf_ok(note)) {
		note->n = from;
		return err_set(e, ERR_LIMIT, "no room for the signature");
	}
	return 0;
}

int
signer_sign(const struct signer_request *r, struct checkpoint *signed_as,
    struct buf *note, struct err *e)
{
	struct checkpoint next = { .size = r->size };

	assert(strlen(r->origin) <= NOTE_MAX_NAME);
	memcpy(next.origin, r->origin, strlen(r->origin) + 1);
	merkle_root_of(r->leaf, r->size, &next.root);
	if (remember(r, &next, e) == -1 || put_signed(r, &next, note, e) == -1)
		return -1;
	*signed_as = next;
	return 0;
}
