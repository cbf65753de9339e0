/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs and trends once more: places are found by looking for the next one,
 * runs by trying every stretch of places.
 */
#include "tests/lib/naive_steps.h"

#include <stdlib.h>

/* What the members of one place say together. */
struct place {
	double at;
	bool exists;         /* one of them is a member for certain */
	bool all_true;
	bool denied;         /* false for one that is a member for certain */
	bool hope;           /* not false for one of them */
	double lo, hi;
};

static void
take(struct place *p, const struct naive_step *s, bool first)
{
	if (first)
		*p = (struct place){ .at = s->at, .all_true = true,
			.lo = s->lo, .hi = s->hi };
	p->exists |= s->sure;
	p->all_true &= s->truth == TRUE_;
	p->denied |= s->sure && s->truth == NOT_TRUE;
	p->hope |= s->truth != NOT_TRUE;
	p->lo = s->lo < p->lo ? s->lo : p->lo;
	p->hi = s->hi > p->hi ? s->hi : p->hi;
}

/* The places in their order; the caller frees them. */
static struct place *
places(const struct naive_step *s, size_t n, size_t *count)
{
	struct place *p = calloc(n + 1, sizeof(*p));

	*count = 0;
	for (;;) {
		bool any = false;
		double next = 0;

		for (size_t i = 0; i < n; i++) {
			if (!s[i].placed || (*count > 0 &&
			    s[i].at <= p[*count - 1].at))
				continue;
			if (!any || s[i].at < next)
				next = s[i].at;
			any = true;
		}
		if (!any)
			return p;
		any = false;
		for (size_t i = 0; i < n; i++) {
			if (!s[i].placed || s[i].at < next || s[i].at > next)
				continue;
			take(&p[*count], &s[i], !any);
			any = true;
		}
		++*count;
	}
}

void
naive_run(const struct naive_step *s, size_t n, double *lo, double *hi)
{
	size_t count, placeless = 0, hopeful = 0;
	struct place *p = places(s, n, &count);

	*lo = *hi = 0;
	for (size_t i = 0; i < count; i++) {
		double surely = 0, perhaps = 0;

		for (size_t k = i; k < count && p[k].all_true; k++)
			surely += p[k].exists;
		for (size_t k = i; k < count && !p[k].denied; k++)
			perhaps += p[k].exists || p[k].hope;
		*lo = surely > *lo ? surely : *lo;
		*hi = perhaps > *hi ? perhaps : *hi;
	}
	for (size_t i = 0; i < n; i++) {
		placeless += !s[i].placed;
		hopeful += !s[i].placed && s[i].truth != NOT_TRUE;
	}
	if (placeless > 0)
		*lo = 0;
	*hi += (double)hopeful;
	free(p);
}

static bool
is_known(const struct place *p)
{
	return p->exists && p->lo >= p->hi;
}

static int
way(const struct place *from, const struct place *to)
{
	return to->lo > from->lo ? 1 : to->lo < from->lo ? -1 : 0;
}

/* How many of the last moves are known and go the way of the last one. */
static size_t
moves(const struct place *p, size_t count)
{
	size_t k = 0;

	while (k + 1 < count) {
		const struct place *to = &p[count - 1 - k], *from = to - 1;

		if (!is_known(from) || !is_known(to) || way(from, to) == 0 ||
		    way(from, to) != way(&p[count - 2], &p[count - 1]))
			break;
		k++;
	}
	return k;
}

void
naive_trend(const struct naive_step *s, size_t n, double *lo, double *hi)
{
	size_t count, placeless = 0, k;
	struct place *p = places(s, n, &count);
	double most;

	for (size_t i = 0; i < n; i++)
		placeless += !s[i].placed;
	*lo = *hi = 0;
	most = (double)(count + placeless) - 1;
	k = placeless > 0 ? 0 : moves(p, count);
	if (n < 2) {
		/* Nothing rises or falls. */
	} else if (placeless > 0) {
		*lo = -most;
		*hi = most;
	} else if (k > 0) {
		bool up = way(&p[count - 2], &p[count - 1]) > 0;
		bool open = k + 1 < count && !(is_known(&p[count - 1 - k]) &&
		    is_known(&p[count - 2 - k]));

		*lo = up ? (double)k : open ? -most : -(double)k;
		*hi = !up ? -(double)k : open ? most : (double)k;
	} else if (count > 1 && !(is_known(&p[count - 1]) &&
	    is_known(&p[count - 2]))) {
		*lo = -most;
		*hi = most;
	}
	free(p);
}
