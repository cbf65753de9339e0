/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How often in a row a value has risen or fallen up to the last place of an
 * order: the arithmetic of `trend`, for quant.c.
 */
#ifndef PREAUDIT_RULES_TREND_H
#define PREAUDIT_RULES_TREND_H

#include <stdbool.h>
#include <stddef.h>

/* A member: its value lies between low and high, equal when it is known. */
struct trend_step {
	double at;
	double low, high;
	bool sure;          /* a member for certain */
};

/*
 * Sorts the n steps by `at` and bounds the trend: +k after k rises in a row, -k
 * after k falls, 0 when the last value is that of the one before, or is alone.
 * Members of one place are one step. `placeless` further members may stand
 * anywhere.
 */
void trend_bounds(struct trend_step *step, size_t n, size_t placeless,
    double *low, double *high);

#endif
