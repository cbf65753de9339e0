/* SPDX-License-Identifier: Apache-2.0 */
/* Rows and XML events as text, to compare. */
#ifndef PREAUDIT_TEST_SHOW_SHEET_H
#define PREAUDIT_TEST_SHOW_SHEET_H

#include "shared/sheet/cell/cell.h"
#include "shared/sheet/xml/xml.h"

/*
 * A sheet_row_fn; ctx is a struct buf. "1:T(text) N(1.5) . D(2026-01-31)" a
 * row, rows parted by '|'; . is an empty cell. Marks: = formula, ~ dressed,
 * ? no value stored, % behind a percentage, #3 digits to fill.
 */
bool show_row(void *ctx, uint32_t row, const struct sheet_cell *cell,
    size_t n);
/* A handler that puts all it is told into a buffer; texts without seams. */
struct xml_handler show_xml(struct buf *b);

#endif
