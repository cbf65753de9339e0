/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From truth to results: members, violations and the result of each criterion
 * (docs/criteria-language.md, "Results").
 */
#include "shared/rules/result/judge.h"
#include "shared/rules/run/reading.h"

static bool
anything_supplied(const struct eval *v)
{
	for (size_t r = 0; r < v->std->nregisters; r++)
		if (v->d->table[r].supplied)
			return true;
	return false;
}

/* A population that the store itself is. */
static bool
is_of_store(enum pop_kind kind)
{
	return kind == POP_BATCHES || kind == POP_REFERENCES ||
	    kind == POP_KEYS || kind == POP_REGISTERS;
}

/* No member anywhere: does a nil return say so of each population? */
static bool
is_declared_empty(const struct eval *v, const struct crit *k)
{
	for (const struct part *p = k->part; p != NULL; p = p->next)
		if (p->npops > 0 && !is_of_store(p->pop[0].kind) &&
		    !eval_nil_covers(v, &p->pop[0], p->where[0]))
			return false;
	return true;
}

/* A store without records has no populations of its own to look at. */
static bool
is_looked_at(const struct eval *v, const struct crit *k)
{
	for (const struct part *p = k->part; p != NULL; p = p->next)
		if (p->npops > 0 && is_of_store(p->pop[0].kind) &&
		    !anything_supplied(v))
			return false;
	return true;
}

/* Is it not evidenced without a member, unless a nil return says so? */
static bool
needs_members(struct eval *v, const struct crit *k)
{
	return k->needs_members && (k->needs_where == NULL ||
	    eval_truth(v, k->needs_where) != NOT_TRUE);
}

/* Whether another reading leaves more unknown. */
static bool
is_doubted(struct judging *j, const struct crit *k, enum reading reading,
    bool keep)
{
	struct judging doubt = { .first_reading = j, .crit = j->crit,
		.arena = j->arena };
	bool any;

	if (!reading_matters(j->v, k->assigned, k->reads, reading))
		return false;
	buf_init(&doubt.text, BUF_MAX_DEFAULT);
	doubt.v = reading_of(j->v, reading);
	judge_all(&doubt, k);
	any = judge_doubt(j, &doubt, keep);
	judge_end(&doubt);
	return any;
}

void
crit_judge(struct eval *v, size_t i, struct criterion *c, struct arena *a)
{
	const struct crit *k = &v->r->crit[i];
	struct judging j = { .v = v, .crit = i, .arena = a };
	bool shown = repairs_have(v->repairs, &(struct repair){
	    .kind = REPAIR_EVIDENCE, .criterion = i, .reg = "", .key = "",
	    .gate = "" });
	bool all_fail, all_doubted;
	uint64_t members;

	/* What it is. */
	buf_init(&j.text, BUF_MAX_DEFAULT);
	memset(c, 0, sizeof(*c));
	c->id = k->id;
	c->title = k->title;
	c->clause = k->clause;
	c->source = k->source;
	c->seed = k->seed;
	c->nseeds = k->nseeds;
	c->by_document_allowed = k->by_document;
	c->own = whose_is_own(&v->r->whose, k->id);
	c->concerns_data = k->defects;
	/* Its members, counted and listed; defects are in what there is. */
	eval_as_stored(v, strcmp(k->clause, "data") == 0);
	judge_all(&j, k);
	j.missing = j.missing && !(k->defects && anything_supplied(v));
	is_doubted(&j, k, READ_VOID, true);
	c->unassigned = is_doubted(&j, k, READ_WHOSE, false);
	members = judge_count(&j, c, &all_fail, &all_doubted);
	judge_list(&j, c);
	judge_end(&j);
	/* Whose some records are takes no member's result: it is one more. */
	c->of += c->unassigned;
	c->unknown += c->unassigned;
	if (shown)
		c->unknown = 0;
	/* What that makes of it: a violation weighs more than all else. */
	if (c->failing > 0) {
		c->result = CRIT_NOT_MET;
		if (c->grade == GRADE_MINOR && !k->no_breadth && all_fail &&
		    (double)members >= v->r->breadth)
			c->grade = GRADE_MAJOR;
	} else if (shown) {
		c->result = CRIT_MET;
	} else if (j.missing) {
		c->result = CRIT_NOT_EVIDENCED;
	} else if (c->unknown > 0) {
		c->result = all_doubted ? CRIT_NOT_ASSESSABLE :
		    CRIT_NOT_EVIDENCED;
	} else if (c->of == 0 || (k->needs_members && members == 0)) {
		c->none_declared = is_declared_empty(v, k);
		c->result = is_looked_at(v, k) && (c->none_declared ||
		    !needs_members(v, k)) ? CRIT_NOTHING_TO_ASSESS :
		    CRIT_NOT_EVIDENCED;
	} else {
		c->result = CRIT_MET;
	}
}
