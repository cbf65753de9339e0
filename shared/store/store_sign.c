/* SPDX-License-Identifier: Apache-2.0 */
/* The signature over the log, and its publication (FORMATS 1, Committing). */
#include "shared/store/store_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static int
publish(const char *dir, uint64_t size, struct str note, struct err *e)
{
	char name[40], *path;
	int status;

	snprintf(name, sizeof(name), "checkpoints/%" PRIu64, size);
	path = store_path(dir, name);
	status = file_replace(path, note, 0444, e);
	free(path);
	if (status == -1)
		return -1;
	path = store_path(dir, "checkpoint");
	status = file_replace(path, note, 0444, e);
	free(path);
	return status;
}

int
store_sign(const char *dir, const char *origin,
    const struct merkle_hash *hash, uint64_t size, const char *key_path,
    const char *passphrase_file, bool must_have_state, struct err *e)
{
	struct signkey *k;
	struct buf note;
	int status = -1;

	if (key_open(&k, key_path, passphrase_file, e) == -1)
		return -1;
	buf_init(&note, 65536);
	if (signer_sign(k, key_path, origin, hash, size, must_have_state,
	    &note, e) == 0)
		status = publish(dir, size, buf_view(&note), e);
	buf_fini(&note);
	key_close(k);
	return status;
}
