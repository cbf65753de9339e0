/* SPDX-License-Identifier: Apache-2.0 */
/* What a cell of a workbook can hold. */
#ifndef PREAUDIT_CELL_TEXT_H
#define PREAUDIT_CELL_TEXT_H

#include "shared/base/str.h"

/* Excel's limit, in UTF-16 code units. */
#define CELL_MAX_UNITS 32767

/* At most what a cell can hold, cut between characters. */
struct str cell_cut(struct str s);

#endif
