/* SPDX-License-Identifier: Apache-2.0 */
/*
 * References: the key of the other register, else one of its other unique
 * fields. What is ambiguous or unknown stays text. Done on every
 * load, so the order of imports does not matter.
 */
#include <stdlib.h>

#include "shared/model/table/table_internal.h"

#define MEMO_SLOTS ((size_t)1 << 12)
#define BATCH 32

/* Texts are interned, so most answers are known from their offset. */
struct memo {
	uint32_t text, ref;
};

struct refs {
	const struct dataset *d;
	struct resolver **lookup; /* the dataset's, made when first needed */
	struct memo *memo;
};

struct resolver *
table_lookup(const struct table *t)
{
	const struct schema *s = t->schema;
	struct resolver *r = resolver_new();

	for (size_t k = 0; k < s->nlookup; k++) {
		const uint32_t *text = t->column[s->lookup[k]].text;

		for (uint32_t i = 0; i < t->n && text != NULL; i++)
			if (text[i] != 0)
				resolver_add_lookup(r,
				    str_of(table_text(t, text[i])), i);
	}
	return r;
}

/* The resolver of a register, made when it is first needed. */
static struct resolver *
lookup_of(struct refs *r, size_t reg)
{
	if (r->lookup[reg] == NULL)
		r->lookup[reg] = table_lookup(&r->d->table[reg]);
	return r->lookup[reg];
}

struct sought {
	uint32_t *ref;
	struct str text;
	uint32_t hash;
};

static uint32_t
resolve(struct refs *r, size_t to, const struct sought *x)
{
	const struct table *t = &r->d->table[to];
	uint32_t record = table_find_hashed(t, x->text, x->hash);

	if (record != ROW_NONE)
		return record;
	if (t->schema->nlookup > 0 && resolver_find(lookup_of(r, to), x->text,
	    &record) == RESOLVED)
		return record;
	return *x->ref;
}

static struct memo *
memo_of(const struct refs *r, uint32_t ref)
{
	return &r->memo[(ref & ~REF_TEXT) * 0x9e3779b1u >> 20];
}

/*
 * Keys lie anywhere in memory: what a few of them need is asked for in
 * advance, so that the waiting overlaps.
 */
static void
resolve_batch(struct refs *r, const struct table *t, size_t to, uint32_t *ref,
    uint32_t n)
{
	const struct table *other = &r->d->table[to];
	struct sought s[BATCH];
	struct memo *m;
	size_t k = 0;

	/* Those that were not met lately: hashed, and their places fetched. */
	for (uint32_t i = 0; i < n; i++) {
		if (ref[i] == ROW_NONE || (ref[i] & REF_TEXT) == 0)
			continue;
		m = memo_of(r, ref[i]);
		if (m->text == (ref[i] & ~REF_TEXT)) {
			ref[i] = m->ref;
			continue;
		}
		s[k].ref = &ref[i];
		s[k].text = str_of(table_text(t, ref[i] & ~REF_TEXT));
		s[k].hash = table_hash(other, s[k].text);
		if (other->key_slots > 0)
			__builtin_prefetch(&other->key_slot[s[k].hash &
			    (other->key_slots - 1)]);
		k++;
	}
	/* By now they have come; fetch what they point to. */
	for (size_t i = 0; i < k && other->key_slots > 0; i++)
		table_prefetch(other, s[i].hash);
	/* Resolved, and remembered. */
	for (size_t i = 0; i < k; i++) {
		uint32_t was = *s[i].ref;

		*s[i].ref = resolve(r, to, &s[i]);
		*memo_of(r, was) = (struct memo){ was & ~REF_TEXT, *s[i].ref };
	}
}

static void
resolve_column(struct refs *r, struct table *t, const struct field *f,
    struct column *c)
{
	size_t to = (size_t)f->ref_register;
	uint32_t *ref = f->list ? c->item : c->ref;
	uint32_t n = f->list && c->start != NULL ? c->start[t->n] : t->n;

	const struct table *other = &r->d->table[to];

	if (ref == NULL || !other->supplied)
		return;
	/* Offsets are of this table; answers of the register pointed to. */
	memset(r->memo, 0, MEMO_SLOTS * sizeof(*r->memo));
	for (uint32_t i = 0; i < n; i += BATCH)
		resolve_batch(r, t, to, ref + i, n - i < BATCH ? n - i : BATCH);
}

void
table_refs(struct dataset *d)
{
	size_t n = d->standard->nregisters;
	struct refs r = { .d = d };

	r.lookup = d->lookup = mem_calloc(n, sizeof(struct resolver *));
	r.memo = mem_calloc(MEMO_SLOTS, sizeof(*r.memo));
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < d->table[i].schema->nfields; k++) {
			const struct field *f = &d->table[i].schema->field[k];

			if (f->type == FIELD_REF)
				resolve_column(&r, &d->table[i], f,
				    &d->table[i].column[k]);
		}
	free(r.memo);
}
