/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading workbooks (libzip and expat have their only users here): a stream of
 * rows with their places. Knows the dialect our own reports are written in;
 * also accepts the same workbook after LibreOffice or Excel saved it again
 * (shared strings, other parts, other order).
 */
#ifndef PREAUDIT_XLSX_H
#define PREAUDIT_XLSX_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"

enum sheet_cell_kind {
	SHEET_EMPTY, SHEET_TEXT, SHEET_NUMBER, SHEET_DATE, SHEET_BOOL, SHEET_ERROR
};

struct sheet_cell {
	enum sheet_cell_kind kind;
	struct str text;     /* TEXT and ERROR: the text; others: as stored */
	double number;       /* NUMBER; DATE: the serial */
	int32_t date;        /* DATE: day number */
	bool percent;        /* the format shows the number as a percentage */
	bool formula;        /* a program may show another value than this */
	bool dressed;        /* the format shows other words than the value */
};

struct xlsx; /* an opened workbook */
/* Refuses what is not a workbook of deflate/stored parts within the caps (DEPENDENCIES 4.1). */
int xlsx_open(struct xlsx **x, const char *path, struct err *e);
void xlsx_close(struct xlsx *x);
size_t xlsx_sheets(const struct xlsx *x);
const char *xlsx_sheet_name(const struct xlsx *x, size_t i);
/* row from 1; cell[0..n) from column A. Return false to stop. */
typedef bool xlsx_row_fn(void *ctx, uint32_t row, const struct sheet_cell *cell,
    size_t n);
int xlsx_read(struct xlsx *x, size_t sheet, xlsx_row_fn *fn, void *ctx,
    struct err *e);
/*
 * What the sheets read to their end so far show beside their cells (drawings,
 * comments, links, input hints ...): the element's name, or NULL when nothing.
 */
const char *xlsx_beside_cells(const struct xlsx *x);

#endif
