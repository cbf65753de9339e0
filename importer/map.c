/* SPDX-License-Identifier: Apache-2.0 */
/* Columns to fields; see map.h. Which register it is: map_recognise.c. */
#include "importer/map.h"

#include <stdlib.h>

#include "shared/base/mem.h"

void
map_init(struct mapping *m, const struct csv_row *header)
{
	*m = (struct mapping){ .n = header->n, .header_row = header->row,
		.header_line = header->line };
	m->column = ARENA_ARRAY(&m->arena, header->n, struct map_column);
	for (size_t i = 0; i < m->n; i++) {
		struct str s = str_trim(header->field[i]);

		m->column[i] = (struct map_column){
			.header = { arena_memdup(&m->arena, s.p, s.n), s.n },
			.field = FIELD_NOT, .lang = "" };
	}
}

void
map_fini(struct mapping *m)
{
	arena_fini(&m->arena);
	*m = (struct mapping){ .n = 0 };
}

bool
map_part_may_be_empty(const struct schema *s, size_t part)
{
	const struct derive_part *d = &s->derive[part];

	return d->n == 1 && s->field[d->field[0]].need != NEED_REQUIRED;
}

int
map_find_field(const struct headers *h, unsigned reg, struct str text)
{
	const struct header_hit *hit;
	size_t n = headers_find(h, (int)reg, text, &hit);
	int found = -1;

	for (size_t i = 0; i < n; i++) {
		if (hit[i].is_name)
			return (int)hit[i].field;
		if (found == -1)
			found = (int)hit[i].field;
	}
	return found;
}

/* The fields that each column can still mean. */
struct choice {
	const struct header_hit *hit[8];
	size_t n;
};

static bool
is_ignored(const struct import_opts *o, struct str header)
{
	struct buf a, b;
	bool yes = false;

	buf_init(&a, BUF_MAX_DEFAULT);
	buf_init(&b, BUF_MAX_DEFAULT);
	header_fold(&a, header);
	for (size_t i = 0; !yes && i < o->ignore_column.n; i++) {
		buf_reset(&b);
		header_fold(&b, str_of(o->ignore_column.item[i]));
		yes = (a.n > 0 && str_eq(buf_view(&a), buf_view(&b))) ||
		    str_is(header, o->ignore_column.item[i]);
	}
	buf_fini(&a);
	buf_fini(&b);
	return yes;
}

/* A field's own name stands above another field's alias. */
static void
choices_of(struct choice *c, const struct headers *h, unsigned reg,
    struct str header)
{
	const struct header_hit *hit;
	size_t n = headers_find(h, (int)reg, header, &hit);
	bool named = false;

	c->n = 0;
	for (size_t i = 0; i < n; i++) {
		if (named && !hit[i].is_name)
			continue;
		if (hit[i].is_name && !named) {
			named = true;
			c->n = 0;
		}
		if (c->n < sizeof(c->hit) / sizeof(c->hit[0]))
			c->hit[c->n++] = &hit[i];
	}
}

