/* SPDX-License-Identifier: Apache-2.0 */
/* Records whose reference leads nowhere after a retirement; see retired.h. */
#include "importer/plan/retired.h"

#include <stdlib.h>

#include "importer/plan/messages.h"
#include "importer/rows/rows.h"
#include "shared/base/mem.h"
#include "shared/text/csv.h"

#define MOST_FIELDS 256
#define PLACES_SHOWN 6 /* registers and fields, in text */

void
retired_add(struct session *s, const struct job *j, const struct state *st,
    uint64_t place)
{
	struct buf key;

	buf_init(&key, 256);
	state_text(st, place, st->schema->key, &key);
	s->retired = mem_grow(s->retired, &s->cap_retired, s->nretired,
	    sizeof(*s->retired));
	s->retired[s->nretired++] = (struct retired){ (unsigned)j->reg,
		{ arena_memdup(&s->arena, key.p, key.n), key.n } };
	buf_fini(&key);
}

static int
by_key(const void *a, const void *b)
{
	const struct retired *x = a, *y = b;

	if (x->reg != y->reg)
		return x->reg < y->reg ? -1 : 1;
	return str_cmp(x->key, y->key);
}

/* A register that other records name, while it is told of. */
struct telling {
	struct session *s;
	unsigned reg;
	bool *named;        /* per retired record of the session */
	uint64_t records;   /* that name one */
	size_t places;      /* registers and fields where they do */
	struct buf where;
};

static bool
is_retired(struct telling *t, struct str key)
{
	const struct retired want = { t->reg, key }, *found = bsearch(&want,
	    t->s->retired, t->s->nretired, sizeof(want), by_key);

	if (found != NULL)
		t->named[found - t->s->retired] = true;
	return found != NULL;
}

/* Does a raw cell, one reference or many, name a retired record? */
static bool
names_retired(struct telling *t, const struct field *f, struct str raw)
{
	struct buf text, item;
	struct str rest, one;
	bool found = false;

	if (raw.n == 0)
		return false;
	buf_init(&text, 1024);
	buf_init(&item, 1024);
	rest = csv_canon_text(raw, &text);
	if (!f->list)
		found = is_retired(t, rest);
	while (f->list && csv_list_next(&rest, &one, &item))
		found |= is_retired(t, one);
	buf_fini(&text);
	buf_fini(&item);
	return found;
}

/* The fields of a live record, wherever it stands; false: it is gone. */
static bool
fields_of(struct session *s, const struct state *st, uint64_t place,
    struct str *raw)
{
	struct str fields;

	if ((place & ENTRY_GONE) != 0)
		return false;
	if ((place & ENTRY_SOURCE) == 0)
		return state_raw(st, place, raw);
	if (!rows_fields_at(s, place, &fields))
		return false;
	for (size_t f = 0; f < st->schema->nfields; f++)
		raw[f] = state_next_field(&fields);
	return true;
}

static void
put_place(struct telling *t, const struct schema *s, const struct field *f,
    uint64_t n)
{
	if (n == 0 || ++t->places > PLACES_SHOWN)
		return;
	buf_printf(&t->where, "%s%s (%s) %llu", t->places > 1 ? ", " : "",
	    s->title, f->title, (unsigned long long)n);
}

/* Counts, of one register, the records that name what was retired. */
static void
look_in(struct telling *t, const struct state *st)
{
	const struct schema *s = st->schema;
	uint64_t *n = mem_calloc(s->nfields, sizeof(*n));
	struct str raw[MOST_FIELDS];

	for (size_t i = 0; i < st->n; i++) {
		bool any = false;

		if (!fields_of(t->s, st, st->entry[i].place, raw))
			continue;
		for (size_t f = 0; f < s->nfields; f++)
			if (s->field[f].type == FIELD_REF &&
			    s->field[f].ref_register == (int)t->reg &&
			    names_retired(t, &s->field[f], raw[f])) {
				n[f]++;
				any = true;
			}
		t->records += any;
	}
	for (size_t f = 0; f < s->nfields; f++)
		put_place(t, s, &s->field[f], n[f]);
	free(n);
}

static bool
refers_to(const struct schema *s, unsigned reg)
{
	for (size_t f = 0; f < s->nfields; f++)
		if (s->field[f].type == FIELD_REF &&
		    s->field[f].ref_register == (int)reg)
			return s->nfields <= MOST_FIELDS;
	return false;
}

/* One register of which records were retired. */
static int
tell(struct session *s, struct job *j, struct err *e)
{
	struct telling t = { .s = s, .reg = (unsigned)j->reg };
	const struct finding f = job_finding(j);
	uint64_t named = 0;
	int status = 0;

	buf_init(&t.where, BUF_MAX_DEFAULT);
	t.named = mem_calloc(s->nretired, sizeof(*t.named));
	for (unsigned r = 0; r < s->std.nregisters && status == 0; r++) {
		const struct state *st;

		if (!refers_to(&s->std.reg[r], t.reg))
			continue;
		st = session_state(s, r, e);
		if (st == NULL)
			status = -1;
		else
			look_in(&t, st);
	}
	for (size_t i = 0; i < s->nretired; i++)
		named += t.named[i];
	if (t.places > PLACES_SHOWN)
		buf_puts(&t.where, " and others");
	if (status == 0 && named > 0) {
		j->warnings++;
		finding_add(&s->findings, &f,
		    &plan_message[PLAN_MSG_RETIRED_NAMED], VALUES(named,
		    j->schema->title, t.records, buf_view(&t.where)));
	}
	free(t.named);
	buf_fini(&t.where);
	return status;
}

int
retired_tell(struct session *s, struct err *e)
{
	if (s->nretired > 1)
		qsort(s->retired, s->nretired, sizeof(*s->retired), by_key);
	for (size_t i = 0; i < s->njobs; i++)
		if (s->job[i].counts.retired > 0 && s->job[i].outcome ==
		    JOB_BATCH && tell(s, &s->job[i], e) == -1)
			return -1;
	return 0;
}
