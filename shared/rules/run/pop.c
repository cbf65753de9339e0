/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Populations: walking them. Their members are in member.c.
 */
#include "shared/rules/run/eval.h"

#include <stdlib.h>

/* Distinct values of a field, ascending; made once. */
struct values_pop {
	int reg, field;
	struct val *item;
	size_t n, cap;
	struct values_pop *next;
};

struct sorting {
	struct eval *v;
	struct type type;
};

static int
by_value(const void *a, const void *b, void *ctx)
{
	struct sorting *s = ctx;

	return eval_order(&s->type, s->v, a, b);
}

static void
collect_values(struct eval *v, struct values_pop *p, const struct type *t)
{
	const struct table *table = &v->d->table[p->reg];
	struct node var = { .op = OP_VAR, .type = node_type(K_REF) };
	struct node field = { .op = OP_FIELD, .type = *t, .a = &var,
		.reg = p->reg, .field = p->field };
	struct slot keep = v->slot[0];
	enum reading reading = v->reading;
	struct val x;

	/* Its members are the same in every reading. */
	v->reading = READ_AS_IT_STANDS;
	v->slot[0].item = NULL;
	for (uint32_t i = 0; i < table_own(table); i++) {
		v->slot[0].u = i;
		eval_val(v, &field, &x);
		if (x.st != ST_GIVEN)
			continue;
		for (size_t k = 0; k < (t->kind == K_LIST ? x.nitems : 1); k++) {
			p->item = mem_grow(p->item, &p->cap, p->n,
			    sizeof(*p->item));
			p->item[p->n] = x;
			if (t->kind == K_LIST)
				eval_item(t, &x, k, &p->item[p->n]);
			p->n++;
		}
	}
	v->slot[0] = keep;
	v->reading = reading;
}

static const struct values_pop *
values_of(struct eval *v, const struct pop *pop)
{
	struct type t = node_field_type(v->std, pop->reg, pop->field);
	struct sorting by = { v, t.kind == K_LIST ? node_elem_type(&t) : t };
	struct values_pop *p;
	size_t n = 0;

	for (p = v->values; p != NULL; p = p->next)
		if (p->reg == pop->reg && p->field == pop->field)
			return p;
	p = mem_calloc(1, sizeof(*p));
	p->reg = pop->reg;
	p->field = pop->field;
	collect_values(v, p, &t);
	if (p->n > 1)
		qsort_r(p->item, p->n, sizeof(*p->item), by_value, &by);
	for (size_t i = 0; i < p->n; i++)
		if (n == 0 || by_value(&p->item[n - 1], &p->item[i], &by) != 0)
			p->item[n++] = p->item[i];
	p->n = n;
	p->next = v->values;
	v->values = p;
	return p;
}

void
pop_free(struct eval *v)
{
	struct values_pop *p = v->values, *next;

	for (; p != NULL; p = next) {
		next = p->next;
		free(p->item);
		free(p);
	}
	v->values = NULL;
}

/* ---- walking ---- */

static bool
walk_rows(struct slot *s, uint32_t n, pop_fn *fn, void *ctx)
{
	for (uint32_t i = 0; i < n; i++) {
		s->u = i;
		if (!fn(ctx, i))
			break;
	}
	return true;
}

static bool
walk_register(struct eval *v, int reg, struct slot *s, pop_fn *fn, void *ctx)
{
	s->home = &v->d->table[reg];
	s->reg = (uint16_t)reg;
	if (!v->supplied[reg])
		return false;
	return walk_rows(s, table_own(s->home), fn, ctx);
}

static bool
walk_items(struct eval *v, const struct pop *p, struct slot *s, pop_fn *fn,
    void *ctx)
{
	struct val l;

	eval_val(v, p->a, &l);
	if (l.st == ST_EMPTY && p->reg >= 0)
		return walk_register(v, p->reg, s, fn, ctx);
	if (l.st == ST_UNKNOWN)
		return false;
	s->home = l.home;
	for (size_t i = 0; i < (l.set != NULL ? l.set->sure : l.nitems);
	    i++) {
		if (l.set != NULL)
			s->item = &l.set->item[i];
		else
			s->u = l.item[i];
		if (!fn(ctx, (uint32_t)i))
			break;
	}
	s->item = NULL;
	/* Members that are not sure make the population unknown. */
	return l.set == NULL || l.set->sure == l.set->n;
}

