/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of a profile with columns that come from the records, and counts. */
#include "reports/section/section.h"

#include <stdlib.h>

#include "shared/base/num.h"

#define COLUMNS_MAX 60 /* what people and paper can bear */
#define OWN_MAX 16

/* ---- a matrix ---- */

struct matrix {
	struct doc *d;
	struct doc_table *t;
	size_t members;          /* of the columns' population */
	const char *title[COLUMNS_MAX];
	size_t ntitles, left_out;
	struct str *cell;        /* rows of the population x titles */
	size_t nrows, cap, at;   /* at: pairs seen so far */
};

static size_t
find_title(const struct matrix *m, struct str s)
{
	size_t i = 0;

	while (i < m->ntitles && !str_is(s, m->title[i]))
		i++;
	return i;
}

/* Columns of one title are one. */
static bool
add_title(void *ctx, const struct str *cell, size_t n)
{
	struct matrix *m = ctx;

	(void)n;
	m->members++;
	if (find_title(m, cell[0]) < m->ntitles)
		return true;
	if (m->ntitles == COLUMNS_MAX)
		m->left_out++;
	else
		m->title[m->ntitles++] = arena_memdup(&m->d->arena, cell[0].p,
		    cell[0].n);
	return true;
}

/* Pairs come row by row, as many for each as the population has members. */
static bool
add_cell(void *ctx, const struct str *cell, size_t n)
{
	struct matrix *m = ctx;
	size_t row = m->at++ / m->members, c = find_title(m, cell[0]);
	size_t want = (row + 1) * m->ntitles;

	while (m->cap < want) {
		size_t had = m->cap;

		m->cell = mem_grow(m->cell, &m->cap, had, sizeof(*m->cell));
		memset(m->cell + had, 0, (m->cap - had) * sizeof(*m->cell));
	}
	if (row >= m->nrows)
		m->nrows = row + 1;
	if (c < m->ntitles && cell[1].n > 0 &&
	    (n < 3 || str_is(cell[2], "yes")))
		m->cell[row * m->ntitles + c] = (struct str){
			arena_memdup(&m->d->arena, cell[1].p, cell[1].n),
			cell[1].n };
	return true;
}

static bool
put_row(void *ctx, const struct str *cell, size_t n)
{
	struct matrix *m = ctx;
	struct str all[COLUMNS_MAX + OWN_MAX];
	size_t row = m->t->nrows;

	memcpy(all, cell, n * sizeof(*all));
	for (size_t c = 0; c < m->ntitles; c++)
		all[n + c] = row < m->nrows ?
		    m->cell[row * m->ntitles + c] : STR("");
	doc_row(m->t, all);
	return true;
}

struct doc_table *
section_matrix(const struct report *r, const struct profile_table *pt,
    struct doc_section *s, struct err *e)
{
	struct matrix m = { .d = s->doc };
	struct doc_column column[COLUMNS_MAX + OWN_MAX];
	size_t n = 0;
	int status;

	/* Its columns are found first, then what stands where. */
	if (pt->ncolumns > OWN_MAX) {
		err_set(e, ERR_CONFIG, "table %s: a matrix has at most %d "
		    "columns of its own", pt->id, OWN_MAX);
		return NULL;
	}
	if (query_run(pt->matrix.columns, &r->data, r->as_of, add_title, &m,
	    e) == -1 || query_run(pt->matrix.cells, &r->data, r->as_of,
	    add_cell, &m, e) == -1) {
		free(m.cell);
		return NULL;
	}
	/* Its own columns, and one for each title. */
	for (; n < pt->ncolumns; n++)
		column[n] = (struct doc_column){ pt->column[n],
			query_type(pt->query, n) };
	for (size_t c = 0; c < m.ntitles; c++)
		column[n++] = (struct doc_column){ m.title[c],
			query_type(pt->matrix.cells, 1) };
	m.t = doc_table(s, pt->id, pt->title, column, n);
	/* The rows, each with its cells. */
	status = query_run(pt->query, &r->data, r->as_of, put_row, &m, e);
	if (m.left_out > 0)
		doc_note(s, "%s: %zu more columns are left out.", pt->title,
		    m.left_out);
	free(m.cell);
	return status == -1 ? NULL : m.t;
}

