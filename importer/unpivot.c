/* SPDX-License-Identifier: Apache-2.0 */
/* Matrix to rows; see unpivot.h. */
#include "importer/unpivot.h"

#include <stdlib.h>

#include "shared/base/fileio.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"

struct work {
	const struct header *h;
	const struct mapfile_unpivot *u;
	const bool *is_value;       /* per column of the matrix */
	uint64_t header_row;
	struct buf out;
	struct source_origin *origin;
	size_t n, cap;
};

static bool
is_skipped(const struct mapfile_unpivot *u, struct str cell)
{
	cell = str_trim(cell);
	if (cell.n == 0)
		return true;
	for (size_t i = 0; i < u->nskip; i++)
		if (str_is(cell, u->skip[i]))
			return true;
	return false;
}

static void
put_cell(struct work *w, struct str cell, bool first)
{
	if (!first)
		buf_putc(&w->out, ',');
	csv_put_field(&w->out, cell);
}

static void
remember(struct work *w, uint64_t row, size_t column)
{
	w->origin = mem_grow(w->origin, &w->cap, w->n, sizeof(*w->origin));
	w->origin[w->n++] = (struct source_origin){ (uint32_t)row,
		(uint32_t)column };
}

static void
put_record(struct work *w, const struct csv_row *r, size_t value)
{
	bool first = true;

	for (size_t i = 0; i < w->h->n; i++) {
		if (w->is_value[i])
			continue;
		put_cell(w, i < r->n ? r->field[i] : STR(""), first);
		first = false;
	}
	put_cell(w, w->h->text[value], first);
	put_cell(w, r->field[value], false);
	buf_putc(&w->out, '\n');
	remember(w, r->row, value + 1);
}

static bool
take_row(void *ctx, const struct csv_row *r)
{
	struct work *w = ctx;

	if (r->row <= w->header_row)
		return true;
	for (size_t i = 0; i < w->h->n && i < r->n; i++)
		if (w->is_value[i] && !is_skipped(w->u, r->field[i]))
			put_record(w, r, i);
	return buf_ok(&w->out);
}

static bool
is_listed(const struct mapfile_unpivot *u, struct str header)
{
	for (size_t i = 0; i < u->nheaders; i++)
		if (mapfile_is_header(u->header[i], header))
			return true;
	return false;
}

static bool
has_header(const struct header *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (mapfile_is_header(name, h->text[i]))
			return true;
	return false;
}

/* The columns that hold values: those listed, or all that nothing else names. */
static int
mark_values(const struct header *h, const struct mapfile *m, bool *is_value,
    struct err *e)
{
	const struct mapfile_unpivot *u = &m->unpivot;
	size_t found = 0;
	const char *gone = NULL;

	for (size_t i = 0; i < h->n; i++) {
		is_value[i] = u->nheaders > 0 ? is_listed(u, h->text[i]) :
		    h->text[i].n > 0 && mapfile_column(m, h->text[i]) == NULL;
		found += is_value[i];
	}
	for (size_t k = 0; gone == NULL && k < u->nheaders; k++)
		if (!has_header(h, u->header[k]))
			gone = u->header[k];
	if (gone != NULL)
		return err_set(e, ERR_REFUSED, "%s makes rows of the column "
		    "\"%s\" (\"unpivot\"), which the header does not have; "
		    "mend the mapping file, or export the file with that "
		    "column", path_base(m->path), gone);
	if (found == 0)
		return err_set(e, ERR_REFUSED, "%s makes rows of the columns "
		    "that it does not name (\"unpivot\"), and there is none; "
		    "mend the mapping file", path_base(m->path));
	return 0;
}

/* The new header: the columns that stay, then header and value. */
static void
new_header(struct header *h, const bool *is_value, const struct mapfile *m,
    const struct schema *schema, struct source *s, struct arena *a)
{
	struct str *text = ARENA_ARRAY(a, h->n + 2, struct str);
	uint32_t *number = ARENA_ARRAY(a, h->n + 2, uint32_t);
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++)
		if (!is_value[i]) {
			text[n] = h->text[i];
			number[n++] = (uint32_t)i + 1;
		}
	text[n++] = str_of(schema->field[m->unpivot.header_field].name);
	text[n++] = str_of(schema->field[m->unpivot.value_field].name);
	h->text = text;
	h->n = n;
	h->number = number;
	s->column_of = number;
	s->ncolumns = n;
}

int
unpivot(struct source *s, struct header *h, const struct mapfile *m,
    const struct schema *schema, struct arena *a, struct err *e)
{
	bool *is_value = ARENA_ARRAY(a, h->n, bool);
	struct work w = { .h = h, .u = &m->unpivot, .is_value = is_value,
		.header_row = h->row };
	int status;

	if (mark_values(h, m, is_value, e) == -1)
		return -1;
	buf_init(&w.out, BUF_MAX_DEFAULT);
	buf_puts(&w.out, "header\n");
	remember(&w, h->row, 0);
	status = csv_read(s->text, s->delimiter, take_row, &w, e);
	if (status == 0 && !buf_ok(&w.out))
		status = err_set(e, ERR_REFUSED, "it has more cells than can "
		    "be made rows of");
	if (status == 0) {
		s->text = (struct str){ arena_memdup(a, w.out.p, w.out.n),
			w.out.n };
		s->origin = arena_alloc(a, w.n, sizeof(*w.origin));
		memcpy(s->origin, w.origin, w.n * sizeof(*w.origin));
		s->norigin = w.n;
		s->delimiter = ',';
		new_header(h, is_value, m, schema, s, a);
	}
	free(w.origin);
	buf_fini(&w.out);
	return status;
}
