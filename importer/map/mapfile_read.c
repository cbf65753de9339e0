/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading a mapping file; see mapfile.h. What it says of a matrix:
 * mapfile_matrix.c. Its use: mapfile.c.
 */
#include "importer/map/mapfile_internal.h"

#include <errno.h>

#include "importer/common/date_order.h"
#include "importer/common/delimiter.h"
#include "shared/file/fileio.h"

#define FILE_BYTES ((size_t)1 << 20)

/* ---- columns ---- */

static void
read_headers(struct mapfile_reader *r, const struct json *j,
    struct mapfile_column *c)
{
	const char *one = mapfile_text(r, j, "column");

	c->header = mapfile_texts(r, j, "columns", &c->nheaders);
	if ((one == NULL) == (c->nheaders == 0))
		mapfile_refuse(r, MAPFILE_MSG_NO_COLUMN, MSG_NONE);
	if (one != NULL) {
		c->header = ARENA_NEW(&r->m->arena, const char *);
		c->header[0] = one;
		c->nheaders = 1;
	}
}

static void
read_column(struct mapfile_reader *r, const struct json *j,
    struct mapfile_column *c)
{
	const struct json *ignore = json_get(j, "ignore");
	const char *field;
	bool is_list;

	/* Which columns of the file it is about. */
	mapfile_members(r, j, (const char *const[]){ "column", "columns",
	    "field", "ignore", "values", "split", "join", "note", NULL });
	read_headers(r, j, c);
	if (r->failed)
		return;
	r->where = c->header[0];
	/* What is to be done with them. */
	field = mapfile_text(r, j, "field");
	c->split = mapfile_text(r, j, "split");
	c->join = mapfile_text(r, j, "join");
	mapfile_values(r, j, c);
	/* One of the two must be said: a field, or that there is none. */
	if (ignore != NULL && !json_is_bool(ignore))
		mapfile_refuse(r, MAPFILE_MSG_IGNORE, MSG_NONE);
	if (json_bool(ignore, false) == (field != NULL))
		mapfile_refuse(r, MAPFILE_MSG_FIELD_OR_IGNORE, MSG_NONE);
	c->field = MAPFILE_NO_FIELD;
	if (field == NULL)
		return;
	c->field = (int)mapfile_field(r, field);
	/* Several columns, or parts of one, need a field that takes them. */
	is_list = r->schema->field[c->field].list;
	if (c->nheaders > 1 && c->join == NULL && !is_list)
		c->join = " ";
	if (c->split != NULL && !is_list)
		mapfile_refuse(r, MAPFILE_MSG_SPLIT, VALUES(field));
}

static void
refuse_named_twice(struct mapfile_reader *r)
{
	const struct mapfile *m = r->m;
	const char **name, *twice;
	size_t n = 0;

	for (size_t i = 0; i < m->ncolumns; i++)
		n += m->column[i].nheaders;
	name = ARENA_ARRAY(&r->m->arena, n, const char *);
	n = 0;
	for (size_t i = 0; i < m->ncolumns; i++)
		for (size_t k = 0; k < m->column[i].nheaders; k++)
			name[n++] = m->column[i].header[k];
	twice = mapfile_named_twice(name, n);
	if (twice != NULL)
		mapfile_refuse(r, MAPFILE_MSG_COLUMN_TWICE, VALUES(twice));
}

static void
read_columns(struct mapfile_reader *r, const struct json *root)
{
	const struct json *v = json_get(root, "columns");
	struct mapfile *m = r->m;

	if (v != NULL && !json_is_array(v))
		mapfile_refuse(r, MAPFILE_MSG_COLUMNS, MSG_NONE);
	m->column = ARENA_ARRAY(&m->arena, json_len(v),
	    struct mapfile_column);
	while (m->ncolumns < json_len(v) && !r->failed) {
		r->where = arena_printf(&m->arena, "columns, entry %zu",
		    m->ncolumns + 1);
		read_column(r, json_at(v, m->ncolumns),
		    &m->column[m->ncolumns]);
		m->ncolumns++;
	}
	r->where = "";
	if (!r->failed)
		refuse_named_twice(r);
}

/* ---- values ---- */

