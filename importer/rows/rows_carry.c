/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a file has no column for stays: values of the record as it was go into
 * the line of its row.
 */
#include <stdlib.h>

#include "importer/rows/rows_internal.h"
#include "shared/base/mem.h"
#include "shared/text/csv.h"

#define MOST_FIELDS 256

static bool
is_lacking(const struct rows *r, unsigned f)
{
	const struct job *j = r->j;

	return f != j->schema->key && !map_gives(&j->map, f) &&
	    (j->withdrawn == NULL || !j->withdrawn[f]) &&
	    session_may_have(r->s, (unsigned)j->reg, f);
}

void
rows_carry_init(struct rows *r)
{
	size_t n = r->j->schema->nfields;

	r->carry = mem_calloc(n, sizeof(*r->carry));
	r->carried = mem_calloc(n, sizeof(*r->carried));
	for (unsigned f = 0; f < n && n <= MOST_FIELDS; f++)
		if (is_lacking(r, f))
			r->carry[r->ncarry++] = f;
}

void
rows_carry_from(struct rows *r, const struct state_entry *x)
{
	struct state *st = r->state;
	size_t i = (size_t)(x - st->entry);

	if ((x->place & (ENTRY_GONE | ENTRY_SOURCE)) != 0)
		return;
	if (i >= st->nwas) {
		st->was = mem_realloc(st->was, st->cap, sizeof(*st->was));
		memset(st->was + st->nwas, 0, (st->cap - st->nwas) *
		    sizeof(*st->was));
		st->nwas = st->cap;
	}
	st->was[i] = x->place;
}

/*
 * The record's fields as they were, raw: from the store, and where an earlier
 * file of the call has a column for one from there. False: there is none.
 */
static bool
find_earlier(struct rows *r, const struct state_entry *x, struct str *raw)
{
	const struct state *st = r->state;
	size_t i = (size_t)(x - st->entry);
	const struct job *other;
	struct str fields;

	if ((x->place & ENTRY_SOURCE) == 0)
		return (x->place & ENTRY_GONE) == 0 &&
		    state_raw(st, x->place, raw);
	/* A second row of one file is compared with the first as they are. */
	if ((x->place & ENTRY_SEEN_HERE) != 0)
		return false;
	for (size_t f = 0; f < st->schema->nfields; f++)
		raw[f] = STR("");
	if (i < st->nwas && st->was[i] != 0)
		(void)state_raw(st, st->was[i], raw);
	other = &r->s->job[PLACE_PART(x->place)];
	if (!rows_fields_at(r->s, x->place, &fields))
		return true;
	for (unsigned f = 0; f < st->schema->nfields; f++) {
		struct str value = state_next_field(&fields);

		if (map_gives(&other->map, f))
			raw[f] = value;
	}
	return true;
}

void
rows_carry(struct rows *r, const struct state_entry *x)
{
	struct rows_line *l = &r->line;
	struct str raw[MOST_FIELDS], fields = rows_line_fields(l);
	size_t next = 0, key_at = 0;
	bool any = false;
	struct buf out;

	if (!find_earlier(r, x, raw))
		return;
	for (size_t i = 0; i < r->ncarry; i++) {
		r->carried[i] += raw[r->carry[i]].n > 0;
		any = any || raw[r->carry[i]].n > 0;
	}
	if (!any)
		return;
	/* The line once more, with what stays where it has nothing. */
	buf_init(&out, BUF_MAX_DEFAULT);
	for (unsigned f = 0; f < l->j->schema->nfields; f++) {
		struct str value = state_next_field(&fields);

		if (f > 0)
			buf_putc(&out, ',');
		if (f == l->j->schema->key)
			key_at = out.n;
		if (next < r->ncarry && r->carry[next] == f)
			value = raw[r->carry[next++]];
		buf_str(&out, value);
	}
	l->text.n = l->fields_at;
	l->key_at = l->fields_at + key_at;
	buf_str(&l->text, buf_view(&out));
	buf_fini(&out);
}
