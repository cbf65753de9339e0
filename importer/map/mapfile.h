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

#define MAPFILE_NO_FIELD (-1)

/* What a cell may say: compared folded, '*' in it stands for any text. */
struct mapfile_word {
	const char *from, *to; /* to: what is meant; NULL where nothing is */
	const char *folded;    /* from, in the form that is compared */
};

/* One column of the file, or several that make one field. */
struct mapfile_column {
	const char **header;
	size_t nheaders;
	int field;            /* MAPFILE_NO_FIELD: left out */
	const char *split;    /* characters between the items of a list, or NULL */
	const char *join;     /* between several columns, or NULL */
	struct mapfile_word *word; /* cells that mean another value */
	size_t nwords;
};

/* A value that no column has: the same in all rows, or from the file's name. */
struct mapfile_value {
	unsigned field;
	const char *value;    /* or NULL */
	const char *pattern;  /* with one '*': what it stands for */
};

/* Which rows are taken, by what the cells of one column say. */
struct mapfile_filter {
	const char *header;
	struct mapfile_word *word;
	size_t nwords;
	bool is_except;       /* rows with such a cell are left out, not taken */
};

/* Columns that are values: a matrix of persons and courses. */
struct mapfile_unpivot {
	bool is_wanted;
	const char **header;  /* the columns; none: all that nothing else names */
	size_t nheaders;
	unsigned header_field, value_field;
	const char **skip;    /* cells that make no record, beside empty ones */
	size_t nskip;
	struct mapfile_column values; /* cells that mean another value */
	struct mapfile_word *word; /* cells that set fields, and are no value */
	size_t nwords;
	unsigned *field;      /* that they set */
	size_t nfields;
	const char ***sets;   /* per word, per field: its value, or NULL */
	const char **otherwise; /* per field, for all other cells; or NULL */
};

struct mapfile {
	char *path;
	char sha256[SHA256_HEX + 1];
	struct buf bytes;
	unsigned reg;
	const char *file, *sheet;  /* patterns with '*', or NULL: any */
	const char *encoding;      /* or NULL */
	char delimiter;            /* 0: concluded */
	char decimal;              /* '.', ',' or 0 */
	enum date_order dates;
	uint64_t header_row;       /* 0: found */
	struct mapfile_column *column;
	size_t ncolumns;
	struct mapfile_value *value;
	size_t nvalues;
	struct mapfile_filter *filter;
	size_t nfilters;
	struct mapfile_unpivot unpivot;
	struct arena arena;
};

/* ERR_CONFIG names the file, the member and what it can be. */
int mapfile_load(struct mapfile *m, const char *path,
    const struct standard *std, const struct headers *h, struct err *e);
void mapfile_free(struct mapfile *m);
/* Is it meant for this file, and this sheet (NULL: any)? */
bool mapfile_fits(const struct mapfile *m, const char *file,
    const char *sheet);
/* The entry of a header, compared folded; NULL when it has none. */
const struct mapfile_column *mapfile_column(const struct mapfile *m,
    struct str header);
/* Do rows depend on what stands under the header? */
bool mapfile_filters(const struct mapfile *m, struct str header);
/* Does the mapping file name the header for anything at all? */
bool mapfile_names(const struct mapfile *m, struct str header);
/* The first of n names that is an earlier one when folded; NULL: none. */
const char *mapfile_named_twice(const char *const *name, size_t n);
/* What '*' of the pattern stands for; false when the name is not like it. */
bool mapfile_match(const char *pattern, const char *name, struct str *star);
/*
 * The word that a cell says, without blanks around and without a mark: one
 * spelled the same, else the same when folded, else the first that is like it.
 * NULL: none.
 */
const struct mapfile_word *mapfile_word(const struct mapfile_word *word,
    size_t n, struct str cell);

#endif
