/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hash indexes that answer equalities between a quantifier's variable and
 * outer ones. An index only proposes candidates, a superset of the members
 * whose condition is not false; the condition itself is then evaluated, so
 * that results never depend on an index. Records whose key is empty (unknown,
 * or standing for all) are always candidates: they are kept in a loose list,
 * over which the quantifier's next key may have an index of its own. Beside
 * the first key's value an entry has the second one's, so that what differs
 * there is passed over without a look at the record.
 */
#include "shared/rules/run/index.h"

#include <stdlib.h>

#define SMALL_LIST 16 /* not worth an index */

/* Who is told of the candidates, and whether more are wanted. */
struct index_walker {
	pop_fn *fn;
	void *ctx;
	bool on;
};

/* What the second key is to be; ALSO_ANY when that cannot be said. */
static uint32_t
second_now(struct eval *v, const struct index_level *l, const struct key *also)
{
	struct val x;

	eval_val(v, also->outer, &x);
	if (!index_is_exact(l->also_class, &x) ||
	    index_is_astray(v, also->outer, &x))
		return ALSO_ANY;
	return index_hash_also(v, l->also_class, &also->outer->type, &x);
}

/* The same; a list has few rows, so what stands in them is kept. */
static uint32_t
sought_also(struct eval *v, const struct index_level *l,
    const struct quant *q)
{
	const struct node *outer = q->key[1].outer;
	const struct pop *p;
	uint32_t **kept = &v->progress[q->index].second, row;

	if (l->also == NULL || !v->progress[q->index].fits)
		return ALSO_ANY;
	if (outer->op != OP_MEMBER)
		return second_now(v, l, &q->key[1]);
	p = outer->a->type.pop;
	if (p->kind != POP_LIST)
		return second_now(v, l, &q->key[1]);
	if (*kept == NULL)
		*kept = mem_calloc(v->std->list[p->list].nrows, sizeof(**kept));
	row = v->slot[outer->slot].u;
	if ((*kept)[row] == ALSO_ANY)
		(*kept)[row] = second_now(v, l, &q->key[1]);
	return (*kept)[row];
}

/* From here on for the records of l; returns what it was before. */
static bool
set_met(struct eval *v, const struct index_level *l, const struct quant *q)
{
	const struct progress *p = &v->progress[q->index];
	bool before = v->met[q->slot];

	v->met[q->slot] = l == p->level && p->met;
	return before;
}

/* The candidates of one hash; false: no more are wanted. */
static bool
probe(struct eval *v, const struct index_level *l, const struct quant *q,
    const struct key *key, uint32_t hash, const struct index_walker *w)
{
	uint32_t b = index_bucket(l, hash);
	uint32_t e = l->start[b], end = l->start[b + 1], also;
	uint32_t last = ROW_NONE;
	/*
	 * Equal records: the condition need not be looked at again, but where
	 * the record may be one of a set.
	 */
	bool known = l->class == HASH_REF && !(hash & REF_TEXT) &&
	    (!l->list || l->inner->op == OP_FIELD), on = true;
	const struct node *keep = v->known[q->slot];
	bool keep_met = set_met(v, l, q);

	also = sought_also(v, l, q);
	v->progress[q->index].looks += end - e;
	v->known[q->slot] = known ? key->condition : NULL;
	for (; e < end && on; e++) {
		const struct entry *x = &l->entry[e];

		/* A record of several second values stands several times. */
		if (x->hash != hash || x->record == last ||
		    (also != ALSO_ANY && x->also != ALSO_ANY &&
		    x->also != also))
			continue;
		last = x->record;
		v->slot[q->slot].u = last;
		on = w->fn(w->ctx, last);
	}
	v->known[q->slot] = keep;
	v->met[q->slot] = keep_met;
	return on;
}

/* Each outer item in turn. A record has one key, so none comes twice. */
static bool
probe_items(struct eval *v, const struct index_level *l,
    const struct quant *q, const struct key *key, const struct val *x,
    const struct index_walker *w)
{
	size_t n = index_hash_items(v, l->class, &key->outer->type, x);
	uint32_t few[64], *hash = few;
	bool on = true;

	if (n > 64)
		hash = mem_alloc(n * sizeof(*hash));
	memcpy(hash, v->scratch, n * sizeof(*hash));
	for (size_t i = 0; i < n && on; i++)
		on = probe(v, l, q, key, hash[i], w);
	if (hash != few)
		free(hash);
	return on;
}

