/* SPDX-License-Identifier: Apache-2.0 */
/* A rule set beside the one that was published; see whose.h. */
#include "shared/rules/whose.h"

#include <stdlib.h>

#include "shared/rules/whose/published.h"
#include "shared/rules/whose/side.h"
#include "shared/text/json.h"

/* Both sides, and what is found; ended by whose_of. */
struct comparing {
	struct whose *w;
	const struct standard *standard;
	struct published published;
	struct json *main;      /* the published standard.json */
	struct side was, is;
	size_t cap_criteria, cap_parameters, cap_other;
	struct err *e;
};

const char *
whose_way_name(enum whose_way w)
{
	static const char *const name[] = { [WHOSE_CHANGED] = "changed",
		[WHOSE_MILDER] = "milder", [WHOSE_REMOVED] = "removed" };

	return name[w];
}

static bool
is_rules(struct str path)
{
	return str_starts(path, STR("criteria/")) &&
	    str_ends(path, STR(".rules"));
}

/* Adds to a list whose room is *cap, which starts with none. */
static void
add(struct whose *w, struct whose_item **list, size_t *n, size_t *cap,
    struct str name, enum whose_way way)
{
	struct whose_item *more;

	if (*n == *cap) {
		*cap = *cap == 0 ? 16 : *cap * 2;
		more = ARENA_ARRAY(&w->arena, *cap, struct whose_item);
		if (*n > 0)
			memcpy(more, *list, *n * sizeof(*more));
		*list = more;
	}
	(*list)[(*n)++] = (struct whose_item){ .name =
		arena_memdup(&w->arena, name.p, name.n), .way = way };
}

static void
add_criterion(struct comparing *c, struct str id, enum whose_way way)
{
	add(c->w, &c->w->criterion, &c->w->ncriteria, &c->cap_criteria, id,
	    way);
}

static void
add_other(struct comparing *c, struct str name, enum whose_way way)
{
	for (size_t i = 0; i < c->w->nother; i++)
		if (str_is(name, c->w->other[i].name))
			return;
	add(c->w, &c->w->other, &c->w->nother, &c->cap_other, name, way);
}

/* ---- which was published ---- */

/* The folder of this release whose standard has that name and edition. */
static int
find_published(struct comparing *c)
{
	const struct published_file *f;

	for (size_t i = 0; published_at(&c->published, i, &c->w->arena); i++) {
		f = published_find(&c->published, "standard.json");
		if (f == NULL)
			continue;
		c->main = json_parse(f->text, "standard.json", c->e);
		if (c->main == NULL)
			return -1;
		if (str_is(json_str(json_get(c->main, "name")),
		    c->standard->name) && str_is(json_str(json_get(c->main,
		    "edition")), c->standard->edition)) {
			c->w->against = arena_memdup(&c->w->arena,
			    c->published.version.p, c->published.version.n);
			return 0;
		}
		json_free(c->main);
		c->main = NULL;
	}
	c->published = (struct published){ .nfiles = 0 };
	return 0;
}

/* Own rule files stand beside the set and are no part of its digest. */
static void
find_digest(struct comparing *c)
{
	const struct standard *s = c->standard;
	struct published_file *f = ARENA_ARRAY(&c->w->arena, s->nfiles,
	    struct published_file);
	struct str release;
	size_t n = 0;

	for (size_t i = 0; i < s->nfiles; i++)
		if (c->w->against == NULL || !is_rules(str_of(s->file[i].path)) ||
		    published_find(&c->published, s->file[i].path) != NULL)
			f[n++] = (struct published_file){
				.path = str_of(s->file[i].path),
				.sha256 = str_of(s->file[i].sha256) };
	published_digest(c->w->digest, f, n);
	release = whose_release(c->w->digest);
	if (release.p != NULL)
		c->w->release = arena_memdup(&c->w->arena, release.p,
		    release.n);
}

/* ---- criteria ---- */

static struct side_requirement *
like(struct side_requirement *q, size_t n, const struct side_requirement *of,
    bool same_grade)
{
	for (size_t i = 0; i < n; i++)
		if (!q[i].taken && str_eq(q[i].population, of->population) &&
		    str_eq(q[i].body, of->body) &&
		    (q[i].grade == of->grade) == same_grade)
			return &q[i];
	return NULL;
}

/* Whether all that differs is a lower grade or a requirement taken out. */
static bool
is_milder(const struct side_statement *was, const struct side_statement *is,
    struct arena *a)
{
	struct side_requirement *old, *now, *found;
	struct buf before, behind;
	size_t nold, nnow;
	bool milder;

	/* What is no requirement must be the same. */
	buf_init(&before, BUF_MAX_DEFAULT);
	buf_init(&behind, BUF_MAX_DEFAULT);
	old = side_requirements(was, &nold, &before, a);
	now = side_requirements(is, &nnow, &behind, a);
	milder = str_eq(buf_view(&before), buf_view(&behind));
	buf_fini(&before);
	buf_fini(&behind);
	/* Those that are the same, then those with another grade. */
	for (size_t i = 0; i < nold; i++) {
		found = like(now, nnow, &old[i], true);
		if (found != NULL)
			found->taken = old[i].taken = true;
	}
	for (size_t i = 0; i < nold; i++) {
		found = old[i].taken ? NULL : like(now, nnow, &old[i], false);
		if (found == NULL)
			continue;
		found->taken = old[i].taken = true;
		milder = milder && found->grade < old[i].grade;
	}
	/* Old ones may be gone; a new one is a change. */
	for (size_t i = 0; i < nnow; i++)
		milder = milder && now[i].taken;
	return milder;
}

