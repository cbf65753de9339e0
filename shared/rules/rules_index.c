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
#include "shared/rules/rules_node.h"

#include <stdlib.h>

#define SMALL_LIST 16 /* not worth an index */

enum hash_class { HASH_NUMBER, HASH_WORD, HASH_REF, HASH_TEXT };

struct entry {
	uint32_t record, hash;
	uint32_t also;           /* of the second key; ALSO_ANY */
};

#define ALSO_ANY 0

struct index_level {
	int reg;
	const struct node *inner;
	int slot;                /* the variable in `inner` */
	bool list;
	enum hash_class class;
	const struct key *also;  /* the second key, or NULL */
	enum hash_class also_class;
	struct entry *entry;     /* by bucket, ascending by record within one */
	uint32_t *start;         /* per bucket, and one more */
	uint32_t mask;
	struct entry *added;     /* while it is built */
	size_t n, cap;
	uint32_t *loose;
	size_t nloose, cap_loose;
	bool unsure;             /* a loose record is not just empty */
	struct index_level *child;   /* over the loose records */
	struct index_level *sibling;
};

bool
index_same(const struct node *a, int sa, const struct node *b, int sb)
{
	if (a == NULL || b == NULL)
		return a == b;
	if (a == b && sa == sb)
		return true;
	if (a->op != b->op || a->cmp != b->cmp || a->q != NULL ||
	    b->q != NULL || a->next != NULL || b->next != NULL ||
	    a->type.kind != b->type.kind || a->type.months != b->type.months)
		return false;
	switch (a->op) {
	case OP_VAR:
		return a->slot == sa && b->slot == sb;
	case OP_LIT:
		return a->type.field == b->type.field && a->lit.u == b->lit.u &&
		    a->lit.n >= b->lit.n && a->lit.n <= b->lit.n &&
		    str_eq(a->lit.s, b->lit.s);
	case OP_FIELD:
		return a->reg == b->reg && a->field == b->field &&
		    index_same(a->a, sa, b->a, sb);
	case OP_ASOF:
	case OP_DATA_ASOF:
		return true;
	case OP_ADD:
	case OP_SUB:
	case OP_SHIFT:
	case OP_MONTH:
	case OP_YEAR:
		return index_same(a->a, sa, b->a, sb) &&
		    index_same(a->b, sa, b->b, sb);
	default:
		return false;
	}
}

static enum hash_class
class_of(const struct type *a, const struct type *b)
{
	struct type x = a->kind == K_LIST ? elem_type(a) : *a;
	struct type y = b->kind == K_LIST ? elem_type(b) : *b;

	if (x.kind == K_NUMBER || x.kind == K_DATE || x.kind == K_INTERVAL)
		return HASH_NUMBER;
	if (x.kind == K_WORD && y.kind == K_WORD && x.field == y.field)
		return HASH_WORD;
	if (x.kind == K_REF && y.kind == K_REF)
		return HASH_REF;
	return HASH_TEXT;
}

static uint32_t
mix(uint64_t v)
{
	v ^= v >> 32;
	v *= 0x9e3779b97f4a7c15ULL;
	return (uint32_t)(v >> 32);
}

/*
 * A record found is its own hash, so that equal hashes are equal records; the
 * flag keeps it apart from references that find none.
 */
static uint32_t
hash_val(struct eval *v, enum hash_class class, const struct type *t,
    const struct val *x)
{
	double n;
	uint64_t bits;

	switch (class) {
	case HASH_NUMBER:
		n = x->n + 0.0; /* one zero */
		memcpy(&bits, &n, sizeof(bits));
		return mix(bits);
	case HASH_WORD:
		return mix(x->u);
	case HASH_REF:
		if (!(x->u & REF_TEXT))
			return x->u;
		return REF_TEXT |
		    mix(keyed_hash(v->hash_key, eval_text_of(v, t, x)));
	case HASH_TEXT:
		break;
	}
	return mix(keyed_hash(v->hash_key, eval_text_of(v, t, x)));
}

/* ---- building ---- */

