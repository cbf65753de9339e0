/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SHA-256, random bytes and a keyed hash for tables. Only this, enc.c, the log's
 * keys and time stamps use OpenSSL.
 */
#ifndef PREAUDIT_HASH_H
#define PREAUDIT_HASH_H

#include <stdint.h>

#include "shared/base/str.h"

#define SHA256_BYTES 32 /* of a digest */
#define SHA256_HEX 64 /* digits of a digest as text, without a NUL */

/*
 * OpenSSL without its configuration file, which could load any provider.
 * Harmless to call again; sha256_init does.
 */
void crypto_init(void);

/* One running hash; the context is made once and used again and again. */
struct sha256 {
	void *ctx; /* OpenSSL's, on its heap; NULL after sha256_fini */
};

/*
 * Makes the context, ready for bytes; ends the process when OpenSSL cannot.
 * sha256_fini frees it.
 */
void sha256_init(struct sha256 *h);
/* Frees the context. */
void sha256_fini(struct sha256 *h);
/* Begins anew: forgets what was put before. */
void sha256_start(struct sha256 *h);
/* Hashes n bytes more. */
void sha256_put(struct sha256 *h, const void *p, size_t n);
/* The hash of what was put; sha256_start comes next, or sha256_fini. */
void sha256_end(struct sha256 *h, uint8_t out[SHA256_BYTES]);
/* The hash of n bytes at hand. */
void sha256_of(uint8_t out[SHA256_BYTES], const void *p, size_t n);
/* Writes the digest of s as 64 lower-case digits and a NUL. */
void sha256_hex(char hex[SHA256_HEX + 1], struct str s);

/*
 * Fills n bytes from the kernel's cryptographic source; waits until its pool is
 * ready, and ends the process when there is none.
 */
void random_bytes(void *p, size_t n);

/*
 * SipHash-1-3 of s, 64 bits, under a secret random key: safe for tables whose
 * keys come from outside. The value depends on the machine's byte order, so it
 * is not for files.
 */
uint64_t keyed_hash(const uint8_t key[16], struct str s);

#endif