static void
compare_criteria(struct comparing *c)
{
	struct whose *w = c->w;
	const struct side_statement *is;

	for (size_t i = 0; i < c->was.n; i++) {
		const struct side_statement *was = &c->was.statement[i];

		if (was->criterion == NULL)
			continue;
		is = side_find(&c->is, was->word, was->id);
		if (is == NULL)
			add_criterion(c, was->id, WHOSE_REMOVED);
		else if (is->tainted)
			add_criterion(c, was->id, WHOSE_CHANGED);
		else if (!str_eq(was->text, is->text))
			add_criterion(c, was->id, is_milder(was, is,
			    &w->arena) ? WHOSE_MILDER : WHOSE_CHANGED);
	}
	w->own = ARENA_ARRAY(&w->arena, c->is.n, const char *);
	for (size_t i = 0; i < c->is.n; i++) {
		is = &c->is.statement[i];
		if (is->criterion != NULL &&
		    side_find(&c->was, is->word, is->id) == NULL &&
		    (!whose_is_earlier(w) || published_find(&c->published,
		    is->file->path) == NULL))
			w->own[w->nown++] = arena_memdup(&w->arena, is->id.p,
			    is->id.n);
	}
}

/* ---- statements beside criteria and definitions ---- */

/* How often a statement stands there, in these words. */
static size_t
times(const struct side *s, const struct side_statement *x)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += str_eq(s->statement[i].text, x->text);
	return n;
}

/* Those of `a` that `b` has not as often, or whose definitions changed. */
static void
compare_others(struct comparing *c, const struct side *a, const struct side *b)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct side_statement *x = &a->statement[i];

		if (str_is(x->word, "criterion") || str_is(x->word, "define"))
			continue;
		if (x->tainted || times(a, x) != times(b, x))
			add_other(c, x->id.n == 0 ? x->word : str_of(
			    arena_printf(&c->w->arena, "%.*s %.*s",
			    STR_ARG(x->word), STR_ARG(x->id))), WHOSE_CHANGED);
	}
}

/* ---- parameters and files ---- */

static const char *
member_of(enum parameter_unit u)
{
	static const char *const name[] = { [UNIT_NUMBER] = "number",
		[UNIT_DAYS] = "days", [UNIT_MONTHS] = "months",
		[UNIT_PERCENT] = "percent" };

	return name[u];
}

static void
compare_parameters(struct comparing *c)
{
	const struct json *all = json_get(c->main, "parameters");

	for (size_t i = 0; i < c->standard->nparameters; i++) {
		const struct parameter *p = &c->standard->parameter[i];
		const struct json *j = json_get(all, p->name);
		int64_t given = whose_is_earlier(c->w) ? p->given :
		    json_int(json_get(j, member_of(p->unit)), -1);
		const char *lenient = json_cstr(json_get(j, "lenient"));
		bool milder = given >= 0 && strcmp(lenient,
		    p->value > given ? "more" : "less") == 0;

		/* One that nobody published: standard.json is named. */
		if (j == NULL || p->value == given)
			continue;
		add(c->w, &c->w->parameter, &c->w->nparameters,
		    &c->cap_parameters, str_of(p->name),
		    milder ? WHOSE_MILDER : WHOSE_CHANGED);
		c->w->parameter[c->w->nparameters - 1].given = given;
	}
}

/* Rules are compared statement by statement. */
static void
compare_files(struct comparing *c)
{
	const struct standard *s = c->standard;

	for (size_t i = 0; i < c->published.nfiles; i++) {
		const struct published_file *f = &c->published.file[i];
		size_t k = 0;

		while (k < s->nfiles && !str_is(f->path, s->file[k].path))
			k++;
		if (is_rules(f->path))
			continue;
		if (k == s->nfiles)
			add_other(c, f->path, WHOSE_REMOVED);
		else if (!str_is(f->sha256, s->file[k].sha256))
			add_other(c, f->path, WHOSE_CHANGED);
	}
	for (size_t i = 0; i < s->nfiles; i++)
		if (!is_rules(str_of(s->file[i].path)) &&
		    published_find(&c->published, s->file[i].path) == NULL)
			add_other(c, str_of(s->file[i].path), WHOSE_CHANGED);
}

/* ---- all of it ---- */

static int
read_sides(struct comparing *c)
{
	const struct published *p = &c->published;
	const struct standard *s = c->standard;
	struct arena *a = &c->w->arena;

	side_init(&c->was, p->nfiles, a);
	side_init(&c->is, s->nfiles, a);
	for (size_t i = 0; i < p->nfiles; i++)
		if (is_rules(p->file[i].path) && side_add(&c->was,
		    arena_memdup(a, p->file[i].path.p, p->file[i].path.n),
		    p->file[i].text, c->e) == -1)
			return -1;
	for (size_t i = 0; i < s->nfiles; i++)
		if (is_rules(str_of(s->file[i].path)) && side_add(&c->is,
		    s->file[i].path, s->file[i].text, c->e) == -1)
			return -1;
	return 0;
}

int
whose_of(struct whose *w, const struct standard *s, struct err *e)
{
	struct comparing c = { .w = w, .standard = s, .e = e };
	int status;

	*w = (struct whose){ .digest = "" };
	status = find_published(&c);
	if (status == 0)
		find_digest(&c);
	if (status == 0 && w->against != NULL) {
		status = read_sides(&c);
		if (status == 0) {
			side_taint(&c.is, &c.was);
			compare_criteria(&c);
			compare_others(&c, &c.was, &c.is);
			compare_others(&c, &c.is, &c.was);
			compare_parameters(&c);
			compare_files(&c);
		}
		side_fini(&c.was);
		side_fini(&c.is);
	}
	json_free(c.main);
	if (status == -1)
		whose_free(w);
	return status;
}

void
whose_free(struct whose *w)
{
	arena_fini(&w->arena);
	*w = (struct whose){ .digest = "" };
}
