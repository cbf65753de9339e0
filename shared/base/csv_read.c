/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CSV as people's tools write it, on libcsv; see csv.h. The text is fed one
 * physical line at a time, so that places are exact; strict mode makes a
 * stray quote an error instead of swallowing the file.
 */
#include "shared/base/csv.h"

#include <stdlib.h>

#include <csv.h>

#include "shared/base/mem.h"

#define GROW_BYTES 4096

struct reader {
	struct buf text;        /* the row's fields, one behind the other */
	size_t *end;            /* where each field ends in text */
	size_t n, cap;          /* fields */
	struct str *field;
	size_t cap_field;
	struct csv_row row;
	csv_row_fn *fn;
	void *ctx;
	bool ended;             /* a row ended in the line just fed */
	bool stopped;
	bool too_many;
};

static void
on_field(void *p, size_t n, void *ctx)
{
	struct reader *r = ctx;

	if (r->n == CSV_MAX_COLUMNS) {
		r->too_many = true;
		return;
	}
	buf_put(&r->text, p, n);
	if (r->n == r->cap)
		r->end = mem_grow(r->end, &r->cap, r->n, sizeof(*r->end));
	r->end[r->n++] = r->text.n;
}

static bool
only_blanks(struct str s)
{
	return str_trim(s).n == 0;
}

static void
on_row(int c, void *ctx)
{
	struct reader *r = ctx;
	size_t from = 0;

	(void)c;
	r->ended = true;
	if (r->stopped || r->too_many)
		return;
	if (r->n > r->cap_field)
		r->field = mem_grow(r->field, &r->cap_field, r->n,
		    sizeof(*r->field));
	for (size_t i = 0; i < r->n; i++) {
		r->field[i] = (struct str){ r->text.p + from,
			r->end[i] - from };
		from = r->end[i];
	}
	r->row.field = r->field;
	r->row.n = r->n;
	if (r->n != 1 || !only_blanks(r->field[0]))
		r->stopped = !r->fn(r->ctx, &r->row);
	r->n = 0;
	buf_reset(&r->text);
}

static int
never(unsigned char c)
{
	(void)c;
	return 0;
}

/* The cap on a field: a growth beyond it fails, and libcsv stops there. */
static void *
capped_realloc(void *p, size_t n)
{
	return n > CSV_MAX_FIELD + GROW_BYTES ? NULL : realloc(p, n);
}

/* The physical line at the start of s, with its line end. */
static struct str
take_line(struct str s)
{
	const char *lf = memchr(s.p, '\n', s.n), *cr;
	size_t n = lf == NULL ? s.n : (size_t)(lf - s.p) + 1;

	cr = memchr(s.p, '\r', n);
	if (cr != NULL && cr + 1 < s.p + n && cr[1] != '\n')
		n = (size_t)(cr - s.p) + 1;
	return (struct str){ s.p, n };
}

static bool
is_line_end(struct str line)
{
	return line.p[0] == '\n' || line.p[0] == '\r';
}

static int
parse_error(struct csv_parser *p, const struct reader *r, struct str line,
    size_t at, uint64_t number, struct err *e)
{
	if (csv_error(p) == CSV_ENOMEM)
		return err_set(e, ERR_REFUSED, "row %llu (line %llu): a field "
		    "is longer than %zu bytes; is a closing quote missing?",
		    (unsigned long long)r->row.row,
		    (unsigned long long)r->row.line, CSV_MAX_FIELD);
	(void)line;
	return err_set(e, ERR_REFUSED, "row %llu, line %llu, byte %zu of the "
	    "line: a quote stands where none may; inside a quoted field "
	    "every quote is written twice (\"\"), and a field with quotes "
	    "in it is quoted as a whole", (unsigned long long)r->row.row,
	    (unsigned long long)number, at + 1);
}

static int
feed(struct csv_parser *p, struct reader *r, struct str text, struct err *e)
{
	uint64_t number = 0;
	bool inside = false;   /* the line continues a quoted field */

	while (text.n > 0 && !r->stopped) {
		struct str line = take_line(text);
		size_t used;

		number++;
		if (!inside) {
			r->row.row++;
			r->row.line = number;
		}
		r->ended = false;
		used = csv_parse(p, line.p, line.n, on_field, on_row, r);
		if (used != line.n)
			return parse_error(p, r, line, used, number, e);
		if (r->too_many)
			return err_set(e, ERR_REFUSED, "row %llu (line %llu) "
			    "has more than %zu columns",
			    (unsigned long long)r->row.row,
			    (unsigned long long)r->row.line, CSV_MAX_COLUMNS);
		inside = !r->ended && (inside || !is_line_end(line));
		text.p += line.n;
		text.n -= line.n;
	}
	if (!r->stopped && csv_fini(p, on_field, on_row, r) != 0)
		return err_set(e, ERR_REFUSED, "the quote that opens in row "
		    "%llu (line %llu) is never closed",
		    (unsigned long long)r->row.row,
		    (unsigned long long)r->row.line);
	return 0;
}

int
csv_read(struct str text, char delimiter, csv_row_fn *fn, void *ctx,
    struct err *e)
{
	struct reader r = { .fn = fn, .ctx = ctx };
	struct csv_parser p;
	int status;

	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return err_set(e, ERR_SYS, "cannot initialise the CSV reader");
	csv_set_delim(&p, (unsigned char)delimiter);
	csv_set_space_func(&p, never);
	csv_set_realloc_func(&p, capped_realloc);
	csv_set_blk_size(&p, GROW_BYTES);
	/* A row's fields together: each is capped, and so is their number. */
	buf_init(&r.text, (size_t)1 << 32);
	status = feed(&p, &r, text, e);
	csv_free(&p);
	buf_fini(&r.text);
	free(r.end);
	free(r.field);
	return status;
}
