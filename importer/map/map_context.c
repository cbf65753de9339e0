/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the other columns of a file say about a header: the standard's context
 * rules, and values that stand in several columns; see map_internal.h.
 */
#include "importer/map/map_internal.h"

#include <stdlib.h>

#include "importer/common/fold.h"
#include "shared/base/mem.h"

bool
map_is_headed(const struct map_column *c, struct str name)
{
	struct str rest = c->forms, form;
	struct buf folded;
	bool is_headed = false;

	buf_init(&folded, BUF_MAX_DEFAULT);
	fold_header(&folded, name);
	while (folded.n > 0 && !is_headed && str_next(&rest, '\n', &form))
		is_headed = str_eq(form, buf_view(&folded));
	buf_fini(&folded);
	return is_headed;
}

/* Is the column the field beyond doubt? */
static bool
is_certain(const struct mapper *w, unsigned field, size_t i)
{
	const struct mapping *m = w->m;
	const struct map_choice *c = &w->choice[i];

	if (m->column[i].ignored)
		return false;
	if (m->column[i].field == (int)field)
		return true;
	for (size_t k = 0; k < c->n; k++)
		if (c->hit[k]->field == field && c->context[k] == NULL)
			return true;
	return false;
}

#define PARTS 4

/* Columns, one or the parts of a value. */
struct parts {
	size_t column[PARTS];
	size_t n;
};

static bool
is_part(const struct parts *p, size_t i)
{
	for (size_t k = 0; k < p->n; k++)
		if (p->column[k] == i)
			return true;
	return false;
}

/* A column beside these that is the field beyond doubt; n: none. */
static size_t
find_certain(const struct mapper *w, unsigned field, const struct parts *p)
{
	size_t i = 0;

	while (i < w->m->n && (is_part(p, i) || !is_certain(w, field, i)))
		i++;
	return i;
}

/* The column, other than self, that an entry of a rule names; n: none. */
static size_t
find_entry(const struct mapper *w, const char *entry, size_t self)
{
	const struct mapping *m = w->m;
	int f = schema_field(w->schema, str_of(entry));
	size_t i = 0;

	if (f != -1)
		return find_certain(w, (unsigned)f,
		    &(struct parts){ { self }, 1 });
	while (i < m->n && (i == self || m->column[i].ignored ||
	    !map_is_headed(&m->column[i], str_of(entry))))
		i++;
	return i;
}

/* Does the rule let the meaning stand? *against: the column that denies it. */
static bool
holds(const struct mapper *w, const struct field_context *x, size_t self,
    size_t *against)
{
	size_t none = w->m->n;
	bool with = x->nwith == 0;

	*against = none;
	for (size_t k = 0; k < x->nwithout && *against == none; k++)
		*against = find_entry(w, x->without[k], self);
	for (size_t k = 0; k < x->nwith && !with; k++)
		with = find_entry(w, x->with[k], self) < none;
	return with && *against == none;
}

/* Column i loses its meaning beside column `against`. */
static void
add_denied(const struct mapper *w, size_t i, size_t against)
{
	const struct map_column *c = &w->m->column[i];
	const struct map_column *k = &w->m->column[against];

	map_add(w, i, MAP_MSG_LEFT_OUT_CONTEXT, VALUES(c->letters,
	    MSG_INPUT(c->header), k->letters, MSG_INPUT(k->header),
	    w->schema->field[w->choice[i].denied->field].title));
}

/*
 * Which meanings of a column stand (keep); of those that do not, which one is
 * told of, and the column against it (*against, else n).
 */
static void
judge(const struct mapper *w, size_t i, bool keep[CHOICE_MAX],
    size_t *against)
{
	struct map_choice *c = &w->choice[i];

	*against = w->m->n;
	for (size_t k = 0; k < c->n; k++) {
		size_t a = w->m->n;

		keep[k] = c->context[k] == NULL ||
		    holds(w, c->context[k], i, &a);
		if (keep[k])
			continue;
		if (c->denied == NULL || a < w->m->n) {
			c->denied = c->hit[k];
			c->rule = c->context[k];
		}
		if (a < w->m->n)
			*against = a;
	}
}

static void
keep_only(struct map_choice *c, const bool keep[CHOICE_MAX])
{
	size_t kept = 0;

	for (size_t k = 0; k < c->n; k++) {
		c->context[kept] = c->context[k];
		if (keep[k])
			c->hit[kept++] = c->hit[k];
	}
	c->n = kept;
}

void
map_apply_context(struct mapper *w)
{
	struct mapping *m = w->m;
	bool (*keep)[CHOICE_MAX] = mem_calloc(m->n, sizeof(*keep));
	size_t *against = mem_calloc(m->n, sizeof(*against));

	/* All are judged before any loses a meaning. */
	for (size_t i = 0; i < m->n; i++)
		judge(w, i, keep[i], &against[i]);
	for (size_t i = 0; i < m->n; i++) {
		bool had = w->choice[i].n > 0;

		keep_only(&w->choice[i], keep[i]);
		if (!had || w->choice[i].n > 0 || against[i] == m->n)
			continue;
		if (!m->column[i].filters)
			add_denied(w, i, against[i]);
		m->column[i].ignored = true;
	}
	free(against);
	free(keep);
}

/* ---- values in several columns ---- */

/* The columns of "A + B", when every one is there. */
static bool
find_parts(const struct mapping *m, const char *joined, struct parts *p)
{
	struct str rest = str_of(joined), part;

	p->n = 0;
	while (str_next(&rest, '+', &part)) {
		size_t i = 0;

		while (i < m->n && (m->column[i].ignored ||
		    m->column[i].field != FIELD_NOT ||
		    !map_is_headed(&m->column[i], part)))
			i++;
		if (i == m->n || p->n == PARTS || is_part(p, i))
			return false;
		p->column[p->n++] = i;
	}
	return true;
}

static void
join(struct mapper *w, unsigned field, const char *lang,
    const struct parts *p)
{
	for (size_t k = 0; k < p->n; k++) {
		struct map_column *col = &w->m->column[p->column[k]];

		col->field = (int)field;
		col->lang = lang;
		col->part = (unsigned)k + 1;
		w->choice[p->column[k]].n = 0;
	}
}

/* Parts that mean nothing else stand beside the whole: not needed. */
static void
leave_out_parts(struct mapper *w, unsigned field, size_t whole,
    const struct parts *p)
{
	int before = w->m->column[whole].field;

	w->m->column[whole].field = (int)field;
	for (size_t k = 0; k < p->n; k++)
		if (w->choice[p->column[k]].n == 0)
			map_leave_out(w, p->column[k], whole);
	w->m->column[whole].field = before;
}

void
map_join(struct mapper *w)
{
	for (unsigned f = 0; f < w->schema->nfields; f++) {
		const struct field *fd = &w->schema->field[f];
		bool joined = false;

		for (size_t k = 0; k < fd->naliases && !joined; k++) {
			struct parts p;
			size_t whole;

			if (field_alias_kind(fd, k) != ALIAS_JOINED ||
			    !find_parts(w->m, fd->alias[k].header, &p))
				continue;
			whole = find_certain(w, f, &p);
			if (whole < w->m->n) {
				leave_out_parts(w, f, whole, &p);
				continue;
			}
			join(w, f, fd->alias[k].lang, &p);
			w->taken[f] = joined = true;
		}
	}
}