static void
add_loose(struct index_level *l, uint32_t record)
{
	l->loose = mem_grow(l->loose, &l->cap_loose, l->nloose,
	    sizeof(*l->loose));
	l->loose[l->nloose++] = record;
}

static void
add_entry(struct index_level *l, uint32_t record, uint32_t hash,
    uint32_t also)
{
	l->added = mem_grow(l->added, &l->cap, l->n, sizeof(*l->added));
	l->added[l->n++] = (struct entry){ record, hash, also };
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

/* Hashes of a list's items, each once; in v->scratch. */
static size_t
hash_items(struct eval *v, enum hash_class class, const struct type *list,
    const struct val *x)
{
	struct type t = elem_type(list);
	size_t n = eval_nitems(x), k = 0;
	struct val item;

	if (n > v->cap_scratch) {
		v->scratch = mem_realloc(v->scratch, n, sizeof(*v->scratch));
		v->cap_scratch = n;
	}
	for (size_t i = 0; i < n; i++) {
		eval_item(list, x, i, &item);
		v->scratch[i] = hash_val(v, class, &t, &item);
	}
	if (n > 1)
		qsort(v->scratch, n, sizeof(*v->scratch), by_number);
	for (size_t i = 0; i < n; i++)
		if (k == 0 || v->scratch[k - 1] != v->scratch[i])
			v->scratch[k++] = v->scratch[i];
	return k;
}

static bool
is_exact(enum hash_class class, const struct val *x)
{
	return x->st == ST_GIVEN && !(class == HASH_NUMBER && x->n < x->hi);
}

static uint32_t
hash_also(struct eval *v, enum hash_class class, const struct type *t,
    const struct val *x)
{
	uint32_t hash = hash_val(v, class, t, x);

	return hash == ALSO_ANY ? 1 : hash;
}

/* An entry for each value of the second key; whatever is not sure is any. */
static void
add_entries(struct eval *v, struct index_level *l, uint32_t record,
    uint32_t hash)
{
	const struct key *also = l->also;
	struct type elem;
	struct val x, item;

	if (also == NULL) {
		add_entry(l, record, hash, ALSO_ANY);
		return;
	}
	eval_val(v, also->inner, &x);
	if (!is_exact(l->also_class, &x) || (also->inner_list &&
	    (x.set != NULL || x.nitems == 0))) {
		add_entry(l, record, hash, ALSO_ANY);
		return;
	}
	if (!also->inner_list) {
		add_entry(l, record, hash, hash_also(v, l->also_class,
		    &also->inner->type, &x));
		return;
	}
	elem = elem_type(&also->inner->type);
	for (size_t i = 0; i < x.nitems; i++) {
		eval_item(&also->inner->type, &x, i, &item);
		add_entry(l, record, hash, hash_also(v, l->also_class, &elem,
		    &item));
	}
}

static void
add_record(struct eval *v, struct index_level *l, uint32_t record)
{
	struct val x;
	size_t n;

	v->slot[l->slot].u = record;
	eval_val(v, l->inner, &x);
	if (x.st != ST_GIVEN) {
		l->unsure |= x.st == ST_UNKNOWN;
		add_loose(l, record);
	} else if (l->list) {
		n = hash_items(v, l->class, &l->inner->type, &x);
		for (size_t i = 0; i < n; i++)
			add_entries(v, l, record, v->scratch[i]);
	} else if (l->class == HASH_NUMBER && x.n < x.hi) {
		l->unsure = true;
		add_loose(l, record);
	} else {
		add_entries(v, l, record, hash_val(v, l->class,
		    &l->inner->type, &x));
	}
}

/* Records found are told apart by their number, and near ones stay near. */
static uint32_t
bucket(const struct index_level *l, uint32_t hash)
{
	if (l->class == HASH_REF)
		return hash & l->mask;
	return (hash * 0x9e3779b1u >> 7) & l->mask;
}

/* Sorts the entries by bucket, counting. */
static void
sort_entries(struct index_level *l)
{
	size_t n = 16;

	while (n < l->n && n < ((size_t)1 << 25))
		n *= 2;
	l->mask = (uint32_t)(n - 1);
	l->start = mem_calloc(n + 2, sizeof(*l->start));
	l->entry = mem_alloc((l->n + 1) * sizeof(*l->entry));
	for (size_t i = 0; i < l->n; i++)
		l->start[bucket(l, l->added[i].hash) + 2]++;
	for (size_t i = 2; i < n + 2; i++)
		l->start[i] += l->start[i - 1];
	for (size_t i = 0; i < l->n; i++)
		l->entry[l->start[bucket(l, l->added[i].hash) + 1]++] =
		    l->added[i];
	free(l->added);
	l->added = NULL;
}

/* The second key when it depends on outer variables, and is a single value. */
static const struct key *
second_key(const struct quant *q, const struct key *key)
{
	const struct key *also = &q->key[1];

	return key == &q->key[0] && !key->inner_list && q->nkeys > 1 &&
	    also->outer->vars != 0 && !also->outer_list ? also : NULL;
}

static bool
same_second(const struct index_level *l, const struct key *also, int slot)
{
	if (l->also == NULL || also == NULL)
		return l->also == also;
	return l->also->inner_list == also->inner_list && l->also_class ==
	    class_of(&also->inner->type, &also->outer->type) &&
	    index_same(l->also->inner, l->slot, also->inner, slot);
}

/* The level for a key over the register, or over a parent's loose records. */
static struct index_level *
level(struct eval *v, struct index_level *parent, const struct quant *q,
    const struct key *key)
{
	struct index_level **list = parent == NULL ? &v->index : &parent->child;
	enum hash_class class = class_of(&key->inner->type, &key->outer->type);
	const struct table *t = &v->d->table[q->pop.reg];
	const struct key *also = second_key(q, key);
	struct slot keep = v->slot[q->slot];
	struct index_level *l;

	if (parent == NULL && v->level[q->index] != NULL &&
	    key == &q->key[0])
		return v->level[q->index];
	for (l = *list; l != NULL; l = l->sibling)
		if (l->reg == q->pop.reg && l->list == key->inner_list &&
		    l->class == class && same_second(l, also, q->slot) &&
		    index_same(l->inner, l->slot, key->inner, q->slot)) {
			if (parent == NULL && key == &q->key[0])
				v->level[q->index] = l;
			return l;
		}
	l = mem_calloc(1, sizeof(*l));
	l->reg = q->pop.reg;
	l->inner = key->inner;
	l->slot = q->slot;
	l->list = key->inner_list;
	l->class = class;
	l->also = also;
	if (also != NULL)
		l->also_class = class_of(&also->inner->type,
		    &also->outer->type);
	v->slot[q->slot] = (struct slot){ .home = t };
	if (parent == NULL) {
		l->cap = t->n;
		l->added = mem_alloc((t->n + (size_t)1) * sizeof(*l->added));
		for (uint32_t i = 0; i < t->n; i++)
			add_record(v, l, i);
	} else {
		for (size_t i = 0; i < parent->nloose; i++)
			add_record(v, l, parent->loose[i]);
	}
	v->slot[q->slot] = keep;
	sort_entries(l);
	l->sibling = *list;
	*list = l;
	if (parent == NULL && key == &q->key[0])
		v->level[q->index] = l;
	return l;
}

static void
level_free(struct index_level *l)
{
	struct index_level *next;

	for (; l != NULL; l = next) {
		next = l->sibling;
		level_free(l->child);
		free(l->start);
		free(l->entry);
		free(l->loose);
		free(l);
	}
}

void
index_free(struct eval *v)
{
	level_free(v->index);
	v->index = NULL;
	free(v->scratch);
	v->scratch = NULL;
	v->cap_scratch = 0;
}

/* ---- looking up ---- */

/* What the second key is to be; ALSO_ANY when that cannot be said. */
static uint32_t
sought_also(struct eval *v, const struct index_level *l,
    const struct quant *q)
{
	const struct key *also = &q->key[1];
	struct val x;

	if (l->also == NULL)
		return ALSO_ANY;
	eval_val(v, also->outer, &x);
	if (!is_exact(l->also_class, &x))
		return ALSO_ANY;
	return hash_also(v, l->also_class, &also->outer->type, &x);
}

static bool
probe(struct eval *v, const struct index_level *l, const struct quant *q,
    const struct key *key, uint32_t hash, pop_fn *fn, void *ctx)
{
	uint32_t b = bucket(l, hash);
	uint32_t e = l->start[b], end = l->start[b + 1], also;
	uint32_t last = ROW_NONE;
	/* Equal records: the condition need not be looked at again. */
	bool known = l->class == HASH_REF && !(hash & REF_TEXT), on = true;
	const struct node *keep = v->known[q->slot];

	also = sought_also(v, l, q);
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
		on = fn(ctx, last);
	}
	v->known[q->slot] = keep;
	return on;
}

