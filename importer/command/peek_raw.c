/* SPDX-License-Identifier: Apache-2.0 */
/* The bare cells of a file, and the list of its sheets; see peek.h. */
#include "importer/command/peek.h"

#include "importer/plan/jobs.h"

static const char *const state_name[] = { [SHEET_VISIBLE] = "visible",
	[SHEET_HIDDEN] = "hidden", [SHEET_VERY_HIDDEN] = "very hidden" };

struct view {
	struct buf *out;
	size_t width;
	uint64_t rows;
};

static bool
measure(void *ctx, const struct csv_row *row)
{
	struct view *t = ctx;

	t->width = row->n > t->width ? row->n : t->width;
	t->rows = row->row;
	return true;
}

/* A row of the sheet; NULL: one without anything. */
static void
put_line(const struct view *t, const struct csv_row *row)
{
	for (size_t i = 0; i < t->width; i++) {
		if (i > 0)
			buf_putc(t->out, ',');
		if (row != NULL && i < row->n)
			csv_put_field(t->out, row->field[i]);
	}
	if (t->width == 1 && (row == NULL || row->field[0].n == 0))
		buf_puts(t->out, "\"\"");
	buf_putc(t->out, '\n');
}

static bool
put_row(void *ctx, const struct csv_row *row)
{
	struct view *t = ctx;

	/* Lines without anything are rows too. */
	for (; t->rows + 1 < row->row; t->rows++)
		put_line(t, NULL);
	put_line(t, row);
	t->rows = row->row;
	return true;
}

static int
open_bare(const struct import_opts *o, struct input *h, struct err *e)
{
	const struct input_how how = { .encoding = o->encoding,
		.form = READER_BARE, .quiet = o->quiet };

	if (input_open(h, o->args.item[0], &how, e) == 0)
		return 0;
	return e->code == ERR_REFUSED ? err_ctx(e, "%s", h->name) : -1;
}

static int
read_text(const struct import_opts *o, const struct input *h,
    struct view *t, csv_row_fn *fn, struct err *e)
{
	struct source s;

	source_init(&s, h, 0, o->delimiter_char);
	/* The line of totals belongs to what the file says. */
	s.text.n += s.totals.n == 0 ? 0 : (size_t)(h->is_read ?
	    h->reading.sheet[0].text.p + h->reading.sheet[0].text.n :
	    h->bytes.p + h->bytes.n) - (size_t)(s.text.p + s.text.n);
	if (csv_read(s.text, s.delimiter, fn, t, e) == -1)
		return err_ctx(e, "%s", h->name);
	return 0;
}

int
peek_list(const struct import_opts *o, struct buf *out, struct err *e)
{
	struct input h;
	int status = open_bare(o, &h, e);
	struct view t = { .out = out };

	if (status == 0 && !input_is_book(&h)) {
		status = read_text(o, &h, &t, measure, e);
		buf_printf(out, "1\t%s\tvisible\t%llu\t%zu\n", h.name,
		    (unsigned long long)t.rows, t.width);
	}
	for (size_t i = 0; status == 0 && input_is_book(&h) &&
	    i < h.reading.n; i++) {
		const struct reader_sheet *s = &h.reading.sheet[i];

		buf_printf(out, "%zu\t%s\t%s\t%u\t%u\n", i + 1, s->name,
		    state_name[s->state], s->facts.rows, s->facts.columns);
	}
	input_close(&h);
	return status;
}

/* The sheet that --sheet names; the first without it. */
static int
find_sheet(const struct import_opts *o, const struct input *h, size_t *i,
    struct err *e)
{
	*i = 0;
	if (o->sheet.n == 0 && h->reading.n > 0)
		return 0;
	for (*i = 0; *i < h->reading.n; (*i)++)
		if (jobs_sheet_is_named(o, h, *i))
			return 0;
	return err_set(e, ERR_USAGE, "%s has %zu sheets and none is %s "
	    "(preaudit-import peek --list shows them)", h->name, h->reading.n,
	    o->sheet.n == 0 ? "there" : o->sheet.item[0]);
}

int
peek_raw(const struct import_opts *o, struct buf *out, struct err *e)
{
	struct view t = { .out = out };
	struct input h;
	size_t i;
	int status = open_bare(o, &h, e);

	if (status == 0 && !input_is_book(&h)) {
		status = read_text(o, &h, &t, measure, e);
		t.rows = 0;
		if (status == 0)
			status = read_text(o, &h, &t, put_row, e);
	} else if (status == 0) {
		status = find_sheet(o, &h, &i, e);
		if (status == 0)
			buf_str(out, h.reading.sheet[i].text);
	}
	input_close(&h);
	if (status == 0 && !buf_ok(out))
		status = err_set(e, ERR_LIMIT, "%s: the sheet is longer than "
		    "%zu bytes as text", o->args.item[0], out->max);
	return status;
}
