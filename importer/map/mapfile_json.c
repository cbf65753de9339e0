/* SPDX-License-Identifier: Apache-2.0 */
/* Members of a mapping file's objects, read strictly; see mapfile_internal.h. */
#include "importer/map/mapfile_internal.h"

#include "importer/map/map.h"
#include "shared/base/utf8.h"

void
mapfile_refuse(struct mapfile_reader *r, enum mapfile_msg m,
    const struct value *arg, size_t n)
{
	if (r->failed)
		return;
	r->failed = true;
	err_put(r->e, &mapfile_message[m], arg, n);
	if (r->where[0] != '\0')
		err_ctx(r->e, "%s", r->where);
	err_ctx(r->e, "%s", r->m->path);
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
		mapfile_refuse(r, MAPFILE_MSG_NO_OBJECT, MSG_NONE);
	for (size_t i = 0; json_member(j, i, &have, &v); i++) {
		size_t k = 0;

		while (name[k] != NULL && strcmp(have, name[k]) != 0)
			k++;
		if (name[k] == NULL)
			mapfile_refuse(r, MAPFILE_MSG_NO_MEMBER, VALUES(have,
			    str_near(str_of(have), name_at, name,
			    NEAR_QUOTED).text));
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
		mapfile_refuse(r, MAPFILE_MSG_NO_TEXT, VALUES(name));
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
		mapfile_refuse(r, MAPFILE_MSG_NO_TEXTS, VALUES(name));
	return out;
}

unsigned
mapfile_field(struct mapfile_reader *r, const char *name)
{
	int field = map_find_field(r->headers, r->m->reg, str_of(name));

	if (field >= 0)
		return (unsigned)field;
	mapfile_refuse(r, MAPFILE_MSG_NO_FIELD, VALUES(r->schema->name, name,
	    str_near(str_of(name), schema_field_name, r->schema,
	    NEAR_QUOTED).text));
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
		mapfile_refuse(r, MAPFILE_MSG_VALUES, MSG_NONE);
	c->word = ARENA_ARRAY(&r->m->arena, json_len(v), struct mapfile_word);
	for (size_t i = 0; json_member(v, i, &from, &to); i++) {
		if (!json_is_string(to))
			mapfile_refuse(r, MAPFILE_MSG_VALUE, VALUES(from));
		c->word[c->nwords++] = mapfile_new_word(r, str_of(from),
		    mapfile_keep(r, json_str(to)));
	}
}
