/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up rows.h. */
#ifndef PREAUDIT_ROWS_INTERNAL_H
#define PREAUDIT_ROWS_INTERNAL_H

#include "importer/rows/rows.h"

/* Is the record at an entry's place the one in hand? */
bool rows_is_same(struct rows *r, const struct state_entry *x);
/* A finding: the row in hand contradicts the one at the entry. */
void rows_add_conflict(struct rows *r, const struct state_entry *x);
/* rows_is_fit for the row in hand; false after a finding. */
bool rows_check_width(struct rows *r);
/* Says once of each column without a header that it holds values. */
void rows_check_unnamed(struct rows *r);

#endif