/* Each outer item in turn. A record has one key, so none comes twice. */
static bool
probe_items(struct eval *v, const struct index_level *l,
    const struct quant *q, const struct key *key, const struct val *x,
    pop_fn *fn, void *ctx)
{
	size_t n = hash_items(v, l->class, &key->outer->type, x);
	uint32_t few[64], *hash = few;
	bool on = true;

	if (n > 64)
		hash = mem_alloc(n * sizeof(*hash));
	memcpy(hash, v->scratch, n * sizeof(*hash));
	for (size_t i = 0; i < n && on; i++)
		on = probe(v, l, q, key, hash[i], fn, ctx);
	if (hash != few)
		free(hash);
	return on;
}

static bool
walk_loose(struct eval *v, const struct index_level *l, const struct quant *q,
    pop_fn *fn, void *ctx)
{
	for (size_t i = 0; i < l->nloose; i++) {
		v->slot[q->slot].u = l->loose[i];
		if (!fn(ctx, l->loose[i]))
			return false;
	}
	return true;
}

enum state
index_walk_equal(struct eval *v, const struct quant *q, pop_fn *fn, void *ctx,
    struct index_level **level_at)
{
	const struct key *key = &q->key[0];
	struct index_level *l;
	struct val x;

	*level_at = NULL;
	eval_val(v, key->outer, &x);
	if (x.st != ST_GIVEN)
		return x.st;
	if (key->outer_list && x.set != NULL && x.set->sure < x.set->n)
		return ST_GIVEN;
	l = level(v, NULL, q, key);
	if (l->class == HASH_NUMBER && !key->outer_list && x.n < x.hi)
		return ST_GIVEN;
	v->slot[q->slot] = (struct slot){ .home = &v->d->table[q->pop.reg],
		.reg = (uint16_t)q->pop.reg };
	if (key->outer_list)
		probe_items(v, l, q, key, &x, fn, ctx);
	else
		probe(v, l, q, key, hash_val(v, l->class, &key->outer->type,
		    &x), fn, ctx);
	*level_at = l;
	return ST_GIVEN;
}

