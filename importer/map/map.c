/* SPDX-License-Identifier: Apache-2.0 */
/* Columns to fields; see map.h. Which register it is: map_recognise.c. */
#include "importer/map/map_internal.h"

#include <stdlib.h>

#include "importer/common/fold.h"
#include "importer/common/problem_column.h"
#include "shared/base/mem.h"
#include "shared/file/fileio.h"

void
map_init(struct mapping *m, const struct header *header)
{
	struct buf forms;

	buf_init(&forms, BUF_MAX_DEFAULT);
	*m = (struct mapping){ .n = header->n, .header_row = header->row,
		.header_at = header->row, .header_line = header->line };
	m->column = ARENA_ARRAY(&m->arena, header->n, struct map_column);
	for (size_t i = 0; i < m->n; i++) {
		struct str s = header->text[i];

		buf_reset(&forms);
		fold_forms(&forms, s);
		m->column[i] = (struct map_column){
			.header = { arena_memdup(&m->arena, s.p, s.n), s.n },
			.forms = { arena_memdup(&m->arena, forms.p, forms.n),
			    forms.n },
			.number = header->number == NULL ? (unsigned)i + 1 :
			header->number[i],
			.field = header->made == NULL ? FIELD_NOT :
			header->made[i], .lang = "" };
		m->column[i].made = m->column[i].field != FIELD_NOT;
		column_name(m->column[i].letters, m->column[i].number);
	}
	buf_fini(&forms);
}

void
map_fini(struct mapping *m)
{
	arena_fini(&m->arena);
	*m = (struct mapping){ .n = 0 };
}

bool
map_part_may_be_empty(const struct schema *s, size_t part)
{
	const struct derive_part *d = &s->derive[part];

	return d->n == 1 && s->field[d->field[0]].need != NEED_REQUIRED;
}

int
map_find_field(const struct headers *h, unsigned reg, struct str text)
{
	const struct header_hit *hit;
	size_t n = headers_find(h, (int)reg, text, &hit);
	int found = -1;

	for (size_t i = 0; i < n; i++) {
		if (hit[i].is_name)
			return (int)hit[i].field;
		if (found == -1 && !hit[i].is_part)
			found = (int)hit[i].field;
	}
	return found;
}

static bool
is_ignored(const struct import_opts *o, struct str header)
{
	for (size_t i = 0; i < o->ignore_column.n; i++)
		if (fold_is_same(header, str_of(o->ignore_column.item[i])))
			return true;
	return false;
}

struct finding
map_at_column(const struct mapper *w, size_t i)
{
	const struct mapping *m = w->m;
	struct finding f = w->place;

	f.row = m->header_at;
	f.line = m->header_line;
	f.column = m->column[i].number;
	f.header = m->column[i].header;
	f.value = f.header;
	return f;
}

void
map_add(const struct mapper *w, size_t i, enum map_msg m,
    const struct value *arg, size_t n)
{
	struct finding f = map_at_column(w, i);

	finding_add(w->findings, &f, &map_message[m], arg, n);
}

void
map_leave_out(struct mapper *w, size_t i, size_t kept)
{
	struct map_column *c = &w->m->column[i];
	const struct map_column *k = &w->m->column[kept];
	const char *title = w->schema->field[k->field].title;

	if (k->made)
		map_add(w, i, MAP_MSG_LEFT_OUT_UNPIVOT, VALUES(c->letters,
		    MSG_INPUT(c->header), title));
	else
		map_add(w, i, MAP_MSG_LEFT_OUT, VALUES(c->letters,
		    MSG_INPUT(c->header), k->letters, MSG_INPUT(k->header),
		    title));
	c->ignored = true;
	c->field = FIELD_NOT;
}

bool
map_gives(const struct mapping *m, unsigned field)
{
	return m->field[field].n > 0 || m->field[field].set != NULL;
}

/* A column that an unpivot made. */
static void
apply_made(struct map_column *c, const struct mapfile_unpivot *u, bool *taken)
{
	taken[c->field] = true;
	if (c->field == u->values.field && u->values.nwords > 0)
		c->how = &u->values;
}

/* What the mapping file says of the columns comes before all else. */
static void
apply_mapfile(struct mapper *w)
{
	const struct mapfile *file = w->file;
	struct mapping *m = w->m;

	for (size_t i = 0; file != NULL && i < m->n; i++) {
		const struct mapfile_column *c = mapfile_column(file,
		    m->column[i].header);

		if (m->column[i].made) {
			apply_made(&m->column[i], &file->unpivot, w->taken);
			continue;
		}
		m->column[i].filters = mapfile_filters(file,
		    m->column[i].header);
		if (c == NULL)
			continue;
		m->column[i].how = c;
		m->column[i].ignored = c->field == MAPFILE_NO_FIELD;
		m->column[i].field = c->field;
		if (c->field != MAPFILE_NO_FIELD)
			w->taken[c->field] = true;
	}
}

