/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CSV as people's tools write it; see csv.h. Well-formed rows are taken by
 * csv_scan.c; from the first odd one on libcsv finds the
 * fields, in strict mode, where a stray quote is an error instead of
 * swallowing the file. A cursor of ours follows through the text: it makes
 * fields slices of the text instead of copies, and knows the rows and lines
 * that libcsv does not tell (blank lines, newlines in quotes).
 */
#include "shared/text/csv_internal.h"

#include <assert.h>
#include <stdlib.h>

#include <csv.h>

#include "shared/base/mem.h"
#include "shared/base/utf8.h"

#define CHUNK ((size_t)64 * 1024)
#define GROW_BYTES ((size_t)4096)
#define SHOWN 40 /* characters of a bad field in a message */

enum fault { FAULT_NONE, FAULT_COLUMNS, FAULT_LONG };

struct reader {
	const char *at, *end;   /* behind the last field taken; of the text */
	char delimiter;
	struct str *field;      /* CSV_MAX_COLUMNS of them */
	size_t n;               /* fields of the row so far */
	struct buf side;        /* the row's fields that had doubled quotes */
	struct csv_row row;
	uint64_t row_at, line_at; /* where `at` stands, from 1 */
	bool quoted;            /* the last field was */
	csv_row_fn *fn;
	void *ctx;
	bool stopped;
	enum fault fault;
};

static uint64_t
count_line_ends(const char *p, const char *end)
{
	uint64_t n = 0;

	while (p < end) {
		if (csv_is_line_end(*p)) {
			n++;
			p = csv_behind_line_end(p, end);
		} else {
			p++;
		}
	}
	return n;
}

/* Passes the blank lines before a row, which libcsv keeps to itself. */
static inline void
begin_row(struct reader *r)
{
	while (r->at < r->end && csv_is_line_end(*r->at)) {
		r->at = csv_behind_line_end(r->at, r->end);
		r->row_at++;
		r->line_at++;
	}
	r->row.row = r->row_at;
	r->row.line = r->line_at;
	r->row.at = r->at;
}

/* The field's text; `given` is libcsv's copy of it, without the quotes. */
static inline struct str
read_field(struct reader *r, struct str given)
{
	struct str f = { r->at, given.n };
	size_t doubled = 0;

	r->quoted = r->at < r->end && *r->at == '"';
	if (r->quoted) {
		f.p++;
		for (size_t i = 0; (i = str_find(given, '"', i)) < given.n; i++)
			doubled++;
		r->at += given.n + doubled + 2;
		r->line_at += count_line_ends(f.p, r->at - 1);
		if (doubled > 0) {
			/* Its place in the buffer is known at the row's end. */
			buf_str(&r->side, given);
			f.p = NULL;
		}
	} else {
		r->at += given.n;
	}
	assert(r->at <= r->end);
	if (r->at < r->end && *r->at == r->delimiter)
		r->at++;
	return f;
}

static void
on_field(void *p, size_t n, void *ctx)
{
	struct reader *r = ctx;

	if (r->stopped || r->fault != FAULT_NONE)
		return;
	if (r->n == 0)
		begin_row(r);
	if (r->n == CSV_MAX_COLUMNS)
		r->fault = FAULT_COLUMNS;
	else if (n > CSV_MAX_FIELD)
		r->fault = FAULT_LONG;
	else
		r->field[r->n++] = read_field(r, (struct str){ p, n });
}

static void
on_row(int c, void *ctx)
{
	struct reader *r = ctx;

	(void)c;
	if (r->stopped || r->fault != FAULT_NONE)
		return;
	csv_place_side(r->field, r->n, &r->side);
	buf_reset(&r->side);
	r->row.field = r->field;
	r->row.n = r->n;
	if (!csv_is_blank(&r->row, r->quoted))
		r->stopped = !r->fn(r->ctx, &r->row);
	r->n = 0;
	if (r->at < r->end)
		r->at = csv_behind_line_end(r->at, r->end);
	r->row_at++;
	r->line_at++;
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
	return n > CSV_MAX_FIELD + GROW_BYTES ? NULL : mem_realloc(p, n, 1);
}

static int
refuse_long(const struct reader *r, struct err *e)
{
	return err_set(e, ERR_REFUSED, "row %llu, line %llu: field %zu is "
	    "longer than %zu bytes; is a closing quote missing?",
	    (unsigned long long)r->row_at, (unsigned long long)r->line_at,
	    r->n + 1, CSV_MAX_FIELD);
}