static bool
walk_months(struct eval *v, const struct pop *p, struct slot *s, pop_fn *fn,
    void *ctx)
{
	struct val from, to;
	int32_t last;

	eval_val(v, p->a, &from);
	eval_val(v, p->b, &to);
	if (from.st != ST_GIVEN || to.st != ST_GIVEN || from.n < from.hi ||
	    to.n < to.hi)
		return false;
	last = date_month_end((int32_t)from.n);
	for (uint32_t i = 0; last <= (int32_t)to.n; i++) {
		int32_t next = date_add_months(last, 1);

		s->u = (uint32_t)last;
		/* Behind the last day there is comes none. */
		if (!fn(ctx, i) || next == DATE_NONE)
			break;
		last = date_month_end(next);
	}
	return true;
}

static bool
walk_values(struct eval *v, const struct pop *p, struct slot *s, pop_fn *fn,
    void *ctx)
{
	const struct values_pop *x;

	if (!v->supplied[p->reg])
		return false;
	x = values_of(v, p);
	for (size_t i = 0; i < x->n; i++) {
		s->item = &x->item[i];
		if (!fn(ctx, (uint32_t)i))
			break;
	}
	s->item = NULL;
	return true;
}

struct walking {
	struct slot *s;
	pop_fn *fn;
	void *ctx;
	uint32_t ordinal;
};

static bool
refer(struct walking *w, uint32_t row, uint32_t ref)
{
	w->s->u = row;
	w->s->aux = ref;
	return w->fn(w->ctx, w->ordinal++);
}

static bool
walk_field(struct walking *w, const struct table *t, const struct column *c)
{
	for (uint32_t i = 0; i < table_own(t); i++) {
		if (c->ref != NULL && c->ref[i] != ROW_NONE &&
		    !refer(w, i, c->ref[i]))
			return false;
		for (uint32_t k = c->start == NULL ? 0 : c->start[i];
		    c->start != NULL && k < c->start[i + 1]; k++)
			if (c->item[k] != ROW_NONE && !refer(w, i, c->item[k]))
				return false;
	}
	return true;
}

static bool
walk_references(struct eval *v, struct slot *s, pop_fn *fn, void *ctx)
{
	struct walking w = { s, fn, ctx, 0 };

	for (size_t r = 0; r < v->std->nregisters; r++) {
		const struct schema *sc = &v->std->reg[r];

		s->home = &v->d->table[r];
		s->reg = (uint16_t)r;
		for (size_t f = 0; f < sc->nfields; f++) {
			s->field = (uint16_t)f;
			if (sc->field[f].type == FIELD_REF &&
			    !walk_field(&w, s->home, v->col[r][f]))
				return true;
		}
	}
	return true;
}

static bool
walk_keys(struct eval *v, struct slot *s, pop_fn *fn, void *ctx)
{
	uint32_t ordinal = 0;

	for (size_t r = 0; r < v->std->nregisters; r++) {
		s->home = &v->d->table[r];
		s->reg = (uint16_t)r;
		for (uint32_t i = 0; i < table_own(s->home); i++) {
			s->u = i;
			if (!fn(ctx, ordinal++))
				return true;
		}
	}
	return true;
}

bool
pop_walk(struct eval *v, const struct pop *p, int slot, pop_fn *fn, void *ctx)
{
	struct slot *s = &v->slot[slot];

	s->item = NULL;
	switch (p->kind) {
	case POP_REGISTER:
		return walk_register(v, p->reg, s, fn, ctx);
	case POP_LIST:
		return walk_rows(s, (uint32_t)v->std->list[p->list].nrows, fn,
		    ctx);
	case POP_CLAUSES:
		return walk_rows(s, (uint32_t)v->std->nclauses, fn, ctx);
	case POP_ITEMS:
		return walk_items(v, p, s, fn, ctx);
	case POP_MONTHS:
		return walk_months(v, p, s, fn, ctx);
	case POP_VALUES:
		return walk_values(v, p, s, fn, ctx);
	case POP_BATCHES:
		return walk_rows(s, (uint32_t)v->d->nbatches, fn, ctx);
	case POP_REFERENCES:
		return walk_references(v, s, fn, ctx);
	case POP_KEYS:
		return walk_keys(v, s, fn, ctx);
	case POP_REGISTERS:
		return walk_rows(s, (uint32_t)v->std->nregisters, fn, ctx);
	}
	return false;
}
