/* SPDX-License-Identifier: Apache-2.0 */
/* lists.json: coded lists, each a small table whose rows all look alike. */
#include "shared/model/standard_internal.h"
#include "shared/text/csv.h"

#define MAX_LISTS 200
#define MAX_COLUMNS 50
#define MAX_ROWS 5000

/* An array of words as one cell. */
static int
join_words(const struct json *v, const char **out, struct cfg *c)
{
	struct buf b;
	int status = 0;

	buf_init(&b, STANDARD_MAX_FILE);
	for (size_t i = 0; i < json_len(v) && status == 0; i++) {
		struct str s = json_str(json_at(v, i));

		if (s.n == 0)
			status = cfg_err(c, "element %zu is no text", i + 1);
		for (size_t k = 0; k < i && status == 0; k++)
			if (str_eq(s, json_str(json_at(v, k))))
				status = cfg_err(c, "\"%.*s\" is doubled",
				    STR_ARG(s));
		csv_list_put(&b, s, i == 0);
	}
	if (status == 0)
		*out = arena_memdup(c->a, b.p == NULL ? "" : b.p, b.n);
	buf_fini(&b);
	return status;
}

static int
read_cell(const struct json *v, const char **out, struct cfg *c)
{
	if (json_is_array(v))
		return join_words(v, out, c);
	if (json_is_bool(v))
		*out = json_bool(v, false) ? "yes" : "no";
	else if (json_is_string(v))
		*out = arena_memdup(c->a, json_cstr(v), json_str(v).n);
	else
		return cfg_err(c, "must be text, true or false, or an array "
		    "of words");
	return 0;
}

/* Columns are the members of the first row, "word" first. */
static int
read_columns(struct coded_list *l, const struct json *row, struct cfg *c)
{
	const struct json *v;
	const char *name;

	if (!json_is_object(row) || json_get(row, "word") == NULL)
		return cfg_err(c, "a row is an object with \"word\"");
	if (json_len(row) > MAX_COLUMNS)
		return cfg_err(c, "more than %d members", MAX_COLUMNS);
	l->column = ARENA_ARRAY(c->a, json_len(row), const char *);
	l->column_is_list = ARENA_ARRAY(c->a, json_len(row), bool);
	l->column[l->ncolumns++] = "word";
	for (size_t i = 0; json_member(row, i, &name, &v); i++) {
		if (strcmp(name, "word") == 0)
			continue;
		if (cfg_name(c, "a column", str_of(name)) == -1)
			return -1;
		l->column_is_list[l->ncolumns] = json_is_array(v);
		l->column[l->ncolumns++] = arena_memdup(c->a, name,
		    strlen(name));
	}
	return 0;
}

static int
read_row(struct coded_list *l, const struct json *row, struct cfg *c)
{
	const char **cell = l->cell + l->nrows * l->ncolumns;
	struct cfg_member members[MAX_COLUMNS];

	for (size_t i = 0; i < l->ncolumns; i++)
		members[i] = (struct cfg_member){ l->column[i], true,
			CFG_OTHER, 0 };
	if (cfg_members(c, row, members, l->ncolumns) == -1)
		return -1;
	if (cfg_name(c, "a word", json_str(json_get(row, "word"))) == -1)
		return -1;
	for (size_t i = 0; i < l->ncolumns; i++) {
		const struct json *v = json_get(row, l->column[i]);

		cfg_at(c, "%s.rows[%zu].%s", l->name, l->nrows, l->column[i]);
		if (json_is_array(v) != l->column_is_list[i])
			return cfg_err(c, "must %sbe an array, as in the "
			    "first row", json_is_array(v) ? "not " : "");
		if (read_cell(v, &cell[i], c) == -1)
			return -1;
	}
	for (size_t i = 0; i < l->nrows; i++)
		if (strcmp(l->cell[i * l->ncolumns], cell[0]) == 0)
			return cfg_err(c, "the word \"%s\" is doubled",
			    cell[0]);
	l->nrows++;
	return 0;
}

static int
read_list(struct coded_list *l, const char *name, const struct json *j,
    struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MEMBER(TEXT, coded_list, title, true), CFG_MUST("rows") };
	const struct json *rows;

	cfg_at(c, "%.*s", CFG_MAX_NAME, name);
	if (cfg_name(c, "a list's name", str_of(name)) == -1 ||
	    cfg_read(c, j, members, CFG_COUNT(members), l) == -1 ||
	    cfg_array(c, j, "rows", MAX_ROWS, &rows) == -1)
		return -1;
	if (json_len(rows) == 0)
		return cfg_err(c, "\"rows\" is empty");
	l->name = arena_memdup(c->a, name, strlen(name));
	cfg_at(c, "%s.rows[0]", name);
	if (read_columns(l, json_at(rows, 0), c) == -1)
		return -1;
	l->cell = ARENA_ARRAY(c->a, json_len(rows) * l->ncolumns, const char *);
	for (size_t i = 0; i < json_len(rows); i++) {
		cfg_at(c, "%s.rows[%zu]", name, i);
		if (read_row(l, json_at(rows, i), c) == -1)
			return -1;
	}
	return 0;
}

int
standard_read_lists(struct standard *s, const struct json *j, struct cfg *c)
{
	const struct json *v;
	const char *name;

	if (!json_is_object(j) || json_len(j) > MAX_LISTS)
		return cfg_err(c, "must be an object of at most %d lists",
		    MAX_LISTS);
	s->list = ARENA_ARRAY(c->a, json_len(j), struct coded_list);
	for (; json_member(j, s->nlists, &name, &v); s->nlists++)
		if (read_list(&s->list[s->nlists], name, v, c) == -1)
			return -1;
	return 0;
}
