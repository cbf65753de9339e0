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
		p->d->put_cells(p, column, 1, &p->tag);
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
put_problem(struct pass *p, const struct cell *c, struct buf *out)
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
		note_texts(&p->text, 0, note, n);
		style = p->d->problem(p->styles, note_any_error(note, n));
	}
	p->d->put_problem(p, c, style, out);
	p->is_due = false;
}

/* ---- which cells ---- */

/*
 * The next column that is not as it was; c: the cell there, or NULL. Of an
 * earlier round what has a text goes, or all where a cell stands for one.
 */
static uint64_t
next_column(struct pass *p, const struct cell *c, uint64_t from)
{
	uint64_t noted = NO_COLUMN, column = p->s->column;
	bool old = c != NULL && p->s->had_column && from <= column &&
	    (c->filled || p->d->set_count == NULL);

	while (p->at < p->end && !note_has_cell(p->s, p->at))
		p->at = notes_of_cell(p->s, p->at);
	if (p->at < p->end)
		noted = p->s->note[p->at].column;
	return (p->is_due || old) && column < noted ? column : noted;
}

/*
 * Columns at..end, for which c stands, or which are not there: then nothing is
 * put behind the last one that is due.
 */
static void
put_columns(struct pass *p, const struct cell *c, uint64_t at, uint64_t end,
    struct buf *out)
{
	while (at < end) {
		uint64_t next = next_column(p, c, at);
		uint64_t to = next < end ? next : end;

		if (to > at && c != NULL)
			put_plain(p, c, to - at, out);
		else if (to > at && to < end && p->d->set_count != NULL)
			p->d->put_cells(p, at, to - at, out);
		if (to == end)
			return;
		if (to == p->s->column)
			put_problem(p, c, out);
		else
			put_noted(p, c, out);
		at = to + 1;
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
		put_columns(p, NULL, column, c->c0, out);
		put_columns(p, c, c->c0, c->c0 + c->n, out);
		column = c->c0 + c->n;
		at = c->end;
	}
	put_columns(p, NULL, column, NO_COLUMN, out);
	put_held(p, at, r->tail, out);
}

/* The row's own tag, or that of a row which is not there. */
static void
row_tag(struct pass *p, const struct row *r)
{
	buf_reset(&p->tag);
	if (r->end == 0)
		p->d->new_row(p, 1);
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

/* n rows with nothing in them, each of which must have a cell. */
static void
put_empty_rows(struct pass *p, uint64_t n, struct buf *out)
{
	buf_reset(&p->tag);
	p->d->new_row(p, n);
	tag_put_open(buf_view(&p->tag), out);
	p->d->put_cells(p, 1, 1, out);
	walk_put_close(p, out);
}

/*
 * Rows at..end, for which r stands, or which are not there: then nothing is put
 * behind the last one that is due.
 */
static void
put_rows(struct pass *p, const struct row *r, uint64_t at, uint64_t end,
    struct buf *out)
{
	static const struct row none = { .n = 1, .style = NO_STYLE };

	while (at < end && buf_ok(out)) {
		uint64_t next = next_row(p, at), to = next < end ? next : end;

		if (to > at && r != NULL) {
			begin_row(p, at, false);
			put_row(p, r, to - at, out);
		} else if (to > at && to < end && p->d->set_count != NULL) {
			put_empty_rows(p, to - at, out);
		}
		if (to == end)
			return;
		begin_row(p, to, true);
		put_row(p, r != NULL ? r : &none, 1, out);
		at = to + 1;
	}
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
	const struct row *r = &p->row;
	uint64_t end = r->first + r->n;

	put_rows(p, NULL, p->number + 1, r->first, &p->grown);
	put_rows(p, r, r->first, end, &p->grown);
	p->number = end - 1;
	p->held.n = p->hold;
	move_grown(p, out);
}

void
walk_end(struct pass *p, struct buf *out)
{
	put_rows(p, NULL, p->number + 1, NO_ROW, &p->grown);
	move_grown(p, out);
}
