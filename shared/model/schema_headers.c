/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the columns of a register are headed: aliases by language, aliases with
 * a turned meaning, columns that make a value together, and what decides a
 * header that can mean different things.
 */
#include "shared/model/schema_internal.h"

/* "en", "pt", "zh-hant": what a language may be called. */
static bool
is_language(const char *z)
{
	size_t n = strlen(z);

	if (n < 2 || n > 12 || z[0] == '-' || z[n - 1] == '-')
		return false;
	for (size_t i = 0; i < n; i++)
		if (!ascii_is_alpha(z[i]) && z[i] != '-')
			return false;
	return true;
}

/* The headers of an object of languages, how many; 0 when it is absent. */
static int
count_headers(const struct json *own, const char *name, size_t *n,
    struct cfg *c)
{
	const struct json *object = json_get(own, name), *v;
	const char *lang;

	if (object == NULL)
		return 0;
	if (!json_is_object(object))
		return cfg_err(c, "\"%s\" must be an object of languages",
		    name);
	for (size_t i = 0; json_member(object, i, &lang, &v); i++) {
		if (!is_language(lang))
			return cfg_err(c, "\"%.60s\" is no language such as "
			    "\"en\"", lang);
		if (!json_is_array(v))
			return cfg_err(c, "%s \"%s\" must be an array of "
			    "headers", name, lang);
		*n += json_len(v);
	}
	return *n <= SCHEMA_MAX_ALIASES ? 0 : cfg_err(c, "more than %d "
	    "aliases", SCHEMA_MAX_ALIASES);
}

/* Appends them; room is made before. */
static int
add_headers(struct field_alias *alias, size_t *n, const struct json *own,
    const char *name, struct cfg *c)
{
	const struct json *object = json_get(own, name), *v;
	const char *lang;

	for (size_t i = 0; json_member(object, i, &lang, &v); i++) {
		size_t from = *n;

		lang = arena_memdup(c->a, lang, strlen(lang));
		for (size_t k = 0; k < json_len(v); k++) {
			struct str s = json_str(json_at(v, k));

			if (str_trim(s).n == 0)
				return cfg_err(c, "%s \"%s\": header %zu is no "
				    "text", name, lang, k + 1);
			for (size_t p = from; p < *n; p++)
				if (str_is(s, alias[p].header))
					return cfg_err(c, "%s \"%s\": the "
					    "header \"%.*s\" is doubled", name,
					    lang, STR_ARG(s));
			alias[(*n)++] = (struct field_alias){ lang,
				arena_memdup(c->a, s.p, s.n) };
		}
	}
	return 0;
}

/* "A + B": at least two parts, none empty. */
static int
check_joined(const struct field *f, struct cfg *c)
{
	for (size_t i = 0; i < f->naliases; i++) {
		struct str rest = str_of(f->alias[i].header), part;
		size_t n = 0;

		if (field_alias_kind(f, i) != ALIAS_JOINED)
			continue;
		while (str_next(&rest, '+', &part)) {
			n++;
			if (str_trim(part).n == 0)
				n = SCHEMA_MAX_JOINED + 1;
		}
		if (n < 2 || n > SCHEMA_MAX_JOINED)
			return cfg_err(c, "joined \"%s\" must be 2 to %d "
			    "headers with + between them", f->alias[i].header,
			    SCHEMA_MAX_JOINED);
	}
	return 0;
}

static int
parse_texts(const struct json *j, const char *name, const char ***text,
    size_t *n, struct cfg *c)
{
	const struct json *list;

	if (cfg_array(c, j, name, SCHEMA_MAX_ALIASES, &list) == -1)
		return -1;
	*text = ARENA_ARRAY(c->a, json_len(list), const char *);
	for (size_t i = 0; i < json_len(list); i++) {
		struct str s = json_str(json_at(list, i));

		if (str_trim(s).n == 0)
			return cfg_err(c, "context \"%s\": element %zu is no "
			    "text", name, i + 1);
		(*text)[(*n)++] = arena_memdup(c->a, s.p, s.n);
	}
	return 0;
}

