/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SHA-256, random bytes and a keyed hash for tables. Only this and the log's
 * keys use OpenSSL.
 */
#ifndef PREAUDIT_HASH_H
#define PREAUDIT_HASH_H

#include <stdint.h>

#include "shared/base/str.h"

#define SHA256_BYTES 32
#define SHA256_HEX 64

/*
 * OpenSSL without its configuration file, which could load any provider.
 * Harmless to call again; sha256_init does.
 */
void crypto_init(void);

/* One running hash; the context is made once and used again and again. */
struct sha256 {
	void *ctx;
};

/* Ready for bytes; sha256_fini frees it. */
void sha256_init(struct sha256 *h);
void sha256_fini(struct sha256 *h);
/* Begins anew: forgets what was put before. */
void sha256_start(struct sha256 *h);
/* Hashes n bytes more. */
void sha256_put(struct sha256 *h, const void *p, size_t n);
/* The hash of what was put; sha256_start comes next, or sha256_fini. */
void sha256_end(struct sha256 *h, uint8_t out[SHA256_BYTES]);
/* The hash of n bytes at hand. */
void sha256_of(uint8_t out[SHA256_BYTES], const void *p, size_t n);
/* The same as text: lower-case digits and a NUL. */
void sha256_hex(char hex[SHA256_HEX + 1], struct str s);

/* Cryptographic random bytes; ends the process when there are none. */
void random_bytes(void *p, size_t n);

/* SipHash-1-3 (64 bits): safe for tables whose keys come from outside. */
uint64_t keyed_hash(const uint8_t key[16], struct str s);

#endif
