/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store key: the public key, and the signer's state. */
#include "shared/cli/store_cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int
cli_key_public(const struct store_opts *o, struct err *e)
{
	struct place p;
	struct store s;
	struct buf b;
	int status = -1;

	if (cli_place(&p, o, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	if (store_open(&s, p.store, e) == 0) {
		keys_format(&b, &s.keys);
		store_close(&s);
		status = out_write(&b, e);
	}
	buf_fini(&b);
	place_free(&p);
	return status;
}

/* The key at hand must be this store's before its state is written. */
static int
trust(const struct place *p, const struct store *s, bool quiet,
    struct err *e)
{
	uint8_t pub[ED25519_PUBLIC_BYTES];
	struct checkpoint state;
	struct signkey *k;
	int there;

	if (key_open(&k, p->key, p->passphrase_file, e) == -1)
		return -1;
	key_public(k, pub);
	key_close(k);
	if (memcmp(pub, s->keys.key[0].pub, sizeof(pub)) != 0)
		return err_set(e, ERR_CONFIG, "key %s is not the key of store "
		    "%s", p->key, p->store);
	there = signer_state_read(p->key, &state, e);
	if (there == 1 && strcmp(state.origin, s->head.origin) == 0 &&
	    state.size > s->head.size)
		return err_set(e, ERR_INTEGRITY, "key %s has signed %" PRIu64
		    " records, this store has %" PRIu64 ": it is an older "
		    "copy. Restore a newer one; to go on from this one, begin "
		    "a new store that succeeds it", p->key, state.size,
		    s->head.size);
	if (signer_state_write(p->key, &s->head, e) == -1)
		return -1;
	if (!quiet)
		printf("wrote %s.state: the signer now trusts the %" PRIu64
		    " records of %s and signs only what extends them\n",
		    p->key, s->head.size, p->store);
	return 0;
}

int
cli_trust_head(const struct store_opts *o, struct err *e)
{
	struct filelock lock = { -1 };
	struct place p;
	struct store s;
	char *path;
	int status = -1;

	if (cli_place(&p, o, e) == -1)
		return -1;
	if (store_open(&s, p.store, e) == 0) {
		path = path_join(p.store, "lock");
		status = filelock_take(&lock, path, p.wait_ms, e);
		if (status == 0)
			status = trust(&p, &s, o->quiet, e);
		filelock_drop(&lock);
		free(path);
		store_close(&s);
	}
	place_free(&p);
	return status;
}
