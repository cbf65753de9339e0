/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up rows.h. */
#ifndef PREAUDIT_ROWS_INTERNAL_H
#define PREAUDIT_ROWS_INTERNAL_H

#include <stdio.h>

#include "importer/dates.h"
#include "importer/rows.h"
#include "importer/rows_shape.h"

/* A finding about the cell (r->column) or row in hand. */
struct finding rows_finding(struct rows *r);
/* conv_say_fn; ctx is the struct rows. */
void rows_say(void *ctx, unsigned field, enum finding_level level,
    const char *code, const char *message);
static inline struct str
rows_fields(const struct rows *r)
{
	return str_range(r->line.p + r->fields_at, r->line.p + r->line.n);
}

static inline struct str
rows_key(const struct rows *r)
{
	return (struct str){ r->line.p + r->key_at, r->key_n };
}

/* Is the record at an entry's place the one in hand? */
bool rows_is_same(struct rows *r, const struct state_entry *x);
/* A finding: the row in hand contradicts the one at the entry. */
void rows_say_conflict(struct rows *r, const struct state_entry *x);
/* rows_is_fit for the row in hand; false after a finding. */
bool rows_check_width(struct rows *r);
/* Says once of each column without a header that it holds values. */
void rows_check_unnamed(struct rows *r);
/* The row in hand to r->line; sets bad, fields_at, key_at, key_n. */
void rows_convert(struct rows *r);

#endif
