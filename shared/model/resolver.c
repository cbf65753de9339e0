/* SPDX-License-Identifier: Apache-2.0 */
/* Finding records by key or by another unique field; see table.h. */
#include "shared/model/table.h"

#include <stdlib.h>

#include "shared/base/hash.h"
#include "shared/base/utf8.h"

#define AMBIGUOUS UINT32_MAX

struct entry {
	uint32_t text;   /* offset into texts */
	uint32_t n;
	uint32_t record;
	bool used;
};

/* Text to record, open addressing. */
struct index {
	struct entry *slot;
	size_t slots, n;
};

struct resolver {
	uint8_t secret[16]; /* the texts come from outside */
	struct buf texts;
	struct index key, lookup;
	struct buf scratch;
};

struct resolver *
resolver_new(void)
{
	struct resolver *r = mem_calloc(1, sizeof(*r));

	random_bytes(r->secret, sizeof(r->secret));
	buf_init(&r->texts, UINT32_MAX);
	buf_init(&r->scratch, (size_t)1 << 24);
	return r;
}

void
resolver_free(struct resolver *r)
{
	if (r == NULL)
		return;
	free(r->key.slot);
	free(r->lookup.slot);
	buf_fini(&r->texts);
	buf_fini(&r->scratch);
	free(r);
}

static struct entry *
find(struct resolver *r, const struct index *x, struct str s)
{
	size_t i;

	if (x->slots == 0)
		return NULL;
	i = keyed_hash(r->secret, s) & (x->slots - 1);
	while (x->slot[i].used && !str_eq(s, (struct str){ r->texts.p +
	    x->slot[i].text, x->slot[i].n }))
		i = (i + 1) & (x->slots - 1);
	return &x->slot[i];
}

static void
grow(struct resolver *r, struct index *x)
{
	struct index old = *x;

	x->slots = old.slots == 0 ? 64 : old.slots * 2;
	x->slot = mem_calloc(x->slots, sizeof(*x->slot));
	for (size_t i = 0; i < old.slots; i++)
		if (old.slot[i].used)
			*find(r, x, (struct str){ r->texts.p +
			    old.slot[i].text, old.slot[i].n }) = old.slot[i];
	free(old.slot);
}

static void
add(struct resolver *r, struct index *x, struct str s, uint32_t record)
{
	struct entry *at;

	if (s.n == 0 || s.n > UINT32_MAX / 2)
		return;
	if (x->n * 2 >= x->slots)
		grow(r, x);
	at = find(r, x, s);
	if (at->used) {
		if (at->record != record)
			at->record = AMBIGUOUS;
		return;
	}
	*at = (struct entry){ (uint32_t)r->texts.n, (uint32_t)s.n, record,
		true };
	buf_str(&r->texts, s);
	x->n++;
}

void
resolver_add_key(struct resolver *r, struct str key, uint32_t record)
{
	add(r, &r->key, key, record);
}

void
resolver_add_lookup(struct resolver *r, struct str value, uint32_t record)
{
	buf_reset(&r->scratch);
	utf8_fold(&r->scratch, value);
	add(r, &r->lookup, buf_view(&r->scratch), record);
}

enum resolved
resolver_find(struct resolver *r, struct str text, uint32_t *record)
{
	struct entry *at = find(r, &r->key, text);

	if (at == NULL || !at->used) {
		buf_reset(&r->scratch);
		utf8_fold(&r->scratch, text);
		at = find(r, &r->lookup, buf_view(&r->scratch));
	}
	if (at == NULL || !at->used)
		return RESOLVE_UNKNOWN;
	if (at->record == AMBIGUOUS)
		return RESOLVE_AMBIGUOUS;
	*record = at->record;
	return RESOLVED;
}
