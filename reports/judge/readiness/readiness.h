/* SPDX-License-Identifier: Apache-2.0 */
/* From the results of criteria to clauses, gates and verdicts. */
#ifndef PREAUDIT_READINESS_H
#define PREAUDIT_READINESS_H

#include "shared/rules/repair.h"
#include "shared/rules/rules.h"

struct readiness;

/*
 * NOT_SHOWN: it cannot be told; it may pass or fail. NOTHING: there is nothing
 * that it speaks of. Neither is a pass.
 */
enum gate_state { GATE_PASSED, GATE_FAILED, GATE_NOT_SHOWN, GATE_NOTHING };
/* The word of a state: "not shown". */
const char *gate_state_name(enum gate_state s);

/* One gate of a milestone, judged. */
struct gate_result {
	const char *id, *title;
	enum gate_state state;
	/* One sentence: why it is not passed, or what a passed one contains. */
	const char *why;
};

/*
 * Of a milestone, the worst first; PASSED is a matter of record, and before
 * NOT_YET ends nothing is judged.
 */
enum readiness_verdict {
	VERDICT_NOT_READY, VERDICT_NOT_DETERMINED, VERDICT_READY_WITH_MINORS,
	VERDICT_READY, VERDICT_PASSED, VERDICT_NOT_YET, VERDICT_KINDS
};
/* "ready with minors" */
const char *readiness_verdict_name(enum readiness_verdict v);

/* Some criteria and some recorded findings, by their indexes. */
struct readiness_list {
	size_t *criterion, ncriteria; /* of struct readiness */
	size_t *finding, nfindings;
};

/* A step of the road, judged. */
struct milestone_result {
	const char *id, *title;
	enum readiness_verdict verdict;
	int32_t passed_on; /* of VERDICT_PASSED, else DATE_NONE */
	struct gate_result *gate; /* as the rules have them; none: not yet */
	size_t ngates;
	/* What stands against it with a major; what a later audit would raise. */
	struct readiness_list majors, later;
	struct readiness_list minors;
	uint64_t minors_with_action; /* of these with an open action in time */
	struct readiness_list unshown; /* criteria without evidence */
	struct readiness_list nothing; /* criteria with nothing to judge */
	/* Clauses that it is judged by; those with criteria in `unshown`. */
	uint64_t clauses, clauses_unshown;
	uint64_t clauses_no_rule;
	const char *why; /* one sentence */
};

/*
 * Appends why a milestone has its verdict; of its gates `failed` are shown to
 * fail and `not_shown` cannot be told. `next` is the title of the one behind it,
 * which would raise `later`.
 */
void readiness_put_why(struct buf *b, const struct readiness *q,
    const struct milestone_result *m, const char *next, uint64_t failed,
    uint64_t not_shown);

enum clause_state { /* the worst first */
	CLAUSE_MAJOR, CLAUSE_MINOR, CLAUSE_OBSERVATION, CLAUSE_NOT_EVIDENCED,
	CLAUSE_BY_DOCUMENT, CLAUSE_NO_GAP, CLAUSE_NOTHING, CLAUSE_NO_RULE,
	CLAUSE__MAX
};
/* For programs, "no gap found", and as people see it, "No gap found". */
const char *clause_state_name(enum clause_state c);
const char *clause_state_words(enum clause_state c);

/* What people found and recorded, and is open. */
struct recorded_finding {
	const char *reg, *key;   /* its record */
	const char *clauses;     /* that it names, as written; "" none */
	enum clause_state grade; /* CLAUSE__MAX: it has none that is known */
	bool counts;             /* against its clauses, with that grade */
	uint64_t covers;         /* how many assessed clauses */
	uint32_t batch, row;     /* where it comes from */
};

/* A clause: the worst of its criteria and of what people recorded. */
struct clause_result {
	const struct clause *clause;
	enum clause_state state;
	/* Its criteria, and of these; not_assessable is not_evidenced too. */
	uint64_t criteria, met, by_document, not_met, not_evidenced, nothing;
	uint64_t minors;    /* criteria of this suggested grade */
	enum clause_state by_criteria; /* its state without findings */
	uint64_t own, own_not_met; /* of the organisation, counted apart */
	/* Recorded by people and open; of these, what counts against it. */
	size_t *finding;    /* indexes of struct readiness */
	uint64_t findings_open, findings_counting;
	const char *words;  /* all of it: "Minor; 3 criteria without evidence" */
};

/* One line of the "supply next" table. */
struct supply_next {
	const char *reg, *title;
	uint64_t criteria;  /* that read it */
	uint64_t waiting;   /* of these, now not evidenced and lacking it */
	bool supplied;
};

/* A column that criteria wait for, which a register's files never had. */
struct supply_column {
	const struct schema *reg;
	const struct field *field;
	uint64_t waiting;   /* criteria that read it and lack it */
	uint64_t records;   /* without the column, */
	uint64_t of;        /* of so many: another system may have it */
	bool withdrawn;     /* it was there once; else never */
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
	struct recorded_finding *finding; /* by register and key, bytewise */
	size_t nfindings;
	uint64_t findings_unplaced;   /* those that name no clause known here */
	struct supply_next *supply;   /* most waiting first, then by name */
	size_t nsupply;
	struct supply_column *column; /* most waiting first, then by name */
	size_t ncolumns;
	uint64_t n_by_result[CRIT__MAX]; /* criteria of the standard */
	/* The organisation's own, which count in no other figure. */
	uint64_t own_by_result[CRIT__MAX];
	size_t nown;
	/*
	 * The assessed clauses: every criterion that speaks of a record
	 * evidenced, some of them, none of them (or no rule); nothing to judge.
	 */
	uint64_t clauses_evidenced, clauses_partly, clauses_without,
	    clauses_nothing;
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
/* The same with some things taken for mended; NULL: none. */
int readiness_mended(struct readiness *out, const struct rules *r,
    const struct dataset *d, int32_t as_of, const struct repairs *repairs,
    struct err *e);

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
