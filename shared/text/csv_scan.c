/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fast way through well-formed CSV: stops only at bytes that mean
 * something, 32 bytes looked at in one go. Whatever is odd is left to libcsv
 * (csv_read.c); a test compares the two on every short text.
 */
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "shared/text/csv_internal.h"

#define BLOCK 32

struct scan {
	const char *base;  /* of the block in mask */
	const char *end;
	uint32_t mask;     /* bit i: base[i] is special and not yet taken */
	char delimiter;
	struct str *field;
	size_t n;          /* fields of the row so far */
	struct buf side;   /* texts of fields that had doubled quotes */
	uint64_t line_ends; /* inside the row's quotes */
};

#ifdef __SSE2__
static inline uint32_t
half_mask(const char *p, char delimiter)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p), m;

	m = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(delimiter)),
	    _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
	m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('\r')));
	m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('\n')));
	return (uint32_t)_mm_movemask_epi8(m);
}

static inline uint32_t
block_mask(const char *p, char delimiter)
{
	return half_mask(p, delimiter) | half_mask(p + 16, delimiter) << 16;
}
#else
static uint32_t
block_mask(const char *p, char delimiter)
{
	uint32_t m = 0;

	for (unsigned i = 0; i < BLOCK; i++)
		if (p[i] == delimiter || p[i] == '"' || p[i] == '\r' ||
		    p[i] == '\n')
			m |= (uint32_t)1 << i;
	return m;
}
#endif

static inline void
load(struct scan *s)
{
	size_t left = (size_t)(s->end - s->base);
	char copy[BLOCK] = { 0 };

	if (left >= BLOCK) {
		s->mask = block_mask(s->base, s->delimiter);
		return;
	}
	memcpy(copy, s->base, left);
	s->mask = block_mask(copy, s->delimiter) &
	    (((uint32_t)1 << left) - 1);
}

/* The next special byte, or the end of the text. */
static inline const char *
next(struct scan *s)
{
	const char *p;

	while (s->mask == 0) {
		if ((size_t)(s->end - s->base) <= BLOCK)
			return s->end;
		s->base += BLOCK;
		load(s);
	}
	p = s->base + __builtin_ctz(s->mask);
	s->mask &= s->mask - 1;
	return p;
}

/* Looks at the text from p on. */
static void
seek(struct scan *s, const char *p)
{
	s->base = p;
	load(s);
}

/* Copies a field's text, each doubled quote once. */
static void
put_undoubled(struct buf *side, struct str raw)
{
	size_t from = 0, at;

	while (from < raw.n) {
		at = str_find(raw, '"', from);
		if (at < raw.n)
			at++;
		buf_put(side, raw.p + from, at - from);
		from = at + 1;
	}
}

/*
 * Takes a quoted field whose opening quote was just met. Returns the special
 * byte behind the closing quote, or NULL when there is none or another byte
 * stands there.
 */
static const char *
quoted(struct scan *s, const char *open, struct str *text, bool *doubled)
{
	const char *p, *q;

	*doubled = false;
	for (;;) {
		p = next(s);
		if (p == s->end)
			return NULL;
		if (*p != '"') {
			/* CR LF is one line end. */
			if (*p == '\r' || (*p == '\n' && p[-1] != '\r'))
				s->line_ends++;
			continue;
		}
		q = next(s);
		if (q == s->end || q != p + 1)
			return NULL;
		if (*q != '"')
			break;
		*doubled = true;
	}
	*text = str_range(open + 1, p);
	return q;
}

/* One row from p on; what follows its line end, or NULL to leave it. */
static const char *
take_row(struct scan *s, const char *p, bool *is_quoted)
{
	const char *stop, *after;

	s->n = 0;
	s->line_ends = 0;
	buf_reset(&s->side);
	for (;; p = stop + 1) {
		struct str text;
		bool doubled = false;

		stop = next(s);
		if (stop == s->end || s->n == CSV_MAX_COLUMNS)
			return NULL;
		*is_quoted = *stop == '"';
		if (*is_quoted) {
			if (stop != p)
				return NULL;
			stop = quoted(s, p, &text, &doubled);
			if (stop == NULL)
				return NULL;
		} else {
			text = str_range(p, stop);
		}
		if (text.n > CSV_MAX_FIELD)
			return NULL;
		if (doubled) {
			size_t from = s->side.n;

			/* Its place is known when the row is whole. */
			put_undoubled(&s->side, text);
			text = (struct str){ NULL, s->side.n - from };
		}
		s->field[s->n++] = text;
		if (*stop != s->delimiter)
			break;
	}
	after = csv_behind_line_end(stop, s->end);
	if (after == stop + 2)
		(void)next(s);
	return after;
}

static void
place_side_fields(struct scan *s)
{
	const char *p = s->side.p;

	for (size_t i = 0; i < s->n; i++)
		if (s->field[i].p == NULL) {
			s->field[i].p = p;
			p += s->field[i].n;
		}
}

bool
csv_scan(struct csv_place *place, char delimiter, struct str *field,
    csv_row_fn *fn, void *ctx)
{
	struct scan s = { .end = place->end, .delimiter = delimiter,
		.field = field };
	const char *p = place->at, *after;
	bool stopped = false, is_quoted;
	struct csv_row row = { .field = field };

	buf_init(&s.side, (size_t)(place->end - place->at) + 1);
	seek(&s, p);
	while (!stopped && p < s.end) {
		if (csv_is_line_end(*p)) {
			/* A blank line. */
			after = csv_behind_line_end(p, s.end);
			(void)next(&s);
			if (after == p + 2)
				(void)next(&s);
			place->row++;
			place->line++;
			place->at = p = after;
			continue;
		}
		after = take_row(&s, p, &is_quoted);
		if (after == NULL)
			break;
		if (s.side.n > 0)
			place_side_fields(&s);
		row.n = s.n;
		row.row = place->row;
		row.line = place->line;
		row.at = p;
		/* A line of blanks is blank; a quoted field says it is there. */
		if (row.n > 1 || is_quoted || str_trim(field[0]).n > 0)
			stopped = !fn(ctx, &row);
		place->row++;
		place->line += 1 + s.line_ends;
		place->at = p = after;
	}
	buf_fini(&s.side);
	return stopped;
}
