/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verdicts and counts at past heads of the log, each judged on the day it is
 * of (view_head_day), or all on one day. What a point says is what `status --at
 * SIZE --as-of DAY` says.
 */
#ifndef PREAUDIT_TREND_H
#define PREAUDIT_TREND_H

#include "reports/judge/view.h"
#include "shared/text/answer.h"

#define TREND_MILESTONES 16

/* What was said at one head. */
struct trend_point {
	uint64_t size;           /* of the log */
	struct merkle_hash root; /* of that size */
	int32_t as_of;           /* judged on this day */
	size_t nmilestones;  /* of the rules then */
	struct trend_verdict {
		char id[64];
		enum readiness_verdict verdict;
	} milestone[TREND_MILESTONES];
	uint64_t clauses_evidenced, clauses; /* n of how many */
	uint64_t by_result[CRIT__MAX];       /* criteria */
	uint64_t majors, minors; /* suggested, criteria */
	/* Recorded by people, open and counting, with such a grade. */
	uint64_t finding_majors, finding_minors;
	uint64_t records;        /* in all registers */
};

/* A point for each signed head, or the newest of each period. */
enum trend_by { TREND_HEAD, TREND_MONTH, TREND_QUARTER, TREND_YEAR };

/* Free with trend_free. */
struct trend {
	struct trend_point *point; /* oldest first */
	size_t n, cap;
};

/* Which points. */
struct trend_request {
	uint64_t size;      /* of the log; what lies behind is not looked at */
	enum trend_by by;   /* periods by the day each head is of */
	int32_t as_of;      /* DATE_NONE: every head on its own day */
	size_t most;        /* the last ones; 0: all of them */
	/*
	 * A folder where points are kept between runs; they are checked when
	 * read, and never used for a report. NULL: none are kept.
	 */
	const char *cache;
};

/*
 * Judges the heads that are asked for, from the first import on. -1 with an
 * error and nothing to free.
 */
int trend_make(struct trend *t, const struct store *s,
    const struct trend_request *q, struct err *e);
void trend_free(struct trend *t);
/* The verdict of a milestone at a point; "" when its rules had none such. */
const char *trend_verdict(const struct trend_point *p, const char *id);

/* trend_cache.c: false when there is no answer that can be believed. */
bool trend_cache_get(const char *dir, const struct store *s,
    struct trend_point *p);
/* Failing to keep an answer is no error. */
void trend_cache_put(const char *dir, const struct store *s,
    const struct trend_point *p);
/* JSON: one point, as trend/1 and the cache have it. */
void trend_put_point(struct answer *a, const struct trend_point *p);

#endif
