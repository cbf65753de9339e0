/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows and cells of a copy. One that stands for many is split where a note
 * or the problem column falls into it; one that is not there and has a note is
 * put.
 */
#include "importer/markup/engine.h"

void
walk_init(struct walk *w, const struct dialect *d, void *styles, void *ctx)
{
	*w = (struct walk){ .d = d, .styles = styles, .ctx = ctx };
	buf_init(&w->tag, MAX_ROW_BYTES);
	buf_init(&w->text, MAX_PART);
	buf_init(&w->grown, MAX_ROW_GROWN);
}

void
walk_fini(struct walk *w)
{
	buf_fini(&w->tag);
	buf_fini(&w->text);
	buf_fini(&w->grown);
}

void
walk_begin(struct walk *w, struct sheet *s)
{
	w->s = s;
	w->row = 0;
	w->from = w->at = w->end = s->nwhole;
	w->commented = 0;
	w->is_due = false;
}

/* ---- tags ---- */

static bool
is_closed(const struct walk *w)
{
	return str_ends(buf_view(&w->tag), STR("/>"));
}

/* Puts w->tag so that it has contents. */
static void
put_open(struct walk *w, struct buf *out)
{
	if (is_closed(w))
		xml_tag_open(out, buf_view(&w->tag));
	else
		buf_str(out, buf_view(&w->tag));
}

void
walk_put_close(const struct walk *w, struct buf *out)
{
	size_t n = 1;

	while (n < w->tag.n && memchr(" \t\r\n/>", w->tag.p[n], 6) == NULL)
		n++;
	buf_puts(out, "</");
	buf_put(out, w->tag.p + 1, n - 1);
	buf_putc(out, '>');
}

/* ---- cells ---- */

static void
take_tag(struct walk *w, const struct cell *c, const char *held,
    uint64_t column)
{
	buf_reset(&w->tag);
	if (c != NULL)
		buf_put(&w->tag, held + c->from, c->tag - c->from);
	else
		w->d->new_cell(w, column);
}

/* n of the cells that c stands for, without a note. */
static void
put_plain(struct walk *w, const struct cell *c, uint64_t n, const char *held,
    struct buf *out)
{
	uint32_t style = w->d->plain(w->styles, c->style);

	take_tag(w, c, held, 0);
	if (n != c->n)
		w->d->set_count(w, n);
	if (style != c->style)
		w->d->set_style(w, style);
	buf_str(out, buf_view(&w->tag));
	buf_put(out, held + c->tag, c->end - c->tag);
}

/* The cell of the next note; c is the one that is there, or NULL. */
static void
put_noted(struct walk *w, const struct cell *c, const char *held,
    struct buf *out)
{
	const struct sheet *s = w->s;
	uint32_t style = s->style[w->at];
	size_t end = notes_of_cell(s, w->at);
	bool comment = w->commented++ < MARKUP_MAX_COMMENTS - 1 &&
	    w->d->put_comment != NULL && (c == NULL || !c->has_note);

	take_tag(w, c, held, s->note[w->at].column);
	if (c != NULL && c->n > 1)
		w->d->set_count(w, 1);
	if (c == NULL || style != c->style)
		w->d->set_style(w, style);
	if (!comment) {
		buf_str(out, buf_view(&w->tag));
		if (c != NULL)
			buf_put(out, held + c->tag, c->end - c->tag);
	} else {
		put_open(w, out);
		buf_reset(&w->text);
		note_comment(&w->text, s->note + w->at, end - w->at);
		w->d->put_comment(w, out);
		if (c != NULL)
			buf_put(out, held + c->tag, c->tail - c->tag);
		walk_put_close(w, out);
	}
	w->at = end;
}

/* The cell of the problem column; without a text when none is due. */
static void
put_problem(struct walk *w, const struct row *r, const struct cell *c,
    struct buf *out)
{
	const struct sheet *s = w->s;
	const struct markup_note *note = s->note + w->from;
	uint32_t style = NO_STYLE;

	buf_reset(&w->text);
	if (w->is_due && w->row == s->header_row) {
		note_header(&w->text, s->note, s->nwhole, note,
		    w->end - w->from);
		style = w->d->plain(w->styles, s->header_style);
	} else if (w->is_due) {
		note_texts(&w->text, note, w->end - w->from);
		style = w->d->problem(w->styles, note_any_error(note,
		    w->end - w->from));
	}
	w->d->put_problem(w, r, c, style, out);
	w->is_due = false;
}

/* ---- which cells ---- */

static uint64_t
next_noted(struct walk *w)
{
	while (w->at < w->end && !note_has_cell(w->s, w->at))
		w->at = notes_of_cell(w->s, w->at);
	return w->at == w->end ? NO_COLUMN : w->s->note[w->at].column;
}

/*
 * The next column that is not as it was; c: the cell there, or NULL. Of an
 * earlier round what has a text goes, or all where a cell stands for one.
 */
static uint64_t
next_column(struct walk *w, const struct cell *c, uint64_t from)
{
	uint64_t noted = next_noted(w), column = w->s->column;
	bool old = c != NULL && w->s->had_column && from <= column &&
	    (c->filled || w->d->set_count == NULL);

	return (w->is_due || old) && column < noted ? column : noted;
}

static void
put_changed(struct walk *w, const struct row *r, const struct cell *c,
    uint64_t column, const char *held, struct buf *out)
{
	if (column == w->s->column)
		put_problem(w, r, c, out);
	else
		put_noted(w, c, held, out);
}

