/* SPDX-License-Identifier: Apache-2.0 */
/* Who answers for a record or clause, as a profile says. */
#include "reports/judge/profile_internal.h"

#include <stdio.h>

/* "NAME": EXPR over the record, which is called r. */
static int
read_owner(const struct reading *r, struct profile_owner *o, const char *reg,
    const struct json *j, struct err *e)
{
	struct arena *a = &r->p->arena;
	int i = standard_register(r->std, str_of(reg));
	const struct schema *s;
	struct str expr[2];
	char place[256];

	snprintf(place, sizeof(place), "%s owners %.60s", r->label, reg);
	if (i == -1)
		return err_set(e, ERR_CONFIG, "%s: there is no such register",
		    place);
	s = &r->std->reg[i];
	o->reg = s->name;
	expr[0] = str_of(arena_printf(a, "r.%s", s->field[s->key].name));
	expr[1] = str_of(profile_keep(r->p, j));
	return query_compile(&o->query, r->rules, &(struct query_text){ place,
	    str_of(arena_printf(a, "r in %s", s->name)), expr, 2 }, e);
}

int
profile_read_owners(const struct reading *r, const struct json *owners,
    const struct json *clauses, struct err *e)
{
	struct profile *p = r->p;
	const struct json *value;
	struct str expr[2];
	const char *reg;
	char place[256];

	p->owner = ARENA_ARRAY(&p->arena, json_len(owners),
	    struct profile_owner);
	while (json_is_object(owners) && json_member(owners, p->nowners, &reg,
	    &value))
		if (read_owner(r, &p->owner[p->nowners++], reg, value,
		    e) == -1)
			return -1;
	if (clauses == NULL)
		return 0;
	snprintf(place, sizeof(place), "%s clause_owners", r->label);
	expr[0] = str_of(profile_keep(p, json_get(clauses, "clauses")));
	expr[1] = str_of(profile_keep(p, json_get(clauses, "owner")));
	return query_compile(&p->clause_owner, r->rules, &(struct query_text){
	    place, str_of(profile_keep(p, json_get(clauses, "every"))), expr,
	    2 }, e);
}
