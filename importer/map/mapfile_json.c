/* SPDX-License-Identifier: Apache-2.0 */
/* Members of a mapping file's objects, read strictly; see mapfile_internal.h. */
#include "importer/map/mapfile_internal.h"

#include <stdarg.h>
#include <stdio.h>

#include "importer/map/map.h"
#include "shared/base/utf8.h"

void
mapfile_refuse(struct mapfile_reader *r, const char *fmt, ...)
{
	char text[sizeof(r->e->msg)];
	va_list ap;

	if (r->failed)
		return;
	r->failed = true;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	err_set(r->e, ERR_CONFIG, "%s: %s%s%s", r->m->path, r->where,
	    r->where[0] == '\0' ? "" : ": ", text);
}

const char *
mapfile_near(struct mapfile_reader *r, const char *name,
    const char *(*next)(const void *, size_t), const void *ctx)
{
	const char *near = str_suggest(str_of(name), next, ctx);

	return near == NULL ? "" : arena_printf(&r->m->arena,
	    "; did you mean \"%s\"?", near);
}

static const char *
name_at(const void *ctx, size_t i)
{
	const char *const *name = ctx;

	return name[i];
}

void
mapfile_members(struct mapfile_reader *r, const struct json *j,
    const char *const *name)
{
	const struct json *v;
	const char *have;

	if (!json_is_object(j))
		mapfile_refuse(r, "expected an object");
	for (size_t i = 0; json_member(j, i, &have, &v); i++) {
		size_t k = 0;

		while (name[k] != NULL && strcmp(have, name[k]) != 0)
			k++;
		if (name[k] == NULL)
			mapfile_refuse(r, "there is no member \"%s\"%s", have,
			    mapfile_near(r, have, name_at, name));
	}
}

const char *
mapfile_keep(struct mapfile_reader *r, struct str s)
{
	return arena_memdup(&r->m->arena, s.p, s.n);
}

const char *
mapfile_text(struct mapfile_reader *r, const struct json *j, const char *name)
{
	const struct json *v = json_get(j, name);

	if (v == NULL)
		return NULL;
	if (json_str(v).n == 0)
		mapfile_refuse(r, "\"%s\" must be a text, and not empty",
		    name);
	return mapfile_keep(r, json_str(v));
}

const char **
mapfile_texts(struct mapfile_reader *r, const struct json *j,
    const char *name, size_t *n)
{
	const struct json *v = json_get(j, name);
	const char **out = ARENA_ARRAY(&r->m->arena, json_len(v),
	    const char *);
	bool is_right = v == NULL || json_is_array(v);

	for (*n = 0; *n < json_len(v); (*n)++) {
		const struct json *text = json_at(v, *n);

		is_right = is_right && json_is_string(text);
		out[*n] = mapfile_keep(r, json_str(text));
	}
	if (!is_right)
		mapfile_refuse(r, "\"%s\" must be a list of texts", name);
	return out;
}

unsigned
mapfile_field(struct mapfile_reader *r, const char *name)
{
	int field = map_find_field(r->headers, r->m->reg, str_of(name));

	if (field >= 0)
		return (unsigned)field;
	mapfile_refuse(r, "%s has no field \"%s\"%s", r->schema->name, name,
	    mapfile_near(r, name, schema_field_name, r->schema));
	return 0;
}

struct mapfile_word
mapfile_new_word(struct mapfile_reader *r, struct str from, const char *to)
{
	struct mapfile_word w = { .from = mapfile_keep(r, from), .to = to };
	struct buf folded;

	buf_init(&folded, BUF_MAX_DEFAULT);
	utf8_fold(&folded, from);
	w.folded = mapfile_keep(r, buf_view(&folded));
	buf_fini(&folded);
	return w;
}

void
mapfile_values(struct mapfile_reader *r, const struct json *j,
    struct mapfile_column *c)
{
	const struct json *v = json_get(j, "values"), *to;
	const char *from;

	if (v != NULL && !json_is_object(v))
		mapfile_refuse(r, "\"values\" must be an object: what the "
		    "cell says, and what is meant");
	c->word = ARENA_ARRAY(&r->m->arena, json_len(v), struct mapfile_word);
	for (size_t i = 0; json_member(v, i, &from, &to); i++) {
		if (!json_is_string(to))
			mapfile_refuse(r, "the value of \"%s\" must be a "
			    "text (\"\" for nothing)", from);
		c->word[c->nwords++] = mapfile_new_word(r, str_of(from),
		    mapfile_keep(r, json_str(to)));
	}
}
