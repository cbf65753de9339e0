/* SPDX-License-Identifier: Apache-2.0 */
/* Which fields were supplied, and which cells that leaves unknown. */
#include "shared/model/table/supply.h"

#include <stdlib.h>

static struct supplier *
supplier_of(struct suppliers *all, const struct schema *s, const char *system,
    struct arena *a)
{
	struct supplier *x;

	for (size_t i = 0; i < all->n; i++)
		if (cstr_same(all->item[i].system, system))
			return &all->item[i];
	x = &all->item[all->n++];
	x->system = system;
	x->field = ARENA_ARRAY(a, s->nfields, enum supply);
	x->field[s->key] = SUPPLY_GIVEN;
	return x;
}

static void
set_field(enum supply *field, const struct schema *s, const char *name,
    enum supply to)
{
	int f = schema_field(s, str_of(name));

	if (f >= 0)
		field[f] = to;
}

static void
add_batch(enum supply *field, const struct schema *s,
    const struct leaf_batch *b)
{
	for (size_t i = 0; i < s->nfields && b->ncolumns + b->nset == 0; i++)
		field[i] = SUPPLY_GIVEN;
	for (size_t i = 0; i < b->ncolumns; i++)
		set_field(field, s, b->column[i].field, SUPPLY_GIVEN);
	for (size_t i = 0; i < b->nset; i++)
		set_field(field, s, b->set[i].field, SUPPLY_GIVEN);
	for (size_t i = 0; i < b->nwithdrawn; i++)
		set_field(field, s, b->withdrawn[i], SUPPLY_WITHDRAWN);
}

static bool
is_said(const struct schema *s, const struct leaf_batch *b)
{
	return strcmp(b->reg, s->name) == 0 && store_is_import(b) &&
	    !store_took_nothing(b);
}

void
suppliers_read(struct suppliers *all, const struct schema *s,
    const struct batch_info *batch, size_t n, struct arena *a)
{
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		most += is_said(s, batch[i].leaf);
	*all = (struct suppliers){ .item = ARENA_ARRAY(a, most,
	    struct supplier) };
	for (size_t i = 0; i < n; i++)
		if (is_said(s, batch[i].leaf))
			add_batch(supplier_of(all, s,
			    batch[i].leaf->source_system, a)->field, s,
			    batch[i].leaf);
}

void
suppliers_load(struct suppliers *all, const struct schema *s,
    const struct store *st, uint64_t size, struct arena *a)
{
	uint64_t *undone = store_undone(st, size, STORE_NOT_UNDONE);
	struct batch_info *batch = mem_calloc(size, sizeof(*batch));
	size_t n = 0;

	for (uint64_t i = 0; i < size; i++)
		if (st->leaf[i].type == LEAF_BATCH &&
		    undone[i] == STORE_NOT_UNDONE)
			batch[n++] = (struct batch_info){ .index = i,
				.leaf = &st->leaf[i].u.batch };
	suppliers_read(all, s, batch, n, a);
	free(batch);
	free(undone);
}

const struct supplier *
suppliers_find(const struct suppliers *all, const char *system)
{
	for (size_t i = 0; i < all->n; i++)
		if (cstr_same(all->item[i].system, system))
			return &all->item[i];
	return NULL;
}

bool
supply_says(const enum supply *field, const struct schema *s, unsigned f)
{
	const struct field *x = &s->field[f];

	if (field[f] != SUPPLY_NEVER || x->absent_means_empty)
		return field[f] != SUPPLY_WITHDRAWN;
	for (size_t i = 0; i < x->nbeside; i++)
		if (field[x->beside[i]] == SUPPLY_GIVEN)
			return true;
	return false;
}

/* ---- records ---- */

/* Which system each record is from: its place among the suppliers. */
static size_t *
systems_of(const struct dataset *d, const struct table *t,
    const struct suppliers *all)
{
	size_t *of = mem_calloc(t->n, sizeof(*of));
	size_t *by_leaf = mem_calloc(d->size + 1, sizeof(*by_leaf));

	/* Of each batch of the register, from 1. */
	for (size_t i = 0; i < d->nbatches; i++)
		for (size_t k = 0; k < all->n &&
		    is_said(t->schema, d->batch[i].leaf); k++)
			if (cstr_same(d->batch[i].leaf->source_system,
			    all->item[k].system))
				by_leaf[d->batch[i].index] = k + 1;
	for (uint32_t i = 0; i < t->n; i++)
		of[i] = t->batch[i] < d->size ? by_leaf[t->batch[i]] : 0;
	free(by_leaf);
	return of;
}

/* The bits of the records whose system leaves the field open; NULL: none. */
static const uint64_t *
open_records(struct dataset *d, const struct table *t,
    const struct suppliers *all, const size_t *system, unsigned f)
{
	uint64_t *bits = ARENA_ARRAY(&d->mem, t->n / 64 + 1, uint64_t);
	bool any = false;

	for (uint32_t i = 0; i < t->n; i++)
		if (system[i] > 0 && !supply_says(all->item[system[i] - 1].field,
		    t->schema, f)) {
			bits[i / 64] |= (uint64_t)1 << (i % 64);
			any = true;
		}
	return any ? bits : NULL;
}

void
supply_mark(struct dataset *d, struct table *t)
{
	struct suppliers all;
	const uint64_t *every = NULL;
	size_t *system = NULL;

	if (t->n == 0)
		return;
	suppliers_read(&all, t->schema, d->batch, d->nbatches, &d->mem);
	for (unsigned f = 0; f < t->schema->nfields; f++) {
		size_t open = 0;

		for (size_t i = 0; i < all.n; i++) {
			open += !supply_says(all.item[i].field, t->schema, f);
			t->column[f].withdrawn |= all.item[i].field[f] ==
			    SUPPLY_WITHDRAWN;
		}
		/* Most fields are open for none or all; one set does for all. */
		if (open == 0)
			continue;
		if (system == NULL)
			system = systems_of(d, t, &all);
		if (open < all.n || every == NULL)
			t->column[f].unsaid = open_records(d, t, &all, system,
			    f);
		else
			t->column[f].unsaid = every;
		if (open == all.n)
			every = t->column[f].unsaid;
	}
	free(system);
}
