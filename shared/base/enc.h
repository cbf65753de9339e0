/* SPDX-License-Identifier: Apache-2.0 */
/* Hexadecimal and base64 (RFC 4648 section 4, canonical), strict both ways. */
#ifndef PREAUDIT_ENC_H
#define PREAUDIT_ENC_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"

/* Writes n bytes as 2n lower-case digits and a NUL: out has room for 2n + 1. */
void hex_format(char *out, const uint8_t *p, size_t n);
/*
 * Reads exactly 2n lower-case digits into the n bytes at out; false for
 * anything else, and out may then hold a part.
 */
bool hex_parse(uint8_t *out, size_t n, struct str s);
/* Appends base64 with padding (RFC 4648 4). */
void base64_put(struct buf *b, const uint8_t *p, size_t n);
/*
 * Decodes canonical base64 (padding, no other characters, unused bits zero) of
 * at most cap bytes; *n is the length. The empty text is no bytes. False when
 * it is anything else: out is then unchanged, and *n of no use.
 */
bool base64_parse(uint8_t *out, size_t cap, size_t *n, struct str s);
/*
 * base64url without padding (RFC 4648 5): 22 characters for 16 bytes, no NUL.
 */
void base64url_16(char out[22], const uint8_t in[16]);

#endif
