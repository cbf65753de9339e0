/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 checked, normalised, folded and cut. Only utf8.c uses utf8proc. */
#ifndef PREAUDIT_UTF8_H
#define PREAUDIT_UTF8_H

#include <stdbool.h>

#include "shared/base/buf.h"

/*
 * Index of the first byte that is not part of valid UTF-8 (overlong forms,
 * surrogates and what lies past U+10FFFF are not), or s.n. ASCII is fast.
 */
size_t utf8_valid(struct str s);
/* The bytes of a code point up to U+10FFFF; how many. */
size_t utf8_encode(char out[4], uint32_t c);
/* Code points in valid text. */
size_t utf8_length(struct str s);
/* True when NFC would change nothing for certain (quick: all < U+0300). */
bool utf8_is_plain(struct str s);
/*
 * Appends the NFC form of valid text; where the library knows none, the text as
 * it is.
 */
void utf8_nfc(struct buf *out, struct str s);
/*
 * Appends the form of valid text in which headers, words and names are
 * compared: NFKC, case folded, accents removed, ß as ss, each run of white
 * space one blank, trimmed.
 */
void utf8_fold(struct buf *out, struct str s);
/* At most `max` code points of s (cut at a code point). */
struct str utf8_cut(struct str s, size_t max);

#endif
