/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results in order, for comparing two moments: the higher the better. What is
 * not evidenced, and what has nothing to judge, stand outside that order.
 */
#ifndef PREAUDIT_RANK_H
#define PREAUDIT_RANK_H

#include "reports/judge/readiness/readiness.h"

#define RANK_NONE 1    /* nothing is shown: no evidence, or no rule */
#define RANK_NOTHING 6 /* nothing to judge */

/*
 * From 0, a major, to 5, met; NULL as criterion is one that the rules do not
 * have: RANK_NONE.
 */
int rank_criterion(const struct criterion *c);
int rank_clause(enum clause_state s);
/* From not ready upwards; RANK_NOTHING: not yet. */
int rank_verdict(enum readiness_verdict v);
/*
 * From one rank to another: below 0 worse, above 0 better, 0 neither. What is no
 * longer shown is worse whatever it was. That a fault was found where nothing
 * was known is not better, and worse only for a major. What has nothing to
 * judge any more is neither.
 */
int rank_way(int before, int now);
/* Met or by document. */
bool rank_is_met(const struct criterion *c);
/* "not met: minor", "met"; NULL is "no rule". */
const char *rank_words(const struct criterion *c);
/* Does the verdict let the milestone be approached? Also when passed. */
bool rank_is_ready(enum readiness_verdict v);

#endif
