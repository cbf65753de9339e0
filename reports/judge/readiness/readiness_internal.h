/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files of this folder. */
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
 * Lists what people found and is still open, and sets it against the clauses.
 */
void readiness_recorded(struct eval *v, struct readiness *out);

/* What to supply next, of criteria that are judged. */
void readiness_supply(struct eval *v, struct readiness *out);
/* Judges every criterion into out, the data criteria first. */
void readiness_criteria(struct eval *v, struct readiness *out);
/* Clauses, findings and milestones, of criteria that are judged. */
void readiness_conclude(struct eval *v, struct readiness *out);
/* Is there no evidence for it? */
bool readiness_is_unshown(const struct criterion *c);
/* Judges one gate. */
void readiness_gate(struct eval *v, struct readiness *out,
    const struct gate *g, struct gate_result *r);
/* Says of each clause all that was found of it. */
void readiness_clause_words(struct readiness *out);
/* Judges every milestone, when clauses and findings are known. */
void readiness_milestones(struct eval *v, struct readiness *out);
/* The text of a buffer in the results' memory; the buffer is freed. */
const char *readiness_keep(struct readiness *out, struct buf *b);

#endif
