/* SPDX-License-Identifier: Apache-2.0 */
/* Windows of past records, and until when records are known; see window.h. */
#include "shared/rules/run/window.h"

#include <math.h>

/* The last day of a window that is known, at most `end`. */
static int32_t
known_end(const struct eval *v, int reg, int32_t end)
{
	int32_t day = v->d->table[reg].extracted;

	return day != DATE_NONE && day < end ? day : end;
}

int32_t
window_end(const struct eval *v, int reg)
{
	return v->d->forecast ? known_end(v, reg, v->data_as_of) : v->as_of;
}

bool
window_begin(struct eval *v, const struct node *n, struct val *from)
{
	int32_t end = window_end(v, n->reg);
	struct val interval;

	memset(from, 0, sizeof(*from));
	eval_val(v, n->b, &interval);
	if (interval.st != ST_GIVEN)
		return false;
	/* On one of the days between the known end and the end, that long ago. */
	from->n = eval_shift(known_end(v, n->reg, end), -interval.hi,
	    n->b->type.months);
	from->hi = eval_shift(end, -interval.n, n->b->type.months);
	return !isnan(from->n) && !isnan(from->hi);
}

enum truth
window_within(struct eval *v, const struct node *n)
{
	struct val day, from, until = { .n = window_end(v, n->reg) };
	enum truth begun, ended;

	eval_val(v, n->a, &day);
	if (day.st != ST_GIVEN || !window_begin(v, n, &from))
		return UNKNOWN;
	until.hi = until.n;
	begun = truth_of_numbers(CMP_GE, &day, &from);
	ended = truth_of_numbers(CMP_LE, &day, &until);
	return begun < ended ? begun : ended;
}

enum truth
window_known(struct eval *v, const struct node *n)
{
	int32_t until = v->d->table[n->reg].extracted;
	struct val day;

	eval_val(v, n->a, &day);
	if (day.st != ST_GIVEN || !v->supplied[n->reg])
		return UNKNOWN;
	/* Where nothing was extracted a nil return speaks for the register. */
	return until == DATE_NONE || day.hi <= until ? TRUE_ : UNKNOWN;
}
