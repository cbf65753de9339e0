/* SPDX-License-Identifier: Apache-2.0 */
/* Which changes of a cell a profile lists: its member "watched". */
#include "reports/judge/profile_internal.h"

/* A list of words that the field knows; "" stands for an empty cell. */
static int
read_words(const struct reading *r, const struct profile_watch *w,
    const struct json *list, struct profile_words *out, struct err *e)
{
	const struct schema *s = &r->std->reg[w->reg];
	const struct field *f = &s->field[w->field];

	out->word = profile_texts(r->p, list, &out->n);
	for (size_t i = 0; i < out->n; i++) {
		struct str word = str_of(out->word[i]);
		bool known = word.n == 0 || (f->type == FIELD_YESNO ?
		    str_is(word, "yes") || str_is(word, "no") :
		    field_word_index(f, word) != -1);

		if (!known)
			return err_set(e, ERR_CONFIG, "%s: watched \"%s\": "
			    "%s.%s has no word \"%s\"", r->label, w->id,
			    s->name, f->name, out->word[i]);
	}
	return 0;
}

static int
read_watch(const struct reading *r, struct profile_watch *w,
    const struct json *j, struct err *e)
{
	const char *reg = json_cstr(json_get(j, "register"));
	const char *field = json_cstr(json_get(j, "field"));
	int at = standard_register(r->std, str_of(reg));
	int f = at == -1 ? -1 : schema_field(&r->std->reg[at], str_of(field));

	w->retired = json_bool(json_get(j, "retired"), false);
	/* What is looked at. */
	w->id = profile_keep(r->p, json_get(j, "id"));
	w->title = profile_keep(r->p, json_get(j, "title"));
	w->always = json_bool(json_get(j, "always"), false);
	if (w->id[0] == '\0' || w->title[0] == '\0')
		return err_set(e, ERR_CONFIG, "%s: each list of \"watched\" "
		    "needs an id and a title", r->label);
	if (at != -1 && w->retired) {
		w->reg = (unsigned)at;
		w->field = r->std->reg[at].key;
		return 0;
	}
	if (f == -1 || (r->std->reg[at].field[f].type != FIELD_WORD &&
	    r->std->reg[at].field[f].type != FIELD_YESNO) ||
	    r->std->reg[at].field[f].list)
		return err_set(e, ERR_CONFIG, "%s: watched \"%s\": %s.%s is "
		    "no field of words or yes and no", r->label, w->id, reg,
		    field);
	w->reg = (unsigned)at;
	w->field = (unsigned)f;
	/* Which changes count. */
	if (read_words(r, w, json_get(j, "from"), &w->from, e) == -1 ||
	    read_words(r, w, json_get(j, "to"), &w->to, e) == -1 ||
	    read_words(r, w, json_get(j, "order"), &w->order, e) == -1)
		return -1;
	if ((w->order.n > 0) == (w->to.n > 0))
		return err_set(e, ERR_CONFIG, "%s: watched \"%s\" needs "
		    "\"to\" or \"order\", and not both", r->label, w->id);
	return 0;
}

int
profile_read_watched(const struct reading *r, const struct json *j,
    struct err *e)
{
	struct profile *p = r->p;

	p->watched = ARENA_ARRAY(&p->arena, json_len(j), struct profile_watch);
	for (; p->nwatched < json_len(j); p->nwatched++)
		if (read_watch(r, &p->watched[p->nwatched],
		    json_at(j, p->nwatched), e) == -1)
			return -1;
	return 0;
}
