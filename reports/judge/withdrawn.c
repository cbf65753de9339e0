/* SPDX-License-Identifier: Apache-2.0 */
/* Records withdrawn, from the retire lines of the batches; see withdrawn.h. */
#include "reports/judge/withdrawn.h"

#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/text/csv.h"

struct collecting {
	const struct withdrawn_between *in;
	struct arena *arena;
	struct withdrawn *item;
	size_t n, cap;
	struct str *field;   /* of the record at hand */
	struct buf scratch;
};

enum { OP, BATCH, ROW, FIRST };

static void
add(struct collecting *c, const struct batch_info *b, size_t reg,
    struct str key)
{
	c->item = mem_grow(c->item, &c->cap, c->n, sizeof(*c->item));
	c->item[c->n++] = (struct withdrawn){
		.schema = &c->in->now->standard->reg[reg],
		.key = arena_memdup(c->arena, key.p, key.n),
		.record = table_find(&c->in->then->table[reg], key),
		.batch = b->index,
		.file = b->leaf->source.name,
	};
}

/* The retire lines that a batch's own file has of that very batch. */
static int
read_batch(struct collecting *c, const struct batch_info *b, struct err *e)
{
	int reg = standard_register(c->in->now->standard, str_of(b->leaf->reg));
	struct store_part part;
	struct csv_canon walk;
	struct str record;
	size_t n = CSV_MAX_COLUMNS, key = 0;
	uint64_t of;
	int more;

	/* The data file, from its header on. */
	if (store_part_open(c->in->store, b->index, &part, e) == -1)
		return -1;
	walk = (struct csv_canon){ map_view(&part.map), 0 };
	more = reg == -1 ? 0 : csv_canon_next(&walk, &record, c->field, &n);
	/* The column of the key, as the header of that time has it. */
	for (size_t i = FIRST; more == 1 && i < n; i++) {
		const struct schema *s = &c->in->now->standard->reg[reg];

		if (str_is(c->field[i], s->field[s->key].name))
			key = i;
	}
	while (more == 1 && key != 0) {
		/* Lines that retire a record of this very batch. */
		n = CSV_MAX_COLUMNS;
		more = csv_canon_next(&walk, &record, c->field, &n);
		if (more != 1 || key >= n || !str_is(c->field[OP], "retire") ||
		    !num_parse_u64(c->field[BATCH], UINT64_MAX - 1, &of) ||
		    of != b->index)
			continue;
		/* Withdrawn is what has not come back since. */
		buf_reset(&c->scratch);
		record = csv_canon_text(c->field[key], &c->scratch);
		if (table_find(&c->in->now->table[reg], record) == ROW_NONE)
			add(c, b, (size_t)reg, record);
	}
	store_part_close(&part);
	return 0;
}

static int
by_record(const void *a, const void *b)
{
	const struct withdrawn *x = a, *y = b;
	int way = strcmp(x->schema->name, y->schema->name);

	if (way == 0)
		way = strcmp(x->key, y->key);
	if (way != 0)
		return way;
	return x->batch > y->batch ? -1 : x->batch < y->batch;
}

/* Sorted, each record once with its newest batch. */
static void
finish(struct collecting *c, struct withdrawn **list, size_t *n)
{
	struct withdrawn *out = ARENA_ARRAY(c->arena, c->n, struct withdrawn);

	if (c->n > 1)
		qsort(c->item, c->n, sizeof(*c->item), by_record);
	*n = 0;
	for (size_t i = 0; i < c->n; i++) {
		const struct withdrawn *w = &c->item[i];

		if (i > 0 && w->schema == w[-1].schema &&
		    strcmp(w->key, w[-1].key) == 0)
			continue;
		out[(*n)++] = *w;
	}
	*list = out;
}

int
withdrawn_list(const struct withdrawn_between *between, struct arena *a,
    struct withdrawn **list, size_t *n, struct err *e)
{
	struct collecting c = { .in = between, .arena = a };
	const struct dataset *now = between->now;
	int status = 0;

	c.field = mem_calloc(CSV_MAX_COLUMNS, sizeof(*c.field));
	buf_init(&c.scratch, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < now->nbatches && status == 0; i++) {
		const struct batch_info *b = &now->batch[i];

		if (b->index >= between->since && b->leaf->counts.retired > 0)
			status = read_batch(&c, b, e);
	}
	if (status == 0)
		finish(&c, list, n);
	free(c.item);
	free(c.field);
	buf_fini(&c.scratch);
	return status;
}

void
withdrawn_word(struct buf *b, const char *word, const char *none)
{
	if (word[0] == '\0')
		word = none;
	for (; *word != '\0'; word++)
		buf_putc(b, *word == '_' ? ' ' : *word);
}

void
withdrawn_state(const struct dataset *d, const struct schema *s,
    uint32_t record, const char *const *field, size_t n, struct buf *b)
{
	const struct table *t = &d->table[s - d->standard->reg];
	size_t from = b->n;

	if (record == ROW_NONE)
		return;
	for (size_t i = 0; i < n; i++) {
		int f = schema_field(t->schema, str_of(field[i]));
		size_t before = b->n, given;

		if (f == -1)
			continue;
		buf_puts(b, b->n > from ? ", " : "");
		withdrawn_word(b, field[i], "");
		buf_putc(b, ' ');
		given = b->n;
		table_cell(d, t, record, (unsigned)f, b);
		for (size_t k = given; k < b->n &&
		    t->schema->field[f].type == FIELD_WORD; k++)
			b->p[k] = b->p[k] == '_' ? ' ' : b->p[k];
		if (b->n == given)
			b->n = before;
	}
}
