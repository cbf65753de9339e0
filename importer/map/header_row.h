/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the header of a table stands: below titles and logos, in one row or in
 * two. Decided by how many cells are headers that the registers know.
 */
#ifndef PREAUDIT_HEADER_ROW_H
#define PREAUDIT_HEADER_ROW_H

#include "importer/map/mapfile.h"
#include "importer/read/source.h"

/* The header of a table; its arrays and texts belong to an arena. */
struct header {
	/* One text per column, trimmed; of two rows: joined. */
	struct str *text;
	size_t n;
	/* The file's column of each, from 1; NULL: they are in order. */
	const uint32_t *number;
	/*
	 * The field of each column that an unpivot made and that no column of
	 * the file is; else -1. NULL: all are of the file.
	 */
	const int *made;
	/* Of its last row, from 1; 0 when there is none. */
	uint64_t row, line;
	bool two_rows;
	/* Rows with something in them above it, and what the first says. */
	uint64_t above;
	struct str title;
};

/* What makes a cell a header. */
struct header_known {
	const struct headers *headers;
	/* The register that the table is of, or HEADERS_ALL. */
	int reg;
	/* Its mapping file, or NULL. */
	const struct mapfile *mapfile;
};

/*
 * Finds the header among the first rows of the source; `at` is the row that a
 * person named, from 1, or 0. Texts are copied into the arena. 0 also when the
 * table is empty: then out->n is 0; -1 with ERR_REFUSED when nothing of the
 * text can be read as CSV.
 */
int header_find(struct header *out, const struct source *s,
    const struct header_known *k, uint64_t at, struct arena *a, struct err *e);

#endif
