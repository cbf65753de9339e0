/* SPDX-License-Identifier: Apache-2.0 */
/* The walk over a register's batches for one key; see history.h. */
#include "importer/command/history.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/text/csv.h"
#include "shared/text/shell.h"

#define SUGGESTED 5

/* ---- the walk ---- */

/* What the batch made of the record, seen from before it. */
static enum history_what
what_of(const struct history *h, const struct prior_line *l)
{
	if (l->retires)
		return HISTORY_RETIRED;
	if (h->present)
		return HISTORY_CHANGED;
	return h->n == 0 ? HISTORY_NEW : HISTORY_RETURNED;
}

static void
keep_line(struct history *h, struct prior *p, const struct prior_line *l)
{
	h->present = !l->retires;
	if (l->retires)
		return;
	if (h->last != p && h->last != NULL) {
		prior_close(h->last);
		free(h->last);
	}
	h->last = p;
	h->line = *l;
}

static uint64_t
number(struct str s)
{
	uint64_t v = 0;

	for (size_t i = 0; i < s.n && ascii_is_digit(s.p[i]); i++)
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	return v;
}

static int
walk_batch(struct history *h, uint64_t index, struct answer *a, struct err *e)
{
	struct prior *p = mem_calloc(1, sizeof(*p));
	struct prior_line l;
	int got = prior_open(p, h->s->store, index, h->schema, e);

	while (got == 0 && (got = prior_next(p, &l, e)) == 1) {
		struct history_event x = { .index = index, .past = p };

		got = 0;
		if (!str_eq(l.key, buf_view(&h->raw)))
			continue;
		x.what = what_of(h, &l);
		x.line = &l;
		x.from = number(l.raw[1]);
		x.row = number(l.raw[2]);
		if (h->present) {
			x.before = &h->line;
			x.before_past = h->last;
		}
		history_put_event(a, h, &x);
		h->n++;
		keep_line(h, p, &l);
	}
	if (h->last != p) {
		prior_close(p);
		free(p);
	}
	return got == -1 ? -1 : 0;
}

int
history_walk(struct history *h, struct answer *a, struct err *e)
{
	const struct store *st = h->s->store;

	for (uint64_t i = 0; i < st->head.size; i++)
		if (prior_is_of(st, i, h->schema->name) &&
		    walk_batch(h, i, a, e) == -1)
			return -1;
	return 0;
}

void
history_init(struct history *h, struct session *s, unsigned reg,
    struct str key)
{
	*h = (struct history){ .s = s, .reg = reg,
		.schema = &s->std.reg[reg] };
	h->undone = store_undone(s->store, s->store->head.size,
	    STORE_NOT_UNDONE);
	buf_init(&h->raw, BUF_MAX_DEFAULT);
	csv_put_field(&h->raw, key);
}

void
history_fini(struct history *h)
{
	if (h->last != NULL)
		prior_close(h->last);
	free(h->last);
	free(h->undone);
	buf_fini(&h->raw);
}

/* ---- keys that may be meant ---- */

struct near {
	struct str key[SUGGESTED]; /* in the arena */
	unsigned distance[SUGGESTED];
	size_t n;
};

static void
fold(struct buf *out, struct str s)
{
	buf_reset(out);
	for (size_t i = 0; i < s.n; i++)
		buf_putc(out, ascii_lower(s.p[i]));
}

/* A start of the key is nearer than a likeness. */
static unsigned
distance(struct str want, struct str have)
{
	if (want.n > 0 && str_starts(have, want))
		return have.n > want.n;
	return 1 + str_distance(want, have, 1 + (unsigned)(want.n < 30 ?
	    want.n / 3 : 10));
}

static void
consider(struct near *x, struct arena *a, struct str key, unsigned d)
{
	size_t i = x->n < SUGGESTED ? x->n++ : SUGGESTED - 1;

	if (x->n == SUGGESTED && i == SUGGESTED - 1 && x->key[i].p != NULL &&
	    x->distance[i] <= d)
		return;
	for (; i > 0 && x->distance[i - 1] > d; i--) {
		x->distance[i] = x->distance[i - 1];
		x->key[i] = x->key[i - 1];
	}
	x->distance[i] = d;
	x->key[i] = (struct str){ arena_memdup(a, key.p, key.n), key.n };
}

static int
find_near(struct history *h, struct str key, struct near *x, struct arena *a,
    struct err *e)
{
	struct state *st = session_state(h->s, h->reg, e);
	unsigned far = 2 + (unsigned)(key.n < 30 ? key.n / 3 : 10);
	struct buf want, text, have;

	if (st == NULL)
		return -1;
	buf_init(&want, BUF_MAX_DEFAULT);
	buf_init(&text, BUF_MAX_DEFAULT);
	buf_init(&have, BUF_MAX_DEFAULT);
	fold(&want, key);
	for (size_t i = 0; i < st->n; i++) {
		unsigned d;

		buf_reset(&text);
		state_text(st, st->entry[i].place, h->schema->key, &text);
		fold(&have, buf_view(&text));
		d = distance(buf_view(&want), buf_view(&have));
		if (d < far)
			consider(x, a, buf_view(&text), d);
	}
	buf_fini(&want);
	buf_fini(&text);
	buf_fini(&have);
	return 0;
}

int
history_unknown(struct history *h, struct str key, struct err *e)
{
	struct near near = { .n = 0 };
	struct arena a = { 0 };
	struct buf b;

	if (find_near(h, key, &near, &a, e) == 0) {
		buf_init(&b, BUF_MAX_DEFAULT);
		for (size_t i = 0; i < near.n; i++) {
			buf_puts(&b, i == 0 ? "; did you mean " : i + 1 <
			    near.n ? ", " : " or ");
			shell_put(&b, near.key[i]);
		}
		if (near.n > 0)
			buf_putc(&b, '?');
		else if (h->schema->nderive > 0)
			buf_puts(&b, "; keys made of several fields are "
			    "written 'A|B|C', in quotes");
		err_set(e, ERR_NOT_FOUND, "%s never had a record %.*s%s",
		    h->schema->title, STR_ARG(key), buf_cstr(&b));
		buf_fini(&b);
	}
	arena_fini(&a);
	return -1;
}