void
index_walk_loose(struct eval *v, const struct quant *q,
    const struct index_level *l, pop_fn *fn, void *ctx)
{
	v->slot[q->slot] = (struct slot){ .home = &v->d->table[q->pop.reg],
		.reg = (uint16_t)q->pop.reg };
	walk_loose(v, l, q, fn, ctx);
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
	struct index_level *parent = NULL, *l;
	struct val x;
	bool on;

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
		if (key->outer_list && x.set != NULL &&
		    x.set->sure < x.set->n)
			continue;
		l = level(v, parent, q, key);
		if (l->class == HASH_NUMBER && !key->outer_list && x.n < x.hi)
			continue;
		v->slot[q->slot] = (struct slot){
			.home = &v->d->table[q->pop.reg],
			.reg = (uint16_t)q->pop.reg };
		on = key->outer_list ?
		    probe_items(v, l, q, key, &x, fn, ctx) :
		    probe(v, l, q, key, hash_val(v, l->class,
		    &key->outer->type, &x), fn, ctx);
		if (!on || l->nloose == 0 || (key->given && !l->unsure))
			return true;
		parent = l;
	}
	if (parent == NULL)
		return false;
	v->slot[q->slot] = (struct slot){
		.home = &v->d->table[q->pop.reg],
		.reg = (uint16_t)q->pop.reg };
	walk_loose(v, parent, q, fn, ctx);
	return true;
}
