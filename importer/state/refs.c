/* SPDX-License-Identifier: Apache-2.0 */
/* Keys that references resolve to; see refs.h. */
#include "importer/state/refs.h"

#include <stdlib.h>

#include "shared/base/mem.h"

struct target {
	bool loaded, supplied;
	struct resolver *resolver;
	struct str *key;   /* by record number */
	size_t n, cap;
};

struct refs {
	const struct standard *std;
	struct target *target; /* per register */
	struct arena arena;
};

struct refs *
refs_new(const struct standard *std)
{
	struct refs *r = mem_calloc(1, sizeof(*r));

	r->std = std;
	r->target = mem_calloc(std->nregisters, sizeof(*r->target));
	return r;
}

void
refs_free(struct refs *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->std->nregisters; i++) {
		resolver_free(r->target[i].resolver);
		free(r->target[i].key);
	}
	free(r->target);
	arena_fini(&r->arena);
	free(r);
}

static struct str
keep(struct refs *r, struct str s)
{
	return (struct str){ arena_memdup(&r->arena, s.p, s.n), s.n };
}

static struct target *
target_of(struct refs *r, unsigned reg)
{
	struct target *t = &r->target[reg];

	if (t->resolver == NULL)
		t->resolver = resolver_new();
	return t;
}

void
refs_add(struct refs *r, unsigned reg, struct str key,
    const struct str *lookup, size_t n)
{
	struct target *t = target_of(r, reg);
	uint32_t record;

	/* A record that changes keeps its number: it is still one record. */
	if (resolver_find(t->resolver, key, &record) != RESOLVED ||
	    !str_eq(t->key[record], key)) {
		record = (uint32_t)t->n;
		t->key = mem_grow(t->key, &t->cap, t->n, sizeof(*t->key));
		t->key[t->n] = keep(r, key);
		resolver_add_key(t->resolver, t->key[t->n++], record);
	}
	for (size_t i = 0; i < n; i++)
		if (lookup[i].n > 0)
			resolver_add_lookup(t->resolver, keep(r, lookup[i]),
			    record);
}

bool
refs_is_loaded(const struct refs *r, unsigned reg)
{
	return r->target[reg].loaded;
}

void
refs_load(struct refs *r, unsigned reg, const struct state *s)
{
	const struct schema *schema = s->schema;
	struct buf text[5];
	struct str lookup[4];

	if (r->target[reg].loaded)
		return;
	r->target[reg].loaded = true;
	if (s->supplied)
		r->target[reg].supplied = true;
	for (int i = 0; i < 5; i++)
		buf_init(&text[i], BUF_MAX_DEFAULT);
	for (size_t k = 0; k < s->n; k++) {
		uint64_t place = s->entry[k].place;

		if ((place & (ENTRY_GONE | ENTRY_SOURCE)) != 0)
			continue;
		for (int i = 0; i < 5; i++)
			buf_reset(&text[i]);
		state_text(s, place, schema->key, &text[4]);
		for (size_t i = 0; i < schema->nlookup; i++) {
			state_text(s, place, schema->lookup[i], &text[i]);
			lookup[i] = buf_view(&text[i]);
		}
		refs_add(r, reg, buf_view(&text[4]), lookup, schema->nlookup);
	}
	for (int i = 0; i < 5; i++)
		buf_fini(&text[i]);
}

bool
refs_is_supplied(const struct refs *r, unsigned reg)
{
	return r->target[reg].supplied;
}

void
refs_set_supplied(struct refs *r, unsigned reg)
{
	r->target[reg].supplied = true;
}

enum resolved
refs_find(struct refs *r, unsigned reg, struct str text, struct str *key)
{
	struct target *t = target_of(r, reg);
	uint32_t record = 0;
	enum resolved found = resolver_find(t->resolver, text, &record);

	if (found == RESOLVED)
		*key = t->key[record];
	return found;
}
