/* SPDX-License-Identifier: Apache-2.0 */
/* What key.c and signer.c share: nobody else may sign raw text (FORMATS 3.5). */
#ifndef PREAUDIT_KEY_INTERNAL_H
#define PREAUDIT_KEY_INTERNAL_H

#include "shared/base/mem.h"
#include "shared/log/key.h"

struct evp_pkey_st;

struct signkey {
	struct evp_pkey_st *pkey;
	uint8_t pub[ED25519_PUBLIC_BYTES];
};

int key_sign(const struct signkey *k, struct str text,
    uint8_t sig[ED25519_SIGNATURE_BYTES], struct err *e);

#endif
