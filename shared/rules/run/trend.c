/* SPDX-License-Identifier: Apache-2.0 */
/* The direction of a series of values; see trend.h. */
#include "shared/rules/run/trend.h"

#include <stdlib.h>

static int
by_place(const void *a, const void *b)
{
	const struct trend_step *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Members of one place become one step that spans their values. */
static size_t
merge(struct trend_step *s, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct trend_step *last = kept > 0 ? &s[kept - 1] : NULL;

		if (last == NULL || last->at < s[i].at) {
			s[kept++] = s[i];
			continue;
		}
		last->low = s[i].low < last->low ? s[i].low : last->low;
		last->high = s[i].high > last->high ? s[i].high : last->high;
		last->sure = last->sure || s[i].sure;
	}
	return kept;
}

static bool
is_exact(const struct trend_step *s)
{
	return s->sure && s->low >= s->high;
}

static int
direction(const struct trend_step *from, const struct trend_step *to)
{
	return (to->low > from->low) - (to->low < from->low);
}

/*
 * Back from the end as long as all is known; behind the first step that is not,
 * the same direction may go on to the beginning, or not at all.
 */
void
trend_bounds(struct trend_step *s, size_t n, size_t placeless, double *low,
    double *high)
{
	size_t i, most;
	int way = 0;

	if (n > 1)
		qsort(s, n, sizeof(*s), by_place);
	most = n + placeless;
	n = merge(s, n);
	*low = *high = 0;
	if (most < 2)
		return;
	for (i = n; placeless == 0 && i > 1 && is_exact(&s[i - 1]) &&
	    is_exact(&s[i - 2]); i--) {
		int next = direction(&s[i - 2], &s[i - 1]);

		if (next == 0 || (way != 0 && next != way)) {
			i = 0;
			break;
		}
		way = next;
		*low += way;
		*high += way;
	}
	if (placeless > 0 || (i > 1 && way == 0)) {
		*high = (double)(n + placeless - 1);
		*low = -*high;
	} else if (i > 1 && way > 0) {
		*high = (double)(n - 1);
	} else if (i > 1) {
		*low = -(double)(n - 1);
	}
}
