/* SPDX-License-Identifier: Apache-2.0 */
/* Hexadecimal and base64; see enc.h. */
#include "shared/base/enc.h"

static const char hex_digits[] = "0123456789abcdef";
static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
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
	for (size_t i = 0; i < n; i += 3) {
		uint32_t v = (uint32_t)p[i] << 16;
		char q[4];

		if (i + 1 < n)
			v |= (uint32_t)p[i + 1] << 8;
		if (i + 2 < n)
			v |= p[i + 2];
		q[0] = base64_digits[v >> 18];
		q[1] = base64_digits[v >> 12 & 63];
		q[2] = i + 1 < n ? base64_digits[v >> 6 & 63] : '=';
		q[3] = i + 2 < n ? base64_digits[v & 63] : '=';
		buf_put(b, q, 4);
	}
}

static int
base64_value(char c)
{
	const char *q = c == '\0' ? NULL : memchr(base64_digits, c, 64);

	return q == NULL ? -1 : (int)(q - base64_digits);
}

bool
base64_parse(uint8_t *out, size_t cap, size_t *n, struct str s)
{
	size_t have = 0;

	if (s.n % 4 != 0)
		return false;
	for (size_t i = 0; i < s.n; i += 4) {
		bool last = i + 4 == s.n;
		size_t bytes = 3;
		uint32_t v = 0;

		if (last && s.p[i + 3] == '=')
			bytes = s.p[i + 2] == '=' ? 1 : 2;
		for (size_t k = 0; k < 4; k++) {
			int d = k <= bytes ? base64_value(s.p[i + k]) : 0;

			if (d < 0)
				return false;
			v = v << 6 | (uint32_t)d;
		}
		if ((bytes == 1 && (v & 0xffff) != 0) ||
		    (bytes == 2 && (v & 0xff) != 0) || have + bytes > cap)
			return false;
		for (size_t k = 0; k < bytes; k++)
			out[have++] = (uint8_t)(v >> (16 - 8 * k));
	}
	*n = have;
	return true;
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
