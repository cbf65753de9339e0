/* SPDX-License-Identifier: Apache-2.0 */
/* What is not known where a criterion cannot be decided. */
#ifndef PREAUDIT_RULES_BLAME_H
#define PREAUDIT_RULES_BLAME_H

#include "shared/rules/run/eval.h"

/*
 * Appends what leaves requirements of criterion k unknown, by the titles of
 * registers and fields: which values are empty or lead nowhere, which registers
 * end before the day that is asked for, which dates cannot be, how many records
 * do not say whose they are. Some of the first unknown members are looked at;
 * false, and nothing said, when they show nothing.
 */
bool blame_say(struct eval *v, const struct crit *k, struct buf *b);
/* The same of a condition that is unknown now. */
bool blame_condition(struct eval *v, const struct node *n, struct buf *b);

#endif
