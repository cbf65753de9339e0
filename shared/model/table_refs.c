/* SPDX-License-Identifier: Apache-2.0 */
/*
 * References: the key of the other register, else one of its other unique
 * fields (DESIGN 5). What is ambiguous or unknown stays text. Done on every
 * load, so the order of imports does not matter.
 */
#include <stdlib.h>

#include "shared/model/table_internal.h"

#define MEMO_SLOTS ((size_t)1 << 12)

/* Texts are interned, so most answers are known from their offset. */
struct memo {
	uint32_t text, ref;
};

struct refs {
	const struct dataset *d;
	struct resolver **lookup; /* per register, made when first needed */
	struct memo *memo;
};

/* A resolver for the other unique fields; keys are in the table's own index. */
static struct resolver *
lookup_of(struct refs *r, size_t reg)
{
	const struct table *t = &r->d->table[reg];
	const struct schema *s = t->schema;

	if (r->lookup[reg] != NULL)
		return r->lookup[reg];
	r->lookup[reg] = resolver_new();
	for (size_t k = 0; k < s->nlookup; k++) {
		const uint32_t *text = t->column[s->lookup[k]].text;

		for (uint32_t i = 0; i < t->n && text != NULL; i++)
			if (text[i] != 0)
				resolver_add_lookup(r->lookup[reg],
				    str_of(table_text(t, text[i])), i);
	}
	return r->lookup[reg];
}

static uint32_t
resolve(struct refs *r, const struct table *t, size_t to, uint32_t ref)
{
	uint32_t offset = ref & ~REF_TEXT, record;
	struct memo *m = &r->memo[offset * 0x9e3779b1u >> 20];
	struct str text;

	if (m->text == offset)
		return m->ref;
	text = str_of(table_text(t, offset));
	*m = (struct memo){ offset, ref };
	record = table_find(&r->d->table[to], text);
	if (record != ROW_NONE)
		m->ref = record;
	else if (r->d->table[to].schema->nlookup > 0 &&
	    resolver_find(lookup_of(r, to), text, &record) == RESOLVED)
		m->ref = record;
	return m->ref;
}

static void
resolve_column(struct refs *r, struct table *t, const struct field *f,
    struct column *c)
{
	size_t to = (size_t)f->ref_register;
	uint32_t *ref = f->list ? c->item : c->ref;
	uint32_t n = f->list && c->start != NULL ? c->start[t->n] : t->n;

	if (ref == NULL || !r->d->table[to].supplied)
		return;
	/* Offsets are of this table; answers of the register pointed to. */
	memset(r->memo, 0, MEMO_SLOTS * sizeof(*r->memo));
	for (uint32_t i = 0; i < n; i++)
		if (ref[i] != ROW_NONE && (ref[i] & REF_TEXT) != 0)
			ref[i] = resolve(r, t, to, ref[i]);
}

void
table_refs(struct dataset *d)
{
	size_t n = d->standard->nregisters;
	struct refs r = { .d = d };

	r.lookup = mem_calloc(n, sizeof(struct resolver *));
	r.memo = mem_calloc(MEMO_SLOTS, sizeof(*r.memo));
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < d->table[i].schema->nfields; k++) {
			const struct field *f = &d->table[i].schema->field[k];

			if (f->type == FIELD_REF)
				resolve_column(&r, &d->table[i], f,
				    &d->table[i].column[k]);
		}
	for (size_t i = 0; i < n; i++)
		resolver_free(r.lookup[i]);
	free(r.lookup);
	free(r.memo);
}
