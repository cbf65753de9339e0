/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `fill`: empty cells get a value from the record of another register. The
 * filled column is the evaluation's own copy; the dataset stays as it is.
 */
#include <math.h>

#include "shared/rules/run/eval.h"

/* One number per word of the target field, by the words of the source. */
static uint16_t *
map_words(struct eval *v, const struct field *to, const struct field *from)
{
	uint16_t *map = ARENA_ARRAY(&v->arena, from->nwords + 1, uint16_t);

	for (size_t i = 0; i < from->nwords; i++) {
		int k = field_word_index(to, str_of(from->word[i].word));

		map[i] = k < 0 ? WORD_NONE : (uint16_t)k;
	}
	return map;
}

/* A field as text, looked up once. */
struct cells {
	const struct table *t;
	const struct column *c;
	struct type type;
};

static struct cells
cells_of(const struct eval *v, int reg, int field)
{
	return (struct cells){ &v->d->table[reg], v->col[reg][field],
		node_field_type(v->std, reg, field) };
}

static struct str
text_at(struct eval *v, const struct cells *s, uint32_t row)
{
	struct val x = { .home = s->t };

	if (s->c->text != NULL)
		return str_of(table_text(s->t, s->c->text[row]));
	if (s->type.kind == K_REF && s->c->ref != NULL)
		x.u = s->c->ref[row];
	else if (s->type.kind == K_WORD && s->c->word != NULL &&
	    s->c->word[row] != WORD_NONE)
		x.u = s->c->word[row];
	else
		return STR("");
	return eval_text_of(v, &s->type, &x);
}

/* A small hash from text to record of the source register; first one wins. */
struct lookup {
	uint32_t *slot;
	size_t mask;
	struct cells cells;
};

static void
lookup_make(struct eval *v, struct lookup *l, int reg, int field)
{
	const struct table *t = &v->d->table[reg];
	size_t n = 16;

	while (n < (size_t)t->n * 2)
		n *= 2;
	l->slot = ARENA_ARRAY(&v->arena, n, uint32_t);
	l->mask = n - 1;
	l->cells = cells_of(v, reg, field);
	for (uint32_t i = 0; i < t->n; i++) {
		struct str s = text_at(v, &l->cells, i);
		size_t h = (size_t)keyed_hash(v->hash_key, s) & l->mask;

		if (s.n == 0)
			continue;
		while (l->slot[h] != 0 && !str_eq(s,
		    text_at(v, &l->cells, l->slot[h] - 1)))
			h = (h + 1) & l->mask;
		if (l->slot[h] == 0)
			l->slot[h] = i + 1;
	}
}

static uint32_t
lookup_find(struct eval *v, const struct lookup *l, struct str s)
{
	size_t h = (size_t)keyed_hash(v->hash_key, s) & l->mask;

	if (s.n == 0)
		return ROW_NONE;
	for (; l->slot[h] != 0; h = (h + 1) & l->mask)
		if (str_eq(s, text_at(v, &l->cells, l->slot[h] - 1)))
			return l->slot[h] - 1;
	return ROW_NONE;
}

/* What was found last, by the place of the text. */
#define FOUND 512
struct found {
	const char *text;
	uint32_t row;
};

/* The source record of each record whose cell is to be filled. */
static uint32_t *
find_sources(struct eval *v, const struct fill *f)
{
	struct cells by = cells_of(v, f->reg, f->by);
	uint32_t n = v->d->table[f->reg].n, *from;
	struct found found[FOUND] = { { NULL, 0 } };
	struct lookup l;

	lookup_make(v, &l, f->from_reg, f->from_by);
	from = ARENA_ARRAY(&v->arena, n + (size_t)1, uint32_t);
	for (uint32_t i = 0; i < n; i++) {
		struct str s = text_at(v, &by, i);
		uintptr_t at = (uintptr_t)s.p;
		struct found *k = &found[(at ^ at >> 9) % FOUND];

		/* What many records have is stored once. */
		if (k->text != s.p)
			*k = (struct found){ s.p, lookup_find(v, &l, s) };
		from[i] = k->row;
	}
	return from;
}

static int32_t
moved(const struct fill *f, int32_t day, double by)
{
	int y, m, d;

	if (day == DATE_NONE || !(by >= -12000 && by <= 12000))
		return DATE_NONE;
	if (f->days != 0)
		return day + (int32_t)by;
	date_split(day, &y, &m, &d);
	y += (int)by * f->months / 12;
	return y < 1901 || y > 9998 ? DATE_NONE :
	    date_add_months(day, (int)by * f->months);
}

/* Cell k of one column as cell i of another; map: NULL, or of its words. */
static void
copy_cell(struct column *to, uint32_t i, const struct column *from, uint32_t k,
    enum kind kind, const uint16_t *map)
{
	uint16_t word;

	switch (kind) {
	case K_DATE:
		to->date[i] = from->date == NULL ? DATE_NONE : from->date[k];
		return;
	case K_YESNO:
		to->yesno[i] = from->yesno == NULL ? YESNO_EMPTY :
		    from->yesno[k];
		return;
	case K_WORD:
		word = from->word == NULL ? WORD_NONE : from->word[k];
		to->word[i] = map == NULL || word == WORD_NONE ? word :
		    map[word];
		return;
	default:
		to->number[i] = from->number == NULL ? (double)NAN :
		    from->number[k];
		return;
	}
}

static void
new_cells(struct arena *a, struct column *c, enum kind kind, uint32_t n)
{
	if (kind == K_DATE)
		c->date = ARENA_ARRAY(a, n, int32_t);
	else if (kind == K_YESNO)
		c->yesno = ARENA_ARRAY(a, n, uint8_t);
	else if (kind == K_WORD)
		c->word = ARENA_ARRAY(a, n, uint16_t);
	else
		c->number = ARENA_ARRAY(a, n, double);
}

