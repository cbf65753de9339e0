/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From truth to results: members, violations and the result of each criterion
 * (docs/criteria-language.md, "Results").
 */
#include <stdlib.h>

#include "shared/rules/rules_node.h"

/* The distinct members of one population, by ordinal. */
struct members {
	const struct pop *pop;
	uint64_t *in, *failing, *unknown, *defective;
	uint64_t *hurt;     /* failing worse than by an observation */
	size_t words;       /* of each bit set */
	struct members *next;
};

/* A violation and what keeps the order of equal ones. */
struct listed {
	struct violation v;
	size_t number;
};

struct judging {
	struct eval *v;
	const struct part *part;
	struct members *members, *all;
	struct arena *arena;
	enum truth selected;  /* of the member at hand: the `where`s */
	enum truth first;     /* of its first variable */
	uint32_t ordinal;
	struct listed *list;
	size_t n, cap;
	bool missing;         /* a population is not known */
	bool mark;            /* violators become defective */
	struct buf text;
};

static bool
same_population(const struct pop *a, const struct pop *b)
{
	return a == b || (a->kind == b->kind && a->reg == b->reg &&
	    a->field == b->field && a->list == b->list &&
	    a->kind != POP_ITEMS && a->kind != POP_MONTHS);
}

static struct members *
members_of(struct judging *j, const struct pop *p)
{
	struct members *m;

	for (m = j->all; m != NULL; m = m->next)
		if (same_population(m->pop, p))
			return m;
	m = mem_calloc(1, sizeof(*m));
	m->pop = p;
	m->next = j->all;
	j->all = m;
	return m;
}

static uint64_t *
grow_bits(uint64_t *b, size_t old, size_t words)
{
	b = mem_realloc(b, words, sizeof(*b));
	memset(b + old, 0, (words - old) * sizeof(*b));
	return b;
}

static void
make_room(struct members *m, uint32_t ordinal)
{
	size_t words = m->words == 0 ? 64 : m->words;

	if (ordinal / 64 < m->words)
		return;
	while (words <= ordinal / 64)
		words *= 2;
	m->in = grow_bits(m->in, m->words, words);
	m->failing = grow_bits(m->failing, m->words, words);
	m->unknown = grow_bits(m->unknown, m->words, words);
	m->defective = grow_bits(m->defective, m->words, words);
	m->hurt = grow_bits(m->hurt, m->words, words);
	m->words = words;
}

/* What exceeds only a default is an observation. */
static bool
is_declared(struct judging *j, const struct req *q)
{
	return q->declared == NULL ||
	    eval_truth(j->v, q->declared) == TRUE_;
}

static enum grade
add_violation(struct judging *j, const struct req *q)
{
	bool declared = is_declared(j, q);
	const struct part *p = j->part;
	const struct slot *s = &j->v->slot[0];
	const struct table *t = NULL;
	struct listed *l;
	uint32_t row = 0;

	j->list = mem_grow(j->list, &j->cap, j->n, sizeof(*j->list));
	l = &j->list[j->n];
	memset(l, 0, sizeof(*l));
	l->number = j->n++;
	l->v.grade = declared ? q->grade : GRADE_OBSERVATION;
	l->v.reg = l->v.key = "";
	if (p->npops > 0) {
		t = pop_record(j->v, &p->pop[0], s, &row);
		l->v.reg = pop_name(j->v, &p->pop[0], s);
		if (t != NULL) {
			size_t reg = (size_t)(t - j->v->d->table);

			l->v.key = eval_key(j->v, (int)reg, row).p;
			if (j->mark && j->v->defect[reg] == NULL)
				j->v->defect[reg] = ARENA_ARRAY(&j->v->arena,
				    t->n / 64 + (size_t)1, uint64_t);
			if (j->mark)
				bit_set(j->v->defect[reg], row);
			l->v.batch = t->batch == NULL ? 0 : t->batch[row];
			l->v.row = t->row == NULL ? 0 : t->row[row];
		} else {
			buf_reset(&j->text);
			pop_key(j->v, &p->pop[0], s, &j->text);
			l->v.key = arena_memdup(j->arena, j->text.p,
			    j->text.n);
		}
	}
	buf_reset(&j->text);
	eval_message(j->v, declared ? &q->message : &q->otherwise, &j->text);
	l->v.message = arena_memdup(j->arena, j->text.p, j->text.n);
	return l->v.grade;
}

static struct members *
note_member(struct judging *j)
{
	struct members *m = j->members;

	make_room(m, j->ordinal);
	bit_set(m->in, j->ordinal);
	if (j->v->judging && eval_is_defective(j->v, &j->part->pop[0],
	    &j->v->slot[0]))
		bit_set(m->defective, j->ordinal);
	return m;
}

/* Every requirement for what is bound now. */
static void
judge(struct judging *j)
{
	struct members *m = note_member(j);

	for (const struct req *q = j->part->req; q != NULL; q = q->next) {
		enum truth t = eval_truth(j->v, q->expr);

		if (t == NOT_TRUE && j->selected == UNKNOWN)
			t = UNKNOWN;
		if (t == UNKNOWN)
			bit_set(m->unknown, j->ordinal);
		if (t != NOT_TRUE)
			continue;
		bit_set(m->failing, j->ordinal);
		if (add_violation(j, q) >= GRADE_MINOR)
			bit_set(m->hurt, j->ordinal);
	}
}

static bool
second(void *ctx, uint32_t ordinal)
{
	struct judging *j = ctx;
	enum truth t = TRUE_;

	(void)ordinal;
	if (j->part->where[1] != NULL)
		t = eval_truth(j->v, j->part->where[1]);
	if (t == NOT_TRUE)
		return true;
	j->selected = t < j->first ? t : j->first;
	judge(j);
	return true;
}

