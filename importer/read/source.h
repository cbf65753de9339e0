/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One table of an input, as CSV text: all of a text file, or one sheet of a
 * workbook. Lines of totals below the table are cut off.
 */
#ifndef PREAUDIT_SOURCE_H
#define PREAUDIT_SOURCE_H

#include "importer/read/input.h"
#include "shared/text/csv.h"

/* Where the file has a row of a table that was made; both from 1. */
struct source_origin {
	uint32_t row, column;  /* column 0: the row as a whole */
};

/*
 * A table; its texts are the input's, which must outlive it. It owns nothing:
 * made by source_init, changed by what unpivots it.
 */
struct source {
	/* The input, and what it says of itself. */
	const struct input *file;
	const char *name, *sha256, *encoding;
	struct str bytes;
	/* Of a sheet: its name, its place from 0, hidden ones counted. */
	const char *sheet;     /* NULL: the table is a text */
	unsigned number;
	/* of a sheet, as the workbook has it */
	enum sheet_state state;
	const struct sheet_facts *facts; /* NULL for text */
	/* The table behind a BOM and a "sep=" line, and lines before it. */
	struct str text;
	uint64_t line0;
	/* of fields; a comma for a sheet */
	char delimiter;
	/* The line of totals that was cut off below, or empty. */
	struct str totals;
	/*
	 * When the rows are not those of the file (unpivot.h): where each
	 * stood, and per column its number in the file, 0: that of the row's
	 * origin.
	 */
	struct source_origin *origin; /* NULL: they are */
	/* rows of `origin`: row r of the table stood at origin[r - 1] */
	size_t norigin;
	const uint32_t *column_of;
	/* of `column_of` */
	size_t ncolumns;
};

/* Where the file has a row of the table; both from 1, 0 stays 0. */
static inline uint64_t
source_row(const struct source *s, uint64_t row)
{
	return s->origin == NULL || row == 0 || row > s->norigin ? row :
	    s->origin[row - 1].row;
}

/*
 * Where it has a column of a row of the table, from 1; 0: nowhere, or the row.
 */
static inline unsigned
source_column(const struct source *s, uint64_t row, unsigned column)
{
	if (s->origin == NULL || column == 0 || column > s->ncolumns)
		return column;
	if (s->column_of[column - 1] > 0)
		return s->column_of[column - 1];
	return row == 0 || row > s->norigin ? 0 : s->origin[row - 1].column;
}

/*
 * The table number `table`, from 0, of an input that was opened. `delimiter`:
 * of a text, as a person named it, or 0 to conclude it from the first rows.
 * Nothing is copied, and nothing is to be freed.
 */
void source_init(struct source *s, const struct input *h, size_t table,
    char delimiter);
/*
 * The rows before `at`, which points into the text, were read: their pages may
 * leave the memory, and come back when they are looked at again.
 */
void source_passed(const struct source *s, const char *at);

#endif
