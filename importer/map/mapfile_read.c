/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading a mapping file; see mapfile.h. What it says of rows and of a matrix:
 * mapfile_rows.c. Its use: mapfile.c.
 */
#include "importer/map/mapfile_internal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "importer/common/date_order.h"
#include "importer/common/delimiter.h"
#include "importer/map/map.h"
#include "shared/base/utf8.h"
#include "shared/file/fileio.h"

#define FILE_BYTES ((size_t)1 << 20)

int
mf_refuse(struct mf_reader *r, const char *fmt, ...)
{
	char text[800];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return err_set(r->e, ERR_CONFIG, "%s: %s%s%s", r->m->path, r->where,
	    r->where[0] == '\0' ? "" : ": ", text);
}

/* ---- members ---- */

struct member_names {
	const char *const *name;
	size_t n;
};

static const char *
name_at(const void *ctx, size_t i)
{
	const struct member_names *n = ctx;

	return i < n->n ? n->name[i] : NULL;
}

int
mf_members(struct mf_reader *r, const struct json *j,
    const char *const *name, size_t n)
{
	struct member_names all = { name, n };
	const struct json *v;
	const char *have;

	if (!json_is_object(j))
		return mf_refuse(r, "expected an object");
	for (size_t i = 0; json_member(j, i, &have, &v); i++) {
		const char *near;
		bool known = false;

		for (size_t k = 0; k < n; k++)
			known = known || strcmp(have, name[k]) == 0;
		if (known)
			continue;
		near = str_suggest(str_of(have), name_at, &all);
		return mf_refuse(r, "there is no member \"%s\"%s%s%s", have,
		    near == NULL ? "" : "; did you mean \"",
		    near == NULL ? "" : near, near == NULL ? "" : "\"?");
	}
	return 0;
}

const char *
mf_keep(struct mf_reader *r, struct str s)
{
	return arena_memdup(&r->m->arena, s.p, s.n);
}

int
mf_text(struct mf_reader *r, const struct json *j,
    const char *name, const char **out)
{
	const struct json *v = json_get(j, name);

	*out = NULL;
	if (v == NULL)
		return 0;
	if (!json_is_string(v) || json_str(v).n == 0)
		return mf_refuse(r, "\"%s\" must be a text, and not empty",
		    name);
	*out = mf_keep(r, json_str(v));
	return 0;
}

int
mf_texts(struct mf_reader *r, const struct json *j,
    const char *name, const char ***out, size_t *n)
{
	const struct json *v = json_get(j, name);

	*n = 0;
	if (v == NULL)
		return 0;
	if (!json_is_array(v))
		return mf_refuse(r, "\"%s\" must be a list of texts", name);
	*out = ARENA_ARRAY(&r->m->arena, json_len(v), const char *);
	for (size_t i = 0; i < json_len(v); i++) {
		if (!json_is_string(json_at(v, i)))
			return mf_refuse(r, "\"%s\" must be a list of texts",
			    name);
		(*out)[(*n)++] = mf_keep(r, json_str(json_at(v, i)));
	}
	return 0;
}

int
mf_field(struct mf_reader *r, const char *name, int *field)
{
	const struct schema *s = &r->std->reg[r->m->reg];
	const char *near;

	*field = map_find_field(r->headers, r->m->reg, str_of(name));
	if (*field >= 0)
		return 0;
	near = str_suggest(str_of(name), schema_field_name, s);
	return mf_refuse(r, "%s has no field \"%s\"%s%s%s", s->name, name,
	    near == NULL ? "" : "; did you mean \"",
	    near == NULL ? "" : near, near == NULL ? "" : "\"?");
}

/* ---- columns ---- */

struct mapfile_word
mf_word(struct mf_reader *r, struct str from, const char *to)
{
	struct mapfile_word w = { .from = mf_keep(r, from), .to = to };
	struct buf folded;

	buf_init(&folded, BUF_MAX_DEFAULT);
	utf8_fold(&folded, from);
	w.folded = mf_keep(r, buf_view(&folded));
	buf_fini(&folded);
	return w;
}

int
mf_values(struct mf_reader *r, const struct json *j,
    struct mapfile_column *c)
{
	const struct json *v = json_get(j, "values"), *to;
	const char *from;

	if (v == NULL)
		return 0;
	if (!json_is_object(v))
		return mf_refuse(r, "\"values\" must be an object: what the "
		    "cell says, and what is meant");
	c->word = ARENA_ARRAY(&r->m->arena, json_len(v), struct mapfile_word);
	for (size_t i = 0; json_member(v, i, &from, &to); i++) {
		if (!json_is_string(to))
			return mf_refuse(r, "the value of \"%s\" must be a "
			    "text (\"\" for nothing)", from);
		c->word[c->nwords++] = mf_word(r, str_of(from),
		    mf_keep(r, json_str(to)));
	}
	return 0;
}

