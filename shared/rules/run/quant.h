/* SPDX-License-Identifier: Apache-2.0 */
/* Quantifiers, aggregates and sets, for eval.c. */
#ifndef PREAUDIT_RULES_QUANT_H
#define PREAUDIT_RULES_QUANT_H

#include "shared/rules/run/eval.h"

enum truth quant_truth(struct eval *v, const struct node *n);
/*
 * Which operand of two is asked first changes no truth, but the time: what
 * looks at the record at hand before what walks a register, and a small
 * register before one that is far larger.
 */
bool truth_second_first(const struct eval *v, const struct node *n);
/* `out` comes given and without items. */
void quant_value(struct eval *v, const struct node *n, struct val *out);

#endif
