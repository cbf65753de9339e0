/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fast way through well-formed CSV: stops only at bytes that mean
 * something, 32 bytes looked at in one go. Whatever is odd is left to libcsv
 * (csv_read.c); a test compares the two on every short text.
 */
#include "shared/text/csv_internal.h"

struct scan {
	struct csv_cursor at;
	char delimiter;
	struct str *field;
	size_t n;          /* fields of the row so far */
	struct buf side;   /* texts of fields that had doubled quotes */
	uint64_t line_ends; /* inside the row's quotes */
};

/* Stops at the delimiter, " CR LF. */
static inline const char *
next(struct scan *s)
{
	return csv_cursor_next(&s->at, s->delimiter, false);
}

/* Copies a field's text, each doubled quote once; see csv_place_side. */
static struct str
put_undoubled(struct buf *side, struct str raw)
{
	struct str text = { NULL, 0 };

	if (buf_reserve(side, raw.n))
		text.n = csv_undouble(side->p + side->n, raw);
	side->n += text.n;
	return text;
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
		if (p == s->at.end)
			return NULL;
		if (*p != '"') {
			/* CR LF is one line end. */
			if (*p == '\r' || (*p == '\n' && p[-1] != '\r'))
				s->line_ends++;
			continue;
		}
		q = next(s);
		if (q == s->at.end || q != p + 1)
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
scan_row(struct scan *s, const char *p, bool *is_quoted)
{
	const char *stop, *after;

	s->n = 0;
	s->line_ends = 0;
	buf_reset(&s->side);
	for (;; p = stop + 1) {
		struct str text;
		bool doubled = false;

		/* Up to the next delimiter, quote or line end. */
		stop = next(s);
		if (stop == s->at.end || s->n == CSV_MAX_COLUMNS)
			return NULL;
		/* In quotes, or as it stands. */
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
		/* Within bounds, without its doubled quotes. */
		if (text.n > CSV_MAX_FIELD)
			return NULL;
		if (doubled)
			text = put_undoubled(&s->side, text);
		s->field[s->n++] = text;
		if (*stop != s->delimiter)
			break;
	}
	/* Behind the line end, which may be two characters. */
	after = csv_behind_line_end(stop, s->at.end);
	if (after == stop + 2)
		(void)next(s);
	return after;
}

bool
csv_scan(struct csv_place *place, char delimiter, struct str *field,
    csv_row_fn *fn, void *ctx)
{
	struct scan s = { .at = { .base = place->at, .end = place->end },
		.delimiter = delimiter, .field = field };
	const char *p = place->at, *after;
	bool stopped = false, is_quoted;
	struct csv_row row = { .field = field };

	buf_init(&s.side, (size_t)(place->end - place->at) + 1);
	csv_cursor_load(&s.at, delimiter, false);
	while (!stopped && p < s.at.end) {
		if (csv_is_line_end(*p)) {
			/* A blank line. */
			after = csv_behind_line_end(p, s.at.end);
			(void)next(&s);
			if (after == p + 2)
				(void)next(&s);
			place->row++;
			place->line++;
			place->at = p = after;
			continue;
		}
		/* A row, unless something in it is odd. */
		after = scan_row(&s, p, &is_quoted);
		if (after == NULL)
			break;
		/* Handed on, unless it is blank. */
		csv_place_side(field, s.n, &s.side);
		row.n = s.n;
		row.row = place->row;
		row.line = place->line;
		row.at = p;
		if (!csv_is_blank(&row, is_quoted))
			stopped = !fn(ctx, &row);
		place->row++;
		place->line += 1 + s.line_ends;
		place->at = p = after;
	}
	buf_fini(&s.side);
	return stopped;
}
