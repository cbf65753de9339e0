/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From criteria to clauses, gates and verdicts (docs/criteria-language.md,
 * "Results"; removing evidence never improves a result).
 */
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"
#include "shared/rules/run/reading.h"

/* ---- clauses ---- */

bool
readiness_is_unshown(const struct criterion *c)
{
	return c->result == CRIT_NOT_EVIDENCED ||
	    c->result == CRIT_NOT_ASSESSABLE;
}

static enum clause_state
state_of(const struct criterion *c)
{
	switch (c->result) {
	case CRIT_MET:
		return CLAUSE_NO_GAP;
	case CRIT_NOTHING_TO_ASSESS:
		return CLAUSE_NOTHING;
	case CRIT_BY_DOCUMENT:
		return CLAUSE_BY_DOCUMENT;
	case CRIT_NOT_MET:
		return c->grade == GRADE_MAJOR ? CLAUSE_MAJOR :
		    c->grade == GRADE_MINOR ? CLAUSE_MINOR :
		    CLAUSE_OBSERVATION;
	case CRIT_NOT_EVIDENCED:
	case CRIT_NOT_ASSESSABLE:
	case CRIT__MAX:
		break;
	}
	return CLAUSE_NOT_EVIDENCED;
}

static void
add_criterion(struct clause_result *r, const struct criterion *c)
{
	/* What the organisation asks of itself is said, and counts in nothing. */
	if (c->own) {
		r->own++;
		r->own_not_met += c->result == CRIT_NOT_MET;
		return;
	}
	r->criteria++;
	r->met += c->result == CRIT_MET;
	r->by_document += c->result == CRIT_BY_DOCUMENT;
	r->nothing += c->result == CRIT_NOTHING_TO_ASSESS;
	r->not_met += c->result == CRIT_NOT_MET;
	r->minors += c->result == CRIT_NOT_MET && c->grade == GRADE_MINOR;
	r->not_evidenced += readiness_is_unshown(c);
	readiness_worsen(r, state_of(c));
}

static void
make_clauses(struct readiness *out, const struct rules *r)
{
	static const struct clause pseudo[] = {
		{ .number = "cycle", .title = "Certification cycle" },
		{ .number = "data", .title = "Data" },
	};
	const struct standard *s = r->standard;

	out->clause = ARENA_ARRAY(&out->arena, s->nclauses + 2,
	    struct clause_result);
	for (size_t i = 0; i < s->nclauses; i++)
		if (s->clause[i].assessed)
			out->clause[out->nclauses++].clause = &s->clause[i];
	out->nassessed = out->nclauses;
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < r->ncrit; i++)
			if (strcmp(r->crit[i].clause, pseudo[p].number) == 0) {
				out->clause[out->nclauses++].clause =
				    &pseudo[p];
				break;
			}
	for (size_t i = 0; i < out->nclauses; i++)
		out->clause[i].state = CLAUSE_NO_RULE;
}

/*
 * A criterion belongs to its clause; one of a heading that is not assessed
 * itself belongs to every assessed clause below.
 */
static void
spread_criteria(struct readiness *out)
{
	for (size_t i = 0; i < out->ncriteria; i++) {
		const struct criterion *c = &out->criterion[i];
		bool found = false;

		for (size_t k = 0; k < out->nclauses && !found; k++)
			if (strcmp(out->clause[k].clause->number,
			    c->clause) == 0) {
				add_criterion(&out->clause[k], c);
				found = true;
			}
		for (size_t k = 0; k < out->nassessed && !found; k++)
			if (clause_covers(str_of(c->clause),
			    str_of(out->clause[k].clause->number)))
				add_criterion(&out->clause[k], c);
	}
	for (size_t k = 0; k < out->nclauses; k++)
		out->clause[k].by_criteria = out->clause[k].state;
}

/* How far the standard's clauses are evidenced: each is in one figure. */
static void
count_clauses(struct readiness *out)
{
	for (size_t k = 0; k < out->nassessed; k++) {
		const struct clause_result *c = &out->clause[k];
		uint64_t shown = c->met + c->by_document + c->not_met;

		if (shown > 0 && c->not_evidenced == 0)
			out->clauses_evidenced++;
		else if (shown > 0)
			out->clauses_partly++;
		else if (c->not_evidenced == 0 && c->nothing > 0)
			out->clauses_nothing++;
		else
			out->clauses_without++;
	}
}

/* ---- */

/* Data criteria first: they say which cells are void. */
void
readiness_criteria(struct eval *v, struct readiness *out)
{
	const struct rules *r = v->r;

	out->ncriteria = r->ncrit;
	out->criterion = ARENA_ARRAY(&out->arena, r->ncrit, struct criterion);
	for (size_t i = 0; i < r->ncrit; i++)
		if (r->crit[i].defects)
			crit_judge(v, i, &out->criterion[i], &out->arena);
	reading_begin(v);
	for (size_t i = 0; i < r->ncrit; i++) {
		if (!r->crit[i].defects)
			crit_judge(v, i, &out->criterion[i], &out->arena);
		crit_finish(v, i, &out->criterion[i], &out->arena);
		if (out->criterion[i].own)
			out->own_by_result[out->criterion[i].result]++;
		else
			out->n_by_result[out->criterion[i].result]++;
		out->nown += out->criterion[i].own;
	}
}

void
readiness_conclude(struct eval *v, struct readiness *out)
{
	make_clauses(out, v->r);
	spread_criteria(out);
	count_clauses(out);
	readiness_recorded(v, out);
	readiness_clause_words(out);
	readiness_milestones(v, out);
}

int
readiness_evaluate(struct readiness *out, const struct rules *r,
    const struct dataset *d, int32_t as_of, struct err *e)
{
	return readiness_mended(out, r, d, as_of, NULL, e);
}

int
readiness_mended(struct readiness *out, const struct rules *r,
    const struct dataset *d, int32_t as_of, const struct repairs *repairs,
    struct err *e)
{
	struct eval *v = mem_calloc(1, sizeof(*v));
	int status;

	memset(out, 0, sizeof(*out));
	eval_begin(v, r, d, as_of);
	v->repairs = repairs;
	readiness_criteria(v, out);
	readiness_conclude(v, out);
	readiness_supply(v, out);
	status = reading_check(v, e);
	eval_end(v);
	free(v);
	if (status == -1)
		readiness_free(out);
	return status;
}

void
readiness_free(struct readiness *r)
{
	arena_fini(&r->arena);
	memset(r, 0, sizeof(*r));
}

const struct criterion *
readiness_criterion(const struct readiness *q, const char *id)
{
	for (size_t i = 0; i < q->ncriteria; i++)
		if (strcmp(q->criterion[i].id, id) == 0)
			return &q->criterion[i];
	return NULL;
}

const struct milestone_result *
readiness_milestone(const struct readiness *q, const char *id)
{
	for (size_t i = 0; i < q->nmilestones; i++)
		if (strcmp(q->milestone[i].id, id) == 0)
			return &q->milestone[i];
	return NULL;
}

const struct clause_result *
readiness_clause(const struct readiness *q, const char *number)
{
	for (size_t i = 0; i < q->nclauses; i++)
		if (strcmp(q->clause[i].clause->number, number) == 0)
			return &q->clause[i];
	return NULL;
}
