/* SPDX-License-Identifier: Apache-2.0 */
/* Dates that a profile names, and what it says of records in a few fields. */
#include "reports/judge/profile_internal.h"

#include <stdio.h>

/* Compiles one expression without a variable. */
static struct query *
profile_value(const struct reading *r, const struct json *j,
    const char *what, struct err *e)
{
	struct str expr = str_of(profile_keep(r->p, j));
	struct query *q = NULL;
	char place[256];

	snprintf(place, sizeof(place), "%s %s", r->label, what);
	if (query_compile(&q, r->rules, &(struct query_text){ place, STR(""),
	    &expr, 1 }, e) == -1)
		return NULL;
	return q;
}

/* "NAME": {"latest"|"earliest": [EXPR, ...]} */
static int
read_date(const struct reading *r, struct profile_date *d, const char *name,
    const struct json *j, struct err *e)
{
	const struct json *latest = json_get(j, "latest");
	const struct json *exprs = latest != NULL ? latest :
	    json_get(j, "earliest");

	d->name = arena_memdup(&r->p->arena, name, strlen(name));
	d->latest = latest != NULL;
	d->n = json_len(exprs);
	d->query = ARENA_ARRAY(&r->p->arena, d->n, struct query *);
	if (!json_is_array(exprs) || d->n == 0)
		return err_set(e, ERR_CONFIG, "%s: the date \"%s\" needs "
		    "\"latest\" or \"earliest\" with expressions", r->label,
		    name);
	for (size_t i = 0; i < d->n; i++) {
		d->query[i] = profile_value(r, json_at(exprs, i), name, e);
		if (d->query[i] == NULL)
			return -1;
		if (query_type(d->query[i], 0) != CELL_DATE)
			return err_set(e, ERR_CONFIG, "%s: expression %zu of "
			    "\"%s\" is no date", r->label, i + 1, name);
	}
	return 0;
}

int
profile_read_dates(const struct reading *r, const struct json *j,
    struct err *e)
{
	struct profile *p = r->p;
	const struct json *value;
	const char *name;

	p->date = ARENA_ARRAY(&p->arena, json_len(j), struct profile_date);
	while (json_is_object(j) && json_member(j, p->ndates, &name, &value))
		if (read_date(r, &p->date[p->ndates++], name, value, e) == -1)
			return -1;
	return 0;
}

const char **
profile_texts(struct profile *p, const struct json *list, size_t *n)
{
	const char **text = ARENA_ARRAY(&p->arena, json_len(list),
	    const char *);

	for (*n = 0; *n < json_len(list); ++*n)
		text[*n] = profile_keep(p, json_at(list, *n));
	return text;
}

static bool
keep_date(void *ctx, const struct str *cell, size_t n)
{
	(void)n;
	if (!date_parse_iso(cell[0], ctx))
		*(int32_t *)ctx = DATE_NONE;
	return true;
}

static const char *
date_name(const void *profile, size_t i)
{
	const struct profile *p = profile;

	return i < p->ndates ? p->date[i].name : NULL;
}

const struct profile_date *
profile_date(const struct profile *p, struct str name, struct err *e)
{
	for (size_t i = 0; i < p->ndates; i++)
		if (str_is(name, p->date[i].name))
			return &p->date[i];
	err_set(e, ERR_USAGE, "\"%.*s\" is neither a date like 2026-09-30 nor "
	    "one that the profile %s names%s", STR_ARG(name), p->name,
	    str_near(name, date_name, p, NEAR_PLAIN).text);
	return NULL;
}

int
profile_date_of(const struct profile_date *d, const struct dataset *data,
    int32_t as_of, int32_t *day, struct err *e)
{
	*day = DATE_NONE;
	for (size_t i = 0; i < d->n; i++) {
		int32_t one = DATE_NONE;

		if (query_run(d->query[i], data, as_of, keep_date, &one,
		    e) == -1)
			return -1;
		if (one != DATE_NONE && (*day == DATE_NONE ||
		    (d->latest ? one > *day : one < *day)))
			*day = one;
	}
	return 0;
}
