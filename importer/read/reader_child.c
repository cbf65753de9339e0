/* SPDX-License-Identifier: Apache-2.0 */
/* A stranger's file to rows, in a confined process; see reader_child.h. */
#include "importer/read/reader_child.h"

#include <errno.h>
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/file/fileio.h"
#include "shared/sheet/book.h"
#include "shared/sheet/cell/sheet_text.h"
#include "shared/text/csv.h"

#define DROP_BYTES ((uint64_t)16 << 20)
#define WRITE_BYTES ((size_t)256 << 10)
/* Beyond so many bytes, rows may be so many times as large as their file. */
#define ROWS_FREE ((uint64_t)256 << 20)
#define ROWS_RATIO 200

struct child {
	const struct reader_ask *ask;
	int fd;
	struct buf out;        /* rows not yet written */
	uint64_t written, dropped;
	uint32_t row;          /* of the sheet: rows put so far */
	uint32_t width;        /* bare: cells a row must have */
	struct err *e;
	bool failed;
};

static bool
flush(struct child *c)
{
	if (c->failed)
		return false;
	if (fd_write(c->fd, c->out.p, c->out.n, "the temporary file of rows",
	    c->e) == -1) {
		c->failed = true;
		return false;
	}
	c->written += c->out.n;
	buf_reset(&c->out);
	/* What was read of the file need not stay in memory either. */
	if (c->written >= c->dropped + DROP_BYTES) {
		map_passed(c->ask->map, c->ask->map->p + c->ask->map->n);
		c->dropped = c->written;
	}
	/* One text can stand in any number of cells. */
	if (c->written > ROWS_FREE &&
	    c->written / ROWS_RATIO > c->ask->bytes.n) {
		err_set(c->e, ERR_REFUSED, "its texts are repeated so often "
		    "that its rows are more than %llu MiB; shorten them, or "
		    "split the file",
		    (unsigned long long)(ROWS_FREE >> 20));
		c->failed = true;
	}
	return !c->failed;
}

/* ---- workbooks ---- */

static void
put_blank_rows(struct child *c, uint32_t before)
{
	for (; c->row + 1 < before; c->row++) {
		if (c->ask->form == READER_BARE && c->width == 1)
			buf_puts(&c->out, "\"\"");
		for (uint32_t i = 1; c->ask->form == READER_BARE &&
		    i < c->width; i++)
			buf_putc(&c->out, ',');
		buf_putc(&c->out, '\n');
		if (c->out.n >= WRITE_BYTES && !flush(c))
			return;
	}
}

static bool
put_row(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct child *c = ctx;
	struct buf text;
	uint64_t from;

	buf_init(&text, BUF_MAX_DEFAULT);
	/* Rows that the sheet leaves out stand as empty ones. */
	put_blank_rows(c, row);
	from = c->written + c->out.n;
	/* A bare row is as wide as the sheet, others as far as they go. */
	for (size_t i = 0; !c->failed && (i < n || (c->ask->form ==
	    READER_BARE && i < c->width)); i++) {
		if (i > 0)
			buf_putc(&c->out, ',');
		if (i >= n)
			continue;
		buf_reset(&text);
		if (c->ask->form == READER_BARE)
			sheet_text_bare(&text, &cell[i]);
		else
			sheet_text_shown(&text, &cell[i]);
		csv_put_field(&c->out, buf_view(&text));
		if (c->out.n >= WRITE_BYTES)
			(void)flush(c);
	}
	/* An empty line would be no row at all. */
	if (c->ask->form == READER_BARE && c->written + c->out.n == from)
		buf_puts(&c->out, "\"\"");
	buf_putc(&c->out, '\n');
	c->row = row;
	buf_fini(&text);
	return !c->failed && (c->out.n < WRITE_BYTES || flush(c));
}

static bool
pass_over(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	(void)ctx;
	(void)row;
	(void)cell;
	(void)n;
	return true;
}

