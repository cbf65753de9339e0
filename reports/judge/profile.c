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
	[BUILTIN_WATCHED] = "watched",
	[BUILTIN_OTHERS] = "others",
	[BUILTIN_PATH] = "path",
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
read_until(const struct reading *r, struct profile_section *s,
    const struct json *j, struct err *e)
{
	s->until = ARENA_ARRAY(&r->p->arena, json_len(j),
	    const struct profile_date *);
	for (; s->nuntil < json_len(j); s->nuntil++) {
		s->until[s->nuntil] = profile_date(r->p,
		    json_str(json_at(j, s->nuntil)), e);
		if (s->until[s->nuntil] == NULL) {
			e->code = ERR_CONFIG;
			return err_ctx(e, "%s section %s", r->label, s->id);
		}
	}
	return 0;
}

static int
read_needs(const struct reading *r, struct profile_section *s,
    const struct json *j, struct err *e)
{
	s->needs = ARENA_ARRAY(&r->p->arena, json_len(j), unsigned);
	for (; s->nneeds < json_len(j); s->nneeds++) {
		const struct json *name = json_at(j, s->nneeds);
		int reg = standard_register(r->std, json_str(name));

		if (reg == -1)
			return err_set(e, ERR_CONFIG, "%s section %s: there "
			    "is no register \"%s\"", r->label, s->id,
			    json_cstr(name));
		s->needs[s->nneeds] = (unsigned)reg;
	}
	return 0;
}

static int
read_section(const struct reading *r, struct profile_section *s,
    const struct json *j, struct err *e)
{
	const struct json *tables = json_get(j, "tables");

	s->id = profile_keep(r->p, json_get(j, "id"));
	s->title = profile_keep(r->p, json_get(j, "title"));
	if (s->id[0] == '\0' || s->title[0] == '\0')
		return err_set(e, ERR_CONFIG,
		    "%s: every section needs an id and a title", r->label);
	if (read_builtin(r, s, json_get(j, "builtin"), e) == -1 ||
	    read_until(r, s, json_get(j, "until"), e) == -1 ||
	    read_needs(r, s, json_get(j, "needs"), e) == -1)
		return -1;
	s->text = profile_texts(r->p, json_get(j, "text"), &s->ntexts);
	s->ntables = json_len(tables);
	s->table = ARENA_ARRAY(&r->p->arena, s->ntables,
	    struct profile_table);
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
	char path[160];
	struct buf known;

	snprintf(path, sizeof(path), "profiles/%s.json", name);
	f = standard_file(std, path);
	if (f != NULL)
		return f;
	buf_init(&known, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < std->nfiles; i++) {
		struct str s = str_of(std->file[i].path);

		if (str_starts(s, STR("profiles/")) && s.n > 14)
			buf_printf(&known, "%s%.*s", known.n == 0 ? "" : ", ",
			    (int)(s.n - 14), s.p + 9);
	}
	err_set(e, ERR_NOT_FOUND, "the adopted standard has no report profile "
	    "\"%s\"; it has: %s", name, buf_cstr(&known));
	buf_fini(&known);
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
	/* The file. */
	if (f == NULL)
		return -1;
	r.label = f->path;
	j = json_parse(f->text, f->path, e);
	if (j == NULL)
		return -1;
	/* What stands at its head. */
	memcpy(p->sha256, f->sha256, sizeof(p->sha256));
	p->name = arena_memdup(&p->arena, name, strlen(name));
	p->title = profile_keep(p, json_get(j, "title"));
	p->state_field = profile_texts(p, json_get(j, "state_fields"),
	    &p->nstate_fields);
	sections = json_get(j, "sections");
	p->section = ARENA_ARRAY(&p->arena, json_len(sections),
	    struct profile_section);
	/* Its parts: the sections last, since they name dates and tables. */
	if (p->title[0] == '\0' || json_len(sections) == 0)
		err_set(e, ERR_CONFIG, "%s: a profile needs a title and "
		    "sections", f->path);
	else if (profile_read_dates(&r, json_get(j, "dates"), e) == 0 &&
	    profile_read_watched(&r, json_get(j, "watched"), e) == 0)
		status = profile_read_work(&r, json_get(j, "work"), e);
	if (status == 0)
		status = profile_read_owners(&r, json_get(j, "owners"),
		    json_get(j, "clause_owners"), e);
	for (; status == 0 && p->nsections < json_len(sections);
	    p->nsections++)
		status = read_section(&r, &p->section[p->nsections],
		    json_at(sections, p->nsections), e);
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
