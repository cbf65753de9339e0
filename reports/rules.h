/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The criteria language (docs/criteria-language.md): loading, type checking
 * and evaluating. The language knows types; registers, fields, clauses, lists
 * and parameters come from the standard.
 */
#ifndef PREAUDIT_RULES_H
#define PREAUDIT_RULES_H

#include "shared/model/table.h"

enum grade { GRADE_NONE, GRADE_OBSERVATION, GRADE_MINOR, GRADE_MAJOR };
const char *grade_name(enum grade g); /* "major" */

enum crit_result {
	CRIT_MET, CRIT_BY_DOCUMENT, CRIT_NOT_MET, CRIT_NOTHING_TO_ASSESS,
	CRIT_NOT_EVIDENCED, CRIT_NOT_ASSESSABLE, CRIT__MAX
};
const char *crit_result_name(enum crit_result r); /* "not met" */

struct rules;

/*
 * Loads every criteria/ file of the standard (names ending in .rules, in path
 * order). The first error: file, line, column, and a suggestion where a name
 * is nearly right; ERR_CONFIG.
 */
int rules_load(struct rules **r, const struct standard *s, struct err *e);
void rules_free(struct rules *r);
/* The fields that rules and the queries compiled so far read. */
void rules_want(const struct rules *r, struct dataset_want *want,
    struct arena *a);
size_t rules_count(const struct rules *r);
/* The text of criterion i as its file has it (for the report). */
struct str rules_source(const struct rules *r, size_t i);
/* True when criterion i reads the register (for "supply next"). */
bool rules_reads(const struct rules *r, size_t i, unsigned reg);
const char *rules_id(const struct rules *r, size_t i);
int rules_find(const struct rules *r, struct str id); /* index or -1 */

/* One record (or clause, list row, pair) that breaks a requirement. */
struct violation {
	const char *reg;     /* register or list; "" for a stand-alone requirement */
	const char *key;
	uint32_t batch, row; /* source place; row 0 when it has none */
	enum grade grade;
	const char *message;
};

struct criterion {
	const char *id, *title, *clause;
	struct str source;       /* the rule's text */
	const char **seed;
	size_t nseeds;
	bool by_document_allowed;
	enum crit_result result;
	enum grade grade;        /* suggested, of CRIT_NOT_MET; after the breadth rule */
	uint64_t of, failing, unknown; /* distinct members */
	struct violation *violation; /* all, by register and key, bytewise */
	size_t nviolations;
	const char *why;         /* one sentence for results without violations */
	bool concerns_data;      /* a data criterion (its violators are defective) */
};

struct gate_result {
	const char *id, *title;
	enum { GATE_PASSED, GATE_FAILED, GATE_NOT_SHOWN } state;
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

/* ---- queries: the same expressions, for report sections ---- */

enum cell_type { CELL_TEXT, CELL_ID, CELL_NUMBER, CELL_PERCENT, CELL_DATE, CELL_YESNO };

struct query;
/*
 * `every` is "s in services where ..." (one or two variables as in criteria;
 * empty: none, and one row); expr[] are column expressions over these variables. `label` names the place
 * in errors. The query belongs to the rules.
 */
int query_compile(struct query **q, struct rules *r, const char *label,
    struct str every, const struct str *expr, size_t n, struct err *e);
enum cell_type query_type(const struct query *q, size_t column);
/* One row: canonical texts (dates ISO, numbers decimal, "" unknown). */
typedef bool query_row_fn(void *ctx, const struct str *cell, size_t n);
/* Rows in ascending key order of the first variable. */
int query_run(const struct query *q, const struct dataset *d, int32_t as_of,
    query_row_fn *fn, void *ctx, struct err *e);

#endif
