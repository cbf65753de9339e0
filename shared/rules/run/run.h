/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One walk of a quantifier over its population, for those who count members
 * (aggregate.c, run.c) and those who ask for truth (quant.c).
 */
#ifndef PREAUDIT_RULES_RUN_H
#define PREAUDIT_RULES_RUN_H

#include "shared/rules/run/quant.h"

struct run {
	struct eval *v;
	const struct quant *q;
	enum truth truth;       /* of some or every: so far */
	enum truth best;        /* of some: more it cannot become */
	/* aggregates */
	double n, hi;           /* the bounds of a sum or extreme so far */
	uint64_t sure, maybe;   /* members counted for certain, perhaps */
	bool unknown;           /* a value that is needed is not known */
	struct set *set;        /* being collected, the evaluation's */
};

/*
 * Calls fn(r, ordinal) for a superset of the members for which the condition
 * is not false, with the variable bound: candidates of an index where there is
 * one, else the whole population. False: the population is not known.
 */
bool run_walk(struct run *r, pop_fn *fn);
/* The condition that is still to be asked of a candidate; NULL: none. */
const struct node *run_where(const struct run *r);
/* Is the candidate a member? */
enum truth run_condition(struct run *r);
/*
 * The longest run, and the trend, of the members in their order: bounds in
 * out->n and out->hi. False: the population is not known.
 */
bool run_longest(struct eval *v, const struct node *n, struct val *out);
bool run_trend(struct eval *v, const struct node *n, struct val *out);

#endif
