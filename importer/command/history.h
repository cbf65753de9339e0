/* SPDX-License-Identifier: Apache-2.0 */
/* Every value that a record ever had, batch by batch. Reads only. */
#ifndef PREAUDIT_HISTORY_H
#define PREAUDIT_HISTORY_H

#include "importer/job/session.h"
#include "importer/state/prior.h"
#include "shared/text/answer.h"

/* What a batch made of the record. */
enum history_what {
	HISTORY_NEW, HISTORY_CHANGED, HISTORY_RETIRED, HISTORY_RETURNED
};

/* The walk of one key through the batches of its register. */
struct history {
	struct session *s;      /* open, and outlives it */
	unsigned reg;           /* number in the standard */
	const struct schema *schema;
	uint64_t *undone;       /* per record of the log: store_undone */
	struct buf raw;         /* the key as it stands in data files */
	/* the record behind the batches walked so far */
	uint64_t n;             /* events */
	bool present;           /* the register has it */
	struct prior *last;      /* the file of its newest line */
	struct prior_line line;
};

/* A line of the key in a batch. */
struct history_event {
	uint64_t index;         /* of the batch */
	enum history_what what;
	const struct prior *past;      /* the batch's data file */
	const struct prior_line *line; /* and its line */
	uint64_t from, row;     /* the batch and row that the line names */
	/* the line before it; NULL: there was no record */
	const struct prior *before_past;
	const struct prior_line *before;
};

/* The walk of one key through a register; free with history_fini. */
void history_init(struct history *h, struct session *s, unsigned reg,
    struct str key);
/*
 * Puts each event in the order of the log, and sets n and present. -1: a data
 * file cannot be read, or is not what was signed.
 */
int history_walk(struct history *h, struct answer *a, struct err *e);
void history_fini(struct history *h);
/* -1 with ERR_NOT_FOUND and the keys that may be meant, for a key never had. */
int history_unknown(struct history *h, struct str key, struct err *e);
/* An event as a row of the open list, or as its lines of text. */
void history_put_event(struct answer *a, const struct history *h,
    const struct history_event *x);

#endif
