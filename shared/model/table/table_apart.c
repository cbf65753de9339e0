/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whose records are they: a register that has a field of type standard may hold
 * those of several. What a record says of it is gathered while it is filled;
 * those of another standard come to stand behind this one's, where no
 * population reaches and references still lead.
 */
#include <stdio.h>
#include <stdlib.h>

#include "shared/model/table/table_internal.h"

void
apart_name(struct apart *a, const struct standard *s, struct str title)
{
	char *end = a->names + a->n;
	size_t room = sizeof(a->names) - a->n;
	int n;

	if (str_is(title, s->name)) {
		a->is_own = true;
		return;
	}
	a->is_other = true;
	/* Each once, as many as there is room for. */
	for (const char *at = a->names; (at = strstr(at, "; ")) != NULL;
	    at += 2)
		if (str_starts(str_of(at + 2), title))
			return;
	if (str_starts(str_of(a->names), title) || title.n + 3 > room)
		return;
	n = snprintf(end, room, "%s%.*s", a->n == 0 ? "" : "; ",
	    STR_ARG(title));
	a->n += n < 0 ? 0 : (size_t)n;
}

/* Is the record another standard's? Then a->names says whose. */
static bool
is_apart(struct apart *a, const struct standard *s)
{
	if (a->is_own)
		return false;
	/* A record or clause that names no standard belongs to the store's. */
	if (a->by_field || (a->is_other && !a->is_bare))
		return true;
	if (s->unnamed == NULL)
		return false;
	apart_name(a, s, str_of(s->unnamed));
	return true;
}

bool
apart_add(struct loading *l, uint32_t record)
{
	struct apart *a = &l->apart;
	bool is = l->divides && is_apart(a, l->standard);
	struct apart_of *of;

	if (is) {
		l->t->apart = mem_grow(l->t->apart, &l->cap_apart,
		    l->t->napart, sizeof(*l->t->apart));
		of = &l->t->apart[l->t->napart++];
		of->record = record;
		snprintf(of->standard, sizeof(of->standard), "%s", a->names);
	}
	*a = (struct apart){ .n = 0 };
	return is;
}

/* ---- moving them behind the others ---- */

/* The elements of `size` bytes in the order of `from`. */
static void *
gather(void *p, size_t size, const uint32_t *from, uint32_t n)
{
	char *old = p, *out;

	if (p == NULL)
		return NULL;
	out = mem_realloc(NULL, n, size);
	for (uint32_t i = 0; i < n; i++)
		memcpy(out + i * size, old + from[i] * size, size);
	free(p);
	return out;
}

static void
gather_lists(struct column *c, const uint32_t *from, uint32_t n)
{
	uint32_t *start, *item, at = 0;

	if (c->start == NULL)
		return;
	start = mem_calloc(n + (size_t)1, sizeof(*start));
	item = mem_realloc(NULL, c->start[n] + (size_t)1, sizeof(*item));
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t k = c->start[from[i]]; k < c->start[from[i] + 1];
		    k++)
			item[at++] = c->item[k];
		start[i + 1] = at;
	}
	free(c->start);
	free(c->item);
	c->start = start;
	c->item = item;
}

static void
gather_column(struct column *c, const uint32_t *from, uint32_t n)
{
	c->text = gather(c->text, sizeof(*c->text), from, n);
	c->date = gather(c->date, sizeof(*c->date), from, n);
	c->number = gather(c->number, sizeof(*c->number), from, n);
	c->yesno = gather(c->yesno, sizeof(*c->yesno), from, n);
	c->word = gather(c->word, sizeof(*c->word), from, n);
	c->ref = gather(c->ref, sizeof(*c->ref), from, n);
	gather_lists(c, from, n);
}

void
table_divide(struct table *t)
{
	uint32_t *from, *to, own = 0, next = 0;

	if (t->napart == 0)
		return;
	/* Where each goes: the own in their order, then the others in theirs. */
	from = mem_calloc(t->n, sizeof(*from));
	to = mem_calloc(t->n, sizeof(*to));
	for (uint32_t i = 0; i < t->n; i++) {
		bool is = next < t->napart && t->apart[next].record == i;
		uint32_t at = is ? table_own(t) + next++ : own++;

		from[at] = i;
		to[i] = at;
	}
	/* All that is kept by record. */
	for (size_t k = 0; k < t->schema->nfields; k++)
		gather_column(&t->column[k], from, t->n);
	t->batch = gather(t->batch, sizeof(*t->batch), from, t->n);
	t->row = gather(t->row, sizeof(*t->row), from, t->n);
	for (size_t i = 0; i < t->key_slots; i++)
		if (t->key_slot[i] != 0)
			t->key_slot[i] = to[t->key_slot[i] - 1] + 1;
	for (uint32_t i = 0; i < t->napart; i++)
		t->apart[i].record = table_own(t) + i;
	free(from);
	free(to);
}
