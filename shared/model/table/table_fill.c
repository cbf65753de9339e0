/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Columns from the lines of the living records. Only wanted fields are read; a
 * column is allocated at its first value. What does not fit a field's type
 * (written under an older standard) reads as empty.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/base/utf8.h"
#include "shared/model/table/table_internal.h"

#define INTERN_SLOTS ((size_t)1 << 14)
#define INTERN_TRIAL 8192
/* Code points of what is written where no clause is. */
#define MOST_SHOWN ((size_t)200)

/*
 * What is remembered of a field while its column is filled. Interning is a
 * cache, not a dictionary: it forgets, so it stays small; texts that hardly
 * ever repeat turn it off.
 */
struct filler {
	const struct field *f;
	struct column *c;
	uint32_t *intern;      /* offsets, 0 is free; NULL: off */
	uint32_t seen, hits;
	uint16_t *word_slot;   /* hash index of the field's words, plus one */
	size_t word_slots;
	uint16_t last_word;    /* found last, WORD_NONE at first */
	size_t nitems, cap_items;
};

static struct filler *
new_fillers(const struct loading *l)
{
	const struct schema *schema = l->t->schema;
	struct filler *fill = mem_calloc(schema->nfields, sizeof(*fill));

	for (size_t i = 0; i < schema->nfields; i++) {
		struct filler *x = &fill[i];

		x->f = &schema->field[i];
		x->last_word = WORD_NONE;
		x->c = &l->t->column[i];
		if (!l->want[i] || x->f->type != FIELD_WORD)
			continue;
		for (x->word_slots = 4; x->word_slots < 2 * x->f->nwords;)
			x->word_slots *= 2;
		x->word_slot = mem_calloc(x->word_slots,
		    sizeof(*x->word_slot));
		for (size_t k = 0; k < x->f->nwords; k++) {
			size_t at = str_hash(str_of(x->f->word[k].word)) &
			    (x->word_slots - 1);

			while (x->word_slot[at] != 0)
				at = (at + 1) & (x->word_slots - 1);
			x->word_slot[at] = (uint16_t)(k + 1);
		}
	}
	return fill;
}

static void
free_fillers(const struct loading *l, struct filler *fill)
{
	for (size_t i = 0; i < l->t->schema->nfields; i++) {
		free(fill[i].intern);
		free(fill[i].word_slot);
	}
	free(fill);
}

static uint16_t
find_word(const struct filler *x, struct str s)
{
	size_t at = str_hash(s) & (x->word_slots - 1);

	for (; x->word_slot[at] != 0; at = (at + 1) & (x->word_slots - 1))
		if (str_is(s, x->f->word[x->word_slot[at] - 1].word))
			return (uint16_t)(x->word_slot[at] - 1);
	return WORD_NONE;
}

/* Appends a text to the arena; false when that is full. */
static bool
add_text(struct table *t, size_t cap, struct str s, uint32_t *offset)
{
	if (s.n >= cap - t->arena_n)
		return false;
	*offset = (uint32_t)t->arena_n;
	memcpy(t->arena + t->arena_n, s.p, s.n);
	t->arena[t->arena_n + s.n] = '\0';
	t->arena_n += s.n + 1;
	return true;
}

/* The same, with a glance whether the field had this text before. */
static bool
intern(struct table *t, size_t cap, struct filler *x, struct str s,
    uint32_t *offset)
{
	uint32_t *slot;

	if (x->f->is_key || (x->seen >= INTERN_TRIAL && x->intern == NULL))
		return add_text(t, cap, s, offset);
	if (x->intern == NULL)
		x->intern = mem_calloc(INTERN_SLOTS, sizeof(*x->intern));
	slot = &x->intern[str_hash(s) & (INTERN_SLOTS - 1)];
	if (x->seen < INTERN_TRIAL && ++x->seen == INTERN_TRIAL &&
	    x->hits < INTERN_TRIAL / 4) {
		free(x->intern);
		x->intern = NULL;
		return add_text(t, cap, s, offset);
	}
	if (*slot != 0 && *slot + s.n < t->arena_n &&
	    memcmp(t->arena + *slot, s.p, s.n) == 0 &&
	    t->arena[*slot + s.n] == '\0') {
		x->hits++;
		*offset = *slot;
		return true;
	}
	if (!add_text(t, cap, s, offset))
		return false;
	*slot = *offset;
	return true;
}

/* n elements of a column, each the "empty" of its type. */
static void *
new_cells(uint32_t n, size_t size, int empty)
{
	void *p;

	if (empty == 0)
		return mem_calloc(n, size);
	p = mem_realloc(NULL, n, size);
	memset(p, empty, n * size);
	return p;
}

static void
set_number(struct column *c, uint32_t n, uint32_t i, struct str s)
{
	double v;

	if (!num_parse_decimal(s, &v))
		return;
	if (c->number == NULL) {
		c->number = mem_realloc(NULL, n, sizeof(*c->number));
		for (uint32_t k = 0; k < n; k++)
			c->number[k] = (double)NAN;
	}
	c->number[i] = v;
}

