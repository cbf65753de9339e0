/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the other columns of a file say about a header: the standard's context
 * rules, and values that stand in several columns; see map_internal.h.
 */
#include "importer/map_internal.h"

#include <stdlib.h>

#include "importer/fold.h"
#include "shared/base/mem.h"

/* Is the column the field beyond doubt? */
static bool
is_certain(const struct mapping *m, const struct choice *c, unsigned field,
    size_t i)
{
	if (m->column[i].ignored)
		return false;
	if (m->column[i].field == (int)field)
		return true;
	for (size_t k = 0; k < c[i].n; k++)
		if (c[i].hit[k]->field == field && c[i].context[k] == NULL)
			return true;
	return false;
}

size_t
map_certain(const struct mapping *m, const struct choice *c, unsigned field,
    size_t self)
{
	size_t i = 0;

	while (i < m->n && (i == self || !is_certain(m, c, field, i)))
		i++;
	return i;
}

const char *
map_context_name(const struct schema *schema, const char *entry)
{
	int f = schema_field(schema, str_of(entry));

	return f == -1 ? entry : schema->field[f].title;
}

/* The column, other than self, that an entry of a rule names; n: none. */
static size_t
find_entry(const struct mapping *m, const struct choice *c,
    const struct schema *schema, const char *entry, size_t self)
{
	int f = schema_field(schema, str_of(entry));
	size_t found = m->n;
	struct buf b;

	if (f != -1)
		return map_certain(m, c, (unsigned)f, self);
	buf_init(&b, BUF_MAX_DEFAULT);
	fold_header(&b, str_of(entry));
	for (size_t i = 0; i < m->n && found == m->n; i++)
		if (i != self && !m->column[i].ignored &&
		    map_is_headed(&m->column[i], buf_view(&b)))
			found = i;
	buf_fini(&b);
	return found;
}

/* Does the rule let the meaning stand? *against: the column that denies it. */
static bool
holds(const struct mapping *m, const struct choice *c,
    const struct schema *schema, const struct field_context *x, size_t self,
    size_t *against)
{
	bool with = x->nwith == 0;

	*against = m->n;
	for (size_t k = 0; k < x->nwithout && *against == m->n; k++)
		*against = find_entry(m, c, schema, x->without[k], self);
	for (size_t k = 0; k < x->nwith && !with; k++)
		with = find_entry(m, c, schema, x->with[k], self) < m->n;
	return with && *against == m->n;
}

static void
say_denied(struct mapping *m, size_t i, size_t against, const char *title,
    const struct finding *place, struct finding_list *l)
{
	struct finding f = map_at_column(m, i, place);
	char a[CELL_NAME], b[CELL_NAME];

	column_name(a, m->column[i].number);
	column_name(b, m->column[against].number);
	f.code = "column-left-out";
	f.level = LEVEL_WARNING;
	finding_say(l, &f, "column %s, \"%.*s\", is left out: beside column "
	    "%s, \"%.*s\", it does not mean %s", a, STR_ARG(f.header), b,
	    STR_ARG(m->column[against].header), title);
}

void
map_apply_context(struct mapping *m, struct choice *c,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l)
{
	bool (*keep)[CHOICE_MAX] = mem_calloc(m->n, sizeof(*keep));
	size_t *against = mem_calloc(m->n, sizeof(*against));

	for (size_t i = 0; i < m->n; i++) {
		against[i] = m->n;
		for (size_t k = 0; k < c[i].n; k++) {
			size_t a = m->n;

			keep[i][k] = c[i].context[k] == NULL || holds(m, c,
			    schema, c[i].context[k], i, &a);
			if (keep[i][k])
				continue;
			if (c[i].denied == NULL || a < m->n) {
				c[i].denied = c[i].hit[k];
				c[i].rule = c[i].context[k];
			}
			if (a < m->n)
				against[i] = a;
		}
	}
	for (size_t i = 0; i < m->n; i++) {
		size_t kept = 0, n = c[i].n;

		for (size_t k = 0; k < n; k++) {
			c[i].context[kept] = c[i].context[k];
			if (keep[i][k])
				c[i].hit[kept++] = c[i].hit[k];
		}
		c[i].n = kept;
		if (n == 0 || kept > 0 || against[i] == m->n)
			continue;
		if (!m->column[i].filters)
			say_denied(m, i, against[i],
			    schema->field[c[i].denied->field].title, place,
			    l);
		m->column[i].ignored = true;
	}
	free(against);
	free(keep);
}