static void
put_cell(struct walk *w, const struct row *r, const struct cell *c,
    const char *held, struct buf *out)
{
	uint64_t at = c->c0, end = c->c0 + c->n;

	while (at < end) {
		uint64_t next = next_column(w, c, at);
		uint64_t to = next < end ? next : end;

		if (to > at)
			put_plain(w, c, to - at, held, out);
		if (to == end)
			return;
		put_changed(w, r, c, next, held, out);
		at = next + 1;
	}
}

/* Cells from `at` on that are due before a column and are not there. */
static void
put_due_cells(struct walk *w, const struct row *r, uint64_t at,
    uint64_t before, struct buf *out)
{
	uint64_t next;

	while ((next = next_column(w, NULL, at)) < before) {
		if (next > at && w->d->put_cells != NULL)
			w->d->put_cells(w, next - at, out);
		put_changed(w, r, NULL, next, NULL, out);
		at = next + 1;
	}
}

/* ---- rows ---- */

/* The cells, and all else that the row holds. */
static void
put_cells(struct walk *w, const struct row *r, const char *held,
    struct buf *out)
{
	uint64_t column = 1;
	size_t at = r->tag;

	for (size_t i = 0; i < r->ncell && buf_ok(out); i++) {
		const struct cell *c = &r->cell[i];

		buf_put(out, held + at, c->from - at);
		put_due_cells(w, r, column, c->c0, out);
		put_cell(w, r, c, held, out);
		column = c->c0 + c->n;
		at = c->end;
	}
	if (w->d->blanks_first)
		buf_put(out, held + at, r->tail - at);
	put_due_cells(w, r, column, NO_COLUMN, out);
	if (!w->d->blanks_first)
		buf_put(out, held + at, r->tail - at);
}

/* n of the rows that r stands for, w->row the first. */
static void
put_row(struct walk *w, const struct row *r, uint64_t n, const char *held,
    struct buf *out)
{
	bool opened;

	w->from = w->at;
	buf_reset(&w->tag);
	buf_put(&w->tag, held, r->tag);
	w->d->set_row(w, r, n);
	opened = is_closed(w) && w->is_due;
	if (opened)
		put_open(w, out);
	else
		buf_str(out, buf_view(&w->tag));
	put_cells(w, r, held, out);
	if (opened) {
		buf_reset(&w->tag);
		buf_put(&w->tag, held, r->tag);
		walk_put_close(w, out);
	} else {
		buf_put(out, held + r->tail, r->end - r->tail);
	}
	w->at = w->end;
}

/* The first row from `row` on that has a note or the header. */
static uint64_t
next_row(struct walk *w, uint64_t row)
{
	const struct sheet *s = w->s;
	uint64_t next = NO_ROW;

	while (w->at < s->n && s->note[w->at].row < row)
		w->at++;
	if (w->at < s->n)
		next = s->note[w->at].row;
	if (sheet_is_marked(s) && s->header_row >= row &&
	    s->header_row < next)
		next = s->header_row;
	return next;
}

/* Takes the notes of a row that has some, or the header. */
static void
begin_row(struct walk *w, uint64_t row)
{
	const struct sheet *s = w->s;

	w->row = row;
	w->end = w->at < s->n && s->note[w->at].row == row ?
	    notes_of_row(s, w->at) : w->at;
	w->is_due = true;
}

/* Rows that are due before another and are not there. */
static void
put_due_rows(struct walk *w, uint64_t before, struct buf *out)
{
	struct row none = { .n = 1, .style = NO_STYLE };
	uint64_t next;
	struct buf tag;

	buf_init(&tag, MAX_ROW_BYTES);
	while ((next = next_row(w, w->row + 1)) < before && buf_ok(out)) {
		if (next > w->row + 1 && w->d->put_rows != NULL)
			w->d->put_rows(w, next - w->row - 1, out);
		begin_row(w, next);
		buf_reset(&w->tag);
		w->d->new_row(w);
		buf_reset(&tag);
		buf_str(&tag, buf_view(&w->tag));
		none.tag = none.tail = none.end = tag.n;
		put_row(w, &none, 1, tag.p, out);
	}
	buf_fini(&tag);
}

static void
put_rows(struct walk *w, const struct row *r, const char *held,
    struct buf *out)
{
	uint64_t row = r->first, end = r->first + r->n;

	put_due_rows(w, row, out);
	while (row < end && buf_ok(out)) {
		uint64_t next = next_row(w, row);
		uint64_t to = next < end ? next : end;

		w->row = row;
		w->end = w->at;
		w->is_due = false;
		if (to > row)
			put_row(w, r, to - row, held, out);
		if (to == end)
			break;
		begin_row(w, next);
		put_row(w, r, 1, held, out);
		row = next + 1;
	}
	w->row = end - 1;
}

static const char *
take_grown(struct walk *w, struct buf *out)
{
	bool fine = buf_ok(&w->grown);

	buf_str(out, buf_view(&w->grown));
	buf_reset(&w->grown);
	return fine ? NULL : "a row stands for so many rows with problems "
	    "that they do not fit into a copy";
}

const char *
walk_row(struct walk *w, struct stream *s, struct buf *out)
{
	put_rows(w, &s->row, stream_held(s).p, &w->grown);
	s->held.n = s->hold;
	s->holding = false;
	return take_grown(w, out);
}

const char *
walk_end(struct walk *w, struct buf *out)
{
	put_due_rows(w, NO_ROW, &w->grown);
	return take_grown(w, out);
}
