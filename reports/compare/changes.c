/* SPDX-License-Identifier: Apache-2.0 */
/* What changed in the results, and because of which step; see changes.h. */
#include "reports/compare/changes.h"

#include <stdlib.h>

const char *
step_name(unsigned step)
{
	static const char *const name[STEPS] = { "time passed",
		"data changed", "rules changed" };

	return name[step];
}

void
because_put(unsigned mask, struct buf *b)
{
	bool first = true;

	for (unsigned i = 0; i < STEPS; i++) {
		if ((mask & 1u << i) == 0)
			continue;
		buf_printf(b, "%s%s", first ? "" : " and ", step_name(i));
		first = false;
	}
}

const char *
shift_name(const struct shift *s)
{
	int way = rank_way(s->rank[0], s->rank[STATES - 1]);

	return way < 0 ? "worse" : way > 0 ? "better" : "other";
}

const char *
violation_move_name(enum violation_move m)
{
	static const char *const name[] = { "new", "worse", "milder",
		"resolved" };

	return name[m];
}

const char *
record_move_name(enum record_move m)
{
	return m == RECORD_NEW ? "new" : "changed";
}

const char *
criterion_shift_name(const struct criterion_shift *c)
{
	bool same = strcmp(c->s.was[0], c->s.was[STATES - 1]) == 0;
	int was = c->s.rank[0], now = c->s.rank[STATES - 1];

	if (!c->was_ruled)
		return "new rule";
	if (!c->is_ruled)
		return "rule gone";
	if (same)
		return "records";
	/* Of what is known now, and was not, or was and is not. */
	if (now == RANK_NOTHING)
		return "nothing to judge";
	if (now == RANK_NONE)
		return c->withdrawn ? "withdrawn" : c->was_met ? "lapsed" :
		    was == RANK_NOTHING ? "worse" : "no longer evidenced";
	if (was == RANK_NOTHING)
		return shift_name(&c->s);
	if (was == RANK_NONE && !c->is_met)
		return "newly not met";
	if (c->was_met != c->is_met)
		return c->is_met ? "newly met" : "lapsed";
	return shift_name(&c->s);
}

/* At which steps a value moved, when it is another in the end; else 0. */
static unsigned
because(const int value[STATES])
{
	unsigned mask = 0;

	if (value[0] == value[STATES - 1])
		return 0;
	for (unsigned i = 0; i < STEPS; i++)
		if (value[i] != value[i + 1])
			mask |= 1u << i;
	return mask;
}

/* The words for a thing in one state, and their rank. */
typedef const char *words_fn(const struct readiness *q, const char *id,
    int *rank);

static const char *
milestone_words(const struct readiness *q, const char *id, int *rank)
{
	const struct milestone_result *m = readiness_milestone(q, id);

	*rank = m == NULL ? RANK_NONE : rank_verdict(m->verdict);
	return m == NULL ? "not determined" : readiness_verdict_name(m->verdict);
}

static const char *
clause_words(const struct readiness *q, const char *number, int *rank)
{
	const struct clause_result *c = readiness_clause(q, number);
	enum clause_state state = c == NULL ? CLAUSE_NO_RULE : c->state;

	*rank = rank_clause(state);
	return clause_state_name(state);
}

static const char *
criterion_words(const struct readiness *q, const char *id, int *rank)
{
	const struct criterion *c = readiness_criterion(q, id);

	*rank = rank_criterion(c);
	return rank_words(c);
}

/* Fills a shift; true when the thing is another in the end. */
static bool
shift_set(struct shift *s, const struct changes *c, const char *id,
    const char *title, words_fn *words)
{
	int value[STATES];

	s->id = id;
	s->title = title;
	for (int i = 0; i < STATES; i++) {
		s->was[i] = words(&c->state[i], id, &s->rank[i]);
		/* The number of the first state with the same text. */
		value[i] = i;
		for (int k = i; k-- > 0;)
			if (strcmp(s->was[i], s->was[k]) == 0)
				value[i] = value[k];
	}
	s->because = because(value);
	return s->because != 0;
}

/* Milestones and clauses of now. */
static void
compare_verdicts(struct changes *c)
{
	const struct readiness *now = &c->state[STATES - 1];

	c->milestone = ARENA_ARRAY(&c->arena, now->nmilestones, struct shift);
	for (size_t i = 0; i < now->nmilestones; i++)
		c->nmilestones += shift_set(&c->milestone[c->nmilestones], c,
		    now->milestone[i].id, now->milestone[i].title,
		    milestone_words);
	c->clause = ARENA_ARRAY(&c->arena, now->nclauses, struct shift);
	for (size_t i = 0; i < now->nclauses; i++)
		c->nclauses += shift_set(&c->clause[c->nclauses], c,
		    now->clause[i].clause->number,
		    now->clause[i].clause->title, clause_words);
}