static void
set_date(struct column *c, uint32_t n, uint32_t i, struct str s)
{
	int32_t v;

	if (!date_parse_iso(s, &v))
		return;
	if (c->date == NULL) {
		c->date = mem_realloc(NULL, n, sizeof(*c->date));
		for (uint32_t k = 0; k < n; k++)
			c->date[k] = DATE_NONE;
	}
	c->date[i] = v;
}

static void
set_yesno(struct column *c, uint32_t n, uint32_t i, struct str s)
{
	uint8_t v = str_is(s, "yes") ? YESNO_YES :
	    str_is(s, "no") ? YESNO_NO : YESNO_EMPTY;

	if (v == YESNO_EMPTY)
		return;
	if (c->yesno == NULL)
		c->yesno = new_cells(n, sizeof(*c->yesno), YESNO_EMPTY);
	c->yesno[i] = v;
}

static void
set_word(struct filler *x, uint32_t n, uint32_t i, struct str s)
{
	uint16_t v = x->last_word;

	/* Records often have the word of the one before. */
	if (v == WORD_NONE || !str_is(s, x->f->word[v].word))
		v = find_word(x, s);
	x->last_word = v;
	if (v == WORD_NONE)
		return;
	if (x->c->word == NULL)
		x->c->word = new_cells(n, sizeof(*x->c->word), 0xff);
	x->c->word[i] = v;
}

/* Text, id, clause, or a reference not yet resolved. */
static bool
set_text(struct table *t, size_t cap, struct filler *x, uint32_t i,
    struct str s)
{
	struct column *c = x->c;
	uint32_t offset;

	if (!intern(t, cap, x, s, &offset))
		return false;
	if (x->f->type == FIELD_REF) {
		if (c->ref == NULL)
			c->ref = new_cells(t->n, sizeof(*c->ref), 0xff);
		c->ref[i] = REF_TEXT | offset;
	} else {
		if (c->text == NULL)
			c->text = new_cells(t->n, sizeof(*c->text), 0);
		c->text[i] = offset;
	}
	return true;
}

static bool
add_item(struct loading *l, struct filler *x, uint32_t v)
{
	struct column *c = x->c;

	if (c->start == NULL)
		c->start = mem_calloc(l->t->n + (size_t)1, sizeof(*c->start));
	if (x->nitems == UINT32_MAX)
		return false;
	c->item = mem_grow(c->item, &x->cap_items, x->nitems,
	    sizeof(*c->item));
	c->item[x->nitems++] = v;
	return true;
}

/* Clauses on their way into a list. */
struct clause_items {
	struct loading *l;
	struct filler *x;
	size_t cap;
	bool ok;
};

static void
add_clause(void *ctx, const struct written *w)
{
	struct clause_items *c = ctx;
	char text[4 * MOST_SHOWN + sizeof(CLAUSE_NOT_KNOWN)];
	struct str s = w->clause;
	uint32_t v;
	int n;

	if (w->standard.n > 0)
		apart_name(&c->l->apart, c->l->standard, w->standard);
	else
		c->l->apart.is_bare = true;
	/* A register of this standard alone has no use for another's. */
	if (w->kind == WRITTEN_OTHER && !c->l->divides)
		return;
	/* What is not known says so, however much it looks like a clause. */
	if (w->kind == WRITTEN_UNKNOWN) {
		s = utf8_cut(s, MOST_SHOWN);
		n = snprintf(text, sizeof(text), CLAUSE_NOT_KNOWN "%.*s",
		    (int)s.n, s.p);
		s = (struct str){ text, n < 0 ? 0 : (size_t)n };
	}
	c->ok = c->ok && intern(c->l->t, c->cap, c->x, s, &v) &&
	    add_item(c->l, c->x, v);
}

static void
add_standard(struct loading *l, struct str item)
{
	l->apart.by_field = true;
	if (str_is(item, CLAUSE_ALL) || !clause_reader_knows(l->clauses, item))
		l->apart.is_own = true;
	else
		apart_name(&l->apart, l->standard, item);
}

/* A list cell; unknown words are left out, as a single one reads as empty. */
static bool
set_list(struct loading *l, size_t cap, struct filler *x, struct str s)
{
	struct clause_items clauses = { l, x, cap, true };
	struct str rest = s, item;
	uint32_t v;

	while (csv_list_next(&rest, &item, &l->scratch)) {
		if (item.n == 0)
			continue;
		if (x->f->type == FIELD_WORD) {
			v = find_word(x, item);
			if (v == WORD_NONE)
				continue;
		} else if (x->f->type == FIELD_CLAUSE) {
			clause_reader_read(l->clauses, item, add_clause,
			    &clauses);
			if (!clauses.ok)
				return false;
			continue;
		} else {
			if (!intern(l->t, cap, x, item, &v))
				return false;
			if (x->f->type == FIELD_REF)
				v |= REF_TEXT;
			if (x->f->type == FIELD_STANDARD)
				add_standard(l, item);
		}
		if (!add_item(l, x, v))
			return false;
	}
	return true;
}

