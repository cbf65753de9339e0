/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading a mapping file: which rows are taken ("only", "except"), and what
 * becomes of the rows of a matrix ("unpivot").
 */
#include "importer/map/mapfile_internal.h"

#define TWO_STARS "a word has at most one '*', which stands for any text"

/* ---- only, except ---- */

static int
take_filter(struct mf_reader *r, const char *header, const struct json *v,
    struct mapfile_filter *f)
{
	f->header = mf_keep(r, str_of(header));
	if (header[0] == '\0')
		return mf_refuse(r, "it names a column, and its name is "
		    "empty");
	if (!json_is_array(v) || json_len(v) == 0)
		return mf_refuse(r, "\"%s\" must be a list of what its cells "
		    "say, such as [\"1\", \"Level 2*\"]", header);
	f->word = ARENA_ARRAY(&r->m->arena, json_len(v), struct mapfile_word);
	for (size_t i = 0; i < json_len(v); i++) {
		struct str word = json_str(json_at(v, i));
		size_t star = str_find(word, '*', 0);

		if (!json_is_string(json_at(v, i)))
			return mf_refuse(r, "\"%s\" must be a list of texts "
			    "(\"1\", not 1; \"\" is an empty cell)", header);
		if (star < word.n && str_find(word, '*', star + 1) < word.n)
			return mf_refuse(r, "\"%s\": " TWO_STARS, header);
		f->word[f->nwords++] = mf_word(r, word, NULL);
	}
	return 0;
}

static int
take_filters(struct mf_reader *r, const struct json *root, const char *member,
    bool is_except)
{
	const struct json *v = json_get(root, member), *words;
	const char **name, *header, *twice;
	size_t n = json_len(v);

	if (v == NULL)
		return 0;
	r->where = member;
	if (!json_is_object(v) || n == 0)
		return mf_refuse(r, "expected an object: columns, and a list "
		    "of what their cells say");
	name = ARENA_ARRAY(&r->m->arena, n, const char *);
	for (size_t i = 0; json_member(v, i, &header, &words); i++) {
		struct mapfile_filter *f = &r->m->filter[r->m->nfilters++];

		f->is_except = is_except;
		if (take_filter(r, header, words, f) == -1)
			return -1;
		name[i] = f->header;
	}
	twice = mapfile_named_twice(name, n);
	if (twice != NULL)
		return mf_refuse(r, "it names \"%s\" twice", twice);
	r->where = "";
	return 0;
}

int
mf_filters(struct mf_reader *r, const struct json *root)
{
	size_t n = json_len(json_get(root, "only")) +
	    json_len(json_get(root, "except"));

	r->m->filter = ARENA_ARRAY(&r->m->arena, n, struct mapfile_filter);
	return take_filters(r, root, "only", false) == -1 ||
	    take_filters(r, root, "except", true) == -1 ? -1 : 0;
}

/* ---- words of a matrix ---- */

static const char *
field_name(const struct mf_reader *r, unsigned field)
{
	return r->std->reg[r->m->reg].field[field].name;
}

/* What else gives a field its value, or NULL. */
static const char *
other_giver(struct mf_reader *r, unsigned field)
{
	const struct mapfile *m = r->m;

	for (size_t i = 0; i < m->ncolumns; i++)
		if (m->column[i].field == (int)field)
			return arena_printf(&r->m->arena, "the column \"%s\"",
			    m->column[i].header[0]);
	for (size_t i = 0; i < m->nvalues; i++)
		if (m->value[i].field == field)
			return m->value[i].value != NULL ? "\"set\"" :
			    "\"from_file\"";
	return NULL;
}

/* The place of a field among those that words set; a new one may be refused. */
static int
place_of(struct mf_reader *r, unsigned field, size_t *at)
{
	struct mapfile_unpivot *u = &r->m->unpivot;
	const char *name = field_name(r, field), *who;

	for (*at = 0; *at < u->nfields; (*at)++)
		if (u->field[*at] == field)
			return 0;
	if (field == u->header_field)
		return mf_refuse(r, "%s is the field of \"header\" already",
		    name);
	if (field == u->value_field)
		return mf_refuse(r, "%s is the field of \"value\" already; "
		    "what a cell means there is said in \"values\"", name);
	who = other_giver(r, field);
	if (who != NULL)
		return mf_refuse(r, "it sets %s, and %s gives that too; leave "
		    "one of them out%s", name, who, who[0] == '"' ?
		    " (\"otherwise\" sets it for all other cells)" : "");
	u->field[u->nfields++] = field;
	return 0;
}

/* {"status": "completed"}: a value for each of the fields that it names. */
static int
take_sets(struct mf_reader *r, const struct json *v, const char ***out)
{
	size_t most = r->std->reg[r->m->reg].nfields, at;
	const struct json *to;
	const char *name;
	int field;

	if (!json_is_object(v) || json_len(v) == 0)
		return mf_refuse(r, "expected an object: fields and their "
		    "values, such as {\"FIELD\": \"VALUE\"}");
	*out = ARENA_ARRAY(&r->m->arena, most, const char *);
	for (size_t i = 0; json_member(v, i, &name, &to); i++) {
		if (!json_is_string(to))
			return mf_refuse(r, "the value of %s must be a text "
			    "(\"\" for nothing)", name);
		if (mf_field(r, name, &field) == -1 ||
		    place_of(r, (unsigned)field, &at) == -1)
			return -1;
		if ((*out)[at] != NULL)
			return mf_refuse(r, "it sets %s twice",
			    field_name(r, (unsigned)field));
		(*out)[at] = mf_keep(r, json_str(to));
	}
	return 0;
}