static void
settle(struct mapping *m, size_t i, const struct header_hit *hit, bool *taken)
{
	m->column[i].field = (int)hit->field;
	m->column[i].lang = hit->lang;
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

static void
assign(struct mapping *m, struct choice *c, const struct schema *schema,
    bool *taken)
{
	for (size_t i = 0; i < m->n; i++)
		if (!m->column[i].ignored && c[i].n == 1)
			settle(m, i, c[i].hit[0], taken);
	while (settle_round(m, c, taken, false, schema))
		;
	/* Then the one field among them that every record should have. */
	while (settle_round(m, c, taken, true, schema))
		;
}

static struct finding
at_column(const struct mapping *m, size_t i, const struct finding *place)
{
	struct finding f = *place;

	f.row = m->header_row;
	f.line = m->header_line;
	f.column = (unsigned)i + 1;
	f.header = m->column[i].header;
	f.value = f.header;
	return f;
}

static void
say_unknown(const struct mapping *m, size_t i, const struct headers *h,
    const struct schema *schema, unsigned reg, const bool *taken,
    const struct finding *place, struct finding_list *l)
{
	const struct header_hit *hit;
	struct finding f = at_column(m, i, place);
	char letters[CELL_NAME];

	column_name(letters, f.column);
	f.code = "column-unknown";
	hit = headers_suggest(h, reg, f.header, taken);
	if (hit != NULL)
		finding_say(l, &f, "column %s, \"%.*s\", is no column of %s; "
		    "did you mean \"%s\" (%s)? Rename it, or leave it out "
		    "with --ignore-column \"%.*s\"", letters,
		    STR_ARG(f.header), schema->title, hit->shown,
		    schema->field[hit->field].title, STR_ARG(f.header));
	else
		finding_say(l, &f, "column %s, \"%.*s\", is no column of %s; "
		    "rename it, or leave it out with --ignore-column "
		    "\"%.*s\"", letters, STR_ARG(f.header), schema->title,
		    STR_ARG(f.header));
}

static void
say_ambiguous(const struct mapping *m, size_t i, const struct choice *c,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l)
{
	struct finding f = at_column(m, i, place);
	struct buf names;

	buf_init(&names, 4096);
	for (size_t k = 0; k < c->n; k++)
		buf_printf(&names, "%s\"%s\"", k == 0 ? "" :
		    k + 1 == c->n ? " or " : ", ",
		    schema->field[c->hit[k]->field].title);
	f.code = "column-ambiguous";
	finding_say(l, &f, "column \"%.*s\" can mean %s; rename it to the one "
	    "that is meant, or leave it out with --ignore-column \"%.*s\"",
	    STR_ARG(f.header), buf_cstr(&names), STR_ARG(f.header));
	buf_fini(&names);
}

static void
say_doubled(const struct mapping *m, size_t first, size_t i,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l)
{
	struct finding f = at_column(m, i, place);
	const char *title = schema->field[m->column[i].field].title;
	char a[CELL_NAME], b[CELL_NAME];

	column_name(a, (unsigned)first + 1);
	column_name(b, (unsigned)i + 1);
	f.code = "column-doubled";
	f.field = str_of(schema->field[m->column[i].field].name);
	if (str_eq(m->column[first].header, f.header))
		finding_say(l, &f, "columns %s and %s are both headed \"%.*s\" "
		    "(%s); remove or rename one", a, b, STR_ARG(f.header),
		    title);
	else
		finding_say(l, &f, "columns %s, \"%.*s\", and %s, \"%.*s\", "
		    "are both %s; leave one out with --ignore-column \"%.*s\"",
		    a, STR_ARG(m->column[first].header), b, STR_ARG(f.header),
		    title, STR_ARG(f.header));
}

/* --set FIELD=VALUE where the field is of this register. */
static void
apply_set(struct mapping *m, const struct headers *h,
    const struct schema *schema, unsigned reg, const struct import_opts *o,
    const struct finding *place, struct finding_list *l)
{
	for (size_t i = 0; i < o->set.n; i++) {
		const char *eq = strchr(o->set.item[i], '=');
		int f = map_find_field(h, reg, str_range(o->set.item[i], eq));
		struct finding at;

		if (f == -1)
			continue;
		if (m->field[f].n > 0) {
			at = at_column(m, m->field[f].column[0], place);
			at.code = "set-and-column";
			finding_say(l, &at, "the file has a column for %s, and "
			    "--set %s gives a value too; leave one of them out",
			    schema->field[f].title, o->set.item[i]);
			continue;
		}
		m->field[f].set = eq + 1;
	}
}

static void
collect(struct mapping *m, const struct schema *schema,
    const struct finding *place, struct finding_list *l)
{
	unsigned french = 0, other = 0;

	m->nfields = schema->nfields;
	m->field = ARENA_ARRAY(&m->arena, m->nfields, struct map_field);
	for (size_t i = 0; i < m->n; i++) {
		struct map_column *c = &m->column[i];
		struct map_field *f;

		if (c->field == FIELD_NOT)
			continue;
		f = &m->field[c->field];
		if (f->n == 0)
			f->column = ARENA_ARRAY(&m->arena, m->n, unsigned);
		/* Repeated columns of a list are its items. */
		else if (!schema->field[c->field].list)
			say_doubled(m, f->column[0], i, schema, place, l);
		f->column[f->n++] = (unsigned)i;
		french += strcmp(c->lang, "fr") == 0;
		other += c->lang[0] != '\0' && strcmp(c->lang, "en") != 0 &&
		    strcmp(c->lang, "fr") != 0;
	}
	m->is_french = french > other;
}

void
map_columns(struct mapping *m, const struct headers *h,
    const struct schema *schema, unsigned reg, const struct import_opts *o,
    const struct finding *place, struct finding_list *l)
{
	struct choice *c = mem_calloc(m->n, sizeof(*c));
	bool *taken = mem_calloc(schema->nfields, sizeof(*taken));

	for (size_t i = 0; i < m->n; i++) {
		m->column[i].ignored = is_ignored(o, m->column[i].header);
		if (!m->column[i].ignored)
			choices_of(&c[i], h, reg, m->column[i].header);
	}
	assign(m, c, schema, taken);
	for (size_t i = 0; i < m->n; i++) {
		if (m->column[i].ignored || m->column[i].field != FIELD_NOT ||
		    m->column[i].header.n == 0)
			continue;
		if (c[i].n == 0)
			say_unknown(m, i, h, schema, reg, taken, place, l);
		else
			say_ambiguous(m, i, &c[i], schema, place, l);
	}
	collect(m, schema, place, l);
	apply_set(m, h, schema, reg, o, place, l);
	free(taken);
	free(c);
}
