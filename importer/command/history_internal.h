/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up history.h. */
#ifndef PREAUDIT_HISTORY_INTERNAL_H
#define PREAUDIT_HISTORY_INTERNAL_H

#include "importer/command/history.h"
#include "importer/state/prior.h"

enum history_what {
	HISTORY_NEW, HISTORY_CHANGED, HISTORY_RETIRED, HISTORY_RETURNED
};

struct history {
	struct session *s;
	unsigned reg;
	const struct schema *schema;
	uint64_t *undone;
	struct buf raw;         /* the key as it stands in data files */
	/* the record behind the batches walked so far */
	uint64_t n;             /* events */
	bool present;
	struct prior *last;      /* the file of its newest line */
	struct prior_line line;
};

/* A line of the key in a batch. */
struct history_event {
	uint64_t index;         /* of the batch */
	enum history_what what;
	const struct prior *past;
	const struct prior_line *line;
	uint64_t from, row;     /* the batch and row that the line names */
	/* the line before it; NULL: there was no record */
	const struct prior *before_past;
	const struct prior_line *before;
};

typedef void history_fn(void *ctx, const struct history *h,
    const struct history_event *x);

void history_init(struct history *h, struct session *s, unsigned reg,
    struct str key);
/* Calls fn for each event in the order of the log. */
int history_walk(struct history *h, history_fn *fn, void *ctx,
    struct err *e);
void history_fini(struct history *h);
/* ERR_NOT_FOUND with the keys that may be meant. */
int history_unknown(struct history *h, struct str key, struct err *e);

#endif
