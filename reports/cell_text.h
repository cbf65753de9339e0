/* SPDX-License-Identifier: Apache-2.0 */
/* What a cell of a workbook can hold. */
#ifndef PREAUDIT_CELL_TEXT_H
#define PREAUDIT_CELL_TEXT_H

#include "shared/base/buf.h"

/* Excel's limit, in UTF-16 code units. */
#define CELL_MAX_UNITS 32767

/*
 * A text as a cell can hold it: itself, or cut between characters with a note
 * that says so, made in `scratch` (which is emptied).
 */
struct str cell_cut(struct str s, struct buf *scratch);

/*
 * Appends a text as a workbook stores it: its literals like _x0041_, which
 * every reader would decode, are escaped as _x005F_x0041_. The escapes count
 * for the limit above.
 */
void cell_escape(struct buf *b, struct str s);

#endif