/* ---- values in several columns ---- */

struct parts {
	size_t column[4];
	size_t n;
};

/* The columns of "A + B", when every one is there. */
static bool
find_parts(const struct mapping *m, const char *joined, struct parts *p)
{
	struct str rest = str_of(joined), part;
	bool all = true;
	struct buf b;

	p->n = 0;
	buf_init(&b, BUF_MAX_DEFAULT);
	while (all && str_next(&rest, '+', &part)) {
		size_t i = 0;

		buf_reset(&b);
		fold_header(&b, part);
		while (i < m->n && (m->column[i].ignored ||
		    m->column[i].field != FIELD_NOT ||
		    !map_is_headed(&m->column[i], buf_view(&b))))
			i++;
		all = i < m->n && p->n < sizeof(p->column) /
		    sizeof(p->column[0]);
		for (size_t k = 0; all && k < p->n; k++)
			all = p->column[k] != i;
		if (all)
			p->column[p->n++] = i;
	}
	buf_fini(&b);
	return all;
}

static bool
is_part(const struct parts *p, size_t i)
{
	for (size_t k = 0; k < p->n; k++)
		if (p->column[k] == i)
			return true;
	return false;
}

/* A column beside the parts that is the field beyond doubt; n: none. */
static size_t
certain_beside(const struct mapping *m, const struct choice *c, unsigned field,
    const struct parts *p)
{
	size_t i = 0;

	while (i < m->n && (is_part(p, i) || !is_certain(m, c, field, i)))
		i++;
	return i;
}

static void
join(struct mapping *m, struct choice *c, unsigned field, const char *lang,
    const struct parts *p)
{
	for (size_t k = 0; k < p->n; k++) {
		struct map_column *col = &m->column[p->column[k]];

		col->field = (int)field;
		col->lang = lang;
		col->part = (unsigned)k + 1;
		c[p->column[k]].n = 0;
	}
}

/* Parts that mean nothing else stand beside the whole: not needed. */
static void
leave_out_parts(struct mapping *m, const struct choice *c, unsigned field,
    size_t whole, const struct parts *p, const struct schema *schema,
    const struct finding *place, struct finding_list *l)
{
	int before = m->column[whole].field;

	m->column[whole].field = (int)field;
	for (size_t k = 0; k < p->n; k++)
		if (c[p->column[k]].n == 0)
			map_leave_out(m, p->column[k], whole, schema, place,
			    l);
	m->column[whole].field = before;
}

void
map_join(struct mapping *m, struct choice *c, const struct schema *schema,
    bool *taken, const struct finding *place, struct finding_list *l)
{
	for (size_t f = 0; f < schema->nfields; f++) {
		const struct field *fd = &schema->field[f];
		bool joined = false;

		for (size_t k = 0; k < fd->naliases && !joined; k++) {
			struct parts p;
			size_t whole;

			if (field_alias_kind(fd, k) != ALIAS_JOINED ||
			    !find_parts(m, fd->alias[k].header, &p))
				continue;
			whole = certain_beside(m, c, (unsigned)f, &p);
			if (whole < m->n) {
				leave_out_parts(m, c, (unsigned)f, whole, &p,
				    schema, place, l);
				continue;
			}
			join(m, c, (unsigned)f, fd->alias[k].lang, &p);
			taken[f] = joined = true;
		}
	}
}
