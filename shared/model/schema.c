/* SPDX-License-Identifier: Apache-2.0 */
/* Table Schemas of registers; see schema.h and docs/standard-format.md. */
#include "shared/model/schema.h"

#include <stdio.h>

#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/base/json.h"

#define MAX_FIELDS 200

struct parse {
	struct schema *s;
	const char *label;
	struct arena *a;
	struct err *e;
};

static const char *const type_names[] = {
	[FIELD_ID] = "id",
	[FIELD_TEXT] = "text",
	[FIELD_NUMBER] = "number",
	[FIELD_PERCENT] = "percent",
	[FIELD_DATE] = "date",
	[FIELD_YESNO] = "yes-no",
	[FIELD_WORD] = "word",
	[FIELD_REF] = "ref",
	[FIELD_CLAUSE] = "clause",
};
_Static_assert(sizeof(type_names) / sizeof(type_names[0]) == FIELD__MAX,
    "every type has a name");

const char *
field_type_name(enum field_type t)
{
	return type_names[t];
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

static const char *
keep(struct parse *p, const struct json *j)
{
	struct str s = json_str(j);

	return arena_memdup(p->a, s.p, s.n);
}

static bool
name_ok(const char *z)
{
	if (z[0] < 'a' || z[0] > 'z')
		return false;
	for (; *z != '\0'; z++)
		if (!(*z >= 'a' && *z <= 'z') && !ascii_is_digit(*z) &&
		    *z != '_')
			return false;
	return true;
}

static int
fail(struct parse *p, const char *where, const char *what)
{
	return err_set(p->e, ERR_CONFIG, "%s%s%s: %s", p->label,
	    where[0] == '\0' ? "" : " field ", where, what);
}

/* Every member of an object must be one of the known names. */
static int
known_members(struct parse *p, const struct json *o, const char *where,
    const char *const *known)
{
	const struct json *value;
	const char *name;

	for (size_t i = 0; json_member(o, i, &name, &value); i++) {
		size_t k = 0;

		while (known[k] != NULL && strcmp(known[k], name) != 0)
			k++;
		if (known[k] == NULL)
			return err_set(p->e, ERR_CONFIG, "%s%s%s: unknown "
			    "member \"%s\"", p->label, where[0] == '\0' ? "" :
			    " field ", where, name);
	}
	return 0;
}

static int
parse_words(struct parse *p, struct field *f, const struct json *words)
{
	const struct json *aliases;
	const char *word;

	f->nwords = json_len(words);
	if (f->nwords == 0 || f->nwords >= UINT16_MAX)
		return fail(p, f->name, "a word field needs its words");
	f->word = ARENA_ARRAY(p->a, f->nwords, struct field_word);
	for (size_t i = 0; json_member(words, i, &word, &aliases); i++) {
		struct field_word *w = &f->word[i];

		if (!name_ok(word))
			return fail(p, f->name, "its words are snake_case");
		w->word = arena_memdup(p->a, word, strlen(word));
		w->naliases = json_len(aliases);
		w->alias = ARENA_ARRAY(p->a, w->naliases, const char *);
		for (size_t k = 0; k < w->naliases; k++)
			w->alias[k] = keep(p, json_at(aliases, k));
	}
	return 0;
}

static int
parse_aliases(struct parse *p, struct field *f, const struct json *aliases)
{
	const struct json *headers;
	const char *lang;
	size_t n = 0;

	for (size_t i = 0; json_member(aliases, i, &lang, &headers); i++)
		n += json_len(headers);
	f->alias = ARENA_ARRAY(p->a, n, struct field_alias);
	for (size_t i = 0; json_member(aliases, i, &lang, &headers); i++) {
		const char *l = arena_memdup(p->a, lang, strlen(lang));

		if (!json_is_array(headers))
			return fail(p, f->name, "its aliases are lists of "
			    "headers by language");
		for (size_t k = 0; k < json_len(headers); k++)
			f->alias[f->naliases++] = (struct field_alias){ l,
				keep(p, json_at(headers, k)) };
	}
	return 0;
}

static int
parse_type(struct parse *p, struct field *f, const struct json *own)
{
	struct str type = json_str(json_get(own, "type"));
	struct str need = json_str(json_get(own, "need"));
	int t = 0;

	while (t < FIELD__MAX && !str_is(type, type_names[t]))
		t++;
	if (t == FIELD__MAX)
		return err_set(p->e, ERR_CONFIG, "%s field %s: preaudit.type "
		    "\"%.*s\" is unknown; it is one of id, text, number, "
		    "percent, date, yes-no, word, ref, clause", p->label,
		    f->name, STR_ARG(type));
	f->type = (enum field_type)t;
	f->list = json_bool(json_get(own, "list"), false);
	if (str_is(need, "required"))
		f->need = NEED_REQUIRED;
	else if (str_is(need, "conditional"))
		f->need = NEED_CONDITIONAL;
	else if (need.n > 0 && !str_is(need, "optional"))
		return fail(p, f->name, "preaudit.need is required, "
		    "conditional or optional");
	if (str_is(json_str(json_get(own, "empty_means")), "all"))
		f->empty_means_all = true;
	else if (json_get(own, "empty_means") != NULL)
		return fail(p, f->name, "preaudit.empty_means can only be "
		    "\"all\"");
	if (f->list && (f->type == FIELD_DATE || f->type == FIELD_NUMBER ||
	    f->type == FIELD_PERCENT || f->type == FIELD_YESNO))
		return fail(p, f->name, "lists hold ids, texts, words, "
		    "references or clauses");
	return 0;
}

static int
parse_field(struct parse *p, struct field *f, const struct json *j)
{
	static const char *const members[] = { "name", "title", "description",
		"type", "format", "itemType", "delimiter", "trueValues",
		"falseValues", "constraints", "preaudit", "example",
		"decimalChar", "groupChar", "bareNumber", NULL };
	static const char *const own_members[] = { "type", "list", "ref",
		"need", "note", "words", "aliases", "empty_means", NULL };
	const struct json *own = json_get(j, "preaudit");

	*f = (struct field){ .ref_register = -1 };
	f->name = keep(p, json_get(j, "name"));
	if (!name_ok(f->name) || strcmp(f->name, "op") == 0 ||
	    strcmp(f->name, "batch") == 0 || strcmp(f->name, "row") == 0 ||
	    strcmp(f->name, "salt") == 0)
		return fail(p, f->name, "field names are snake_case, and not "
		    "op, batch, row or salt");
	if (known_members(p, j, f->name, members) == -1 ||
	    known_members(p, own, f->name, own_members) == -1)
		return -1;
	f->title = keep(p, json_get(j, "title"));
	if (f->title[0] == '\0')
		return fail(p, f->name, "it has no title");
	f->note = keep(p, json_get(own, "note"));
	if (parse_type(p, f, own) == -1)
		return -1;
	if (f->type == FIELD_WORD &&
	    parse_words(p, f, json_get(own, "words")) == -1)
		return -1;
	if (f->type == FIELD_REF) {
		f->ref = keep(p, json_get(own, "ref"));
		if (!name_ok(f->ref))
			return fail(p, f->name, "a reference needs \"ref\", "
			    "the register it points into");
	}
	return parse_aliases(p, f, json_get(own, "aliases"));
}

static int
field_named(struct parse *p, const struct json *j, const char *what)
{
	int i = schema_field(p->s, json_str(j));

	if (i == -1)
		return err_set(p->e, ERR_CONFIG, "%s: %s names an unknown "
		    "field \"%s\"", p->label, what, json_cstr(j));
	return i;
}

static int
parse_key(struct parse *p, const struct json *j)
{
	const struct json *keys = json_get(j, "primaryKey");
	const struct json *key = json_is_array(keys) ? json_at(keys, 0) : keys;
	int i;

	if (!json_is_string(key) || (json_is_array(keys) &&
	    json_len(keys) != 1))
		return fail(p, "", "primaryKey names exactly one field");
	i = field_named(p, key, "primaryKey");
	if (i == -1)
		return -1;
	p->s->key = (unsigned)i;
	p->s->field[i].is_key = true;
	return 0;
}

static int
parse_derive(struct parse *p, const struct json *derive)
{
	struct schema *s = p->s;

	if (json_len(derive) > sizeof(s->derive) / sizeof(s->derive[0]))
		return fail(p, "", "derive_key has too many parts");
	s->nderive = json_len(derive);
	for (size_t i = 0; i < s->nderive; i++) {
		const struct json *part = json_at(derive, i);
		struct derive_part *d = &s->derive[i];
		size_t n = json_is_array(part) ? json_len(part) : 1;

		if (n == 0 || n > sizeof(d->field) / sizeof(d->field[0]))
			return fail(p, "", "a part of derive_key names 1 to 4 "
			    "fields");
		for (; d->n < n; d->n++) {
			int k = field_named(p, json_is_array(part) ?
			    json_at(part, d->n) : part, "derive_key");

			if (k == -1)
				return -1;
			d->field[d->n] = (unsigned)k;
		}
	}
	return 0;
}

static int
parse_own(struct parse *p, const struct json *own)
{
	static const char *const members[] = { "purpose", "kind", "personal",
		"tier", "derive_key", "lookup", NULL };
	struct str kind = json_str(json_get(own, "kind"));
	const struct json *lookup = json_get(own, "lookup");
	struct schema *s = p->s;

	if (known_members(p, own, "", members) == -1)
		return -1;
	s->purpose = keep(p, json_get(own, "purpose"));
	s->personal = json_bool(json_get(own, "personal"), false);
	s->is_list = str_is(kind, "list");
	if (!s->is_list && !str_is(kind, "record"))
		return fail(p, "", "preaudit.kind is \"list\" or \"record\"");
	if (json_len(lookup) > sizeof(s->lookup) / sizeof(s->lookup[0]))
		return fail(p, "", "lookup has too many fields");
	for (; s->nlookup < json_len(lookup); s->nlookup++) {
		int k = field_named(p, json_at(lookup, s->nlookup), "lookup");

		if (k == -1)
			return -1;
		if (s->field[k].list)
			return fail(p, s->field[k].name,
			    "a lookup field is no list");
		s->lookup[s->nlookup] = (unsigned)k;
	}
	return parse_derive(p, json_get(own, "derive_key"));
}

static int
parse_all(struct parse *p, const struct json *j)
{
	static const char *const members[] = { "$schema", "name", "title",
		"description", "fields", "primaryKey", "foreignKeys",
		"preaudit", "uniqueKeys", "missingValues", NULL };
	const struct json *fields = json_get(j, "fields");
	struct schema *s = p->s;

	if (!json_is_object(j))
		return fail(p, "", "it is not an object");
	if (known_members(p, j, "", members) == -1)
		return -1;
	s->name = keep(p, json_get(j, "name"));
	s->title = keep(p, json_get(j, "title"));
	if (!name_ok(s->name) || s->title[0] == '\0')
		return fail(p, "", "it needs a snake_case name and a title");
	if (json_len(fields) == 0 || json_len(fields) > MAX_FIELDS)
		return fail(p, "", "it needs 1 to 200 fields");
	s->field = ARENA_ARRAY(p->a, json_len(fields), struct field);
	for (size_t i = 0; i < json_len(fields); i++) {
		if (parse_field(p, &s->field[i], json_at(fields, i)) == -1)
			return -1;
		if (schema_field(s, str_of(s->field[i].name)) != -1)
			return fail(p, s->field[i].name, "it stands twice");
		s->nfields++;
	}
	if (parse_key(p, j) == -1)
		return -1;
	return parse_own(p, json_get(j, "preaudit"));
}

int
schema_parse(struct schema *s, struct str text, const char *label,
    struct arena *a, struct err *e)
{
	struct parse p = { s, label, a, e };
	uint8_t digest[SHA256_BYTES];
	struct json *j = json_parse(text, label, e);
	int status;

	*s = (struct schema){ .name = NULL };
	if (j == NULL)
		return -1;
	status = parse_all(&p, j);
	json_free(j);
	sha256_of(digest, text.p, text.n);
	hex_format(s->sha256, digest, sizeof(digest));
	return status;
}
