/* SPDX-License-Identifier: Apache-2.0 */
/* Matrix to rows; see unpivot.h. */
#include "importer/rows/unpivot.h"

#include <stdlib.h>

#include "importer/common/fold.h"
#include "importer/common/problem_column.h"
#include "importer/job/messages.h"
#include "importer/rows/messages.h"
#include "importer/rows/rows_shape.h"
#include "shared/base/mem.h"
#include "shared/file/fileio.h"
#include "shared/sheet/cell/sheet_text.h"

struct unpivoting {
	struct session *s;
	struct job *j;
	const struct header *h;
	const struct mapfile_unpivot *u;
	const bool *is_value;       /* per column of the matrix */
	bool bad;                   /* said why */
	struct buf out;
	struct source_origin *origin;
	size_t n, cap;
};

static bool
is_skipped(const struct mapfile_unpivot *u, struct str cell)
{
	cell = sheet_text_unmarked(cell);
	if (cell.n == 0)
		return true;
	for (size_t i = 0; i < u->nskip; i++)
		if (str_is(cell, u->skip[i]))
			return true;
	return false;
}

static void
put_cell(struct unpivoting *w, struct str cell, bool first)
{
	if (!first)
		buf_putc(&w->out, ',');
	csv_put_field(&w->out, cell);
}

static void
remember(struct unpivoting *w, uint64_t row, size_t column)
{
	w->origin = mem_grow(w->origin, &w->cap, w->n, sizeof(*w->origin));
	w->origin[w->n++] = (struct source_origin){ (uint32_t)row,
		(uint32_t)column };
}

/* The fields that words set: of the cell's word, or of all other cells. */
static void
put_sets(struct unpivoting *w, const char *const *value)
{
	for (size_t i = 0; i < w->u->nfields; i++)
		put_cell(w, value == NULL || value[i] == NULL ? STR("") :
		    str_of(value[i]), false);
}

static void
put_record(struct unpivoting *w, const struct csv_row *r, size_t value)
{
	const struct mapfile_unpivot *u = w->u;
	const struct mapfile_word *word = mapfile_word(u->word, u->nwords,
	    sheet_text_unmarked(r->field[value]));
	bool first = true;

	for (size_t i = 0; i < w->h->n; i++) {
		if (w->is_value[i])
			continue;
		put_cell(w, i < r->n ? r->field[i] : STR(""), first);
		first = false;
	}
	put_cell(w, w->h->text[value], first);
	put_cell(w, word == NULL ? r->field[value] : STR(""), false);
	put_sets(w, word == NULL ? u->otherwise : u->sets[word - u->word]);
	buf_putc(&w->out, '\n');
	remember(w, r->row, value + 1);
}

/* A place for a finding about a row of the matrix; column from 1, or 0. */
static struct finding
at_row(struct unpivoting *w, const struct csv_row *r, size_t column)
{
	struct finding f = job_finding(w->j);

	f.row = r->row;
	f.line = job_line(w->j, r->line);
	f.column = (unsigned)column;
	if (column > 0 && column <= w->h->n)
		f.header = w->h->text[column - 1];
	if (column > 0 && column <= r->n)
		f.value = sheet_text_unmarked(r->field[column - 1]);
	return f;
}

/* Can the row be taken apart? False after a finding. */
static bool
check_row(struct unpivoting *w, const struct csv_row *r)
{
	struct rows_names names = { STR(""), STR("") };
	struct finding f;
	size_t beyond;

	if (rows_is_fit(&w->j->source, r, w->h->n, &beyond))
		return true;
	if (r->n < w->h->n)
		names = (struct rows_names){ w->h->text[r->n],
			w->h->text[w->h->n - 1] };
	f = at_row(w, r, r->n < w->h->n ? 0 : beyond + 1);
	rows_add_misfit(&w->s->findings, &f, &w->j->source, r, w->h->n, &names);
	return false;
}

/* Is it one of the rows that the mapping file takes? */
static bool
is_wanted(struct unpivoting *w, const struct csv_row *r)
{
	const struct filter_column *by;
	struct finding f;

	switch (filter_count(&w->j->filter, r, r->row, &by)) {
	case FILTER_TAKES:
		return true;
	case FILTER_LEAVES:
		return false;
	case FILTER_UNKNOWN:
		break;
	}
	f = at_row(w, r, by->column + 1);
	filter_add_unknown(&w->j->filter, &f, &w->s->findings);
	w->bad = true;
	return false;
}

static bool
on_row(void *ctx, const struct csv_row *r)
{
	struct unpivoting *w = ctx;

	if (r->row <= w->h->row || rows_is_blank(r))
		return true;
	if (!check_row(w, r))
		w->bad = true;
	else if (is_wanted(w, r))
		for (size_t i = 0; i < w->h->n && i < r->n; i++)
			if (w->is_value[i] && !is_skipped(w->u, r->field[i]))
				put_record(w, r, i);
	return buf_ok(&w->out);
}

