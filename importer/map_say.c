/* SPDX-License-Identifier: Apache-2.0 */
/* What is said about columns that have no field, or more than one. */
#include "importer/map_internal.h"

struct finding
map_at_column(const struct mapping *m, size_t i, const struct finding *place)
{
	struct finding f = *place;

	f.row = m->header_at;
	f.line = m->header_line;
	f.column = m->column[i].number;
	f.header = m->column[i].header;
	f.value = f.header;
	return f;
}

void
map_say_unknown(const struct mapping *m, size_t i, const struct headers *h,
    const struct schema *schema, unsigned reg, const bool *taken,
    const struct finding *place, struct finding_list *l)
{
	const struct header_hit *hit;
	struct finding f = map_at_column(m, i, place);
	char letters[CELL_NAME];

	column_name(letters, f.column);
	f.code = "column-unknown";
	hit = headers_suggest(h, reg, f.header, taken);
	if (hit != NULL)
		finding_say(l, &f, "column %s, \"%.*s\", is no column of %s; "
		    "did you mean \"%s\" (%s)? Rename it, or leave it out "
		    "with --ignore-column \"%.*s\"", letters,
		    STR_ARG(f.header), schema->title, hit->shown,
		    schema->field[hit->field].title, STR_ARG(f.header));
	else
		finding_say(l, &f, "column %s, \"%.*s\", is no column of %s; "
		    "rename it, or leave it out with --ignore-column "
		    "\"%.*s\"", letters, STR_ARG(f.header), schema->title,
		    STR_ARG(f.header));
}

/* The header means something only beside columns that are not there. */
void
map_say_without_context(const struct mapping *m, size_t i, const struct choice *c,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l)
{
	struct finding f = map_at_column(m, i, place);
	struct buf with;

	buf_init(&with, 4096);
	for (size_t k = 0; k < c->rule->nwith; k++)
		buf_printf(&with, "%s\"%s\"", k == 0 ? "" : " or ",
		    map_context_name(schema, c->rule->with[k]));
	f.code = "column-unknown";
	finding_say(l, &f, "column \"%.*s\" means %s only where there is a "
	    "column %s too; rename it, or leave it out with --ignore-column "
	    "\"%.*s\"", STR_ARG(f.header),
	    schema->field[c->denied->field].title, buf_cstr(&with),
	    STR_ARG(f.header));
	buf_fini(&with);
}

void
map_say_ambiguous(const struct mapping *m, size_t i, const struct choice *c,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l)
{
	struct finding f = map_at_column(m, i, place);
	struct buf names;

	buf_init(&names, 4096);
	for (size_t k = 0; k < c->n; k++)
		buf_printf(&names, "%s\"%s\"", k == 0 ? "" :
		    k + 1 == c->n ? " or " : ", ",
		    schema->field[c->hit[k]->field].title);
	f.code = "column-ambiguous";
	finding_say(l, &f, "column \"%.*s\" can mean %s; rename it to the one "
	    "that is meant, or leave it out with --ignore-column \"%.*s\"",
	    STR_ARG(f.header), buf_cstr(&names), STR_ARG(f.header));
	buf_fini(&names);
}

void
map_say_doubled(const struct mapping *m, size_t first, size_t i,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l)
{
	struct finding f = map_at_column(m, i, place);
	const char *title = schema->field[m->column[i].field].title;
	char a[CELL_NAME], b[CELL_NAME];

	column_name(a, m->column[first].number);
	column_name(b, m->column[i].number);
	f.code = "column-doubled";
	f.field = str_of(schema->field[m->column[i].field].name);
	if (m->column[i].made)
		finding_say(l, &f, "column %s, \"%.*s\", is %s, and the "
		    "mapping file's \"unpivot\" gives that too; leave one "
		    "out: with --ignore-column \"%.*s\", or in the mapping "
		    "file", a, STR_ARG(m->column[first].header), title,
		    STR_ARG(m->column[first].header));
	else if (str_eq(m->column[first].header, f.header))
		finding_say(l, &f, "columns %s and %s are both headed \"%.*s\" "
		    "(%s); remove or rename one", a, b, STR_ARG(f.header),
		    title);
	else
		finding_say(l, &f, "columns %s, \"%.*s\", and %s, \"%.*s\", "
		    "are both %s; leave one out with --ignore-column \"%.*s\"",
		    a, STR_ARG(m->column[first].header), b, STR_ARG(f.header),
		    title, STR_ARG(f.header));
}
