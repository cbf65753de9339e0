/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A sheet read once before it is copied: its last column, the problem column of
 * an earlier round, the styles that the noted cells have and shall have.
 */
#include "importer/markup/engine/engine.h"

#include <stdlib.h>

static uint32_t
style_of_column(const struct pass *p, uint64_t column)
{
	return column <= MAX_COLUMN ? p->column_style[column] : NO_STYLE;
}

void
scan_columns(struct pass *p, uint64_t from, uint64_t to, uint32_t style)
{
	for (; from <= to && from <= MAX_COLUMN; from++)
		p->column_style[from] = style;
}

void
scan_merged(struct pass *p, uint64_t row, uint64_t column)
{
	if (row >= p->s->header_row && column < MAX_COLUMN && column > p->last)
		p->last = (uint32_t)column;
}

/* ---- a row ---- */

static bool
has_header(const struct pass *p, const struct row *r)
{
	return p->s->header_row >= r->first &&
	    p->s->header_row < r->first + r->n;
}

/*
 * The style that a cell has: its own, the row's, the column's. A mark that was
 * made from none goes whole, so it hides no other.
 */
static uint32_t
style_of(const struct pass *p, const struct row *r, const struct cell *c,
    uint64_t column)
{
	if (c != NULL && p->d->base(p->styles, c->style) != NO_STYLE)
		return c->style;
	if (p->d->base(p->styles, r->style) != NO_STYLE)
		return r->style;
	return style_of_column(p, column);
}

static void
scan_cell(struct pass *p, const struct row *r, const struct cell *c)
{
	uint64_t end = c->c0 + c->n - 1;

	/* Known from now on, for the style may have to be made. */
	if (c->c0 != p->found)
		(void)p->d->base(p->styles, c->style);
	if (c->spanned_columns > 1)
		scan_merged(p, r->first + r->n + c->spanned_rows - 2,
		    end + c->spanned_columns - 1);
	if (!c->filled && !c->has_note)
		return;
	if (p->found == 0 && c->is_header && c->c0 <= MAX_COLUMN &&
	    has_header(p, r)) {
		p->found = (uint32_t)c->c0;
		return;
	}
	if (end > p->last)
		p->last = end < MAX_COLUMN ? (uint32_t)end : MAX_COLUMN;
	if (c->filled && has_header(p, r) && (p->found == 0 || end < p->found))
		p->s->header_style = style_of(p, r, c, end);
}

/* A column's number against the columns of a cell. */
static int
by_column(const void *key, const void *cell)
{
	uint64_t column = *(const uint32_t *)key;
	const struct cell *c = cell;

	return column < c->c0 ? -1 : column >= c->c0 + c->n;
}

/* The cell of a column, or NULL. */
static const struct cell *
cell_at(const struct row *r, uint32_t column)
{
	return r->ncell == 0 ? NULL : bsearch(&column, r->cell, r->ncell,
	    sizeof(*r->cell), by_column);
}

/* The notes before a row are about rows that are not there. */
static void
skip_notes(struct pass *p, uint64_t row)
{
	struct sheet *s = p->s;

	for (; p->at < s->n && s->note[p->at].row < row; p->at++)
		s->style[p->at] = style_of_column(p, s->note[p->at].column);
}

void
scan_row(struct pass *p)
{
	const struct row *r = &p->row;
	struct sheet *s = p->s;

	for (size_t i = 0; i < r->ncell; i++)
		scan_cell(p, r, &r->cell[i]);
	skip_notes(p, r->first);
	for (; p->at < s->n && s->note[p->at].row < r->first + r->n; p->at++) {
		uint32_t column = s->note[p->at].column;

		/* A style without its mark is not made for what goes. */
		if (column != p->found)
			s->style[p->at] = style_of(p, r, cell_at(r, column),
			    column);
	}
}

/* ---- what the sheet needs ---- */

static void
mark_styles(struct pass *p)
{
	struct sheet *s = p->s;
	size_t end;

	if (sheet_is_marked(s))
		(void)p->d->plain(p->styles, s->header_style);
	for (size_t i = s->nwhole; i < s->n; i = end) {
		end = notes_of_cell(s, i);
		if (!note_has_cell(s, i))
			continue;
		s->commented++;
		s->style[i] = p->d->marked(p->styles, s->style[i],
		    note_any_error(s->note + i, end - i));
	}
	for (size_t i = s->nwhole; i < s->n; i = end) {
		end = notes_of_row(s, i);
		if (s->note[i].row != s->header_row)
			(void)p->d->problem(p->styles, note_any_error(s->note +
			    i, end - i));
	}
}

void
scan_end(struct pass *p)
{
	struct sheet *s = p->s;

	skip_notes(p, NO_ROW);
	/* Notes may be about cells that have nothing in them. */
	for (size_t i = s->nwhole; i < s->n && p->found == 0; i++)
		if (s->note[i].column < MAX_COLUMN &&
		    s->note[i].column > p->last)
			p->last = s->note[i].column;
	s->had_column = p->found != 0;
	s->column = s->had_column ? p->found : p->last + 1;
	if (sheet_is_marked(s) && s->column > MAX_COLUMN)
		p->fault = "a sheet uses its last column: there is no place "
		    "for the problems";
	else
		mark_styles(p);
}
