/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A growing byte buffer with a cap given at creation. Putting is sticky: what
 * does not fit is dropped, remembered, and asked for once with buf_ok(). After
 * that nothing more is held until buf_reset, so that what is held is always the
 * start of what was put.
 */
#ifndef PREAUDIT_BUF_H
#define PREAUDIT_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/str.h"

/*
 * Begins with buf_init and ends with buf_fini; the members are read by
 * everybody and written by the functions below, but that n may be set back to a
 * length it had, to take off what was put behind it.
 */
struct buf {
	char *p; /* on the heap; NULL while nothing was put */
	size_t n;   /* bytes held */
	size_t cap; /* bytes allocated, at most max + 1 */
	size_t max; /* bytes; never holds more than this */
	bool full; /* something did not fit; nothing is put any more */
};

/*
 * 1 GiB: for texts that have no limit of their own, so that a runaway one
 * stops.
 */
#define BUF_MAX_DEFAULT ((size_t)1 << 30)

/* Makes it empty, without memory yet. `max`: the most bytes it may hold. */
void buf_init(struct buf *b, size_t max);
/* Frees its memory; empty and of the same cap then. Harmless to repeat. */
void buf_fini(struct buf *b);
/* Empties it and forgets that it was full; keeps the memory. */
void buf_reset(struct buf *b);
/*
 * Makes room for n more bytes, which may move those held; false when the cap
 * forbids it or something was dropped before: the buffer is then full, and what
 * it holds is unchanged.
 */
bool buf_reserve(struct buf *b, size_t n);
/* Appends a copy of n bytes, all or none; p may be NULL when n is 0. */
void buf_put(struct buf *b, const void *p, size_t n);
/* Appends one byte. */
void buf_putc(struct buf *b, char c);
/* Appends a NUL-ended text without its NUL, all or none. */
void buf_puts(struct buf *b, const char *z);
/*
 * Appends a slice, all or none; it must not point into b itself, whose bytes
 * may move.
 */
void buf_str(struct buf *b, struct str s);
/* Appends a number in decimal digits, without sign or leading zeros. */
void buf_u64(struct buf *b, uint64_t v);
/*
 * Appends a number in decimal digits, with '-' before it when it is negative;
 * where only the digits do not fit, the '-' stays.
 */
void buf_i64(struct buf *b, int64_t v);
/* Appends what printf would print, of any length, all or none. */
void buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/*
 * The text with a NUL behind it, which is not counted; "" when it is empty.
 * Belongs to the buffer: valid until something is put.
 */
const char *buf_cstr(struct buf *b);

/* Did everything fit so far? */
static inline bool
buf_ok(const struct buf *b)
{
	return !b->full;
}

/* What it holds; valid until something is put. p may be NULL when n is 0. */
static inline struct str
buf_view(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

#endif
