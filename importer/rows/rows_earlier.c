/* SPDX-License-Identifier: Apache-2.0 */
/* The row in hand beside an earlier one of the call; see rows_internal.h. */
#include "importer/rows/rows_internal.h"

#include <stdio.h>

#include "shared/base/utf8.h"

#define LINES_COUNTED 1000 /* conflicts that name the earlier row's line */

/* A row of a file of this call once more; texts live in that file's rows. */
static bool
read_earlier(struct session *s, uint64_t place, struct str *fields,
    struct str *key)
{
	struct rows *r = s->job[PLACE_PART(place)].rows;

	if (r->reread == NULL)
		r->reread = rows_reread_new(s, r->j, r->state);
	return rows_reread_at(r->reread, &r->line, place, fields, key);
}

bool
rows_source_key(void *ctx, uint64_t place, struct str key)
{
	struct session *s = ctx;
	struct str fields, other;

	return read_earlier(s, place, &fields, &other) && str_eq(key, other);
}

bool
rows_fields_at(struct session *s, uint64_t place, struct str *fields)
{
	struct str key;

	return read_earlier(s, place, fields, &key);
}

bool
rows_is_same(struct rows *r, const struct state_entry *x)
{
	struct str fields, key;

	if ((x->place & ENTRY_SOURCE) == 0)
		return state_same(r->state, x->place,
		    rows_line_fields(&r->line));
	return read_earlier(r->s, x->place, &fields, &key) &&
	    str_eq(fields, rows_line_fields(&r->line));
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
	unsigned column = rows_line_column(&r->line, s->key), field;
	struct finding f = rows_line_finding(&r->line, column);
	struct str fields, key, va, vb;
	char where[64] = "an earlier row";
	bool here = (x->place & ENTRY_SOURCE) != 0;

	f.field = str_of(s->field[s->key].name);
	f.code = "key-doubled";
	if (column == 0)
		f.value = rows_line_key(&r->line);
	/* It may be one of an earlier file, which a row of this one repeats. */
	if (here && PLACE_PART(x->place) == r->j->number &&
	    r->conflicts < LINES_COUNTED)
		snprintf(where, sizeof(where), "the row in line %llu",
		    line_of(r->j, x->place));
	if (here && read_earlier(r->s, x->place, &fields, &key) &&
	    first_difference(s, rows_line_fields(&r->line), fields, &field,
	    &va, &vb))
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
