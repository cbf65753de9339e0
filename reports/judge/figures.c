/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of a profile's tables; see figures.h. */
#include "reports/judge/figures.h"

#include <math.h>
#include <stdlib.h>

#include "shared/base/num.h"

struct rounding {
	const struct profile_table *table;
	query_row_fn *fn;
	void *ctx;
	struct buf text;
	struct str *cell;
};

/* Rounded to a whole number where the column says so. */
static struct str
rounded(struct rounding *r, struct str cell)
{
	size_t at = r->text.n;
	double v;

	if (!num_parse_decimal(cell, &v))
		return cell;
	num_format_decimal(&r->text, round(v));
	return (struct str){ buf_view(&r->text).p + at, r->text.n - at };
}

static bool
round_row(void *ctx, const struct str *cell, size_t n)
{
	struct rounding *r = ctx;

	buf_reset(&r->text);
	/* Texts of one row stay where they are. */
	buf_reserve(&r->text, n * 32);
	for (size_t i = 0; i < n; i++)
		r->cell[i] = r->table->round[i] ? rounded(r, cell[i]) : cell[i];
	return r->fn(r->ctx, r->cell, n);
}

int
figures_run(const struct profile_table *t, const struct dataset *d,
    int32_t as_of, query_row_fn *fn, void *ctx, struct err *e)
{
	struct rounding r = { .table = t, .fn = fn, .ctx = ctx };
	int status;

	buf_init(&r.text, BUF_MAX_DEFAULT);
	r.cell = mem_calloc(t->ncolumns, sizeof(*r.cell));
	status = query_run(t->query, d, as_of, round_row, &r, e);
	free(r.cell);
	buf_fini(&r.text);
	return status;
}

struct gathering {
	struct arena *arena;
	struct figures *out;
	size_t cap;          /* cells */
};

static bool
gather_row(void *ctx, const struct str *cell, size_t n)
{
	struct gathering *g = ctx;
	struct figures *f = g->out;

	for (size_t i = 0; i < n; i++) {
		size_t at = f->nrows * n + i;

		f->cell = mem_grow(f->cell, &g->cap, at, sizeof(*f->cell));
		f->cell[at] = (struct str){ arena_memdup(g->arena, cell[i].p,
			cell[i].n), cell[i].n };
	}
	f->nrows++;
	return true;
}

static int
gather(const struct profile_table *t, const struct dataset *d, int32_t as_of,
    struct arena *a, struct figures *out, struct err *e)
{
	struct gathering g = { .arena = a, .out = out };
	struct str *cell;
	int status;

	*out = (struct figures){ .table = t };
	status = figures_run(t, d, as_of, gather_row, &g, e);
	cell = ARENA_ARRAY(a, out->nrows * t->ncolumns, struct str);
	if (out->nrows > 0)
		memcpy(cell, out->cell, out->nrows * t->ncolumns *
		    sizeof(*cell));
	free(out->cell);
	out->cell = cell;
	return status;
}

int
figures_list(const struct profile *p, const struct dataset *d, int32_t as_of,
    struct arena *a, struct figures **list, size_t *n, struct err *e)
{
	size_t all = 0;

	for (size_t s = 0; s < p->nsections; s++)
		all += p->section[s].ntables;
	*list = ARENA_ARRAY(a, all, struct figures);
	*n = 0;
	for (size_t s = 0; s < p->nsections; s++)
		for (size_t t = 0; t < p->section[s].ntables; t++)
			if (p->section[s].table[t].in_status &&
			    gather(&p->section[s].table[t], d, as_of, a,
			    &(*list)[(*n)++], e) == -1)
				return -1;
	return 0;
}
