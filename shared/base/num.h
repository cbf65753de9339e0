/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as text, strict and without the locale. */
#ifndef PREAUDIT_NUM_H
#define PREAUDIT_NUM_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"

/*
 * Decimal digits only, no leading zeros but "0", at most max. False otherwise.
 */
bool num_parse_u64(struct str s, uint64_t max, uint64_t *v);

/*
 * Canonical decimal (docs/store-format.md 2): -?(0|[1-9][0-9]*)(\.[0-9]+)?, no
 * trailing fraction zeros, no -0, at most 15 digits. False for anything else.
 * *v gets the nearest double, which is exact enough to compare: two canonical
 * texts are equal iff their doubles are.
 */
bool num_parse_decimal(struct str s, double *v);

/* Why a cell is not a number. */
enum num_fault { NUM_OK, NUM_NOT_A_NUMBER, NUM_TOO_LONG, NUM_AMBIGUOUS };

/*
 * A number as people write it: blanks round it, a sign, a decimal point or
 * comma, thousands parted by blank, apostrophe, point or comma; appends its
 * canonical form to out ("007" is 7). "1,5", "1.234,5", "1'234.5" and "1 234,5"
 * have one reading only; "1,234" and "1.234" (one and a bit, or a thousand?)
 * are NUM_AMBIGUOUS. With `percent` a trailing % is accepted and dropped (95 %
 * is 95), and "99,950" has one reading. A number that a program wrote
 * is not for here but for num_parse_decimal.
 */
enum num_fault num_read(struct str s, bool percent, char decimal,
    struct buf *out);
/*
 * Which mark parts the decimals, going by this number alone: '.' or ',', or 0
 * when it does not say (12; 1.234).
 */
char num_decimal_mark(struct str s);

/*
 * Appends the canonical form at 15 digits (0.1 + 0.2 is 0.3). Nothing for what
 * is not finite. From 1e15 on the whole number is written out, and is longer
 * than num_parse_decimal accepts.
 */
void num_format_decimal(struct buf *out, double v);

#endif
