/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the header of a table stands: below titles and logos, in one row or in
 * two. Decided by how many cells are headers that the registers know.
 */
#ifndef PREAUDIT_HEADER_ROW_H
#define PREAUDIT_HEADER_ROW_H

#include "importer/map/mapfile.h"
#include "importer/read/source.h"

struct header {
	struct str *text;     /* one per column, trimmed; of two rows: joined */
	size_t n;
	const uint32_t *number; /* columns of the file, from 1; NULL: in order */
	const int *made;      /* per column: its field where no column of the
	                         file is it (unpivot.h), else -1; NULL: all */
	uint64_t row, line;   /* of its last row; 0 when there is none */
	bool two_rows;
	uint64_t above;       /* rows with something in them above it */
	struct str title;     /* what the first of them says */
};

/* What makes a cell a header. */
struct header_known {
	const struct headers *headers;
	int reg;                       /* the register it is, or HEADERS_ALL */
	const struct mapfile *mapfile; /* or NULL */
};

/*
 * at: the row a person named, or 0. Texts belong to the arena. 0 also when the
 * table is empty; ERR_REFUSED when the text is no CSV.
 */
int header_find(struct header *out, const struct source *s,
    const struct header_known *k, uint64_t at, struct arena *a, struct err *e);

#endif
