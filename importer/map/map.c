/* SPDX-License-Identifier: Apache-2.0 */
/* Columns to fields; see map.h. Which register it is: map_recognise.c. */
#include "importer/map/map_internal.h"

#include <stdio.h>
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
	struct buf a, b;
	bool yes = false;

	buf_init(&a, BUF_MAX_DEFAULT);
	buf_init(&b, BUF_MAX_DEFAULT);
	fold_header(&a, header);
	for (size_t i = 0; !yes && i < o->ignore_column.n; i++) {
		buf_reset(&b);
		fold_header(&b, str_of(o->ignore_column.item[i]));
		yes = (a.n > 0 && str_eq(buf_view(&a), buf_view(&b))) ||
		    str_is(header, o->ignore_column.item[i]);
	}
	buf_fini(&a);
	buf_fini(&b);
	return yes;
}

bool
map_gives(const struct mapping *m, unsigned field)
{
	return m->field[field].n > 0 || m->field[field].set != NULL;
}

/* A column that an unpivot made. */
static void
take_made(struct map_column *c, const struct mapfile_unpivot *u, bool *taken)
{
	taken[c->field] = true;
	if (c->field == u->values.field && u->values.nwords > 0)
		c->how = &u->values;
}

/* What the mapping file says of the columns comes before all else. */
static void
take_mapfile(struct mapper *w)
{
	const struct mapfile *file = w->file;
	struct mapping *m = w->m;

	for (size_t i = 0; file != NULL && i < m->n; i++) {
		const struct mapfile_column *c = mapfile_column(file,
		    m->column[i].header);

		if (m->column[i].made) {
			take_made(&m->column[i], &file->unpivot, w->taken);
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

static const char *
column_at(const void *ctx, size_t i)
{
	const struct mapping *m = ctx;

	return i >= m->n ? NULL : m->column[i].made ? "" :
	    m->column[i].header.p;
}

/* The header of the file that is spelled most like a missing one, or NULL. */
static const char *
near_column(const struct mapping *m, const char *header)
{
	return str_suggest(str_of(header), column_at, m);
}

/* A mapping file that names a column which is not there is for another export. */
static void
check_mapfile(const struct mapper *w)
{
	const struct mapfile *file = w->file;
	const struct mapping *m = w->m;

	for (size_t c = 0; file != NULL && c < file->ncolumns; c++)
		for (size_t k = 0; k < file->column[c].nheaders; k++) {
			const char *header = file->column[c].header[k];
			const char *near;
			struct finding f = w->place;
			bool found = false;

			for (size_t i = 0; i < m->n && !found; i++)
				found = !m->column[i].made &&
				    mapfile_is_header(header,
				    m->column[i].header);
			if (found)
				continue;
			near = near_column(m, header);
			f.row = m->header_at;
			f.code = "mapping-column-missing";
			finding_say(w->findings, &f, "%s maps the column "
			    "\"%s\", which the header does not have%s%s%s; "
			    "mend the mapping file, or export the file with "
			    "that column",
			    path_base(file->path), header, near == NULL ? "" :
			    " (did you mean \"", near == NULL ? "" : near,
			    near == NULL ? "" : "\"?)");
		}
}

static void
set_value(struct mapper *w, unsigned f, const char *value, const char *who)
{
	struct mapping *m = w->m;
	struct finding at;

	if (m->field[f].n == 0) {
		m->field[f].set = value;
		return;
	}
	at = map_at_column(w, m->field[f].column[0]);
	at.code = "set-and-column";
	finding_say(w->findings, &at, "the %s %s, and %s gives a value too; "
	    "leave one of them out", m->column[m->field[f].column[0]].made ?
	    "mapping file's \"unpivot\" gives" : "file has a column for",
	    w->schema->field[f].title, who);
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
		const char *value = v->value;
		struct finding f = w->place;
		struct str star;

		if (value == NULL && !mapfile_match(v->pattern, name, &star)) {
			f.code = "file-name";
			finding_say(w->findings, &f, "%s takes %s from the "
			    "file's name, which must be like \"%s\"",
			    path_base(file->path),
			    w->schema->field[v->field].title, v->pattern);
			continue;
		}
		if (value == NULL)
			value = arena_memdup(a, star.p, star.n);
		set_value(w, v->field, value, path_base(file->path));
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
		char who[200];

		if (f == -1)
			continue;
		snprintf(who, sizeof(who), "--set %s", item);
		set_value(w, (unsigned)f, eq + 1, who);
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

/* Columns that nothing has given a field. */
static void
say_left_over(struct mapper *w)
{
	for (size_t i = 0; i < w->m->n; i++) {
		struct map_column *c = &w->m->column[i];

		if (c->ignored || c->field != FIELD_NOT || c->header.n == 0)
			continue;
		/* It has done its work when the rows are chosen. */
		if (c->filters)
			c->ignored = true;
		else if (w->choice[i].n > 0)
			map_say_ambiguous(w, i);
		else if (w->choice[i].denied != NULL)
			map_say_without_context(w, i);
		else
			map_say_unknown(w, i);
	}
}

void
map_columns(struct mapping *m, const struct mapper *by)
{
	struct mapper w = *by;

	w.m = m;
	w.choice = mem_calloc(m->n, sizeof(*w.choice));
	w.taken = mem_calloc(w.schema->nfields, sizeof(*w.taken));
	take_mapfile(&w);
	leave_out_asked(&w);
	map_choose(&w);
	say_left_over(&w);
	check_mapfile(&w);
	map_collect(&w);
	apply_values(&w);
	apply_set(&w);
	free(w.taken);
	free(w.choice);
}
