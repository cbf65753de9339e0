/* SPDX-License-Identifier: Apache-2.0 */
/* How a workbook stores the text of a cell, and how much of it. */
#ifndef PREAUDIT_CELL_ESCAPE_H
#define PREAUDIT_CELL_ESCAPE_H

#include "shared/base/buf.h"

/* Excel's limit, in UTF-16 code units. */
#define CELL_MAX_UNITS 32767
/* Units that an escape takes in the place of one. */
#define CELL_ESCAPE_UNITS 7

/*
 * Appends a text as a workbook stores it: its literals like _x0041_, which
 * every reader would decode, are escaped as _x005F_x0041_. The escapes count
 * for the limit above.
 */
void cell_escape(struct buf *b, struct str s);
/* The start of valid text that takes at most `max` units, escapes included. */
struct str cell_start(struct str s, size_t max);

#endif
