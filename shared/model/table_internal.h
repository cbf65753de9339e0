/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files that load tables. */
#ifndef PREAUDIT_TABLE_INTERNAL_H
#define PREAUDIT_TABLE_INTERNAL_H

#include "shared/model/table.h"

/* Where a live record's present line is. */
struct place {
	const char *line;  /* NULL: retired or erased */
	uint32_t n;        /* bytes of the line */
	uint32_t part;     /* index of its data file */
};

/* The records of a register at a log size, in a stable order. */
struct lines {
	const struct store_part *part;
	size_t nparts;
	struct place *place;
	size_t n, cap;
	uint64_t bytes;    /* of all live lines */
};

/* Applies the parts, oldest first. ERR_INTEGRITY names file and record. */
int lines_collect(struct lines *l, const struct schema *schema,
    const struct store_part *part, size_t nparts, struct err *e);
void lines_free(struct lines *l);

/* Fills the wanted columns; references stay as written. */
int table_fill(struct table *t, const struct lines *l, const bool *want,
    struct err *e);
/* Key index and key order, once the key column is there. */
void table_index(struct table *t);
/* Points references to records, for every loaded table. */
void tables_resolve(struct dataset *d);
void table_fini(struct table *t);

#endif
