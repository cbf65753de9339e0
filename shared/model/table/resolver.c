/* SPDX-License-Identifier: Apache-2.0 */
/* Finding records by key or by another unique field; see table.h. */
#include "shared/model/table/table.h"

#include <stdlib.h>

#include "shared/base/hash.h"
#include "shared/base/utf8.h"

#define AMBIGUOUS UINT32_MAX

struct entry {
	uint32_t text;   /* offset into texts */
	uint32_t n;
	uint32_t record;
	uint32_t hash;   /* 0 is a free slot */
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

static uint32_t
hash_of(const struct resolver *r, struct str s)
{
	return (uint32_t)keyed_hash(r->secret, s) | 1;
}

/* The slot of a text, or the free one where it belongs. */
static struct entry *
find(struct resolver *r, const struct index *x, struct str s, uint32_t hash)
{
	size_t i;

	if (x->slots == 0)
		return NULL;
	i = hash >> 1 & (x->slots - 1);
	while (x->slot[i].hash != 0 && (x->slot[i].hash != hash ||
	    !str_eq(s, (struct str){ r->texts.p + x->slot[i].text,
	    x->slot[i].n })))
		i = (i + 1) & (x->slots - 1);
	return &x->slot[i];
}

static void
grow(struct index *x)
{
	struct index old = *x;

	x->slots = old.slots == 0 ? 64 : old.slots * 2;
	x->slot = mem_calloc(x->slots, sizeof(*x->slot));
	for (size_t i = 0; i < old.slots; i++) {
		size_t at = old.slot[i].hash >> 1 & (x->slots - 1);

		if (old.slot[i].hash == 0)
			continue;
		while (x->slot[at].hash != 0)
			at = (at + 1) & (x->slots - 1);
		x->slot[at] = old.slot[i];
	}
	free(old.slot);
}

static void
add(struct resolver *r, struct index *x, struct str s, uint32_t record)
{
	uint32_t hash = hash_of(r, s);
	struct entry *at;

	if (s.n == 0 || s.n > UINT32_MAX / 2)
		return;
	if (x->n * 2 >= x->slots)
		grow(x);
	at = find(r, x, s, hash);
	if (at->hash != 0) {
		if (at->record != record)
			at->record = AMBIGUOUS;
		return;
	}
	*at = (struct entry){ (uint32_t)r->texts.n, (uint32_t)s.n, record,
		hash };
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
	struct entry *at = find(r, &r->key, text, hash_of(r, text));

	if (at == NULL || at->hash == 0) {
		buf_reset(&r->scratch);
		utf8_fold(&r->scratch, text);
		at = find(r, &r->lookup, buf_view(&r->scratch),
		    hash_of(r, buf_view(&r->scratch)));
	}
	if (at == NULL || at->hash == 0)
		return RESOLVE_UNKNOWN;
	if (at->record == AMBIGUOUS)
		return RESOLVE_AMBIGUOUS;
	*record = at->record;
	return RESOLVED;
}
