/* SPDX-License-Identifier: Apache-2.0 */
/* Lines to typed columns. */
#include "shared/model/table_internal.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "shared/base/csv.h"
#include "shared/base/num.h"

#define MAX_FIELDS 512
#define CACHE 64 /* recently seen texts per column */

enum { OP, BATCH, ROW };

/* Growing list items of one column. */
struct items {
	uint32_t *item;
	size_t n, cap;
};

struct filler {
	struct table *t;
	const bool *want;
	struct items *items;      /* per schema field */
	uint32_t (*cache)[CACHE]; /* per schema field: text offsets */
	uint16_t *last_word;      /* per schema field */
	struct buf scratch;
	int column[MAX_FIELDS];   /* file column to schema field, -1 none */
	size_t columns;
};

/* Copies a text into the arena, or finds it there; offset 0 is empty. */
static uint32_t
put_text(struct filler *f, unsigned field, struct str s)
{
	struct table *t = f->t;
	uint32_t *seen;

	if (s.n == 0)
		return 0;
	seen = &f->cache[field][str_hash(s) & (CACHE - 1)];
	if (*seen != 0 && strncmp(t->arena + *seen, s.p, s.n) == 0 &&
	    t->arena[*seen + s.n] == '\0')
		return *seen;
	*seen = (uint32_t)t->arena_n;
	memcpy(t->arena + t->arena_n, s.p, s.n);
	t->arena_n += s.n;
	t->arena[t->arena_n++] = '\0';
	return *seen;
}

static uint16_t
put_word(struct filler *f, unsigned field, struct str s)
{
	const struct field *d = &f->t->schema->field[field];
	uint16_t last = f->last_word[field];
	int i;

	if (last < d->nwords && str_is(s, d->word[last].word))
		return last;
	i = field_word_index(d, s);
	if (i == -1)
		return WORD_NONE; /* of a standard adopted before */
	return f->last_word[field] = (uint16_t)i;
}

static void *
column_of(uint32_t n, size_t size, int fill)
{
	void *p = mem_calloc(n, size);

	if (fill != 0)
		memset(p, fill, n * size);
	return p;
}

static void
add_item(struct items *it, uint32_t v)
{
	it->item = mem_grow(it->item, &it->cap, it->n, sizeof(*it->item));
	it->item[it->n++] = v;
}

/* A list cell; start[] of every record is closed in close_lists. */
static void
put_list(struct filler *f, unsigned field, uint32_t record, struct str s)
{
	const struct field *d = &f->t->schema->field[field];
	struct column *c = &f->t->column[field];
	struct items *it = &f->items[field];
	struct str item;

	if (c->start == NULL)
		c->start = column_of(f->t->n + 1, sizeof(*c->start), 0);
	while (csv_list_next(&s, &item, &f->scratch))
		if (d->type == FIELD_WORD) {
			uint16_t w = put_word(f, field, item);

			if (w != WORD_NONE)
				add_item(it, w);
		} else if (item.n > 0) {
			add_item(it, d->type == FIELD_REF ? REF_TEXT |
			    put_text(f, field, item) :
			    put_text(f, field, item));
		}
	c->start[record + 1] = (uint32_t)it->n;
}

static void
put_cell(struct filler *f, unsigned field, uint32_t record, struct str s)
{
	const struct field *d = &f->t->schema->field[field];
	struct column *c = &f->t->column[field];
	uint32_t n = f->t->n;

	if (d->list) {
		put_list(f, field, record, s);
		return;
	}
	switch (d->type) {
	case FIELD_DATE:
		if (c->date == NULL) {
			c->date = column_of(n, sizeof(*c->date), 0);
			for (uint32_t i = 0; i < n; i++)
				c->date[i] = DATE_NONE;
		}
		(void)date_parse_iso(s, &c->date[record]);
		break;
	case FIELD_NUMBER:
	case FIELD_PERCENT:
		if (c->number == NULL) {
			c->number = column_of(n, sizeof(*c->number), 0);
			for (uint32_t i = 0; i < n; i++)
				c->number[i] = NAN;
		}
		(void)num_parse_decimal(s, &c->number[record]);
		break;
	case FIELD_YESNO:
		if (c->yesno == NULL)
			c->yesno = column_of(n, sizeof(*c->yesno), 0);
		c->yesno[record] = str_is(s, "yes") ? YESNO_YES :
		    str_is(s, "no") ? YESNO_NO : YESNO_EMPTY;
		break;
	case FIELD_WORD:
		if (c->word == NULL)
			c->word = column_of(n, sizeof(*c->word), 0xff);
		c->word[record] = put_word(f, field, s);
		break;
	case FIELD_REF:
		if (c->ref == NULL)
			c->ref = column_of(n, sizeof(*c->ref), 0xff);
		c->ref[record] = REF_TEXT | put_text(f, field, s);
		break;
	default:
		if (c->text == NULL)
			c->text = column_of(n, sizeof(*c->text), 0);
		c->text[record] = put_text(f, field, s);
	}
}

