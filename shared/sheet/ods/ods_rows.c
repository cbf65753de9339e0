/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of one OpenDocument table, streamed; see ods_internal.h. */
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/ods/ods_internal.h"

struct merged {
	uint32_t column, cells; /* from 0; so many side by side begin one */
	uint64_t columns, rows; /* of each */
};

struct ods_rows {
	sheet_row_fn *fn;
	void *fn_ctx;
	int32_t null_date;
	struct xml_handler handler;
	bool stop;
	bool ended;             /* the table was read to its end */
	const char *fault;
	struct ods_path path;
	uint64_t next_column;   /* columns described so far */
	uint8_t hidden[ODS_MAX_COLUMN];
	uint64_t row;           /* at hand, from 1: the last it stands for */
	uint64_t rows;          /* how many it stands for */
	bool hidden_row;
	uint64_t column;        /* the cell at hand, from 0 */
	uint64_t cells;         /* how many it stands for */
	struct ods_value value;
	uint64_t visited;       /* cells so far, see ODS_MAX_CELLS */
	uint64_t given;         /* bytes of text so far, see ODS_MAX_GIVEN */
	struct buf text;        /* texts of the row's cells */
	struct sheet_cell *cell;
	size_t *from;           /* where each cell's text starts in text */
	size_t n, cap, cap_from;
	struct merged *merged;  /* of the row */
	size_t nmerged, cap_merged;
	struct sheet_facts facts;
};

static void
fail(struct ods_rows *r, const char *fault)
{
	if (r->fault == NULL)
		r->fault = fault;
	r->stop = true;
}

static bool
is_hidden(const char **attr)
{
	const char *z = xml_attr(attr, "visibility");

	return z != NULL && (strcmp(z, "collapse") == 0 ||
	    strcmp(z, "filter") == 0);
}

static void
read_column(struct ods_rows *r, const char **attr)
{
	uint64_t end = r->next_column +
	    ods_count(attr, "number-columns-repeated");

	if (is_hidden(attr))
		for (uint64_t i = r->next_column; i < end &&
		    i < ODS_MAX_COLUMN; i++)
			r->hidden[i] = 1;
	r->next_column = end;
}

static void
start_row(struct ods_rows *r, const char **attr)
{
	r->rows = ods_count(attr, "number-rows-repeated");
	r->row += r->rows;
	r->hidden_row = is_hidden(attr);
	r->column = 0;
	r->n = 0;
	r->nmerged = 0;
	buf_reset(&r->text);
}

static void
add_merge(struct ods_rows *r, const char **attr)
{
	struct merged m = { (uint32_t)r->column, (uint32_t)r->cells,
		ods_count(attr, "number-columns-spanned"),
		ods_count(attr, "number-rows-spanned") };

	if ((m.columns == 1 && m.rows == 1) || r->column >= ODS_MAX_COLUMN)
		return;
	if (m.cells > ODS_MAX_COLUMN - m.column)
		m.cells = ODS_MAX_COLUMN - m.column;
	r->merged = mem_grow(r->merged, &r->cap_merged, r->nmerged,
	    sizeof(*r->merged));
	r->merged[r->nmerged++] = m;
}

static void
start_cell(struct ods_rows *r, const char **attr, bool covered)
{
	r->cells = ods_count(attr, "number-columns-repeated");
	if (!covered)
		add_merge(r, attr);
	ods_value_start(&r->value, attr);
}

