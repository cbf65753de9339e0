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

/* OpenSSL's EVP_PKEY, which only key.c knows more of. */
struct evp_pkey_st;

struct signkey {
	struct evp_pkey_st *pkey; /* the pair; owned, freed by key_close */
	uint8_t pub[ED25519_PUBLIC_BYTES]; /* its public half, raw */
};

/*
 * Signs the bytes of text with Ed25519 into sig. ERR_SYS when OpenSSL cannot;
 * sig is then of no use.
 */
int key_sign(const struct signkey *k, struct str text,
    uint8_t sig[ED25519_SIGNATURE_BYTES], struct err *e);

/*
 * From here on the process leaves no core and shows its memory to nobody:
 * before it holds a secret.
 */
void private_closed(void);

/*
 * How errors name the file, and which owners it may have: a passphrase may be a
 * service manager's credential (root's, closed to others).
 */
enum private_kind { PRIVATE_KEY, PRIVATE_PASSPHRASE };

/*
 * Reads all bytes of a private file into `out`, at most cap - 1, without a NUL
 * behind them, private_closed before: no link followed, the user's own, no bits for others. Returns
 * the length, or -1 with an error that names file and remedy: ERR_CONFIG for
 * the wrong file, ERR_SYS for the machine. `out` may hold a part then; the
 * caller wipes it in any case.
 */
ssize_t private_read(const char *path, enum private_kind kind, char *out,
    size_t cap, struct err *e);

#endif
