/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Queries asked. Records are listed as they stand: what is void matters for
 * judging only.
 */
#include <stdlib.h>

#include "shared/rules/node/query.h"
#include "shared/rules/run/eval.h"

enum cell_type
query_type(const struct query *q, size_t column)
{
	const struct node *n = q->column[column];

	switch (n->type.kind) {
	case K_NUMBER:
		if (n->op == OP_FIELD && q->rules->standard->reg[n->reg].
		    field[n->field].type == FIELD_PERCENT)
			return CELL_PERCENT;
		return CELL_NUMBER;
	case K_DATE:
		return CELL_DATE;
	case K_BOOL:
	case K_YESNO:
		return CELL_YESNO;
	case K_REF:
		return CELL_ID;
	case K_TEXT:
		if (n->op == OP_FIELD && q->rules->standard->reg[n->reg].
		    field[n->field].type == FIELD_ID)
			return CELL_ID;
		return CELL_TEXT;
	default:
		return CELL_TEXT;
	}
}

struct running {
	struct eval *v;
	const struct query *q;
	query_row_fn *fn;
	void *ctx;
	struct buf text;
	struct str *cell;
	size_t *end;
	bool stopped;
};

static bool
emit(struct running *r)
{
	size_t from = 0;

	buf_reset(&r->text);
	for (size_t i = 0; i < r->q->n; i++) {
		const struct node *n = r->q->column[i];

		eval_show(r->v, n, ";", &r->text);
		r->end[i] = r->text.n;
	}
	for (size_t i = 0; i < r->q->n; i++) {
		r->cell[i] = (struct str){ r->end[i] == from ? "" :
			r->text.p + from, r->end[i] - from };
		from = r->end[i];
	}
	if (!r->fn(r->ctx, r->cell, r->q->n))
		r->stopped = true;
	return !r->stopped;
}

static bool
second(void *ctx, uint32_t ordinal)
{
	struct running *r = ctx;

	(void)ordinal;
	if (r->q->where[1] != NULL &&
	    eval_truth(r->v, r->q->where[1]) != TRUE_)
		return true;
	return emit(r);
}

static bool
first(void *ctx, uint32_t ordinal)
{
	struct running *r = ctx;

	(void)ordinal;
	if (r->q->where[0] != NULL &&
	    eval_truth(r->v, r->q->where[0]) != TRUE_)
		return true;
	if (r->q->npops == 1)
		return emit(r);
	pop_walk(r->v, &r->q->pop[1], 1, second, r);
	return !r->stopped;
}

/* Records of a register in ascending key order. */
static void
walk_by_key(struct running *r)
{
	const struct table *t = &r->v->d->table[r->q->pop[0].reg];
	struct slot *s = &r->v->slot[0];

	*s = (struct slot){ .home = t, .reg = (uint16_t)r->q->pop[0].reg };
	for (uint32_t i = 0; i < t->n && !r->stopped; i++) {
		s->u = t->by_key == NULL ? i : t->by_key[i];
		if (s->u < table_own(t))
			first(r, s->u);
	}
}

int
query_run(const struct query *q, const struct dataset *d, int32_t as_of,
    query_row_fn *fn, void *ctx, struct err *e)
{
	struct eval *v = mem_calloc(1, sizeof(*v));
	struct running r = { .v = v, .q = q, .fn = fn, .ctx = ctx };
	int status;

	eval_begin(v, q->rules, d, as_of);
	buf_init(&r.text, BUF_MAX_DEFAULT);
	r.cell = mem_calloc(q->n, sizeof(*r.cell));
	r.end = mem_calloc(q->n, sizeof(*r.end));
	if (q->npops == 0)
		emit(&r);
	else if (q->pop[0].kind == POP_REGISTER)
		walk_by_key(&r);
	else
		pop_walk(v, &q->pop[0], 0, first, &r);
	free(r.cell);
	free(r.end);
	buf_fini(&r.text);
	status = eval_check(v, e);
	eval_end(v);
	free(v);
	return status;
}
