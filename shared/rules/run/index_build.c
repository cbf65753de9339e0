/* SPDX-License-Identifier: Apache-2.0 */
/* Making the indexes of index.c. */
#include "shared/rules/run/batch.h"
#include "shared/rules/run/index.h"

#include <stdlib.h>

enum hash_class
index_class(const struct type *a, const struct type *b)
{
	struct type x = a->kind == K_LIST ? node_elem_type(a) : *a;
	struct type y = b->kind == K_LIST ? node_elem_type(b) : *b;

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
 * Texts stay where they are while an evaluation lasts, and what many records
 * have is stored once, so the hashes of the last ones are kept by place.
 */
static uint32_t
hash_text(struct eval *v, struct str s)
{
	uintptr_t at = (uintptr_t)s.p;
	struct kept_hash *k;

	if (v->kept == NULL)
		v->kept = mem_calloc(KEPT_HASHES, sizeof(*v->kept));
	k = &v->kept[(at ^ at >> 10) % KEPT_HASHES];
	if (k->text != s.p || k->n != s.n)
		*k = (struct kept_hash){ s.p, s.n,
			mix(keyed_hash(v->hash_key, s)) };
	return k->hash;
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
		return REF_TEXT | hash_text(v, eval_text_of(v, t, x));
	case HASH_TEXT:
		break;
	}
	return hash_text(v, eval_text_of(v, t, x));
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
	if (l->n == l->cap)
		l->added = mem_grow(l->added, &l->cap, l->n,
		    sizeof(*l->added));
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
	struct type t = node_elem_type(list);
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

static void
add_second(struct eval *v, struct index_level *l, uint32_t record,
    uint32_t hash, const struct type *t, const struct val *x)
{
	add_entry(v, l, record, hash, index_hash_also(v, l->also_class, t, x));
}

/* A second key that is a plain field: a record, a text, or a list of words. */
static bool
add_plain_second(struct eval *v, struct index_level *l, uint32_t record,
    uint32_t hash)
{
	const struct node *n = l->also->inner;
	const struct column *c = eval_column(v, n);
	struct type t = n->type;
	struct val x = { .st = ST_GIVEN };
	uint32_t i, end;

	/* A reference or a text: one value. */
	if (c == NULL)
		return false;
	if (t.kind == K_REF && c->ref != NULL && !(c->ref[record] & REF_TEXT)) {
		x.u = c->ref[record];
	} else if (t.kind == K_TEXT && c->text != NULL &&
	    c->text[record] != 0) {
		x.s = str_of(table_text(&v->d->table[n->reg],
		    c->text[record]));
	} else if (l->also->inner_list && t.elem == K_WORD &&
	    c->start != NULL && c->start[record] < c->start[record + 1]) {
		/* A list of words: each of them. */
		t = node_elem_type(&t);
		for (i = c->start[record], end = c->start[record + 1]; i < end;
		    i++) {
			x.u = c->item[i];
			add_second(v, l, record, hash, &t, &x);
		}
		return true;
	} else {
		return false;
	}
	add_second(v, l, record, hash, &t, &x);
	return true;
}

bool
index_is_astray(const struct eval *v, const struct node *n,
    const struct val *x)
{
	struct type elem = node_elem_type(&n->type);
	struct val item;

	if (v->reading != READ_WHOSE)
		return false;
	if (n->type.kind != K_LIST)
		return eval_is_astray(v, &n->type, x);
	for (size_t i = 0; i < eval_nitems(x); i++) {
		eval_item(&n->type, x, i, &item);
		if (eval_is_astray(v, &elem, &item))
			return true;
	}
	return false;
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
	if (add_plain_second(v, l, record, hash))
		return;
	v->slot[l->slot].u = record;
	eval_val(v, also->inner, &x);
	if (!index_is_exact(l->also_class, &x) || (also->inner_list &&
	    (x.set != NULL || x.nitems == 0)) ||
	    index_is_astray(v, also->inner, &x)) {
		add_entry(v, l, record, hash, ALSO_ANY);
		return;
	}
	if (!also->inner_list) {
		add_second(v, l, record, hash, &also->inner->type, &x);
		return;
	}
	elem = node_elem_type(&also->inner->type);
	for (size_t i = 0; i < x.nitems; i++) {
		eval_item(&also->inner->type, &x, i, &item);
		add_second(v, l, record, hash, &elem, &item);
	}
}

/*
 * A record whose key is empty is nobody's, where the key says whose it is, but
 * where that is in doubt, or empty means all.
 */
static bool
is_nobodys(const struct eval *v, const struct index_level *l)
{
	return l->assigns && v->reading != READ_WHOSE &&
	    !l->inner->type.all;
}

/* The key is most often a plain field that names a record. */
static bool
add_plain(struct eval *v, struct index_level *l, uint32_t record)
{
	const struct column *c = eval_column(v, l->inner);

	if (c == NULL || l->class != HASH_REF || l->inner->type.kind != K_REF)
		return false;
	if (c->ref == NULL || (c->ref[record] & REF_TEXT))
		return c->ref != NULL && c->ref[record] == ROW_NONE &&
		    is_nobodys(v, l);
	add_entries(v, l, record, c->ref[record]);
	return true;
}

static void
add_record(struct eval *v, struct index_level *l, uint32_t record)
{
	struct val x;
	size_t n;

	if (add_plain(v, l, record))
		return;
	v->slot[l->slot].u = record;
	v->withheld = false;
	eval_val(v, l->inner, &x);
	if (x.st != ST_GIVEN) {
		if (is_nobodys(v, l) && !v->withheld)
			return;
		l->unsure |= x.st == ST_UNKNOWN;
		add_loose(l, record);
	} else if (l->assigns && index_is_astray(v, l->inner, &x)) {
		l->unsure = l->between = true;
		add_loose(l, record);
	} else if (l->list) {
		n = index_hash_items(v, l->class, &l->inner->type, &x);
		for (size_t i = 0; i < n; i++)
			add_entries(v, l, record, v->scratch[i]);
	} else if (l->class == HASH_NUMBER && x.n < x.hi) {
		l->unsure = l->between = true;
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

static void
add_register(struct eval *v, struct index_level *l, uint32_t records)
{
	struct batch b = { .v = v, .slot = l->slot };
	uint8_t truth[BATCH];

	while (batch_next(&b, records)) {
		for (size_t i = 0; i < l->nfilters; i++) {
			batch_filter(&b, l->filter[i], truth);
			for (size_t k = 0; k < b.n && l->certain; k++)
				l->certain = truth[b.at[k]] == TRUE_;
		}
		for (size_t i = 0; i < b.n; i++)
			add_record(v, l, b.from + b.at[i]);
	}
}

struct index_level *
index_make(struct eval *v, struct index_level *parent, const struct quant *q,
    const struct key *key, const struct node *const *filter, size_t nfilters)
{
	struct index_level **list = parent == NULL ? &v->index : &parent->child;
	const struct table *t = &v->d->table[q->pop.reg];
	const struct key *also = index_second(q, key);
	struct slot keep = v->slot[q->slot];
	struct index_level *l = mem_calloc(1, sizeof(*l));

	/* What it is an index of. */
	l->reg = q->pop.reg;
	l->inner = key->inner;
	l->slot = q->slot;
	l->list = key->inner_list;
	l->assigns = key->assigns;
	l->class = index_class(&key->inner->type, &key->outer->type);
	l->filter = filter;
	l->nfilters = nfilters;
	l->certain = true;
	l->also = also;
	if (also != NULL)
		l->also_class = index_class(&also->inner->type,
		    &also->outer->type);
	/* Its records: all, or what the level above left loose. */
	v->slot[q->slot] = (struct slot){ .home = t,
		.reg = (uint16_t)q->pop.reg };
	if (nfilters == 0 && parent == NULL) {
		l->cap = t->n + (size_t)1;
		l->added = mem_alloc(l->cap * sizeof(*l->added));
	}
	if (parent == NULL)
		add_register(v, l, table_own(t));
	else
		for (size_t i = 0; i < parent->nloose; i++)
			add_record(v, l, parent->loose[i]);
	/* Kept for whoever asks again. */
	v->slot[q->slot] = keep;
	sort_entries(l);
	l->sibling = *list;
	*list = l;
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
	free(v->kept);
	v->kept = NULL;
	v->cap_scratch = 0;
}

/* The second key when it depends on outer variables, and is a single value. */
const struct key *
index_second(const struct quant *q, const struct key *key)
{
	const struct key *also = &q->key[1];

	return key == &q->key[0] && !key->inner_list && q->nkeys > 1 &&
	    also->outer->vars != 0 && !also->outer_list ? also : NULL;
}
