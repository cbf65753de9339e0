/* SPDX-License-Identifier: Apache-2.0 */
/* A sheet as texts; see grid.h. */
#include "reports/render/grid.h"

#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/sheet/cell/sheet_name.h"
#include "shared/sheet/cell/sheet_text.h"

static struct str
cell_text(struct grid *g, const struct sheet_cell *c)
{
	struct buf b;
	struct str s;

	switch (c->kind) {
	case SHEET_EMPTY:
		return STR("");
	case SHEET_DATE:
	case SHEET_TIME:
	case SHEET_NUMBER:
		buf_init(&b, 64);
		if (c->kind == SHEET_NUMBER)
			num_format_decimal(&b, c->percent ? c->number * 100 :
			    c->number);
		else
			sheet_text_bare(&b, c);
		s = (struct str){ arena_memdup(&g->arena, b.p, b.n), b.n };
		buf_fini(&b);
		return s;
	case SHEET_BOOL:
		return c->number != 0 ? STR("TRUE") : STR("FALSE");
	default:
		return (struct str){ arena_memdup(&g->arena, c->text.p,
		    c->text.n), c->text.n };
	}
}

void
grid_add_row(struct grid *g)
{
	size_t want = (g->rows + 1) * g->width;

	while (g->cap < want) {
		g->cap = g->cap == 0 ? 64 * g->width : g->cap * 2;
		g->cell = mem_realloc(g->cell, g->cap, sizeof(*g->cell));
	}
	for (size_t c = 0; c < g->width; c++)
		g->cell[g->rows * g->width + c] = STR("");
	g->rows++;
}

struct reading {
	struct grid *g;
	uint32_t row, column; /* where it stopped, from 1 */
	const char *fault;
};

static bool
refuse(struct reading *t, uint32_t row, size_t column, const char *fault)
{
	t->row = row;
	t->column = (uint32_t)column + 1;
	t->fault = fault;
	return false;
}

static bool
read_row(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct reading *t = ctx;
	struct grid *g = t->g;

	if (row > g->max_rows)
		return refuse(t, row, 0, "there are more rows than the "
		    "contents say");
	while (g->rows < row)
		grid_add_row(g);
	for (size_t c = 0; c < n; c++) {
		struct str s = cell_text(g, &cell[c]);

		if (cell[c].formula)
			return refuse(t, row, c, "it is a formula; a report "
			    "has none");
		if ((cell[c].dressed || cell[c].digits > 0) && s.n > 0)
			return refuse(t, row, c, "its number format shows "
			    "something else than its value");
		if (c >= g->width && s.n > 0)
			return refuse(t, row, c, "there is a text beside the "
			    "table");
		if (c < g->width)
			g->cell[(row - 1) * g->width + c] = s;
	}
	return true;
}

void
grid_free(struct grid *g)
{
	free(g->cell);
	arena_fini(&g->arena);
	*g = (struct grid){ 0 };
}

int
grid_find_sheet(const struct xlsx *x, const char *name, size_t *i,
    struct err *e)
{
	for (*i = 0; *i < xlsx_sheets(x); (*i)++)
		if (strcmp(xlsx_sheet_name(x, *i), name) == 0)
			return 0;
	return err_set(e, ERR_REFUSED, "it has no sheet \"%s\"", name);
}

int
grid_read(struct xlsx *x, const char *name, size_t width, uint64_t max_rows,
    struct grid *g, struct err *e)
{
	struct reading t = { .g = g };
	char letters[COLUMN_NAME];
	size_t i;

	*g = (struct grid){ .width = width, .max_rows = max_rows };
	if (grid_find_sheet(x, name, &i, e) == 0 &&
	    xlsx_read(x, i, read_row, &t, NULL, e) == 0) {
		if (t.fault == NULL)
			return 0;
		column_name(letters, t.column);
		err_set(e, ERR_REFUSED, "sheet \"%s\", cell %s%u: %s", name,
		    letters, t.row, t.fault);
	}
	grid_free(g);
	return -1;
}
