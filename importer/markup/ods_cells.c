/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows and cells as they are in the copy. One that stands for many is split
 * where a note or the problem column falls into it.
 */
#include "importer/markup/ods.h"

#define NO_COLUMN UINT64_MAX

size_t
ods_notes_of_row(const struct ods_sheet *t, size_t i)
{
	size_t end = i;

	while (end < t->n && t->note[end].row == t->note[i].row)
		end++;
	return end;
}

size_t
ods_notes_of_cell(const struct ods_sheet *t, size_t i)
{
	size_t end = i;

	while (end < t->n && t->note[end].row == t->note[i].row &&
	    t->note[end].column == t->note[i].column)
		end++;
	return end;
}

bool
ods_note_has_cell(const struct ods_sheet *t, const struct markup_note *a)
{
	return a->column > 0 && a->column <= MAX_COLUMN &&
	    a->column != t->column;
}

void
ods_put_init(struct ods_put *p, const struct ods_styles *st,
    const struct ods_names *names)
{
	*p = (struct ods_put){ .styles = st, .names = names };
	buf_init(&p->scratch, ODS_ROW_BYTES);
	buf_init(&p->tag, ODS_ROW_BYTES);
	buf_init(&p->name, 4 * ODS_MAX_NAME);
	buf_init(&p->text, MAX_PART);
}

void
ods_put_fini(struct ods_put *p)
{
	buf_fini(&p->scratch);
	buf_fini(&p->tag);
	buf_fini(&p->name);
	buf_fini(&p->text);
}

void
ods_put_table(struct ods_put *p, struct ods_sheet *t)
{
	p->t = t;
	p->at = p->end = t->nwhole;
	p->commented = 0;
	p->problem_due = false;
}

/* ---- tags ---- */

static void
set_unmarked(struct ods_put *p, const char *attribute, const char *style)
{
	if (style == NULL)
		return;
	ods_style_unmarked(p->styles, style, &p->name);
	if (!str_is(buf_view(&p->name), style))
		ods_set(p, attribute, buf_view(&p->name));
}

/* Puts p->tag so that it has contents. */
static void
put_open(struct ods_put *p, struct buf *out)
{
	if (str_ends(buf_view(&p->tag), STR("/>")))
		xml_tag_open(out, buf_view(&p->tag));
	else
		buf_str(out, buf_view(&p->tag));
}

/* The end tag that belongs to p->tag. */
static void
put_close(struct ods_put *p, struct buf *out)
{
	size_t n = strcspn(buf_cstr(&p->tag), " \t\r\n/>");

	buf_puts(out, "</");
	buf_put(out, p->tag.p + 1, n - 1);
	buf_putc(out, '>');
}

/* ---- cells ---- */

static void
take_tag(struct ods_put *p, const struct ods_cell *c, const char *held)
{
	buf_reset(&p->tag);
	if (c != NULL) {
		buf_put(&p->tag, held + c->from, c->tag - c->from);
	} else {
		ods_put_tag(p, "table-cell", &p->tag);
		buf_puts(&p->tag, "/>");
	}
}

/* n of the cells that c stands for, without a note. */
static void
put_plain(struct ods_put *p, const struct ods_row *r, const struct ods_cell *c,
    uint64_t n, const char *held, struct buf *out)
{
	take_tag(p, c, held);
	if (n != c->n)
		ods_set_times(p, "number-columns-repeated", n);
	set_unmarked(p, "style-name", ods_row_name(r, c->style));
	buf_str(out, buf_view(&p->tag));
	buf_put(out, held + c->tag, c->end - c->tag);
}

static void
put_cell_comment(struct ods_put *p, size_t end, struct buf *out)
{
	buf_reset(&p->text);
	buf_puts(&p->text, PROBLEMS_COMMENT);
	note_texts(&p->text, p->t->note + p->at, end - p->at);
	ods_put_comment(p->names, buf_view(&p->text), out);
}

/* The cell of the next note; c is the one that is there, or NULL. */
static void
put_noted(struct ods_put *p, const struct ods_cell *c, const char *held,
    struct buf *out)
{
	const struct ods_sheet *t = p->t;
	size_t end = ods_notes_of_cell(t, p->at);
	bool comment = p->commented++ < MARKUP_MAX_COMMENTS - 1 &&
	    (c == NULL || !c->has_note);

