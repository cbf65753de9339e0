/* SPDX-License-Identifier: Apache-2.0 */
/* A register file as a whole: fields, key, references, ways to find a record. */
#include "shared/model/schema.h"

#include "shared/base/hash.h"
#include "shared/model/schema_internal.h"

static const char *
field_next(const void *ctx, size_t i)
{
	const struct schema *s = ctx;

	return i < s->nfields ? s->field[i].name : NULL;
}

/* A text that names a field of this register; -1 and an error otherwise. */
static int
named_field(const struct schema *s, const struct json *name,
    const struct cfg *c)
{
	struct str text = json_str(name);
	int i = schema_field(s, text);

	if (i >= 0)
		return i;
	if (text.n == 0)
		return cfg_err(c, "a field name is expected");
	return cfg_err(c, "there is no field \"%.*s\"%s", STR_ARG(text),
	    str_near(text, field_next, s, NEAR_MEANT).text);
}

static int
parse_fields(struct schema *s, const struct json *j, struct cfg *c,
    bool *unique)
{
	const struct json *list;

	if (cfg_array(c, j, "fields", SCHEMA_MAX_FIELDS, &list) == -1)
		return -1;
	if (json_len(list) == 0)
		return cfg_err(c, "\"fields\" is empty");
	s->field = ARENA_ARRAY(c->a, json_len(list), struct field);
	for (size_t i = 0; i < json_len(list); i++) {
		struct field *f = &s->field[i];

		if (schema_field_parse(f, json_at(list, i), i, c,
		    &unique[i]) == -1)
			return -1;
		if (schema_field(s, str_of(f->name)) >= 0)
			return cfg_err(c, "the field is there twice");
		s->nfields++;
	}
	return 0;
}

/* Our records have one key field, an id. */
static int
parse_key(struct schema *s, const struct json *j, struct cfg *c,
    const bool *unique)
{
	const struct json *key = json_get(j, "primaryKey");
	struct field *f;
	int i;

	cfg_at(c, "primaryKey");
	if (!json_is_array(key) || json_len(key) != 1)
		return cfg_err(c, "must be an array with the one key field");
	i = named_field(s, json_at(key, 0), c);
	if (i < 0)
		return -1;
	f = &s->field[i];
	s->key = (unsigned)i;
	f->is_key = true;
	if (f->type != FIELD_ID || f->list)
		return cfg_err(c, "the key \"%s\" must be of type id and no "
		    "list", f->name);
	for (size_t k = 0; k < s->nfields; k++)
		if (unique[k] != s->field[k].is_key)
			return cfg_err(c, "constraints required and unique "
			    "belong to the key \"%s\" and to no other field "
			    "(see \"%s\")", f->name, s->field[k].name);
	if (f->need != NEED_REQUIRED)
		return cfg_err(c, "the key \"%s\" must have need required",
		    f->name);
	return 0;
}

/* One foreign key: the reference as Frictionless readers understand it. */
static int
parse_foreign(struct schema *s, const struct json *j, bool *seen,
    struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MUST("fields"), CFG_MUST("reference") };
	static const struct cfg_member ref_members[] = {
		CFG_MAY("resource"), CFG_MUST("fields") };
	struct str resource;
	const struct json *own, *ref, *there;
	struct field *f;
	int i;

	/* Its form. */
	if (cfg_members(c, j, members, 2) == -1)
		return -1;
	own = json_get(j, "fields");
	ref = json_get(j, "reference");
	if (cfg_members(c, ref, ref_members, 2) == -1)
		return -1;
	there = json_get(ref, "fields");
	if (json_len(own) != 1 || json_len(there) != 1 ||
	    !json_is_string(json_at(there, 0)))
		return cfg_err(c, "\"fields\" must name one field on either "
		    "side");
	/* The field on our side. */
	i = named_field(s, json_at(own, 0), c);
	if (i < 0)
		return -1;
	f = &s->field[i];
	if (f->type != FIELD_REF || f->list)
		return cfg_err(c, "\"%s\" is no single ref", f->name);
	if (seen[i])
		return cfg_err(c, "\"%s\" is there twice", f->name);
	/* Without a resource the reference is into the register itself. */
	resource = json_get(ref, "resource") == NULL ? str_of(s->name) :
	    json_str(json_get(ref, "resource"));
	if (!str_is(resource, f->ref))
		return cfg_err(c, "the resource is \"%.*s\", but \"%s\" "
		    "points to \"%s\"", STR_ARG(resource), f->name, f->ref);
	seen[i] = true;
	f->ref_key = arena_memdup(c->a, json_cstr(json_at(there, 0)),
	    json_str(json_at(there, 0)).n);
	return 0;
}

