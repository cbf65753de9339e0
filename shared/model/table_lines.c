/* SPDX-License-Identifier: Apache-2.0 */
/* Which line holds the present value of each record. */
#include "shared/model/table_internal.h"

#include <inttypes.h>
#include <stdlib.h>

#include "shared/base/csv.h"
#include "shared/base/hash.h"

#define MAX_FIELDS 512
#define OP 0

/* Raw key text to place, open addressing over place numbers (+1). */
struct keys {
	uint8_t secret[16];
	uint32_t *slot;
	size_t slots;
	struct str *text; /* per place: the raw key, in a data file */
	size_t cap;
};

static size_t
slot_of(const struct keys *k, struct str raw)
{
	size_t i = keyed_hash(k->secret, raw) & (k->slots - 1);

	while (k->slot[i] != 0 && !str_eq(raw, k->text[k->slot[i] - 1]))
		i = (i + 1) & (k->slots - 1);
	return i;
}

static void
grow(struct keys *k, size_t n)
{
	free(k->slot);
	k->slots = k->slots == 0 ? 1024 : k->slots * 2;
	while (k->slots < 2 * n)
		k->slots *= 2;
	k->slot = mem_calloc(k->slots, sizeof(*k->slot));
	for (size_t i = 0; i < n; i++)
		k->slot[slot_of(k, k->text[i])] = (uint32_t)i + 1;
}

/* The place of a key; a new one at the end when there is none. */
static struct place *
place_of(struct lines *l, struct keys *k, struct str raw)
{
	size_t at;

	if (2 * (l->n + 1) > k->slots)
		grow(k, l->n);
	at = slot_of(k, raw);
	if (k->slot[at] == 0) {
		l->place = mem_grow(l->place, &l->cap, l->n,
		    sizeof(*l->place));
		k->text = mem_grow(k->text, &k->cap, l->n, sizeof(*k->text));
		k->text[l->n] = raw;
		l->place[l->n] = (struct place){ .line = NULL };
		k->slot[at] = (uint32_t)++l->n;
	}
	return &l->place[k->slot[at] - 1];
}

static int
broken(const struct store_part *part, uint64_t record, const char *what,
    struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "%s record %" PRIu64 ": %s",
	    part->batch->path, record, what);
}

static int
apply_part(struct lines *l, struct keys *k, const struct schema *schema,
    size_t which, struct err *e)
{
	const struct store_part *part = &l->part[which];
	struct csv_canon walk = { map_view(&part->map), 0 };
	struct str record, field[MAX_FIELDS];
	size_t n = MAX_FIELDS, columns, key = MAX_FIELDS;
	int more = csv_canon_next(&walk, &record, field, &n);

	columns = n;
	for (size_t i = 0; more == 1 && i < n; i++)
		if (str_is(field[i], schema->field[schema->key].name))
			key = i;
	if (more != 1 || key == MAX_FIELDS)
		return broken(part, 0, "the header lacks the key", e);
	for (;;) {
		struct place *p;

		n = MAX_FIELDS;
		more = csv_canon_next(&walk, &record, field, &n);
		if (more != 1)
			break;
		if (n == 1 && str_starts(field[0], STR("#erased ")))
			continue;
		if (n != columns)
			return broken(part, walk.record - 1,
			    "it has another number of fields", e);
		if (record.n > UINT32_MAX)
			return broken(part, walk.record - 1,
			    "it is too long", e);
		p = place_of(l, k, field[key]);
		if (str_is(field[OP], "put"))
			*p = (struct place){ record.p, (uint32_t)record.n,
				(uint32_t)which };
		else
			p->line = NULL;
	}
	return more == 0 ? 0 : broken(part, walk.record,
	    "it is not canonical CSV", e);
}

int
lines_collect(struct lines *l, const struct schema *schema,
    const struct store_part *part, size_t nparts, struct err *e)
{
	struct keys k = { .slots = 0 };
	size_t live = 0;
	int status = 0;

	*l = (struct lines){ .part = part, .nparts = nparts };
	random_bytes(k.secret, sizeof(k.secret));
	for (size_t i = 0; i < nparts && status == 0; i++)
		status = apply_part(l, &k, schema, i, e);
	free(k.slot);
	free(k.text);
	for (size_t i = 0; i < l->n && status == 0; i++)
		if (l->place[i].line != NULL) {
			l->bytes += l->place[i].n;
			l->place[live++] = l->place[i];
		}
	l->n = live;
	if (status == -1)
		lines_free(l);
	return status;
}

void
lines_free(struct lines *l)
{
	free(l->place);
	*l = (struct lines){ .part = NULL };
}
