/* SPDX-License-Identifier: Apache-2.0 */
/* The row being read: its cells with their places and values. */
#ifndef PREAUDIT_XLSX_ROW_H
#define PREAUDIT_XLSX_ROW_H

#include "shared/sheet/xlsx/xlsx_internal.h"

#define SAVE_AGAIN "open the workbook in a spreadsheet program and save it " \
    "again"

/* The attribute t of a cell. */
enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_INLINE, TYPE_TEXT, TYPE_BOOL,
	TYPE_ERROR, TYPE_ISO };

/* A sheet while it is read. */
struct row_reader {
	struct xlsx *x;
	/* gets the rows; fn_ctx is its own */
	sheet_row_fn *fn;
	void *fn_ctx;
	/* no more is wanted; because of a fault, and which */
	bool stop, faulty;
	char fault[600];
	/* rows given to fn, and rows that it has already */
	uint64_t given, skip;
	/* the row being read, from 1, and whether it is hidden */
	uint32_t row;
	bool hidden;
	/* the cell being read, from 0, its type, and its entry of cellXfs */
	uint32_t column;
	enum cell_type type;
	uint32_t style;
	/* the root element was met */
	bool begun;
	/* the elements that are open; phonetic: how many <rPh> */
	bool in_data, in_row, in_cell, in_value, in_text;
	unsigned phonetic;
	/* what the cell has had */
	bool has_formula, has_value, has_text;
	/* empty places so far, see XLSX_MAX_GAPS */
	uint64_t gaps;
	/* text of the cell's value; texts of the row's cells */
	struct buf value, text;
	/* the row's cells, and where the text of each starts in `text` */
	struct sheet_cell *cell;
	size_t *from;
	size_t n, cap, cap_from;
	struct sheet_facts *facts;
	/* a bit for each column */
	uint8_t hidden_column[XLSX_MAX_COLUMN / 8];
};

/* What is wrong with the sheet, once; stops the reading. */
void row_fail(struct row_reader *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The elements <row> and <c>, at their start and end. */
void row_start(struct row_reader *r, const char **attr);
void row_end(struct row_reader *r);
void row_start_cell(struct row_reader *r, const char **attr);
void row_end_cell(struct row_reader *r);
/* "BC12": column from 0 and row; false when it is no reference. */
bool xlsx_parse_reference(const char *z, uint32_t *column, uint32_t *row);
/* Is the attribute's value "1" or "true"? */
bool xlsx_is_true(const char *z);

#endif
