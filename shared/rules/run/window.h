/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Windows of past records: they end on the day that is judged, and what a
 * register says ends on the day it was extracted.
 */
#ifndef PREAUDIT_RULES_WINDOW_H
#define PREAUDIT_RULES_WINDOW_H

#include "shared/rules/run/eval.h"

/*
 * The last day of windows over the records of a register, in days since
 * 1970-01-01: the day that is judged; in a forecast, which knows no records of
 * its days, the last day that is known.
 */
int32_t window_end(const struct eval *v, int reg);
/*
 * The day on which the window of an OP_WITHIN begins, between from->n, where
 * it ends with what is known, and from->hi; false: it is not known.
 */
bool window_begin(struct eval *v, const struct node *n, struct val *from);
/*
 * OP_WITHIN: true for a day in the window; false for one behind it, or so long
 * before it that it stood in no window since the register was extracted; else
 * unknown, for a later record may not be known yet.
 */
enum truth window_within(struct eval *v, const struct node *n);
/* OP_KNOWN_UNTIL: true when the register is known to that day, else unknown. */
enum truth window_known(struct eval *v, const struct node *n);

#endif