/* libcsv stopped at `bad`, inside the field that starts at the cursor. */
static int
refuse_quote(const struct reader *r, const char *bad, struct err *e)
{
	uint64_t line = r->line_at + count_line_ends(r->at, bad);
	const char *to = r->at;
	struct str shown;

	while (to < r->end && !csv_is_line_end(*to))
		to++;
	shown = utf8_cut(str_range(r->at, to), SHOWN);
	if (*r->at == '"')
		return err_set(e, ERR_REFUSED, "row %llu, line %llu: in field "
		    "%zu, %.*s, text follows a closing quote; write a quote "
		    "inside a quoted field twice (\"\")",
		    (unsigned long long)r->row_at, (unsigned long long)line,
		    r->n + 1, STR_ARG(shown));
	return err_set(e, ERR_REFUSED, "row %llu, line %llu: field %zu, "
	    "%.*s, has a quote but does not start with one; put the whole "
	    "field in quotes and write each quote inside it twice (\"\")",
	    (unsigned long long)r->row_at, (unsigned long long)line, r->n + 1,
	    STR_ARG(shown));
}

static int
refuse(struct reader *r, struct csv_parser *p, const char *bad, struct err *e)
{
	if (r->n == 0)
		begin_row(r);
	if (r->fault == FAULT_COLUMNS)
		return err_set(e, ERR_REFUSED, "row %llu, line %llu: there are "
		    "more than %zu columns; clear what is right of the table, "
		    "or name the delimiter with --delimiter",
		    (unsigned long long)r->row.row,
		    (unsigned long long)r->row.line, CSV_MAX_COLUMNS);
	if (r->fault == FAULT_LONG || csv_error(p) == CSV_ENOMEM)
		return refuse_long(r, e);
	return refuse_quote(r, bad, e);
}

static int
feed(struct csv_parser *p, struct reader *r, struct str text, struct err *e)
{
	while (text.n > 0) {
		size_t n = text.n < CHUNK ? text.n : CHUNK, used;

		used = csv_parse(p, text.p, n, on_field, on_row, r);
		if (r->stopped)
			return 0;
		if (used != n || r->fault != FAULT_NONE)
			return refuse(r, p, text.p + used, e);
		text.p += n;
		text.n -= n;
	}
	if (csv_fini(p, on_field, on_row, r) != 0) {
		if (r->n == 0)
			begin_row(r);
		return err_set(e, ERR_REFUSED, "row %llu: the quote that opens "
		    "field %zu in line %llu is never closed",
		    (unsigned long long)r->row_at, r->n + 1,
		    (unsigned long long)r->line_at);
	}
	if (!r->stopped && r->fault != FAULT_NONE)
		return refuse(r, p, NULL, e);
	return 0;
}

/* Reads on from where r stands, in a text of `size` bytes. */
static int
read_on(struct reader *r, size_t size, struct err *e)
{
	struct csv_parser p;
	int status;

	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return err_set(e, ERR_SYS, "cannot initialise the CSV reader");
	csv_set_delim(&p, (unsigned char)r->delimiter);
	csv_set_space_func(&p, never);
	csv_set_realloc_func(&p, capped_realloc);
	csv_set_blk_size(&p, GROW_BYTES);
	buf_init(&r->side, size);
	status = feed(&p, r, str_range(r->at, r->end), e);
	csv_free(&p);
	buf_fini(&r->side);
	return status;
}

int
csv_read_as(struct str text, char delimiter, bool fast, csv_row_fn *fn,
    void *ctx, struct err *e)
{
	struct csv_place place;
	struct str *field;
	bool stopped = false;
	int status = 0;

	assert(delimiter != '"' && !csv_is_line_end(delimiter));
	if (text.n == 0)
		return 0;
	place = (struct csv_place){ text.p, text.p + text.n, 1, 1 };
	field = mem_calloc(CSV_MAX_COLUMNS, sizeof(*field));
	if (fast)
		stopped = csv_scan(&place, delimiter, field, fn, ctx);
	/* What is left is odd, or the last row. */
	if (!stopped && place.at < place.end) {
		struct reader r = { .at = place.at, .end = place.end,
			.delimiter = delimiter, .field = field,
			.row_at = place.row, .line_at = place.line, .fn = fn,
			.ctx = ctx };

		status = read_on(&r, text.n, e);
	}
	free(field);
	return status;
}

int
csv_read(struct str text, char delimiter, csv_row_fn *fn, void *ctx,
    struct err *e)
{
	return csv_read_as(text, delimiter, true, fn, ctx, e);
}
