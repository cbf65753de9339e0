/* SPDX-License-Identifier: Apache-2.0 */
/*
 * OpenDocument spreadsheets: .ods, and .fods, the same in one XML file. A
 * stream of rows with their places; the memory does not grow with the sheet.
 */
#ifndef PREAUDIT_ODS_H
#define PREAUDIT_ODS_H

#include "shared/base/err.h"
#include "shared/sheet/cell/cell.h"

struct ods;

/*
 * The bytes stay the caller's and must outlive the workbook. flat: they are XML
 * and no zip container. ERR_REFUSED for what is no spreadsheet or has a
 * password, and says what to do.
 */
int ods_open(struct ods **o, struct str bytes, bool flat, struct err *e);
void ods_close(struct ods *o);
size_t ods_sheets(const struct ods *o);
const char *ods_sheet_name(const struct ods *o, size_t sheet);
enum sheet_state ods_sheet_state(const struct ods *o, size_t sheet);
/*
 * Calls fn for each row that has a value, upwards; a row or cell that stands
 * for many is given as often. A value beneath merged cells is given like any
 * other. Times of 24 hours and more keep them: their second is 86400 or more.
 * A value that is no number, date or time though it says so is given as text.
 * `facts` may be NULL; it is filled when the sheet was read to its end. 0 also
 * when fn stopped it.
 */
int ods_read(struct ods *o, size_t sheet, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e);

#endif
