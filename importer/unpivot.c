/* SPDX-License-Identifier: Apache-2.0 */
/* Matrix to rows; see unpivot.h. */
#include "importer/unpivot.h"

#include <stdlib.h>

#include "importer/annotate.h"
#include "shared/base/fileio.h"
#include "shared/base/mem.h"
#include "shared/sheet/sheet_text.h"

struct work {
	const struct header *h;
	const struct mapfile_unpivot *u;
	struct filter *filter;
	const bool *is_value;       /* per column of the matrix */
	uint64_t header_row;
	char unknown[CELL_NAME];    /* a cell that decides, without a value */
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

/* The fields that words set: of the cell's word, or of all other cells. */
static void
put_sets(struct work *w, const char *const *value)
{
	for (size_t i = 0; i < w->u->nfields; i++)
		put_cell(w, value == NULL || value[i] == NULL ? STR("") :
		    str_of(value[i]), false);
}

static void
put_record(struct work *w, const struct csv_row *r, size_t value)
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

static bool
take_row(void *ctx, const struct csv_row *r)
{
	struct work *w = ctx;

	const struct filter_column *by;

	if (r->row <= w->header_row || filter_leaves(w->filter, r, r->row))
		return true;
	if (filter_row(w->filter, r, &by) == FILTER_UNKNOWN) {
		cell_name(w->unknown, by->column + 1, r->row);
		return false;
	}
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
	const char *gone = NULL, *near;

	for (size_t i = 0; i < h->n; i++) {
		is_value[i] = u->nheaders > 0 ? is_listed(u, h->text[i]) :
		    h->text[i].n > 0 &&
		    mapfile_column(m, h->text[i]) == NULL &&
		    !mapfile_filters(m, h->text[i]) &&
		    !annotate_is_header(h->text[i]);
		found += is_value[i];
	}
	for (size_t k = 0; gone == NULL && k < u->nheaders; k++)
		if (!has_header(h, u->header[k]))
			gone = u->header[k];
	near = gone == NULL ? NULL : header_near(gone, h->text, h->n);
	if (gone != NULL)
		return err_set(e, ERR_REFUSED, "%s makes rows of the column "
		    "\"%s\" (\"unpivot\"), which the header does not have%s"
		    "%s%s; mend the mapping file, or export the file with that "
		    "column", path_base(m->path), gone, near == NULL ? "" :
		    " (did you mean \"", near == NULL ? "" : near,
		    near == NULL ? "" : "\"?)");
	if (found == 0)
		return err_set(e, ERR_REFUSED, "%s makes rows of the columns "
		    "that it does not name (\"unpivot\"), and there is none; "
		    "mend the mapping file", path_base(m->path));
	return 0;
}

/* The new header: the columns that stay, header and value, what words set. */
static void
new_header(struct header *h, const bool *is_value, const struct mapfile *m,
    const struct schema *schema, struct source *s, struct arena *a)
{
	const struct mapfile_unpivot *u = &m->unpivot;
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
			text[i] = str_of(schema->field[made[i]].name);
	h->text = text;
	h->n = n;
	h->number = number;
	h->made = made;
	s->column_of = number;
	s->ncolumns = n;
}

int
unpivot(struct source *s, struct header *h, const struct mapfile *m,
    struct filter *f, const struct schema *schema, struct arena *a,
    const char **code, struct err *e)
{
	bool *is_value = ARENA_ARRAY(a, h->n, bool);
	struct work w = { .h = h, .u = &m->unpivot, .filter = f,
		.is_value = is_value, .header_row = h->row };
	int status;

	*code = "mapping-column-missing";
	if (mark_values(h, m, is_value, e) == -1)
		return -1;
	buf_init(&w.out, BUF_MAX_DEFAULT);
	buf_puts(&w.out, "header\n");
	remember(&w, h->row, 0);
	*code = "csv-broken";
	status = csv_read(s->text, s->delimiter, take_row, &w, e);
	if (status == 0 && w.unknown[0] != '\0') {
		*code = "filter-unknown";
		status = err_set(e, ERR_REFUSED, "cell %s decides by %s "
		    "whether its row is taken, and it is a formula without a "
		    "value, or with an error; mend it and export again",
		    w.unknown, path_base(m->path));
	}
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
