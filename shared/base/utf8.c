/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8: validity, normal forms, folding; see utf8.h. */
#include "shared/base/utf8.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "shared/base/mem.h"

#define HIGH_BITS 0x8080808080808080ULL

/* Index of the first byte at or after i that is not ASCII, or s.n. */
static size_t
ascii_run(struct str s, size_t i)
{
	uint64_t a, b;

	while (i + 16 <= s.n) {
		memcpy(&a, s.p + i, 8);
		memcpy(&b, s.p + i + 8, 8);
		if (((a | b) & HIGH_BITS) != 0)
			break;
		i += 16;
	}
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

/* Bytes of the sequence at p, 0 when it is none (Unicode table 3-7). */
static size_t
sequence(const unsigned char *p, size_t left)
{
	unsigned char c = p[0], low = 0x80, high = 0xbf;
	size_t n;

	if (c < 0x80)
		return 1;
	if (c < 0xc2 || c > 0xf4)
		return 0;
	n = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	if (left < n)
		return 0;
	if (c == 0xe0)
		low = 0xa0; /* overlong */
	else if (c == 0xed)
		high = 0x9f; /* surrogates */
	else if (c == 0xf0)
		low = 0x90; /* overlong */
	else if (c == 0xf4)
		high = 0x8f; /* past U+10FFFF */
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

size_t
utf8_valid(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0, n;

	while ((i = ascii_run(s, i)) < s.n) {
		/* Letters outside ASCII come in runs. */
		while (i < s.n && p[i] >= 0x80) {
			n = sequence(p + i, s.n - i);
			if (n == 0)
				return i;
			i += n;
		}
	}
	return s.n;
}

size_t
utf8_encode(char out[4], uint32_t c)
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)c,
	    (utf8proc_uint8_t *)out);
}

static bool
is_lead(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

size_t
utf8_length(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += is_lead(s.p[i]);
	return n;
}

bool
utf8_is_plain(struct str s)
{
	/* U+0300 is CC 80: below it no lead byte is above CB. */
	for (size_t i = ascii_run(s, 0); i < s.n; i++)
		if ((unsigned char)s.p[i] > 0xcb)
			return false;
	return true;
}

/* utf8proc's result, or the text itself where utf8proc knows no answer. */
static void
put_mapped(struct buf *out, struct str s, int options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t n;

	if (s.n == 0)
		return;
	n = utf8proc_map((const utf8proc_uint8_t *)s.p,
	    (utf8proc_ssize_t)s.n, &mapped, (utf8proc_option_t)options);
	if (n >= 0)
		buf_put(out, mapped, (size_t)n);
	else
		buf_str(out, s);
	free(mapped);
}

void
utf8_nfc(struct buf *out, struct str s)
{
	if (utf8_is_plain(s))
		buf_str(out, s);
	else
		put_mapped(out, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* White space in the sense of Unicode, of which ASCII and these are left. */
static size_t
space_at(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i], d, f;

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c < 0x80 || i + 1 >= s.n)
		return 0;
	d = (unsigned char)s.p[i + 1];
	if (c == 0xc2)
		return d == 0x85 || d == 0xa0 ? 2 : 0;
	if (c < 0xe1 || c > 0xe3 || i + 2 >= s.n)
		return 0;
	f = (unsigned char)s.p[i + 2];
	if (c == 0xe1) /* U+1680 */
		return d == 0x9a && f == 0x80 ? 3 : 0;
	if (c == 0xe3) /* U+3000 */
		return d == 0x80 && f == 0x80 ? 3 : 0;
	if (d == 0x80) /* U+2000-200A, 2028, 2029, 202F */
		return f <= 0x8a || f == 0xa8 || f == 0xa9 || f == 0xaf ? 3 : 0;
	return d == 0x81 && f == 0x9f ? 3 : 0; /* U+205F */
}

/* Appends s with each run of white space as one blank, without the ends'. */
static void
put_squeezed(struct buf *out, struct str s)
{
	bool pending = false, any = false;
	size_t from = 0, i = 0, n;

	while (i < s.n) {
		n = space_at(s, i);
		if (n == 0) {
			i++;
			continue;
		}
		if (i > from) {
			if (pending)
				buf_putc(out, ' ');
			buf_put(out, s.p + from, i - from);
			any = true;
		}
		pending = any;
		i += n;
		from = i;
	}
	if (i > from) {
		if (pending)
			buf_putc(out, ' ');
		buf_put(out, s.p + from, i - from);
	}
}

static void
fold_ascii(struct buf *out, struct str s)
{
	size_t from = out->n;

	put_squeezed(out, s);
	for (; from < out->n; from++)
		out->p[from] = ascii_lower(out->p[from]);
}

void
utf8_fold(struct buf *out, struct str s)
{
	struct buf mapped;

	if (ascii_run(s, 0) == s.n) {
		fold_ascii(out, s);
		return;
	}
	/*
	 * Stripping marks needs the decomposed form and folding may bring
	 * marks back (dotted I), so the order is: fold, decompose, strip.
	 */
	buf_init(&mapped, SIZE_MAX / 2);
	put_mapped(&mapped, s, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
	    UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
	    UTF8PROC_IGNORE);
	put_squeezed(out, buf_view(&mapped));
	buf_fini(&mapped);
}

struct str
utf8_cut(struct str s, size_t max)
{
	size_t i;

	if (s.n <= max)
		return s;
	for (i = 0; i < s.n; i++)
		if (is_lead(s.p[i]) && max-- == 0)
			break;
	return (struct str){ s.p, i };
}
