/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A sheet read once before it is copied: its last column, the problem column of
 * an earlier round, the styles that the noted cells have and shall have.
 */
#include "importer/markup/engine.h"

void
scan_begin(struct scan *l, struct sheet *s)
{
	l->s = s;
	l->last = l->found = 0;
	l->at = s->nwhole;
	for (size_t i = 0; i <= MAX_COLUMN; i++)
		l->column_style[i] = NO_STYLE;
}

static uint32_t
style_of_column(const struct scan *l, uint64_t column)
{
	return column <= MAX_COLUMN ? l->column_style[column] : NO_STYLE;
}

void
scan_columns(struct scan *l, uint64_t from, uint64_t to, uint32_t style)
{
	for (; from <= to && from <= MAX_COLUMN; from++)
		l->column_style[from] = style;
}

void
scan_merged(struct scan *l, uint64_t row, uint64_t column)
{
	if (row >= l->s->header_row && column < MAX_COLUMN && column > l->last)
		l->last = (uint32_t)column;
}

/* ---- a row ---- */

static bool
has_header(const struct scan *l, const struct row *r)
{
	return l->s->header_row >= r->first &&
	    l->s->header_row < r->first + r->n;
}

/*
 * The style that a cell has: its own, the row's, the column's. A mark that was
 * made from none goes whole, so it hides no other.
 */
static uint32_t
style_of(const struct scan *l, const struct row *r, const struct cell *c,
    uint64_t column)
{
	const uint32_t own[] = { c == NULL ? NO_STYLE : c->style, r->style };

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (l->d->base(l->styles, own[i]) != NO_STYLE)
			return own[i];
	return style_of_column(l, column);
}

static void
scan_cell(struct scan *l, const struct row *r, const struct cell *c)
{
	uint64_t end = c->c0 + c->n - 1;

	/* Known from now on, for the style may have to be made. */
	if (c->c0 != l->found)
		(void)l->d->base(l->styles, c->style);
	if (c->spanned_columns > 1)
		scan_merged(l, r->first + r->n + c->spanned_rows - 2,
		    end + c->spanned_columns - 1);
	if (!c->filled && !c->has_note)
		return;
	if (l->found == 0 && c->is_header && c->c0 <= MAX_COLUMN &&
	    has_header(l, r)) {
		l->found = (uint32_t)c->c0;
		return;
	}
	if (end > l->last)
		l->last = end < MAX_COLUMN ? (uint32_t)end : MAX_COLUMN;
	if (c->filled && has_header(l, r) && (l->found == 0 || end < l->found))
		l->s->header_style = style_of(l, r, c, end);
}

static const struct cell *
cell_at(const struct row *r, uint64_t column)
{
	size_t lo = 0, hi = r->ncell;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (column < r->cell[mid].c0)
			hi = mid;
		else if (column >= r->cell[mid].c0 + r->cell[mid].n)
			lo = mid + 1;
		else
			return &r->cell[mid];
	}
	return NULL;
}

/* The notes before a row are about rows that are not there. */
static void
skip_notes(struct scan *l, uint64_t row)
{
	struct sheet *s = l->s;

	for (; l->at < s->n && s->note[l->at].row < row; l->at++)
		s->style[l->at] = style_of_column(l, s->note[l->at].column);
}

void
scan_row(struct scan *l, const struct row *r)
{
	struct sheet *s = l->s;

	for (size_t i = 0; i < r->ncell; i++)
		scan_cell(l, r, &r->cell[i]);
	skip_notes(l, r->first);
	for (; l->at < s->n && s->note[l->at].row < r->first + r->n; l->at++) {
		uint32_t column = s->note[l->at].column;

		/* A style without its mark is not made for what goes. */
		if (column != l->found)
			s->style[l->at] = style_of(l, r, cell_at(r, column),
			    column);
	}
}

/* ---- what the sheet needs ---- */

static void
mark_styles(struct scan *l)
{
	struct sheet *s = l->s;
	size_t end;

	if (sheet_is_marked(s))
		(void)l->d->plain(l->styles, s->header_style);
	for (size_t i = s->nwhole; i < s->n; i = end) {
		end = notes_of_cell(s, i);
		if (!note_has_cell(s, i))
			continue;
		s->commented++;
		s->style[i] = l->d->marked(l->styles, s->style[i],
		    note_any_error(s->note + i, end - i));
	}
	for (size_t i = s->nwhole; i < s->n; i = end) {
		end = notes_of_row(s, i);
		if (s->note[i].row != s->header_row)
			(void)l->d->problem(l->styles, note_any_error(s->note +
			    i, end - i));
	}
}

const char *
scan_end(struct scan *l)
{
	struct sheet *s = l->s;

	skip_notes(l, NO_ROW);
	/* Notes may be about cells that have nothing in them. */
	for (size_t i = s->nwhole; i < s->n && l->found == 0; i++)
		if (s->note[i].column < MAX_COLUMN &&
		    s->note[i].column > l->last)
			l->last = s->note[i].column;
	s->had_column = l->found != 0;
	s->column = s->had_column ? l->found : l->last + 1;
	if (sheet_is_marked(s) && s->column > MAX_COLUMN)
		return "a sheet uses its last column: there is no place for "
		    "the problems";
	mark_styles(l);
	return NULL;
}
