/* SPDX-License-Identifier: Apache-2.0 */
/* The importer's stages over one table, up to the lines of its data file. */
#include "tests/trip/trip.h"

#include <stdlib.h>

#include "importer/plan/job_map.h"
#include "importer/rows/rows.h"
#include "shared/text/csv.h"

#define FIELDS 256

struct line {
	struct buf *why;
	size_t n;
};

static int
on_finding(void *ctx, const struct finding *f, struct err *e)
{
	struct line *l = ctx;

	(void)e;
	if (f->level == LEVEL_ERROR && l->n++ < 3)
		buf_printf(l->why, "  %s row %llu column %u \"%.*s\" "
		    "\"%.*s\": %.*s\n", f->code, (unsigned long long)f->row,
		    f->column, STR_ARG(f->header), STR_ARG(f->value),
		    STR_ARG(f->message));
	return 0;
}

/* The record in a line: behind op, batch and row, before the salt. */
static struct str
fields_of(struct str record, const struct str *field, size_t n, bool salted)
{
	const char *from = field[3].p, *to = record.p + record.n - 2;

	if (salted)
		to = field[n - 1].p - 1;
	return str_range(from, to);
}

static bool
compare(struct str lines, const struct trip_table *t, struct buf *why)
{
	struct csv_canon c = { .rest = lines };
	struct str record, field[FIELDS];
	size_t i = 0, n = FIELDS;

	for (; csv_canon_next(&c, &record, field, &n) == 1; i++, n = FIELDS) {
		struct str got = fields_of(record, field, n,
		    t->schema->personal);

		if (i < t->nrows && str_eq(got, t->row[i].expected))
			continue;
		buf_printf(why, "  record %zu of %zu is\n%.*s\n  expected\n"
		    "%.*s\n", i + 1, t->nrows, (int)got.n, got.p,
		    i < t->nrows ? (int)t->row[i].expected.n : 0,
		    i < t->nrows ? t->row[i].expected.p : "");
		return false;
	}
	if (i != t->nrows)
		buf_printf(why, "  %zu records, expected %zu\n", i, t->nrows);
	return i == t->nrows;
}

/* Rows to lines; `data` holds them in its buffer. */
static int
run(struct session *s, struct job *j, struct store_data *data, struct err *e)
{
	struct state state;
	struct rows rows;
	int status;

	if (state_load(&state, s->store, j->schema, e) == -1)
		return -1;
	rows_init(&rows, s, j, &state);
	rows.data = data;
	status = rows_run(&rows, e);
	rows_fini(&rows);
	state_free(&state);
	return status;
}

static bool
import(struct session *s, struct job *j, const struct trip_table *t,
    struct buf *why)
{
	struct store_data data = { .begun = true };
	struct line l = { why, 0 };
	struct err e = { 0 };
	bool same = false;

	if (newfile_begin(&data.file, "lines", &e) == -1)
		abort();
	sha256_init(&data.sha);
	merkle_init(&data.root);
	/* They live in the arena, which each table begins anew. */
	s->suppliers = ARENA_ARRAY(&s->arena, s->std.nregisters,
	    struct suppliers *);
	if (job_map(s, j, &e) == 0 && j->outcome == JOB_OPEN &&
	    run(s, j, &data, &e) == 0 && j->outcome == JOB_OPEN &&
	    s->findings.errors == 0)
		same = compare(buf_view(&data.file.buf), t, why);
	else
		buf_printf(why, "  outcome %d%s%s\n", j->outcome,
		    e.code == ERR_NONE ? "" : ": ", e.msg);
	store_data_abort(&data);
	(void)finding_each(&s->findings, on_finding, &l, &e);
	return same && l.n == 0;
}

bool
trip_same(struct session *s, const struct input *h, size_t sheet,
    const struct trip_table *t, const struct trip_asks *ask, struct buf *why)
{
	struct import_opts o = { .quiet = true, .decimal_char = ask->decimal,
		.date_order = ask->order };
	struct job j;
	bool same;

	s->o = &o;
	finding_fini(&s->findings);
	finding_init(&s->findings);
	job_init(&j, 0);
	j.reg = (int)t->reg;
	source_init(&j.source, h, sheet, ask->delimiter);
	same = import(s, &j, t, why);
	job_fini(&j);
	return same;
}
