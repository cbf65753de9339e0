/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows and cells of a copy. One that stands for many is split where a note
 * or the problem column falls into it; one that is not there and has a note is
 * put.
 */
#include "importer/markup/engine/engine.h"

/* Bytes of the row at hand. */
static void
put_held(const struct pass *p, size_t from, size_t to, struct buf *out)
{
	buf_put(out, pass_held(p).p + from, to - from);
}

void
walk_put_close(const struct pass *p, struct buf *out)
{
	size_t n = 1;

	while (n < p->tag.n && memchr(" \t\r\n/>", p->tag.p[n], 6) == NULL)
		n++;
	buf_puts(out, "</");
	buf_put(out, p->tag.p + 1, n - 1);
	buf_putc(out, '>');
}

/* ---- cells ---- */

static void
cell_tag(struct pass *p, const struct cell *c, uint64_t column)
{
	buf_reset(&p->tag);
	if (c != NULL)
		put_held(p, c->from, c->tag, &p->tag);
	else
		p->d->new_cell(p, column);
}

/* n of the cells that c stands for, without a note. */
static void
put_plain(struct pass *p, const struct cell *c, uint64_t n, struct buf *out)
{
	uint32_t style = p->d->plain(p->styles, c->style);

	cell_tag(p, c, 0);
	if (n != c->n)
		p->d->set_count(p, n);
	if (style != c->style)
		p->d->set_style(p, style);
	buf_str(out, buf_view(&p->tag));
	put_held(p, c->tag, c->end, out);
}

/* The cell of the next note; c is the one that is there, or NULL. */
static void
put_noted(struct pass *p, const struct cell *c, struct buf *out)
{
	const struct sheet *s = p->s;
	uint32_t style = s->style[p->at];
	size_t end = notes_of_cell(s, p->at);
	bool comment = p->commented++ < MARKUP_MAX_COMMENTS - 1 &&
	    p->d->put_comment != NULL && (c == NULL || !c->has_note);

	/* Its tag, of one cell, with the colour. */
	cell_tag(p, c, s->note[p->at].column);
	if (c != NULL && c->n > 1)
		p->d->set_count(p, 1);
	if (c == NULL || style != c->style)
		p->d->set_style(p, style);
	if (!comment) {
		buf_str(out, buf_view(&p->tag));
		if (c != NULL)
			put_held(p, c->tag, c->end, out);
	} else {
		/* The comment stands before all else in it. */
		tag_put_open(buf_view(&p->tag), out);
		buf_reset(&p->text);
		note_comment(&p->text, s->note + p->at, end - p->at);
		p->d->put_comment(p, out);
		if (c != NULL)
			put_held(p, c->tag, c->tail, out);
		walk_put_close(p, out);
	}
	p->at = end;
}

/* The cell of the problem column; without a text when none is due. */
static void
put_problem(struct pass *p, const struct row *r, const struct cell *c,
    struct buf *out)
{
	const struct sheet *s = p->s;
	const struct markup_note *note = s->note + p->from;
	size_t n = p->end - p->from;
	uint32_t style = NO_STYLE;

	buf_reset(&p->text);
	if (p->is_due && p->number == s->header_row) {
		note_header(&p->text, s->note, s->nwhole, note, n);
		style = p->d->plain(p->styles, s->header_style);
	} else if (p->is_due) {
		note_texts(&p->text, note, n);
		style = p->d->problem(p->styles, note_any_error(note, n));
	}
	p->d->put_problem(p, r, c, style, out);
	p->is_due = false;
}

/* ---- which cells ---- */

static uint64_t
next_noted(struct pass *p)
{
	while (p->at < p->end && !note_has_cell(p->s, p->at))
		p->at = notes_of_cell(p->s, p->at);
	return p->at == p->end ? NO_COLUMN : p->s->note[p->at].column;
}

/*
 * The next column that is not as it was; c: the cell there, or NULL. Of an
 * earlier round what has a text goes, or all where a cell stands for one.
 */
static uint64_t
next_column(struct pass *p, const struct cell *c, uint64_t from)
{
	uint64_t noted = next_noted(p), column = p->s->column;
	bool old = c != NULL && p->s->had_column && from <= column &&
	    (c->filled || p->d->set_count == NULL);

	return (p->is_due || old) && column < noted ? column : noted;
}

static void
put_changed(struct pass *p, const struct row *r, const struct cell *c,
    uint64_t column, struct buf *out)
{
	if (column == p->s->column)
		put_problem(p, r, c, out);
	else
		put_noted(p, c, out);
}

static void
put_cell(struct pass *p, const struct row *r, const struct cell *c,
    struct buf *out)
{
	uint64_t at = c->c0, end = c->c0 + c->n;