/* ---- buckets ---- */

struct counted_word {
	const char *word;
	uint64_t *n;             /* per bucket, then unknown */
};

struct counting {
	struct doc *d;
	const struct profile_buckets *b;
	struct counted_word *item;
	size_t nitems, cap;
};

static bool
count_member(void *ctx, const struct str *cell, size_t n)
{
	struct counting *c = ctx;
	size_t i = 0, k = 0;
	double v;

	(void)n;
	while (i < c->nitems && !str_is(cell[0], c->item[i].word))
		i++;
	if (i == c->nitems) {
		c->item = mem_grow(c->item, &c->cap, i, sizeof(*c->item));
		c->item[c->nitems++] = (struct counted_word){
			arena_memdup(&c->d->arena, cell[0].p, cell[0].n),
			ARENA_ARRAY(&c->d->arena, c->b->n + 2, uint64_t) };
	}
	if (num_parse_decimal(cell[1], &v))
		while (k < c->b->n && v > (double)c->b->limit[k])
			k++;
	else
		k = c->b->n + 1;
	c->item[i].n[k]++;
	return true;
}

static int
by_word(const void *a, const void *b)
{
	const struct counted_word *x = a, *y = b;

	return strcmp(x->word, y->word);
}

static const char *
bucket_title(struct doc *d, const struct profile_buckets *b, size_t k)
{
	if (k == b->n)
		return arena_printf(&d->arena, "More than %lld %s",
		    (long long)b->limit[k - 1], b->unit);
	return k == 0 ? arena_printf(&d->arena, "Up to %lld %s",
	    (long long)b->limit[k], b->unit) :
	    arena_printf(&d->arena, "%lld to %lld %s",
	    (long long)b->limit[k - 1] + 1, (long long)b->limit[k], b->unit);
}

static void
put_words(struct counting *c, struct doc_table *t)
{
	size_t width = c->b->n + 4;
	struct value *cell = ARENA_ARRAY(&c->d->arena, width, struct value);

	for (size_t i = 0; i < c->nitems; i++) {
		uint64_t all = 0;

		cell[0] = VALUE(c->item[i].word[0] == '\0' ? "not given" :
		    c->item[i].word);
		for (size_t k = 0; k < c->b->n + 2; k++) {
			cell[k + 1] = VALUE(c->item[i].n[k]);
			all += c->item[i].n[k];
		}
		cell[width - 1] = VALUE(all);
		doc_put(t, cell, width);
	}
}

struct doc_table *
section_buckets(const struct report *r, const struct profile_table *pt,
    struct doc_section *s, struct err *e)
{
	struct counting c = { .d = s->doc, .b = &pt->buckets };
	size_t width = pt->buckets.n + 4;
	struct doc_column *column = ARENA_ARRAY(&s->doc->arena, width,
	    struct doc_column);
	struct doc_table *t;

	column[0] = (struct doc_column){ pt->column[0], CELL_TEXT };
	for (size_t k = 0; k <= pt->buckets.n; k++)
		column[k + 1] = (struct doc_column){ bucket_title(s->doc,
		    &pt->buckets, k), CELL_NUMBER };
	column[width - 2] = (struct doc_column){ "Unknown", CELL_NUMBER };
	column[width - 1] = (struct doc_column){ "All", CELL_NUMBER };
	t = doc_table(s, pt->id, pt->title, column, width);
	if (query_run(pt->query, &r->data, r->as_of, count_member, &c,
	    e) == -1) {
		free(c.item);
		return NULL;
	}
	if (c.nitems > 1)
		qsort(c.item, c.nitems, sizeof(*c.item), by_word);
	put_words(&c, t);
	free(c.item);
	return t;
}
