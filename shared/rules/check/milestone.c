/* SPDX-License-Identifier: Apache-2.0 */
/* Loading milestones: their gates, and the criteria these require. */
#include "shared/rules/check/check.h"

static const char *
criterion_at(const void *ctx, size_t i)
{
	const struct rules *r = ctx;

	return i < r->ncrit ? r->crit[i].id : NULL;
}

static const char *
milestone_at(const void *ctx, size_t i)
{
	const struct standard *s = ctx;

	return i < s->nmilestones ? s->milestone[i].id : NULL;
}

static struct gate *
check_gate(struct checker *c, const struct milestone *m, struct gate_ast *a,
    size_t number)
{
	struct gate *g = ARENA_NEW(c->arena, struct gate);

	/* What it is called, and what it asks of which criteria. */
	g->id = arena_printf(c->arena, "%s.%zu", m->id, number);
	g->title = check_keep(c, a->title);
	g->nneed = a->nneed;
	for (size_t i = 0; i < a->nneed && !c->failed; i++) {
		g->how[i] = a->how[i];
		g->need[i] = rules_find(c->r, a->need[i]);
		if (g->need[i] < 0)
			check_unknown(c, a->need_place[i], a->need[i],
			    criterion_at, c->r, "there is no criterion '%.*s'",
			    STR_ARG(a->need[i]));
	}
	/* Its conditions, the registers that they read, and what is said. */
	g->reads = ARENA_ARRAY(c->arena, c->r->standard->nregisters, bool);
	c->reads = g->reads;
	if (a->about != NULL)
		g->about = check_truth(c, a->about, NULL);
	if (a->when != NULL)
		g->when = check_truth(c, a->when, NULL);
	c->reads = NULL;
	check_assigned(c, g->when, COUNTS_FOR, &g->assigned);
	if (a->when != NULL)
		g->declared = check_messages(c, &a->why, NULL, &g->why,
		    &g->otherwise);
	if (a->unknown.piece != NULL)
		check_message(c, &a->unknown, NULL, &g->unknown);
	return g;
}

/* Which criteria judge it, and when it opens. */
static void
check_opening(struct checker *c, const struct milestone_ast *a,
    struct milestone *m)
{
	bool found = a->stage.n == 0;

	m->stage = check_keep(c, a->stage);
	for (size_t i = 0; i < c->r->ncrit && !found; i++)
		found = strcmp(c->r->crit[i].stage, m->stage) == 0;
	if (!found)
		check_fail(c, a->stage_place,
		    "no criterion has the line 'stage %s'", m->stage);
	if (a->opens == NULL)
		return;
	m->opens = check_truth(c, a->opens, NULL);
	check_message(c, &a->before, NULL, &m->before);
}

void
check_milestone(struct checker *c, const struct milestone_ast *a,
    struct milestone **last)
{
	const struct standard *s = c->r->standard;
	struct milestone *m = ARENA_NEW(c->arena, struct milestone);
	struct gate **gate = &m->gate;
	size_t n = 0, i = 0;

	/* Which milestone, stated once. */
	while (i < s->nmilestones && !str_is(a->id, s->milestone[i].id))
		i++;
	if (i == s->nmilestones) {
		check_unknown(c, a->place, a->id, milestone_at, s,
		    "the standard has no milestone '%.*s'", STR_ARG(a->id));
		return;
	}
	for (struct milestone *o = c->r->milestone; o != NULL; o = o->next)
		if (str_is(a->id, o->id)) {
			check_fail(c, a->place, "milestone %s is there already",
			    o->id);
			return;
		}
	/* Its title, and the day on which it is passed. */
	m->id = s->milestone[i].id;
	m->title = a->title.n > 0 ? check_keep(c, a->title) :
	    s->milestone[i].title;
	if (a->passed != NULL) {
		m->passed = check_expr(c, a->passed, NULL);
		if (m->passed != NULL && m->passed->type.kind != K_DATE)
			check_fail(c, m->passed->place, "a date is expected "
			    "after 'passed on'");
	}
	check_opening(c, a, m);
	/* Its gates, in the order of their numbers. */
	for (struct gate_ast *g = a->gate; g != NULL && !c->failed;
	    g = g->next) {
		*gate = check_gate(c, m, g, ++n);
		gate = &(*gate)->next;
	}
	*last = m;
}
