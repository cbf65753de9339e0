/* SPDX-License-Identifier: Apache-2.0 */
/* `run` and `trend` for naive.h, by the definition of docs/criteria-language.md. */
#ifndef PREAUDIT_TESTS_NAIVE_STEPS_H
#define PREAUDIT_TESTS_NAIVE_STEPS_H

#include "shared/rules/run/eval.h"

/* A member that is one for certain or perhaps. */
struct naive_step {
	bool placed, sure;
	double at;           /* where it stands, if placed */
	enum truth truth;    /* the condition of a run */
	double lo, hi;       /* the number of a trend; -HUGE_VAL to HUGE_VAL */
};

void naive_run(const struct naive_step *s, size_t n, double *lo, double *hi);
void naive_trend(const struct naive_step *s, size_t n, double *lo,
    double *hi);

#endif