/* Which schema field each column of a data file is. */
static void
map_columns(struct filler *f, const struct store_part *part)
{
	struct csv_canon walk = { map_view(&part->map), 0 };
	const struct schema *schema = f->t->schema;
	struct str record, field[MAX_FIELDS];
	size_t n = MAX_FIELDS;

	(void)csv_canon_next(&walk, &record, field, &n);
	f->columns = n;
	for (size_t i = 0; i < n; i++) {
		int k = i > ROW ? schema_field(schema, field[i]) : -1;

		f->column[i] = k != -1 && ((unsigned)k == schema->key ||
		    f->want == NULL || f->want[k]) ? k : -1;
	}
}

/* Lists of records without a value end where the one before ends. */
static void
close_lists(struct filler *f)
{
	for (size_t k = 0; k < f->t->schema->nfields; k++) {
		struct column *c = &f->t->column[k];

		if (c->start == NULL) {
			free(f->items[k].item);
			continue;
		}
		for (uint32_t i = 1; i <= f->t->n; i++)
			if (c->start[i] < c->start[i - 1])
				c->start[i] = c->start[i - 1];
		c->item = f->items[k].item == NULL ?
		    mem_calloc(1, sizeof(*c->item)) : f->items[k].item;
	}
}

static void
fill_record(struct filler *f, uint32_t record, const struct place *p)
{
	struct csv_canon walk = { { p->line, p->n }, 0 };
	struct str line, raw[MAX_FIELDS];
	size_t n = MAX_FIELDS;
	uint64_t v = 0;

	(void)csv_canon_next(&walk, &line, raw, &n);
	if (num_parse_u64(raw[BATCH], UINT32_MAX, &v))
		f->t->batch[record] = (uint32_t)v;
	v = 0;
	if (num_parse_u64(raw[ROW], UINT32_MAX, &v))
		f->t->row[record] = (uint32_t)v;
	buf_reset(&f->scratch);
	for (size_t i = ROW + 1; i < n; i++)
		if (f->column[i] != -1 && raw[i].n > 0)
			put_cell(f, (unsigned)f->column[i], record,
			    csv_canon_text(raw[i], &f->scratch));
}

int
table_fill(struct table *t, const struct lines *l, const bool *want,
    struct err *e)
{
	size_t nfields = t->schema->nfields, part = SIZE_MAX;
	struct filler f = { .t = t, .want = want };

	if (l->n >= REF_TEXT || l->bytes >= REF_TEXT)
		return err_set(e, ERR_LIMIT, "register %s is larger than this "
		    "program holds in memory (2 GiB of text)",
		    t->schema->name);
	t->n = (uint32_t)l->n;
	t->batch = mem_calloc(l->n, sizeof(*t->batch));
	t->row = mem_calloc(l->n, sizeof(*t->row));
	t->column = mem_calloc(nfields, sizeof(*t->column));
	/* A field's text and its NUL are never longer than it is in the line. */
	t->arena = mem_alloc((size_t)l->bytes + 1);
	t->arena[0] = '\0';
	t->arena_n = 1;
	f.items = mem_calloc(nfields, sizeof(*f.items));
	f.cache = mem_calloc(nfields, sizeof(*f.cache));
	f.last_word = mem_calloc(nfields, sizeof(*f.last_word));
	buf_init(&f.scratch, BUF_MAX_DEFAULT);
	for (uint32_t i = 0; i < t->n; i++) {
		if (l->place[i].part != part) {
			part = l->place[i].part;
			map_columns(&f, &l->part[part]);
		}
		fill_record(&f, i, &l->place[i]);
	}
	close_lists(&f);
	t->arena = mem_realloc(t->arena, t->arena_n, 1);
	buf_fini(&f.scratch);
	free(f.items);
	free(f.cache);
	free(f.last_word);
	return 0;
}

void
table_fini(struct table *t)
{
	for (size_t k = 0; t->column != NULL && k < t->schema->nfields; k++) {
		struct column *c = &t->column[k];

		free(c->text);
		free(c->date);
		free(c->number);
		free(c->yesno);
		free(c->word);
		free(c->ref);
		free(c->start);
		free(c->item);
	}
	free(t->column);
	free(t->batch);
	free(t->row);
	free(t->arena);
	free(t->key_slot);
	free(t->by_key);
}
