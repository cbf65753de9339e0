/* SPDX-License-Identifier: Apache-2.0 */
/* Making the indexes of rules_index.c. */
#include "shared/rules/rules_index.h"

#include <stdlib.h>

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
uint32_t
index_hash(struct eval *v, enum hash_class class, const struct type *t,
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
add_entry(struct eval *v, struct index_level *l, uint32_t record,
    uint32_t hash, uint32_t also)
{
	if (v->nentries >= v->most_entries) {
		v->too_large = v->too_large == NULL ? l : v->too_large;
		return;
	}
	v->nentries++;
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
size_t
index_hash_items(struct eval *v, enum hash_class class, const struct type *list,
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
		v->scratch[i] = index_hash(v, class, &t, &item);
	}
	if (n > 1)
		qsort(v->scratch, n, sizeof(*v->scratch), by_number);
	for (size_t i = 0; i < n; i++)
		if (k == 0 || v->scratch[k - 1] != v->scratch[i])
			v->scratch[k++] = v->scratch[i];
	return k;
}

bool
index_is_exact(enum hash_class class, const struct val *x)
{
	return x->st == ST_GIVEN && !(class == HASH_NUMBER && x->n < x->hi);
}

uint32_t
index_hash_also(struct eval *v, enum hash_class class, const struct type *t,
    const struct val *x)
{
	uint32_t hash = index_hash(v, class, t, x);

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
		add_entry(v, l, record, hash, ALSO_ANY);
		return;
	}
	eval_val(v, also->inner, &x);
	if (!index_is_exact(l->also_class, &x) || (also->inner_list &&
	    (x.set != NULL || x.nitems == 0))) {
		add_entry(v, l, record, hash, ALSO_ANY);
		return;
	}
	if (!also->inner_list) {
		add_entry(v, l, record, hash, index_hash_also(v, l->also_class,
		    &also->inner->type, &x));
		return;
	}
	elem = elem_type(&also->inner->type);
	for (size_t i = 0; i < x.nitems; i++) {
		eval_item(&also->inner->type, &x, i, &item);
		add_entry(v, l, record, hash, index_hash_also(v, l->also_class,
		    &elem, &item));
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
		n = index_hash_items(v, l->class, &l->inner->type, &x);
		for (size_t i = 0; i < n; i++)
			add_entries(v, l, record, v->scratch[i]);
	} else if (l->class == HASH_NUMBER && x.n < x.hi) {
		l->unsure = true;
		add_loose(l, record);
	} else {
		add_entries(v, l, record, index_hash(v, l->class,
		    &l->inner->type, &x));
	}
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
		l->start[index_bucket(l, l->added[i].hash) + 2]++;
	for (size_t i = 2; i < n + 2; i++)
		l->start[i] += l->start[i - 1];
	for (size_t i = 0; i < l->n; i++)
		l->entry[l->start[index_bucket(l, l->added[i].hash) + 1]++] =
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
struct index_level *
index_level(struct eval *v, struct index_level *parent, const struct quant *q,
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

int
eval_check(const struct eval *v, struct err *e)
{
	const struct index_level *l = v->too_large;
	struct rule_place at;

	if (l == NULL)
		return 0;
	at = l->inner->place;
	return err_set(e, ERR_LIMIT, "%.200s:%u:%u: looking this up needs an "
	    "index over %s (%u records) with more than the %zu entries that "
	    "all rules together may have; name a condition that fewer "
	    "records meet, or shorten their lists", at.file, at.line,
	    at.column, v->std->reg[l->reg].name, v->d->table[l->reg].n,
	    v->most_entries);
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
