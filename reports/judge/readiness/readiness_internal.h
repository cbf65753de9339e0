/* SPDX-License-Identifier: Apache-2.0 */
/* Between readiness.c and readiness_milestone.c. */
#ifndef PREAUDIT_READINESS_INTERNAL_H
#define PREAUDIT_READINESS_INTERNAL_H

#include "reports/judge/readiness/readiness.h"
#include "shared/rules/result/crit.h"

/* The worse of the clause's state and s. */
void readiness_worsen(struct clause_result *r, enum clause_state s);
/* What open actions in time are for: findings and criteria, ascending. */
struct answers {
	struct eval *v;          /* the caller's */
	const struct special *s; /* the statement that is being read */
	struct str *id;          /* on the heap, the texts in v */
	size_t n, cap;
};

/* Fills *a from the rules' statements; answers_free frees it. */
void answers_find(struct answers *a, struct eval *v);
void answers_free(struct answers *a);
/* Is there an open action in time for this criterion or finding? */
bool answers_has(const struct answers *a, struct str id);
/*
 * Counts what people found and is still open against the clauses; how many of
 * them are minor, and how many of these are answered.
 */
void readiness_recorded(struct eval *v, struct readiness *out,
    const struct answers *answers, uint64_t *minors, uint64_t *answered);

/* Counts recorded findings against clauses, then judges every milestone. */
void readiness_milestones(struct eval *v, struct readiness *out);

#endif
