/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Anchors: time stamps over checkpoints, which say between which times a record
 * came into the log (docs/store-format.md 9). Each is verified again whenever
 * it is asked; one that cannot be counts for nothing.
 */
#ifndef PREAUDIT_ANCHOR_H
#define PREAUDIT_ANCHOR_H

#include "shared/stamp/stamp.h"
#include "shared/store/store.h"

/* How far a stamp's time may lie ahead of this machine's clock. */
#define ANCHOR_AHEAD_S 300

/* ---- one time stamp ---- */

/*
 * Appends the bytes that an anchor of `size` records stamps: checkpoints/<size>,
 * which must be signed with the store's key and have the log's root.
 * ERR_INTEGRITY otherwise; ERR_SYS when it cannot be read.
 */
int anchor_checkpoint(const struct store *s, uint64_t size, struct buf *note,
    struct err *e);
/* Of which checkpoint is the response? ERR_REFUSED when of none here. */
int anchor_find(const struct store *s, struct str response, uint64_t *size,
    struct err *e);
/*
 * May the response be kept as an anchor of the first `size` records? All that
 * stamp_verify asks, and that no record under it is dated later, no earlier
 * anchor under it is, its time is at most ANCHOR_AHEAD_S after now_s, and the
 * log does not hold it yet. `q` is filled by the caller, but its imprint.
 */
int anchor_accept(const struct store *s, uint64_t size, struct str response,
    struct stamp_query *q, const struct stamp_trust *trust, int64_t now_s,
    struct stamp *stamp, struct err *e);

/* ---- all of a store ---- */

enum anchor_state {
	ANCHOR_COUNTS,
	ANCHOR_LAPSED,  /* its certificates ended, and nothing renews it */
	ANCHOR_FAULT,   /* it does not verify */
	ANCHOR_UNKNOWN  /* evidence that this version does not verify */
};
struct anchor {
	uint64_t index; /* of its record */
	const struct leaf_anchor *leaf; /* the store's */
	enum anchor_state state;
	struct stamp stamp; /* where it counts or has lapsed */
	struct err *fault;  /* why not; on the heap, or NULL */
};
struct anchors {
	struct anchor *item; /* by ascending index */
	size_t n, cap;
};
/* Verifies every anchor of the store, as of now_s. Free with anchors_free. */
void anchors_read(struct anchors *a, const struct store *s, int64_t now_s);
void anchors_free(struct anchors *a);

/*
 * When a record came into the log, by the anchors that count: after the newest
 * one whose record stands before it, and before the oldest one that covers it.
 * NULL: nothing tells. The texts are the store's.
 */
struct anchor_span {
	const char *not_before, *not_after;
};
struct anchor_span anchors_span(const struct anchors *a, uint64_t index);

/* The longest time from a record's date to its first anchor. */
struct anchor_gap {
	bool known;     /* there is a batch or report at all */
	bool anchored;  /* it has an anchor; else until now_s */
	uint64_t index; /* of the record */
	int64_t seconds;
};
struct anchor_gap anchors_gap(const struct anchors *a, const struct store *s,
    int64_t now_s);

#endif
