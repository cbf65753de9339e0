/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The standard as data: what a store has adopted, or a folder not yet adopted.
 * Shape of the files: docs/standard-format.md. No name in here is known to C.
 */
#ifndef PREAUDIT_STANDARD_H
#define PREAUDIT_STANDARD_H

#include "shared/base/buf.h"
#include "shared/model/schema.h"

struct clause {
	const char *number, *title;
	bool assessed;
};

/* unit of a parameter's value */
enum parameter_unit { UNIT_NUMBER, UNIT_DAYS, UNIT_MONTHS, UNIT_PERCENT };

struct parameter {
	const char *name, *title;
	enum parameter_unit unit;
	int64_t value;   /* after the store's overrides */
	int64_t given;   /* as the standard's file has it */
};

/* A coded list: rows of text by column. The first column is "word". */
struct coded_list {
	const char *name, *title;
	const char **column;
	size_t ncolumns;
	/* cell[row * ncolumns + column]; a cell that is a list is joined with ';' */
	const char **cell;
	size_t nrows;
	bool *column_is_list;
};

struct milestone_name {
	const char *id, *title;
};

struct standard_file {
	const char *path;    /* inside the folder: "criteria/04-context.rules" */
	struct str text;
	char sha256[65];
};

struct standard {
	const char *name, *edition, *amendment, *disclaimer;
	struct clause *clause;         /* file order */
	size_t nclauses;
	struct parameter *parameter;   /* ascending by name */
	size_t nparameters;
	struct coded_list *list;
	size_t nlists;
	struct schema *reg;            /* registers, ascending by name */
	size_t nregisters;
	struct milestone_name *milestone; /* in the order of the road */
	size_t nmilestones;
	struct standard_file *file;    /* all files, ascending by path */
	size_t nfiles;
	struct arena arena;
};

/* Reads a folder (skips example/); every file must be known and right. */
int standard_load_dir(struct standard *s, const char *dir, struct err *e);
/*
 * Adds a rule file from elsewhere as criteria/ and its name. Its text is not
 * looked at; ERR_USAGE when the name is no rule file's or is taken.
 */
int standard_add_rules(struct standard *s, const char *path, struct err *e);

/*
 * The standard's folder that came with the program: beside an installed
 * program or in the source tree. On the heap; NULL when there is none.
 */
char *standard_shipped(void);

/* Gives the bytes of one file; used to load what a store has adopted. */
typedef int standard_blob_fn(void *ctx, const char *sha256, struct buf *b,
    struct err *e);
struct standard_ref {
	const char *path, *sha256;
};
int standard_load(struct standard *s, const struct standard_ref *ref, size_t n,
    standard_blob_fn *blob, void *ctx, struct err *e);
void standard_free(struct standard *s);

/* Overrides a parameter (a store's own value); ERR_USAGE when unknown. */
int standard_set(struct standard *s, struct str name, int64_t value,
    struct err *e);

int standard_register(const struct standard *s, struct str name);
/* The names of the registers, for str_suggest. */
const char *standard_register_name(const void *standard, size_t i);
int standard_clause(const struct standard *s, struct str number);
int standard_list(const struct standard *s, struct str name);
const struct parameter *standard_parameter(const struct standard *s,
    struct str name);
const struct standard_file *standard_file(const struct standard *s,
    const char *path);
/*
 * Does a written clause cover a clause of the standard? "8.5" and "8.5.*"
 * cover all below, "4-10" the chapters, "all" everything.
 */
bool clause_covers(struct str written, struct str number);
/* A written clause that the standard knows ("8.15" is not). */
bool clause_is_known(const struct standard *s, struct str written);

#endif
