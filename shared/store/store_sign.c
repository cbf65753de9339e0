/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The signature over the log, and its publication: nothing is published that
 * the store's own key does not verify, and no kept checkpoint is replaced.
 */
#include "shared/store/store_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static int
wrong_key(const char *key_path, const char *dir, const struct vkey *own,
    struct err *e)
{
	char fingerprint[VKEY_FINGERPRINT_TEXT];

	vkey_fingerprint(fingerprint, own);
	return err_set(e, ERR_CONFIG, "key %s is not the key of store %s, "
	    "whose fingerprint is %s. Nothing was changed; name the store's "
	    "own key with --key, or restore it from its backup", key_path,
	    dir, fingerprint);
}

/* Opens the key; it must be the store's. */
static int
open_own(struct signkey **k, const char *dir, const struct vkey *own,
    const char *key_path, const char *passphrase_file, struct err *e)
{
	uint8_t pub[ED25519_PUBLIC_BYTES];

	if (key_open(k, key_path, passphrase_file, e) == -1)
		return -1;
	key_public(*k, pub);
	if (memcmp(pub, own->pub, sizeof(pub)) == 0)
		return 0;
	key_close(*k);
	*k = NULL;
	return wrong_key(key_path, dir, own, e);
}

int
store_key_check(const struct store *s, const char *key_path,
    const char *passphrase_file, struct err *e)
{
	struct signkey *k;

	if (open_own(&k, s->dir, &s->keys.key[0], key_path, passphrase_file,
	    e) == -1)
		return -1;
	key_close(k);
	return 0;
}

int
store_publish(const char *dir, const struct vkey *own,
    const struct checkpoint *want, struct str note, struct err *e)
{
	struct checkpoint got;
	char name[40], *path;
	struct err why = { .msg = "it is of another log" };
	int status;

	if (store_checkpoint(own, note, &got, &why) == -1 ||
	    got.size != want->size ||
	    memcmp(&got.root, &want->root, sizeof(got.root)) != 0)
		return err_set(e, ERR_INTEGRITY, "the signature that was made "
		    "over the %" PRIu64 " records of %s does not verify with "
		    "the store's key (%s); it was not published", want->size,
		    dir, why.msg);
	snprintf(name, sizeof(name), "checkpoints/%" PRIu64, want->size);
	path = path_join(dir, name);
	status = file_create(path, note, 0444, e);
	free(path);
	if (status == -1)
		return -1;
	path = path_join(dir, "checkpoint");
	status = file_replace(path, note, 0444, e);
	free(path);
	return status;
}

int
store_sign(const char *dir, const struct vkey *own,
    const struct merkle_hash *hash, uint64_t size, const char *key_path,
    const char *passphrase_file, bool must_have_state, struct err *e)
{
	struct checkpoint want;
	struct signkey *k;
	struct buf note;
	int status = -1;

	/* A key exchanged since the work began must not sign either. */
	if (open_own(&k, dir, own, key_path, passphrase_file, e) == -1)
		return -1;
	buf_init(&note, 65536);
	if (signer_sign(k, key_path, own->name, hash, size, must_have_state,
	    &want, &note, e) == 0)
		status = store_publish(dir, own, &want, buf_view(&note), e);
	buf_fini(&note);
	key_close(k);
	return status;
}
