/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The criteria language (docs/criteria-language.md): loading, type checking
 * and evaluating. The language knows types; registers, fields, clauses, lists
 * and parameters come from the standard.
 */
#ifndef PREAUDIT_RULES_H
#define PREAUDIT_RULES_H

#include "shared/model/table/table.h"
#include "shared/rules/whose.h"

/* How heavily a requirement that is not met weighs, lightest first. */
enum grade { GRADE_NONE, GRADE_OBSERVATION, GRADE_MINOR, GRADE_MAJOR };
const char *grade_name(enum grade g); /* "major" */

/* What a criterion came to. */
enum crit_result {
	CRIT_MET, CRIT_BY_DOCUMENT, CRIT_NOT_MET, CRIT_NOTHING_TO_ASSESS,
	CRIT_NOT_EVIDENCED, CRIT_NOT_ASSESSABLE, CRIT__MAX
};
/* For programs, "nothing to assess". */
const char *crit_result_name(enum crit_result r);
/* Such a name, or another text, as people read it: "nothing to judge". */
const char *crit_result_words(const char *name);

struct rules;

/*
 * Loads every criteria/ file of the standard (names ending in .rules, in path
 * order). The first error: file, line, column, and a suggestion where a name
 * is nearly right; ERR_CONFIG.
 */
int rules_load(struct rules **r, const struct standard *s, struct err *e);
/*
 * The same, and every mistake that can be told apart, up to RULES_MAX_MISTAKES:
 * a line each, appended. A file that does not parse hides mistakes of types.
 */
#define RULES_MAX_MISTAKES 20
int rules_load_all(struct rules **r, const struct standard *s,
    struct buf *mistakes, struct err *e);
/* Frees the rules and their queries; NULL is allowed. */
void rules_free(struct rules *r);
/* The fields that rules and the queries compiled so far read; in the arena. */
void rules_want(const struct rules *r, struct dataset_want *want,
    struct arena *a);
/* How many criteria there are: i is below that everywhere. */
size_t rules_count(const struct rules *r);
/* Whose rules they are; it belongs to them. */
const struct whose *rules_whose(const struct rules *r);
/* From how many suggested minors in one clause on these are pointed out; 0: never. */
double rules_concentration(const struct rules *r);
/* True when criterion i reads the register (for "supply next"). */
bool rules_reads(const struct rules *r, size_t i, unsigned reg);
/* A criterion without its results. */
struct rule_about {
	const char *id, *title, *clause;
	const char *asks;    /* what it asks, in sentences; "" when it says none */
	const char *const *seed;
	size_t nseeds;
	bool by_document;    /* a document can stand for records */
	bool own;            /* the organisation's, beside those published */
};
/* What criterion i says of itself; it belongs to the rules. */
struct rule_about rules_about(const struct rules *r, size_t i);
/*
 * The i-th word that the rules explain, in the order of the files; false when
 * there are fewer. The texts belong to the rules.
 */
bool rules_term(const struct rules *r, size_t i, struct str *name,
    struct str *means);
int rules_find(const struct rules *r, struct str id); /* index or -1 */

/* One record (or clause, list row, pair) that breaks a requirement. */
struct violation {
	const char *reg;     /* register or list; "" for a stand-alone requirement */
	const char *key;
	uint32_t batch, row; /* source place; row 0 when it has none */
	enum grade grade;
	const char *message;
	unsigned asked;      /* which requirement; numbers of the rule set */
};

/* A criterion with its result. */
struct criterion {
	const char *id, *title, *clause;
	struct str source;       /* the rule's text */
	const char **seed;       /* nseeds known flaws that it finds */
	size_t nseeds;
	bool by_document_allowed;
	bool own;                /* the organisation's; see struct whose */
	enum crit_result result;
	enum grade grade;        /* suggested, of CRIT_NOT_MET; after the breadth rule */
	uint64_t of, failing, unknown; /* distinct members */
	bool unassigned;         /* one unknown is: whose are some records? */
	struct violation *violation; /* all, by register and key, bytewise */
	size_t nviolations;
	const char *why;         /* one sentence for results without violations */
	bool none_declared;      /* nothing to judge, as nil returns declare */
	bool concerns_data;      /* a data criterion: what it finds are defects */
};

/* ---- requirements that say nothing, for lint ---- */

/* What is doubtful about one requirement. */
struct rule_doubt {
	const char *file;       /* where the requirement stands */
	unsigned line, column;
	const char *criterion;  /* its id */
	/*
	 * 0: it can never be false, whatever the records. Else so many records
	 * of a register were asked, and the condition before its `implies` is
	 * false of each.
	 */
	uint64_t records;
	const char *population; /* the register's title; NULL with 0 */
};
/* Called for each; what `d` points to belongs to the rules. */
typedef void rule_doubt_fn(void *ctx, const struct rule_doubt *d);

/*
 * The requirements of all criteria that can never be false and, with a dataset
 * judged on `as_of`, those whose condition before `implies` is false of every
 * member, in the order of the files. -1 and ERR_LIMIT when an index had no room.
 */
int rules_doubts(const struct rules *r, const struct dataset *d, int32_t as_of,
    rule_doubt_fn *fn, void *ctx, struct err *e);

/* ---- queries: the same expressions, for report sections ---- */

/* What the texts of a column are. */
enum cell_type { CELL_TEXT, CELL_ID, CELL_NUMBER, CELL_PERCENT, CELL_DATE, CELL_YESNO };

struct query;
/* A query as it is written. */
struct query_text {
	const char *label;      /* names the place in errors */
	/*
	 * "s in services where ...": one or two variables as in criteria;
	 * empty: none, and one row.
	 */
	struct str every;
	const struct str *expr; /* of each column, over these variables */
	size_t n;               /* columns */
};
/* Compiles into *q, which belongs to the rules. -1 with ERR_CONFIG. */
int query_compile(struct query **q, struct rules *r,
    const struct query_text *text, struct err *e);
/* Of column 0 .. n - 1. */
enum cell_type query_type(const struct query *q, size_t column);
/*
 * One row: canonical texts (dates ISO, numbers decimal, "" unknown), which hold
 * during the call. False ends the query.
 */
typedef bool query_row_fn(void *ctx, const struct str *cell, size_t n);
/*
 * Calls fn for each row, in ascending key order of the first variable. 0, or -1
 * and ERR_LIMIT when an index had no room.
 */
int query_run(const struct query *q, const struct dataset *d, int32_t as_of,
    query_row_fn *fn, void *ctx, struct err *e);

#endif
