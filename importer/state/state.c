/* SPDX-License-Identifier: Apache-2.0 */
/* The index of a register's records; see state.h. */
#include "importer/state/state_internal.h"

#include <stdlib.h>

#include <sys/mman.h>

#include "shared/base/hash.h"
#include "shared/base/mem.h"
#include "shared/base/num.h"
#include "shared/text/csv.h"

/* The header record of a schema: "op,batch,row,...[,salt]" CR LF. */
static void
put_header(const struct schema *schema, struct buf *out)
{
	buf_puts(out, "op,batch,row");
	for (size_t i = 0; i < schema->nfields; i++) {
		buf_putc(out, ',');
		buf_puts(out, schema->field[i].name);
	}
	if (schema->personal)
		buf_puts(out, ",salt");
	buf_puts(out, "\r\n");
}

uint64_t
state_hash(const struct state *s, struct str key)
{
	return keyed_hash(s->key, key);
}

static bool
key_at(const struct state *s, uint64_t place, struct str key)
{
	const struct store_part *part = &s->part[PLACE_PART(place)];
	const char *end = part->map.p + part->map.n;
	const char *p = state_skip_lead(part->map.p + PLACE_OFFSET(place), end);
	size_t skip = s->layout[PLACE_PART(place)].key_column - STATE_LEAD;

	for (; p != NULL && skip > 0; skip--) {
		p = state_field_end(p, end);
		p = p < end ? p + 1 : NULL;
	}
	return p != NULL && (size_t)(end - p) > key.n &&
	    memcmp(p, key.p, key.n) == 0 &&
	    (p[key.n] == ',' || p[key.n] == '\r');
}

static bool
has_key(const struct state *s, const struct state_entry *x, struct str key)
{
	if ((x->place & ENTRY_SOURCE) != 0)
		return s->source_key(s->source_ctx, x->place, key);
	return key_at(s, x->place, key);
}

void
state_prefetch(const struct state *s, uint64_t hash, unsigned step)
{
	const struct state_slot *slot;
	const struct state_entry *x;
	const char *line;

	if (s->nslots == 0)
		return;
	slot = &s->slot[hash & (s->nslots - 1)];
	if (step == 0) {
		__builtin_prefetch(slot);
		return;
	}
	/* Nothing to compare with: the slot is all there is. */
	if (s->nparts == 0 || slot->entry == 0)
		return;
	x = &s->entry[slot->entry - 1];
	if (step == 1) {
		__builtin_prefetch(x);
		return;
	}
	if ((x->place & (ENTRY_SOURCE | ENTRY_GONE)) != 0)
		return;
	line = s->part[PLACE_PART(x->place)].map.p + PLACE_OFFSET(x->place);
	__builtin_prefetch(line);
	__builtin_prefetch(line + 64);
	__builtin_prefetch(line + 128);
}

struct state_entry *
state_find(struct state *s, struct str key, uint64_t hash)
{
	uint32_t tag = (uint32_t)(hash >> 32);
	size_t i;

	if (s->nslots == 0)
		return NULL;
	for (i = hash & (s->nslots - 1); s->slot[i].entry != 0;
	    i = (i + 1) & (s->nslots - 1)) {
		struct state_entry *x;

		if (s->slot[i].tag != tag)
			continue;
		x = &s->entry[s->slot[i].entry - 1];
		if (x->hash == hash && has_key(s, x, key))
			return x;
	}
	s->last_slot = i;
	s->last_hash = hash;
	return NULL;
}

static size_t
free_slot(const struct state *s, uint64_t hash)
{
	size_t i = hash & (s->nslots - 1);

	while (s->slot[i].entry != 0)
		i = (i + 1) & (s->nslots - 1);
	return i;
}

static void
put_slot(struct state *s, size_t slot, size_t entry)
{
	s->slot[slot] = (struct state_slot){ (uint32_t)entry + 1,
		(uint32_t)(s->entry[entry].hash >> 32) };
}

/*
 * Slots and entries are met at random; pages of two megabytes, where the
 * machine gives them, spare most of the waiting. Zeroed.
 */
static void *
pages_new(size_t bytes)
{
	void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED) {
		/* Ends the program in the usual way. */
		free(mem_alloc(SIZE_MAX / 2));
		abort();
	}
	(void)madvise(p, bytes, MADV_HUGEPAGE);
	return p;
}