static bool
first(void *ctx, uint32_t ordinal)
{
	struct judging *j = ctx;

	j->first = TRUE_;
	if (j->part->where[0] != NULL)
		j->first = eval_truth(j->v, j->part->where[0]);
	if (j->first == NOT_TRUE)
		return true;
	j->ordinal = ordinal;
	j->selected = j->first;
	if (j->part->npops == 1) {
		judge(j);
	} else if (!pop_walk(j->v, &j->part->pop[1], 1, second, j)) {
		bit_set(note_member(j)->unknown, ordinal);
	}
	return true;
}

static void
judge_alone(struct judging *j, struct criterion *c)
{
	for (const struct req *q = j->part->req; q != NULL; q = q->next) {
		enum truth t = eval_truth(j->v, q->expr);

		c->of++;
		c->unknown += t == UNKNOWN;
		c->failing += t == NOT_TRUE;
		if (t == NOT_TRUE)
			add_violation(j, q);
	}
}

static int
by_key(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;
	int c = strcmp(x->v.reg, y->v.reg);

	if (c == 0)
		c = strcmp(x->v.key, y->v.key);
	if (c != 0)
		return c;
	return (x->number > y->number) - (x->number < y->number);
}

/* Records mostly stand in the order of their keys. */
static bool
is_sorted(const struct listed *l, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (by_key(&l[i - 1], &l[i]) > 0)
			return false;
	return true;
}

static void
list_violations(struct judging *j, struct criterion *c)
{
	if (!is_sorted(j->list, j->n))
		qsort(j->list, j->n, sizeof(*j->list), by_key);
	c->nviolations = j->n;
	c->violation = ARENA_ARRAY(j->arena, j->n, struct violation);
	for (size_t i = 0; i < j->n; i++) {
		c->violation[i] = j->list[i].v;
		if (c->violation[i].grade > c->grade)
			c->grade = c->violation[i].grade;
	}
	free(j->list);
}

/* Adds up the members; returns how many there are, and their state. */
static uint64_t
count_members(struct judging *j, struct criterion *c, bool *all_fail,
    bool *all_defective)
{
	struct members *m, *next;
	uint64_t members = 0, failing = 0, defective = 0, hurt = 0;

	for (m = j->all; m != NULL; m = next) {
		for (size_t i = 0; i < m->words; i++) {
			members += (uint64_t)__builtin_popcountll(m->in[i]);
			failing += (uint64_t)__builtin_popcountll(m->failing[i]);
			c->unknown += (uint64_t)__builtin_popcountll(
			    m->unknown[i] & ~m->failing[i]);
			hurt += (uint64_t)__builtin_popcountll(m->hurt[i]);
			defective += (uint64_t)__builtin_popcountll(
			    m->defective[i]);
		}
		next = m->next;
		free(m->in);
		free(m->failing);
		free(m->unknown);
		free(m->defective);
		free(m->hurt);
		free(m);
	}
	c->of += members;
	c->failing += failing;
	*all_fail = members > 0 && hurt == members;
	*all_defective = members > 0 && defective == members;
	return members;
}

static bool
anything_supplied(const struct eval *v)
{
	for (size_t r = 0; r < v->std->nregisters; r++)
		if (v->d->table[r].supplied)
			return true;
	return false;
}

/* No member anywhere: is that said by someone? */
static bool
emptiness_is_covered(const struct eval *v, const struct crit *k)
{
	for (const struct part *p = k->part; p != NULL; p = p->next) {
		enum pop_kind kind = p->pop[0].kind;

		if (p->npops == 0)
			continue;
		if (kind == POP_BATCHES || kind == POP_REFERENCES ||
		    kind == POP_KEYS || kind == POP_REGISTERS) {
			if (!anything_supplied(v))
				return false;
		} else if (!nil_covers(v, &p->pop[0], p->where[0])) {
			return false;
		}
	}
	return true;
}

void
crit_judge(struct eval *v, size_t i, struct criterion *c, struct arena *a)
{
	const struct crit *k = &v->r->crit[i];
	struct judging j = { .v = v, .arena = a, .mark = k->defects };
	bool all_fail, all_defective;
	uint64_t members;

	buf_init(&j.text, BUF_MAX_DEFAULT);
	memset(c, 0, sizeof(*c));
	c->id = k->id;
	c->title = k->title;
	c->clause = k->clause;
	c->source = k->source;
	c->seed = k->seed;
	c->nseeds = k->nseeds;
	c->by_document_allowed = k->by_document;
	c->concerns_data = k->defects;
	for (j.part = k->part; j.part != NULL; j.part = j.part->next) {
		if (j.part->npops == 0) {
			judge_alone(&j, c);
			continue;
		}
		j.members = members_of(&j, &j.part->pop[0]);
		if (!pop_walk(v, &j.part->pop[0], 0, first, &j))
			j.missing = true;
	}
	members = count_members(&j, c, &all_fail, &all_defective);
	list_violations(&j, c);
	buf_fini(&j.text);
	if (c->failing > 0) {
		c->result = CRIT_NOT_MET;
		if (c->grade == GRADE_MINOR && !k->no_breadth && all_fail &&
		    (double)members >= v->r->breadth)
			c->grade = GRADE_MAJOR;
	} else if (j.missing) {
		c->result = CRIT_NOT_EVIDENCED;
	} else if (c->unknown > 0) {
		c->result = all_defective ? CRIT_NOT_ASSESSABLE :
		    CRIT_NOT_EVIDENCED;
	} else if (c->of == 0 || (k->needs_members && members == 0)) {
		c->result = emptiness_is_covered(v, k) ?
		    CRIT_NOTHING_TO_ASSESS : CRIT_NOT_EVIDENCED;
	} else {
		c->result = CRIT_MET;
	}
}
