/* SPDX-License-Identifier: Apache-2.0 */
/* How a profile turns gaps into records of a register. */
#include "reports/judge/profile_internal.h"

static int
read_column(const struct reading *r, struct profile_work *w,
    struct work_column *c, const struct json *j, struct err *e)
{
	const struct schema *s = &r->std->reg[w->reg];
	int field = schema_field(s, json_str(json_get(j, "field")));
	const struct json *of = json_get(j, "of"), *text;
	const char *reg;

	if (field == -1)
		return err_set(e, ERR_CONFIG, "%s: work \"%s\": register %s "
		    "has no field \"%s\"", r->label, w->name, s->name,
		    json_cstr(json_get(j, "field")));
	c->field = (unsigned)field;
	c->text = profile_keep(r->p, json_get(j, "text"));
	c->of = ARENA_ARRAY(&r->p->arena, json_len(of), struct work_text);
	while (json_is_object(of) && json_member(of, c->nof, &reg, &text)) {
		int i = standard_register(r->std, str_of(reg));

		if (i == -1)
			return err_set(e, ERR_CONFIG, "%s: work \"%s\": there "
			    "is no register \"%s\"", r->label, w->name, reg);
		c->of[c->nof++] = (struct work_text){ r->std->reg[i].name,
			profile_keep(r->p, text) };
	}
	return 0;
}

static int
read_work(const struct reading *r, struct profile_work *w, const char *name,
    const struct json *j, struct err *e)
{
	const struct json *columns = json_get(j, "columns");
	int reg = standard_register(r->std, json_str(json_get(j, "register")));
	bool key = false;

	w->name = arena_memdup(&r->p->arena, name, strlen(name));
	if (reg == -1)
		return err_set(e, ERR_CONFIG, "%s: work \"%s\": there is no "
		    "register \"%s\"", r->label, name,
		    json_cstr(json_get(j, "register")));
	w->reg = (unsigned)reg;
	w->column = ARENA_ARRAY(&r->p->arena, json_len(columns),
	    struct work_column);
	for (size_t i = 0; i < json_len(columns); i++) {
		struct work_column *c = &w->column[w->ncolumns++];

		if (read_column(r, w, c, json_at(columns, i), e) == -1)
			return -1;
		key |= c->field == r->std->reg[reg].key &&
		    strstr(c->text, "{key}") != NULL;
	}
	if (!key)
		return err_set(e, ERR_CONFIG, "%s: work \"%s\": the key of %s "
		    "needs the text \"{key}\", or the same gap would be a new "
		    "record each time", r->label, name,
		    r->std->reg[reg].name);
	return 0;
}

int
profile_read_work(const struct reading *r, const struct json *j,
    struct err *e)
{
	struct profile *p = r->p;
	const struct json *value;
	const char *name;

	p->work = ARENA_ARRAY(&p->arena, json_len(j), struct profile_work);
	while (json_is_object(j) && json_member(j, p->nworks, &name, &value))
		if (read_work(r, &p->work[p->nworks++], name, value, e) == -1)
			return -1;
	return 0;
}