	while (at < end) {
		uint64_t next = next_column(p, c, at);
		uint64_t to = next < end ? next : end;

		if (to > at)
			put_plain(p, c, to - at, out);
		if (to == end)
			return;
		put_changed(p, r, c, next, out);
		at = next + 1;
	}
}

/* Cells from `at` on that are due before a column and are not there. */
static void
put_due_cells(struct pass *p, const struct row *r, uint64_t at,
    uint64_t before, struct buf *out)
{
	uint64_t next;

	while ((next = next_column(p, NULL, at)) < before) {
		if (next > at && p->d->put_cells != NULL)
			p->d->put_cells(p, next - at, out);
		put_changed(p, r, NULL, next, out);
		at = next + 1;
	}
}

/* ---- rows ---- */

/* The cells, and all else that the row holds. */
static void
put_cells(struct pass *p, const struct row *r, struct buf *out)
{
	uint64_t column = 1;
	size_t at = r->tag;

	for (size_t i = 0; i < r->ncell && buf_ok(out); i++) {
		const struct cell *c = &r->cell[i];

		put_held(p, at, c->from, out);
		put_due_cells(p, r, column, c->c0, out);
		put_cell(p, r, c, out);
		column = c->c0 + c->n;
		at = c->end;
	}
	if (p->d->blanks_first)
		put_held(p, at, r->tail, out);
	put_due_cells(p, r, column, NO_COLUMN, out);
	if (!p->d->blanks_first)
		put_held(p, at, r->tail, out);
}

/* The row's own tag, or that of a row which is not there. */
static void
row_tag(struct pass *p, const struct row *r)
{
	buf_reset(&p->tag);
	if (r->end == 0)
		p->d->new_row(p);
	else
		put_held(p, 0, r->tag, &p->tag);
}

/* n of the rows that r stands for, p->number the first. */
static void
put_row(struct pass *p, const struct row *r, uint64_t n, struct buf *out)
{
	bool opened;

	p->from = p->at;
	row_tag(p, r);
	p->d->set_row(p, r, n);
	opened = p->is_due && str_ends(buf_view(&p->tag), STR("/>"));
	if (opened)
		tag_put_open(buf_view(&p->tag), out);
	else
		buf_str(out, buf_view(&p->tag));
	put_cells(p, r, out);
	if (opened) {
		row_tag(p, r);
		walk_put_close(p, out);
	} else {
		put_held(p, r->tail, r->end, out);
	}
	p->at = p->end;
}

/* The first row from `row` on that has a note or the header. */
static uint64_t
next_row(struct pass *p, uint64_t row)
{
	const struct sheet *s = p->s;
	uint64_t next = NO_ROW;

	while (p->at < s->n && s->note[p->at].row < row)
		p->at++;
	if (p->at < s->n)
		next = s->note[p->at].row;
	if (sheet_is_marked(s) && s->header_row >= row &&
	    s->header_row < next)
		next = s->header_row;
	return next;
}

/* Goes to a row; due: it has notes, or the header. */
static void
begin_row(struct pass *p, uint64_t row, bool due)
{
	const struct sheet *s = p->s;

	p->number = row;
	p->is_due = due;
	p->end = due && p->at < s->n && s->note[p->at].row == row ?
	    notes_of_row(s, p->at) : p->at;
}

/* Rows that are due before another and are not there. */
static void
put_due_rows(struct pass *p, uint64_t before, struct buf *out)
{
	const struct row none = { .n = 1, .style = NO_STYLE };
	uint64_t next;

	while ((next = next_row(p, p->number + 1)) < before && buf_ok(out)) {
		if (next > p->number + 1 && p->d->put_rows != NULL)
			p->d->put_rows(p, next - p->number - 1, out);
		begin_row(p, next, true);
		put_row(p, &none, 1, out);
	}
}

static void
put_rows(struct pass *p, const struct row *r, struct buf *out)
{
	uint64_t row = r->first, end = r->first + r->n;

	put_due_rows(p, row, out);
	while (row < end && buf_ok(out)) {
		uint64_t next = next_row(p, row);
		uint64_t to = next < end ? next : end;

		begin_row(p, row, false);
		if (to > row)
			put_row(p, r, to - row, out);
		if (to == end)
			break;
		begin_row(p, next, true);
		put_row(p, r, 1, out);
		row = next + 1;
	}
	p->number = end - 1;
}

static void
move_grown(struct pass *p, struct buf *out)
{
	if (!buf_ok(&p->grown))
		p->fault = "a row stands for so many rows with problems that "
		    "they do not fit into a copy";
	buf_str(out, buf_view(&p->grown));
	buf_reset(&p->grown);
}

void
walk_row(struct pass *p, struct buf *out)
{
	put_rows(p, &p->row, &p->grown);
	p->held.n = p->hold;
	move_grown(p, out);
}

void
walk_end(struct pass *p, struct buf *out)
{
	put_due_rows(p, NO_ROW, &p->grown);
	move_grown(p, out);
}