static int
parse_foreigns(struct schema *s, const struct json *j, struct cfg *c)
{
	bool seen[SCHEMA_MAX_FIELDS] = { false };
	const struct json *list;

	cfg_at(c, "foreignKeys");
	if (cfg_array(c, j, "foreignKeys", SCHEMA_MAX_FIELDS, &list) == -1)
		return -1;
	for (size_t i = 0; i < json_len(list); i++) {
		cfg_at(c, "foreignKeys[%zu]", i);
		if (parse_foreign(s, json_at(list, i), seen, c) == -1)
			return -1;
	}
	cfg_at(c, "foreignKeys");
	for (size_t i = 0; i < s->nfields; i++)
		if (s->field[i].type == FIELD_REF && !s->field[i].list &&
		    !seen[i])
			return cfg_err(c, "the ref \"%s\" is missing here",
			    s->field[i].name);
	return 0;
}

static int
parse_part(struct schema *s, struct derive_part *part, const struct json *list,
    size_t at, struct cfg *c)
{
	size_t max = sizeof(part->field) / sizeof(part->field[0]);

	cfg_at(c, "preaudit.derive_key[%zu]", at);
	if (!json_is_array(list) || json_len(list) == 0 || json_len(list) > max)
		return cfg_err(c, "must be an array of 1 to %zu fields", max);
	for (size_t i = 0; i < json_len(list); i++) {
		int k = named_field(s, json_at(list, i), c);

		if (k < 0)
			return -1;
		if (s->field[k].is_key || s->field[k].list)
			return cfg_err(c, "\"%s\" is %s; a key is made from "
			    "single other fields", s->field[k].name,
			    s->field[k].is_key ? "the key itself" : "a list");
		part->field[part->n++] = (unsigned)k;
	}
	return 0;
}

static int
parse_derive(struct schema *s, const struct json *own, struct cfg *c)
{
	size_t max = sizeof(s->derive) / sizeof(s->derive[0]);
	bool used[SCHEMA_MAX_FIELDS] = { false };
	const struct json *list;

	cfg_at(c, "preaudit");
	if (cfg_array(c, own, "derive_key", max, &list) == -1)
		return -1;
	if (list != NULL && json_len(list) == 0)
		return cfg_err(c, "\"derive_key\" is empty; leave it out");
	for (size_t i = 0; i < json_len(list); i++) {
		struct derive_part *part = &s->derive[s->nderive++];

		if (parse_part(s, part, json_at(list, i), i, c) == -1)
			return -1;
		for (size_t k = 0; k < part->n; k++) {
			if (used[part->field[k]])
				return cfg_err(c, "\"%s\" is used twice",
				    s->field[part->field[k]].name);
			used[part->field[k]] = true;
		}
	}
	return 0;
}

static int
parse_lookup(struct schema *s, const struct json *own, struct cfg *c)
{
	const struct json *list;

	cfg_at(c, "preaudit.lookup");
	if (cfg_array(c, own, "lookup", sizeof(s->lookup) /
	    sizeof(s->lookup[0]), &list) == -1)
		return -1;
	for (size_t i = 0; i < json_len(list); i++) {
		int k = named_field(s, json_at(list, i), c);

		if (k < 0)
			return -1;
		if (s->field[k].is_key || s->field[k].list ||
		    (s->field[k].type != FIELD_TEXT &&
		    s->field[k].type != FIELD_ID))
			return cfg_err(c, "\"%s\" cannot serve: it must be a "
			    "single text or id, and not the key",
			    s->field[k].name);
		for (size_t m = 0; m < s->nlookup; m++)
			if (s->lookup[m] == (unsigned)k)
				return cfg_err(c, "\"%s\" is there twice",
				    s->field[k].name);
		s->lookup[s->nlookup++] = (unsigned)k;
	}
	return 0;
}

/* Fields that say the same in another way: one of them will do. */
static int
parse_beside(struct schema *s, struct field *f, const struct json *own,
    struct cfg *c)
{
	const struct json *list;