static void
pages_free(void *p, size_t bytes)
{
	if (bytes > 0)
		munmap(p, bytes);
}

/* Room for more entries, in pages of their own. */
static void
grow_entries(struct state *s, size_t cap)
{
	struct state_entry *entry = pages_new(cap * sizeof(*entry));

	if (s->n > 0)
		memcpy(entry, s->entry, s->n * sizeof(*entry));
	pages_free(s->entry, s->cap * sizeof(*entry));
	s->entry = entry;
	s->cap = cap;
}

static void
resize(struct state *s, size_t nslots)
{
	pages_free(s->slot, s->nslots * sizeof(*s->slot));
	s->slot = pages_new(nslots * sizeof(*s->slot));
	s->nslots = nslots;
	s->last_hash = 0;
	s->last_slot = nslots;
	for (size_t i = 0; i < s->n; i++)
		put_slot(s, free_slot(s, s->entry[i].hash), i);
}

void
state_expect(struct state *s, size_t n)
{
	size_t nslots = s->nslots == 0 ? 1024 : s->nslots;

	while ((s->n + n) * 3 > nslots * 2)
		nslots *= 2;
	if (nslots != s->nslots)
		resize(s, nslots);
	if (s->n + n > s->cap)
		grow_entries(s, s->n + n);
}

struct state_entry *
state_add(struct state *s, uint64_t hash, uint64_t place)
{
	/* At most two thirds full. */
	if ((s->n + 1) * 3 > s->nslots * 2)
		resize(s, s->nslots == 0 ? 1024 : s->nslots * 2);
	if (s->n == s->cap)
		grow_entries(s, s->cap < 512 ? 512 : s->cap * 2);
	s->entry[s->n] = (struct state_entry){ hash, place };
	/* Most often the search before this ended on the very slot. */
	if (s->last_slot >= s->nslots || s->last_hash != hash ||
	    s->slot[s->last_slot].entry != 0)
		s->last_slot = free_slot(s, hash);
	put_slot(s, s->last_slot, s->n);
	return &s->entry[s->n++];
}

struct state_entry *
state_find_padded(struct state *s, struct str key, struct buf *padded)
{
	if (s->padded == 0 || key.n == 0 || key.p[0] == '0')
		return NULL;
	for (size_t i = 0; i < key.n; i++)
		if (!ascii_is_digit(key.p[i]))
			return NULL;
	for (size_t n = key.n + 1; n < 32; n++) {
		struct state_entry *x;

		if ((s->padded & (uint32_t)1 << n) == 0)
			continue;
		buf_reset(padded);
		for (size_t i = key.n; i < n; i++)
			buf_putc(padded, '0');
		buf_str(padded, key);
		x = state_find(s, buf_view(padded), state_hash(s,
		    buf_view(padded)));
		if (x != NULL && (x->place & ENTRY_GONE) == 0)
			return x;
	}
	return NULL;
}

/* ---- loading ---- */

static void
note_padded(struct state *s, struct str key)
{
	if (key.n > 1 && key.n < 32 && key.p[0] == '0')
		s->padded |= (uint32_t)1 << key.n;
}

static int
not_canonical(const struct store_part *part, uint64_t record, struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "%s, record %llu: not canonical CSV",
	    part->batch->path, (unsigned long long)record);
}

static int
read_header(struct state *s, size_t i, struct csv_canon *c, struct err *e)
{
	struct str record, raw[STATE_COLUMNS];
	struct state_part *lay = &s->layout[i];
	size_t n = STATE_COLUMNS;

	if (csv_canon_next(c, &record, raw, &n) != 1 || n <= STATE_LEAD)
		return not_canonical(&s->part[i], 0, e);
	lay->same_header = str_eq(record, buf_view(&s->header));
	s->any_other_header = s->any_other_header || !lay->same_header;
	lay->ncolumns = n;
	lay->column = mem_calloc(s->schema->nfields, sizeof(*lay->column));
	for (size_t f = 0; f < s->schema->nfields; f++) {
		lay->column[f] = -1;
		for (size_t k = STATE_LEAD; k < n; k++)
			if (str_is(raw[k], s->schema->field[f].name))
				lay->column[f] = (int)k;
	}
	if (lay->column[s->schema->key] == -1)
		return err_set(e, ERR_CONFIG, "%s has no column %s, the key "
		    "of the adopted rules; adopt rules that have it",
		    s->part[i].batch->path,
		    s->schema->field[s->schema->key].name);
	lay->key_column = (size_t)lay->column[s->schema->key];
	return 0;
}