static int
parse_context(struct field *f, const struct json *own, struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MUST("headers"), CFG_MAY("with"), CFG_MAY("without") };
	const struct json *list;

	if (cfg_array(c, own, "context", SCHEMA_MAX_ALIASES, &list) == -1)
		return -1;
	f->context = ARENA_ARRAY(c->a, json_len(list), struct field_context);
	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *j = json_at(list, i);
		struct field_context *x = &f->context[f->ncontexts++];

		*x = (struct field_context){ .nheaders = 0 };
		if (cfg_members(c, j, members, 3) == -1 ||
		    parse_texts(j, "headers", &x->header, &x->nheaders, c) ==
		    -1 || parse_texts(j, "with", &x->with, &x->nwith, c) ==
		    -1 || parse_texts(j, "without", &x->without, &x->nwithout,
		    c) == -1)
			return -1;
		if (x->nheaders == 0 || x->nwith + x->nwithout == 0)
			return cfg_err(c, "a \"context\" needs \"headers\" and "
			    "one of \"with\" and \"without\"");
	}
	return 0;
}

/* Other units that a parenthesis in the header may name. */
static int
parse_units(struct field *f, const struct json *own, struct cfg *c)
{
	const struct json *units = json_get(own, "units"), *v;
	const char *hint;

	if (units == NULL)
		return 0;
	if (!json_is_object(units) || f->type != FIELD_NUMBER)
		return cfg_err(c, "\"units\" must be an object, and is only "
		    "for numbers");
	f->unit = ARENA_ARRAY(c->a, json_len(units), struct field_unit);
	for (size_t i = 0; json_member(units, i, &hint, &v); i++) {
		int64_t n = json_int(v, 0);

		if (n < 2 || n > 1000000)
			return cfg_err(c, "unit \"%.60s\" needs how many of "
			    "them are one of the field's own, 2 to 1000000",
			    hint);
		f->unit[f->nunits++] = (struct field_unit){
			arena_memdup(c->a, hint, strlen(hint)), (unsigned)n };
	}
	return 0;
}

int
schema_headers_parse(struct field *f, const struct json *own, struct cfg *c)
{
	static const char *const kind[] = { "aliases", "reversed", "joined" };
	const char *choose;
	size_t n = 0, added[3];

	/* Which members the type of the field allows. */
	if (json_get(own, "reversed") != NULL && f->type != FIELD_YESNO)
		return cfg_err(c, "\"reversed\" is only for fields of type "
		    "yes-no");
	if (json_get(own, "joined") != NULL && (f->list ||
	    (f->type != FIELD_TEXT && f->type != FIELD_REF)))
		return cfg_err(c, "\"joined\" is only for single texts and "
		    "refs");
	if (cfg_text(c, own, "choose", &choose) == -1 ||
	    parse_units(f, own, c) == -1)
		return -1;
	if (f->joined_with != NULL && json_get(own, "joined") == NULL)
		return cfg_err(c, "\"joined_with\" is only for fields with "
		    "\"joined\"");
	f->choose_first = choose != NULL;
	if (choose != NULL && (strcmp(choose, "first") != 0 || f->list))
		return cfg_err(c, "\"choose\" can only be \"first\", and not "
		    "for lists");
	/* Counted, then added kind by kind. */
	for (size_t i = 0; i < 3; i++)
		if (count_headers(own, kind[i], &n, c) == -1)
			return -1;
	f->alias = ARENA_ARRAY(c->a, n, struct field_alias);
	for (size_t i = 0; i < 3; i++) {
		n = f->naliases;
		if (add_headers(f->alias, &f->naliases, own, kind[i], c) == -1)
			return -1;
		added[i] = f->naliases - n;
	}
	f->nreversed = added[1];
	f->njoined = added[2];
	/* What depends on others of them. */
	return check_joined(f, c) == -1 ? -1 : parse_context(f, own, c);
}

int
schema_unused_parse(struct schema *s, const struct json *own, struct cfg *c)
{
	size_t n = 0;

	cfg_at(c, "preaudit");
	if (count_headers(own, "unused", &n, c) == -1)
		return -1;
	s->unused = ARENA_ARRAY(c->a, n, struct field_alias);
	return add_headers(s->unused, &s->nunused, own, "unused", c);
}

enum alias_kind
field_alias_kind(const struct field *f, size_t alias)
{
	if (alias >= f->naliases - f->njoined)
		return ALIAS_JOINED;
	return alias >= f->naliases - f->njoined - f->nreversed ?
	    ALIAS_REVERSED : ALIAS_PLAIN;
}
