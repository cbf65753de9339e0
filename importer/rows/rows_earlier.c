/* SPDX-License-Identifier: Apache-2.0 */
/* The row in hand beside an earlier one of the call; see rows_internal.h. */
#include "importer/rows/rows_internal.h"

#include "importer/rows/messages.h"
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

static uint64_t
line_of(const struct job *j, uint64_t place)
{
	const char *p = j->source.text.p, *end = p + PLACE_OFFSET(place);
	uint64_t n = 1 + j->source.line0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		n++;
		p++;
	}
	return n;
}

void
rows_add_conflict(struct rows *r, const struct state_entry *x)
{
	const struct schema *s = r->j->schema;
	struct finding_list *l = &r->s->findings;
	unsigned column = rows_line_column(&r->line, s->key), field;
	struct finding f = rows_line_finding(&r->line, column);
	struct str fields, key, here, there;

	f.field = str_of(s->field[s->key].name);
	if (column == 0)
		f.value = rows_line_key(&r->line);
	if ((x->place & ENTRY_SOURCE) == 0 ||
	    !read_earlier(r->s, x->place, &fields, &key) ||
	    !first_difference(s, rows_line_fields(&r->line), fields, &field,
	    &here, &there)) {
		finding_add(l, &f, &rows_message[ROWS_MSG_DOUBLED_OTHER],
		    MSG_NONE);
		return;
	}
	here = utf8_cut(here, 60);
	there = utf8_cut(there, 60);
	/* It may be one of an earlier file, which a row of this one repeats. */
	if (PLACE_PART(x->place) == r->j->number &&
	    r->conflicts < LINES_COUNTED)
		finding_add(l, &f, &rows_message[ROWS_MSG_DOUBLED_LINE],
		    MSG_ARGS(MSG_COUNT(line_of(r->j, x->place)),
		    MSG_TEXT(s->field[field].title), MSG_STR(there),
		    MSG_STR(here)));
	else
		finding_add(l, &f, &rows_message[ROWS_MSG_DOUBLED],
		    MSG_ARGS(MSG_TEXT(s->field[field].title), MSG_STR(there),
		    MSG_STR(here)));
}