/* Lines of a first file, whose keys are all new, on their way to the table. */
struct waiting {
	uint64_t hash[8], place[8];
	unsigned n;
};

static void
add_waiting(struct state *s, struct waiting *w)
{
	for (unsigned i = 0; i < w->n; i++)
		(void)state_add(s, w->hash[i], w->place[i]);
	w->n = 0;
}

static void
add_line(struct state *s, uint64_t place, struct str op, struct str key)
{
	uint64_t hash = state_hash(s, key);
	struct state_entry *x = state_find(s, key, hash);

	note_padded(s, key);
	if (str_is(op, "retire"))
		place |= ENTRY_GONE;
	if (x == NULL)
		(void)state_add(s, hash, place);
	else
		x->place = place;
}

/* Some lines at a time, so that their slots come while others are read. */
static void
add_new_line(struct state *s, uint64_t place, struct str key,
    struct waiting *w)
{
	note_padded(s, key);
	w->hash[w->n] = state_hash(s, key);
	w->place[w->n] = place;
	state_prefetch(s, w->hash[w->n], 0);
	if (++w->n == sizeof(w->hash) / sizeof(w->hash[0]))
		add_waiting(s, w);
}

static int
load_part(struct state *s, size_t i, struct err *e)
{
	const struct store_part *part = &s->part[i];
	struct csv_canon c = { .rest = map_view(&part->map) };
	struct str record, raw[STATE_COLUMNS];
	struct waiting w = { .n = 0 };
	bool all_new = i == 0 && part->batch->is_state &&
	    part->batch->counts.retired == 0;
	size_t n;
	int status;

	/* The columns of this file. */
	if (read_header(s, i, &c, e) == -1)
		return -1;
	for (;;) {
		uint64_t place;
		struct str key;

		/* The next line; what an erasure left stands for no record. */
		n = STATE_COLUMNS;
		status = csv_canon_next(&c, &record, raw, &n);
		if (status == 0)
			break;
		if (status == -1)
			return not_canonical(part, c.record, e);
		if (n == 1 && str_starts(raw[0], STR("#erased ")))
			continue;
		if (n != s->layout[i].ncolumns)
			return not_canonical(part, c.record, e);
		/* Its newest line is what a record is. */
		place = PLACE_MAKE(i, record.p - part->map.p);
		key = raw[s->layout[i].key_column];
		if (all_new)
			add_new_line(s, place, key, &w);
		else
			add_line(s, place, raw[0], key);
	}
	/* How much was added since a file last stated the register. */
	add_waiting(s, &w);
	if (!part->batch->is_state)
		s->since_state += part->batch->rows;
	return 0;
}

int
state_load(struct state *s, const struct store *st,
    const struct schema *schema, struct err *e)
{
	*s = (struct state){ .schema = schema };
	buf_init(&s->header, BUF_MAX_DEFAULT);
	put_header(schema, &s->header);
	random_bytes(s->key, sizeof(s->key));
	if (store_parts(st, schema->name, st->head.size, &s->part, &s->nparts,
	    e) == -1)
		return -1;
	if (s->nparts >= (size_t)1 << 18)
		return err_set(e, ERR_LIMIT, "%s has %zu data files since its "
		    "last state", schema->name, s->nparts);
	s->supplied = store_supplies(st, schema->name, st->head.size);
	s->layout = mem_calloc(s->nparts, sizeof(*s->layout));
	if (s->nparts > 0)
		state_expect(s, s->part[0].batch->rows);
	for (size_t i = 0; i < s->nparts; i++)
		if (load_part(s, i, e) == -1)
			return -1;
	for (size_t i = 0; i < s->n; i++)
		s->live += (s->entry[i].place & ENTRY_GONE) == 0;
	s->before = s->live;
	return 0;
}

void
state_free(struct state *s)
{
	for (size_t i = 0; s->layout != NULL && i < s->nparts; i++)
		free(s->layout[i].column);
	free(s->layout);
	store_parts_free(s->part, s->nparts);
	pages_free(s->entry, s->cap * sizeof(*s->entry));
	pages_free(s->slot, s->nslots * sizeof(*s->slot));
	buf_fini(&s->header);
	free(s->was);
	*s = (struct state){ .schema = NULL };
}
