/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The standard as data: what a store has adopted, or a folder not yet adopted.
 * Shape of the files: docs/standard-format.md. No name in here is known to C.
 */
#ifndef PREAUDIT_STANDARD_H
#define PREAUDIT_STANDARD_H

#include "shared/base/buf.h"
#include "shared/model/schema.h"

/* A clause of the standard, in the order of clauses.json. */
struct clause {
	const char *number, *title; /* "8.5"; both NUL-ended */
	bool assessed; /* the standard's file says that it is judged */
	const char **name; /* other titles that people give it */
	size_t nnames;
};

/* A standard that people name beside a clause: the store's own, or another. */
struct named_standard {
	const char *title;  /* "ISO 9001", as it is kept and shown */
	const char *number; /* "9001", by which it is known too; or NULL */
	const char **name;  /* other spellings */
	size_t nnames;
};

/* Words that stand around clauses where people write them. */
enum writing_words {
	WRITING_CLAUSE,    /* "clause": a number follows */
	WRITING_AND,       /* between two of them */
	WRITING_TO,        /* between the ends of a range */
	WRITING_ALL,       /* the whole standard */
	WRITING_OF,        /* between a number and its standard */
	WRITING_LETTER,    /* "lit.": a letter or number of a part follows */
	WRITING_BELOW,     /* "ff.": and what follows below */
	WRITING_EDITION,   /* "edition": beside a year */
	WRITING_AMENDMENT, /* "Amd": a number follows */
	WRITING_PUBLISHER, /* "ISO": the number of a standard follows */
	WRITING__MAX
};

/* A clause of an earlier edition, and the one that took its place. */
struct earlier_clause {
	const char *edition, *number; /* "2011", "8.2" */
	const char *successor; /* NULL: several */
};

/* How people write clauses: writing.json, and "earlier" of standard.json. */
struct writing {
	struct named_standard *standard;
	size_t nstandards;
	const char **word[WRITING__MAX];
	size_t nwords[WRITING__MAX];
	struct earlier_clause *earlier;
	size_t nearlier;
};

/* What a parameter's value counts. */
enum parameter_unit { UNIT_NUMBER, UNIT_DAYS, UNIT_MONTHS, UNIT_PERCENT };

/* In which direction a parameter's value makes the rules milder. */
enum parameter_lenient { LENIENT_NEITHER, LENIENT_MORE, LENIENT_LESS };

/* A number that the rules use and a store may set otherwise. */
struct parameter {
	const char *name, *title;
	enum parameter_unit unit;
	enum parameter_lenient lenient;
	int64_t value; /* after the store's overrides, 0 to 1000000 */
	int64_t given;   /* as the standard's file has it */
};

/* A coded list: rows of text by column. The first column is "word". */
struct coded_list {
	const char *name, *title;
	const char **column; /* names, ncolumns */
	size_t ncolumns;
	/*
	 * cell[row * ncolumns + column]; a cell that is a list is joined with
	 * ';'
	 */
	const char **cell;
	size_t nrows;
	bool *column_is_list; /* per column: its cells are joined lists */
};

/* A milestone on the road that a plan may name. */
struct milestone_name {
	const char *id, *title;
};

struct standard_file {
	/* inside the folder: "criteria/04-context.rules" */
	const char *path;
	struct str text; /* the whole file, a NUL behind it */
	char sha256[65]; /* of text: 64 hex digits and NUL */
};

/*
 * A loaded standard; begun by a loader below, ended by standard_free.
 * Everything in it lives in its arena. A zeroed one is empty.
 */
struct standard {
	/* as standard.json has them */
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
	/*
	 * The name of the standard that records belong to which name none; NULL
	 * where it is this one.
	 */
	const char *unnamed;
	struct writing writing;        /* empty without writing.json */
	struct standard_file *file;    /* all files, ascending by path */
	size_t nfiles;
	struct arena arena;
};

/*
 * Reads a folder (skips example/ and hidden files); every file must be known
 * and right. ERR_NOT_FOUND when it is no folder, ERR_CONFIG with file and
 * member, ERR_LIMIT, ERR_SYS; *s is empty then.
 */
int standard_load_dir(struct standard *s, const char *dir, struct err *e);
/*
 * Adds a rule file from elsewhere as criteria/ and its name. Its text is not
 * looked at; ERR_USAGE when the name is no rule file's or is taken, ERR_LIMIT,
 * or why it cannot be read: the files are then as before. Pointers into s->file
 * become stale.
 */
int standard_add_rules(struct standard *s, const char *path, struct err *e);

/*
 * The standard's folder that came with the program: beside an installed
 * program or in the source tree. On the heap; NULL when there is none.
 */
char *standard_shipped(void);

/*
 * Appends the bytes of one file, by its hash, to b; used to load what a store
 * has adopted. -1 with an error ends the loading.
 */
typedef int standard_blob_fn(void *ctx, const char *sha256, struct buf *b,
    struct err *e);
/* A file of an adopted standard: its path in the folder, its hash in hex. */
struct standard_ref {
	const char *path, *sha256;
};
/*
 * Loads a standard of the n files of ref, whose bytes `blob` gives (called with
 * ctx). ERR_LIMIT for too many, ERR_CONFIG with file and member, or the error
 * of blob; *s is empty then. Nothing of ref is kept.
 */
int standard_load(struct standard *s, const struct standard_ref *ref, size_t n,
    standard_blob_fn *blob, void *ctx, struct err *e);
/* Frees all of it, registers included; *s is empty, and may be freed again. */
void standard_free(struct standard *s);

/*
 * Overrides a parameter (a store's own value, 0 to 1000000); ERR_USAGE when it
 * is unknown, with a name that may be meant, or out of range: nothing is
 * changed.
 */
int standard_set(struct standard *s, struct str name, int64_t value,
    struct err *e);

/* Index of a register by its exact name, or -1. */
int standard_register(const struct standard *s, struct str name);
/*
 * The names of the registers by index, NULL behind the last: `next` of
 * str_suggest.
 */
const char *standard_register_name(const void *standard, size_t i);
/* Index of a clause by its exact number, or -1. */
int standard_clause(const struct standard *s, struct str number);
/* Index of a coded list by its exact name, or -1. */
int standard_list(const struct standard *s, struct str name);
/*
 * A parameter, or a file by its path in the folder; NULL when there is none.
 * Both belong to s.
 */
const struct parameter *standard_parameter(const struct standard *s,
    struct str name);
const struct standard_file *standard_file(const struct standard *s,
    const char *path);
/*
 * True when a written clause covers the clause `number`: "8.5", "8.5.*" and
 * "8.5 a)" cover all below, "4-10" and "8.2-8.4" what lies between and below,
 * "all" everything.
 */
bool clause_covers(struct str written, struct str number);
/*
 * True for a written clause that the standard knows ("8.15" is not): "all", a
 * number, with or without letters, a range of two known numbers.
 */
bool clause_is_known(const struct standard *s, struct str written);

/* A clause, or a standard, that stands for all of them. */
#define CLAUSE_ALL "all"
/*
 * What stands in a table before an item of a list of clauses that names no
 * clause of this standard, nor of another.
 */
#define CLAUSE_NOT_KNOWN "not known: "
/* What a table's item says: a clause, nothing known, another standard's. */
enum clause_standing {
	CLAUSE_STANDS, CLAUSE_STANDS_NOWHERE, CLAUSE_STANDS_ELSEWHERE
};
enum clause_standing clause_standing(struct str item);

#endif
