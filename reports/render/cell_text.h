/* SPDX-License-Identifier: Apache-2.0 */
/* What a cell of a report can hold. */
#ifndef PREAUDIT_CELL_TEXT_H
#define PREAUDIT_CELL_TEXT_H

#include "shared/sheet/cell/cell_escape.h"

/*
 * A text as a cell can hold it: itself, or cut between characters with a note
 * that says so, made in `scratch` (which is emptied).
 */
struct str cell_cut(struct str s, struct buf *scratch);

#endif