/* One cell that is not empty. False: the arena is full. */
static bool
set_cell(struct loading *l, size_t cap, struct filler *x, uint32_t i,
    struct str s)
{
	uint32_t n = l->t->n;

	if (x->f->list)
		return set_list(l, cap, x, s);
	switch (x->f->type) {
	case FIELD_NUMBER:
	case FIELD_PERCENT:
		set_number(x->c, n, i, s);
		return true;
	case FIELD_DATE:
		set_date(x->c, n, i, s);
		return true;
	case FIELD_YESNO:
		set_yesno(x->c, n, i, s);
		return true;
	case FIELD_WORD:
		set_word(x, n, i, s);
		return true;
	default:
		return set_text(l->t, cap, x, i, s);
	}
}

/* Batch index and row of a record; an empty row is 0. */
static bool
set_origin(struct loading *l, uint32_t i)
{
	uint64_t batch, row = 0;

	if (!num_parse_u64(l->raw[1], l->size - 1, &batch) ||
	    batch > UINT32_MAX || (l->raw[2].n > 0 &&
	    !num_parse_u64(l->raw[2], UINT32_MAX, &row)))
		return false;
	l->t->batch[i] = (uint32_t)batch;
	l->t->row[i] = (uint32_t)row;
	return true;
}

static int
fill_record(struct loading *l, size_t cap, struct filler *fill, uint32_t i)
{
	const struct part_view *v = &l->view[live_part(l->live[i].place)];
	const char *at = v->part->map.p + live_offset(l->live[i].place);
	struct csv_canon c = { .rest = str_range(at,
		v->part->map.p + v->part->map.n) };
	size_t n = v->ncolumns;
	struct str line;

	if (csv_canon_next(&c, &line, l->raw, &n) != 1 || n != v->ncolumns)
		return table_broken(l, v->part, i, "it changed while it was "
		    "read");
	if (!set_origin(l, i))
		return table_broken(l, v->part, i, "its batch or row is no "
		    "number that can be");
	buf_reset(&l->scratch);
	for (size_t k = 0; k < n; k++) {
		int f = v->field[k];

		if (f < 0 || !l->want[f] || l->raw[k].n == 0)
			continue;
		if (!set_cell(l, cap, &fill[f], i,
		    csv_canon_text(l->raw[k], &l->scratch)))
			return err_set(l->e, ERR_LIMIT, "the texts of the "
			    "register %s are more than 2 GiB",
			    l->t->schema->name);
	}
	(void)apart_add(l, i);
	return 0;
}

/*
 * No cell takes more than its bytes in the line and a delimiter, but that an
 * item of one byte that is no clause says so.
 */
static size_t
arena_bound(const struct loading *l)
{
	size_t n = 1;

	for (size_t i = 0; i < l->nviews; i++)
		n += l->view[i].part->map.n;
	if (l->clauses != NULL)
		n *= sizeof(CLAUSE_NOT_KNOWN);
	return n < TABLE_MAX_ARENA ? n : TABLE_MAX_ARENA;
}

int
table_fill(struct loading *l)
{
	struct filler *fill = new_fillers(l);
	size_t nfields = l->t->schema->nfields;
	size_t cap;
	struct table *t = l->t;
	int status = 0;

	l->divides = schema_divides(t->schema);
	for (size_t k = 0; k < nfields && l->clauses == NULL; k++)
		if (l->want[k] && (fill[k].f->type == FIELD_CLAUSE ||
		    fill[k].f->type == FIELD_STANDARD))
			l->clauses = clause_reader_new(l->standard);
	t->batch = mem_calloc(t->n, sizeof(*t->batch));
	t->row = mem_calloc(t->n, sizeof(*t->row));
	cap = arena_bound(l);
	/* Pages are taken when they are written, and given back below. */
	t->arena = mem_realloc(t->arena, cap, 1);
	for (uint32_t i = 0; i < t->n && status == 0; i++) {
		status = fill_record(l, cap, fill, i);
		for (size_t k = 0; k < nfields; k++)
			if (fill[k].c->start != NULL)
				fill[k].c->start[i + 1] =
				    (uint32_t)fill[k].nitems;
	}
	t->arena = mem_realloc(t->arena, t->arena_n, 1);
	for (size_t k = 0; k < nfields; k++)
		if (fill[k].c->item != NULL)
			fill[k].c->item = mem_realloc(fill[k].c->item,
			    fill[k].nitems, sizeof(*fill[k].c->item));
	free_fillers(l, fill);
	clause_reader_free(l->clauses);
	l->clauses = NULL;
	return status;
}
