/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The column "Preaudit: problems" that a copy with marks has: it is no data
 * when the copy is handed in again.
 */
#ifndef PREAUDIT_PROBLEM_COLUMN_H
#define PREAUDIT_PROBLEM_COLUMN_H

#include <stdbool.h>

#include "shared/base/str.h"

/* The header that a copy with marks has above that column. */
#define PROBLEM_COLUMN_HEADER "Preaudit: problems"

/*
 * Is the text of a cell the header of that column, alone or with notes about
 * the whole sheet or its headers on the lines behind it?
 */
bool problem_column_is_header(struct str text);

#endif
