/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A mapping file: how an export that speaks its own language becomes a
 * register (docs/mapping-file.md). JSON, checked whole before anything is read
 * with it; its hash goes into the log.
 */
#ifndef PREAUDIT_MAPFILE_H
#define PREAUDIT_MAPFILE_H

#include "importer/map/headers.h"
#include "shared/base/hash.h"
#include "shared/text/date.h"

/* As the field of a column: it is left out. */
#define MAPFILE_NO_FIELD (-1)

/* What a cell may say. */
struct mapfile_word {
	/* As the file has it; a '*' in it stands for any text. */
	const char *from;
	/* What is meant; NULL where a word means nothing by itself. */
	const char *to;
	/* `from` in the form that is compared. */
	const char *folded;
};

/* One column of the table, or several that make one field. */
struct mapfile_column {
	/* Their headers, at least one. */
	const char **header;
	size_t nheaders;
	/* Index of the field; MAPFILE_NO_FIELD: left out. */
	int field;
	/* Characters between the items of a list, or NULL. */
	const char *split;
	/* What stands between several columns in one value, or NULL. */
	const char *join;
	/* Cells that mean another value. */
	struct mapfile_word *word;
	size_t nwords;
};

/* A value that no column has: the same in all rows, or from the file's name. */
struct mapfile_value {
	/* Index of the field. */
	unsigned field;
	/* The value, or NULL. */
	const char *value;
	/* Else of the file's name; its one '*' stands for the value. */
	const char *pattern;
};

/* Which rows are taken, by what the cells of one column say. */
struct mapfile_filter {
	/* The column's, compared folded. */
	const char *header;
	/* What its cells may say: at least one. */
	struct mapfile_word *word;
	size_t nwords;
	/* Rows with such a cell are left out, not taken. */
	bool is_except;
};

/* Columns that are values: a matrix of persons and courses. */
struct mapfile_unpivot {
	/* The file asks for it; else all else here is empty. */
	bool is_wanted;
	/* The columns; none: all that nothing else names. */
	const char **header;
	size_t nheaders;
	/* The fields that their headers and their cells are. */
	unsigned header_field, value_field;
	/* Cells that make no record, beside empty ones. */
	const char **skip;
	size_t nskip;
	/* Cells that mean another value. */
	struct mapfile_column values;
	/* Cells that set fields and are no value. */
	struct mapfile_word *word;
	size_t nwords;
	/* The fields that they set. */
	unsigned *field;
	size_t nfields;
	/* Per word, and per such field: its value, or NULL. */
	const char ***sets;
	/* The same for all other cells; NULL: they set none. */
	const char **otherwise;
};

/* What the whole file says. */
struct mapfile {
	/* As it was named; on the heap. */
	char *path;
	/* Of its bytes, for the log. */
	char sha256[SHA256_HEX + 1];
	struct buf bytes;
	/* Index of its register in the standard. */
	unsigned reg;
	/* Patterns with at most one '*' for what it is meant for; NULL: any. */
	const char *file, *sheet;
	/* Of a text; NULL: it is found out. */
	const char *encoding;
	/* One of DELIMITERS; '.' or ','; 0: it is found out. */
	char delimiter;
	char decimal;
	/* Of day, month and year; DATE_ORDER_UNKNOWN: it is found out. */
	enum date_order dates;
	/* From 1; 0: it is found. */
	uint64_t header_row;
	/* What columns are. */
	struct mapfile_column *column;
	size_t ncolumns;
	/* Fields that no column is: "set", then "from_file". */
	struct mapfile_value *value;
	size_t nvalues;
	/* Rows that are taken: "only", then "except". */
	struct mapfile_filter *filter;
	size_t nfilters;
	/* A matrix. */
	struct mapfile_unpivot unpivot;
	/* All of the above lives here. */
	struct arena arena;
};

/*
 * Reads and checks a mapping file. 0, or -1: ERR_NOT_FOUND when there is none,
 * ERR_SYS when it cannot be read, ERR_CONFIG that names the file, the member
 * and what it can be. Free it in each case.
 */
int mapfile_load(struct mapfile *m, const char *path,
    const struct standard *std, const struct headers *h, struct err *e);
/* Frees it all, of a file that could not be loaded too. */
void mapfile_free(struct mapfile *m);
/* Is it meant for the file of this name, and this sheet (NULL: any)? */
bool mapfile_fits(const struct mapfile *m, const char *file,
    const char *sheet);
/* The entry of a header, compared folded; NULL when it has none, or m is NULL. */
const struct mapfile_column *mapfile_column(const struct mapfile *m,
    struct str header);
/* Do rows depend on what stands under the header? Not when m is NULL. */
bool mapfile_filters(const struct mapfile *m, struct str header);
/* Does it name the header for anything at all? Not when m is NULL. */
bool mapfile_names(const struct mapfile *m, struct str header);
/* The first of n names that is an earlier one when folded; NULL: none. */
const char *mapfile_named_twice(const char *const *name, size_t n);
/*
 * Is the name like a pattern with at most one '*'? *star is then what that
 * stands for, a part of the name.
 */
bool mapfile_match(const char *pattern, const char *name, struct str *star);
/*
 * The word that a cell says, without blanks around and without a mark: one
 * spelled the same, else the same when folded, else the first that is like it.
 * NULL: none.
 */
const struct mapfile_word *mapfile_word(const struct mapfile_word *word,
    size_t n, struct str cell);

#endif
