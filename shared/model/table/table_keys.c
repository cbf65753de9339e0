/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which records are alive, and where: walks the data files of a register from
 * the oldest to the newest. A record keeps its place when its value changes; a
 * retired one that comes back stands at the end.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "shared/base/hash.h"
#include "shared/model/table/table_internal.h"

#define OP 0
#define OWN_COLUMNS 3        /* op, batch, row */
#define SHORTEST_LINE 8      /* "put,0,,k" without its end: bounds the counts */

int
table_broken(const struct loading *l, const struct store_part *p,
    uint64_t record, const char *why)
{
	return err_set(l->e, ERR_INTEGRITY, "%s, line of record %" PRIu64
	    ": %s; no program of ours writes this", p->batch->path, record,
	    why);
}

/* What each column of the file is to the schema of today. */
static int
read_header(struct loading *l, struct part_view *v)
{
	static const char *const own[OWN_COLUMNS] = { "op", "batch", "row" };
	const struct schema *schema = l->t->schema;
	struct csv_canon c = { .rest = map_view(&v->part->map) };
	size_t n = CSV_MAX_COLUMNS;
	struct str line;

	/* The store's own columns. */
	if (csv_canon_next(&c, &line, l->raw, &n) != 1 || n < OWN_COLUMNS)
		return table_broken(l, v->part, 0, "there is no header");
	for (size_t i = 0; i < OWN_COLUMNS; i++)
		if (!str_is(l->raw[i], own[i]))
			return table_broken(l, v->part, 0,
			    "the header does not begin with op,batch,row");
	/* The field of each other one; a field may have one only. */
	v->ncolumns = n;
	v->body = c.rest;
	v->field = mem_calloc(n, sizeof(*v->field));
	v->key_column = n;
	for (size_t i = 0; i < n; i++) {
		v->field[i] = i < OWN_COLUMNS ? -1 :
		    schema_field(schema, l->raw[i]);
		if (v->field[i] == (int)schema->key)
			v->key_column = i;
		for (size_t k = 0; k < i && v->field[i] >= 0; k++)
			if (v->field[k] == v->field[i])
				return table_broken(l, v->part, 0,
				    "the header has a column twice");
	}
	/* A register without today's key cannot be read. */
	if (v->key_column == n)
		return err_set(l->e, ERR_CONFIG, "%s has no column \"%s\", "
		    "which the standard now in force makes the key of %s; "
		    "import the register again", v->part->batch->path,
		    schema->field[schema->key].name, schema->name);
	return 0;
}

/*
 * True when a record that was alive has this raw key. Canonical CSV writes a
 * text in one way only, so bytes are compared; a delimiter must follow.
 */
static bool
same_key(const struct loading *l, const struct live *r, struct str raw)
{
	const struct part_view *v = &l->view[live_part(r->place)];
	const char *key = v->part->map.p + live_offset(r->place) + r->key_at;
	const char *end = v->part->map.p + v->part->map.n;

	if ((size_t)(end - key) <= raw.n || memcmp(key, raw.p, raw.n) != 0)
		return false;
	return key[raw.n] == ',' || key[raw.n] == '\r';
}

/* The slot of a key, or the free one where it belongs. */
static uint32_t *
find_slot(const struct loading *l, uint32_t hash, struct str raw)
{
	const struct table *t = l->t;
	size_t mask = t->key_slots - 1, i = hash & mask;

	for (;; i = (i + 1) & mask) {
		const struct live *r;

		if (t->key_slot[i] == 0)
			return &t->key_slot[i];
		r = &l->live[t->key_slot[i] - 1];
		if (r->hash == hash && same_key(l, r, raw))
			return &t->key_slot[i];
	}
}

/* Makes an index for n records, empty. */
static void
new_index(struct table *t, uint64_t n)
{
	size_t slots = 16;

	while (slots < n + n / 2)
		slots *= 2;
	free(t->key_slot);
	t->key_slot = mem_calloc(slots, sizeof(*t->key_slot));
	t->key_slots = slots;
}

/* Puts the records at hand into a new index; their keys are known to differ. */
static void
fill_index(struct loading *l, uint64_t n)
{
	struct table *t = l->t;

	new_index(t, n);
	for (uint32_t k = 0; k < l->nlive; k++) {
		size_t i = l->live[k].hash & (t->key_slots - 1);

		while (t->key_slot[i] != 0)
			i = (i + 1) & (t->key_slots - 1);
		t->key_slot[i] = k + 1;
	}
}

/* Retired records leave the list, the others keep their order. */
static void
squeeze(struct loading *l)
{
	uint32_t n = 0;

	if (l->ngone == 0)
		return;
	for (uint32_t i = 0; i < l->nlive; i++)
		if ((l->live[i].place & LIVE_RETIRED) == 0)
			l->live[n++] = l->live[i];
	l->nlive = n;
	l->ngone = 0;
	fill_index(l, n);
}

