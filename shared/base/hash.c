/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256, random bytes, keyed hash; see hash.h. */
#include "shared/base/hash.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>

#include <sys/random.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "shared/base/enc.h"

void
crypto_init(void)
{
	if (OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1)
		abort();
}

void
sha256_init(struct sha256 *h)
{
	crypto_init();
	h->ctx = EVP_MD_CTX_new();
	assert(h->ctx != NULL);
	if (EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL) != 1)
		abort();
}

void
sha256_fini(struct sha256 *h)
{
	EVP_MD_CTX_free(h->ctx);
	h->ctx = NULL;
}

void
sha256_start(struct sha256 *h)
{
	if (EVP_DigestInit_ex(h->ctx, NULL, NULL) != 1)
		abort();
}

void
sha256_put(struct sha256 *h, const void *p, size_t n)
{
	if (n > 0 && EVP_DigestUpdate(h->ctx, p, n) != 1)
		abort();
}

void
sha256_end(struct sha256 *h, uint8_t out[SHA256_BYTES])
{
	if (EVP_DigestFinal_ex(h->ctx, out, NULL) != 1)
		abort();
}

void
sha256_of(uint8_t out[SHA256_BYTES], const void *p, size_t n)
{
	struct sha256 h;

	sha256_init(&h);
	sha256_put(&h, p, n);
	sha256_end(&h, out);
	sha256_fini(&h);
}

void
sha256_hex(char hex[SHA256_HEX + 1], struct str s)
{
	uint8_t digest[SHA256_BYTES];

	sha256_of(digest, s.p, s.n);
	hex_format(hex, digest, sizeof(digest));
}

void
random_bytes(void *p, size_t n)
{
	char *q = p;

	while (n > 0) {
		size_t part = n > 256 ? 256 : n;
		ssize_t got = getrandom(q, part, 0);

		/* Only before the kernel's pool is ready can it be broken off. */
		if (got == -1 && errno == EINTR)
			continue;
		if (got != (ssize_t)part)
			abort();
		q += part;
		n -= part;
	}
}

static uint64_t
rotl(uint64_t x, int b)
{
	return x << b | x >> (64 - b);
}

static uint64_t
load64(const void *p, size_t n)
{
	uint64_t v = 0;

	memcpy(&v, p, n);
	return v;
}

static void
sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotl(v[1], 13) ^ v[0];
	v[0] = rotl(v[0], 32);
	v[2] += v[3];
	v[3] = rotl(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotl(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotl(v[1], 17) ^ v[2];
	v[2] = rotl(v[2], 32);
}

uint64_t
keyed_hash(const uint8_t key[16], struct str s)
{
	uint64_t k0 = load64(key, 8), k1 = load64(key + 8, 8), m;
	uint64_t v[4] = { k0 ^ 0x736f6d6570736575ULL, k1 ^ 0x646f72616e646f6dULL,
		k0 ^ 0x6c7967656e657261ULL, k1 ^ 0x7465646279746573ULL };
	size_t i = 0;

	for (; i + 8 <= s.n; i += 8) {
		m = load64(s.p + i, 8);
		v[3] ^= m;
		sip_round(v);
		v[0] ^= m;
	}
	m = (uint64_t)s.n << 56 | (i < s.n ? load64(s.p + i, s.n - i) : 0);
	v[3] ^= m;
	sip_round(v);
	v[0] ^= m;
	v[2] ^= 0xff;
	sip_round(v);
	sip_round(v);
	sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}
