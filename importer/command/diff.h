/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an import would change, cell by cell: kept while the rows are compared,
 * register by register, as text or JSON at once, so that no record is held.
 */
#ifndef PREAUDIT_DIFF_H
#define PREAUDIT_DIFF_H

#include "importer/command/summary.h"
#include "importer/rows/watch.h"

#define DIFF_MAX_BYTES ((size_t)256 << 20) /* of one register */

struct diff_counts {
	uint64_t new, changed, retired, shown;
};

struct diff {
	struct session *s;
	struct watch watch;
	uint64_t limit;       /* records shown of each register; 0: all */
	bool json;
	/* per register of the standard */
	struct diff_register {
		struct diff_counts n;
		struct buf out;
		/* how far it was when the present file was begun */
		const struct job *job;
		struct diff_counts n_before;
		size_t out_before;
	} *reg;
	struct buf old, new;  /* values */
};

/* Looks on at the session's rows from now on. */
void diff_begin(struct diff *d, struct session *s, uint64_t limit, bool json);
/* What was seen, as text or as diff/1. ERR_LIMIT when it is too much. */
int diff_show(struct diff *d, enum ending ending, struct buf *out,
    struct err *e);
void diff_end(struct diff *d);

#endif
