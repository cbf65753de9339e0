/* SPDX-License-Identifier: Apache-2.0 */
/* Which sheets of a request are marked, and their notes; see engine.h. */
#include "importer/markup/engine/engine.h"

#include <stdlib.h>

#include "shared/base/mem.h"

static int
by_number(const void *a, const void *b)
{
	const struct sheet *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

/* The one of a number among n; new, without notes, when there is none. */
static struct sheet *
sheet_of(const struct markup_request *r, struct sheet *all, size_t *n,
    unsigned number)
{
	for (size_t i = *n; i > 0; i--)
		if (all[i - 1].number == number)
			return &all[i - 1];
	all[*n] = (struct sheet){ .number = number, .note = r->note,
		.header_style = NO_STYLE };
	return &all[(*n)++];
}

int
sheets_list(const struct markup_request *r, struct sheet **sheet, size_t *n,
    struct err *e)
{
	struct sheet *all = mem_calloc(r->nsheets + r->nnotes + 1,
	    sizeof(*all)), *s;

	*sheet = all;
	*n = 0;
	for (size_t i = 0; i < r->nsheets; i++) {
		if (r->sheet[i].header_row > MAX_ROW)
			return err_set(e, ERR_REFUSED, "no sheet has a row %u",
			    r->sheet[i].header_row);
		s = sheet_of(r, all, n, r->sheet[i].sheet);
		if (s->header_row == 0)
			s->header_row = r->sheet[i].header_row;
	}
	for (size_t i = 0; i < r->nnotes; i++) {
		s = sheet_of(r, all, n, r->note[i].sheet);
		if (s->n++ == 0)
			s->note = &r->note[i];
		s->nwhole += r->note[i].row == 0;
	}
	for (s = all; s < all + *n; s++) {
		s->header_row = s->header_row == 0 ? 1 : s->header_row;
		s->style = mem_calloc(s->n + 1, sizeof(*s->style));
	}
	qsort(all, *n, sizeof(*all), by_number);
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
