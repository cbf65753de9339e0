/* SPDX-License-Identifier: Apache-2.0 */
/* From the results of criteria to clauses, gates and verdicts. */
#ifndef PREAUDIT_READINESS_H
#define PREAUDIT_READINESS_H

#include "shared/rules/rules.h"

enum gate_state { GATE_PASSED, GATE_FAILED, GATE_NOT_SHOWN };
const char *gate_state_name(enum gate_state s); /* "not shown" */

struct gate_result {
	const char *id, *title;
	enum gate_state state;
	const char *why;
};

enum verdict {
	VERDICT_NOT_READY, VERDICT_NOT_DETERMINED, VERDICT_READY_WITH_MINORS,
	VERDICT_READY, VERDICT_PASSED
};
const char *verdict_name(enum verdict v);

struct milestone_result {
	const char *id, *title;
	enum verdict verdict;
	int32_t passed_on; /* of VERDICT_PASSED */
	struct gate_result *gate;
	size_t ngates;
	uint64_t minors, minors_with_action, majors;
	uint64_t clauses_without_evidence;
	const char *why; /* one sentence */
};

/*
 * Appends why a milestone has its verdict: of `nclauses` clauses and of its
 * gates, `failed` shown to fail and `not_shown` without evidence.
 */
void readiness_put_why(struct buf *b, const struct milestone_result *m,
    uint64_t nclauses, uint64_t failed, uint64_t not_shown);

enum clause_state { /* the worst first */
	CLAUSE_MAJOR, CLAUSE_NOT_EVIDENCED, CLAUSE_MINOR, CLAUSE_OBSERVATION,
	CLAUSE_BY_DOCUMENT, CLAUSE_NO_GAP, CLAUSE_NO_RULE, CLAUSE__MAX
};
const char *clause_state_name(enum clause_state c); /* "no gap found" */
const char *clause_state_words(enum clause_state c); /* "No gap found": as people see it */

struct clause_result {
	const struct clause *clause;
	enum clause_state state;
	uint64_t criteria, met, not_met, not_evidenced;
	uint64_t minors;    /* criteria of this suggested grade */
	uint64_t findings_open, findings_counting; /* recorded by people */
};

/* One line of the "supply next" table. */
struct supply_next {
	const char *reg, *title;
	uint64_t criteria;  /* that read it */
	uint64_t waiting;   /* of these, now not evidenced and lacking it */
	bool supplied;
	const char *statement; /* what the organisation says of it: "kept_elsewhere"; "" nothing */
};

struct readiness {
	int32_t as_of;
	struct criterion *criterion;
	size_t ncriteria;
	struct clause_result *clause; /* assessed clauses, in order, then pseudo clauses (cycle, data) that have criteria */
	size_t nclauses;
	size_t nassessed;             /* how many of clause[] are clauses of the standard */
	struct milestone_result *milestone; /* in the road's order */
	size_t nmilestones;
	int headline;                 /* index of the next milestone, -1 when none */
	struct supply_next *supply;   /* most waiting first, then by name */
	size_t nsupply;
	uint64_t n_by_result[CRIT__MAX];
	uint64_t clauses_evidenced;
	bool anything_supplied;
	struct arena arena;
};

/* Evaluates everything. */
int readiness_evaluate(struct readiness *out, const struct rules *r,
    const struct dataset *d, int32_t as_of, struct err *e);
void readiness_free(struct readiness *r);

/* By id, and a clause by its number; NULL when there is none. */
const struct criterion *readiness_criterion(const struct readiness *q,
    const char *id);
const struct milestone_result *readiness_milestone(const struct readiness *q,
    const char *id);
const struct clause_result *readiness_clause(const struct readiness *q,
    const char *number);

#endif
