/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which fields of a register its systems ever supplied, told from what the log
 * says of each batch: an empty cell of a field that nobody supplied says
 * nothing, where one of a supplied field says that there is nothing.
 */
#ifndef PREAUDIT_SUPPLY_H
#define PREAUDIT_SUPPLY_H

#include "shared/model/table/table.h"

/* Of one field, from one system. */
enum supply {
	SUPPLY_NEVER,     /* no batch had a column or value for it */
	SUPPLY_GIVEN,
	SUPPLY_WITHDRAWN  /* one had, and a later one took it back */
};

/* What one system supplied of a register. */
struct supplier {
	const char *system; /* NULL: none was named; the store's */
	enum supply *field; /* per field of the schema */
};

/* All systems that a register came from, in the order of their first batch. */
struct suppliers {
	struct supplier *item; /* in the arena */
	size_t n;
};

/*
 * What the first `n` of these batches, ascending and none of them undone, say
 * of a register; in the arena. A batch that hands nothing in, or of which every
 * row was refused, says nothing; one without columns counts for all fields.
 */
void suppliers_read(struct suppliers *all, const struct schema *s,
    const struct batch_info *batch, size_t n, struct arena *a);
/* The same of all that a store has below a size. */
void suppliers_load(struct suppliers *all, const struct schema *s,
    const struct store *st, uint64_t size, struct arena *a);
/* The one of a system (NULL: none named), or NULL. */
const struct supplier *suppliers_find(const struct suppliers *all,
    const char *system);
/*
 * Does an empty cell of the field say that there is nothing? It does where the
 * field was supplied, or where its absence means that (docs/standard-format.md).
 */
bool supply_says(const enum supply *field, const struct schema *s, unsigned f);
/* Marks, in the columns of a loaded table, the records of which it does not. */
void supply_mark(struct dataset *d, struct table *t);

#endif
