/* SPDX-License-Identifier: Apache-2.0 */
/* Records that left what counts, from the lines of the batches; see watched.h. */
#include "reports/judge/watched.h"

#include <stdlib.h>

#include "reports/judge/withdrawn.h"
#include "shared/text/csv.h"

/* What is known of a record behind the batches walked so far. */
struct past {
	const char *now;     /* NULL: no line yet */
	const char *before, *changed_to; /* of the newest change */
	uint64_t batch;      /* that made it */
	unsigned times;      /* 0: none */
	unsigned best;       /* ordered: the first place it had, from 1 */
};

struct walk {
	const struct store *store;
	const struct dataset *data;
	const struct profile *profile;
	struct arena *arena;
	struct past **past;  /* per watch of the profile, per record */
	size_t *column;      /* per watch: of its field in the file at hand */
	struct str *field;   /* of the line at hand */
	struct buf scratch;
};

enum { OP, BATCH, ROW, FIRST };

/* From 1, by the list; 0: it is not in it. */
static unsigned
place_in(const struct profile_words *w, struct str value)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_is(value, w->word[i]))
			return (unsigned)i + 1;
	return 0;
}

/* A value that no order names, an empty one too, stands behind all. */
static unsigned
order_of(const struct profile_watch *w, struct str value)
{
	unsigned place = place_in(&w->order, value);

	return place > 0 ? place : (unsigned)w->order.n + 1;
}

/* Is it such a change from the value before, which NULL says there was not? */
static bool
is_change(const struct profile_watch *w, const char *before, struct str now)
{
	if (w->order.n > 0)
		return before != NULL &&
		    order_of(w, now) > order_of(w, str_of(before));
	if (place_in(&w->to, now) == 0)
		return false;
	if (before == NULL)
		return w->from.n == 0;
	return w->from.n > 0 ? place_in(&w->from, str_of(before)) > 0 :
	    place_in(&w->to, str_of(before)) == 0;
}

static void
take_value(struct walk *k, const struct profile_watch *w, struct past *p,
    struct str value, uint64_t batch)
{
	const unsigned order = order_of(w, value);
	const char *before;
	bool change;

	if (p->now != NULL && str_is(value, p->now))
		return;
	change = is_change(w, p->now, value);
	before = p->now;
	p->now = arena_memdup(k->arena, value.p, value.n);
	if (p->best == 0 || order < p->best)
		p->best = order;
	if (!change)
		return;
	p->before = before == NULL ? "" : before;
	p->changed_to = p->now;
	p->batch = batch;
	p->times++;
}

/* Where key and fields stand in this file; false: it has no key. */
static bool
find_columns(struct walk *k, const struct schema *s, size_t n, size_t *key)
{
	*key = 0;
	for (size_t w = 0; w < k->profile->nwatched; w++)
		k->column[w] = 0;
	for (size_t i = FIRST; i < n; i++) {
		int f = schema_field(s, k->field[i]);

		if (f == (int)s->key)
			*key = i;
		for (size_t w = 0; f != -1 && w < k->profile->nwatched; w++)
			if (k->profile->watched[w].field == (unsigned)f)
				k->column[w] = i;
	}
	return *key != 0;
}

static void
take_line(struct walk *k, int reg, size_t key, size_t n,
    const struct batch_info *b)
{
	uint32_t record;

	/* A retired record has no values; an erased line has no fields. */
	if (key >= n || !str_is(k->field[OP], "put"))
		return;
	record = table_find(&k->data->table[reg],
	    csv_canon_text(k->field[key], &k->scratch));
	if (record == ROW_NONE)
		return;
	for (size_t w = 0; w < k->profile->nwatched; w++) {
		const struct profile_watch *watch = &k->profile->watched[w];
		size_t c = k->column[w];

		if (watch->reg == (unsigned)reg && c != 0 && c < n)
			take_value(k, watch, &k->past[w][record],
			    csv_canon_text(k->field[c], &k->scratch),
			    b->index);
	}
}

static int
read_batch(struct walk *k, const struct batch_info *b, int reg, struct err *e)
{
	struct store_part part;
	struct csv_canon lines;
	struct str record;
	size_t n = CSV_MAX_COLUMNS, key = 0;
	int more;

	if (store_part_open(k->store, b->index, &part, e) == -1)
		return -1;
	lines = (struct csv_canon){ map_view(&part.map), 0 };
	more = csv_canon_next(&lines, &record, k->field, &n);
	if (more == 1 && !find_columns(k, &k->data->standard->reg[reg], n,
	    &key))
		more = 0;
	while (more == 1) {
		n = CSV_MAX_COLUMNS;
		more = csv_canon_next(&lines, &record, k->field, &n);
		if (more != 1)
			continue;
		/* Texts of one line stay where they are. */
		buf_reset(&k->scratch);
		buf_reserve(&k->scratch, record.n);
		take_line(k, reg, key, n, b);
	}
	store_part_close(&part);
	return 0;
}