static int
put_record(struct loading *l, uint32_t *slot, struct live now)
{
	struct live *old = *slot == 0 ? NULL : &l->live[*slot - 1];

	if (old != NULL && (old->place & LIVE_RETIRED) == 0) {
		*old = now;
		return 0;
	}
	if (l->nlive == l->cap_live)
		return err_set(l->e, ERR_INTEGRITY, "the data files of %s hold "
		    "more than the %" PRIu32 " records that the log names",
		    l->t->schema->name, l->cap_live);
	l->live[l->nlive++] = now;
	*slot = l->nlive;
	return 0;
}

/* A line that is read and not yet applied. */
struct line {
	struct live now;
	struct str raw;   /* its key */
	bool is_put;
};

/* Slots lie anywhere in memory: those of a few lines are asked for at once. */
#define LINES 16

static int
read_line(struct loading *l, size_t at, const struct csv_canon *c,
    struct str line, size_t n, struct line *x)
{
	const struct part_view *v = &l->view[at];

	if (n != v->ncolumns)
		return table_broken(l, v->part, c->record, "it does not have "
		    "the columns of the header");
	x->raw = l->raw[v->key_column];
	if (x->raw.n == 0)
		return table_broken(l, v->part, c->record, "its key is empty");
	if ((size_t)(x->raw.p - line.p) > UINT32_MAX)
		return table_broken(l, v->part, c->record, "it is too long");
	x->is_put = str_is(l->raw[OP], "put");
	if (!x->is_put && !str_is(l->raw[OP], "retire"))
		return table_broken(l, v->part, c->record,
		    "its op is neither put nor retire");
	buf_reset(&l->scratch);
	x->now = (struct live){ .place = (uint64_t)at << LIVE_SHIFT |
		(uint64_t)(line.p - v->part->map.p),
		.hash = table_hash(l->t, csv_canon_text(x->raw, &l->scratch)),
		.key_at = (uint32_t)(x->raw.p - line.p) };
	__builtin_prefetch(&l->t->key_slot[x->now.hash &
	    (l->t->key_slots - 1)]);
	return 0;
}

static int
take_lines(struct loading *l, const struct line *x, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t *slot = find_slot(l, x[i].now.hash, x[i].raw);

		if (x[i].is_put) {
			if (put_record(l, slot, x[i].now) == -1)
				return -1;
		} else if (*slot != 0 &&
		    (l->live[*slot - 1].place & LIVE_RETIRED) == 0) {
			/* One that is not there may have been erased. */
			l->live[*slot - 1].place |= LIVE_RETIRED;
			l->ngone++;
		}
	}
	return 0;
}

static int
take_part(struct loading *l, size_t at)
{
	const struct part_view *v = &l->view[at];
	struct csv_canon c = { .rest = v->body };
	struct line queue[LINES];
	size_t queued = 0, n;
	struct str line;
	int got;

	for (;;) {
		n = v->ncolumns;
		got = csv_canon_next(&c, &line, l->raw, &n);
		if (got == -1)
			return table_broken(l, v->part, c.record + 1,
			    "it is not canonical CSV");
		if (got == 0 || queued == LINES) {
			if (take_lines(l, queue, queued) == -1)
				return -1;
			queued = 0;
		}
		if (got == 0)
			return 0;
		if (n == 1 && str_starts(l->raw[0], STR("#erased ")))
			continue;
		if (read_line(l, at, &c, line, n, &queue[queued++]) == -1)
			return -1;
	}
}

int
table_keys(struct loading *l, const struct store_part *part, size_t n)
{
	uint64_t lines = 0;

	/* How many lines there may be, as far as the bytes allow. */
	l->view = mem_calloc(n, sizeof(*l->view));
	for (size_t i = 0; i < n; i++) {
		struct part_view *v = &l->view[l->nviews++];
		uint64_t most = part[i].map.n / SHORTEST_LINE;

		v->part = &part[i];
		if (read_header(l, v) == -1)
			return -1;
		lines += part[i].batch->rows < most ? part[i].batch->rows :
		    most;
	}
	if (n >= (size_t)1 << (62 - LIVE_SHIFT) || lines > TABLE_MAX_RECORDS)
		return err_set(l->e, ERR_LIMIT, "the register %s has too many "
		    "records to be loaded", l->t->schema->name);
	/* Room for them, at once. */
	random_bytes(l->t->hash_key, sizeof(l->t->hash_key));
	l->cap_live = (uint32_t)lines;
	l->live = mem_calloc(lines, sizeof(*l->live));
	new_index(l->t, lines);
	/* File by file, the newest line of a key counts. */
	for (size_t i = 0; i < n; i++)
		if (take_part(l, i) == -1)
			return -1;
	/* What is retired goes; with few left the index is made again. */
	squeeze(l);
	if (l->nlive < l->cap_live / 2)
		fill_index(l, l->nlive);
	l->t->n = l->nlive;
	return 0;
}
