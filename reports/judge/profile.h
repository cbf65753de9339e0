/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Report profiles: which sections a report has, and the queries behind their
 * tables (docs/standard-format.md).
 */
#ifndef PREAUDIT_PROFILE_H
#define PREAUDIT_PROFILE_H

#include "reports/judge/readiness/readiness.h"

/* A table of a section, filled by a query. */
struct profile_table {
	const char *id;        /* [a-z0-9_]+, unique in the report */
	const char *title;     /* caption */
	const char *empty;     /* sentence where there is no row; "": none */
	bool collapsed;        /* closed at first in HTML */
	const char **column;   /* titles of the query's columns */
	bool *round;           /* per column: to whole numbers */
	size_t ncolumns;
	bool in_status;        /* status/1 has its rows too */
	struct query *query;   /* belongs to the rules, as those below */
	/* A matrix has one more column for each member of another population. */
	struct profile_matrix {
		struct query *columns; /* their titles; NULL: no matrix */
		struct query *cells;   /* title, value and, with `when`, yes */
		bool has_when;         /* cells have three columns */
	} matrix;
	/* Buckets count members by a word and by how large a number is. */
	struct profile_buckets {
		const char *unit;      /* "days" */
		int64_t *limit;        /* ascending */
		size_t n;              /* 0: no buckets */
	} buckets;
	/* In which order its rows stand; nsort 0: as they come. */
	struct profile_sort {
		size_t column;         /* of column[] */
		bool descending;
	} sort[4];                     /* the first weighs most */
	size_t nsort;
};

/* What makes a section: one the program has, by its name in a profile. */
enum profile_builtin {
	BUILTIN_NONE, /* text and tables of the profile */
	BUILTIN_IDENTIFICATION, BUILTIN_SUMMARY, BUILTIN_METHOD, BUILTIN_DATA,
	BUILTIN_CLAUSES, BUILTIN_GAPS, BUILTIN_SUPPLY_NEXT, BUILTIN_DEFECTS,
	BUILTIN_INTEGRITY, BUILTIN_CHANGES, BUILTIN_TREND, BUILTIN_FORECAST,
	BUILTIN_WATCHED, BUILTIN_OTHERS, BUILTIN_PATH,
	BUILTIN__MAX
};

/* One section of the report. */
struct profile_section {
	const char *id, *title;
	enum profile_builtin builtin;
	unsigned *needs;       /* registers without which it waits: indexes */
	size_t nneeds;
	const char **text;     /* paragraphs before the tables */
	size_t ntexts;
	struct profile_table *table; /* in order, behind the paragraphs */
	size_t ntables;
	const struct profile_date **until; /* of BUILTIN_FORECAST */
	size_t nuntil;
};

/* A date by name: the latest, or the earliest, that some expressions give. */
struct profile_date {
	const char *name;      /* what --on and --since say */
	bool latest;           /* else the earliest */
	struct query **query;  /* of one column each, a date */
	size_t n;
};

/* Who answers for the records of a register. */
struct profile_owner {
	const char *reg;       /* its name */
	struct query *query;   /* two columns: the record's key, who */
};

/* Gaps as records to be filled in: the columns of a register. */
struct profile_work {
	const char *name;      /* what --as says */
	unsigned reg;          /* register, by its index */
	struct work_column {
		unsigned field;   /* of the register, by its index */
		const char *text; /* with {names}, see actions_out.c */
		/* Other texts for gaps of some registers. */
		struct work_text {
			const char *reg, *text;
		} *of;
		size_t nof;
	} *column;
	size_t ncolumns;
};

/* Words of a field; "" is an empty cell. */
struct profile_words {
	const char **word;
	size_t n;
};

/*
 * A list of records whose cell changed so that they count less: from one of
 * these words (none: from any other) to one of those, or to a later one of an
 * order; or of records that were retired.
 */
struct profile_watch {
	const char *id, *title;
	unsigned reg, field;   /* by their indexes */
	struct profile_words from, to, order;
	bool always;           /* listed also when it is so no longer */
	bool retired;          /* records that are gone; field is the key */
};

/* A profile, read and compiled; its texts live in its arena. */
struct profile {
	const char *name, *title;
	struct profile_date *date; /* days by name */
	size_t ndates;
	const char **state_field; /* what is said of records withdrawn */
	size_t nstate_fields;
	struct profile_watch *watched; /* in the order of their lists */
	size_t nwatched;
	struct profile_work *work; /* gaps as records */
	size_t nworks;
	struct profile_owner *owner; /* of records */
	size_t nowners;
	/* Who answers for clauses: clauses as written, who; or NULL. */
	struct query *clause_owner;
	char sha256[65];       /* of its file, hex */
	struct profile_section *section; /* in the report's order */
	size_t nsections;
	struct arena arena;
};

/*
 * Reads profiles/<name>.json of the standard and compiles its queries into
 * `rules`, so that rules_want knows their fields. ERR_NOT_FOUND lists the
 * profiles there are; ERR_CONFIG names file and place. Free with profile_free;
 * on -1 there is nothing to free.
 */
int profile_load(struct profile *p, const struct standard *std,
    struct rules *rules, const char *name, struct err *e);
void profile_free(struct profile *p);

/* A date by its name; NULL and ERR_USAGE with a suggestion: there is none. */
const struct profile_date *profile_date(const struct profile *p,
    struct str name, struct err *e);
/*
 * The day that a date is, for records judged on `as_of`, into *day; DATE_NONE
 * when they give none. -1 when an expression cannot be computed.
 */
int profile_date_of(const struct profile_date *d, const struct dataset *data,
    int32_t as_of, int32_t *day, struct err *e);

#endif
