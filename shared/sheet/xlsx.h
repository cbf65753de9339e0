/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading workbooks (libzip and expat have their only users here): a stream of
 * rows with their places. Knows the dialect our own reports are written in;
 * also accepts the same workbook after LibreOffice or Excel saved it again
 * (shared strings, other parts, other order).
 */
#ifndef PREAUDIT_XLSX_H
#define PREAUDIT_XLSX_H

#include "shared/base/err.h"
#include "shared/sheet/cell.h"

struct xlsx; /* an opened workbook */
/* Refuses what is not a workbook of deflate/stored parts within the caps (DEPENDENCIES 4.1). */
int xlsx_open(struct xlsx **x, const char *path, struct err *e);
void xlsx_close(struct xlsx *x);
size_t xlsx_sheets(const struct xlsx *x);
const char *xlsx_sheet_name(const struct xlsx *x, size_t i);
int xlsx_read(struct xlsx *x, size_t sheet, sheet_row_fn *fn, void *ctx,
    struct err *e);
/*
 * What the sheets read to their end so far show beside their cells (drawings,
 * comments, links, input hints ...): the element's name, or NULL when nothing.
 */
const char *xlsx_beside_cells(const struct xlsx *x);

#endif