static void
read_values(struct mapfile_reader *r, const struct json *root,
    const char *member, bool is_pattern)
{
	const struct json *v = json_get(root, member), *to;
	const char *name;

	r->where = member;
	if (v != NULL && !json_is_object(v))
		mapfile_refuse(r, MAPFILE_MSG_FIELDS, VALUES(is_pattern));
	for (size_t i = 0; json_member(v, i, &name, &to); i++) {
		const char *text = mapfile_keep(r, json_str(to));

		if (!json_is_string(to))
			mapfile_refuse(r, MAPFILE_MSG_FIELD_VALUE,
			    VALUES(name));
		r->m->value[r->m->nvalues++] = (struct mapfile_value){
			mapfile_field(r, name), is_pattern ? NULL : text,
			is_pattern ? text : NULL };
		if (is_pattern && (strchr(text, '*') == NULL ||
		    mapfile_has_two_stars(text)))
			mapfile_refuse(r, MAPFILE_MSG_PATTERN, VALUES(name));
	}
	r->where = "";
}

/* ---- only, except ---- */

static void
read_filter(struct mapfile_reader *r, const char *header,
    const struct json *v, struct mapfile_filter *f)
{
	f->header = mapfile_keep(r, str_of(header));
	if (header[0] == '\0')
		mapfile_refuse(r, MAPFILE_MSG_NO_HEADER, MSG_NONE);
	if (!json_is_array(v) || json_len(v) == 0)
		mapfile_refuse(r, MAPFILE_MSG_NO_LIST, VALUES(header));
	f->word = ARENA_ARRAY(&r->m->arena, json_len(v), struct mapfile_word);
	for (size_t i = 0; i < json_len(v); i++) {
		const struct json *word = json_at(v, i);

		if (!json_is_string(word))
			mapfile_refuse(r, MAPFILE_MSG_LIST_TEXTS,
			    VALUES(header));
		if (mapfile_has_two_stars(json_cstr(word)))
			mapfile_refuse(r, MAPFILE_MSG_LIST_STARS,
			    VALUES(header));
		f->word[f->nwords++] = mapfile_new_word(r, json_str(word),
		    NULL);
	}
}

static void
read_filters(struct mapfile_reader *r, const struct json *root,
    const char *member, bool is_except)
{
	const struct json *v = json_get(root, member), *words;
	const char **name, *header, *twice;
	size_t n = json_len(v);

	if (v == NULL)
		return;
	r->where = member;
	if (!json_is_object(v) || n == 0)
		mapfile_refuse(r, MAPFILE_MSG_FILTERS, MSG_NONE);
	name = ARENA_ARRAY(&r->m->arena, n, const char *);
	for (size_t i = 0; json_member(v, i, &header, &words); i++) {
		struct mapfile_filter *f = &r->m->filter[r->m->nfilters++];

		f->is_except = is_except;
		read_filter(r, header, words, f);
		name[i] = f->header;
	}
	twice = json_is_object(v) ? mapfile_named_twice(name, n) : NULL;
	if (twice != NULL)
		mapfile_refuse(r, MAPFILE_MSG_NAMED_TWICE, VALUES(twice));
	r->where = "";
}

/* ---- how the file is read ---- */

/* Of the file's or the sheet's name. */
static const char *
read_pattern(struct mapfile_reader *r, const struct json *root,
    const char *name)
{
	const char *pattern = mapfile_text(r, root, name);

	if (pattern != NULL && mapfile_has_two_stars(pattern))
		mapfile_refuse(r, MAPFILE_MSG_STARS, VALUES(name));
	return pattern;
}

