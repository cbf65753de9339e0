/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of a profile's sections: queries, their columns and order. */
#include "reports/profile_internal.h"

#include <stdio.h>

static int
read_sort(struct profile_table *t, const struct json *sort, const char *label,
    struct err *e)
{
	for (size_t i = 0; i < json_len(sort); i++) {
		const char *name = json_cstr(json_at(sort, i));
		bool down = name[0] == '-';
		size_t c = 0;

		name += down;
		while (c < t->ncolumns && strcmp(t->column[c], name) != 0)
			c++;
		if (c == t->ncolumns || t->nsort == 4)
			return err_set(e, ERR_CONFIG, "%s: table %s cannot be "
			    "sorted by \"%s\": no such column, or more than "
			    "four", label, t->id, name);
		t->sort[t->nsort].column = c;
		t->sort[t->nsort++].descending = down;
	}
	return 0;
}

int
profile_read_table(const struct reading *r, struct profile_table *t,
    const struct json *j, struct err *e)
{
	struct profile *p = r->p;
	const char *label = r->label;
	const struct json *columns = json_get(j, "columns");
	char place[256];
	struct str *expr;

	t->id = profile_keep(p, json_get(j, "id"));
	t->title = profile_keep(p, json_get(j, "title"));
	t->empty = profile_keep(p, json_get(j, "empty"));
	t->collapsed = json_bool(json_get(j, "collapsed"), false);
	t->ncolumns = json_len(columns);
	if (t->id[0] == '\0' || t->title[0] == '\0' || t->ncolumns == 0 ||
	    !json_is_string(json_get(j, "every")))
		return err_set(e, ERR_CONFIG, "%s: a table needs id, title, "
		    "every and columns (table \"%s\")", label, t->id);
	t->column = ARENA_ARRAY(&p->arena, t->ncolumns, const char *);
	expr = ARENA_ARRAY(&p->arena, t->ncolumns, struct str);
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct json *c = json_at(columns, i);

		t->column[i] = profile_keep(p, json_get(c, "title"));
		expr[i] = str_of(profile_keep(p, json_get(c, "value")));
	}
	if (read_sort(t, json_get(j, "sort"), label, e) == -1)
		return -1;
	snprintf(place, sizeof(place), "%s table %s", label, t->id);
	return query_compile(&t->query, r->rules, place,
	    str_of(profile_keep(p, json_get(j, "every"))), expr, t->ncolumns, e);
}
