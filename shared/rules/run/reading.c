/* SPDX-License-Identifier: Apache-2.0 */
/* Void cells, records that are nobody's, and the readings; see reading.h. */
#include "shared/rules/run/reading.h"

#include <stdlib.h>

static void
set_void(struct eval *v, int reg, int field, uint32_t row)
{
	const struct table *t = &v->d->table[reg];
	uint64_t ***bits = &v->voids[reg];

	if (*bits == NULL)
		*bits = ARENA_ARRAY(&v->arena, v->std->reg[reg].nfields,
		    uint64_t *);
	if ((*bits)[field] == NULL)
		(*bits)[field] = ARENA_ARRAY(&v->arena, t->n / 64 + (size_t)1,
		    uint64_t);
	bit_set((*bits)[field], row);
	v->any_void = true;
}

void
reading_void(struct eval *v, int reg, int field, uint32_t row)
{
	const struct table *t = &v->d->table[reg];

	set_void(v, reg, field, row);
	/* An empty cell that a `fill` moved this one into. */
	for (const struct fill *f = v->r->fill; f != NULL; f = f->next)
		if (f->reg == reg && f->plus_field >= 0 &&
		    f->from_field == field && f->field != field &&
		    (t->column == NULL || !eval_has_cell(
		    &t->column[f->field], K_DATE, row)))
			set_void(v, reg, f->field, row);
}

void
reading_begin(struct eval *v)
{
	v->judging = true;
}

/* ---- records that are nobody's ---- */

bool
eval_is_astray(const struct eval *v, const struct type *t, const struct val *x)
{
	return t->kind == K_REF && x->st == ST_GIVEN && x->u != ROW_NONE &&
	    (x->u & REF_TEXT) != 0 && v->supplied[t->reg];
}

static bool
is_unassigned(const struct eval *v, const struct type *t,
    const struct column *c, uint32_t row, bool sought)
{
	struct type elem = *t;
	struct val x = { .st = ST_GIVEN };

	if (!eval_has_cell(c, t->kind, row))
		return !t->all && !sought;
	if (t->kind == K_REF) {
		x.u = c->ref[row];
		return eval_is_astray(v, t, &x);
	}
	if (t->kind != K_LIST || t->elem != K_REF)
		return false;
	elem = node_elem_type(t);
	for (uint32_t i = c->start[row]; i < c->start[row + 1]; i++) {
		x.u = c->item[i];
		if (eval_is_astray(v, &elem, &x))
			return true;
	}
	return false;
}

uint32_t
reading_unassigned(struct eval *v, const struct key_field *f)
{
	struct type t = node_field_type(v->std, f->reg, f->field);
	const struct column *c = v->col[f->reg][f->field];
	uint32_t *kept, n = 0;

	if (v->unassigned[f->reg] == NULL)
		v->unassigned[f->reg] = ARENA_ARRAY(&v->arena,
		    2 * v->std->reg[f->reg].nfields, uint32_t);
	kept = &v->unassigned[f->reg][2 * f->field + f->sought];
	if (*kept > 0)
		return *kept - 1;
	for (uint32_t i = 0; i < table_own(&v->d->table[f->reg]); i++)
		n += is_unassigned(v, &t, c, i, f->sought);
	*kept = n + 1;
	return n;
}

/* ---- readings ---- */

bool
reading_matters(struct eval *v, const struct key_field *assigned,
    const bool *reads, enum reading reading)
{
	if (!v->judging)
		return false;
	if (reading == READ_WHOSE) {
		for (const struct key_field *f = assigned; f != NULL;
		    f = f->next)
			if (reading_unassigned(v, f) > 0)
				return true;
		return false;
	}
	if (!v->any_void || reads == NULL)
		return v->any_void;
	for (size_t r = 0; r < v->std->nregisters; r++)
		if (reads[r] && v->voids[r] != NULL)
			return true;
	return false;
}

struct eval *
reading_of(struct eval *v, enum reading reading)
{
	struct eval *w = v->other[reading];

	if (w == NULL) {
		w = mem_calloc(1, sizeof(*w));
		eval_begin_again(w, v, reading);
		v->other[reading] = w;
	}
	memcpy(w->slot, v->slot, sizeof(w->slot));
	eval_as_stored(w, v->as_stored);
	return w;
}

enum truth
reading_truth(struct eval *v, const struct node *n,
    const struct key_field *assigned)
{
	enum truth t = eval_truth(v, n);

	for (int r = READ_VOID; r < READINGS && t == TRUE_; r++)
		if (reading_matters(v, assigned, NULL, (enum reading)r))
			t = eval_truth(reading_of(v, (enum reading)r), n);
	return t == NOT_TRUE && eval_truth(v, n) != NOT_TRUE ? UNKNOWN : t;
}

int
reading_check(const struct eval *v, struct err *e)
{
	int status = eval_check(v, e);

	for (size_t r = 0; r < READINGS && status == 0; r++)
		if (v->other[r] != NULL)
			status = eval_check(v->other[r], e);
	return status;
}

void
reading_free(struct eval *v)
{
	for (size_t r = 0; r < READINGS; r++) {
		if (v->other[r] != NULL)
			eval_end(v->other[r]);
		free(v->other[r]);
	}
}
