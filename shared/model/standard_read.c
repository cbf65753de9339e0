/* SPDX-License-Identifier: Apache-2.0 */
/* standard.json and clauses.json. */
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/model/standard_internal.h"

#define MAX_PARAMETERS 1000
#define MAX_MILESTONES 50
#define MAX_CLAUSES 2000
#define MAX_VALUE 1000000
#define MAX_NAMES 50

static const char *const units[] = { [UNIT_NUMBER] = "number",
	[UNIT_DAYS] = "days", [UNIT_MONTHS] = "months",
	[UNIT_PERCENT] = "percent" };
#define NUNITS (sizeof(units) / sizeof(units[0]))

static bool
read_lenient(struct parameter *p, struct str word)
{
	static const char *const words[] = { [LENIENT_NEITHER] = "neither",
		[LENIENT_MORE] = "more", [LENIENT_LESS] = "less" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is(word, words[i])) {
			p->lenient = (enum parameter_lenient)i;
			return true;
		}
	return false;
}

static int
read_parameter(struct parameter *p, const char *name, const struct json *j,
    struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MAY("number"), CFG_MAY("days"), CFG_MAY("months"),
		CFG_MAY("percent"), CFG_MAY("lenient"), CFG_MEMBER(TEXT, parameter, title, true) };
	const struct json *value = NULL;
	size_t found = 0;

	cfg_at(c, "parameters.%.*s", CFG_MAX_NAME, name);
	if (cfg_name(c, "a parameter", str_of(name)) == -1 ||
	    cfg_read(c, j, members, CFG_COUNT(members), p) == -1)
		return -1;
	for (size_t i = 0; i < NUNITS; i++)
		if (json_get(j, units[i]) != NULL) {
			value = json_get(j, units[i]);
			p->unit = (enum parameter_unit)i;
			found++;
		}
	if (found != 1)
		return cfg_err(c, "needs exactly one of number, days, months "
		    "and percent");
	p->given = json_int(value, -1);
	if (p->given < 0 || p->given > MAX_VALUE)
		return cfg_err(c, "\"%s\" must be a whole number from 0 to "
		    "%d", units[p->unit], MAX_VALUE);
	if (json_get(j, "lenient") != NULL && !read_lenient(p,
	    json_str(json_get(j, "lenient"))))
		return cfg_err(c, "\"lenient\" must be more, less or neither");
	p->value = p->given;
	p->name = arena_memdup(c->a, name, strlen(name));
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	const struct parameter *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static int
read_parameters(struct standard *s, const struct json *j, struct cfg *c)
{
	const struct json *v;
	const char *name;

	cfg_at(c, "parameters");
	if (!json_is_object(j) || json_len(j) > MAX_PARAMETERS)
		return cfg_err(c, "must be an object with at most %d members",
		    MAX_PARAMETERS);
	s->parameter = ARENA_ARRAY(c->a, json_len(j), struct parameter);
	for (; json_member(j, s->nparameters, &name, &v); s->nparameters++)
		if (read_parameter(&s->parameter[s->nparameters], name, v,
		    c) == -1)
			return -1;
	qsort(s->parameter, s->nparameters, sizeof(*s->parameter), by_name);
	return 0;
}

static int
read_milestones(struct standard *s, const struct json *root, struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MEMBER(TEXT, milestone_name, id, true),
		CFG_MEMBER(TEXT, milestone_name, title, true) };
	const struct json *list;

	c->where[0] = '\0';
	if (cfg_array(c, root, "milestones", MAX_MILESTONES, &list) == -1)
		return -1;
	s->milestone = ARENA_ARRAY(c->a, json_len(list),
	    struct milestone_name);
	for (size_t i = 0; i < json_len(list); i++) {
		struct milestone_name *m = &s->milestone[i];

		cfg_at(c, "milestones[%zu]", i);
		if (cfg_read(c, json_at(list, i), members, CFG_COUNT(members),
		    m) == -1 ||
		    cfg_name(c, "a milestone's id", str_of(m->id)) == -1)
			return -1;
		for (size_t k = 0; k < i; k++)
			if (strcmp(s->milestone[k].id, m->id) == 0)
				return cfg_err(c, "\"%s\" is doubled", m->id);
		s->nmilestones++;
	}
	return 0;
}

int
standard_read_main(struct standard *s, const struct json *j, struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MEMBER(TEXT, standard, name, true),
		CFG_MEMBER(TEXT, standard, edition, true),
		CFG_MEMBER(TEXT, standard, amendment, false),
		CFG_MEMBER(TEXT, standard, disclaimer, true),
		CFG_MUST("parameters"), CFG_MUST("milestones"),
		CFG_MAY("earlier"), CFG_MAY("shares") };

	if (cfg_read(c, j, members, CFG_COUNT(members), s) == -1)
		return -1;
	if (s->amendment == NULL)
		s->amendment = "";
	if (read_parameters(s, json_get(j, "parameters"), c) == -1 ||
	    standard_read_earlier(s, json_get(j, "earlier"), c) == -1)
		return -1;
	return read_milestones(s, j, c);
}

/* Numbers joined with dots, none with a leading zero. */
static bool
is_clause_number(struct str s)
{
	struct str part;
	uint64_t v;

	if (s.n == 0 || s.n > 20)
		return false;
	while (str_next(&s, '.', &part))
		if (!num_parse_u64(part, 999, &v) || v == 0)
			return false;
	return true;
}

/* What stands before the last dot: the clause above. Empty for a chapter. */
static struct str
clause_above(struct str s)
{
	while (s.n > 0 && s.p[s.n - 1] != '.')
		s.n--;
	if (s.n > 0)
		s.n--;
	return s;
}

int
standard_read_clauses(struct standard *s, const struct json *j, struct cfg *c)
{
	static const struct cfg_member members[] = {
		CFG_MEMBER(TEXT, clause, number, true),
		CFG_MEMBER(TEXT, clause, title, true),
		CFG_MEMBER(BOOL, clause, assessed, true), CFG_MAY("names") };

	/* How many there are. */
	if (!json_is_array(j) || json_len(j) == 0 || json_len(j) > MAX_CLAUSES)
		return cfg_err(c, "must be an array of 1 to %d clauses",
		    MAX_CLAUSES);
	s->clause = ARENA_ARRAY(c->a, json_len(j), struct clause);
	for (size_t i = 0; i < json_len(j); i++) {
		const struct json *v = json_at(j, i);
		struct clause *k = &s->clause[i];
		struct str above;

		/* Each by itself. */
		cfg_at(c, "[%zu]", i);
		if (cfg_read(c, v, members, CFG_COUNT(members), k) == -1)
			return -1;
		cfg_at(c, "[%zu] (%.20s)", i, k->number);
		if (standard_read_texts(c, v, "names", MAX_NAMES, &k->name,
		    &k->nnames) == -1)
			return -1;
		/* Each among the others. */
		if (!is_clause_number(str_of(k->number)))
			return cfg_err(c, "\"%.40s\" is no clause number; "
			    "such are 4 and 8.5.1", k->number);
		if (standard_clause(s, str_of(k->number)) >= 0)
			return cfg_err(c, "the clause is there twice");
		above = clause_above(str_of(k->number));
		if (above.n > 0 && standard_clause(s, above) < 0)
			return cfg_err(c, "clause %.*s, to which it belongs, "
			    "must come before", STR_ARG(above));
		s->nclauses++;
	}
	return 0;
}
