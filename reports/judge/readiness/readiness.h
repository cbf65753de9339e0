/* SPDX-License-Identifier: Apache-2.0 */
/* From the results of criteria to clauses, gates and verdicts. */
#ifndef PREAUDIT_READINESS_H
#define PREAUDIT_READINESS_H

#include "shared/rules/rules.h"

/* NOT_SHOWN: evidence is missing; it may pass or fail. */
enum gate_state { GATE_PASSED, GATE_FAILED, GATE_NOT_SHOWN };
/* The word of a state: "not shown". */
const char *gate_state_name(enum gate_state s);

/* One gate of a milestone, judged. */
struct gate_result {
	const char *id, *title;
	enum gate_state state;
	const char *why; /* one sentence; "" of a gate that is passed */
};

/* Of a milestone, the worst first; PASSED is a matter of record. */
enum readiness_verdict {
	VERDICT_NOT_READY, VERDICT_NOT_DETERMINED, VERDICT_READY_WITH_MINORS,
	VERDICT_READY, VERDICT_PASSED
};
/* "ready with minors" */
const char *readiness_verdict_name(enum readiness_verdict v);

/* A step of the road, judged. */
struct milestone_result {
	const char *id, *title;
	enum readiness_verdict verdict;
	int32_t passed_on; /* of VERDICT_PASSED, else DATE_NONE */
	struct gate_result *gate; /* as the rules have them */
	size_t ngates;
	/*
	 * Suggested minors and those that people recorded; of these with an
	 * open action in time; and clauses with a major.
	 */
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
/* For programs, "no gap found", and as people see it, "No gap found". */
const char *clause_state_name(enum clause_state c);
const char *clause_state_words(enum clause_state c);

/* A clause: the worst of its criteria and of what people recorded. */
struct clause_result {
	const struct clause *clause;
	enum clause_state state;
	/* Its criteria, and of these; not_assessable is not_evidenced too. */
	uint64_t criteria, met, not_met, not_evidenced;
	uint64_t minors;    /* criteria of this suggested grade */
	/* Recorded by people and open; of these, what counts against it. */
	uint64_t findings_open, findings_counting;
};

/* One line of the "supply next" table. */
struct supply_next {
	const char *reg, *title;
	uint64_t criteria;  /* that read it */
	uint64_t waiting;   /* of these, now not evidenced and lacking it */
	bool supplied;
};

/* All results of one dataset on one day; texts live in its arena. */
struct readiness {
	struct criterion *criterion; /* as the rules have them */
	size_t ncriteria;
	/* Assessed clauses in order, then those beside the standard (cycle, data). */
	struct clause_result *clause;
	size_t nclauses;
	size_t nassessed;             /* how many are of the standard */
	struct milestone_result *milestone; /* in the road's order */
	size_t nmilestones;
	int headline;                 /* index of the next milestone, -1 when none */
	struct supply_next *supply;   /* most waiting first, then by name */
	size_t nsupply;
	uint64_t n_by_result[CRIT__MAX]; /* criteria */
	uint64_t clauses_evidenced;   /* of nassessed */
	bool anything_supplied;
	struct arena arena;
};

/*
 * Judges every criterion, clause and milestone on `as_of`. The rules and the
 * dataset stay with the caller and must outlive *out. -1 with the error of an
 * expression that cannot be computed: nothing is to be freed then.
 */
int readiness_evaluate(struct readiness *out, const struct rules *r,
    const struct dataset *d, int32_t as_of, struct err *e);
void readiness_free(struct readiness *r);

/*
 * A criterion or milestone by its id, a clause by its number; NULL when there
 * is none. They belong to `q`.
 */
const struct criterion *readiness_criterion(const struct readiness *q,
    const char *id);
const struct milestone_result *readiness_milestone(const struct readiness *q,
    const char *id);
const struct clause_result *readiness_clause(const struct readiness *q,
    const char *number);

#endif
