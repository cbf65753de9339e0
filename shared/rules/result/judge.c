/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The members of a criterion's populations, which requirements they fail, and
 * what is said of it. Members of a register are judged many at a time.
 */
#include "shared/rules/result/judge.h"

#include <stdlib.h>

#include "shared/rules/run/batch.h"
#include "shared/rules/run/reading.h"

static bool
same_population(const struct pop *a, const struct pop *b)
{
	return a == b || (a->kind == b->kind && a->reg == b->reg &&
	    a->field == b->field && a->list == b->list &&
	    a->kind != POP_ITEMS && a->kind != POP_MONTHS);
}

static struct members *
find_members(const struct judging *j, const struct pop *p)
{
	struct members *m = j->all;

	while (m != NULL && !same_population(m->pop, p))
		m = m->next;
	return m;
}

struct members *
judge_members(struct judging *j, const struct pop *p)
{
	struct members *m = find_members(j, p);

	if (m != NULL)
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

void
judge_make_room(struct members *m, uint32_t ordinal)
{
	size_t words = m->words == 0 ? 64 : m->words;

	if (ordinal / 64 < m->words)
		return;
	while (words <= ordinal / 64)
		words *= 2;
	m->in = grow_bits(m->in, m->words, words);
	m->failing = grow_bits(m->failing, m->words, words);
	m->unknown = grow_bits(m->unknown, m->words, words);
	m->doubted = grow_bits(m->doubted, m->words, words);
	m->hurt = grow_bits(m->hurt, m->words, words);
	m->words = words;
}

/* Is it false or unknown as it stands, while another reading is asked? */
static bool
is_settled(const struct judging *j, uint32_t ordinal)
{
	const struct members *m = j->settled;

	return m != NULL && ordinal / 64 < m->words &&
	    (bit_get(m->failing, ordinal) || bit_get(m->unknown, ordinal));
}

/* What exceeds only a default is an observation. */
static bool
is_declared(struct judging *j, const struct req *q)
{
	return q->declared == NULL ||
	    eval_truth(j->v, q->declared) == TRUE_;
}

/* The member at hand: register or list, and its key; "" where there is none. */
static void
name_member(struct judging *j, const char **reg, const char **key)
{
	const struct pop *p = &j->part->pop[0];
	const struct slot *s = &j->v->slot[0];
	const struct table *t;
	uint32_t row;

	*reg = *key = "";
	if (j->part->npops == 0)
		return;
	*reg = pop_name(j->v, p, s);
	t = pop_record(j->v, p, s, &row);
	if (t != NULL) {
		*key = eval_key(j->v, (int)(t - j->v->d->table), row).p;
		return;
	}
	buf_reset(&j->text);
	pop_key(j->v, p, s, &j->text);
	*key = arena_memdup(j->arena, buf_cstr(&j->text), j->text.n);
}

/* The truth of a requirement, or true where it is taken for mended. */
static enum truth
mended(struct judging *j, const struct req *q, enum truth t)
{
	struct repair r = { .kind = REPAIR_RECORD, .criterion = j->crit,
		.asked = q->number, .gate = "" };

	if (j->v->repairs == NULL || t == TRUE_)
		return t;
	name_member(j, &r.reg, &r.key);
	return repairs_have(j->v->repairs, &r) ? TRUE_ : t;
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

	/* An entry of the list. */
	j->list = mem_grow(j->list, &j->cap, j->n, sizeof(*j->list));
	l = &j->list[j->n];
	memset(l, 0, sizeof(*l));
	l->number = j->n++;
	l->v.grade = declared ? q->grade : GRADE_OBSERVATION;
	l->v.asked = q->number;
	l->v.reg = l->v.key = "";
	/* Which record it is, and where it came from. */
	if (p->npops > 0) {
		t = pop_record(j->v, &p->pop[0], s, &row);
		l->v.reg = pop_name(j->v, &p->pop[0], s);
		if (t != NULL) {
			size_t reg = (size_t)(t - j->v->d->table);

			l->v.key = eval_key(j->v, (int)reg, row).p;
			for (size_t i = 0; i < q->nvoids; i++)
				reading_void(j->v, (int)reg, q->voids[i], row);
			l->v.batch = t->batch == NULL ? 0 : t->batch[row];
			l->v.row = t->row == NULL ? 0 : t->row[row];
		} else {
			buf_reset(&j->text);
			pop_key(j->v, &p->pop[0], s, &j->text);
			l->v.key = arena_memdup(j->arena, j->text.p,
			    j->text.n);
		}
	}
	/* What is said of it. */
	buf_reset(&j->text);
	eval_message(j->v, declared ? &q->message : &q->otherwise, &j->text);
	l->v.message = arena_memdup(j->arena, j->text.p, j->text.n);
	return l->v.grade;
}

/* ---- one member ---- */

/* The member at hand, with its first variable. */
static void
note_member(struct judging *j)
{
	struct members *m = j->members;

	judge_make_room(m, j->ordinal);
	bit_set(m->in, j->ordinal);
}

static void
note_truth(struct judging *j, const struct req *q, enum truth t)
{
	struct members *m = j->members;

	if (t == NOT_TRUE && j->selected == UNKNOWN)
		t = UNKNOWN;
	t = mended(j, q, t);
	if (t == UNKNOWN)
		bit_set(m->unknown, j->ordinal);
	j->fine &= t == TRUE_;
	if (t != NOT_TRUE)
		return;
	bit_set(m->failing, j->ordinal);
	if (j->first_reading != NULL)
		return;
	if (add_violation(j, q) >= GRADE_MINOR)
		bit_set(m->hurt, j->ordinal);
}

/* Every requirement for what is bound now. */
static void
judge(struct judging *j)
{
	note_member(j);
	j->fine = true;
	for (const struct req *q = j->part->req; q != NULL; q = q->next)
		note_truth(j, q, eval_truth(j->v, q->expr));
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

/* Does it ask for nothing that differs between usual members? */
static bool
is_plain(const struct pop *p, const struct node *n)
{
	if (n == NULL)
		return true;
	if (n->op == OP_MEMBER)
		return pop_member_is_usual(p, n->member);
	return n->q == NULL && n->op != OP_VAR && n->op != OP_FIELD &&
	    n->next == NULL && is_plain(p, n->a) && is_plain(p, n->b);
}

static bool
part_is_plain(const struct part *p)
{
	for (const struct req *q = p->req; q != NULL; q = q->next)
		if (!is_plain(&p->pop[0], q->expr))
			return false;
	return p->npops == 1 && is_plain(&p->pop[0], p->where[0]);
}

/*
 * Millions of references that lead to a record, and of keys that are like no
 * other, come to the same: what holds for one holds for the next of its field.
 */
static bool
is_like_last(struct judging *j)
{
	const struct slot *s = &j->v->slot[0];
	bool same = j->last_reg == s->reg && j->last_field == s->field;

	if (!j->is_plain || !pop_is_usual(j->v, &j->part->pop[0], s)) {
		j->last = USUAL_NONE;
		return false;
	}
	if (!same || j->last == USUAL_NONE)
		j->last = USUAL_UNKNOWN;
	j->last_reg = s->reg;
	j->last_field = s->field;
	return j->last == USUAL_LEFT_OUT || j->last == USUAL_FINE;
}

/* Remembers what a usual member came to. */
static void
settle(struct judging *j, enum usual u)
{
	if (j->last == USUAL_UNKNOWN)
		j->last = u;
}

static bool
first(void *ctx, uint32_t ordinal)
{
	struct judging *j = ctx;

	j->ordinal = ordinal;
	if (is_settled(j, ordinal))
		return true;
	if (is_like_last(j)) {
		if (j->last == USUAL_FINE)
			note_member(j);
		return true;
	}
	j->first = TRUE_;
	if (j->part->where[0] != NULL)
		j->first = eval_truth(j->v, j->part->where[0]);
	if (j->first == NOT_TRUE) {
		settle(j, USUAL_LEFT_OUT);
		return true;
	}
	j->selected = j->first;
	if (j->part->npops == 1) {
		judge(j);
		settle(j, j->fine ? USUAL_FINE : USUAL_NONE);
	} else if (!pop_walk(j->v, &j->part->pop[1], 1, second, j)) {
		note_member(j);
		bit_set(j->members->unknown, ordinal);
	}
	return true;
}

/* ---- many records at a time ---- */

/* Every requirement of the part, for the records that are selected. */
static void
judge_batch(struct judging *j, const struct batch *b, const uint8_t *selected,
    uint8_t (*truth)[BATCH])
{
	uint8_t worst[BATCH];
	size_t k = 0;

	/* The truth of each requirement for all, and the worst of each. */
	memcpy(worst, selected, sizeof(worst));
	for (const struct req *q = j->part->req; q != NULL; q = q->next) {
		batch_truth(b, q->expr, truth[k]);
		for (size_t i = 0; i < b->n; i++)
			if (truth[k][b->at[i]] < worst[b->at[i]])
				worst[b->at[i]] = truth[k][b->at[i]];
		k++;
	}
	/* Then one by one, where there is anything to note. */
	judge_make_room(j->members, b->from + BATCH);
	for (size_t i = 0; i < b->n; i++) {
		/* Most meet everything. */
		if (worst[b->at[i]] == TRUE_) {
			bit_set(j->members->in, b->from + b->at[i]);
			continue;
		}
		j->ordinal = j->v->slot[0].u = b->from + b->at[i];
		j->selected = (enum truth)selected[b->at[i]];
		note_member(j);
		k = 0;
		for (const struct req *q = j->part->req; q != NULL;
		    q = q->next)
			note_truth(j, q, (enum truth)truth[k++][b->at[i]]);
	}
}

static void
leave_out_settled(const struct judging *j, struct batch *b)
{
	size_t kept = 0;

	for (size_t i = 0; j->settled != NULL && i < b->n; i++) {
		b->at[kept] = b->at[i];
		kept += !is_settled(j, b->from + b->at[i]);
	}
	b->n = j->settled != NULL ? kept : b->n;
}

/* A part about the records of one register; false when it is not known. */
static bool
judge_register(struct judging *j)
{
	const struct part *p = j->part;
	struct eval *v = j->v;
	int reg = p->pop[0].reg;
	const struct table *t = &v->d->table[reg];
	struct batch b = { .v = v };
	uint8_t selected[BATCH], (*truth)[BATCH];
	size_t n = 0;

	if (!v->supplied[reg])
		return false;
	for (const struct req *q = p->req; q != NULL; q = q->next)
		n++;
	truth = mem_calloc(n + 1, sizeof(*truth));
	v->slot[0] = (struct slot){ .home = t, .reg = (uint16_t)reg };
	while (batch_next(&b, table_own(t))) {
		leave_out_settled(j, &b);
		memset(selected, TRUE_, sizeof(selected));
		if (p->where[0] != NULL)
			batch_filter(&b, p->where[0], selected);
		judge_batch(j, &b, selected, truth);
	}
	free(truth);
	return true;
}

/* ---- parts ---- */

/* Requirements about no member. */
static void
judge_alone(struct judging *j)
{
	const struct judging *f = j->first_reading;

	for (const struct req *q = j->part->req; q != NULL; q = q->next) {
		enum truth t = f == NULL || f->alone[j->nalone] == TRUE_ ?
		    eval_truth(j->v, q->expr) : UNKNOWN;

		t = mended(j, q, t);
		j->alone = mem_grow(j->alone, &j->cap_alone, j->nalone, 1);
		j->alone[j->nalone++] = (uint8_t)t;
		if (t == NOT_TRUE && f == NULL)
			add_violation(j, q);
	}
}

static void
judge_part(struct judging *j, const struct part *p)
{
	bool known;

	j->part = p;
	if (p->npops == 0) {
		judge_alone(j);
		return;
	}
	j->members = judge_members(j, &p->pop[0]);
	j->settled = j->first_reading == NULL ? NULL :
	    find_members(j->first_reading, &p->pop[0]);
	j->is_plain = part_is_plain(p) && !j->v->no_index;
	j->last = USUAL_NONE;
	if (p->npops == 1 && p->pop[0].kind == POP_REGISTER && !j->v->no_index)
		known = judge_register(j);
	else
		known = pop_walk(j->v, &p->pop[0], 0, first, j);
	j->missing |= !known && !eval_nil_covers(j->v, &p->pop[0],
	    p->where[0]);
}

void
judge_all(struct judging *j, const struct crit *k)
{
	for (const struct part *p = k->part; p != NULL; p = p->next)
		judge_part(j, p);
}
