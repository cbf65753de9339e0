/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A workbook of any kind (xlsx.h, ods.h), read from its bytes. Meant for a
 * confined process: opens no file, and holds no more than the caps allow
 * however large the workbook is.
 */
#ifndef PREAUDIT_BOOK_H
#define PREAUDIT_BOOK_H

#include "shared/base/err.h"
#include "shared/sheet/cell/cell.h"

enum book_kind { BOOK_XLSX, BOOK_XLSM, BOOK_ODS, BOOK_FODS };

struct book;

/*
 * The bytes stay the caller's and must outlive the book. spill: an unlinked
 * file for what does not fit into memory (shared texts), or -1; stays the
 * caller's. ERR_REFUSED says what the bytes are when they are no workbook, and
 * what to do about it.
 */
int book_open(struct book **b, struct str bytes, int spill, struct err *e);
void book_close(struct book *b);
/* Could the bytes be a workbook, going by their start? Else they are text or nothing known. */
bool book_looks_like_one(struct str bytes);
enum book_kind book_kind(const struct book *b);
size_t book_sheets(const struct book *b);
const char *book_sheet_name(const struct book *b, size_t sheet);
enum sheet_state book_sheet_state(const struct book *b, size_t sheet);
/*
 * Calls fn for each row that has a value, upwards. `facts` is filled when the
 * sheet was read to its end. 0 also when fn stopped it.
 */
int book_read(struct book *b, size_t sheet, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e);

#endif
