/* SPDX-License-Identifier: Apache-2.0 */
/* The index of a register's records; see state.h. */
#include "importer/state.h"

#include <stdlib.h>

#include <sys/mman.h>

#include "shared/base/csv.h"
#include "shared/base/hash.h"
#include "shared/base/mem.h"
#include "shared/base/num.h"

#define LEAD 3 /* columns before the fields: op, batch, row */
#define COLUMNS_MAX 256

void
state_header(const struct schema *schema, struct buf *out)
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

/* Behind the third comma of a line; op, batch and row have no quotes. */
static const char *
skip_lead(const char *p, const char *end)
{
	for (int i = 0; i < LEAD; i++) {
		p = memchr(p, ',', (size_t)(end - p));
		if (p == NULL)
			return NULL;
		p++;
	}
	return p;
}

const char *
state_field_end(const char *p, const char *end)
{
	if (p < end && *p == '"') {
		for (p++; p < end; p++) {
			if (*p != '"')
				continue;
			if (p + 1 < end && p[1] == '"')
				p++;
			else
				return p + 1;
		}
		return end;
	}
	while (p < end && *p != ',' && *p != '\r')
		p++;
	return p;
}

static bool
key_at(const struct state *s, uint64_t place, struct str key)
{
	const struct store_part *part = &s->part[PLACE_PART(place)];
	const char *end = part->map.p + part->map.n;
	const char *p = skip_lead(part->map.p + PLACE_OFFSET(place), end);
	size_t skip = s->layout[PLACE_PART(place)].key_column - LEAD;

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
	if (slot->entry == 0)
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
 * Slots are met at random; pages of two megabytes, where the machine gives
 * them, spare most of the waiting.
 */
static struct state_slot *
slots_new(size_t n)
{
	size_t bytes = n * sizeof(struct state_slot);
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
slots_free(struct state *s)
{
	if (s->nslots > 0)
		munmap(s->slot, s->nslots * sizeof(*s->slot));
	s->slot = NULL;
	s->nslots = 0;
}

static void
resize(struct state *s, size_t nslots)
{
	slots_free(s);
	s->slot = slots_new(nslots);
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
}

struct state_entry *
state_add(struct state *s, uint64_t hash, uint64_t place)
{
	/* At most two thirds full. */
	if ((s->n + 1) * 3 > s->nslots * 2)
		resize(s, s->nslots == 0 ? 1024 : s->nslots * 2);
	s->entry = mem_grow(s->entry, &s->cap, s->n, sizeof(*s->entry));
	s->entry[s->n] = (struct state_entry){ hash, place };
	/* Most often the search before this ended on the very slot. */
	if (s->last_slot >= s->nslots || s->last_hash != hash ||
	    s->slot[s->last_slot].entry != 0)
		s->last_slot = free_slot(s, hash);
	put_slot(s, s->last_slot, s->n);
	return &s->entry[s->n++];
}

/* ---- loading ---- */

static int
not_canonical(const struct store_part *part, uint64_t record, struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "%s, record %llu: not canonical CSV",
	    part->batch->path, (unsigned long long)record);
}

static int
read_header(struct state *s, size_t i, struct csv_canon *c, struct err *e)
{
	struct str record, raw[COLUMNS_MAX];
	struct state_part *lay = &s->layout[i];
	size_t n = COLUMNS_MAX;

	if (csv_canon_next(c, &record, raw, &n) != 1 || n <= LEAD)
		return not_canonical(&s->part[i], 0, e);
	lay->same_header = str_eq(record, buf_view(&s->header));
	s->any_other_header = s->any_other_header || !lay->same_header;
	lay->ncolumns = n;
	lay->column = mem_calloc(s->schema->nfields, sizeof(*lay->column));
	for (size_t f = 0; f < s->schema->nfields; f++) {
		lay->column[f] = -1;
		for (size_t k = LEAD; k < n; k++)
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

static void
take_line(struct state *s, size_t i, size_t offset, struct str op,
    struct str key)
{
	uint64_t hash = state_hash(s, key), place = PLACE_MAKE(i, offset);
	struct state_entry *x = NULL;

	/* The first file has every key once. */
	if (i > 0 || s->part[0].batch->counts.retired > 0 ||
	    !s->part[0].batch->is_state)
		x = state_find(s, key, hash);
	if (str_is(op, "retire")) {
		if (x == NULL)
			x = state_add(s, hash, place | ENTRY_GONE);
		x->place = place | ENTRY_GONE;
		return;
	}
	if (x == NULL)
		(void)state_add(s, hash, place);
	else
		x->place = place;
}

static int
load_part(struct state *s, size_t i, struct err *e)
{
	const struct store_part *part = &s->part[i];
	struct csv_canon c = { .rest = map_view(&part->map) };
	struct str record, raw[COLUMNS_MAX];
	size_t n;
	int status;

	if (read_header(s, i, &c, e) == -1)
		return -1;
	for (;;) {
		n = COLUMNS_MAX;
		status = csv_canon_next(&c, &record, raw, &n);
		if (status == 0)
			break;
		if (status == -1)
			return not_canonical(part, c.record, e);
		if (n == 1 && str_starts(raw[0], STR("#erased ")))
			continue;
		if (n != s->layout[i].ncolumns)
			return not_canonical(part, c.record, e);
		take_line(s, i, (size_t)(record.p - part->map.p), raw[0],
		    raw[s->layout[i].key_column]);
	}
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
	state_header(schema, &s->header);
	random_bytes(s->key, sizeof(s->key));
	if (store_parts(st, schema->name, st->head.size, &s->part, &s->nparts,
	    e) == -1)
		return -1;
	if (s->nparts >= (size_t)1 << 18)
		return err_set(e, ERR_LIMIT, "%s has %zu data files since its "
		    "last state", schema->name, s->nparts);
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
	free(s->entry);
	slots_free(s);
	buf_fini(&s->header);
	*s = (struct state){ .schema = NULL };
}

/* ---- lines ---- */

/* Takes the line apart; false when it is not canonical. */
static bool
split(const struct state *s, uint64_t place, struct str *line,
    struct str raw[COLUMNS_MAX], size_t *n)
{
	const struct store_part *part = &s->part[PLACE_PART(place)];
	struct csv_canon c = { .rest = str_range(part->map.p +
	    PLACE_OFFSET(place), part->map.p + part->map.n) };

	*n = COLUMNS_MAX;
	return csv_canon_next(&c, line, raw, n) == 1 &&
	    *n == s->layout[PLACE_PART(place)].ncolumns;
}

bool
state_line(const struct state *s, uint64_t place, struct str *line)
{
	struct str raw[COLUMNS_MAX];
	size_t n;

	return split(s, place, line, raw, &n);
}

uint64_t
state_batch(const struct state *s, uint64_t place)
{
	const struct store_part *part = &s->part[PLACE_PART(place)];
	const char *end = part->map.p + part->map.n;
	const char *p = memchr(part->map.p + PLACE_OFFSET(place), ',',
	    part->map.n - PLACE_OFFSET(place));
	uint64_t v = 0;

	for (p = p == NULL ? end : p + 1; p < end && ascii_is_digit(*p); p++)
		v = v * 10 + (uint64_t)(*p - '0');
	return v;
}

void
state_text(const struct state *s, uint64_t place, unsigned field,
    struct buf *out)
{
	struct str line, raw[COLUMNS_MAX], text;
	int column = s->layout[PLACE_PART(place)].column[field];
	struct buf side;
	size_t n;

	if (column == -1 || !split(s, place, &line, raw, &n))
		return;
	buf_init(&side, BUF_MAX_DEFAULT);
	text = csv_canon_text(raw[column], &side);
	buf_str(out, text);
	buf_fini(&side);
}

static size_t
list_count(struct str text)
{
	size_t n = text.n > 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\\')
			i++;
		else if (text.p[i] == ';')
			n++;
	}
	return n;
}

/* Every item of a (still escaped) is one of b. */
static bool
list_within(struct str a, struct str b)
{
	struct buf sa, sb;
	struct str item, other, rest;
	bool all = true;

	buf_init(&sa, BUF_MAX_DEFAULT);
	buf_init(&sb, BUF_MAX_DEFAULT);
	while (all && csv_list_next(&a, &item, &sa)) {
		all = false;
		rest = b;
		while (!all && csv_list_next(&rest, &other, &sb))
			all = str_eq(item, other);
	}
	buf_fini(&sa);
	buf_fini(&sb);
	return all;
}

/* Lists of a hostile length are compared as they stand. */
static bool
same_list(struct str a, struct str b)
{
	if (list_count(a) > 500 || list_count(b) > 500)
		return str_eq(a, b);
	return list_within(a, b) && list_within(b, a);
}

static bool
same_field(const struct field *f, struct str a, struct str b)
{
	struct buf sa, sb;
	bool same;

	if (str_eq(a, b))
		return true;
	if (!f->list)
		return false;
	buf_init(&sa, BUF_MAX_DEFAULT);
	buf_init(&sb, BUF_MAX_DEFAULT);
	same = same_list(csv_canon_text(a, &sa), csv_canon_text(b, &sb));
	buf_fini(&sa);
	buf_fini(&sb);
	return same;
}

/* Field by field: for lists, and for lines of an older schema. */
static bool
same_fields(const struct state *s, uint64_t place, struct str fields)
{
	const struct state_part *lay = &s->layout[PLACE_PART(place)];
	struct str line, raw[COLUMNS_MAX], value;
	const char *p = fields.p, *end = fields.p + fields.n, *stop;
	size_t n;

	if (!split(s, place, &line, raw, &n))
		return false;
	for (size_t f = 0; f < s->schema->nfields; f++) {
		stop = state_field_end(p, end);
		value = lay->column[f] == -1 ? STR("") : raw[lay->column[f]];
		if (!same_field(&s->schema->field[f], str_range(p, stop),
		    value))
			return false;
		p = stop < end ? stop + 1 : end;
	}
	return true;
}

bool
state_same(const struct state *s, uint64_t place, struct str fields)
{
	const struct store_part *part = &s->part[PLACE_PART(place)];
	const struct state_part *lay = &s->layout[PLACE_PART(place)];
	const char *end = part->map.p + part->map.n, *p;
	bool any_list = false;

	if (lay->same_header) {
		p = skip_lead(part->map.p + PLACE_OFFSET(place), end);
		if (p != NULL && (size_t)(end - p) > fields.n &&
		    memcmp(p, fields.p, fields.n) == 0 &&
		    p[fields.n] == (s->schema->personal ? ',' : '\r'))
			return true;
		for (size_t f = 0; f < s->schema->nfields; f++)
			any_list = any_list || s->schema->field[f].list;
		if (!any_list)
			return false;
	}
	return same_fields(s, place, fields);
}
