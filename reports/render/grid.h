/* SPDX-License-Identifier: Apache-2.0 */
/* A sheet of a report's workbook as texts: what content.csv would say of it. */
#ifndef PREAUDIT_GRID_H
#define PREAUDIT_GRID_H

#include "shared/base/mem.h"
#include "shared/sheet/xlsx/xlsx.h"

#define GRID_MAX_TEXTS 100000

/* Its cells; texts live in the arena. */
struct grid {
	struct arena arena;
	struct str *cell;   /* row-major, `width` a row */
	size_t width, rows, cap;
	uint64_t max_rows;  /* a row beyond it is refused */
};

/*
 * Reads a sheet of a known width. ERR_REFUSED for a text outside of it, and for
 * what gives a cell another value than it shows. Free with grid_free; nothing
 * is left to free after an error.
 */
int grid_read(struct xlsx *x, const char *name, size_t width,
    uint64_t max_rows, struct grid *g, struct err *e);
void grid_free(struct grid *g);
/* Adds an empty row: rows that are empty at the end are not in the file. */
void grid_add_row(struct grid *g);
/* The place of a sheet by its name, which must be there. */
int grid_find_sheet(const struct xlsx *x, const char *name, size_t *i,
    struct err *e);

static inline const struct str *
grid_row(const struct grid *g, size_t r)
{
	return &g->cell[r * g->width];
}

#endif
