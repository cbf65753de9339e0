/* SPDX-License-Identifier: Apache-2.0 */
/* Strict reading of JSON members; see cfg.h. */
#include "shared/model/cfg.h"

#include <stdio.h>

int
cfg_err(const struct cfg *c, const char *fmt, ...)
{
	char text[1000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (c->where[0] == '\0')
		return err_set(c->e, ERR_CONFIG, "%s: %s", c->label, text);
	return err_set(c->e, ERR_CONFIG, "%s: %s: %s", c->label, c->where,
	    text);
}

void
cfg_at(struct cfg *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(c->where, sizeof(c->where), fmt, ap);
	va_end(ap);
}

/* The members an object may have, as candidates for a suggestion. */
struct known {
	const struct cfg_member *m;
	size_t n;
};

static const char *
known_next(const void *ctx, size_t i)
{
	const struct known *k = ctx;

	return i < k->n ? k->m[i].name : NULL;
}

int
cfg_members(const struct cfg *c, const struct json *j,
    const struct cfg_member *m, size_t n)
{
	const struct known known = { m, n };
	const struct json *v;
	const char *name;
	size_t k;

	if (!json_is_object(j))
		return cfg_err(c, "must be an object in braces");
	for (size_t i = 0; json_member(j, i, &name, &v); i++) {
		for (k = 0; k < n && strcmp(m[k].name, name) != 0; k++)
			;
		if (k < n)
			continue;
		return cfg_err(c, "unknown member \"%.60s\"%s", name,
		    str_near(str_of(name), known_next, &known,
		    NEAR_MEANT).text);
	}
	for (k = 0; k < n; k++)
		if (m[k].required && json_get(j, m[k].name) == NULL)
			return cfg_err(c, "member \"%s\" is missing",
			    m[k].name);
	return 0;
}

int
cfg_text(const struct cfg *c, const struct json *j, const char *name,
    const char **out)
{
	const struct json *v = json_get(j, name);
	struct str s;

	*out = NULL;
	if (v == NULL)
		return 0;
	if (!json_is_string(v))
		return cfg_err(c, "\"%s\" must be text", name);
	s = json_str(v);
	if (str_trim(s).n == 0)
		return cfg_err(c, "\"%s\" is empty", name);
	*out = arena_memdup(c->a, s.p, s.n);
	return 0;
}

/* A yes-no member; *out is left alone when it is absent or no flag. */
static int
read_flag(const struct cfg *c, const struct json *j, const char *name,
    bool *out)
{
	const struct json *v = json_get(j, name);

	if (v == NULL)
		return 0;
	if (!json_is_bool(v))
		return cfg_err(c, "\"%s\" must be true or false", name);
	*out = json_bool(v, false);
	return 0;
}

int
cfg_array(const struct cfg *c, const struct json *j, const char *name,
    size_t max, const struct json **out)
{
	const struct json *v = json_get(j, name);

	*out = v;
	if (v == NULL)
		return 0;
	if (!json_is_array(v))
		return cfg_err(c, "\"%s\" must be an array in brackets", name);
	if (json_len(v) > max)
		return cfg_err(c, "\"%s\" has %zu elements; at most %zu are "
		    "allowed", name, json_len(v), max);
	return 0;
}

int
cfg_read(const struct cfg *c, const struct json *j, const struct cfg_member *m,
    size_t n, void *into)
{
	if (cfg_members(c, j, m, n) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		char *at = m[i].at == CFG_IGNORED ? NULL :
		    (char *)into + m[i].at;
		const char *text;
		bool flag;

		if (m[i].kind == CFG_TEXT) {
			if (cfg_text(c, j, m[i].name, &text) == -1)
				return -1;
			if (at != NULL)
				memcpy(at, &text, sizeof(text));
		} else if (m[i].kind == CFG_BOOL &&
		    json_get(j, m[i].name) != NULL) {
			if (read_flag(c, j, m[i].name, &flag) == -1)
				return -1;
			memcpy(at, &flag, sizeof(flag));
		}
	}
	return 0;
}

bool
cfg_is_name(struct str s)
{
	if (s.n == 0 || s.n > CFG_MAX_NAME || s.p[0] < 'a' || s.p[0] > 'z')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char ch = s.p[i];

		if (!(ch >= 'a' && ch <= 'z') && !ascii_is_digit(ch) &&
		    ch != '_')
			return false;
	}
	return true;
}

int
cfg_name(const struct cfg *c, const char *what, struct str name)
{
	if (cfg_is_name(name))
		return 0;
	return cfg_err(c, "\"%.*s\" cannot be %s: small letters, digits and "
	    "_, beginning with a letter, at most %d", STR_ARG(name), what,
	    CFG_MAX_NAME);
}