	take_tag(p, c, held);
	if (c != NULL && c->n > 1)
		ods_set_times(p, "number-columns-repeated", 1);
	ods_style_marked(&p->name, t->base[p->at], note_any_error(t->note +
	    p->at, end - p->at) ? ODS_ERROR : ODS_WARNING);
	ods_set(p, "style-name", buf_view(&p->name));
	if (!comment) {
		buf_str(out, buf_view(&p->tag));
		if (c != NULL)
			buf_put(out, held + c->tag, c->end - c->tag);
	} else {
		put_open(p, out);
		put_cell_comment(p, end, out);
		if (c != NULL)
			buf_put(out, held + c->tag, c->tail - c->tag);
		put_close(p, out);
	}
	p->at = end;
}

/* What the problem column says in the row; the header's comment before it. */
static void
put_texts(struct ods_put *p, uint64_t row, size_t from, bool has_note,
    struct buf *out)
{
	const struct ods_sheet *t = p->t;

	if (row == t->header_row && !has_note) {
		buf_reset(&p->text);
		buf_puts(&p->text, PROBLEMS_COMMENT);
		note_guide(&p->text, t->commented > MARKUP_MAX_COMMENTS - 1);
		ods_put_comment(p->names, buf_view(&p->text), out);
	}
	buf_reset(&p->text);
	if (row == t->header_row)
		note_header(&p->text, t->note, t->nwhole, t->note + from,
		    p->end - from);
	else
		note_texts(&p->text, t->note + from, p->end - from);
}

/* The cell of the problem column; without a text when none is due. */
static void
put_problem(struct ods_put *p, const struct ods_row *r,
    const struct ods_cell *c, uint64_t row, size_t from, struct buf *out)
{
	const struct ods_sheet *t = p->t;
	bool header = row == t->header_row;

	buf_reset(&p->tag);
	ods_put_tag(p, c != NULL && c->covered ? "covered-table-cell" :
	    "table-cell", &p->tag);
	buf_puts(&p->tag, ">");
	buf_reset(&p->name);
	if (p->problem_due && !header)
		ods_style_marked(&p->name, "", note_any_error(t->note + from,
		    p->end - from) ? ODS_ERROR : ODS_WARNING);
	else if (p->problem_due && t->header_style != NULL)
		ods_style_unmarked(p->styles, t->header_style, &p->name);
	if (p->name.n > 0)
		ods_set(p, "style-name", buf_view(&p->name));
	if (p->problem_due) {
		p->tag.n--;
		buf_printf(&p->tag, " %svalue-type=\"string\">",
		    p->names->prefix[ODS_OFFICE]);
	}
	buf_str(out, buf_view(&p->tag));
	if (p->problem_due)
		put_texts(p, row, from, c != NULL && c->has_note, out);
	if (c != NULL && c->nother > 0)
		buf_put(out, r->others.p + c->other, c->nother);
	if (p->problem_due)
		ods_put_paragraphs(p->names, buf_view(&p->text), out);
	put_close(p, out);
	p->problem_due = false;
}

/* ---- rows ---- */

static uint64_t
next_noted(struct ods_put *p)
{
	while (p->at < p->end &&
	    !ods_note_has_cell(p->t, &p->t->note[p->at]))
		p->at = ods_notes_of_cell(p->t, p->at);
	return p->at == p->end ? NO_COLUMN : p->t->note[p->at].column;
}

/* The next column that is not as it was; c: the cell there, or NULL. */
static uint64_t
next_column(struct ods_put *p, const struct ods_cell *c, uint64_t from)
{
	uint64_t noted = next_noted(p), column = p->t->column;
	bool old = c != NULL && c->filled && p->t->had_column &&
	    from <= column;

	return (p->problem_due || old) && column < noted ? column : noted;
}

static void
put_cells(struct ods_put *p, const struct ods_row *r, const struct ods_cell *c,
    uint64_t row, size_t from, const char *held, struct buf *out)
{
	uint64_t at = c->c0, end = c->c0 + c->n;

	while (at < end) {
		uint64_t next = next_column(p, c, at);
		uint64_t to = next < end ? next : end;

		if (to > at)
			put_plain(p, r, c, to - at, held, out);
		if (to == end)
			return;
		if (next == p->t->column)
			put_problem(p, r, c, row, from, out);
		else
			put_noted(p, c, held, out);
		at = next + 1;
	}
}