/* Blanks, tab and line break in a paragraph are elements. */
static void
put_white(struct ods_rows *r, const char *name, const char **attr)
{
	struct buf *b = &r->value.shown;

	if (strcmp(name, "s") == 0) {
		for (uint64_t n = ods_count(attr, "c"); n > 0 && buf_ok(b); n--)
			buf_putc(b, ' ');
	} else if (strcmp(name, "tab") == 0) {
		buf_putc(b, '\t');
	} else if (strcmp(name, "line-break") == 0) {
		buf_putc(b, '\n');
	}
}

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct ods_rows *r = ctx;

	switch (ods_enter(&r->path, ODS_BOOK, name)) {
	case ODS_COLUMN:
		read_column(r, attr);
		break;
	case ODS_ROW:
		start_row(r, attr);
		break;
	case ODS_CELL:
		start_cell(r, attr, false);
		break;
	case ODS_COVERED:
		start_cell(r, attr, true);
		break;
	case ODS_PARAGRAPH:
		if (r->value.has_paragraph)
			buf_putc(&r->value.shown, '\n');
		r->value.has_paragraph = true;
		break;
	case ODS_IN_PARAGRAPH:
		put_white(r, name, attr);
		break;
	default:
		break;
	}
}

/* Room for cells up to `end`, the new ones empty. */
static void
fill_up(struct ods_rows *r, uint64_t end, size_t from)
{
	while (r->n < end) {
		r->cell = mem_grow(r->cell, &r->cap, r->n, sizeof(*r->cell));
		r->from = mem_grow(r->from, &r->cap_from, r->n,
		    sizeof(*r->from));
		r->cell[r->n] = (struct sheet_cell){ .kind = SHEET_EMPTY };
		r->from[r->n++] = from;
	}
}

static void
end_cell(struct ods_rows *r)
{
	uint64_t end = r->column + r->cells;
	size_t from = r->text.n;
	struct sheet_cell c;

	ods_value_set(&r->value, r->null_date, &c, &r->text);
	if (!buf_ok(&r->value.stored) || !buf_ok(&r->value.string) ||
	    !buf_ok(&r->value.shown) || !buf_ok(&r->text)) {
		fail(r, "its texts are too long: more than 1 MiB in a cell, or "
		    "64 MiB in all; shorten them");
		return;
	}
	/* Cells without a value (borders, colours) cost nothing. */
	if (c.kind != SHEET_EMPTY) {
		if (end > ODS_MAX_COLUMN) {
			fail(r, "a value stands right of column XFD (16,384), "
			    "where a sheet ends; clear the cells there");
			return;
		}
		fill_up(r, end, from);
		for (uint64_t i = r->column; i < end; i++) {
			r->cell[i] = c;
			r->from[i] = from;
		}
	}
	r->column = end;
}

/* Beyond the sheet's end are none. */
static uint32_t
last_of(uint64_t first, uint64_t n, uint32_t end)
{
	return first + n - 1 > end ? end : (uint32_t)(first + n - 1);
}

static void
list_merges(struct ods_rows *r, const struct merged *m, uint64_t row)
{
	struct sheet_facts *f = &r->facts;

	for (uint32_t i = 0; i < m->cells && f->nmerge < SHEET_MERGES; i++)
		f->merge[f->nmerge++] = (struct sheet_merge){
			.row0 = (uint32_t)row, .column0 = m->column + i + 1,
			.row1 = last_of(row, m->rows, ODS_MAX_ROW),
			.column1 = last_of(m->column + i + 1, m->columns,
			    ODS_MAX_COLUMN) };
}

static void
note_merges(struct ods_rows *r)
{
	uint64_t first = r->row - r->rows + 1, n;

	if (first > ODS_MAX_ROW)
		return;
	n = last_of(first, r->rows, ODS_MAX_ROW) - first + 1;
	for (size_t i = 0; i < r->nmerged; i++) {
		r->facts.merges += n * r->merged[i].cells;
		for (uint64_t row = first; row < first + n &&
		    row <= SHEET_MERGE_ROWS; row++)
			list_merges(r, &r->merged[i], row);
	}
}

