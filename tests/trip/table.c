/* SPDX-License-Identifier: Apache-2.0 */
/* Random tables: which columns, under which headers, what the rows hold. */
#include "tests/trip/trip.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/text/csv.h"

struct maker {
	struct trip_table *t;
	const struct session *s;
	struct rng r;
	bool derived;          /* the key is made from other fields */
	bool *reversed;        /* per column */
};

/* ---- headers ---- */

static bool
in_context(const struct field *f, const char *header)
{
	for (size_t i = 0; i < f->ncontexts; i++)
		for (size_t k = 0; k < f->context[i].nheaders; k++)
			if (strcmp(f->context[i].header[k], header) == 0)
				return true;
	return false;
}

/* Can the header mean this field only, whatever stands beside it? */
static bool
is_certain(const struct maker *m, unsigned f, const char *header)
{
	const struct header_hit *hit;
	const struct field *fd = &m->t->schema->field[f];
	size_t n = headers_find(m->s->headers, (int)m->t->reg, str_of(header),
	    &hit);

	return n == 1 && hit->field == f && !hit->is_part &&
	    strchr(header, '+') == NULL && strchr(header, '(') == NULL &&
	    !in_context(fd, header) && !in_context(fd, hit->shown);
}

/* Other ways to write the same header. */
static const char *
dress(struct maker *m, const char *header)
{
	char *p = arena_memdup(m->t->arena, header, strlen(header));

	switch (rng_below(&m->r, 8)) {
	case 0:
		for (char *c = p; *c != '\0'; c++)
			*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
		break;
	case 1:
		for (char *c = p; *c != '\0'; c++)
			*c = *c == ' ' ? '_' : *c;
		break;
	case 2:
		return arena_printf(m->t->arena, " %s  ", p);
	case 3:
		for (char *c = p; *c != '\0'; c++)
			*c = *c == ' ' ? '\n' : *c;
		break;
	default:
		break;
	}
	return p;
}

static const char *
choose_header(struct maker *m, unsigned f, bool *reversed)
{
	const struct field *fd = &m->t->schema->field[f];
	size_t n = fd->naliases - fd->njoined;

	*reversed = false;
	for (int tries = 0; n > 0 && tries < 6 && rng_chance(&m->r, 80);
	    tries++) {
		size_t k = rng_below(&m->r, (unsigned)n);
		const char *h = fd->alias[k].header;

		if (!is_certain(m, f, h))
			continue;
		*reversed = field_alias_kind(fd, k) == ALIAS_REVERSED;
		return dress(m, h);
	}
	return dress(m, rng_chance(&m->r, 50) && is_certain(m, f, fd->title) ?
	    fd->title : fd->name);
}

/* A header of exports that no field takes; NULL when there is none. */
static const char *
unused_header(struct maker *m)
{
	const struct schema *s = m->t->schema;
	const struct header_hit *hit;
	const char *h;

	if (s->nunused == 0)
		return NULL;
	h = s->unused[rng_below(&m->r, (unsigned)s->nunused)].header;
	return headers_find(m->s->headers, (int)m->t->reg, str_of(h), &hit) ==
	    0 ? h : NULL;
}

/* ---- columns ---- */

static bool
is_derive_part(const struct schema *s, unsigned f)
{
	for (size_t d = 0; d < s->nderive; d++)
		if (s->derive[d].field[0] == f)
			return true;
	return false;
}

static bool
wants_field(struct maker *m, unsigned f)
{
	const struct schema *s = m->t->schema;

	if (f == s->key)
		return !m->derived;
	if (m->derived && is_derive_part(s, f))
		return true;
	return rng_chance(&m->r, 60);
}

static void
shuffle(struct maker *m)
{
	struct trip_table *t = m->t;

	for (size_t i = t->ncolumns; i > 1; i--) {
		size_t k = rng_below(&m->r, (unsigned)i);
		struct trip_column c = t->column[k];
		bool b = m->reversed[k];

		t->column[k] = t->column[i - 1];
		t->column[i - 1] = c;
		m->reversed[k] = m->reversed[i - 1];
		m->reversed[i - 1] = b;
	}
}

static void
add_column(struct maker *m, int field, const char *header, bool reversed)
{
	struct trip_table *t = m->t;

	m->reversed[t->ncolumns] = reversed;
	t->column[t->ncolumns++] = (struct trip_column){ field, header,
		(unsigned)rng_next(&m->r) };
}

static void
make_columns(struct maker *m)
{
	struct trip_table *t = m->t;
	const struct schema *s = t->schema;
	const char *unused = rng_chance(&m->r, 20) ? unused_header(m) : NULL;

	t->column = ARENA_ARRAY(t->arena, s->nfields + 1, struct trip_column);
	m->reversed = ARENA_ARRAY(t->arena, s->nfields + 1, bool);
	do {
		t->ncolumns = 0;
		for (unsigned f = 0; f < s->nfields; f++) {
			bool reversed;

			if (!wants_field(m, f))
				continue;
			add_column(m, (int)f, choose_header(m, f, &reversed),
			    false);
			m->reversed[t->ncolumns - 1] = reversed;
		}
	} while (t->ncolumns < 2);
	if (unused != NULL)
		add_column(m, -1, unused, false);
	shuffle(m);
}

/* ---- rows ---- */

