/* SPDX-License-Identifier: Apache-2.0 */
/* Between readiness.c and readiness_milestone.c. */
#ifndef PREAUDIT_READINESS_INTERNAL_H
#define PREAUDIT_READINESS_INTERNAL_H

#include "reports/readiness.h"
#include "shared/rules/rules_node.h"

/* The worse of the clause's state and s. */
void readiness_worsen(struct clause_result *r, enum clause_state s);
/* Counts recorded findings against clauses, then judges every milestone. */
void readiness_milestones(struct eval *v, struct readiness *out);
/* The same as readiness_evaluate, with nested scans only when no_index. */
int readiness_evaluate_with(struct readiness *out, const struct rules *r,
    const struct dataset *d, int32_t as_of, bool no_index);
/* The same with indexes of so many entries together at most (tests). */
int readiness_evaluate_within(struct readiness *out, const struct rules *r,
    const struct dataset *d, int32_t as_of, size_t most_entries,
    struct err *e);

#endif