static int
take_headers(struct mf_reader *r, const struct json *j,
    struct mapfile_column *c)
{
	const char *one;

	if (mf_text(r, j, "column", &one) == -1 ||
	    mf_texts(r, j, "columns", &c->header, &c->nheaders) == -1)
		return -1;
	if ((one == NULL) == (c->nheaders == 0))
		return mf_refuse(r, "it names \"column\" (one) or \"columns\" "
		    "(several that make one field)");
	if (one != NULL) {
		c->header = ARENA_ARRAY(&r->m->arena, 1, const char *);
		c->header[c->nheaders++] = one;
	}
	return 0;
}

static int
take_column(struct mf_reader *r, const struct json *j, struct mapfile_column *c)
{
	const struct json *ignore = json_get(j, "ignore");
	const char *field;

	if (MF_ONLY(r, j, "column", "columns", "field", "ignore", "values",
	    "split", "join", "note") == -1 || take_headers(r, j, c) == -1)
		return -1;
	r->where = c->header[0];
	if (mf_text(r, j, "field", &field) == -1 ||
	    mf_text(r, j, "split", &c->split) == -1 ||
	    mf_text(r, j, "join", &c->join) == -1 ||
	    mf_values(r, j, c) == -1)
		return -1;
	c->field = MAPFILE_NO_FIELD;
	if (ignore != NULL && !json_is_bool(ignore))
		return mf_refuse(r, "\"ignore\" must be true or false");
	if (json_bool(ignore, false) == (field != NULL))
		return mf_refuse(r, "say which \"field\" it is, or \"ignore\": "
		    "true");
	if (field == NULL)
		return 0;
	if (mf_field(r, field, &c->field) == -1)
		return -1;
	if (c->nheaders > 1 && c->join == NULL &&
	    !r->std->reg[r->m->reg].field[c->field].list)
		c->join = " ";
	if (c->split != NULL && !r->std->reg[r->m->reg].field[c->field].list)
		return mf_refuse(r, "\"split\": %s is not a list", field);
	return 0;
}

static int
take_columns(struct mf_reader *r, const struct json *root)
{
	const struct json *v = json_get(root, "columns");
	const char **name, *twice;
	size_t n = 0;

	if (v != NULL && !json_is_array(v))
		return mf_refuse(r, "\"columns\" must be a list");
	r->m->column = ARENA_ARRAY(&r->m->arena, json_len(v),
	    struct mapfile_column);
	for (size_t i = 0; i < json_len(v); i++) {
		r->where = arena_printf(&r->m->arena, "columns, entry %zu",
		    i + 1);
		if (take_column(r, json_at(v, i), &r->m->column[i]) == -1)
			return -1;
		n += r->m->column[i].nheaders;
		r->m->ncolumns++;
	}
	r->where = "";
	name = ARENA_ARRAY(&r->m->arena, n, const char *);
	n = 0;
	for (size_t i = 0; i < r->m->ncolumns; i++)
		for (size_t k = 0; k < r->m->column[i].nheaders; k++)
			name[n++] = r->m->column[i].header[k];
	twice = mapfile_named_twice(name, n);
	return twice == NULL ? 0 : mf_refuse(r, "\"columns\" names \"%s\" "
	    "twice", twice);
}

/* ---- values ---- */

static int
take_values(struct mf_reader *r, const struct json *root, const char *member,
    bool from_name)
{
	const struct json *v = json_get(root, member), *to;
	const char *name, *star;
	int field;

	r->where = member;
	if (v != NULL && !json_is_object(v))
		return mf_refuse(r, "expected an object: fields and their %s",
		    from_name ? "patterns" : "values");
	for (size_t i = 0; json_member(v, i, &name, &to); i++) {
		if (!json_is_string(to))
			return mf_refuse(r, "the value of %s must be a text",
			    name);
		if (mf_field(r, name, &field) == -1)
			return -1;
		star = strchr(json_cstr(to), '*');
		if (from_name && (star == NULL || strchr(star + 1, '*') !=
		    NULL))
			return mf_refuse(r, "%s: a pattern for the file's name "
			    "has one '*', such as \"completion-*.csv\"", name);
		r->m->value[r->m->nvalues++] = (struct mapfile_value){
			(unsigned)field, from_name ? NULL : mf_keep(r,
			json_str(to)), from_name ? mf_keep(r, json_str(to)) :
			NULL };
	}
	r->where = "";
	return 0;
}

