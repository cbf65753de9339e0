/* SPDX-License-Identifier: Apache-2.0 */
/* JSON reading on jansson; see json.h. The writer is in json_write.c. */
#include "shared/text/json.h"

#include <jansson.h>

#define JSON_MAX_INT 9007199254740991LL

static const json_t *
in(const struct json *j)
{
	return (const json_t *)(const void *)j;
}

static const struct json *
out(const json_t *j)
{
	return (const struct json *)(const void *)j;
}

/* True when every number in the document is an integer we can keep. */
static bool
numbers_fit(json_t *j)
{
	const char *name;
	json_t *v;
	size_t i;

	if (json_is_real(j))
		return false;
	if (json_is_integer(j))
		return json_integer_value(j) <= JSON_MAX_INT &&
		    json_integer_value(j) >= -JSON_MAX_INT;
	json_array_foreach(j, i, v)
		if (!numbers_fit(v))
			return false;
	json_object_foreach(j, name, v)
		if (!numbers_fit(v))
			return false;
	return true;
}

struct json *
json_parse(struct str text, const char *label, struct err *e)
{
	json_error_t je;
	json_t *j;

	j = json_loadb(text.p == NULL ? "" : text.p, text.n,
	    JSON_REJECT_DUPLICATES, &je);
	if (j == NULL) {
		err_set(e, ERR_CONFIG, "%s line %d column %d: %s", label,
		    je.line, je.column, je.text);
		return NULL;
	}
	if (!numbers_fit(j)) {
		json_decref(j);
		err_set(e, ERR_CONFIG, "%s: numbers must be whole and at most "
		    "2^53-1", label);
		return NULL;
	}
	return (struct json *)j;
}

void
json_free(struct json *root)
{
	json_decref((json_t *)root);
}

/* jansson's type tests are macros of the same names. */
#undef json_is_object
#undef json_is_array
#undef json_is_string

static bool
is(const struct json *j, json_type type)
{
	return j != NULL && json_typeof(in(j)) == type;
}

bool
json_is_object(const struct json *j)
{
	return is(j, JSON_OBJECT);
}

bool
json_is_array(const struct json *j)
{
	return is(j, JSON_ARRAY);
}

bool
json_is_string(const struct json *j)
{
	return is(j, JSON_STRING);
}

bool
json_is_int(const struct json *j)
{
	return is(j, JSON_INTEGER);
}

bool
json_is_bool(const struct json *j)
{
	return is(j, JSON_TRUE) || is(j, JSON_FALSE);
}

struct str
json_str(const struct json *j)
{
	if (!is(j, JSON_STRING))
		return STR("");
	return (struct str){ json_string_value(in(j)),
		json_string_length(in(j)) };
}

const char *
json_cstr(const struct json *j)
{
	return json_str(j).p;
}

int64_t
json_int(const struct json *j, int64_t otherwise)
{
	return is(j, JSON_INTEGER) ? json_integer_value(in(j)) : otherwise;
}

bool
json_bool(const struct json *j, bool otherwise)
{
	return json_is_bool(j) ? is(j, JSON_TRUE) : otherwise;
}

size_t
json_len(const struct json *j)
{
	if (is(j, JSON_ARRAY))
		return json_array_size(in(j));
	return is(j, JSON_OBJECT) ? json_object_size(in(j)) : 0;
}

const struct json *
json_at(const struct json *j, size_t i)
{
	return is(j, JSON_ARRAY) ? out(json_array_get(in(j), i)) : NULL;
}

const struct json *
json_get(const struct json *j, const char *name)
{
	return is(j, JSON_OBJECT) ? out(json_object_get(in(j), name)) : NULL;
}

bool
json_member(const struct json *j, size_t i, const char **name,
    const struct json **value)
{
	json_t *o = (json_t *)(uintptr_t)(const void *)j;
	void *it;

	if (!is(j, JSON_OBJECT))
		return false;
	it = json_object_iter(o);
	while (it != NULL && i-- > 0)
		it = json_object_iter_next(o, it);
	if (it == NULL)
		return false;
	*name = json_object_iter_key(it);
	*value = out(json_object_iter_value(it));
	return true;
}