static bool
is_watched(const struct profile *p, int reg)
{
	for (size_t w = 0; w < p->nwatched; w++)
		if ((int)p->watched[w].reg == reg)
			return true;
	return false;
}

/* Is the record still what the change made it, or listed all the same? */
static bool
is_listed(const struct profile_watch *w, const struct past *p)
{
	if (p->times == 0)
		return false;
	if (w->order.n > 0)
		return order_of(w, str_of(p->now)) > p->best;
	return w->always || place_in(&w->to, str_of(p->now)) > 0;
}

struct found {
	struct watched *item;
	size_t n, cap;
};

static void
add(struct found *f, struct watched w)
{
	f->item = mem_grow(f->item, &f->cap, f->n, sizeof(*f->item));
	f->item[f->n++] = w;
}

/* Records of a table are walked in the order of keys. */
static void
collect_changed(const struct walk *k, size_t w, struct found *f)
{
	const struct profile_watch *watch = &k->profile->watched[w];
	const struct table *t = &k->data->table[watch->reg];

	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t record = t->by_key == NULL ? i : t->by_key[i];
		const struct past *p = &k->past[w][record];
		struct str key;

		if (!is_listed(watch, p))
			continue;
		key = table_key(t, record);
		add(f, (struct watched){ .watch = watch, .record = record,
			.key = arena_memdup(k->arena, key.p, key.n),
			.before = p->before, .changed_to = p->changed_to,
			.batch = p->batch, .times = p->times });
	}
}

/* The records of a register that were retired, at any time. */
static int
collect_retired(const struct walk *k, size_t w, struct found *f,
    struct err *e)
{
	const struct profile_watch *watch = &k->profile->watched[w];
	const struct schema *reg = &k->data->standard->reg[watch->reg];
	struct withdrawn *gone;
	size_t n;

	if (withdrawn_list(&(struct withdrawn_between){ k->store, k->data,
	    k->data, 0 }, k->arena, &gone, &n, e) == -1)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (gone[i].schema == reg)
			add(f, (struct watched){ .watch = watch,
				.record = ROW_NONE, .key = gone[i].key,
				.before = "recorded", .changed_to = "gone",
				.batch = gone[i].batch, .times = 1 });
	return 0;
}

static int
collect(const struct walk *k, struct found *f, struct err *e)
{
	for (size_t w = 0; w < k->profile->nwatched; w++) {
		if (!k->profile->watched[w].retired)
			collect_changed(k, w, f);
		else if (collect_retired(k, w, f, e) == -1)
			return -1;
	}
	return 0;
}

int
watched_list(const struct store *s, const struct dataset *d,
    const struct profile *p, struct arena *a, struct watched **list,
    size_t *n, struct err *e)
{
	struct walk k = { .store = s, .data = d, .profile = p, .arena = a };
	struct found found = { NULL, 0, 0 };
	int status = 0;

	*n = 0;
	*list = NULL;
	/* What is kept of each record. */
	k.past = ARENA_ARRAY(a, p->nwatched, struct past *);
	k.column = ARENA_ARRAY(a, p->nwatched, size_t);
	for (size_t w = 0; w < p->nwatched; w++)
		k.past[w] = mem_calloc(d->table[p->watched[w].reg].n + 1,
		    sizeof(struct past));
	k.field = mem_calloc(CSV_MAX_COLUMNS, sizeof(*k.field));
	buf_init(&k.scratch, BUF_MAX_DEFAULT);
	/* The batches that count, the oldest first. */
	for (size_t i = 0; i < d->nbatches && status == 0; i++) {
		int reg = standard_register(d->standard,
		    str_of(d->batch[i].leaf->reg));

		if (reg != -1 && is_watched(p, reg))
			status = read_batch(&k, &d->batch[i], reg, e);
	}
	/* What came of it. */
	if (status == 0)
		status = collect(&k, &found, e);
	if (status == 0 && found.n > 0) {
		*n = found.n;
		*list = ARENA_ARRAY(a, *n, struct watched);
		memcpy(*list, found.item, *n * sizeof(*found.item));
	}
	free(found.item);
	for (size_t w = 0; w < p->nwatched; w++)
		free(k.past[w]);
	free(k.field);
	buf_fini(&k.scratch);
	return status;
}
