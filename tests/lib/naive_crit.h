/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a criterion is judged, written down a second time on top of naive.h:
 * members in plain lists, texts for keys. What names a record and what a
 * message says are the engine's own.
 */
#ifndef PREAUDIT_TESTS_NAIVE_CRIT_H
#define PREAUDIT_TESTS_NAIVE_CRIT_H

#include "shared/base/buf.h"
#include "shared/rules/run/eval.h"

/* Result, numbers, and a line for each violation, in the order of a report. */
void naive_judge(struct eval *v, const struct crit *k, struct buf *out);
/* The same text of what the engine found. */
void naive_text(const struct criterion *c, struct buf *out);

#endif
