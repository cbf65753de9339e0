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

struct map_column {
	struct str header;  /* trimmed; belongs to the mapping */
	struct str forms;   /* as fold_forms gives them */
	unsigned number;    /* of the file, from 1 */
	char letters[COLUMN_NAME]; /* the same as a spreadsheet shows it */
	int field;          /* FIELD_NOT: no field */
	bool ignored;       /* as told, or left out and said so */
	bool made;          /* by an unpivot; its field is settled */
	bool filters;       /* a mapping file takes rows by it */
	const struct mapfile_column *how; /* what a mapping file says, or NULL */
	const char *lang;   /* of the alias, "" for a name */
	unsigned rank;      /* of the alias, see header_hit */
	unsigned part;      /* place in a value out of several columns, or 0 */
	bool is_reversed;   /* its yes means no */
};

struct mapping {
	struct map_column *column;
	size_t n;
	uint64_t header_row;  /* of the table's text: rows behind it are data */
	uint64_t header_at, header_line; /* where the file has it */
	/*
	 * Per field: its columns, ascending or as their texts are joined; from
	 * --set: a value instead.
	 */
	struct map_field {
		unsigned *column;
		size_t n;
		bool is_reversed;
		unsigned divisor; /* of its numbers: the header's unit, or 1 */
		const char *set;
		const char *join; /* between several columns of one text */
		/* from a mapping file, or NULL: words, split */
		const struct mapfile_column *how;
	} *field;
	size_t nfields;
	bool is_french;     /* aliases of other languages are mostly French */
	struct arena arena;
};

/* Takes the header over; no column is mapped yet. */
void map_init(struct mapping *m, const struct header *header);
void map_fini(struct mapping *m);

/*
 * Which register the columns are of. -1: none or several fit, and the message
 * says which; `name` (of the file) decides between registers that fit alike.
 */
int map_recognise(const struct mapping *m, const struct headers *h,
    const struct standard *std, const char *name, struct buf *why);

/* Do the columns hold the register's key and at least one more of its fields? */
bool map_fits(const struct mapping *m, const struct headers *h,
    const struct schema *schema, unsigned reg);

struct map_choice;

/* What columns are mapped by, and where that is said. */
struct mapper {
	const struct headers *headers;
	const struct schema *schema;
	unsigned reg;                /* the schema's number */
	const struct import_opts *o; /* --set, --ignore-column */
	const struct mapfile *file;  /* or NULL */
	struct finding place;        /* the table; findings are like it */
	struct finding_list *findings;
	/* while map_columns is at work; the caller leaves them empty */
	struct mapping *m;
	struct map_choice *choice;   /* per column */
	bool *taken;                 /* per field: some column has it */
};

/* Maps the columns; problems are findings. */
void map_columns(struct mapping *m, const struct mapper *by);
/* Has the field a column, or a value for all rows? */
bool map_gives(const struct mapping *m, unsigned field);
/* A field of a register by name, title or alias; -1 none. */
int map_find_field(const struct headers *h, unsigned reg, struct str text);

/*
 * May this part of a derived key be empty? When it is one field that need not
 * be given; of several fields one must be.
 */
bool map_part_may_be_empty(const struct schema *s, size_t part);

#endif
