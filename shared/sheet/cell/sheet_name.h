/* SPDX-License-Identifier: Apache-2.0 */
/* Names in a workbook: of sheets and of columns. */
#ifndef PREAUDIT_SHEET_NAME_H
#define PREAUDIT_SHEET_NAME_H

#include <stddef.h>
#include <stdint.h>

#define SHEET_NAME_MAX 31
#define COLUMN_NAME 8 /* room for any column's letters */

/*
 * The name of a sheet: its caption reduced to what Excel allows, made unique
 * among the `n` names before it.
 */
void sheet_name(char out[SHEET_NAME_MAX + 1], const char *caption,
    const char (*before)[SHEET_NAME_MAX + 1], size_t n);
/* "AB" of a column from 1. */
void column_name(char out[COLUMN_NAME], uint32_t column);

#endif
