/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One field of a register file. Its Frictionless type and our own type must
 * say the same, so that other tools read the data files as we do.
 */
#include <stdio.h>

#include "shared/model/schema_internal.h"

static const struct {
	const char *name;     /* preaudit.type */
	const char *outside;  /* Frictionless type */
} types[] = {
	[FIELD_ID] = { "id", "string" },
	[FIELD_TEXT] = { "text", "string" },
	[FIELD_NUMBER] = { "number", "number" },
	[FIELD_PERCENT] = { "percent", "number" },
	[FIELD_DATE] = { "date", "date" },
	[FIELD_YESNO] = { "yes-no", "boolean" },
	[FIELD_WORD] = { "word", "string" },
	[FIELD_REF] = { "ref", "string" },
	[FIELD_CLAUSE] = { "clause", "string" },
	[FIELD_STANDARD] = { "standard", "string" },
};
_Static_assert(sizeof(types) / sizeof(types[0]) == FIELD__MAX,
    "every field type has its names");

const char *
field_type_name(enum field_type t)
{
	return types[t].name;
}

static const char *
type_next(const void *ctx, size_t i)
{
	(void)ctx;
	return i < FIELD__MAX ? types[i].name : NULL;
}

static int
parse_type(struct field *f, const struct json *own, struct cfg *c)
{
	const char *name;
	struct str_near near;

	if (cfg_text(c, own, "type", &name) == -1)
		return -1;
	for (size_t t = 0; t < FIELD__MAX; t++)
		if (strcmp(types[t].name, name) == 0) {
			f->type = (enum field_type)t;
			return 0;
		}
	near = str_near(str_of(name), type_next, NULL, NEAR_MEANT);
	return cfg_err(c, "unknown type \"%.60s\"%s", name,
	    near.text[0] != '\0' ? near.text : "; known are id, text, number, "
	    "percent, date, yes-no, word, ref, clause and standard");
}

static int
parse_need(struct field *f, const struct json *own, struct cfg *c)
{
	static const char *const names[] = { [NEED_OPTIONAL] = "optional",
		[NEED_CONDITIONAL] = "conditional",
		[NEED_REQUIRED] = "required" };
	const char *need;

	if (cfg_text(c, own, "need", &need) == -1)
		return -1;
	for (size_t i = 0; i < 3; i++)
		if (strcmp(names[i], need) == 0) {
			f->need = (enum field_need)i;
			return 0;
		}
	return cfg_err(c, "\"need\" is \"%.60s\"; it must be required, "
	    "conditional or optional", need);
}

/* Members of "preaudit" that only some types have. */
static int
parse_special(struct field *f, const struct json *own, struct cfg *c)
{
	const struct json *words = json_get(own, "words");
	const char *means, *absent;

	if (cfg_text(c, own, "empty_means", &means) == -1 ||
	    cfg_text(c, own, "absent_means", &absent) == -1)
		return -1;
	/* Each member goes with some types, and some need one. */
	if (f->type == FIELD_REF && f->ref == NULL)
		return cfg_err(c, "a ref needs \"ref\", the register it "
		    "points to");
	if (f->type != FIELD_REF && f->ref != NULL)
		return cfg_err(c, "\"ref\" is only for fields of type ref");
	if (f->type == FIELD_WORD && words == NULL)
		return cfg_err(c, "a word field needs \"words\"");
	if (f->type != FIELD_WORD && f->type != FIELD_YESNO && words != NULL)
		return cfg_err(c, "\"words\" is only for fields of type word "
		    "and yes-no");
	/* What an empty list means. */
	if (means != NULL) {
		if (strcmp(means, "all") != 0)
			return cfg_err(c, "\"empty_means\" can only be "
			    "\"all\"");
		if (f->type != FIELD_REF && !f->list)
			return cfg_err(c, "\"empty_means\" is only for lists "
			    "and refs");
		f->empty_means_all = true;
	}
	/* What it means that nobody supplied it. */
	if (absent != NULL && strcmp(absent, "empty") != 0)
		return cfg_err(c, "\"absent_means\" can only be \"empty\"");
	f->absent_means_empty = absent != NULL;
	/* Lists of what. */
	if (f->list && f->type != FIELD_ID && f->type != FIELD_TEXT &&
	    f->type != FIELD_WORD && f->type != FIELD_REF &&
	    f->type != FIELD_CLAUSE && f->type != FIELD_STANDARD)
		return cfg_err(c, "a list of type %s is not known; lists hold "
		    "id, text, word, ref, clause or standard",
		    types[f->type].name);
	if (!f->list && (f->type == FIELD_CLAUSE || f->type == FIELD_STANDARD))
		return cfg_err(c, "a field of type %s must be a list",
		    types[f->type].name);
	/* The words of the field, and what people write for them. */
	if (words == NULL)
		return 0;
	if (schema_words_parse(f, words, c) == -1)
		return -1;
	for (size_t i = 0; f->type == FIELD_YESNO && i < f->nwords; i++)
		if (strcmp(f->word[i].word, "yes") != 0 &&
		    strcmp(f->word[i].word, "no") != 0)
			return cfg_err(c, "\"words\" of a yes-no field are "
			    "\"yes\" and \"no\", not \"%s\"",
			    f->word[i].word);
	return 0;
}

