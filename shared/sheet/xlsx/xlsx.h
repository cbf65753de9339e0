/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading .xlsx and .xlsm workbooks (libzip and expat have their only users
 * here): a stream of rows with their places, whatever program wrote them.
 * Macros are never looked at.
 */
#ifndef PREAUDIT_XLSX_H
#define PREAUDIT_XLSX_H

#include "shared/base/err.h"
#include "shared/sheet/cell/cell.h"

struct xlsx; /* an opened workbook */
/*
 * A report of our own. ERR_REFUSED says what the file is when it is no workbook
 * within zip_caps_report.
 */
int xlsx_open(struct xlsx **x, const char *path, struct err *e);
/* Within zip_caps_import; bytes and spill as in book.h. */
int xlsx_open_bytes(struct xlsx **x, struct str bytes, int spill,
    struct err *e);
void xlsx_close(struct xlsx *x);
bool xlsx_has_macros(const struct xlsx *x);
/* Worksheets only, in the workbook's order. */
size_t xlsx_sheets(const struct xlsx *x);
const char *xlsx_sheet_name(const struct xlsx *x, size_t i);
/* The name of its part in the container. */
const char *xlsx_sheet_part(const struct xlsx *x, size_t i);
enum sheet_state xlsx_sheet_state(const struct xlsx *x, size_t i);
/* As book_read; facts may be NULL. */
int xlsx_read(struct xlsx *x, size_t sheet, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e);

#endif
