/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dump_book --raw --sheet N FILE: a sheet (from 1) of a workbook as CSV of bare
 * values, from A1, as wide as its last column with a value.
 * dump_book FILE: its kind, and a line for each sheet.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/mman.h>

#include "shared/base/csv.h"
#include "shared/base/fileio.h"
#include "shared/sheet/book.h"
#include "shared/sheet/sheet_text.h"

#define FLUSH 65536

struct dump {
	struct buf out, text;
	uint32_t row, columns;
	bool quiet; /* counts only */
};

static void
put_row(struct dump *d, const struct sheet_cell *cell, size_t n)
{
	for (uint32_t c = 0; c < d->columns; c++) {
		buf_reset(&d->text);
		if (c < n)
			sheet_text_bare(&d->text, &cell[c]);
		if (c > 0)
			buf_putc(&d->out, ',');
		csv_put_field(&d->out, buf_view(&d->text));
	}
	buf_puts(&d->out, "\r\n");
	if (d->out.n > FLUSH) {
		fwrite(d->out.p, 1, d->out.n, stdout);
		buf_reset(&d->out);
	}
}

static bool
on_row(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct dump *d = ctx;

	if (d->quiet)
		return true;
	while (d->row + 1 < row) {
		d->row++;
		put_row(d, NULL, 0);
	}
	d->row = row;
	put_row(d, cell, n);
	return true;
}

static int
dump_sheet(struct book *b, size_t sheet, struct err *e)
{
	struct dump d = { .quiet = true };
	static struct sheet_facts facts;

	if (sheet >= book_sheets(b))
		return err_set(e, ERR_USAGE, "it has %zu sheets",
		    book_sheets(b));
	buf_init(&d.out, BUF_MAX_DEFAULT);
	buf_init(&d.text, BUF_MAX_DEFAULT);
	if (book_read(b, sheet, on_row, &d, &facts, e) == -1)
		return -1;
	d.quiet = false;
	d.columns = facts.columns;
	if (book_read(b, sheet, on_row, &d, NULL, e) == -1)
		return -1;
	if (d.out.n > 0)
		fwrite(d.out.p, 1, d.out.n, stdout);
	buf_fini(&d.out);
	buf_fini(&d.text);
	return 0;
}

static int
list_sheets(struct book *b, struct err *e)
{
	static const char *const kinds[] = { "xlsx", "xlsm", "ods", "fods" };
	static const char *const states[] = { "", " hidden", " very hidden" };
	static struct sheet_facts f;
	struct dump d = { .quiet = true };

	printf("%s\n", kinds[book_kind(b)]);
	for (size_t i = 0; i < book_sheets(b); i++) {
		if (book_read(b, i, on_row, &d, &f, e) == -1)
			return -1;
		printf("%zu%s \"%s\" %ux%u formulas %lu unset %lu errors %lu "
		    "hidden rows %lu columns %u merges %lu (%zu)\n", i + 1,
		    states[book_sheet_state(b, i)], book_sheet_name(b, i),
		    f.rows, f.columns, f.formulas, f.unset, f.errors,
		    f.hidden_rows, f.hidden_columns, f.merges, f.nmerge);
	}
	return 0;
}

int
main(int argc, char **argv)
{
	bool one = argc == 5;
	int spill = memfd_create("spill", MFD_CLOEXEC), status = 0;
	struct book *b = NULL;
	struct map m;
	struct err e;

	if ((!one && argc != 2) || spill == -1)
		return 2;
	if (map_open(&m, argv[argc - 1], &e) == -1 ||
	    book_open(&b, map_view(&m), spill, &e) == -1 ||
	    (one ? dump_sheet(b, (size_t)atoi(argv[3]) - 1, &e) :
	    list_sheets(b, &e)) == -1) {
		err_print("dump_book", &e);
		status = err_exit_status(e.code);
	}
	book_close(b);
	map_close(&m);
	close(spill);
	return status;
}