static void
read_reading(struct mapfile_reader *r, const struct json *root)
{
	const struct json *row = json_get(root, "header_row");
	const char *delimiter = mapfile_text(r, root, "delimiter");
	const char *dates = mapfile_text(r, root, "dates");
	const char *decimal = mapfile_text(r, root, "decimal");
	struct mapfile *m = r->m;

	m->file = read_pattern(r, root, "file");
	m->sheet = read_pattern(r, root, "sheet");
	m->encoding = mapfile_text(r, root, "encoding");
	if (delimiter != NULL)
		m->delimiter = delimiter_of(delimiter);
	if (delimiter != NULL && m->delimiter == '\0')
		mapfile_refuse(r, MAPFILE_MSG_DELIMITER, MSG_NONE);
	if (dates != NULL)
		m->dates = date_order_of(dates);
	if (dates != NULL && m->dates == DATE_ORDER_UNKNOWN)
		mapfile_refuse(r, MAPFILE_MSG_DATES, MSG_NONE);
	if (decimal != NULL && strcmp(decimal, ".") != 0 &&
	    strcmp(decimal, ",") != 0)
		mapfile_refuse(r, MAPFILE_MSG_DECIMAL, MSG_NONE);
	m->decimal = decimal == NULL ? '\0' : decimal[0];
	if (row != NULL && (!json_is_int(row) || json_int(row, 0) < 1))
		mapfile_refuse(r, MAPFILE_MSG_HEADER_ROW, MSG_NONE);
	m->header_row = (uint64_t)json_int(row, 0);
}

static void
read_register(struct mapfile_reader *r, const struct json *root)
{
	const char *version = json_cstr(json_get(root, "preaudit")), *name;
	int reg;

	if (strcmp(version, "mapping/1") != 0)
		mapfile_refuse(r, MAPFILE_MSG_NO_MAPPING, MSG_NONE);
	name = mapfile_text(r, root, "register");
	if (name == NULL) {
		mapfile_refuse(r, MAPFILE_MSG_NO_REGISTER, MSG_NONE);
		return;
	}
	reg = standard_register(r->std, str_of(name));
	if (reg < 0) {
		mapfile_refuse(r, MAPFILE_MSG_REGISTER, VALUES(name,
		    str_near(str_of(name), standard_register_name, r->std,
		    NEAR_QUOTED).text));
		return;
	}
	r->m->reg = (unsigned)reg;
	r->schema = &r->std->reg[reg];
}

static void
read_root(struct mapfile_reader *r, const struct json *root)
{
	struct mapfile *m = r->m;

	mapfile_members(r, root, (const char *const[]){ "preaudit",
	    "register", "note", "file", "sheet", "encoding", "delimiter",
	    "decimal", "dates", "header_row", "columns", "only", "except",
	    "set", "from_file", "unpivot", NULL });
	read_register(r, root);
	/* All else is about its fields. */
	if (r->failed)
		return;
	read_reading(r, root);
	read_columns(r, root);
	m->value = ARENA_ARRAY(&m->arena, json_len(json_get(root, "set")) +
	    json_len(json_get(root, "from_file")), struct mapfile_value);
	read_values(r, root, "set", false);
	read_values(r, root, "from_file", true);
	m->filter = ARENA_ARRAY(&m->arena, json_len(json_get(root, "only")) +
	    json_len(json_get(root, "except")), struct mapfile_filter);
	read_filters(r, root, "only", false);
	read_filters(r, root, "except", true);
	/* It asks what the columns and values above give. */
	if (!r->failed)
		mapfile_read_unpivot(r, root);
}

int
mapfile_load(struct mapfile *m, const char *path, const struct standard *std,
    const struct headers *h, struct err *e)
{
	struct mapfile_reader r = { .m = m, .std = std, .headers = h,
		.where = "", .e = e };
	struct json *root;
	struct err bad;
	struct str text;

	*m = (struct mapfile){ .path = mem_strdup(path) };
	buf_init(&m->bytes, FILE_BYTES);
	if (file_read(path, &m->bytes, e) == -1) {
		/* It is the caller's word, not the machine, that is wrong. */
		e->code = e->sys == ENOENT || e->sys == EISDIR ?
		    ERR_NOT_FOUND : e->code == ERR_LIMIT ? ERR_CONFIG :
		    e->code;
		return -1;
	}
	sha256_hex(m->sha256, buf_view(&m->bytes));
	text = buf_view(&m->bytes);
	/* Editors put it there, and JSON has none. */
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = (struct str){ text.p + 3, text.n - 3 };
	root = json_parse(text, path, e);
	if (root == NULL) {
		bad = *e;
		return err_set(e, bad.code, "%s; a mapping file is JSON, such "
		    "as preaudit-import map --suggest prints", bad.msg);
	}
	read_root(&r, root);
	json_free(root);
	return r.failed ? -1 : 0;
}
