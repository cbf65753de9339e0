/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What key.c, private.c and signer.c share: nobody else may sign raw text
 * (docs/store-format.md 6).
 */
#ifndef PREAUDIT_KEY_INTERNAL_H
#define PREAUDIT_KEY_INTERNAL_H

#include <sys/types.h>

#include "shared/base/mem.h"
#include "shared/log/key.h"

struct evp_pkey_st;

struct signkey {
	struct evp_pkey_st *pkey;
	uint8_t pub[ED25519_PUBLIC_BYTES];
};

int key_sign(const struct signkey *k, struct str text,
    uint8_t sig[ED25519_SIGNATURE_BYTES], struct err *e);

enum private_kind { PRIVATE_KEY, PRIVATE_PASSPHRASE };

/*
 * All bytes of a private file, at most cap - 1: no link followed, the user's
 * own, no bits for others. Returns the length, or -1 with an error that names
 * file and remedy. The caller wipes `out`.
 */
ssize_t private_read(const char *path, enum private_kind kind, char *out,
    size_t cap, struct err *e);

#endif