static int
parse_own(struct field *f, const struct json *own, struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MUST("type"), CFG_MEMBER(BOOL, field, list, false),
		CFG_MAY("words"), CFG_MEMBER(TEXT, field, ref, false),
		CFG_MUST("need"), CFG_MEMBER(TEXT, field, note, false),
		CFG_MAY("empty_means"), CFG_MAY("absent_means"),
		CFG_MAY("absent_beside"), CFG_MAY("aliases"), CFG_MAY("reversed"),
		CFG_MAY("joined"), CFG_MEMBER(TEXT, field, joined_with, false),
		CFG_MAY("context"), CFG_MAY("choose"), CFG_MAY("units") };

	if (cfg_read(c, own, members, CFG_COUNT(members), f) == -1 ||
	    parse_type(f, own, c) == -1 || parse_need(f, own, c) == -1)
		return -1;
	if (f->note == NULL)
		f->note = "";
	if (parse_special(f, own, c) == -1)
		return -1;
	return schema_headers_parse(f, own, c);
}

/* A member that must be there with exactly this text, or not at all. */
static int
expect_text(const struct json *j, const char *name, const char *text,
    const struct cfg *c)
{
	const struct json *v = json_get(j, name);

	if (text == NULL)
		return v == NULL ? 0 : cfg_err(c, "\"%s\" does not belong "
		    "here", name);
	if (!str_is(json_str(v), text))
		return cfg_err(c, "\"%s\" must be \"%s\" here", name, text);
	return 0;
}

/* The same for an array with one word. */
static int
expect_one(const struct json *j, const char *name, const char *text,
    const struct cfg *c)
{
	const struct json *v = json_get(j, name);

	if (text == NULL)
		return v == NULL ? 0 : cfg_err(c, "\"%s\" does not belong "
		    "here", name);
	if (json_len(v) != 1 || !str_is(json_str(json_at(v, 0)), text))
		return cfg_err(c, "\"%s\" must be [\"%s\"] here", name, text);
	return 0;
}

/* What Frictionless readers are told must fit our own type. */
static int
check_outside(const struct field *f, const struct json *j, const struct cfg *c)
{
	bool yesno = f->type == FIELD_YESNO;

	if (expect_text(j, "type", f->list ? "list" : types[f->type].outside,
	    c) == -1 ||
	    expect_text(j, "itemType", f->list ? "string" : NULL, c) == -1 ||
	    expect_text(j, "delimiter", f->list ? ";" : NULL, c) == -1 ||
	    expect_one(j, "trueValues", yesno ? "yes" : NULL, c) == -1 ||
	    expect_one(j, "falseValues", yesno ? "no" : NULL, c) == -1)
		return -1;
	return 0;
}

static int
check_enum(const struct field *f, const struct json *list, const struct cfg *c)
{
	bool wanted = f->type == FIELD_WORD && !f->list;

	if (!wanted)
		return list == NULL ? 0 : cfg_err(c, "\"enum\" is only for "
		    "word fields that are no lists");
	if (json_len(list) != f->nwords)
		return cfg_err(c, "\"constraints\" needs \"enum\" with the "
		    "%zu words of \"words\"; it has %zu", f->nwords,
		    json_len(list));
	for (size_t i = 0; i < f->nwords; i++) {
		struct str s = json_str(json_at(list, i));

		if (!str_is(s, f->word[i].word))
			return cfg_err(c, "\"enum\" has \"%.*s\" where "
			    "\"words\" has \"%s\"", STR_ARG(s),
			    f->word[i].word);
	}
	return 0;
}

static int
parse_constraints(const struct field *f, const struct json *j, bool *unique,
    struct cfg *c)
{
	static const struct cfg_member members[] = {
		{ "required", false, CFG_BOOL, 0 },
		{ "unique", false, CFG_BOOL, sizeof(bool) }, CFG_MAY("enum") };
	const struct json *cons = json_get(j, "constraints");
	bool is[2] = { false, false }; /* required, unique */

	if (cons != NULL && cfg_read(c, cons, members, CFG_COUNT(members),
	    is) == -1)
		return -1;
	*unique = is[1];
	/* On import only keys are demanded. */
	if (is[0] != is[1])
		return cfg_err(c, "\"required\" and \"unique\" come together: "
		    "they mark the key; what a row should have is said by "
		    "\"need\"");
	return check_enum(f, json_get(cons, "enum"), c);
}

int
schema_field_parse(struct field *f, const struct json *j, size_t i,
    struct cfg *c, bool *unique)
{
	static const struct cfg_member members[] = {
		CFG_MEMBER(TEXT, field, name, true),
		CFG_MEMBER(TEXT, field, title, true),
		{ "description", false, CFG_TEXT, CFG_IGNORED },
		CFG_MUST("type"), CFG_MAY("itemType"), CFG_MAY("delimiter"),
		CFG_MAY("trueValues"), CFG_MAY("falseValues"),
		CFG_MAY("constraints"), CFG_MUST("preaudit") };
	static const char *const taken[] = { "op", "batch", "row", "salt" };

	f->ref_register = -1;
	cfg_at(c, "fields[%zu]", i);
	if (cfg_read(c, j, members, CFG_COUNT(members), f) == -1 ||
	    cfg_name(c, "a field name", str_of(f->name)) == -1)
		return -1;
	cfg_at(c, "fields[%zu] (%s)", i, f->name);
	for (size_t k = 0; k < sizeof(taken) / sizeof(taken[0]); k++)
		if (strcmp(f->name, taken[k]) == 0)
			return cfg_err(c, "data files have a column \"%s\" of "
			    "their own; name the field otherwise", f->name);
	if (parse_own(f, json_get(j, "preaudit"), c) == -1 ||
	    check_outside(f, j, c) == -1)
		return -1;
	return parse_constraints(f, j, unique, c);
}
