/* SPDX-License-Identifier: Apache-2.0 */
/* Hexadecimal and base64; see enc.h. */
#include "shared/base/enc.h"

#include <limits.h>
#include <stdlib.h>

#include <openssl/evp.h>

#include "shared/base/mem.h"

static const char hex_digits[] = "0123456789abcdef";
static const char base64url_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void
hex_format(char *out, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = hex_digits[p[i] >> 4];
		out[2 * i + 1] = hex_digits[p[i] & 15];
	}
	out[2 * n] = '\0';
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

bool
hex_parse(uint8_t *out, size_t n, struct str s)
{
	if (s.n != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int hi = hex_value(s.p[2 * i]), lo = hex_value(s.p[2 * i + 1]);

		if (hi < 0 || lo < 0)
			return false;
		out[i] = (uint8_t)(hi << 4 | lo);
	}
	return true;
}

void
base64_put(struct buf *b, const uint8_t *p, size_t n)
{
	/* Its NUL has room behind what was reserved. */
	if (n > 0 && buf_reserve(b, (n + 2) / 3 * 4))
		b->n += (size_t)EVP_EncodeBlock((uint8_t *)b->p + b->n, p,
		    (int)n);
}

bool
base64_parse(uint8_t *out, size_t cap, size_t *n, struct str s)
{
	size_t padding = str_ends(s, STR("==")) ? 2 : str_ends(s, STR("="));
	struct buf again;
	uint8_t *raw;
	bool ok;

	*n = s.n / 4 * 3 - padding;
	if (s.n == 0 || s.n % 4 != 0 || s.n > INT_MAX || *n > cap)
		return s.n == 0;
	raw = mem_calloc(s.n, 1);
	buf_init(&again, s.n);
	/* OpenSSL takes more than is canonical: it must come out the same. */
	ok = EVP_DecodeBlock(raw, (const uint8_t *)s.p, (int)s.n) != -1;
	if (ok)
		base64_put(&again, raw, *n);
	ok = ok && str_eq(buf_view(&again), s);
	if (ok)
		memcpy(out, raw, *n);
	buf_fini(&again);
	free(raw);
	return ok;
}

void
base64url_16(char out[22], const uint8_t in[16])
{
	uint32_t v;
	size_t o = 0;

	for (size_t i = 0; i < 15; i += 3) {
		v = (uint32_t)in[i] << 16 | (uint32_t)in[i + 1] << 8 | in[i + 2];
		out[o++] = base64url_digits[v >> 18];
		out[o++] = base64url_digits[v >> 12 & 63];
		out[o++] = base64url_digits[v >> 6 & 63];
		out[o++] = base64url_digits[v & 63];
	}
	out[o++] = base64url_digits[in[15] >> 2];
	out[o++] = base64url_digits[(in[15] & 3) << 4];
}
