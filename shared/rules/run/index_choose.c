/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which index a quantifier is answered by: one that is there already, or one
 * made for it, of all records or of those that its conditions leave.
 */
#include "shared/rules/node/same.h"
#include "shared/rules/run/index.h"

static bool
same_second(const struct index_level *l, const struct key *also, int slot)
{
	if (l->also == NULL || also == NULL)
		return l->also == also;
	return l->also->inner_list == also->inner_list && l->also_class ==
	    index_class(&also->inner->type, &also->outer->type) &&
	    node_same_at(l->also->inner, l->slot, also->inner, slot);
}

static bool
is_closed_of(const struct quant *q, const struct index_level *l,
    const struct node *n)
{
	for (size_t i = 0; i < q->nclosed; i++)
		if (node_same_at(n, l->slot, q->closed[i], q->slot))
			return true;
	return false;
}

/* Does it lack no record that the quantifier may need? */
static bool
is_filter_of(const struct quant *q, const struct index_level *l)
{
	for (size_t i = 0; i < l->nfilters; i++)
		if (!is_closed_of(q, l, l->filter[i]))
			return false;
	return true;
}

/*
 * One that is there already, by the same key: by the same second one if there
 * is any, of the fewest records.
 */
static struct index_level *
find_level(struct index_level *l, const struct quant *q, const struct key *key,
    bool *fits)
{
	enum hash_class class = index_class(&key->inner->type, &key->outer->type);
	const struct key *also = index_second(q, key);
	struct index_level *best = NULL;

	*fits = false;
	for (; l != NULL; l = l->sibling) {
		bool fit = same_second(l, also, q->slot);

		if (l->reg == q->pop.reg && l->list == key->inner_list &&
		    l->assigns == key->assigns && l->class == class &&
		    fit >= *fits && (best == NULL ||
		    fit > *fits || l->nfilters > best->nfilters) &&
		    node_same_at(l->inner, l->slot, key->inner, q->slot) &&
		    is_filter_of(q, l)) {
			best = l;
			*fits = fit;
		}
	}
	return best;
}

/* Is it asked for a register that is not far smaller than the one looked in? */
static bool
is_asked_often(const struct eval *v, const struct quant *q)
{
	uint64_t vars = q->key[0].outer->vars;
	uint32_t records = v->d->table[q->pop.reg].n;

	for (; vars != 0; vars &= vars - 1) {
		const struct slot *s = &v->slot[__builtin_ctzll(vars)];

		if (s->item == NULL && s->home != NULL &&
		    s->home->n >= records / 8)
			return true;
	}
	return false;
}

/*
 * The level of the first key, of the records that may meet conditions on the
 * record alone: those with constants, for they leave few, or all when it is
 * asked for often. At first one of more records that is there already does; it
 * is given up when more was looked at in it than making another costs.
 */
static void
choose_level(struct eval *v, const struct quant *q, struct progress *p)
{
	const struct node *const *filter = q->constant;
	uint64_t records = v->d->table[q->pop.reg].n;
	size_t n = q->key[0].outer->vars != 0 ? q->nconstant : 0;
	bool first = p->level == NULL;

	if (p->looks >= records * 2 || is_asked_often(v, q)) {
		filter = q->closed;
		n = q->nclosed;
	}
	p->level = find_level(v->index, q, &q->key[0], &p->fits);
	p->enough = n == q->nclosed ? UINT64_MAX : records * 2;
	if (p->level != NULL && p->fits && p->level->nfilters >= n)
		return;
	if (p->level != NULL && first) {
		p->enough = records / 16;
		return;
	}
	/* What is there will do where there is no room for another. */
	if (p->level != NULL && v->nentries + records > v->most_entries / 2) {
		p->enough = UINT64_MAX;
		return;
	}
	p->level = index_make(v, NULL, q, &q->key[0], filter, n);
	p->fits = true;
}

static struct index_level *
first_level(struct eval *v, const struct quant *q)
{
	struct progress *p = &v->progress[q->index];

	if (p->level != NULL && p->looks < p->enough)
		return p->level;
	choose_level(v, q, p);
	p->met = p->level->certain && p->level->nfilters == q->nclosed;
	return p->level;
}

struct index_level *
index_level(struct eval *v, struct index_level *parent, const struct quant *q,
    const struct key *key)
{
	struct index_level *l;
	bool fits;

	if (parent == NULL && key == &q->key[0])
		return first_level(v, q);
	l = find_level(parent == NULL ? v->index : parent->child, q, key,
	    &fits);
	return l != NULL ? l : index_make(v, parent, q, key, NULL, 0);
}
