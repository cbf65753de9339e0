/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What changed between two moments of a store, and because of what. A moment
 * is a log size and a day. From the one to the other three things move, always
 * in this order: the day, the records, the rules. The store is judged behind
 * each step; a value changed because of the steps at which it moved. So the
 * steps add up to the whole change, by construction.
 */
#ifndef PREAUDIT_CHANGES_H
#define PREAUDIT_CHANGES_H

#include "reports/judge/rank.h"
#include "reports/judge/report.h"
#include "reports/judge/view.h"
#include "reports/judge/withdrawn.h"
#include "shared/text/answer.h"

/* What moves, in this order. */
enum { STEP_TIME, STEP_DATA, STEP_RULES, STEPS };
#define STATES (STEPS + 1) /* before, and behind each step */
/* Of STEP_TIME and so on: "time passed", "data changed", "rules changed". */
const char *step_name(unsigned step);

/* A state of the store, judged on a day. */
struct moment {
	uint64_t size;       /* data head at or below the size asked for */
	struct merkle_hash root; /* of that size */
	int32_t as_of;           /* the day */
	bool forecast;       /* of `to`: judged on as_of, data as of its own day */
};

/* A value before and behind each step; equal texts are one state. */
struct shift {
	const char *id, *title;  /* of a milestone, clause or criterion */
	const char *was[STATES]; /* its words */
	int rank[STATES];    /* the higher the better */
	unsigned because;    /* 1 << step, all at which it moved */
};

/* "worse", "better" or "other": from the first state to the last. */
const char *shift_name(const struct shift *s);

/* A record whose worst grade under a criterion moved. */
struct violation_shift {
	const struct violation *v; /* as it is now; resolved: as it was */
	enum violation_move { VIOLATION_NEW, VIOLATION_WORSE,
		VIOLATION_MILDER, VIOLATION_RESOLVED } move;
	unsigned because; /* as of a shift */
};
/* The word of a move: "milder". */
const char *violation_move_name(enum violation_move m);

/* A criterion that does better or worse, or whose records moved. */
struct criterion_shift {
	struct shift s;
	const char *clause;
	bool was_met, is_met;
	bool was_ruled, is_ruled; /* the rules have it */
	bool withdrawn; /* no longer evidenced, as records or values are gone */
	struct violation_shift *record; /* by register and key; on the heap */
	size_t nrecords, cap;
};
/*
 * "newly met", "newly not met", "lapsed", "withdrawn", "no longer evidenced",
 * "nothing to judge", "worse", "better", "other", "new rule", "rule gone"; or
 * "records" when the result is the same and only its records moved.
 */
const char *criterion_shift_name(const struct criterion_shift *c);

/* A record that is new or has other fields. */
struct record_shift {
	enum record_move { RECORD_NEW, RECORD_CHANGED, RECORD_MOVES } move;
	const char *key;
	uint32_t batch, row; /* of its present value */
	const char *fields;  /* RECORD_CHANGED: their names, with ", " between */
};

/* "new" or "changed" */
const char *record_move_name(enum record_move m);

/* A register that a batch was imported into. */
struct register_shift {
	const struct schema *schema;
	uint64_t n[RECORD_MOVES], withdrawn; /* withdrawn: was there before */
	uint64_t emptied;                    /* cells that were given */
	struct record_shift *record;         /* by key */
	size_t nrecords, cap;
};

/* All that changed from one moment to another. */
struct changes {
	struct moment from, to;
	bool moved[STEPS];            /* whether a step moves anything */
	struct view view[STATES - 1]; /* before, data moved, rules moved */
	struct readiness state[STATES]; /* before, and behind each step */
	/* Every field of registers with batches between. */
	struct dataset then, now;
	struct shift *milestone, *clause;
	size_t nmilestones, nclauses; /* only those that moved */
	struct criterion_shift *criterion;
	size_t ncriteria;
	struct register_shift *reg;   /* registers with batches between */
	size_t nregs;
	struct withdrawn *withdrawn;  /* by register and key */
	size_t nwithdrawn;
	struct arena arena;
};

/*
 * `from` and `to` name sizes and days; the data heads are put in. The struct
 * must stay where it is; it points into itself and into the store. -1 with an
 * error and nothing to free: ERR_USAGE when `from` is the newer one,
 * ERR_NOT_FOUND when no standard had been adopted then.
 */
int changes_make(struct changes *c, const struct store *s,
    struct moment from, struct moment to, struct err *e);
void changes_free(struct changes *c);
/* Is nothing different in the end? */
bool changes_is_empty(const struct changes *c);
/*
 * changes/1 (docs/changes.md), appended to b with its line end; or as text, and
 * then of each list of records the first alone. `r` is the report of `to`.
 */
void changes_put(const struct changes *c, const struct report *r, bool json,
    struct buf *b);

/*
 * What lapses or falls due from the day the data is of, or from `from` if that
 * is later, until a later day: the same with nothing but time passing.
 */
int changes_lapses(struct changes *c, const struct store *s, uint64_t size,
    int32_t from, int32_t until, struct err *e);
/* Did the criterion do worse, or does a record newly break it, or worse? */
bool changes_is_lapse(const struct criterion_shift *c);
/*
 * What a forecast foretells: the member "forecast" of status/1, without the
 * criteria when `lapses` is NULL, or as text; nothing unless the report is one.
 */
void changes_put_lapses(struct answer *a, const struct report *r,
    const struct changes *lapses);

/* The steps of a mask as words: "time passed and data changed"; appended. */
void because_put(unsigned mask, struct buf *b);

/* changes_records.c: fills then, now, reg and withdrawn. */
int changes_records(struct changes *c, const struct store *s, struct err *e);

#endif
