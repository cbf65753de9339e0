/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a batch did: the lines of its data file that are its own. A file of
 * changes holds nothing else; a whole register holds them behind the lines
 * that it repeats.
 */
#ifndef PREAUDIT_PAST_H
#define PREAUDIT_PAST_H

#include "importer/state/state_internal.h"

struct prior {
	struct store_part part; /* mapped; its SHA-256 is that of its leaf */
	const char *key;        /* name of the key's column */
	struct str header;      /* the header record */
	struct str name[STATE_COLUMNS];
	size_t ncolumns, key_column;
	struct str rest;        /* what was not read yet */
	uint64_t record;
};

/* One line; raw fields, valid until prior_close. */
struct prior_line {
	struct str record;
	struct str raw[STATE_COLUMNS];
	struct str key;         /* raw, the text of only one key */
	bool retires;
};

/*
 * Opens the data file of a batch of the register. ERR_INTEGRITY when it is not
 * what was signed; ERR_CONFIG when it lacks the key of the adopted rules.
 */
int prior_open(struct prior *p, const struct store *st, uint64_t index,
    const struct schema *schema, struct err *e);
/* 1 taken, 0 end, -1 ERR_INTEGRITY. Erased lines are passed over. */
int prior_next(struct prior *p, struct prior_line *l, struct err *e);
void prior_close(struct prior *p);
/* The column of that name, or -1. */
int prior_column(const struct prior *p, struct str name);
/* Is a leaf a batch of the register? */
bool prior_is_of(const struct store *st, uint64_t index, const char *reg);

#endif