static void
put_sheet(struct buf *answer, const char *name, const struct reader_head *h,
    const struct sheet_facts *f)
{
	struct reader_head head = *h;

	head.name_n = strlen(name);
	head.nmerge = f->nmerge;
	head.rows = f->rows;
	head.columns = f->columns;
	head.formulas = f->formulas;
	head.unset = f->unset;
	head.errors = f->errors;
	head.hidden_rows = f->hidden_rows;
	head.hidden_columns = f->hidden_columns;
	head.merges = f->merges;
	buf_put(answer, &head, sizeof(head));
	buf_put(answer, f->merge, f->nmerge * sizeof(*f->merge));
	buf_puts(answer, name);
}

static int
read_sheet(struct child *c, struct book *b, size_t i, struct buf *answer)
{
	struct sheet_facts *f = mem_calloc(1, sizeof(*f));
	struct reader_head h = { .state = (uint64_t)book_sheet_state(b, i),
		.from = c->written };
	int status = 0;

	c->row = c->width = 0;
	if (c->ask->form == READER_BARE) {
		status = book_read(b, i, pass_over, c, f, c->e);
		c->width = f->columns;
		*f = (struct sheet_facts){ 0 };
	}
	if (status == 0)
		status = book_read(b, i, put_row, c, f, c->e);
	if (status == 0 && !flush(c))
		status = -1;
	h.bytes = c->written - h.from;
	if (status == 0)
		put_sheet(answer, book_sheet_name(b, i), &h, f);
	free(f);
	return status;
}

static int
read_book(struct child *c, int spill, struct buf *answer)
{
	static const enum reader_kind kind[] = { [BOOK_XLSX] = READER_XLSX,
		[BOOK_XLSM] = READER_XLSM, [BOOK_ODS] = READER_ODS,
		[BOOK_FODS] = READER_FODS };
	struct book *b;
	int status = 0;

	if (book_open(&b, c->ask->bytes, spill, c->e) == -1)
		return -1;
	buf_putc(answer, (char)kind[book_kind(b)]);
	for (size_t i = 0; status == 0 && i < book_sheets(b); i++)
		status = read_sheet(c, b, i, answer);
	book_close(b);
	return status;
}

/* ---- text ---- */

static int
decode(struct child *c, iconv_t cd)
{
	char *in = (char *)(uintptr_t)c->ask->bytes.p, *start = in;
	size_t left = c->ask->bytes.n;

	while (left > 0) {
		char piece[16384], *out = piece;
		size_t room = sizeof(piece), got;
		int code;

		got = iconv(cd, &in, &left, &out, &room);
		code = errno;
		buf_put(&c->out, piece, sizeof(piece) - room);
		if (c->out.n >= WRITE_BYTES && !flush(c))
			return -1;
		if (got == (size_t)-1 && code != E2BIG)
			return err_set(c->e, ERR_REFUSED, "byte %zu, 0x%02X, "
			    "is not possible in %s; export the file again as "
			    "\"CSV UTF-8\"", (size_t)(in - start) + 1,
			    (unsigned)(unsigned char)*in, c->ask->encoding);
	}
	return flush(c) ? 0 : -1;
}

static int
read_text(struct child *c, iconv_t cd, struct buf *answer)
{
	const struct sheet_facts none = { 0 };

	if (decode(c, cd) == -1)
		return -1;
	buf_putc(answer, READER_TEXT);
	put_sheet(answer, "", &(struct reader_head){ .bytes = c->written },
	    &none);
	return 0;
}

/* ---- the work ---- */

int
reader_prepare(void *ctx, struct err *e)
{
	struct reader_work *w = ctx;

	if (w->ask->encoding == NULL)
		return 0;
	w->decoder = iconv_open("UTF-8", w->ask->encoding);
	if (w->decoder == (iconv_t)-1)
		return err_set(e, ERR_REFUSED, "its encoding, %s, is not "
		    "known to this system (iconv -l lists those that are)",
		    w->ask->encoding);
	return 0;
}

int
reader_read(void *ctx, int rows, int spill, struct buf *answer, struct err *e)
{
	const struct reader_work *work = ctx;
	struct child c = { .ask = work->ask, .fd = rows, .e = e };
	int status;

	buf_init(&c.out, BUF_MAX_DEFAULT);
	status = work->ask->encoding != NULL ? read_text(&c, work->decoder,
	    answer) : read_book(&c, spill, answer);
	buf_fini(&c.out);
	return status;
}
