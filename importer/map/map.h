/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Columns to fields. Exact names and aliases only, never a likeness; what the
 * other columns and the standard's context rules do not decide, is unknown or
 * doubled is a finding that names the column.
 */
#ifndef PREAUDIT_MAP_H
#define PREAUDIT_MAP_H

#include "importer/common/finding.h"
#include "importer/common/opts.h"
#include "importer/map/header_row.h"
#include "importer/map/mapfile.h"
#include "shared/text/csv.h"

#define FIELD_NOT (-1)

/* A column of the table. Its texts belong to the mapping. */
struct map_column {
	/* Trimmed, and its compared forms as fold_forms gives them. */
	struct str header, forms;
	/* Of the file, from 1. */
	unsigned number;
	/* The same as a spreadsheet shows it. */
	char letters[COLUMN_NAME];
	/* Index of the field; FIELD_NOT: none. */
	int field;
	/* Left out, as told or with a finding about it. */
	bool ignored;
	/* An unpivot made it: its field is settled. */
	bool made;
	/* A mapping file takes rows by it. */
	bool filters;
	/* What the mapping file says of it, or NULL. */
	const struct mapfile_column *how;
	/* The language of the alias that the header is, "" of a name. */
	const char *lang;
	/* Its place among the aliases of that language, from 1. */
	unsigned rank;
	/* Yes in the column means no. */
	bool is_reversed;
	/* Place in a value out of several columns, from 1; 0: the whole. */
	unsigned part;
};

/* Where a field has its values from. */
struct map_field {
	/* Its columns, from 0, ascending or as their texts are joined. */
	unsigned *column;
	size_t n;
	/* Without columns: the value of all rows, or NULL. */
	const char *set;
	/* Yes in its columns means no. */
	bool is_reversed;
	/* How many of the header's unit are one of the field's own; or 1. */
	unsigned divisor;
	/* What stands between several columns of one text; NULL: a list. */
	const char *join;
	/* What a mapping file says of its cells, or NULL. */
	const struct mapfile_column *how;
};

/* The columns of a table and the fields that they are. */
struct mapping {
	struct map_column *column;
	size_t n;
	/* The header's row in the table's text: rows behind it are data. */
	uint64_t header_row;
	/* Where the file has it. */
	uint64_t header_at, header_line;
	/* Per field of the register, once map_columns has run. */
	struct map_field *field;
	size_t nfields;
	/* Aliases of other languages are mostly French. */
	bool is_french;
	/* Texts and arrays of the mapping. */
	struct arena arena;
};

/* Takes a copy of the header; no column is mapped yet but made ones. */
void map_init(struct mapping *m, const struct header *header);
/* Frees it all; no column and no header is left. */
void map_fini(struct mapping *m);

/*
 * Which register the columns are of; `name`, of the file, decides between those
 * that fit alike. -1: none or several fit, and the message is appended to why.
 */
int map_recognise(const struct mapping *m, const struct headers *h,
    const struct standard *std, const char *name, struct buf *why);
/* Do the columns hold the register's key and at least one more of its fields? */
bool map_fits(const struct mapping *m, const struct headers *h,
    const struct schema *schema, unsigned reg);

struct map_choice;

/* What columns are mapped by, and where findings about them go. */
struct mapper {
	const struct headers *headers;
	/* The register, and its index in the standard. */
	const struct schema *schema;
	unsigned reg;
	/* Of these --set and --ignore-column. */
	const struct import_opts *o;
	/* Of the table, or NULL. */
	const struct mapfile *file;
	/* The table; findings are like it. */
	struct finding place;
	/* Where they go. */
	struct finding_list *findings;
	/* While map_columns is at work; the caller leaves them empty. */
	struct mapping *m;
	/* Per column: what it can still mean. */
	struct map_choice *choice;
	/* Per field: some column has it. */
	bool *taken;
};

/* Maps the columns of m; problems are findings. */
void map_columns(struct mapping *m, const struct mapper *by);
/* Has the field a column, or a value for all rows? */
bool map_gives(const struct mapping *m, unsigned field);
/* Index of the field of a register by name, title or alias; -1: none. */
int map_find_field(const struct headers *h, unsigned reg, struct str text);
/*
 * May this part of a derived key be empty? When it is one field that need not
 * be given; of several fields one must be.
 */
bool map_part_may_be_empty(const struct schema *s, size_t part);

#endif
