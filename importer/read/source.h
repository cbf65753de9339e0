/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One table of a file that was handed in, as CSV text: all of a text file, or
 * one sheet of a workbook. Lines of totals below the table are cut off.
 */
#ifndef PREAUDIT_SOURCE_H
#define PREAUDIT_SOURCE_H

#include "importer/read/input.h"
#include "shared/text/csv.h"

struct source {
	const struct input *file;
	/* of the file */
	const char *name, *sha256, *encoding;
	struct str bytes;
	/* of the sheet; NULL and 0 for text */
	const char *sheet;
	unsigned number;           /* from 0, hidden sheets counted */
	enum sheet_state state;
	const struct sheet_facts *facts;
	/* the table */
	struct str text;           /* behind a BOM and a "sep=" line */
	uint64_t line0;            /* physical lines before text */
	char delimiter;
	struct str totals;         /* the line cut off below, or empty */
	/* when the rows are not those of the file (unpivot.h); else NULL */
	struct source_origin {
		uint32_t row, column;  /* column 0: the row as a whole */
	} *origin;
	size_t norigin;
	const uint32_t *column_of; /* per column; 0: that of the row's origin */
	size_t ncolumns;
};

/* Where the file has a row and a column of the table. */
static inline uint64_t
source_row(const struct source *s, uint64_t row)
{
	return s->origin == NULL || row == 0 || row > s->norigin ? row :
	    s->origin[row - 1].row;
}

static inline unsigned
source_column(const struct source *s, uint64_t row, unsigned column)
{
	if (s->origin == NULL || column == 0 || column > s->ncolumns)
		return column;
	if (s->column_of[column - 1] > 0)
		return s->column_of[column - 1];
	return row == 0 || row > s->norigin ? 0 : s->origin[row - 1].column;
}

/* delimiter: as a person named it, or 0 to conclude. */
void source_init(struct source *s, const struct input *h, size_t table,
    char delimiter);
/* The rows before `at` were read: their text may leave the memory. */
void source_passed(const struct source *s, const char *at);

#endif
