/* SPDX-License-Identifier: Apache-2.0 */
/* Which of its meanings a column has, from the other columns; see map.h. */
#include "importer/map_internal.h"

#include "importer/fold.h"
#include "shared/base/mem.h"

bool
map_is_headed(const struct map_column *c, struct str folded)
{
	struct str rest = c->forms, form;

	while (folded.n > 0 && str_next(&rest, '\n', &form))
		if (str_eq(form, folded))
			return true;
	return false;
}

void
map_leave_out(struct mapping *m, size_t i, size_t kept,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l)
{
	struct finding f = map_at_column(m, i, place);
	const char *title = schema->field[m->column[kept].field].title;
	char a[CELL_NAME], b[CELL_NAME];

	column_name(a, m->column[i].number);
	column_name(b, m->column[kept].number);
	f.code = "column-left-out";
	f.level = LEVEL_WARNING;
	if (m->column[kept].made)
		finding_say(l, &f, "column %s, \"%.*s\", is left out: the "
		    "mapping file's \"unpivot\" gives %s", a,
		    STR_ARG(f.header), title);
	else
		finding_say(l, &f, "column %s, \"%.*s\", is left out: column "
		    "%s, \"%.*s\", is %s", a, STR_ARG(f.header), b,
		    STR_ARG(m->column[kept].header), title);
	m->column[i].ignored = true;
	m->column[i].field = FIELD_NOT;
}

/* The rule of a field about this header, or NULL. */
static const struct field_context *
rule_of(const struct field *f, const struct map_column *c)
{
	const struct field_context *found = NULL;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t i = 0; found == NULL && i < f->ncontexts; i++)
		for (size_t k = 0; k < f->context[i].nheaders; k++) {
			buf_reset(&b);
			fold_header(&b, str_of(f->context[i].header[k]));
			if (map_is_headed(c, buf_view(&b)))
				found = &f->context[i];
		}
	buf_fini(&b);
	return found;
}

/* A field's own name stands above another field's alias. */
static void
choices_of(struct choice *c, const struct headers *h,
    const struct schema *schema, unsigned reg, const struct map_column *col)
{
	const struct header_hit *hit;
	size_t n = headers_find(h, (int)reg, col->header, &hit);
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
		c->context[i] = rule_of(&schema->field[c->hit[i]->field], col);
}

static bool
is_unused(const struct schema *schema, const struct map_column *col)
{
	struct buf b;
	bool yes = false;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t k = 0; k < schema->nunused && !yes; k++) {
		buf_reset(&b);
		fold_header(&b, str_of(schema->unused[k].header));
		yes = map_is_headed(col, buf_view(&b));
	}
	buf_fini(&b);
	return yes;
}

/* Headers that exports have and no field takes: said once for all of them. */
static void
leave_out_unused(struct mapping *m, const struct choice *c,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l)
{
	struct finding f = *place;
	struct buf names;
	size_t n = 0;

	buf_init(&names, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < m->n; i++) {
		struct map_column *col = &m->column[i];
		char letters[CELL_NAME];

		if (c[i].n > 0 || col->ignored || col->filters ||
		    col->field != FIELD_NOT || !is_unused(schema, col))
			continue;
		column_name(letters, col->number);
		buf_printf(&names, "%s%s \"%.*s\"", n++ == 0 ? "" : ", ",
		    letters, STR_ARG(col->header));
		col->ignored = true;
		f = map_at_column(m, i, place);
	}
	if (n > 0) {
		f.column = n == 1 ? f.column : 0;
		f.code = "column-left-out";
		f.level = LEVEL_WARNING;
		finding_say(l, &f, "left out, because no column of %s holds "
		    "what %s: %s", schema->title, n == 1 ? "it says" :
		    "they say", buf_cstr(&names));
	}
	buf_fini(&names);
}

static void
settle(struct mapping *m, size_t i, const struct header_hit *hit, bool *taken)
{
	m->column[i].field = (int)hit->field;
	m->column[i].lang = hit->lang;
	m->column[i].rank = hit->rank;
	m->column[i].is_reversed = hit->is_reversed;
	taken[hit->field] = true;
}

/* Gives every column the field that is left for it; true when one was given. */
static bool
settle_round(struct mapping *m, struct choice *c, bool *taken, bool by_need,
    const struct schema *schema)
{
	bool any = false;

	for (size_t i = 0; i < m->n; i++) {
		size_t kept = 0, pick = 0, best = 0;

		if (m->column[i].field != FIELD_NOT || c[i].n < 2)
			continue;
		for (size_t k = 0; k < c[i].n; k++)
			if (!taken[c[i].hit[k]->field])
				c[i].hit[kept++] = c[i].hit[k];
		if (kept == 0) {
			/* All are taken: a second column for the first. */
			settle(m, i, c[i].hit[0], taken);
			any = true;
			continue;
		}
		c[i].n = kept;
		for (size_t k = 0; k < kept; k++)
			if (schema->field[c[i].hit[k]->field].need ==
			    NEED_REQUIRED) {
				best++;
				pick = k;
			}
		if (kept == 1 || (by_need && best == 1)) {
			settle(m, i, c[i].hit[kept == 1 ? 0 : pick], taken);
			any = true;
		}
	}
	return any;
}

void
map_choose(struct mapping *m, struct choice *c, const struct headers *h,
    const struct schema *schema, unsigned reg, bool *taken,
    const struct finding *place, struct finding_list *l)
{
	for (size_t i = 0; i < m->n; i++)
		if (!m->column[i].ignored && m->column[i].how == NULL &&
		    !m->column[i].made)
			choices_of(&c[i], h, schema, reg, &m->column[i]);
	map_join(m, c, schema, taken, place, l);
	map_apply_context(m, c, schema, place, l);
	leave_out_unused(m, c, schema, place, l);
	for (size_t i = 0; i < m->n; i++)
		if (c[i].n == 1 && !m->column[i].ignored)
			settle(m, i, c[i].hit[0], taken);
	while (settle_round(m, c, taken, false, schema))
		;
	/* Then the one field among them that every record should have. */
	while (settle_round(m, c, taken, true, schema))
		;
}
