/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows read a second time: the index holds no values, so what an earlier row
 * of the call said is looked up where it stands in its file.
 */
#include "importer/rows_internal.h"

#include "shared/base/csv.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"

#define LINES_COUNTED 1000 /* conflicts that name the earlier row's line */

static bool
take_again(void *ctx, const struct csv_row *row)
{
	struct rows *r = ctx;

	r->row = row;
	rows_convert(r);
	return false;
}

/* The row that starts at an offset, with its quoted line ends. */
static struct str
row_text(struct str text, uint64_t offset)
{
	const char *p = text.p + offset, *end = text.p + text.n;
	bool quoted = false;

	for (; p < end; p++) {
		if (*p == '"')
			quoted = !quoted;
		else if (!quoted && (*p == '\n' || *p == '\r'))
			break;
	}
	return str_range(text.p + offset, p);
}

/* Converts a row of the job once more; fields and key live in r->again. */
static bool
read_again(struct rows *r, uint64_t place, struct str *fields, struct str *key)
{
	struct rows *g = r->again;
	struct err e = { 0 };

	if (g == NULL) {
		g = mem_calloc(1, sizeof(*g));
		rows_init(g, r->s, r->j, r->state);
		g->convert.say = NULL;
		g->quiet_pass = true;
		g->e = &g->own_err;
		r->again = g;
	}
	for (size_t f = 0; f < r->j->schema->nfields; f++) {
		g->convert.field[f].order = r->convert.field[f].order;
		g->convert.field[f].order_failed =
		    r->convert.field[f].order_failed;
		g->convert.field[f].decimal = r->convert.field[f].decimal;
		g->convert.field[f].decimal_failed =
		    r->convert.field[f].decimal_failed;
	}
	g->row = NULL;
	if (csv_read(row_text(r->j->source.text, PLACE_OFFSET(place)),
	    r->j->source.delimiter, take_again, g, &e) == -1 || g->row == NULL)
		return false;
	g->row = NULL;
	*fields = str_range(g->line.p + g->fields_at, g->line.p + g->line.n);
	*key = (struct str){ g->line.p + g->key_at, g->key_n };
	return true;
}

bool
rows_source_key(void *ctx, uint64_t place, struct str key)
{
	struct session *s = ctx;
	struct str fields, other;

	return read_again(s->job[PLACE_PART(place)].rows, place, &fields,
	    &other) && str_eq(key, other);
}

bool
rows_fields_at(struct session *s, uint64_t place, struct str *fields)
{
	struct str key;

	return read_again(s->job[PLACE_PART(place)].rows, place, fields, &key);
}

bool
rows_is_same(struct rows *r, const struct state_entry *x)
{
	struct str fields, key;

	if ((x->place & ENTRY_SOURCE) == 0)
		return state_same(r->state, x->place, rows_fields(r));
	return read_again(r->s->job[PLACE_PART(x->place)].rows, x->place,
	    &fields, &key) && str_eq(fields, rows_fields(r));
}

/* First field in which two records differ, with both values in canonical form. */
static bool
first_difference(const struct schema *s, struct str a, struct str b,
    unsigned *field, struct str *va, struct str *vb)
{
	const char *p = a.p, *q = b.p, *pe = a.p + a.n, *qe = b.p + b.n;

	for (*field = 0; *field < s->nfields; (*field)++) {
		*va = str_range(p, state_field_end(p, pe));
		*vb = str_range(q, state_field_end(q, qe));
		if (!str_eq(*va, *vb))
			return true;
		p = va->p + va->n < pe ? va->p + va->n + 1 : pe;
		q = vb->p + vb->n < qe ? vb->p + vb->n + 1 : qe;
	}
	return false;
}

static unsigned long long
line_of(const struct job *j, uint64_t place)
{
	const char *p = j->source.text.p, *end = p + PLACE_OFFSET(place);
	unsigned long long n = 1 + j->source.line0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		n++;
		p++;
	}
	return n;
}

void
rows_say_conflict(struct rows *r, const struct state_entry *x)
{
	const struct schema *s = r->j->schema;
	const struct map_field *m = &r->j->map.field[s->key];
	struct finding f;
	struct str fields, key, va, vb;
	char where[64] = "an earlier row";
	unsigned field;

	r->column = m->n > 0 ? m->column[0] + 1 : 0;
	f = rows_finding(r);
	f.field = str_of(s->field[s->key].name);
	f.code = "key-doubled";
	if (r->column == 0)
		f.value = rows_key(r);
	if ((x->place & ENTRY_SOURCE) != 0 && r->conflicts < LINES_COUNTED)
		snprintf(where, sizeof(where), "the row in line %llu",
		    line_of(r->j, x->place));
	if ((x->place & ENTRY_SOURCE) != 0 && read_again(r, x->place, &fields,
	    &key) && first_difference(s, rows_fields(r), fields, &field, &va,
	    &vb))
		finding_say(&r->s->findings, &f, "%s has the same key but "
		    "another %s (\"%.*s\" there, \"%.*s\" here); give each "
		    "record a key of its own, or remove one of the rows",
		    where, s->field[field].title,
		    STR_ARG(utf8_cut(vb, 60)), STR_ARG(utf8_cut(va, 60)));
	else
		finding_say(&r->s->findings, &f, "%s has the same key but "
		    "other values; give each record a key of its own, or "
		    "remove one of the rows", where);
}