static void
fill_single(struct eval *v, const struct fill *f, const uint32_t *from,
    const struct column *old, struct column *c)
{
	const struct column *src = v->col[f->from_reg][f->from_field];
	enum kind kind = node_field_type(v->std, f->reg, f->field).kind;
	uint32_t n = v->d->table[f->reg].n;
	const uint16_t *map = kind != K_WORD ? NULL :
	    map_words(v, &v->std->reg[f->reg].field[f->field],
	    &v->std->reg[f->from_reg].field[f->from_field]);

	new_cells(&v->arena, c, kind, n);
	for (uint32_t i = 0; i < n; i++) {
		copy_cell(c, i, old, i, kind, NULL);
		if (from[i] != ROW_NONE && !eval_has_cell(c, kind, i))
			copy_cell(c, i, src, from[i], kind, map);
	}
}

/* A date of the record itself, moved by a number of the other register. */
static void
fill_moved(struct eval *v, const struct fill *f, const uint32_t *from,
    const struct column *old, struct column *c)
{
	const struct column *src = v->col[f->reg][f->from_field];
	const struct column *plus = v->col[f->from_reg][f->plus_field];
	uint32_t n = v->d->table[f->reg].n;

	new_cells(&v->arena, c, K_DATE, n);
	for (uint32_t i = 0; i < n; i++) {
		copy_cell(c, i, old, i, K_DATE, NULL);
		if (c->date[i] == DATE_NONE && from[i] != ROW_NONE &&
		    src->date != NULL &&
		    eval_has_cell(plus, K_NUMBER, from[i]))
			c->date[i] = moved(f, src->date[i],
			    plus->number[from[i]]);
	}
}

static void
fill_lists(struct eval *v, const struct fill *f, const uint32_t *from,
    const struct column *old, struct column *c)
{
	const struct column *src = v->col[f->from_reg][f->from_field];
	uint16_t *map = map_words(v, &v->std->reg[f->reg].field[f->field],
	    &v->std->reg[f->from_reg].field[f->from_field]);
	uint32_t n = v->d->table[f->reg].n;
	uint64_t total = 0;

	/* Counted first, then written. */
	for (int pass = 0; pass < 2; pass++) {
		total = 0;
		for (uint32_t i = 0; i < n; i++) {
			const struct column *use = old;
			uint32_t k = i;

			/* Its own items, else those of the other record. */
			if (pass == 1)
				c->start[i] = (uint32_t)total;
			if ((old->start == NULL ||
			    old->start[i] == old->start[i + 1]) &&
			    from[i] != ROW_NONE) {
				use = src;
				k = from[i];
			}
			/* The words as the field to be filled knows them. */
			for (uint32_t j = use->start == NULL ? 0 :
			    use->start[k]; use->start != NULL &&
			    j < use->start[k + 1]; j++) {
				uint32_t w = use == src ?
				    map[use->item[j]] : use->item[j];

				if (w == WORD_NONE)
					continue;
				if (pass == 1)
					c->item[total] = w;
				total++;
			}
		}
		/* Room for what was counted. */
		if (total >= UINT32_MAX)
			return;
		if (pass == 0) {
			c->start = ARENA_ARRAY(&v->arena, n + (size_t)1,
			    uint32_t);
			c->item = ARENA_ARRAY(&v->arena, total + 1, uint32_t);
		}
	}
	c->start[n] = (uint32_t)total;
}

static bool
same_sources(const struct fill *a, const struct fill *b)
{
	return b != NULL && a->reg == b->reg && a->by == b->by &&
	    a->from_reg == b->from_reg && a->from_by == b->from_by;
}

/*
 * Where a record to fill from was found, its cell says what the field is, be it
 * nothing; but for a field that was withdrawn.
 */
static const uint64_t *
left_unsaid(struct eval *v, const struct fill *f, const uint32_t *from,
    const struct column *old, const struct column *src)
{
	uint32_t n = v->d->table[f->reg].n;
	uint64_t *bits;

	if (old->unsaid == NULL || old->withdrawn)
		return old->unsaid;
	bits = ARENA_ARRAY(&v->arena, n / 64 + 1, uint64_t);
	for (uint32_t i = 0; i < n; i++)
		if (column_is_unsaid(old, i) && (from[i] == ROW_NONE ||
		    column_is_unsaid(src, from[i])))
			bit_set(bits, i);
	return bits;
}

void
fill_apply(struct eval *v)
{
	const struct fill *done = NULL;
	uint32_t *from = NULL;

	for (const struct fill *f = v->r->fill; f != NULL; f = f->next) {
		const struct column *old = v->col[f->reg][f->field];
		const struct field *to = &v->std->reg[f->reg].field[f->field];
		int value = f->plus_field >= 0 ? f->plus_field : f->from_field;
		struct column *c;

		/* Nothing there to fill from: nothing changes. */
		if (v->d->table[f->reg].n == 0 ||
		    v->d->table[f->from_reg].n == 0 ||
		    (column_is_absent(v->col[f->from_reg][value]) &&
		    old->unsaid == NULL))
			continue;
		if (!same_sources(f, done))
			from = find_sources(v, f);
		done = f;
		c = ARENA_NEW(&v->arena, struct column);
		c->unsaid = left_unsaid(v, f, from, old,
		    v->col[f->from_reg][value]);
		if (to->list)
			fill_lists(v, f, from, old, c);
		else if (f->plus_field >= 0)
			fill_moved(v, f, from, old, c);
		else
			fill_single(v, f, from, old, c);
		v->col[f->reg][f->field] = c;
	}
}
