/* SPDX-License-Identifier: Apache-2.0 */
/* Capped byte buffer; see buf.h. */
#include "shared/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/mem.h"

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max };
}

void
buf_fini(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ .max = b->max };
}

void
buf_reset(struct buf *b)
{
	b->n = 0;
	b->full = false;
}

bool
buf_reserve(struct buf *b, size_t n)
{
	size_t want, cap;

	if (b->full || n > b->max - b->n) {
		b->full = true;
		return false;
	}
	want = b->n + n;
	if (want < b->cap)
		return true;
	cap = b->cap < 256 ? 256 : b->cap * 2;
	if (cap < want + 1)
		cap = want + 1;
	if (cap - 1 > b->max)
		cap = b->max + 1;
	b->p = mem_realloc(b->p, cap, 1);
	b->cap = cap;
	return true;
}

void
buf_put(struct buf *b, const void *p, size_t n)
{
	if (n == 0 || !buf_reserve(b, n))
		return;
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

void
buf_putc(struct buf *b, char c)
{
	if (buf_reserve(b, 1))
		b->p[b->n++] = c;
}

void
buf_puts(struct buf *b, const char *z)
{
	buf_put(b, z, strlen(z));
}

void
buf_str(struct buf *b, struct str s)
{
	buf_put(b, s.p, s.n);
}

void
buf_u64(struct buf *b, uint64_t v)
{
	char digits[20];
	size_t i = sizeof(digits);

	do {
		digits[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v != 0);
	buf_put(b, digits + i, sizeof(digits) - i);
}

void
buf_i64(struct buf *b, int64_t v)
{
	if (v < 0)
		buf_putc(b, '-');
	buf_u64(b, v < 0 ? (uint64_t)0 - (uint64_t)v : (uint64_t)v);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0 || !buf_reserve(b, (size_t)n))
		return;
	va_start(ap, fmt);
	vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

const char *
buf_cstr(struct buf *b)
{
	if (b->p == NULL)
		return "";
	b->p[b->n] = '\0';
	return b->p;
}