static bool
is_listed(const struct mapfile_unpivot *u, struct str header)
{
	for (size_t i = 0; i < u->nheaders; i++)
		if (fold_is_same(header, str_of(u->header[i])))
			return true;
	return false;
}

static bool
has_header(const struct header *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (fold_is_same(h->text[i], str_of(name)))
			return true;
	return false;
}

/* The columns that hold values: those listed, or all that nothing else names. */
static bool
mark_values(struct session *s, struct job *j, const struct header *h,
    bool *is_value)
{
	const struct mapfile *m = j->mapfile;
	const struct mapfile_unpivot *u = &m->unpivot;
	const char *path = path_base(m->path), *gone = NULL, *near;
	struct finding_list *l = &s->findings;
	size_t found = 0;

	/* The columns that are values: those listed, else all the rest. */
	for (size_t i = 0; i < h->n; i++) {
		is_value[i] = u->nheaders > 0 ? is_listed(u, h->text[i]) :
		    h->text[i].n > 0 && !mapfile_names(m, h->text[i]) &&
		    !problem_column_is_header(h->text[i]);
		found += is_value[i];
	}
	/* A header that is listed and not there is a mistake. */
	for (size_t k = 0; gone == NULL && k < u->nheaders; k++)
		if (!has_header(h, u->header[k]))
			gone = u->header[k];
	near = gone == NULL ? NULL : filter_near_header(gone, h->text, h->n);
	/* Say which, and what may have been meant. */
	if (near != NULL)
		job_refuse(j, l, &rows_message[ROWS_MSG_UNPIVOT_NEAR],
		    VALUES(path, MSG_INPUT(str_of(gone)),
		    MSG_INPUT(str_of(near))));
	else if (gone != NULL)
		job_refuse(j, l, &rows_message[ROWS_MSG_UNPIVOT_GONE],
		    VALUES(path, MSG_INPUT(str_of(gone))));
	else if (found == 0)
		job_refuse(j, l, &rows_message[ROWS_MSG_UNPIVOT_NONE],
		    VALUES(path));
	return gone == NULL && found > 0;
}

/* The new header: the columns that stay, header and value, what words set. */
static void
new_header(struct header *h, const bool *is_value, struct job *j,
    struct arena *a)
{
	const struct mapfile_unpivot *u = &j->mapfile->unpivot;
	size_t n = 0, most = h->n + 2 + u->nfields;
	struct str *text = ARENA_ARRAY(a, most, struct str);
	uint32_t *number = ARENA_ARRAY(a, most, uint32_t);
	int *made = ARENA_ARRAY(a, most, int);

	for (size_t i = 0; i < h->n; i++)
		if (!is_value[i]) {
			text[n] = h->text[i];
			made[n] = MAPFILE_NO_FIELD;
			number[n++] = (uint32_t)i + 1;
		}
	made[n++] = (int)u->header_field;
	made[n++] = (int)u->value_field;
	for (size_t i = 0; i < u->nfields; i++)
		made[n++] = (int)u->field[i];
	for (size_t i = 0; i < n; i++)
		if (made[i] != MAPFILE_NO_FIELD)
			text[i] = str_of(j->schema->field[made[i]].name);
	h->text = text;
	h->n = n;
	h->number = number;
	h->made = made;
	j->source.column_of = number;
	j->source.ncolumns = n;
}

/* Reads all rows to the text that stands for them; false after a finding. */
static bool
read_rows(struct unpivoting *w)
{
	const struct source *src = &w->j->source;
	struct err e = { 0 };

	buf_puts(&w->out, "header\n");
	remember(w, w->h->row, 0);
	if (csv_read(src->text, src->delimiter, on_row, w, &e) == -1)
		job_refuse(w->j, &w->s->findings,
		    &job_message[JOB_MSG_CSV_BROKEN], VALUES(e.msg));
	else if (!buf_ok(&w->out))
		job_refuse(w->j, &w->s->findings,
		    &rows_message[ROWS_MSG_UNPIVOT_LARGE], MSG_NONE);
	else if (w->bad)
		w->j->outcome = JOB_REFUSED;
	return w->j->outcome == JOB_OPEN;
}

bool
unpivot(struct session *s, struct job *j, struct header *h)
{
	bool *is_value = ARENA_ARRAY(&s->arena, h->n, bool);
	struct unpivoting w = { .s = s, .j = j, .h = h,
		.u = &j->mapfile->unpivot, .is_value = is_value };
	bool done;

	if (!mark_values(s, j, h, is_value))
		return false;
	buf_init(&w.out, BUF_MAX_DEFAULT);
	done = read_rows(&w);
	if (done) {
		j->source.text = (struct str){ arena_memdup(&s->arena,
			w.out.p, w.out.n), w.out.n };
		j->source.origin = arena_alloc(&s->arena, w.n,
		    sizeof(*w.origin));
		memcpy(j->source.origin, w.origin, w.n * sizeof(*w.origin));
		j->source.norigin = w.n;
		j->source.delimiter = ',';
		new_header(h, is_value, j, &s->arena);
	}
	free(w.origin);
	buf_fini(&w.out);
	return done;
}
