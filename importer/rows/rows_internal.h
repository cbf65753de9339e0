/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up rows.h: rows.c, rows_check.c, rows_reread.c. */
#ifndef PREAUDIT_ROWS_INTERNAL_H
#define PREAUDIT_ROWS_INTERNAL_H

#include "importer/rows/rows.h"

/* Is the record at an entry's place, in the store or a file, the one in hand? */
bool rows_is_same(struct rows *r, const struct state_entry *x);
/* Which fields the file lacks; none for most. To be freed by rows_fini. */
void rows_carry_init(struct rows *r);
/*
 * Puts what the record of the row in hand has in such fields into its line; x
 * is its entry.
 */
void rows_carry(struct rows *r, const struct state_entry *x);
/* A row of the file is about to replace what the store has of the record. */
void rows_carry_from(struct rows *r, const struct state_entry *x);
/* A finding: the row in hand contradicts the one at the entry. */
void rows_add_conflict(struct rows *r, const struct state_entry *x);
/* Has the row in hand the header's cells? False after a finding. */
bool rows_check_width(struct rows *r);
/*
 * Adds a finding, once for each, about columns without a header in which the
 * row in hand has values.
 */
void rows_check_unnamed(struct rows *r);

#endif
