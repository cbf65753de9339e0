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

enum sheet_cell_kind {
	SHEET_EMPTY, SHEET_TEXT, SHEET_NUMBER, SHEET_DATE, SHEET_TIME,
	SHEET_BOOL, SHEET_ERROR
};

struct sheet_cell {
	enum sheet_cell_kind kind;
	struct str text;     /* TEXT and ERROR: the text; others: as stored */
	double number;       /* NUMBER; DATE and TIME: the serial; BOOL: 0 or 1 */
	int32_t date;        /* DATE: day number */
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

/* row from 1; cell[0..n) from column A. Return false to stop. */
typedef bool sheet_row_fn(void *ctx, uint32_t row,
    const struct sheet_cell *cell, size_t n);

enum sheet_state { SHEET_VISIBLE, SHEET_HIDDEN, SHEET_VERY_HIDDEN };

/* Rows and columns from 1, both ends included. */
struct sheet_merge {
	uint32_t row0, column0, row1, column1;
};

/* Merged cells below this row are counted, not listed: they are no headers. */
#define SHEET_MERGE_ROWS 64
#define SHEET_MERGES 1024

/* What a sheet read to its end holds beside its cells' values. */
struct sheet_facts {
	uint32_t rows, columns;  /* the last with a value; 0 when empty */
	uint64_t formulas;       /* cells with one */
	uint64_t unset;          /* of them without a stored value */
	uint64_t errors;         /* cells that hold an error value */
	uint64_t hidden_rows;    /* with a value in them */
	uint32_t hidden_columns; /* up to the last with a value */
	uint64_t merges;         /* all of them */
	struct sheet_merge merge[SHEET_MERGES];
	size_t nmerge;           /* of those that begin in SHEET_MERGE_ROWS */
};

#endif
