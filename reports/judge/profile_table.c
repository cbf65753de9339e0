/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of a profile's sections: queries, their columns and order. */
#include "reports/judge/profile_internal.h"

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

static struct str
text_of(const struct reading *r, const struct json *j, const char *name)
{
	return str_of(profile_keep(r->p, json_get(j, name)));
}

/* "matrix": {"every", "title", "value" [, "when"]} */
static int
read_matrix(const struct reading *r, struct profile_table *t,
    const struct json *j, struct str every, const char *place, struct err *e)
{
	struct str over = text_of(r, j, "every");
	struct str expr[] = { text_of(r, j, "title"), text_of(r, j, "value"),
		text_of(r, j, "when") };
	const char *both;

	if (j == NULL)
		return 0;
	if (over.n == 0 || expr[0].n == 0 || expr[1].n == 0)
		return err_set(e, ERR_CONFIG, "%s: a matrix needs every, "
		    "title and value", place);
	t->matrix.has_when = expr[2].n > 0;
	both = arena_printf(&r->p->arena, "%s, %s", every.p, over.p);
	/* Alone first: the columns must not depend on the row. */
	if (query_compile(&t->matrix.columns, r->rules, &(struct query_text){
	    place, over, expr, 1 }, e) == -1)
		return -1;
	return query_compile(&t->matrix.cells, r->rules, &(struct query_text){
	    place, str_of(both), expr, t->matrix.has_when ? 3 : 2 }, e);
}

/* "buckets": {"limits": [30, 90], "unit": "days"}; columns are word, number. */
static int
read_buckets(const struct reading *r, struct profile_table *t,
    const struct json *j, const char *place, struct err *e)
{
	const struct json *limits = json_get(j, "limits");
	int64_t last = INT64_MIN;

	if (j == NULL)
		return 0;
	t->buckets.unit = profile_keep(r->p, json_get(j, "unit"));
	t->buckets.n = json_len(limits);
	t->buckets.limit = ARENA_ARRAY(&r->p->arena, t->buckets.n, int64_t);
	for (size_t i = 0; i < t->buckets.n; i++) {
		t->buckets.limit[i] = json_int(json_at(limits, i), INT64_MIN);
		if (t->buckets.limit[i] <= last)
			return err_set(e, ERR_CONFIG, "%s: the limits of "
			    "buckets are numbers in ascending order", place);
		last = t->buckets.limit[i];
	}
	if (t->buckets.n == 0 || t->ncolumns != 2 ||
	    query_type(t->query, 1) != CELL_NUMBER)
		return err_set(e, ERR_CONFIG, "%s: buckets need limits, and "
		    "two columns: a word, and a number", place);
	return 0;
}

int
profile_read_table(const struct reading *r, struct profile_table *t,
    const struct json *j, struct err *e)
{
	struct profile *p = r->p;
	const char *label = r->label;
	const struct json *columns = json_get(j, "columns");
	struct str *expr, every;
	char place[256];

	/* What it is called, and what must be there. */
	t->id = profile_keep(p, json_get(j, "id"));
	t->title = profile_keep(p, json_get(j, "title"));
	t->empty = profile_keep(p, json_get(j, "empty"));
	t->collapsed = json_bool(json_get(j, "collapsed"), false);
	t->in_status = json_bool(json_get(j, "status"), false);
	t->ncolumns = json_len(columns);
	if (t->id[0] == '\0' || t->title[0] == '\0' || t->ncolumns == 0 ||
	    !json_is_string(json_get(j, "every")))
		return err_set(e, ERR_CONFIG, "%s: a table needs id, title, "
		    "every and columns (table \"%s\")", label, t->id);
	/* Titles and expressions of its columns. */
	t->column = ARENA_ARRAY(&p->arena, t->ncolumns, const char *);
	t->round = ARENA_ARRAY(&p->arena, t->ncolumns, bool);
	expr = ARENA_ARRAY(&p->arena, t->ncolumns, struct str);
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct json *c = json_at(columns, i);

		t->column[i] = profile_keep(p, json_get(c, "title"));
		t->round[i] = json_bool(json_get(c, "round"), false);
		expr[i] = text_of(r, c, "value");
	}
	/* The query, and what is made of its rows. */
	snprintf(place, sizeof(place), "%s table %s", label, t->id);
	every = text_of(r, j, "every");
	if (query_compile(&t->query, r->rules, &(struct query_text){ place,
	    every, expr, t->ncolumns }, e) == -1)
		return -1;
	if (t->in_status && (json_get(j, "matrix") != NULL ||
	    json_get(j, "buckets") != NULL))
		return err_set(e, ERR_CONFIG, "%s: the status has no matrix "
		    "and no buckets", place);
	if (read_matrix(r, t, json_get(j, "matrix"), every, place, e) == -1 ||
	    read_buckets(r, t, json_get(j, "buckets"), place, e) == -1)
		return -1;
	return read_sort(t, json_get(j, "sort"), label, e);
}