static void
note_row(struct ods_rows *r)
{
	struct sheet_facts *f = &r->facts;
	uint64_t formulas = 0, unset = 0, errors = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct sheet_cell *c = &r->cell[i];

		formulas += c->formula;
		unset += c->unset;
		errors += c->kind == SHEET_ERROR && !c->unset;
	}
	f->formulas += formulas * r->rows;
	f->unset += unset * r->rows;
	f->errors += errors * r->rows;
	f->hidden_rows += r->hidden_row ? r->rows : 0;
	f->rows = (uint32_t)r->row;
	if (r->n > f->columns)
		f->columns = (uint32_t)r->n;
}

static void
end_row(struct ods_rows *r)
{
	if (r->nmerged > 0)
		note_merges(r);
	if (r->n == 0)
		return;
	if (r->row > ODS_MAX_ROW) {
		fail(r, "a value stands below row 1,048,576, where a sheet "
		    "ends; clear the cells there");
		return;
	}
	for (size_t i = 0; i < r->n; i++) {
		r->cell[i].text.p = r->text.p == NULL ? "" :
		    r->text.p + r->from[i];
		r->given += r->cell[i].text.n * r->rows;
	}
	r->visited += r->n * r->rows;
	if (r->visited > ODS_MAX_CELLS || r->given > ODS_MAX_GIVEN) {
		fail(r, "its cells are too many, too far apart, or repeated "
		    "too often; keep the part that is needed, and save it "
		    "again");
		return;
	}
	note_row(r);
	for (uint64_t row = r->row - r->rows + 1; row <= r->row && !r->stop;
	    row++)
		r->stop = !r->fn(r->fn_ctx, (uint32_t)row, r->cell, r->n);
}

static void
on_end(void *ctx, const char *name)
{
	struct ods_rows *r = ctx;

	(void)name;
	switch (ods_leave(&r->path)) {
	case ODS_CELL:
	case ODS_COVERED:
		end_cell(r);
		break;
	case ODS_ROW:
		end_row(r);
		break;
	case ODS_TABLE:
		r->ended = true;
		break;
	default:
		break;
	}
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct ods_rows *r = ctx;
	enum ods_place is = r->path.n == 0 ? ODS_BESIDE :
	    (enum ods_place)r->path.place[r->path.n - 1];

	if (is == ODS_PARAGRAPH || is == ODS_IN_PARAGRAPH)
		buf_put(&r->value.shown, p, n);
}

struct ods_rows *
ods_rows_open(int32_t null_date, sheet_row_fn *fn, void *ctx)
{
	struct ods_rows *r = mem_calloc(1, sizeof(*r));

	r->fn = fn;
	r->fn_ctx = ctx;
	r->null_date = null_date;
	r->handler = (struct xml_handler){ .start = on_start, .end = on_end,
		.text = on_text, .stop = &r->stop, .ctx = r };
	buf_init(&r->value.stored, ODS_MAX_CELL_TEXT);
	buf_init(&r->value.string, ODS_MAX_CELL_TEXT);
	buf_init(&r->value.shown, ODS_MAX_CELL_TEXT);
	buf_init(&r->text, ODS_MAX_ROW_TEXT);
	return r;
}

const struct xml_handler *
ods_rows_handler(const struct ods_rows *r)
{
	return &r->handler;
}

static void
give_facts(struct ods_rows *r, struct sheet_facts *facts)
{
	for (uint32_t i = 0; i < r->facts.columns; i++)
		r->facts.hidden_columns += r->hidden[i];
	*facts = r->facts;
}

int
ods_rows_close(struct ods_rows *r, const char *sheet,
    struct sheet_facts *facts, struct err *e)
{
	int status = r->fault == NULL ? 0 : err_set(e, ERR_REFUSED,
	    "sheet \"%s\", row %llu: %s", sheet,
	    (unsigned long long)r->row - r->rows + 1, r->fault);

	if (status == 0 && r->ended && facts != NULL)
		give_facts(r, facts);
	buf_fini(&r->value.stored);
	buf_fini(&r->value.string);
	buf_fini(&r->value.shown);
	buf_fini(&r->text);
	free(r->cell);
	free(r->from);
	free(r->merged);
	free(r);
	return status;
}