/* ---- criteria ---- */

/* Where each state stands in its violations, which are sorted. */
struct merging {
	const struct criterion *c[STATES];
	size_t at[STATES];
};

static int
order(const struct violation *a, const struct violation *b)
{
	int way = strcmp(a->reg, b->reg);

	return way != 0 ? way : strcmp(a->key, b->key);
}

static const struct violation *
next_of(const struct merging *m, int k)
{
	return m->c[k] == NULL || m->at[k] == m->c[k]->nviolations ? NULL :
	    &m->c[k]->violation[m->at[k]];
}

/* Takes the violations of one record: the worst grade per state, one of each. */
static bool
next_record(struct merging *m, int grade[STATES],
    const struct violation *shown[STATES])
{
	const struct violation *least = NULL, *v;

	for (int k = 0; k < STATES; k++) {
		v = next_of(m, k);
		if (v != NULL && (least == NULL || order(v, least) < 0))
			least = v;
	}
	if (least == NULL)
		return false;
	for (int k = 0; k < STATES; k++) {
		grade[k] = GRADE_NONE;
		shown[k] = NULL;
		while ((v = next_of(m, k)) != NULL && order(v, least) == 0) {
			if ((int)v->grade > grade[k]) {
				grade[k] = (int)v->grade;
				shown[k] = v;
			}
			m->at[k]++;
		}
	}
	return true;
}

static void
compare_records(struct criterion_shift *s, const struct criterion *const
    crit[STATES])
{
	const struct violation *shown[STATES];
	struct merging m = { .at = { 0 } };
	int grade[STATES];
	unsigned mask;

	memcpy(m.c, crit, sizeof(m.c));
	while (next_record(&m, grade, shown)) {
		int was = grade[0], is = grade[STATES - 1];

		mask = because(grade);
		if (mask == 0)
			continue;
		s->record = mem_grow(s->record, &s->cap, s->nrecords,
		    sizeof(*s->record));
		s->record[s->nrecords++] = (struct violation_shift){
			.v = is == GRADE_NONE ? shown[0] : shown[STATES - 1],
			.move = is == GRADE_NONE ? VIOLATION_RESOLVED :
			    was == GRADE_NONE ? VIOLATION_NEW : is < was ?
			    VIOLATION_MILDER : VIOLATION_WORSE,
			.because = mask };
	}
}

/* Did a register that the criterion reads lose records, or values? */
static bool
has_lost(const struct changes *c, const char *id)
{
	const struct view *v = c->moved[STEP_RULES] ? &c->view[STEP_RULES] :
	    c->moved[STEP_DATA] ? &c->view[STEP_DATA] : &c->view[0];
	int i = rules_find(v->rules, str_of(id));

	for (size_t k = 0; i >= 0 && k < c->nregs; k++) {
		int reg = standard_register(&v->standard,
		    str_of(c->reg[k].schema->name));

		if (reg >= 0 && rules_reads(v->rules, (size_t)i,
		    (unsigned)reg) && c->reg[k].withdrawn +
		    c->reg[k].emptied > 0)
			return true;
	}
	return false;
}

static void
compare_criterion(struct changes *c, const struct criterion *any)
{
	struct criterion_shift *s = &c->criterion[c->ncriteria];
	const struct criterion *crit[STATES];
	bool moved;

	for (int k = 0; k < STATES; k++)
		crit[k] = readiness_criterion(&c->state[k], any->id);
	*s = (struct criterion_shift){ .clause = any->clause,
		.was_ruled = crit[0] != NULL,
		.is_ruled = crit[STATES - 1] != NULL,
		.was_met = rank_is_met(crit[0]),
		.is_met = rank_is_met(crit[STATES - 1]) };
	moved = shift_set(&s->s, c, any->id, any->title, criterion_words);
	s->withdrawn = s->s.rank[0] != RANK_NONE &&
	    s->s.rank[STATES - 1] == RANK_NONE &&
	    (s->s.because & 1u << STEP_DATA) != 0 && has_lost(c, any->id);
	compare_records(s, crit);
	c->ncriteria += moved || s->nrecords > 0;
}

