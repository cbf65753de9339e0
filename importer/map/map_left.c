/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of columns that no field is left for; see map_internal.h. */
#include "importer/map/map_internal.h"

/* No field of the register is headed like the column. */
static void
add_unknown(const struct mapper *w, size_t i)
{
	const struct map_column *c = &w->m->column[i];
	const struct header_hit *hit = headers_suggest(w->headers, w->reg,
	    c->header, w->taken);

	if (hit != NULL)
		map_add(w, i, MAP_MSG_UNKNOWN_NEAR, VALUES(c->letters,
		    MSG_INPUT(c->header), w->schema->title, hit->shown,
		    w->schema->field[hit->field].title));
	else
		map_add(w, i, MAP_MSG_UNKNOWN, VALUES(c->letters,
		    MSG_INPUT(c->header), w->schema->title));
}

/* What a context rule names: a field's title, or the header. */
static const char *
context_name(const struct schema *schema, const char *entry)
{
	int f = schema_field(schema, str_of(entry));

	return f == -1 ? entry : schema->field[f].title;
}

/* The header means something only beside columns that are not there. */
static void
add_without_context(const struct mapper *w, size_t i)
{
	const struct map_choice *c = &w->choice[i];
	struct buf with;

	buf_init(&with, BUF_MAX_DEFAULT);
	for (size_t k = 0; k < c->rule->nwith; k++)
		buf_printf(&with, "%s\"%s\"", k == 0 ? "" : " or ",
		    context_name(w->schema, c->rule->with[k]));
	map_add(w, i, MAP_MSG_WITHOUT_CONTEXT,
	    VALUES(MSG_INPUT(w->m->column[i].header),
	    w->schema->field[c->denied->field].title, buf_view(&with)));
	buf_fini(&with);
}

/* It can mean several fields. */
static void
add_ambiguous(const struct mapper *w, size_t i)
{
	const struct map_choice *c = &w->choice[i];
	struct buf names;

	buf_init(&names, BUF_MAX_DEFAULT);
	for (size_t k = 0; k < c->n; k++)
		buf_printf(&names, "%s\"%s\"", k == 0 ? "" :
		    k + 1 == c->n ? " or " : ", ",
		    w->schema->field[c->hit[k]->field].title);
	map_add(w, i, MAP_MSG_AMBIGUOUS,
	    VALUES(MSG_INPUT(w->m->column[i].header), buf_view(&names)));
	buf_fini(&names);
}

void
map_check_left(const struct mapper *w)
{
	for (size_t i = 0; i < w->m->n; i++) {
		struct map_column *c = &w->m->column[i];

		if (c->ignored || c->field != FIELD_NOT || c->header.n == 0)
			continue;
		/* It has done its work when the rows are chosen. */
		if (c->filters)
			c->ignored = true;
		else if (w->choice[i].n > 0)
			add_ambiguous(w, i);
		else if (w->choice[i].denied != NULL)
			add_without_context(w, i);
		else
			add_unknown(w, i);
	}
}
