/* SPDX-License-Identifier: Apache-2.0 */
/* Report profiles; see profile.h. */
#include "reports/judge/profile_internal.h"

#include <stdio.h>

static const char *const builtin_name[] = {
	[BUILTIN_IDENTIFICATION] = "identification",
	[BUILTIN_SUMMARY] = "summary",
	[BUILTIN_METHOD] = "method",
	[BUILTIN_DATA] = "data",
	[BUILTIN_CLAUSES] = "clauses",
	[BUILTIN_GAPS] = "gaps",
	[BUILTIN_SUPPLY_NEXT] = "supply_next",
	[BUILTIN_DEFECTS] = "defects",
	[BUILTIN_INTEGRITY] = "integrity",
	[BUILTIN_CHANGES] = "changes",
	[BUILTIN_TREND] = "trend",
	[BUILTIN_FORECAST] = "forecast",
};
_Static_assert(sizeof(builtin_name) / sizeof(builtin_name[0]) == BUILTIN__MAX,
    "every built-in section has a name");

/* Without the member "builtin" it stays BUILTIN_NONE. */
static int
read_builtin(const struct reading *r, struct profile_section *s,
    const struct json *j, struct err *e)
{
	if (!json_is_string(j))
		return 0;
	for (int b = BUILTIN_NONE + 1; b < BUILTIN__MAX; b++)
		if (str_is(json_str(j), builtin_name[b])) {
			s->builtin = (enum profile_builtin)b;
			return 0;
		}
	return err_set(e, ERR_CONFIG,
	    "%s: there is no built-in section \"%s\"", r->label,
	    profile_keep(r->p, j));
}

static int
read_section(const struct reading *r, struct profile_section *s,
    const struct json *j, struct err *e)
{
	struct profile *p = r->p;
	const char *label = r->label;
	const struct json *needs = json_get(j, "needs");
	const struct json *text = json_get(j, "text");
	const struct json *tables = json_get(j, "tables");

	s->id = profile_keep(p, json_get(j, "id"));
	s->title = profile_keep(p, json_get(j, "title"));
	if (s->id[0] == '\0' || s->title[0] == '\0')
		return err_set(e, ERR_CONFIG,
		    "%s: every section needs an id and a title", label);
	if (read_builtin(r, s, json_get(j, "builtin"), e) == -1)
		return -1;
	s->until = ARENA_ARRAY(&p->arena, json_len(json_get(j, "until")),
	    const struct profile_date *);
	for (size_t i = 0; i < json_len(json_get(j, "until")); i++) {
		s->until[i] = profile_date(p, json_str(json_at(json_get(j,
		    "until"), i)), e);
		if (s->until[i] == NULL) {
			e->code = ERR_CONFIG;
			return err_ctx(e, "%s section %s", label, s->id);
		}
		s->nuntil++;
	}
	s->nneeds = json_len(needs);
	s->needs = ARENA_ARRAY(&p->arena, s->nneeds, unsigned);
	for (size_t i = 0; i < s->nneeds; i++) {
		int reg = standard_register(r->std, json_str(json_at(needs, i)));

		if (reg == -1)
			return err_set(e, ERR_CONFIG, "%s section %s: there "
			    "is no register \"%s\"", label, s->id,
			    json_cstr(json_at(needs, i)));
		s->needs[i] = (unsigned)reg;
	}
	s->ntexts = json_len(text);
	s->text = ARENA_ARRAY(&p->arena, s->ntexts, const char *);
	for (size_t i = 0; i < s->ntexts; i++)
		s->text[i] = profile_keep(p, json_at(text, i));
	s->ntables = json_len(tables);
	s->table = ARENA_ARRAY(&p->arena, s->ntables, struct profile_table);
	for (size_t i = 0; i < s->ntables; i++)
		if (profile_read_table(r, &s->table[i], json_at(tables, i),
		    e) == -1)
			return -1;
	return 0;
}

static const struct standard_file *
find(const struct standard *std, const char *name, struct err *e)
{
	const struct standard_file *f;
	char path[160], known[400] = "";
	size_t n = 0;

	snprintf(path, sizeof(path), "profiles/%s.json", name);
	f = standard_file(std, path);
	if (f != NULL)
		return f;
	for (size_t i = 0; i < std->nfiles && n < sizeof(known) - 1; i++) {
		struct str s = str_of(std->file[i].path);

		if (str_starts(s, STR("profiles/")) && s.n > 14)
			n += (size_t)snprintf(known + n, sizeof(known) - n,
			    "%s%.*s", n == 0 ? "" : ", ", (int)(s.n - 14),
			    s.p + 9);
	}
	err_set(e, ERR_NOT_FOUND, "the adopted standard has no report profile "
	    "\"%s\"; it has: %s", name, known);
	return NULL;
}

int
profile_load(struct profile *p, const struct standard *std,
    struct rules *rules, const char *name, struct err *e)
{
	const struct standard_file *f = find(std, name, e);
	struct reading r = { p, std, rules, NULL };
	const struct json *sections;
	struct json *j;
	int status = -1;

	*p = (struct profile){ 0 };
	if (f == NULL)
		return -1;
	r.label = f->path;
	j = json_parse(f->text, f->path, e);
	if (j == NULL)
		return -1;
	memcpy(p->sha256, f->sha256, sizeof(p->sha256));
	p->name = arena_memdup(&p->arena, name, strlen(name));
	p->title = profile_keep(p, json_get(j, "title"));
	sections = json_get(j, "sections");
	p->nsections = json_len(sections);
	p->section = ARENA_ARRAY(&p->arena, p->nsections,
	    struct profile_section);
	if (p->title[0] == '\0' || p->nsections == 0) {
		err_set(e, ERR_CONFIG, "%s: a profile needs a title and "
		    "sections", f->path);
		goto out;
	}
	if (profile_read_dates(&r, json_get(j, "dates"), e) == -1 ||
	    profile_read_state_fields(&r, json_get(j, "state_fields"),
	    e) == -1 || profile_read_work(&r, json_get(j, "work"), e) == -1)
		goto out;
	for (size_t i = 0; i < p->nsections; i++)
		if (read_section(&r, &p->section[i], json_at(sections, i),
		    e) == -1)
			goto out;
	status = 0;
out:
	json_free(j);
	if (status == -1)
		profile_free(p);
	return status;
}

void
profile_free(struct profile *p)
{
	arena_fini(&p->arena);
}
