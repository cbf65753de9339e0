/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of columns that have no field, or one that another has too. */
#include "importer/map/map_internal.h"

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
map_leave_out(struct mapper *w, size_t i, size_t kept)
{
	struct mapping *m = w->m;
	struct finding f = map_at_column(w, i);
	struct finding_list *l = w->findings;
	const char *title = w->schema->field[m->column[kept].field].title;
	char a[CELL_NAME], b[CELL_NAME];

	column_name(a, m->column[i].number);
	column_name(b, m->column[kept].number);
	f.code = "column-left-out";
	f.level = LEVEL_WARNING;
	if (m->column[kept].made)
		finding_say(l, &f, "column %s, \"%.*s\", is left out: the "
		    "mapping file's \"unpivot\" gives %s", a,
		    STR_ARG(f.header), title);
	else
		finding_say(l, &f, "column %s, \"%.*s\", is left out: column "
		    "%s, \"%.*s\", is %s", a, STR_ARG(f.header), b,
		    STR_ARG(m->column[kept].header), title);
	m->column[i].ignored = true;
	m->column[i].field = FIELD_NOT;
}

void
map_say_unknown(const struct mapper *w, size_t i)
{
	const struct header_hit *hit;
	struct finding f = map_at_column(w, i);
	struct finding_list *l = w->findings;
	char letters[CELL_NAME];

	column_name(letters, f.column);
	f.code = "column-unknown";
	hit = headers_suggest(w->headers, w->reg, f.header, w->taken);
	if (hit != NULL)
		finding_say(l, &f, "column %s, \"%.*s\", is no column of %s; "
		    "did you mean \"%s\" (%s)? Rename it, or leave it out "
		    "with --ignore-column \"%.*s\"", letters,
		    STR_ARG(f.header), w->schema->title, hit->shown,
		    w->schema->field[hit->field].title, STR_ARG(f.header));
	else
		finding_say(l, &f, "column %s, \"%.*s\", is no column of %s; "
		    "rename it, or leave it out with --ignore-column "
		    "\"%.*s\"", letters, STR_ARG(f.header), w->schema->title,
		    STR_ARG(f.header));
}

/* What a context rule names: a field's title, or the header. */
static const char *
context_name(const struct schema *schema, const char *entry)
{
	int f = schema_field(schema, str_of(entry));

	return f == -1 ? entry : schema->field[f].title;
}

/* The header means something only beside columns that are not there. */
void
map_say_without_context(const struct mapper *w, size_t i)
{
	const struct map_choice *c = &w->choice[i];
	struct finding f = map_at_column(w, i);
	struct finding_list *l = w->findings;
	struct buf with;

	buf_init(&with, 4096);
	for (size_t k = 0; k < c->rule->nwith; k++)
		buf_printf(&with, "%s\"%s\"", k == 0 ? "" : " or ",
		    context_name(w->schema, c->rule->with[k]));
	f.code = "column-unknown";
	finding_say(l, &f, "column \"%.*s\" means %s only where there is a "
	    "column %s too; rename it, or leave it out with --ignore-column "
	    "\"%.*s\"", STR_ARG(f.header),
	    w->schema->field[c->denied->field].title, buf_cstr(&with),
	    STR_ARG(f.header));
	buf_fini(&with);
}

void
map_say_ambiguous(const struct mapper *w, size_t i)
{
	const struct map_choice *c = &w->choice[i];
	struct finding f = map_at_column(w, i);
	struct finding_list *l = w->findings;
	struct buf names;

	buf_init(&names, 4096);
	for (size_t k = 0; k < c->n; k++)
		buf_printf(&names, "%s\"%s\"", k == 0 ? "" :
		    k + 1 == c->n ? " or " : ", ",
		    w->schema->field[c->hit[k]->field].title);
	f.code = "column-ambiguous";
	finding_say(l, &f, "column \"%.*s\" can mean %s; rename it to the one "
	    "that is meant, or leave it out with --ignore-column \"%.*s\"",
	    STR_ARG(f.header), buf_cstr(&names), STR_ARG(f.header));
	buf_fini(&names);
}

void
map_say_doubled(const struct mapper *w, size_t first, size_t i)
{
	const struct mapping *m = w->m;
	const struct field *fd = &w->schema->field[m->column[i].field];
	struct finding f = map_at_column(w, i);
	struct finding_list *l = w->findings;
	char a[CELL_NAME], b[CELL_NAME];

	column_name(a, m->column[first].number);
	column_name(b, m->column[i].number);
	f.code = "column-doubled";
	f.field = str_of(fd->name);
	if (m->column[i].made)
		finding_say(l, &f, "column %s, \"%.*s\", is %s, and the "
		    "mapping file's \"unpivot\" gives that too; leave one "
		    "out: with --ignore-column \"%.*s\", or in the mapping "
		    "file", a, STR_ARG(m->column[first].header), fd->title,
		    STR_ARG(m->column[first].header));
	else if (str_eq(m->column[first].header, f.header))
		finding_say(l, &f, "columns %s and %s are both headed \"%.*s\" "
		    "(%s); remove or rename one", a, b, STR_ARG(f.header),
		    fd->title);
	else
		finding_say(l, &f, "columns %s, \"%.*s\", and %s, \"%.*s\", "
		    "are both %s; leave one out with --ignore-column \"%.*s\"",
		    a, STR_ARG(m->column[first].header), b, STR_ARG(f.header),
		    fd->title, STR_ARG(f.header));
}
