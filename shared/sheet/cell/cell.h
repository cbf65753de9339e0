/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every reader of sheets gives: rows of typed cells with their places, and
 * what else was met in a sheet.
 */
#ifndef PREAUDIT_CELL_H
#define PREAUDIT_CELL_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"

/* What a cell holds under its format. */
enum sheet_cell_kind {
	SHEET_EMPTY, SHEET_TEXT, SHEET_NUMBER, SHEET_DATE, SHEET_TIME,
	SHEET_BOOL, SHEET_ERROR
};

/* A cell; its text is valid while the row is. */
struct sheet_cell {
	enum sheet_cell_kind kind;
	/* TEXT and ERROR: the text, UTF-8; others: as it is stored */
	struct str text;
	/* NUMBER; DATE and TIME: the serial; BOOL: 0 or 1 */
	double number;
	/* DATE: day number, as in date.h */
	int32_t date;
	int32_t second;      /* DATE and TIME: second of the day, rounded within
	                        it; a TIME whose format counts hours may have days
	                        of them */
	uint8_t digits;      /* NUMBER: the format fills up to so many digits */
	bool percent;        /* the format shows the number as a percentage */
	bool formula;        /* a program may show another value than this */
	bool unset;          /* ERROR: a formula without a stored value */
	bool no_such_day;    /* DATE: stored as the 29 February 1900, which only
	                        the 1900 system has; date is the 28th */
	bool dressed;        /* the format shows other words than the value */
};

/*
 * Called for each row: `row` from 1, cell[0..n) from column A on, valid until it
 * returns. False stops the reading. `ctx` is the caller's.
 */
typedef bool sheet_row_fn(void *ctx, uint32_t row,
    const struct sheet_cell *cell, size_t n);

/* A very hidden one cannot be shown again by the program's menus. */
enum sheet_state { SHEET_VISIBLE, SHEET_HIDDEN, SHEET_VERY_HIDDEN };

/* A range of merged cells: rows and columns from 1, both ends included. */
struct sheet_merge {
	uint32_t row0, column0, row1, column1;
};

/* Merged cells below this row are counted, not listed: they are no headers. */
#define SHEET_MERGE_ROWS 64
#define SHEET_MERGES 1024

/* What a sheet read to its end holds beside its cells' values. */
struct sheet_facts {
	/* the last with a value, from 1; 0 when the sheet is empty */
	uint32_t rows, columns;
	/* cells with a formula; of them, those without a stored value */
	uint64_t formulas, unset;
	/* cells that hold an error value */
	uint64_t errors;
	/* rows that are hidden and have a value */
	uint64_t hidden_rows;
	/* columns that are hidden, up to the last with a value */
	uint32_t hidden_columns;
	/* ranges of merged cells, all of them */
	uint64_t merges;
	/* those that begin in the first SHEET_MERGE_ROWS rows */
	struct sheet_merge merge[SHEET_MERGES];
	size_t nmerge;
};

#endif
