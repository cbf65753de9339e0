/* SPDX-License-Identifier: Apache-2.0 */
/* How people write clauses: writing.json, and "earlier" of standard.json. */
#include <string.h>

#include "shared/model/standard_internal.h"

#define MAX_STANDARDS 500
#define MAX_SPELLINGS 200 /* of a standard, of a kind of words */
#define MAX_EARLIER 2000

int
standard_read_texts(const struct cfg *c, const struct json *j,
    const char *name, size_t max, const char ***out, size_t *n)
{
	const struct json *list;

	if (cfg_array(c, j, name, max, &list) == -1)
		return -1;
	*n = 0;
	*out = ARENA_ARRAY(c->a, json_len(list), const char *);
	for (size_t i = 0; i < json_len(list); i++) {
		struct str s = json_str(json_at(list, i));

		if (str_trim(s).n == 0)
			return cfg_err(c, "\"%s\": element %zu is no text",
			    name, i + 1);
		(*out)[(*n)++] = arena_memdup(c->a, s.p, s.n);
	}
	return 0;
}

static int
read_standards(struct writing *w, const struct json *root, struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MEMBER(TEXT, named_standard, title, true),
		CFG_MEMBER(TEXT, named_standard, number, false),
		CFG_MAY("names") };
	const struct json *list;

	if (cfg_array(c, root, "standards", MAX_STANDARDS, &list) == -1)
		return -1;
	w->standard = ARENA_ARRAY(c->a, json_len(list), struct named_standard);
	for (size_t i = 0; i < json_len(list); i++) {
		struct named_standard *n = &w->standard[i];

		cfg_at(c, "standards[%zu]", i);
		if (cfg_read(c, json_at(list, i), members, CFG_COUNT(members),
		    n) == -1 ||
		    standard_read_texts(c, json_at(list, i), "names",
		    MAX_SPELLINGS, &n->name, &n->nnames) == -1)
			return -1;
		for (size_t k = 0; k < i; k++)
			if (strcmp(w->standard[k].title, n->title) == 0)
				return cfg_err(c, "\"%s\" is doubled",
				    n->title);
		w->nstandards++;
	}
	return 0;
}

int
standard_read_writing(struct standard *s, const struct json *j, struct cfg *c)
{
	static const struct cfg_member members[] = { CFG_MUST("standards"),
		CFG_MUST("words") };
	static const struct cfg_member words[WRITING__MAX] = {
		[WRITING_CLAUSE] = CFG_MAY("clause"),
		[WRITING_AND] = CFG_MAY("and"), [WRITING_TO] = CFG_MAY("to"),
		[WRITING_ALL] = CFG_MAY("all"), [WRITING_OF] = CFG_MAY("of"),
		[WRITING_LETTER] = CFG_MAY("letter"),
		[WRITING_BELOW] = CFG_MAY("below"),
		[WRITING_EDITION] = CFG_MAY("edition"),
		[WRITING_AMENDMENT] = CFG_MAY("amendment"),
		[WRITING_PUBLISHER] = CFG_MAY("publisher") };
	struct writing *w = &s->writing;

	if (cfg_members(c, j, members, CFG_COUNT(members)) == -1 ||
	    read_standards(w, j, c) == -1)
		return -1;
	cfg_at(c, "words");
	if (cfg_members(c, json_get(j, "words"), words, WRITING__MAX) == -1)
		return -1;
	for (size_t i = 0; i < WRITING__MAX; i++)
		if (standard_read_texts(c, json_get(j, "words"), words[i].name,
		    MAX_SPELLINGS, &w->word[i], &w->nwords[i]) == -1)
			return -1;
	return 0;
}

/* One edition: numbers of its clauses, each with its successors. */
static int
read_edition(struct writing *w, const char *edition, const struct json *j,
    struct cfg *c)
{
	const struct json *v;
	const char *number;

	cfg_at(c, "earlier.%.20s", edition);
	if (!json_is_object(j) || json_len(j) > MAX_EARLIER)
		return cfg_err(c, "must be an object with at most %d clauses",
		    MAX_EARLIER);
	for (size_t i = 0; json_member(j, i, &number, &v); i++) {
		struct earlier_clause *k = &w->earlier[w->nearlier++];

		if (!json_is_array(v) || json_len(v) == 0 ||
		    !json_is_string(json_at(v, 0)))
			return cfg_err(c, "\"%.20s\" must be an array of the "
			    "clauses that took its place", number);
		k->edition = edition;
		k->number = arena_memdup(c->a, number, strlen(number));
		if (json_len(v) == 1)
			k->successor = arena_memdup(c->a,
			    json_cstr(json_at(v, 0)),
			    json_str(json_at(v, 0)).n);
	}
	return 0;
}

int
standard_read_earlier(struct standard *s, const struct json *j, struct cfg *c)
{
	const struct json *v;
	const char *edition;
	size_t n = 0;

	if (j == NULL)
		return 0;
	cfg_at(c, "earlier");
	if (!json_is_object(j))
		return cfg_err(c, "must be an object with an edition's year "
		    "for each member");
	for (size_t i = 0; json_member(j, i, &edition, &v); i++)
		n += json_len(v);
	s->writing.earlier = ARENA_ARRAY(c->a, n, struct earlier_clause);
	for (size_t i = 0; json_member(j, i, &edition, &v); i++)
		if (read_edition(&s->writing, arena_memdup(c->a, edition,
		    strlen(edition)), v, c) == -1)
			return -1;
	return 0;
}

int
standard_check_earlier(const struct standard *s, struct err *e)
{
	for (size_t i = 0; i < s->writing.nearlier; i++) {
		const struct earlier_clause *k = &s->writing.earlier[i];

		if (k->successor != NULL &&
		    standard_clause(s, str_of(k->successor)) < 0)
			return err_set(e, ERR_CONFIG, "standard.json: "
			    "earlier.%.20s: \"%.20s\": there is no clause "
			    "%.20s", k->edition, k->number, k->successor);
	}
	return 0;
}