bool
index_finds_none(const struct eval *v, const struct quant *q)
{
	const struct index_level *l = v->progress[q->index].level;
	const struct node *n = q->key[0].outer;
	const struct column *c = eval_column(v, n);
	const struct slot *s;
	uint32_t u, b;

	if (l == NULL || l->class != HASH_REF || index_has_loose(q, l) ||
	    n->memo != 0 || (n->op != OP_VAR && (c == NULL ||
	    n->type.kind != K_REF || c->ref == NULL)))
		return false;
	s = &v->slot[n->op == OP_VAR ? n->slot : n->a->slot];
	if (s->item != NULL || (s->u & REF_TEXT))
		return false;
	u = n->op == OP_VAR ? s->u : c->ref[s->u];
	if (u & REF_TEXT)
		return false;
	b = index_bucket(l, u);
	return l->start[b] == l->start[b + 1];
}

/* The quantifier's variable stands for records of its register. */
static void
bind_register(struct eval *v, const struct quant *q)
{
	v->slot[q->slot] = (struct slot){ .home = &v->d->table[q->pop.reg],
		.reg = (uint16_t)q->pop.reg };
}

/*
 * What may have the value x of a key, walked by the key's level of the
 * parent, into *on whether fn wants more. NULL: the value is not exact enough.
 */
static struct index_level *
walk_equal(struct eval *v, struct index_level *parent, const struct quant *q,
    const struct key *key, const struct val *x, struct index_walker *w)
{
	struct index_level *l;

	if ((key->outer_list && x->set != NULL && x->set->sure < x->set->n) ||
	    (key->condition->assigns != 0 &&
	    index_is_astray(v, key->outer, x)))
		return NULL;
	l = index_level(v, parent, q, key);
	if (l->class == HASH_NUMBER && !key->outer_list && x->n < x->hi)
		return NULL;
	bind_register(v, q);
	w->on = key->outer_list ? probe_items(v, l, q, key, x, w) :
	    probe(v, l, q, key, index_hash(v, l->class, &key->outer->type, x),
	    w);
	return l;
}

enum state
index_walk_equal(struct eval *v, const struct quant *q, pop_fn *fn, void *ctx,
    struct index_level **level_at)
{
	struct index_walker w = { .fn = fn, .ctx = ctx };
	struct val x;

	*level_at = NULL;
	eval_val(v, q->key[0].outer, &x);
	if (x.st == ST_GIVEN)
		*level_at = walk_equal(v, NULL, q, &q->key[0], &x, &w);
	return x.st;
}

void
index_walk_loose(struct eval *v, const struct quant *q,
    const struct index_level *l, pop_fn *fn, void *ctx)
{
	bool before = set_met(v, l, q), on = true;

	bind_register(v, q);
	for (size_t i = 0; i < l->nloose && on; i++) {
		v->slot[q->slot].u = l->loose[i];
		on = fn(ctx, l->loose[i]);
	}
	v->met[q->slot] = before;
}

bool
index_has_loose(const struct quant *q, const struct index_level *l)
{
	return l->nloose > 0 && !(q->key[0].given && !l->unsure);
}

bool
index_walk(struct eval *v, const struct quant *q, pop_fn *fn, void *ctx,
    enum truth *best)
{
	struct index_walker w = { .fn = fn, .ctx = ctx };
	struct index_level *parent = NULL, *l;
	struct val x;

	/* By each key in turn, over what the one before left loose. */
	for (size_t i = 0; i < q->nkeys; i++) {
		const struct key *key = &q->key[i];

		if (parent != NULL && parent->nloose <= SMALL_LIST)
			break;
		eval_val(v, key->outer, &x);
		if (x.st != ST_GIVEN) {
			/* An empty inner list that means all has anything. */
			if ((!key->all || x.st == ST_UNKNOWN) &&
			    !(key->inner_list && key->inner->type.all))
				*best = UNKNOWN;
			continue;
		}
		l = walk_equal(v, parent, q, key, &x, &w);
		if (l == NULL)
			continue;
		if (!w.on || l->nloose == 0 || (key->given && !l->unsure))
			return true;
		parent = l;
	}
	if (parent == NULL)
		return false;
	index_walk_loose(v, q, parent, fn, ctx);
	return true;
}
