/* SPDX-License-Identifier: Apache-2.0 */
/* The row being read: its cells with their places and values. */
#ifndef PREAUDIT_XLSX_ROW_H
#define PREAUDIT_XLSX_ROW_H

#include "shared/sheet/xlsx/xlsx_internal.h"

#define SAVE_AGAIN "open the workbook in a spreadsheet program and save it " \
    "again"

enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_INLINE, TYPE_TEXT, TYPE_BOOL,
	TYPE_ERROR, TYPE_ISO };

struct row_reader {
	struct xlsx *x;
	sheet_row_fn *fn;
	void *fn_ctx;
	bool stop, faulty;
	char fault[600];
	uint64_t given, skip;  /* rows given to fn; rows it has already */
	uint32_t row;          /* of the row being read */
	uint32_t column;       /* of the cell being read, from 0 */
	enum cell_type type;
	uint32_t style;
	bool begun;            /* the root element was met */
	bool in_data, in_row, in_cell, in_value, in_text;
	bool has_formula, has_value, has_text, hidden;
	unsigned phonetic;
	char *drawing;         /* id of the sheet's drawing, or NULL */
	uint64_t gaps;         /* see XLSX_MAX_GAPS */
	struct buf value;      /* of the cell being read */
	struct buf text;       /* texts of the row's cells */
	struct sheet_cell *cell;
	size_t *from;          /* where each cell's text starts in text */
	size_t n, cap, cap_from;
	struct sheet_facts *facts;
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
bool xlsx_is_true(const char *z);

#endif