/* A cell is one of the three: skipped, a value in other words, or a word. */
static int
check_word(struct mf_reader *r, const struct mapfile_word *w)
{
	const struct mapfile_unpivot *u = &r->m->unpivot;
	const char *also = NULL;

	const char *star = strchr(w->from, '*');

	if (w->from[0] == '\0')
		return mf_refuse(r, "an empty cell makes no record, so that "
		    "\"\" is no word");
	if (star != NULL && strchr(star + 1, '*') != NULL)
		return mf_refuse(r, TWO_STARS);
	for (size_t i = 0; i < u->nskip; i++)
		if (strcmp(u->skip[i], w->from) == 0)
			also = "skip";
	for (size_t i = 0; i < u->values.nwords; i++)
		if (strcmp(u->values.word[i].folded, w->folded) == 0)
			also = "values";
	return also == NULL ? 0 : mf_refuse(r, "\"%s\" stands in \"%s\" too; "
	    "leave one of them out", w->from, also);
}

static int
take_matrix_words(struct mf_reader *r, const struct json *unpivot)
{
	const struct json *v = json_get(unpivot, "words"), *sets;
	const struct json *otherwise = json_get(unpivot, "otherwise");
	struct mapfile_unpivot *u = &r->m->unpivot;
	const char *word;

	if (v != NULL && !json_is_object(v))
		return mf_refuse(r, "\"words\" must be an object: what a cell "
		    "says, and the fields that it sets");
	if (json_len(v) == 0 && otherwise != NULL)
		return mf_refuse(r, "\"otherwise\" is for the cells that "
		    "\"words\" does not name, and there are no words; what "
		    "holds for all records stands in \"set\"");
	u->field = ARENA_ARRAY(&r->m->arena,
	    r->std->reg[r->m->reg].nfields, unsigned);
	u->word = ARENA_ARRAY(&r->m->arena, json_len(v), struct mapfile_word);
	u->sets = ARENA_ARRAY(&r->m->arena, json_len(v), const char **);
	for (size_t i = 0; json_member(v, i, &word, &sets); i++) {
		r->where = arena_printf(&r->m->arena,
		    "unpivot, words, \"%s\"", word);
		u->word[i] = mf_word(r, str_of(word), NULL);
		u->nwords++;
		if (check_word(r, &u->word[i]) == -1 ||
		    take_sets(r, sets, &u->sets[i]) == -1)
			return -1;
	}
	r->where = "unpivot, otherwise";
	return otherwise == NULL ? 0 : take_sets(r, otherwise, &u->otherwise);
}

/* ---- unpivot ---- */

/* A list may have items of its own besides. */
static int
check_alone(struct mf_reader *r, unsigned field, const char *member)
{
	const char *who = other_giver(r, field);

	if (who == NULL || r->std->reg[r->m->reg].field[field].list)
		return 0;
	return mf_refuse(r, "\"%s\" gives %s, and so does %s; leave one of "
	    "them out", member, field_name(r, field), who);
}

static int
take_matrix_fields(struct mf_reader *r, const struct json *v)
{
	struct mapfile_unpivot *u = &r->m->unpivot;
	const char *header, *value;
	int hf, vf;

	if (mf_text(r, v, "header", &header) == -1 ||
	    mf_text(r, v, "value", &value) == -1)
		return -1;
	if (header == NULL || value == NULL)
		return mf_refuse(r, "\"header\" names the field that the "
		    "columns' headers are, \"value\" the field that their "
		    "cells are");
	if (mf_field(r, header, &hf) == -1 || mf_field(r, value, &vf) == -1)
		return -1;
	if (hf == vf)
		return mf_refuse(r, "\"header\" and \"value\" are one field");
	u->header_field = (unsigned)hf;
	u->value_field = (unsigned)vf;
	return check_alone(r, u->header_field, "header") == -1 ||
	    check_alone(r, u->value_field, "value") == -1 ? -1 : 0;
}

int
mf_unpivot(struct mf_reader *r, const struct json *root)
{
	const struct json *v = json_get(root, "unpivot");
	struct mapfile_unpivot *u = &r->m->unpivot;

	if (v == NULL)
		return 0;
	r->where = "unpivot";
	if (MF_ONLY(r, v, "columns", "header", "value", "values", "skip",
	    "words", "otherwise", "note") == -1 ||
	    mf_texts(r, v, "columns", &u->header, &u->nheaders) == -1 ||
	    mf_texts(r, v, "skip", &u->skip, &u->nskip) == -1 ||
	    take_matrix_fields(r, v) == -1 ||
	    mf_values(r, v, &u->values) == -1)
		return -1;
	u->values.field = (int)u->value_field;
	if (take_matrix_words(r, v) == -1)
		return -1;
	u->is_wanted = true;
	r->where = "";
	return 0;
}