	if (cfg_array(c, own, "absent_beside", 8, &list) == -1)
		return -1;
	f->beside = ARENA_ARRAY(c->a, json_len(list), unsigned);
	for (size_t i = 0; i < json_len(list); i++) {
		int k = named_field(s, json_at(list, i), c);

		if (k < 0)
			return -1;
		if (&s->field[k] == f || f->absent_means_empty)
			return cfg_err(c, "\"absent_beside\" names other "
			    "fields, and stands without \"absent_means\"");
		f->beside[f->nbeside++] = (unsigned)k;
	}
	return 0;
}

static int
parse_besides(struct schema *s, const struct json *j, struct cfg *c)
{
	const struct json *list = json_get(j, "fields");

	for (size_t i = 0; i < s->nfields; i++) {
		cfg_at(c, "fields[%zu] (%s)", i, s->field[i].name);
		if (parse_beside(s, &s->field[i], json_get(json_at(list, i),
		    "preaudit"), c) == -1)
			return -1;
	}
	return 0;
}

static int
parse_own(struct schema *s, const struct json *j, struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MEMBER(TEXT, schema, purpose, true), CFG_MUST("kind"),
		CFG_MEMBER(BOOL, schema, personal, true), CFG_MAY("derive_key"),
		CFG_MAY("lookup"), CFG_MAY("tier"), CFG_MAY("unused") };
	const struct json *own = json_get(j, "preaudit");
	const char *kind;

	cfg_at(c, "preaudit");
	if (cfg_read(c, own, members, CFG_COUNT(members), s) == -1 ||
	    cfg_text(c, own, "kind", &kind) == -1)
		return -1;
	s->is_list = strcmp(kind, "list") == 0;
	if (!s->is_list && strcmp(kind, "record") != 0)
		return cfg_err(c, "\"kind\" is \"%.60s\"; it must be list or "
		    "record", kind);
	if (parse_derive(s, own, c) == -1 || parse_lookup(s, own, c) == -1)
		return -1;
	return schema_unused_parse(s, own, c);
}

static int
parse_all(struct schema *s, const struct json *j, struct cfg *c)
{
	static const struct cfg_member members[] = {
		{ "$schema", false, CFG_TEXT, CFG_IGNORED },
		{ "description", false, CFG_TEXT, CFG_IGNORED },
		CFG_MEMBER(TEXT, schema, name, true),
		CFG_MEMBER(TEXT, schema, title, true), CFG_MUST("fields"),
		CFG_MUST("primaryKey"), CFG_MAY("foreignKeys"),
		CFG_MUST("preaudit") };
	bool unique[SCHEMA_MAX_FIELDS] = { false };

	if (cfg_read(c, j, members, CFG_COUNT(members), s) == -1 ||
	    cfg_name(c, "a register name", str_of(s->name)) == -1)
		return -1;
	if (parse_fields(s, j, c, unique) == -1 ||
	    parse_key(s, j, c, unique) == -1 ||
	    parse_foreigns(s, j, c) == -1 || parse_besides(s, j, c) == -1)
		return -1;
	return parse_own(s, j, c);
}

int
schema_parse(struct schema *s, struct str text, const char *label,
    struct arena *a, struct err *e)
{
	struct cfg c = { .label = label, .a = a, .e = e };
	struct json *j;
	int status;

	*s = (struct schema){ .name = NULL };
	j = json_parse(text, label, e);
	if (j == NULL)
		return -1;
	status = parse_all(s, j, &c);
	json_free(j);
	sha256_hex(s->sha256, text);
	return status;
}

bool
schema_divides(const struct schema *s)
{
	for (size_t i = 0; i < s->nfields; i++)
		if (s->field[i].type == FIELD_STANDARD)
			return true;
	return false;
}

int
schema_field(const struct schema *s, struct str name)
{
	for (size_t i = 0; i < s->nfields; i++)
		if (str_is(name, s->field[i].name))
			return (int)i;
	return -1;
}

int
field_word_index(const struct field *f, struct str word)
{
	for (size_t i = 0; i < f->nwords; i++)
		if (str_is(word, f->word[i].word))
			return (int)i;
	return -1;
}

const char *
schema_field_name(const void *schema, size_t i)
{
	const struct schema *s = schema;

	return i < s->nfields ? s->field[i].name : NULL;
}

const char *
field_word_name(const void *field, size_t i)
{
	const struct field *f = field;

	return i < f->nwords ? f->word[i].word : NULL;
}
