/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up rows.h. */
#ifndef PREAUDIT_ROWS_INTERNAL_H
#define PREAUDIT_ROWS_INTERNAL_H

#include <stdio.h>

#include "importer/dates.h"
#include "importer/rows.h"

/* A finding about the cell (r->column) or row in hand. */
struct finding rows_finding(struct rows *r);
/* conv_say_fn; ctx is the struct rows. */
void rows_say(void *ctx, unsigned field, enum finding_level level,
    const char *code, const char *message);
/* The row in hand to r->line; sets bad, fields_at, key_at, key_n. */
void rows_convert(struct rows *r);

#endif
