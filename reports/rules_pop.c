/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Populations: walking them, the members of the built-in ones, what a
 * violation calls a member.
 */
#include "reports/rules_node.h"

#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/base/utf8.h"

/* Distinct values of a field, ascending; made once. */
struct values_pop {
	int reg, field;
	struct val *item;
	size_t n, cap;
	struct values_pop *next;
};

struct sorting {
	struct eval *v;
	struct type type;
};

static int
by_value(const void *a, const void *b, void *ctx)
{
	struct sorting *s = ctx;

	return eval_order(&s->type, s->v, a, b);
}

static void
collect_values(struct eval *v, struct values_pop *p, const struct type *t)
{
	const struct table *table = &v->d->table[p->reg];
	struct node var = { .op = OP_VAR, .type = type_of(K_REF) };
	struct node field = { .op = OP_FIELD, .type = *t, .a = &var,
		.reg = p->reg, .field = p->field };
	struct slot keep = v->slot[0];
	struct val x;

	v->slot[0].item = NULL;
	for (uint32_t i = 0; i < table->n; i++) {
		v->slot[0].u = i;
		eval_val(v, &field, &x);
		if (x.st != ST_GIVEN)
			continue;
		for (size_t k = 0; k < (t->kind == K_LIST ? x.nitems : 1); k++) {
			p->item = mem_grow(p->item, &p->cap, p->n,
			    sizeof(*p->item));
			p->item[p->n] = x;
			if (t->kind == K_LIST)
				eval_item(t, &x, k, &p->item[p->n]);
			p->n++;
		}
	}
	v->slot[0] = keep;
}

static const struct values_pop *
values_of(struct eval *v, const struct pop *pop)
{
	struct type t = field_type_of(v->std, pop->reg, pop->field);
	struct sorting by = { v, t.kind == K_LIST ? elem_type(&t) : t };
	struct values_pop *p;
	size_t n = 0;

	for (p = v->values; p != NULL; p = p->next)
		if (p->reg == pop->reg && p->field == pop->field)
			return p;
	p = mem_calloc(1, sizeof(*p));
	p->reg = pop->reg;
	p->field = pop->field;
	collect_values(v, p, &t);
	if (p->n > 1)
		qsort_r(p->item, p->n, sizeof(*p->item), by_value, &by);
	for (size_t i = 0; i < p->n; i++)
		if (n == 0 || by_value(&p->item[n - 1], &p->item[i], &by) != 0)
			p->item[n++] = p->item[i];
	p->n = n;
	p->next = v->values;
	v->values = p;
	return p;
}

void
pop_free(struct eval *v)
{
	struct values_pop *p = v->values, *next;

	for (; p != NULL; p = next) {
		next = p->next;
		free(p->item);
		free(p);
	}
	v->values = NULL;
}

/* ---- keys and their twins ---- */

/* Could folding make two different keys of the register equal? */
static bool
may_have_twins(const struct table *t, const struct column *c)
{
	bool lower = false, upper = false;

	for (uint32_t i = 0; i < t->n; i++) {
		const char *z = table_text(t, c->text[i]), *start = z;

		for (; *z != '\0'; z++) {
			if ((unsigned char)*z >= 0x80 || *z < ' ')
				return true;
			lower |= *z >= 'a' && *z <= 'z';
			upper |= *z >= 'A' && *z <= 'Z';
			if (*z == ' ' && (z == start || z[1] == ' ' ||
			    z[1] == '\0'))
				return true;
		}
	}
	return lower && upper;
}

static void
fold_key(struct str key, struct buf *out)
{
	bool plain = true;

	for (size_t i = 0; i < key.n && plain; i++) {
		unsigned char c = (unsigned char)key.p[i];

		plain = c < 0x80 && c > ' ';
	}
	buf_reset(out);
	if (!plain) {
		utf8_fold(out, key);
		return;
	}
	for (size_t i = 0; i < key.n; i++)
		buf_putc(out, ascii_lower(key.p[i]));
}

struct folded {
	uint64_t hash;
	uint32_t row;
};

