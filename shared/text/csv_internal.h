/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shared by the readers of CSV: a cursor that looks at 32 bytes in one go and
 * stops only at those that mean something, and what the two readers of other
 * people's CSV have in common.
 */
#ifndef PREAUDIT_CSV_INTERNAL_H
#define PREAUDIT_CSV_INTERNAL_H

/* Every 64-bit x86 has SSE2; elsewhere the bytes are looked at singly. */
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "shared/text/csv.h"

/* Bytes looked at in one go: a bit for each in a uint32_t. */
#define CSV_BLOCK 32

/*
 * The functions below take a delimiter and `strict`; whoever passes constants
 * has them compiled away. They stop at the delimiter, " CR LF; when strict also
 * at NUL, and they note bytes that are not ASCII. A cursor begins with base and
 * end set, the rest zero, and csv_cursor_load.
 */
struct csv_cursor {
	const char *base; /* of the block in mask */
	const char *end;  /* of the text */
	uint32_t mask; /* bit i: base[i] is special and not yet met */
	uint32_t high;    /* strict: not zero when a byte was not ASCII */
};

#ifdef __SSE2__
/*
 * Of 16 bytes at p: a bit for each that is special, the first lowest. When
 * strict, *high gets a bit where a byte is not ASCII.
 */
static inline uint32_t
csv_half_mask(const char *p, char delimiter, bool strict, uint32_t *high)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p), m;

	/* The delimiter, ", CR and LF; their bytes become all ones. */
	m = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(delimiter)),
	    _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
	m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('\r')));
	m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('\n')));
	/* NUL, and the high bit of each byte. */
	if (strict) {
		m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_setzero_si128()));
		*high |= (uint32_t)_mm_movemask_epi8(v);
	}
	return (uint32_t)_mm_movemask_epi8(m);
}

/* The same of the CSV_BLOCK bytes at p. */
static inline uint32_t
csv_block_mask(const char *p, char delimiter, bool strict, uint32_t *high)
{
	uint32_t low = csv_half_mask(p, delimiter, strict, high);

	return low | csv_half_mask(p + 16, delimiter, strict, high) << 16;
}
/* Without SSE2: the same, byte by byte. */
#else
static inline uint32_t
csv_block_mask(const char *p, char delimiter, bool strict, uint32_t *high)
{
	uint32_t m = 0;

	/*
	 * Bytes beyond ASCII are noted even when not strict: nobody asks then.
	 */
	for (unsigned i = 0; i < CSV_BLOCK; i++) {
		char c = p[i];

		if (c == delimiter || c == '"' || c == '\r' || c == '\n' ||
		    (strict && c == '\0'))
			m |= (uint32_t)1 << i;
		*high |= (uint32_t)(unsigned char)c >> 7;
	}
	return m;
}
#endif

/*
 * Looks at the block at base, which the caller has set; the last one is not
 * read past the text's end. Bits met before are forgotten.
 */
static inline void
csv_cursor_load(struct csv_cursor *c, char delimiter, bool strict)
{
	size_t left = (size_t)(c->end - c->base);
	char copy[CSV_BLOCK] = { 0 };

	/* Most often a whole block is left. */
	if (left >= CSV_BLOCK) {
		c->mask = csv_block_mask(c->base, delimiter, strict, &c->high);
		return;
	}
	/* Of a copy with zeros behind it; what is behind the end is no bit. */
	memcpy(copy, c->base, left);
	c->mask = csv_block_mask(copy, delimiter, strict, &c->high) &
	    (((uint32_t)1 << left) - 1);
}

/*
 * The next special byte, or the end of the text, again and again. Each is given
 * once: whoever passes over a second byte of CR LF or of a pair of quotes asks
 * for it.
 */
static inline const char *
csv_cursor_next(struct csv_cursor *c, char delimiter, bool strict)
{
	const char *p;

	/* Blocks without a special byte are passed over. */
	while (c->mask == 0) {
		if ((size_t)(c->end - c->base) <= CSV_BLOCK)
			return c->end;
		c->base += CSV_BLOCK;
		csv_cursor_load(c, delimiter, strict);
	}
	/* The lowest bit is the byte; it is met now. */
	p = c->base + __builtin_ctz(c->mask);
	c->mask &= c->mask - 1;
	return p;
}

/*
 * Takes one of each two quotes: raw is what stands between the outer ones. out
 * has room for raw.n bytes and may not overlap raw. Returns the length.
 */
size_t csv_undouble(char *out, struct str raw);

/* CR and LF both end a line, alone or as CR LF. */
static inline bool
csv_is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* p is on a line end, before `end`: what follows it, CR LF being one. */
static inline const char *
csv_behind_line_end(const char *p, const char *end)
{
	return *p == '\r' && p + 1 < end && p[1] == '\n' ? p + 2 : p + 1;
}

/*
 * A field with doubled quotes has its text in `side`, in order, and p NULL
 * while the row is read and side may move: here they get their places.
 */
static inline void
csv_place_side(struct str *field, size_t n, const struct buf *side)
{
	const char *p = side->p;

	for (size_t i = 0; i < n && side->n > 0; i++)
		if (field[i].p == NULL) {
			field[i].p = p;
			p += field[i].n;
		}
}

/*
 * A line of blanks is blank; a quoted last field (`is_quoted`) says that it is
 * there.
 */
static inline bool
csv_is_blank(const struct csv_row *row, bool is_quoted)
{
	return row->n == 1 && !is_quoted && str_trim(row->field[0]).n == 0;
}

/* Where a reader stands: always at the start of a row or of blank lines. */
struct csv_place {
	const char *at, *end; /* the next byte, and the end of the text */
	uint64_t row, line; /* of `at`, from 1 */
};

/*
 * Reads well-formed rows that end in a line end, fast. Stops in front of the
 * first one that it cannot take (a fault, a limit, the last row when no line
 * end follows), where *place then stands, and leaves it to libcsv, which
 * decides. `field` has room for CSV_MAX_COLUMNS and holds the fields of the row
 * at hand. True when fn asked to stop; *place is then behind that row.
 */
bool csv_scan(struct csv_place *place, char delimiter, struct str *field,
    csv_row_fn *fn, void *ctx);

/*
 * As csv_read; without `fast`, and without csv_scan, by libcsv alone: the tests
 * compare the two.
 */
int csv_read_as(struct str text, char delimiter, bool fast, csv_row_fn *fn,
    void *ctx, struct err *e);

#endif
