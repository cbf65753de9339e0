/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What to supply next: registers that nobody supplied, and columns that the
 * registers lack, by how many criteria wait for them.
 */
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"

static int
by_waiting(const void *a, const void *b)
{
	const struct supply_next *x = a, *y = b;

	if (x->waiting != y->waiting)
		return x->waiting > y->waiting ? -1 : 1;
	return strcmp(x->reg, y->reg);
}

static void
supply_registers(struct eval *v, struct readiness *out)
{
	const struct standard *s = v->std;

	out->supply = ARENA_ARRAY(&out->arena, s->nregisters,
	    struct supply_next);
	for (size_t r = 0; r < s->nregisters; r++) {
		struct supply_next *n = &out->supply[out->nsupply];

		out->anything_supplied |= v->d->table[r].supplied;
		for (size_t i = 0; i < out->ncriteria; i++) {
			if (!v->r->crit[i].reads[r] || out->criterion[i].own)
				continue;
			n->criteria++;
			n->waiting += !v->supplied[r] &&
			    out->criterion[i].result == CRIT_NOT_EVIDENCED;
		}
		if (n->criteria == 0)
			continue;
		n->reg = s->reg[r].name;
		n->title = s->reg[r].title;
		n->supplied = v->d->table[r].supplied;
		out->nsupply++;
	}
	if (out->nsupply > 1)
		qsort(out->supply, out->nsupply, sizeof(*out->supply),
		    by_waiting);
}

/* ---- columns ---- */

static int
column_by_waiting(const void *a, const void *b)
{
	const struct supply_column *x = a, *y = b;
	int c;

	if (x->waiting != y->waiting)
		return x->waiting > y->waiting ? -1 : 1;
	c = strcmp(x->reg->name, y->reg->name);
	return c != 0 ? c : (x->field > y->field) - (x->field < y->field);
}

static bool
is_waiting(const struct criterion *c)
{
	return c->unknown > 0 || c->result == CRIT_NOT_EVIDENCED ||
	    c->result == CRIT_NOT_ASSESSABLE;
}

static struct supply_column
column_of(const struct eval *v, const struct readiness *out, size_t r,
    size_t f)
{
	const struct table *t = &v->d->table[r];
	const struct column *c = v->col[r][f];
	struct supply_column n = { .reg = t->schema,
		.field = &t->schema->field[f], .of = t->n,
		.withdrawn = c->withdrawn };

	for (size_t i = 0; i < out->ncriteria; i++)
		n.waiting += is_waiting(&out->criterion[i]) &&
		    !out->criterion[i].own &&
		    eval_lacks(v, i, r, f);
	for (uint32_t i = 0; i < t->n && n.waiting > 0; i++)
		n.records += column_is_unsaid(c, i);
	return n;
}

static void
supply_columns(struct eval *v, struct readiness *out)
{
	size_t most = 0;

	for (size_t r = 0; r < v->std->nregisters; r++)
		for (size_t f = 0; f < v->std->reg[r].nfields; f++)
			most += v->lacked[r][f];
	out->column = ARENA_ARRAY(&out->arena, most, struct supply_column);
	for (size_t r = 0; r < v->std->nregisters; r++)
		for (size_t f = 0; f < v->std->reg[r].nfields; f++) {
			if (!v->lacked[r][f])
				continue;
			out->column[out->ncolumns] = column_of(v, out, r, f);
			out->ncolumns += out->column[out->ncolumns].waiting > 0;
		}
	if (out->ncolumns > 1)
		qsort(out->column, out->ncolumns, sizeof(*out->column),
		    column_by_waiting);
}

void
readiness_supply(struct eval *v, struct readiness *out)
{
	supply_registers(v, out);
	supply_columns(v, out);
}