static int
by_hash(const void *a, const void *b)
{
	const struct folded *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* Counts, per record, the others whose folded key has the same hash. */
static void
count_twins(struct eval *v, const struct table *t, const struct column *c,
    uint32_t *twins)
{
	struct folded *f = mem_calloc(t->n, sizeof(*f));
	struct buf b;
	size_t from, to;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (uint32_t i = 0; i < t->n; i++) {
		fold_key(str_of(table_text(t, c->text[i])), &b);
		f[i].hash = keyed_hash(v->hash_key, buf_view(&b));
		f[i].row = i;
	}
	qsort(f, t->n, sizeof(*f), by_hash);
	for (from = 0; from < t->n; from = to) {
		for (to = from + 1; to < t->n && f[to].hash == f[from].hash;)
			to++;
		for (size_t i = from; i < to; i++)
			twins[f[i].row] = (uint32_t)(to - from - 1);
	}
	buf_fini(&b);
	free(f);
}

static const uint32_t *
twins_of(struct eval *v, int reg)
{
	const struct table *t = &v->d->table[reg];
	const struct column *c = &t->column[t->schema->key];

	if (v->twins == NULL)
		v->twins = ARENA_ARRAY(&v->arena, v->std->nregisters,
		    uint32_t *);
	if (v->twins[reg] == NULL) {
		v->twins[reg] = ARENA_ARRAY(&v->arena, t->n + (size_t)1,
		    uint32_t);
		if (c->text != NULL && may_have_twins(t, c))
			count_twins(v, t, c, v->twins[reg]);
	}
	return v->twins[reg];
}

/* ---- walking ---- */

static bool
walk_rows(struct slot *s, uint32_t n, pop_fn *fn, void *ctx)
{
	for (uint32_t i = 0; i < n; i++) {
		s->u = i;
		if (!fn(ctx, i))
			break;
	}
	return true;
}

static bool
walk_register(struct eval *v, int reg, struct slot *s, pop_fn *fn, void *ctx)
{
	s->home = &v->d->table[reg];
	s->reg = (uint16_t)reg;
	if (!v->supplied[reg])
		return false;
	return walk_rows(s, s->home->n, fn, ctx);
}

static bool
walk_items(struct eval *v, const struct pop *p, struct slot *s, pop_fn *fn,
    void *ctx)
{
	struct val l;

	eval_val(v, p->a, &l);
	if (l.st == ST_EMPTY && p->reg >= 0)
		return walk_register(v, p->reg, s, fn, ctx);
	if (l.st == ST_UNKNOWN)
		return false;
	s->home = l.home;
	for (size_t i = 0; i < (l.set != NULL ? l.set->sure : l.nitems);
	    i++) {
		if (l.set != NULL)
			s->item = &l.set->item[i];
		else
			s->u = l.item[i];
		if (!fn(ctx, (uint32_t)i))
			break;
	}
	s->item = NULL;
	/* Members that are not sure make the population unknown. */
	return l.set == NULL || l.set->sure == l.set->n;
}

static bool
walk_months(struct eval *v, const struct pop *p, struct slot *s, pop_fn *fn,
    void *ctx)
{
	struct val from, to;
	int32_t last;

	eval_val(v, p->a, &from);
	eval_val(v, p->b, &to);
	if (from.st != ST_GIVEN || to.st != ST_GIVEN || from.n < from.hi ||
	    to.n < to.hi)
		return false;
	last = date_month_end((int32_t)from.n);
	for (uint32_t i = 0; i < 2400 && last <= (int32_t)to.n; i++) {
		s->u = (uint32_t)last;
		if (!fn(ctx, i))
			break;
		last = date_month_end(date_add_months(last, 1));
	}
	return true;
}

static bool
walk_values(struct eval *v, const struct pop *p, struct slot *s, pop_fn *fn,
    void *ctx)
{
	const struct values_pop *x;

	if (!v->supplied[p->reg])
		return false;
	x = values_of(v, p);
	for (size_t i = 0; i < x->n; i++) {
		s->item = &x->item[i];
		if (!fn(ctx, (uint32_t)i))
			break;
	}
	s->item = NULL;
	return true;
}

struct walking {
	struct slot *s;
	pop_fn *fn;
	void *ctx;
	uint32_t ordinal;
};

static bool
refer(struct walking *w, uint32_t row, uint32_t ref)
{
	w->s->u = row;
	w->s->aux = ref;
	return w->fn(w->ctx, w->ordinal++);
}

static bool
walk_field(struct walking *w, const struct table *t, const struct column *c)
{
	for (uint32_t i = 0; i < t->n; i++) {
		if (c->ref != NULL && c->ref[i] != ROW_NONE &&
		    !refer(w, i, c->ref[i]))
			return false;
		for (uint32_t k = c->start == NULL ? 0 : c->start[i];
		    c->start != NULL && k < c->start[i + 1]; k++)
			if (c->item[k] != ROW_NONE && !refer(w, i, c->item[k]))
				return false;
	}
	return true;
}

static bool
walk_references(struct eval *v, struct slot *s, pop_fn *fn, void *ctx)
{
	struct walking w = { s, fn, ctx, 0 };

	for (size_t r = 0; r < v->std->nregisters; r++) {
		const struct schema *sc = &v->std->reg[r];

		s->home = &v->d->table[r];
		s->reg = (uint16_t)r;
		for (size_t f = 0; f < sc->nfields; f++) {
			s->field = (uint16_t)f;
			if (sc->field[f].type == FIELD_REF &&
			    !walk_field(&w, s->home, v->col[r][f]))
				return true;
		}
	}
	return true;
}

static bool
walk_keys(struct eval *v, struct slot *s, pop_fn *fn, void *ctx)
{
	uint32_t ordinal = 0;

	for (size_t r = 0; r < v->std->nregisters; r++) {
		s->home = &v->d->table[r];
		s->reg = (uint16_t)r;
		for (uint32_t i = 0; i < s->home->n; i++) {
			s->u = i;
			if (!fn(ctx, ordinal++))
				return true;
		}
	}
	return true;
}

bool
pop_walk(struct eval *v, const struct pop *p, int slot, pop_fn *fn, void *ctx)
{
	struct slot *s = &v->slot[slot];

	s->item = NULL;
	switch (p->kind) {
	case POP_REGISTER:
		return walk_register(v, p->reg, s, fn, ctx);
	case POP_LIST:
		return walk_rows(s, (uint32_t)v->std->list[p->list].nrows, fn,
		    ctx);
	case POP_CLAUSES:
		return walk_rows(s, (uint32_t)v->std->nclauses, fn, ctx);
	case POP_ITEMS:
		return walk_items(v, p, s, fn, ctx);
	case POP_MONTHS:
		return walk_months(v, p, s, fn, ctx);
	case POP_VALUES:
		return walk_values(v, p, s, fn, ctx);
	case POP_BATCHES:
		return walk_rows(s, (uint32_t)v->d->nbatches, fn, ctx);
	case POP_REFERENCES:
		return walk_references(v, s, fn, ctx);
	case POP_KEYS:
		return walk_keys(v, s, fn, ctx);
	case POP_REGISTERS:
		return walk_rows(s, (uint32_t)v->std->nregisters, fn, ctx);
	}
	return false;
}

/* ---- members ---- */

static void
out_text(struct val *out, struct str s)
{
	out->s = s;
	if (s.n == 0)
		out->st = ST_EMPTY;
}

static void
out_number(struct val *out, double n)
{
	out->n = out->hi = n;
}

static void
out_date(struct val *out, int32_t date)
{
	if (date == DATE_NONE)
		out->st = ST_EMPTY;
	out_number(out, date);
}

static void
out_age(const struct eval *v, struct val *out, int32_t date)
{
	if (date == DATE_NONE)
		out->st = ST_EMPTY;
	else
		out_number(out, (double)v->as_of - date);
}

static bool
is_ambiguous(struct eval *v, int reg, struct str text)
{
	const struct table *t = &v->d->table[reg];
	uint32_t row;

	if (v->resolver == NULL)
		v->resolver = ARENA_ARRAY(&v->arena, v->std->nregisters,
		    struct resolver *);
	if (v->resolver[reg] == NULL) {
		v->resolver[reg] = resolver_new();
		for (size_t k = 0; k < t->schema->nlookup; k++) {
			const uint32_t *c =
			    t->column[t->schema->lookup[k]].text;

			for (uint32_t i = 0; c != NULL && i < t->n; i++)
				if (c[i] != 0)
					resolver_add_lookup(v->resolver[reg],
					    str_of(table_text(t, c[i])), i);
		}
	}
	return resolver_find(v->resolver[reg], text, &row) ==
	    RESOLVE_AMBIGUOUS;
}

static void
member_reference(struct eval *v, const struct node *n, const struct slot *s,
    struct val *out)
{
	const struct field *f = &v->std->reg[s->reg].field[s->field];
	struct type t = type_of(K_REF);
	struct val ref = { .u = s->aux, .home = s->home };

	t.reg = f->ref_register;
	switch (n->member) {
	case MEM_FIELD:
		out_text(out, str_of(f->name));
		break;
	case MEM_TARGET:
		out_text(out, str_of(f->ref));
		break;
	case MEM_VALUE:
		out_text(out, eval_text_of(v, &t, &ref));
		break;
	case MEM_SUPPLIED:
		out->u = v->supplied[t.reg];
		break;
	case MEM_RESOLVED:
		out->u = (s->aux & REF_TEXT) == 0;
		break;
	default: /* MEM_AMBIGUOUS */
		out->u = (s->aux & REF_TEXT) != 0 &&
		    is_ambiguous(v, t.reg, eval_text_of(v, &t, &ref));
		break;
	}
}

static void
member_batch(struct eval *v, const struct node *n, const struct batch_info *b,
    struct val *out)
{
	switch (n->member) {
	case MEM_REGISTER:
		out_text(out, str_of(b->leaf->reg));
		break;
	case MEM_IMPORTED:
		out_date(out, b->imported);
		break;
	case MEM_EXTRACTED:
		out_date(out, b->extracted);
		break;
	case MEM_READ:
		out_number(out, (double)b->leaf->counts.read);
		break;
	case MEM_REFUSED:
		out_number(out, (double)b->leaf->counts.refused);
		break;
	case MEM_MODE:
		out_text(out, str_of(b->leaf->is_full ? "full" : "changes"));
		break;
	default: /* MEM_AGE */
		out_age(v, out, b->extracted);
		break;
	}
}

static void
member_register(struct eval *v, const struct node *n, size_t reg,
    struct val *out)
{
	const struct table *t = &v->d->table[reg];

	switch (n->member) {
	case MEM_NAME:
		out_text(out, str_of(v->std->reg[reg].name));
		break;
	case MEM_SUPPLIED:
		out->u = t->supplied;
		break;
	case MEM_EXTRACTED:
		out_date(out, t->extracted);
		break;
	case MEM_AGE:
		out_age(v, out, t->extracted);
		break;
	case MEM_REFUSED:
		out_number(out, (double)t->refused);
		break;
	default: /* MEM_IS_LIST */
		out->u = v->std->reg[reg].is_list;
		break;
	}
}

static void
member_cell(struct eval *v, const struct node *n, const struct pop *p,
    size_t row, struct val *out)
{
	const struct coded_list *l = &v->std->list[p->list];
	size_t at = row * l->ncolumns + (size_t)(n->member - MEM__CELL);
	struct str s = str_of(l->cell[at]);
	uint64_t x = 0;

	if (s.n == 0) {
		out->st = ST_EMPTY;
		return;
	}
	switch (n->type.kind) {
	case K_YESNO:
		out->u = str_is(s, "yes");
		break;
	case K_NUMBER:
		num_parse_u64(s, UINT64_MAX, &x);
		out_number(out, (double)x);
		break;
	case K_LIST:
		out->set = v->r->cells[p->list][at];
		break;
	default:
		out->s = s;
		break;
	}
}

static void
member_small(const struct eval *v, const struct node *n, const struct pop *p,
    const struct slot *s, struct val *out)
{
	int y, m, d;

	if (p->kind == POP_CLAUSES) {
		const struct clause *c = &v->std->clause[s->u];

		if (n->member == MEM_ASSESSED)
			out->u = c->assessed;
		else
			out_text(out, str_of(n->member == MEM_NUMBER ?
			    c->number : c->title));
		return;
	}
	date_split((int32_t)s->u, &y, &m, &d);
	out_number(out, n->member == MEM_LAST ? (int32_t)s->u :
	    date_of(y, m, 1));
}

void
pop_member(struct eval *v, const struct node *n, struct val *out)
{
	const struct slot *s = &v->slot[n->slot];
	const struct pop *p = n->a->type.pop;

	switch (p->kind) {
	case POP_LIST:
		member_cell(v, n, p, s->u, out);
		return;
	case POP_CLAUSES:
	case POP_MONTHS:
		member_small(v, n, p, s, out);
		return;
	case POP_VALUES:
		*out = *s->item;
		return;
	case POP_BATCHES:
		member_batch(v, n, &v->d->batch[s->u], out);
		return;
	case POP_REGISTERS:
		member_register(v, n, s->u, out);
		return;
	case POP_REFERENCES:
	case POP_KEYS:
		break;
	case POP_REGISTER:
	case POP_ITEMS:
		return;
	}
	if (n->member == MEM_REGISTER)
		out_text(out, str_of(v->std->reg[s->reg].name));
	else if (n->member == MEM_KEY)
		out_text(out, eval_key(v, s->reg, s->u));
	else if (n->member == MEM_TWINS)
		out_number(out, twins_of(v, s->reg)[s->u]);
	else
		member_reference(v, n, s, out);
}

/* ---- what a member is called ---- */

const struct table *
pop_record(const struct eval *v, const struct pop *p, const struct slot *s,
    uint32_t *row)
{
	*row = s->u;
	switch (p->kind) {
	case POP_REGISTER:
		return &v->d->table[p->reg];
	case POP_REFERENCES:
	case POP_KEYS:
		return s->home;
	case POP_ITEMS:
		if (p->elem.kind != K_REF)
			return NULL;
		*row = s->item != NULL ? s->item->u : s->u;
		return *row & REF_TEXT ? NULL : &v->d->table[p->elem.reg];
	default:
		return NULL;
	}
}

bool
eval_is_defective(const struct eval *v, const struct pop *p,
    const struct slot *s)
{
	const struct table *t;
	uint32_t row;
	size_t reg;

	if (v->defect == NULL)
		return false;
	t = pop_record(v, p, s, &row);
	if (t == NULL)
		return false;
	reg = (size_t)(t - v->d->table);
	return v->defect[reg] != NULL && bit_get(v->defect[reg], row);
}

const char *
pop_name(const struct eval *v, const struct pop *p, const struct slot *s)
{
	if (p->kind == POP_REFERENCES || p->kind == POP_KEYS)
		return v->std->reg[s->reg].name;
	return p->name;
}

void
pop_key(struct eval *v, const struct pop *p, const struct slot *s,
    struct buf *out)
{
	const struct coded_list *l;
	struct type t;
	char date[DATE_TEXT];

	switch (p->kind) {
	case POP_REGISTER:
		buf_str(out, eval_key(v, p->reg, s->u));
		return;
	case POP_REFERENCES:
	case POP_KEYS:
		buf_str(out, eval_key(v, s->reg, s->u));
		return;
	case POP_LIST:
		l = &v->std->list[p->list];
		buf_puts(out, l->cell[(size_t)s->u * l->ncolumns]);
		return;
	case POP_CLAUSES:
		buf_puts(out, v->std->clause[s->u].number);
		return;
	case POP_MONTHS:
		date_format(date, (int32_t)s->u);
		buf_put(out, date, 7);
		return;
	case POP_BATCHES:
		buf_u64(out, v->d->batch[s->u].index);
		return;
	case POP_REGISTERS:
		buf_puts(out, v->std->reg[s->u].name);
		return;
	case POP_VALUES:
		t = field_type_of(v->std, p->reg, p->field);
		if (t.kind == K_LIST)
			t = elem_type(&t);
		eval_put(v, &t, s->item, out);
		return;
	case POP_ITEMS:
		eval_put_slot(v, &p->elem, s, out);
		return;
	}
}
