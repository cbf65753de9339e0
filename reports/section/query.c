/* SPDX-License-Identifier: Apache-2.0 */
/* Sections of texts and queries that the profile gives; see section.h. */
#include "reports/section/section.h"

#include <stdlib.h>

#include "shared/base/num.h"

static bool
put_row(void *table, const struct str *cell, size_t n)
{
	(void)n;
	doc_row(table, cell);
	return true;
}

/* Rows of a table in order, for qsort_r. */
struct order {
	const struct doc_table *table;
	const struct profile_table *by;
};

static int
compare_cells(struct str a, struct str b, enum cell_type type)
{
	double x = 0, y = 0;

	/* Empty cells last, whatever the direction. */
	if ((type == CELL_NUMBER || type == CELL_PERCENT) &&
	    num_parse_decimal(a, &x) && num_parse_decimal(b, &y))
		return x < y ? -1 : x > y;
	return str_cmp(a, b);
}

static int
compare_rows(const void *a, const void *b, void *ctx)
{
	const size_t i = *(const size_t *)a, j = *(const size_t *)b;
	const struct order *o = ctx;
	const struct doc_table *t = o->table;

	for (size_t k = 0; k < o->by->nsort; k++) {
		size_t c = o->by->sort[k].column;
		struct str x = t->cell[i * t->ncolumns + c];
		struct str y = t->cell[j * t->ncolumns + c];
		int way;

		if ((x.n == 0) != (y.n == 0))
			return x.n == 0 ? 1 : -1;
		way = compare_cells(x, y, t->column[c].type);
		if (way != 0)
			return o->by->sort[k].descending ? -way : way;
	}
	return i < j ? -1 : i > j;
}

static void
sort_rows(struct doc_table *t, const struct profile_table *by)
{
	struct order o = { t, by };
	struct str *cell;
	size_t *row;

	if (by->nsort == 0 || t->nrows < 2)
		return;
	row = mem_calloc(t->nrows, sizeof(*row));
	for (size_t i = 0; i < t->nrows; i++)
		row[i] = i;
	qsort_r(row, t->nrows, sizeof(*row), compare_rows, &o);
	cell = ARENA_ARRAY(&t->doc->arena, t->nrows * t->ncolumns,
	    struct str);
	for (size_t i = 0; i < t->nrows; i++)
		memcpy(cell + i * t->ncolumns, t->cell + row[i] * t->ncolumns,
		    t->ncolumns * sizeof(*cell));
	memcpy(t->cell, cell, t->nrows * t->ncolumns * sizeof(*cell));
	free(row);
}

/* Says which registers a section waits for; true when there are some. */
static bool
lacks(const struct report *r, const struct profile_section *ps,
    struct doc_section *s)
{
	bool lacking = false;

	for (size_t i = 0; i < ps->nneeds; i++) {
		const struct table *t = &r->data.table[ps->needs[i]];

		if (t->supplied)
			continue;
		lacking = true;
		doc_note(s, "Supply the register \"%s\" (preaudit import "
		    "--register %s FILE) and this section is filled.",
		    t->schema->title, t->schema->name);
	}
	return lacking;
}

static struct doc_table *
plain_table(const struct report *r, const struct profile_table *pt,
    struct doc_section *s, struct err *e)
{
	struct doc_column *column = ARENA_ARRAY(&s->doc->arena, pt->ncolumns,
	    struct doc_column);
	struct doc_table *t;

	for (size_t c = 0; c < pt->ncolumns; c++)
		column[c] = (struct doc_column){ pt->column[c],
			query_type(pt->query, c) };
	t = doc_table(s, pt->id, pt->title, column, pt->ncolumns);
	return figures_run(pt, &r->data, r->as_of, put_row, t,
	    e) == -1 ? NULL : t;
}

int
section_query(const struct report *r, const struct profile_section *ps,
    struct doc_section *s, struct err *e)
{
	if (lacks(r, ps, s))
		return 0;
	for (size_t i = 0; i < ps->ntexts; i++)
		doc_text(s, "%s", ps->text[i]);
	for (size_t i = 0; i < ps->ntables; i++) {
		const struct profile_table *pt = &ps->table[i];
		section_table_fn *make = pt->matrix.columns != NULL ?
		    section_matrix : pt->buckets.n > 0 ? section_buckets :
		    plain_table;
		struct doc_table *t = make(r, pt, s, e);

		if (t == NULL)
			return -1;
		t->collapsed = pt->collapsed;
		t->empty = pt->empty;
		sort_rows(t, pt);
	}
	return 0;
}
