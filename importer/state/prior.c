/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of a batch's own; see prior.h. */
#include "importer/state/prior.h"

#include "shared/text/csv.h"

static int
not_canonical(const struct prior *p, struct err *e)
{
	return err_set(e, ERR_INTEGRITY, "%s, record %llu: not canonical CSV",
	    p->part.batch->path, (unsigned long long)p->record);
}

static int
read_record(struct prior *p, struct str *record, struct str *raw, size_t *n)
{
	struct csv_canon c = { p->rest, 0 };
	int got;

	*n = STATE_COLUMNS;
	got = csv_canon_next(&c, record, raw, n);
	p->rest = c.rest;
	p->record++;
	return got;
}

static int
read_header(struct prior *p, struct err *e)
{
	if (read_record(p, &p->header, p->name, &p->ncolumns) != 1 ||
	    p->ncolumns <= STATE_LEAD)
		return not_canonical(p, e);
	for (p->key_column = STATE_LEAD; p->key_column < p->ncolumns;
	    p->key_column++)
		if (str_is(p->name[p->key_column], p->key))
			return 0;
	return err_set(e, ERR_CONFIG, "%s has no column %s, the key of the "
	    "adopted rules; adopt rules that have it", p->part.batch->path,
	    p->key);
}

/* Passes over the lines that a whole register repeats. */
static int
skip_repeated(struct prior *p, struct err *e)
{
	const struct leaf_batch *b = p->part.batch;
	uint64_t own = b->counts.new + b->counts.changed + b->counts.retired;
	struct str record, raw[STATE_COLUMNS];
	size_t n;

	for (uint64_t i = own; i < b->rows; i++)
		if (read_record(p, &record, raw, &n) != 1)
			return not_canonical(p, e);
	return 0;
}

int
prior_open(struct prior *p, const struct store *st, uint64_t index,
    const struct schema *schema, struct err *e)
{
	*p = (struct prior){ .key = schema->field[schema->key].name };
	if (store_part_open(st, index, &p->part, e) == -1)
		return -1;
	p->rest = map_view(&p->part.map);
	if (read_header(p, e) == 0 && skip_repeated(p, e) == 0)
		return 0;
	prior_close(p);
	return -1;
}

int
prior_next(struct prior *p, struct prior_line *l, struct err *e)
{
	size_t n;
	int got;

	while ((got = read_record(p, &l->record, l->raw, &n)) == 1 && n == 1 &&
	    str_starts(l->raw[0], STR("#erased ")))
		;
	if (got == 0)
		return 0;
	if (got == -1 || n != p->ncolumns)
		return not_canonical(p, e);
	l->key = l->raw[p->key_column];
	l->retires = str_is(l->raw[0], "retire");
	return 1;
}

void
prior_close(struct prior *p)
{
	store_part_close(&p->part);
	p->ncolumns = 0;
}

int
prior_column(const struct prior *p, struct str name)
{
	for (size_t i = STATE_LEAD; i < p->ncolumns; i++)
		if (str_eq(p->name[i], name))
			return (int)i;
	return -1;
}

bool
prior_is_of(const struct store *st, uint64_t index, const char *reg)
{
	return index < st->head.size && st->leaf[index].type == LEAF_BATCH &&
	    !store_is_rewrite(&st->leaf[index].u.batch) &&
	    strcmp(st->leaf[index].u.batch.reg, reg) == 0;
}
