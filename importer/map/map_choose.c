/* SPDX-License-Identifier: Apache-2.0 */
/* Which of its meanings a column has, from the other columns; see map.h. */
#include "importer/map/map_internal.h"

#include "shared/base/mem.h"

/* The rule of a field about this header, or NULL. */
static const struct field_context *
rule_of(const struct field *f, const struct map_column *c)
{
	for (size_t i = 0; i < f->ncontexts; i++)
		for (size_t k = 0; k < f->context[i].nheaders; k++)
			if (map_is_headed(c, str_of(f->context[i].header[k])))
				return &f->context[i];
	return NULL;
}

/* A field's own name stands above another field's alias. */
static void
find_choices(struct mapper *w, size_t column)
{
	const struct map_column *col = &w->m->column[column];
	struct map_choice *c = &w->choice[column];
	const struct header_hit *hit;
	size_t n = headers_find(w->headers, (int)w->reg, col->header, &hit);
	bool named = false;

	c->n = 0;
	for (size_t i = 0; i < n; i++) {
		if (hit[i].is_part || (named && !hit[i].is_name))
			continue;
		if (hit[i].is_name && !named) {
			named = true;
			c->n = 0;
		}
		if (c->n < CHOICE_MAX)
			c->hit[c->n++] = &hit[i];
	}
	for (size_t i = 0; i < c->n; i++)
		c->context[i] = rule_of(&w->schema->field[c->hit[i]->field],
		    col);
}

static bool
is_unused(const struct schema *schema, const struct map_column *col)
{
	for (size_t k = 0; k < schema->nunused; k++)
		if (map_is_headed(col, str_of(schema->unused[k].header)))
			return true;
	return false;
}

/* Headers that exports have and no field takes: said once for all of them. */
static void
leave_out_unused(struct mapper *w)
{
	struct finding f = w->place;
	struct buf names;
	size_t n = 0;

	buf_init(&names, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < w->m->n; i++) {
		struct map_column *col = &w->m->column[i];

		if (w->choice[i].n > 0 || col->ignored || col->filters ||
		    col->field != FIELD_NOT || !is_unused(w->schema, col))
			continue;
		buf_printf(&names, "%s%s \"", n++ == 0 ? "" : ", ",
		    col->letters);
		buf_str(&names, utf8_cut(col->header, FINDING_INPUT));
		buf_putc(&names, '"');
		col->ignored = true;
		f = map_at_column(w, i);
	}
	if (n > 0) {
		f.column = n == 1 ? f.column : 0;
		finding_add(w->findings, &f,
		    &map_message[MAP_MSG_LEFT_OUT_UNUSED],
		    VALUES(w->schema->title, n, buf_view(&names)));
	}
	buf_fini(&names);
}

static void
settle(struct mapper *w, size_t i, const struct header_hit *hit)
{
	struct map_column *col = &w->m->column[i];

	col->field = (int)hit->field;
	col->lang = hit->lang;
	col->rank = hit->rank;
	col->is_reversed = hit->is_reversed;
	w->taken[hit->field] = true;
}

/* The one field left for a column, or the one that every record should have. */
static const struct header_hit *
pick(const struct mapper *w, const struct map_choice *c, bool by_need)
{
	const struct header_hit *required = NULL;
	size_t n = 0;

	if (c->n == 1)
		return c->hit[0];
	for (size_t k = 0; by_need && k < c->n; k++)
		if (w->schema->field[c->hit[k]->field].need == NEED_REQUIRED) {
			required = c->hit[k];
			n++;
		}
	return n == 1 ? required : NULL;
}

/* Gives every column the field that is left for it; true when one was given. */
static bool
settle_round(struct mapper *w, bool by_need)
{
	bool any = false;

	for (size_t i = 0; i < w->m->n; i++) {
		struct map_choice *c = &w->choice[i];
		const struct header_hit *hit;
		size_t kept = 0;

		if (w->m->column[i].field != FIELD_NOT || c->n < 2)
			continue;
		for (size_t k = 0; k < c->n; k++)
			if (!w->taken[c->hit[k]->field])
				c->hit[kept++] = c->hit[k];
		/* All are taken: a second column for the first. */
		hit = c->hit[0];
		if (kept > 0) {
			c->n = kept;
			hit = pick(w, c, by_need);
		}
		if (hit != NULL) {
			settle(w, i, hit);
			any = true;
		}
	}
	return any;
}

void
map_choose(struct mapper *w)
{
	struct mapping *m = w->m;

	for (size_t i = 0; i < m->n; i++)
		if (!m->column[i].ignored && m->column[i].how == NULL &&
		    !m->column[i].made)
			find_choices(w, i);
	map_join(w);
	map_apply_context(w);
	leave_out_unused(w);
	for (size_t i = 0; i < m->n; i++)
		if (w->choice[i].n == 1 && !m->column[i].ignored)
			settle(w, i, w->choice[i].hit[0]);
	while (settle_round(w, false))
		;
	/* Then the one field among them that every record should have. */
	while (settle_round(w, true))
		;
}
