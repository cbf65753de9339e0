/* SPDX-License-Identifier: Apache-2.0 */
/* Which sheets of a request are marked, and their notes; see engine.h. */
#include "importer/markup/engine/engine.h"

#include <stdlib.h>

#include "shared/base/mem.h"

static int
by_number(const void *a, const void *b)
{
	const struct sheet *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	/* One that was named before one that only has notes. */
	return x->header_row == 0 ? y->header_row != 0 :
	    y->header_row == 0 ? -1 : 0;
}

/* One of each number, the first. */
static size_t
once_each(struct sheet *s, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (kept == 0 || s[kept - 1].number != s[i].number)
			s[kept++] = s[i];
	return kept;
}

/* Gives each sheet its notes. */
static void
share_notes(const struct markup_request *r, struct sheet *sheet, size_t n)
{
	size_t at = 0;

	for (struct sheet *s = sheet; s < sheet + n; s++) {
		s->header_row = s->header_row == 0 ? 1 : s->header_row;
		s->header_style = NO_STYLE;
		s->note = r->note + at;
		for (; at < r->nnotes && r->note[at].sheet == s->number; at++) {
			s->n++;
			s->nwhole += r->note[at].row == 0;
		}
		s->style = mem_calloc(s->n + 1, sizeof(*s->style));
	}
}

int
sheets_list(const struct markup_request *r, struct sheet **sheet, size_t *n,
    struct err *e)
{
	struct sheet *all = mem_calloc(r->nsheets + r->nnotes + 1,
	    sizeof(*all));
	size_t k = 0;

	*sheet = all;
	*n = 0;
	for (size_t i = 0; i < r->nsheets; i++) {
		if (r->sheet[i].header_row > MAX_ROW)
			return err_set(e, ERR_REFUSED, "no sheet has a row %u",
			    r->sheet[i].header_row);
		all[k].number = r->sheet[i].sheet;
		all[k++].header_row = r->sheet[i].header_row;
	}
	for (size_t i = 0; i < r->nnotes; i++)
		if (i == 0 || r->note[i].sheet != r->note[i - 1].sheet)
			all[k++].number = r->note[i].sheet;
	qsort(all, k, sizeof(*all), by_number);
	*n = once_each(all, k);
	share_notes(r, all, *n);
	return 0;
}

void
sheets_free(struct sheet *sheet, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(sheet[i].style);
	free(sheet);
}

static int
note_order(const struct markup_note *a, const struct markup_note *b)
{
	if (a->sheet != b->sheet)
		return a->sheet < b->sheet ? -1 : 1;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

int
notes_check(const struct markup_request *r, size_t nsheets, struct err *e)
{
	const struct markup_note *a = r->note;

	for (size_t i = 0; i < r->nnotes; i++) {
		if (a[i].sheet >= nsheets || a[i].row > MAX_ROW)
			return err_set(e, ERR_REFUSED, "a problem is noted at "
			    "sheet %u, row %u, which the workbook cannot have",
			    a[i].sheet + 1, a[i].row);
		if (i > 0 && note_order(&a[i - 1], &a[i]) > 0)
			return err_set(e, ERR_USAGE, "the problems to be noted "
			    "do not stand in order");
	}
	return 0;
}

bool
sheet_is_marked(const struct sheet *s)
{
	return s->n > 0 || s->had_column;
}

size_t
sheet_uncommented(const struct sheet *s)
{
	/* The header has one of those that a sheet may have. */
	return s->commented < MARKUP_MAX_COMMENTS ? 0 :
	    s->commented - (MARKUP_MAX_COMMENTS - 1);
}

size_t
notes_of_row(const struct sheet *s, size_t i)
{
	size_t end = i;

	while (end < s->n && s->note[end].row == s->note[i].row)
		end++;
	return end;
}

size_t
notes_of_cell(const struct sheet *s, size_t i)
{
	size_t end = i;

	while (end < s->n && s->note[end].row == s->note[i].row &&
	    s->note[end].column == s->note[i].column)
		end++;
	return end;
}

bool
note_has_cell(const struct sheet *s, size_t i)
{
	uint32_t column = s->note[i].column;

	return column > 0 && column <= MAX_COLUMN && column != s->column;
}
