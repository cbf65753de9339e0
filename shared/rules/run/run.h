/* SPDX-License-Identifier: Apache-2.0 */
/* One walk of a quantifier over its population, for those who count members. */
#ifndef PREAUDIT_RULES_RUN_H
#define PREAUDIT_RULES_RUN_H

#include "shared/rules/run/quant.h"

struct run {
	struct eval *v;
	const struct quant *q;
	enum truth truth, best;
	/* aggregates */
	double n, hi;
	uint64_t sure, maybe;   /* members counted for certain, perhaps */
	bool unknown;
	struct set *set;
};

/* Candidates from the index, else the whole population; false: not known. */
bool run_walk(struct run *r, pop_fn *fn);
/* The condition that is still to be asked of a candidate; NULL: none. */
const struct node *run_where(const struct run *r);
bool run_is_defective(const struct run *r);
/* Is the candidate a member? A defective one may be. */
enum truth run_condition(struct run *r);
/* Both give the bounds, in n and hi; false: the population is not known. */
bool run_longest(struct eval *v, const struct node *n, struct val *out);
bool run_trend(struct eval *v, const struct node *n, struct val *out);

#endif