/* For str_suggest. */
static const char *
column_at(const void *ctx, size_t i)
{
	const struct mapping *m = ctx;

	return i >= m->n ? NULL : m->column[i].made ? "" :
	    m->column[i].header.p;
}

static bool
has_column(const struct mapping *m, const char *header)
{
	for (size_t i = 0; i < m->n; i++)
		if (!m->column[i].made &&
		    fold_is_same(m->column[i].header, str_of(header)))
			return true;
	return false;
}

/* A header that the mapping file names, and the table does not have. */
static void
add_missing(const struct mapper *w, const char *header)
{
	const char *file = path_base(w->file->path);
	const char *near = str_suggest(str_of(header), column_at, w->m);
	struct finding f = w->place;

	f.row = w->m->header_at;
	if (near != NULL)
		finding_add(w->findings, &f, &map_message[MAP_MSG_MAPPED_NEAR],
		    VALUES(file, MSG_INPUT(str_of(header)),
		    MSG_INPUT(str_of(near))));
	else
		finding_add(w->findings, &f,
		    &map_message[MAP_MSG_MAPPED_MISSING], VALUES(file,
		    MSG_INPUT(str_of(header))));
}

/* A mapping file that names a column which is not there is for another export. */
static void
check_mapfile(const struct mapper *w)
{
	const struct mapfile *file = w->file;

	for (size_t c = 0; file != NULL && c < file->ncolumns; c++)
		for (size_t k = 0; k < file->column[c].nheaders; k++)
			if (!has_column(w->m, file->column[c].header[k]))
				add_missing(w, file->column[c].header[k]);
}

/* The field's value for all rows; `who` gives it. */
static void
set_value(struct mapper *w, unsigned f, const char *value, const char *who)
{
	struct map_field *field = &w->m->field[f];

	if (field->n == 0)
		field->set = value;
	else
		map_add(w, field->column[0],
		    w->m->column[field->column[0]].made ? MAP_MSG_SET_UNPIVOT :
		    MAP_MSG_SET_TWICE, VALUES(w->schema->field[f].title,
		    MSG_INPUT(str_of(who))));
}

/* Values of the mapping file, and those that the file's name holds. */
static void
apply_values(struct mapper *w)
{
	const struct mapfile *file = w->file;
	struct str named = w->place.file;
	struct arena *a = &w->m->arena;

	for (size_t i = 0; file != NULL && i < file->nvalues; i++) {
		const struct mapfile_value *v = &file->value[i];
		const char *name = arena_memdup(a, named.p, named.n);
		const char *who = path_base(file->path);
		struct str star;

		if (v->value != NULL)
			set_value(w, v->field, v->value, who);
		else if (mapfile_match(v->pattern, name, &star))
			set_value(w, v->field, arena_memdup(a, star.p,
			    star.n), who);
		else
			finding_add(w->findings, &w->place,
			    &map_message[MAP_MSG_FILE_NAME],
			    VALUES(MSG_INPUT(str_of(who)),
			    w->schema->field[v->field].title,
			    MSG_INPUT(str_of(v->pattern))));
	}
}

/* --set FIELD=VALUE where the field is of this register. */
static void
apply_set(struct mapper *w)
{
	for (size_t i = 0; i < w->o->set.n; i++) {
		const char *item = w->o->set.item[i], *eq = strchr(item, '=');
		int f = map_find_field(w->headers, w->reg,
		    str_range(item, eq));

		if (f != -1)
			set_value(w, (unsigned)f, eq + 1,
			    arena_printf(&w->m->arena, "--set %s", item));
	}
}

/* Columns that are left out because a person, or the file, says so. */
static void
leave_out_asked(struct mapper *w)
{
	for (size_t i = 0; i < w->m->n; i++) {
		struct map_column *c = &w->m->column[i];

		if (is_ignored(w->o, c->header) ||
		    problem_column_is_header(c->header)) {
			c->ignored = true;
			c->field = FIELD_NOT;
		}
	}
}

void
map_columns(struct mapping *m, const struct mapper *by)
{
	struct mapper w = *by;

	w.m = m;
	w.choice = mem_calloc(m->n, sizeof(*w.choice));
	w.taken = mem_calloc(w.schema->nfields, sizeof(*w.taken));
	apply_mapfile(&w);
	leave_out_asked(&w);
	map_choose(&w);
	map_check_left(&w);
	check_mapfile(&w);
	map_collect(&w);
	apply_values(&w);
	apply_set(&w);
	free(w.taken);
	free(w.choice);
}
