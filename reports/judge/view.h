/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The store at one log size under the rules of another: what comparing two
 * moments needs, beside the report of one.
 */
#ifndef PREAUDIT_VIEW_H
#define PREAUDIT_VIEW_H

#include "reports/judge/readiness/readiness.h"

/* Its parts point into one another: it must stay where it was loaded. */
struct view {
	struct standard standard;
	struct rules *rules;
	struct dataset data;
};

/*
 * Records as known at `data`, rules as adopted at `rules` (log sizes).
 * ERR_NOT_FOUND when no standard had been adopted then.
 */
int view_load(struct view *v, const struct store *s, uint64_t data,
    uint64_t rules, struct err *e);
void view_free(struct view *v);

/*
 * The day each log size up to `size` is of: the newest extraction day of its
 * batches that are not undone; DATE_NONE where there is none. day[k] is of log
 * size k + 1; on the heap.
 */
int view_head_days(const struct store *s, uint64_t size, int32_t **day,
    struct err *e);
/* The day of one size; without a batch the day its rules were adopted. */
int view_head_day(const struct store *s, uint64_t size, int32_t *day,
    struct err *e);
/* Loaded data is judged on as_of as a forecast, when that is later than it. */
void view_forecast(struct dataset *d, int32_t as_of);

#endif