/* Cells behind the last of the row. */
static void
put_due_cells(struct ods_put *p, const struct ods_row *r, uint64_t row,
    size_t from, struct buf *out)
{
	uint64_t at = r->column + 1, next;

	while ((next = next_column(p, NULL, at)) != NO_COLUMN) {
		if (next > at) {
			ods_put_tag(p, "table-cell", out);
			ods_put_times(p, "number-columns-repeated", next - at,
			    out);
			buf_puts(out, "/>");
		}
		if (next == p->t->column)
			put_problem(p, r, NULL, row, from, out);
		else
			put_noted(p, NULL, NULL, out);
		at = next + 1;
	}
}

/* `times` of the rows that r stands for, from `row` on. */
static void
put_row(struct ods_put *p, const struct ods_row *r, uint64_t row,
    uint64_t times, const char *held, struct buf *out)
{
	size_t from = p->at, at = r->tag;
	bool closed;

	buf_reset(&p->tag);
	buf_put(&p->tag, held, r->tag);
	if (times != r->n)
		ods_set_times(p, "number-rows-repeated", times);
	set_unmarked(p, "default-cell-style-name", ods_row_name(r, r->style));
	closed = str_ends(buf_view(&p->tag), STR("/>")) && p->problem_due;
	if (closed)
		put_open(p, out);
	else
		buf_str(out, buf_view(&p->tag));
	for (size_t i = 0; i < r->ncell && buf_ok(out); i++) {
		const struct ods_cell *c = &r->cell[i];

		buf_put(out, held + at, c->from - at);
		put_cells(p, r, c, row, from, held, out);
		at = c->end;
	}
	put_due_cells(p, r, row, from, out);
	buf_put(out, held + at, r->tail - at);
	if (closed) {
		buf_reset(&p->tag);
		buf_put(&p->tag, held, r->tag);
		put_close(p, out);
	} else {
		buf_put(out, held + r->tail, r->end - r->tail);
	}
	p->at = p->end;
}

/* The first row from `row` on that has a note or the header. */
static uint64_t
next_row(struct ods_put *p, uint64_t row)
{
	const struct ods_sheet *t = p->t;
	uint64_t next = UINT64_MAX;

	while (p->at < t->n && t->note[p->at].row < row)
		p->at++;
	if (p->at < t->n)
		next = t->note[p->at].row;
	if (t->put && t->header_row >= row && t->header_row < next)
		next = t->header_row;
	return next;
}

/* Takes the notes of the row. */
static void
begin_row(struct ods_put *p, uint64_t row)
{
	const struct ods_sheet *t = p->t;

	p->end = p->at < t->n && t->note[p->at].row == row ?
	    ods_notes_of_row(t, p->at) : p->at;
	p->problem_due = true;
}

void
ods_put_rows(struct ods_put *p, const struct ods_row *r, const char *held,
    struct buf *out)
{
	uint64_t row = r->first, end = r->first + r->n;

	while (row < end && buf_ok(out)) {
		uint64_t next = next_row(p, row);
		uint64_t to = next < end ? next : end;

		p->end = p->at;
		p->problem_due = false;
		if (to > row)
			put_row(p, r, row, to - row, held, out);
		if (to == end)
			return;
		begin_row(p, next);
		put_row(p, r, next, 1, held, out);
		row = next + 1;
	}
}

void
ods_put_due_rows(struct ods_put *p, uint64_t before, struct buf *out)
{
	struct ods_row none = { .n = 1, .style = ODS_NO_NAME };
	uint64_t next;
	struct buf tag;

	buf_init(&tag, 256);
	ods_put_tag(p, "table-row", &tag);
	buf_puts(&tag, "/>");
	none.tag = none.tail = none.end = tag.n;
	while ((next = next_row(p, before + 1)) != UINT64_MAX && buf_ok(out)) {
		if (next > before + 1) {
			ods_put_tag(p, "table-row", out);
			ods_put_times(p, "number-rows-repeated",
			    next - before - 1, out);
			buf_puts(out, "><");
			buf_printf(out, "%stable-cell/></%stable-row>",
			    p->names->prefix[ODS_TABLES],
			    p->names->prefix[ODS_TABLES]);
		}
		begin_row(p, next);
		put_row(p, &none, next, 1, tag.p, out);
		before = next;
	}
	buf_fini(&tag);
}
