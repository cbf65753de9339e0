/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results in order, for comparing two moments: the higher the better. What is
 * not evidenced stands between a minor and a major, as for clauses.
 */
#ifndef PREAUDIT_RANK_H
#define PREAUDIT_RANK_H

#include "reports/judge/readiness/readiness.h"

#define RANK_NONE 1 /* no such criterion or clause: nothing is shown */

/*
 * From 0, a major, to 5, met; NULL as criterion is one that the rules do not
 * have: RANK_NONE.
 */
int rank_criterion(const struct criterion *c);
int rank_clause(enum clause_state s);
/* From 0, not ready. */
int rank_verdict(enum readiness_verdict v);
/* Met, by document or nothing to assess. */
bool rank_is_met(const struct criterion *c);
/* "not met: minor", "met"; NULL is "no rule". */
const char *rank_words(const struct criterion *c);
/* Does the verdict let the milestone be approached? Also when passed. */
bool rank_is_ready(enum readiness_verdict v);

#endif
