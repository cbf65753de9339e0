/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The signature over the log, and its publication: nothing is published that
 * the store's own key does not verify, and no kept checkpoint is replaced.
 */
#include "shared/store/store_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* Opens the key; it must be the store's. */
static int
open_own(struct signkey **k, const struct store_signing *w, struct err *e)
{
	uint8_t pub[ED25519_PUBLIC_BYTES];
	char fingerprint[VKEY_FINGERPRINT_TEXT];

	if (key_open(k, w->key_path, w->passphrase_file, e) == -1)
		return -1;
	key_public(*k, pub);
	if (memcmp(pub, w->own->pub, sizeof(pub)) == 0)
		return 0;
	key_close(*k);
	*k = NULL;
	vkey_fingerprint(fingerprint, w->own);
	return err_set(e, ERR_CONFIG, "key %s is not the key of store %s, "
	    "whose fingerprint is %s. Nothing was changed; name the store's "
	    "own key with --key, or restore it from its backup", w->key_path,
	    w->dir, fingerprint);
}

int
store_refuse_later(const struct store *s, struct err *e)
{
	uint64_t i = store_first_later(s);

	return i == s->head.size ? 0 : err_set(e, ERR_REFUSED, "record %" PRIu64
	    " of %s (%.100s) was made by a later version of preaudit; use that "
	    "version to write to this store", i, s->dir,
	    leaf_type_name(&s->leaf[i]));
}

int
store_key_check(const struct store *s, const char *key_path,
    const char *passphrase_file, struct err *e)
{
	const struct store_signing w = { s->dir, &s->keys.key[0], key_path,
		passphrase_file };
	struct signkey *k;

	if (store_refuse_later(s, e) == -1 || open_own(&k, &w, e) == -1)
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
	    !merkle_same(&got.root, &want->root))
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
store_sign(const struct store_signing *w, const struct merkle_hash *hash,
    uint64_t size, bool must_have_state, struct err *e)
{
	struct signer_request r = { .key_path = w->key_path,
		.origin = w->own->name, .leaf = hash, .size = size,
		.must_have_state = must_have_state };
	struct checkpoint want;
	struct signkey *k;
	struct buf note;
	int status = -1;

	/* A key exchanged since the work began must not sign either. */
	if (open_own(&k, w, e) == -1)
		return -1;
	buf_init(&note, 65536);
	r.key = k;
	if (signer_sign(&r, &want, &note, e) == 0)
		status = store_publish(w->dir, w->own, &want, buf_view(&note),
		    e);
	buf_fini(&note);
	key_close(k);
	return status;
}

bool
store_next_line(struct str *rest, struct str *line)
{
	size_t lf = str_find(*rest, '\n', 0);

	if (lf == rest->n)
		return false;
	*line = (struct str){ rest->p, lf + 1 };
	*rest = (struct str){ rest->p + lf + 1, rest->n - lf - 1 };
	return true;
}

size_t
store_signed_bytes(const struct store *s)
{
	const struct str *last = &s->line[s->head.size - 1];

	return (size_t)(last->p + last->n - s->log.p);
}

int
store_sign_lines(const struct store *s, struct str lines, uint64_t n,
    const struct store_signing *w, struct err *e)
{
	uint64_t size = s->head.size + n;
	struct merkle_hash *hash = mem_calloc(size, sizeof(*hash));
	struct str line;
	int status;

	memcpy(hash, s->hash, s->head.size * sizeof(*hash));
	for (uint64_t i = s->head.size; i < size &&
	    store_next_line(&lines, &line); i++)
		merkle_leaf_hash(&hash[i], line.p, line.n);
	status = store_sign(w, hash, size, true, e);
	free(hash);
	return status;
}
