/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading what a mapping file says of a matrix ("unpivot"): which fields its
 * headers and cells are, and what the words in its cells set.
 */
#include "importer/map/mapfile_internal.h"

/* What else gives a field its value, or NULL. */
static const char *
other_giver(struct mapfile_reader *r, unsigned field)
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

/* ---- words ---- */

/* A fault when words may not set the field. */
static void
check_field(struct mapfile_reader *r, unsigned field)
{
	const struct mapfile_unpivot *u = &r->m->unpivot;
	const char *name = r->schema->field[field].name;
	const char *who = other_giver(r, field);

	if (field == u->header_field)
		mapfile_refuse(r, MAPFILE_MSG_IS_HEADER, VALUES(name));
	if (field == u->value_field)
		mapfile_refuse(r, MAPFILE_MSG_IS_VALUE, VALUES(name));
	if (who != NULL)
		mapfile_refuse(r, MAPFILE_MSG_SET_TOO, VALUES(name, who, who[0]
		    == '"' ? " (\"otherwise\" sets it for all other cells)" :
		    ""));
}

/* The place of a field among those that words set. */
static size_t
place_of(struct mapfile_reader *r, unsigned field)
{
	struct mapfile_unpivot *u = &r->m->unpivot;

	for (size_t i = 0; i < u->nfields; i++)
		if (u->field[i] == field)
			return i;
	check_field(r, field);
	u->field[u->nfields] = field;
	return u->nfields++;
}

/* {"status": "completed"}: a value for each of the fields that it names. */
static const char **
read_sets(struct mapfile_reader *r, const struct json *v)
{
	const char **sets = ARENA_ARRAY(&r->m->arena, r->schema->nfields,
	    const char *);
	const struct json *to;
	const char *name;

	if (!json_is_object(v) || json_len(v) == 0)
		mapfile_refuse(r, MAPFILE_MSG_SETS, MSG_NONE);
	for (size_t i = 0; json_member(v, i, &name, &to); i++) {
		unsigned field;
		size_t at;

		if (!json_is_string(to))
			mapfile_refuse(r, MAPFILE_MSG_SET_VALUE, VALUES(name));
		field = mapfile_field(r, name);
		at = place_of(r, field);
		if (sets[at] != NULL)
			mapfile_refuse(r, MAPFILE_MSG_SET_TWICE,
			    VALUES(r->schema->field[field].name));
		sets[at] = mapfile_keep(r, json_str(to));
	}
	return sets;
}

/* A cell is one of the three: skipped, a value in other words, or a word. */
static void
check_word(struct mapfile_reader *r, const struct mapfile_word *w)
{
	const struct mapfile_unpivot *u = &r->m->unpivot;
	const char *also = NULL;

	if (w->from[0] == '\0')
		mapfile_refuse(r, MAPFILE_MSG_EMPTY_WORD, MSG_NONE);
	if (mapfile_has_two_stars(w->from))
		mapfile_refuse(r, MAPFILE_MSG_WORD_STARS, MSG_NONE);
	for (size_t i = 0; i < u->nskip; i++)
		if (strcmp(u->skip[i], w->from) == 0)
			also = "skip";
	for (size_t i = 0; i < u->values.nwords; i++)
		if (strcmp(u->values.word[i].folded, w->folded) == 0)
			also = "values";
	if (also != NULL)
		mapfile_refuse(r, MAPFILE_MSG_WORD_TOO, VALUES(w->from, also));
}

static void
read_words(struct mapfile_reader *r, const struct json *unpivot)
{
	const struct json *v = json_get(unpivot, "words"), *sets;
	const struct json *otherwise = json_get(unpivot, "otherwise");
	struct mapfile_unpivot *u = &r->m->unpivot;
	struct arena *a = &r->m->arena;
	const char *word;

	if (v != NULL && !json_is_object(v))
		mapfile_refuse(r, MAPFILE_MSG_WORDS, MSG_NONE);
	if (json_len(v) == 0 && otherwise != NULL)
		mapfile_refuse(r, MAPFILE_MSG_OTHERWISE, MSG_NONE);
	u->field = ARENA_ARRAY(a, r->schema->nfields, unsigned);
	u->word = ARENA_ARRAY(a, json_len(v), struct mapfile_word);
	u->sets = ARENA_ARRAY(a, json_len(v), const char **);
	for (size_t i = 0; json_member(v, i, &word, &sets); i++) {
		r->where = arena_printf(a, "unpivot, words, \"%s\"", word);
		u->word[i] = mapfile_new_word(r, str_of(word), NULL);
		u->nwords++;
		check_word(r, &u->word[i]);
		u->sets[i] = read_sets(r, sets);
	}
	r->where = "unpivot, otherwise";
	if (otherwise != NULL)
		u->otherwise = read_sets(r, otherwise);
}

/* ---- the fields ---- */

/* A list may have items of its own besides. */
static void
check_alone(struct mapfile_reader *r, unsigned field, const char *member)
{
	const char *who = other_giver(r, field);

	if (who != NULL && !r->schema->field[field].list)
		mapfile_refuse(r, MAPFILE_MSG_GIVEN_TOO, VALUES(member,
		    r->schema->field[field].name, who));
}

static void
read_fields(struct mapfile_reader *r, const struct json *v)
{
	struct mapfile_unpivot *u = &r->m->unpivot;
	const char *header = mapfile_text(r, v, "header");
	const char *value = mapfile_text(r, v, "value");

	if (header == NULL || value == NULL) {
		mapfile_refuse(r, MAPFILE_MSG_NO_FIELDS, MSG_NONE);
		return;
	}
	u->header_field = mapfile_field(r, header);
	u->value_field = mapfile_field(r, value);
	if (u->header_field == u->value_field)
		mapfile_refuse(r, MAPFILE_MSG_ONE_FIELD, MSG_NONE);
	check_alone(r, u->header_field, "header");
	check_alone(r, u->value_field, "value");
}

void
mapfile_read_unpivot(struct mapfile_reader *r, const struct json *root)
{
	const struct json *v = json_get(root, "unpivot");
	struct mapfile_unpivot *u = &r->m->unpivot;

	if (v == NULL)
		return;
	r->where = "unpivot";
	mapfile_members(r, v, (const char *const[]){ "columns", "header",
	    "value", "values", "skip", "words", "otherwise", "note", NULL });
	u->header = mapfile_texts(r, v, "columns", &u->nheaders);
	u->skip = mapfile_texts(r, v, "skip", &u->nskip);
	read_fields(r, v);
	mapfile_values(r, v, &u->values);
	u->values.field = (int)u->value_field;
	read_words(r, v);
	u->is_wanted = true;
	r->where = "";
}