/* A key that no other row has. */
static void
make_key(struct maker *m, struct trip_cell *c, size_t row, struct buf *canon)
{
	unsigned n = (unsigned)row + 1;

	*c = (struct trip_cell){ .kind = TRIP_TEXT,
		.look = (unsigned)rng_next(&m->r) };
	switch (m->t->number % 5) {
	case 0:
		buf_printf(canon, "%06u", n);
		c->kind = TRIP_DIGITS;
		break;
	case 1:
		buf_printf(canon, "%u", 100 + n);
		c->kind = TRIP_DIGITS;
		break;
	case 2:
		buf_printf(canon, "R-%03u", n);
		break;
	case 3:
		buf_printf(canon, "00%u, \"%u\"", n, n);
		break;
	default:
		buf_printf(canon, "\xc3\x84/%u;|\\", n);
		break;
	}
	c->text = str_of(arena_memdup(m->t->arena, canon->p, canon->n));
}

/*
 * A part of a derived key, which is the cell as it is written: text of its own
 * in every row, a known word, any date.
 */
static void
make_part(struct maker *m, struct trip_cell *c, unsigned f, size_t row,
    struct buf *canon)
{
	const struct field *fd = &m->t->schema->field[f];

	if (fd->type == FIELD_WORD) {
		buf_puts(canon, fd->word[rng_below(&m->r,
		    (unsigned)fd->nwords)].word);
		*c = (struct trip_cell){ .kind = TRIP_TEXT, .text = str_of(
		    arena_memdup(m->t->arena, canon->p, canon->n)) };
		return;
	}
	if (fd->type == FIELD_DATE) {
		trip_value(c, &m->s->std, fd, false, m->t->latin, &m->r,
		    m->t->arena, canon);
		return;
	}
	*c = (struct trip_cell){ .kind = TRIP_TEXT };
	buf_printf(canon, "p|%zu\\%u", row + 1, rng_below(&m->r, 50));
	c->text = str_of(arena_memdup(m->t->arena, canon->p, canon->n));
}

static void
put_key_part(struct buf *key, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '|' || s.p[i] == '\\')
			buf_putc(key, '\\');
		buf_putc(key, s.p[i]);
	}
}

static void
make_cell(struct maker *m, size_t i, size_t row, struct buf *canon)
{
	struct trip_table *t = m->t;
	struct trip_cell *c = &t->row[row].cell[i];
	int f = t->column[i].field;
	struct buf raw;

	if (f >= 0 && (unsigned)f == t->schema->key) {
		make_key(m, c, row, canon);
	} else if (f >= 0 && m->derived &&
	    is_derive_part(t->schema, (unsigned)f)) {
		make_part(m, c, (unsigned)f, row, canon);
	} else if (rng_chance(&m->r, 15)) {
		*c = (struct trip_cell){ .kind = TRIP_EMPTY };
	} else if (f >= 0) {
		trip_value(c, &m->s->std, &t->schema->field[f], m->reversed[i],
		    t->latin, &m->r, t->arena, canon);
	} else {
		buf_init(&raw, BUF_MAX_DEFAULT);
		trip_text(&m->r, t->latin, "", canon, &raw);
		*c = (struct trip_cell){ .kind = TRIP_TEXT, .text = str_of(
		    arena_memdup(t->arena, raw.p, raw.n)) };
		buf_fini(&raw);
	}
}

static void
make_row(struct maker *m, size_t row)
{
	struct trip_table *t = m->t;
	const struct schema *s = t->schema;
	struct buf *canon = mem_calloc(s->nfields + 1, sizeof(*canon)), all;

	for (size_t f = 0; f <= s->nfields; f++)
		buf_init(&canon[f], BUF_MAX_DEFAULT);
	t->row[row].cell = ARENA_ARRAY(t->arena, t->ncolumns,
	    struct trip_cell);
	t->row[row].blank_before = row > 0 && rng_chance(&m->r, 5);
	for (size_t i = 0; i < t->ncolumns; i++)
		make_cell(m, i, row, &canon[t->column[i].field < 0 ?
		    (int)s->nfields : t->column[i].field]);
	for (size_t d = 0; m->derived && d < s->nderive; d++) {
		if (d > 0)
			buf_putc(&canon[s->key], '|');
		put_key_part(&canon[s->key],
		    buf_view(&canon[s->derive[d].field[0]]));
	}
	buf_init(&all, BUF_MAX_DEFAULT);
	for (size_t f = 0; f < s->nfields; f++) {
		if (f > 0)
			buf_putc(&all, ',');
		csv_put_field(&all, buf_view(&canon[f]));
	}
	t->row[row].expected = (struct str){ arena_memdup(t->arena, all.p,
		all.n), all.n };
	buf_fini(&all);
	for (size_t f = 0; f <= s->nfields; f++)
		buf_fini(&canon[f]);
	free(canon);
}

void
trip_make(struct trip_table *t, const struct session *s, uint64_t seed,
    unsigned number, struct arena *a)
{
	struct maker m = { .t = t, .s = s,
		.r = { seed * 1000003 + number * 7919ULL } };

	(void)rng_next(&m.r);
	*t = (struct trip_table){ .number = number, .arena = a };
	t->reg = rng_below(&m.r, (unsigned)s->std.nregisters);
	t->schema = &s->std.reg[t->reg];
	t->latin = rng_chance(&m.r, 40);
	t->dmy = rng_chance(&m.r, 50);
	t->title = rng_chance(&m.r, 12) ? "Register as of today" : NULL;
	m.derived = t->schema->nderive > 0 && rng_chance(&m.r, 30);
	make_columns(&m);
	t->nrows = 1 + rng_below(&m.r, rng_chance(&m.r, 5) ? 60 : 10);
	t->row = ARENA_ARRAY(a, t->nrows, struct trip_row);
	for (size_t i = 0; i < t->nrows; i++)
		make_row(&m, i);
}
