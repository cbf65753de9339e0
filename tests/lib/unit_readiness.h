/* SPDX-License-Identifier: Apache-2.0 */
/* A standard, its rules and its records from texts, and what is judged of them. */
#ifndef PREAUDIT_TEST_UNIT_READINESS_H
#define PREAUDIT_TEST_UNIT_READINESS_H

#include "reports/judge/readiness/readiness.h"
#include "tests/lib/mkdata.h"

#define UNIT_TODAY 20726 /* 2026-09-30 */

struct fixture {
	struct standard s;
	struct dataset d;
	struct rules *r;
	struct readiness out;
};

/* Judges as of UNIT_TODAY; `more` are rules read before `rules`, or NULL. */
void unit_judge(struct fixture *f, const char *standard, const char *more,
    const char *rules, const char *data);
void unit_judged(struct fixture *f); /* frees it */

#endif