static int
take_all_values(struct mf_reader *r, const struct json *root)
{
	size_t n = json_len(json_get(root, "set")) +
	    json_len(json_get(root, "from_file"));

	r->m->value = ARENA_ARRAY(&r->m->arena, n, struct mapfile_value);
	return take_values(r, root, "set", false) == -1 ||
	    take_values(r, root, "from_file", true) == -1 ? -1 : 0;
}

/* ---- how the file is read ---- */

static int
check_pattern(struct mf_reader *r, const char *name, const char *pattern)
{
	const char *star = pattern == NULL ? NULL : strchr(pattern, '*');

	if (star == NULL || strchr(star + 1, '*') == NULL)
		return 0;
	return mf_refuse(r, "\"%s\" has at most one '*'", name);
}

static int
take_reading(struct mf_reader *r, const struct json *root)
{
	const struct json *row = json_get(root, "header_row");
	const char *delimiter, *dates, *decimal;
	struct mapfile *m = r->m;

	if (mf_text(r, root, "file", &m->file) == -1 ||
	    mf_text(r, root, "sheet", &m->sheet) == -1 ||
	    mf_text(r, root, "encoding", &m->encoding) == -1 ||
	    mf_text(r, root, "delimiter", &delimiter) == -1 ||
	    mf_text(r, root, "dates", &dates) == -1 ||
	    mf_text(r, root, "decimal", &decimal) == -1)
		return -1;
	if (check_pattern(r, "file", m->file) == -1 ||
	    check_pattern(r, "sheet", m->sheet) == -1)
		return -1;
	if (delimiter != NULL)
		m->delimiter = delimiter_of(delimiter);
	if (delimiter != NULL && m->delimiter == '\0')
		return mf_refuse(r, "\"delimiter\" is comma, semicolon, tab or "
		    "bar");
	if (dates != NULL)
		m->dates = date_order_of(dates);
	if (dates != NULL && m->dates == DATE_ORDER_UNKNOWN)
		return mf_refuse(r, "\"dates\" is dmy, mdy or ymd");
	if (decimal != NULL && strcmp(decimal, ".") != 0 &&
	    strcmp(decimal, ",") != 0)
		return mf_refuse(r, "\"decimal\" is \".\" or \",\"");
	m->decimal = decimal == NULL ? '\0' : decimal[0];
	if (row != NULL && (!json_is_int(row) || json_int(row, 0) < 1))
		return mf_refuse(r, "\"header_row\" is a row number, from 1");
	m->header_row = (uint64_t)json_int(row, 0);
	return 0;
}

static int
take_register(struct mf_reader *r, const struct json *root)
{
	const char *version = json_cstr(json_get(root, "preaudit"));
	const char *name, *near;
	int reg;

	if (strcmp(version, "mapping/1") != 0)
		return mf_refuse(r, "it is no mapping file: the member "
		    "\"preaudit\" must be \"mapping/1\"");
	if (mf_text(r, root, "register", &name) == -1)
		return -1;
	if (name == NULL)
		return mf_refuse(r, "\"register\" is missing: which register "
		    "the file is of");
	reg = standard_register(r->std, str_of(name));
	if (reg < 0) {
		near = str_suggest(str_of(name), standard_register_name,
		    r->std);
		return mf_refuse(r, "there is no register \"%s\"%s%s%s", name,
		    near == NULL ? "" : "; did you mean \"",
		    near == NULL ? "" : near, near == NULL ? "" : "\"?");
	}
	r->m->reg = (unsigned)reg;
	return 0;
}

static int
take_root(struct mf_reader *r, const struct json *root)
{
	if (MF_ONLY(r, root, "preaudit", "register", "note", "file", "sheet",
	    "encoding", "delimiter", "decimal", "dates", "header_row",
	    "columns", "only", "except", "set", "from_file",
	    "unpivot") == -1 ||
	    take_register(r, root) == -1 || take_reading(r, root) == -1 ||
	    take_columns(r, root) == -1 || take_all_values(r, root) == -1)
		return -1;
	return mf_filters(r, root) == -1 || mf_unpivot(r, root) == -1 ? -1 : 0;
}

int
mapfile_load(struct mapfile *m, const char *path, const struct standard *std,
    const struct headers *h, struct err *e)
{
	struct mf_reader r = { .m = m, .std = std, .headers = h, .where = "",
		.e = e };
	struct json *root;
	struct err bad;
	struct str text;
	int status;

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
	status = take_root(&r, root);
	json_free(root);
	return status;
}
