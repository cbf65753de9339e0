/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A mapping file: how an export that speaks its own language becomes a
 * register (docs/mapping-file.md). JSON, checked whole before anything is read
 * with it; its hash goes into the log.
 */
#ifndef PREAUDIT_MAPFILE_H
#define PREAUDIT_MAPFILE_H

#include "importer/headers.h"
#include "shared/base/date.h"
#include "shared/base/hash.h"

#define MAPFILE_NO_FIELD (-1)

struct mapfile_word {
	const char *from, *to;
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

/* Columns that are values: a matrix of persons and courses. */
struct mapfile_unpivot {
	bool is_wanted;
	const char **header;  /* the columns; none: all that nothing else names */
	size_t nheaders;
	unsigned header_field, value_field;
	const char **skip;    /* cells that make no record, beside empty ones */
	size_t nskip;
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
/* A header that two columns name, as the second writes it; NULL: none. */
const char *mapfile_named_twice(struct mapfile *m);
/* The entry of a header, compared folded; NULL when it has none. */
const struct mapfile_column *mapfile_column(const struct mapfile *m,
    struct str header);
/* Is it the header that an entry names? */
bool mapfile_is_header(const char *entry, struct str header);
/* What '*' of the pattern stands for; false when the name is not like it. */
bool mapfile_match(const char *pattern, const char *name, struct str *star);

#endif
