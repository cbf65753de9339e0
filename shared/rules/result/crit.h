/* SPDX-License-Identifier: Apache-2.0 */
/* From truth to the results of criteria. */
#ifndef PREAUDIT_RULES_CRIT_H
#define PREAUDIT_RULES_CRIT_H

#include "shared/rules/run/eval.h"

/* Judges criterion i; a data criterion makes cells void (run/reading.h). */
void crit_judge(struct eval *v, size_t i, struct criterion *out,
    struct arena *a);
/* by document, and the sentence that explains results without violations. */
void crit_finish(struct eval *v, size_t i, struct criterion *out,
    struct arena *a);
/* Does a list (or one) of written clauses cover this clause? */
bool crit_value_covers(const struct type *t, const struct val *x,
    struct str clause);

#endif
