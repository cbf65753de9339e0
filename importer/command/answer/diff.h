/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an import would change, cell by cell: kept while the rows are compared,
 * register by register, as text or JSON at once, so that no record is held.
 */
#ifndef PREAUDIT_DIFF_H
#define PREAUDIT_DIFF_H

#include "importer/command/answer/summary.h"
#include "importer/rows/watch.h"

#define DIFF_MAX_BYTES ((size_t)256 << 20) /* of one register */

/* Records by what would become of them, and how many of them are shown. */
struct diff_counts {
	uint64_t new, changed, retired, shown;
};

/* What is kept of one register. */
struct diff_register {
	struct diff_counts n;
	struct buf out;       /* the records shown, at most DIFF_MAX_BYTES */
	/* how far both were when the present file was begun */
	const struct job *job;
	struct diff_counts n_before;
	size_t out_before;
};

struct diff {
	struct session *s;
	struct watch watch;   /* what the rows call, see watch.h */
	uint64_t limit;       /* records shown of each register; 0: all */
	bool json;            /* which form records are kept in */
	struct diff_register *reg; /* per register of the standard */
	struct buf old, new;  /* values, in turn */
};

/*
 * Looks on at the rows of an open session from now on, which must outlive it.
 * `limit` as above. End with diff_end.
 */
void diff_begin(struct diff *d, struct session *s, uint64_t limit, bool json);
/*
 * Appends what was seen, as text or as diff/1, to `out`. -1 with ERR_LIMIT
 * when a register has more than DIFF_MAX_BYTES of it, or when findings cannot
 * be read back.
 */
int diff_show(struct diff *d, enum ending ending, struct buf *out,
    struct err *e);
/* Frees what was kept; the session's rows may no longer be read. */
void diff_end(struct diff *d);

#endif
