/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an earlier batch did: the lines of its data file that are its own. A
 * file of changes holds nothing else; a whole register holds them behind the
 * lines that it repeats.
 */
#ifndef PREAUDIT_PRIOR_H
#define PREAUDIT_PRIOR_H

#include "importer/state/state_internal.h"

/* A data file that is being read; its texts live until prior_close. */
struct prior {
	/* Mapped; its SHA-256 is that of its leaf. */
	struct store_part part;
	/* Name of the key's column in the adopted rules. */
	const char *key;
	/* The header record, and its columns: op, batch, row, then fields. */
	struct str header;
	struct str name[STATE_COLUMNS];
	size_t ncolumns;
	/* Place of the key among them, from 0. */
	size_t key_column;
	/* What was not read yet, and how many records were. */
	struct str rest;
	uint64_t record;
};

/* One line of it; texts live until prior_close. */
struct prior_line {
	/* With its CR LF, and taken apart, with quotes. */
	struct str record;
	struct str raw[STATE_COLUMNS];
	/* raw[key_column]: one key has only one such text. */
	struct str key;
	/* It ends its record; else it puts one. */
	bool retires;
};

/*
 * Opens the data file of the batch `index`, one of the register of `schema`,
 * before its first own line. ERR_INTEGRITY when it is not what was signed,
 * ERR_CONFIG when it lacks the key of the adopted rules; nothing is held then.
 */
int prior_open(struct prior *p, const struct store *st, uint64_t index,
    const struct schema *schema, struct err *e);
/*
 * Reads the next line that was not erased: 1; 0 at the end; -1 with
 * ERR_INTEGRITY that names the record.
 */
int prior_next(struct prior *p, struct prior_line *l, struct err *e);
/* Lets go of the file; texts of its lines are gone then. */
void prior_close(struct prior *p);
/* The column of that name behind op, batch and row, from 0; or -1. */
int prior_column(const struct prior *p, struct str name);
/* Is record `index` of the log a batch of the register of that name? */
bool prior_is_of(const struct store *st, uint64_t index, const char *reg);

#endif