/* Criteria of now in their order, then those that are gone. */
static void
compare_criteria(struct changes *c)
{
	const struct readiness *was = &c->state[0];
	const struct readiness *now = &c->state[STATES - 1];

	c->criterion = ARENA_ARRAY(&c->arena, was->ncriteria +
	    now->ncriteria + 1, struct criterion_shift);
	for (size_t i = 0; i < now->ncriteria; i++)
		compare_criterion(c, &now->criterion[i]);
	for (size_t i = 0; i < was->ncriteria; i++)
		if (readiness_criterion(now, was->criterion[i].id) == NULL)
			compare_criterion(c, &was->criterion[i]);
}

/* ---- the states ---- */

static void
find_moved(struct changes *c, const struct store *s)
{
	uint64_t before = 0, after = 0;

	(void)store_standard(s, c->from.size, &before);
	(void)store_standard(s, c->to.size, &after);
	c->moved[STEP_TIME] = c->from.as_of != c->to.as_of;
	c->moved[STEP_RULES] = before != after;
	for (uint64_t i = c->from.size; i < c->to.size; i++)
		c->moved[STEP_DATA] |= s->leaf[i].type == LEAF_BATCH;
}

/* A step that moves nothing judges the same again: results are not shared. */
static int
judge(struct changes *c, const struct store *s, struct err *e)
{
	const struct {
		uint64_t data, rules;
	} at[STATES - 1] = { { c->from.size, c->from.size },
		{ c->to.size, c->from.size }, { c->to.size, c->to.size } };
	const bool load[STATES - 1] = { true, c->moved[STEP_DATA],
		c->moved[STEP_RULES] };
	const struct view *v = &c->view[0];

	for (int k = 0; k < STATES; k++) {
		int i = k == 0 ? 0 : k - 1;

		if (k != 1 && load[i]) {
			if (view_load(&c->view[i], s, at[i].data, at[i].rules,
			    e) == -1)
				return -1;
			v = &c->view[i];
			if (c->to.forecast)
				view_forecast(&c->view[i].data, c->to.as_of);
		}
		if (readiness_evaluate(&c->state[k], v->rules, &v->data,
		    k == 0 ? c->from.as_of : c->to.as_of, e) == -1)
			return -1;
	}
	return 0;
}

static void
set_head(struct moment *m, const struct store *s)
{
	struct checkpoint head;

	store_data_head(s, m->size, &head);
	m->size = head.size;
	m->root = head.root;
}

int
changes_make(struct changes *c, const struct store *s, struct moment from,
    struct moment to, struct err *e)
{
	*c = (struct changes){ .from = from, .to = to };
	set_head(&c->from, s);
	set_head(&c->to, s);
	if (c->from.size > c->to.size)
		return err_set(e, ERR_USAGE, "log size %llu is behind log "
		    "size %llu: changes go from the older to the newer",
		    (unsigned long long)c->from.size,
		    (unsigned long long)c->to.size);
	find_moved(c, s);
	if (judge(c, s, e) == -1 || changes_records(c, s, e) == -1) {
		changes_free(c);
		return -1;
	}
	compare_verdicts(c);
	compare_criteria(c);
	return 0;
}

void
changes_free(struct changes *c)
{
	for (size_t i = 0; i < c->ncriteria; i++)
		free(c->criterion[i].record);
	for (size_t i = 0; i < c->nregs; i++)
		free(c->reg[i].record);
	for (int i = 0; i < STATES; i++)
		readiness_free(&c->state[i]);
	dataset_free(&c->then);
	dataset_free(&c->now);
	for (int i = 0; i < STATES - 1; i++)
		view_free(&c->view[i]);
	arena_fini(&c->arena);
	*c = (struct changes){ .reg = NULL };
}

bool
changes_is_empty(const struct changes *c)
{
	for (size_t i = 0; i < c->nregs; i++)
		if (c->reg[i].nrecords > 0 || c->reg[i].withdrawn > 0)
			return false;
	return c->nmilestones == 0 && c->nclauses == 0 &&
	    c->ncriteria == 0 && c->nwithdrawn == 0;
}

int
changes_lapses(struct changes *c, const struct store *s, uint64_t size,
    int32_t from, int32_t until, struct err *e)
{
	struct moment a = { .size = size, .as_of = from };
	struct moment b = { .size = size, .as_of = until, .forecast = true };

	if (a.as_of == DATE_NONE && view_head_day(s, size, &a.as_of, e) == -1)
		return -1;
	return changes_make(c, s, a, b, e);
}

bool
changes_is_lapse(const struct criterion_shift *c)
{
	if (rank_way(c->s.rank[0], c->s.rank[STATES - 1]) < 0)
		return true;
	for (size_t i = 0; i < c->nrecords; i++)
		if (c->record[i].move <= VIOLATION_WORSE)
			return true;
	return false;
}
