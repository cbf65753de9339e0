/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The members of the built-in populations, and what a violation calls a
 * member of any.
 */
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/base/utf8.h"
#include "shared/rules/run/eval.h"

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
		buf_reset(&b);
		utf8_fold(&b, str_of(table_text(t, c->text[i])));
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
		out_number(out, (double)v->data_as_of - date);
}

static bool
is_ambiguous(struct eval *v, int reg, struct str text)
{
	struct resolver **of = v->d->lookup;
	uint32_t row;

	if (of == NULL || of[reg] == NULL) {
		if (v->resolver == NULL)
			v->resolver = ARENA_ARRAY(&v->arena,
			    v->std->nregisters, struct resolver *);
		of = v->resolver;
		if (of[reg] == NULL)
			of[reg] = table_lookup(&v->d->table[reg]);
	}
	return resolver_find(of[reg], text, &row) == RESOLVE_AMBIGUOUS;
}

static void
member_reference(struct eval *v, const struct node *n, const struct slot *s,
    struct val *out)
{
	const struct field *f = &v->std->reg[s->reg].field[s->field];
	struct type t = node_type(K_REF);
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

	/* Kinds that have members of their own. */
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
	/* Of references and keys: where they stand. */
	if (n->member == MEM_REGISTER)
		out_text(out, str_of(v->std->reg[s->reg].name));
	else if (n->member == MEM_KEY)
		out_text(out, eval_key(v, s->reg, s->u));
	else if (n->member == MEM_TWINS)
		out_number(out, twins_of(v, s->reg)[s->u]);
	else
		member_reference(v, n, s, out);
}

bool
pop_is_usual(struct eval *v, const struct pop *p, const struct slot *s)
{
	if (p->kind == POP_REFERENCES)
		return (s->aux & REF_TEXT) == 0;
	return p->kind == POP_KEYS && twins_of(v, s->reg)[s->u] == 0;
}

bool
pop_member_is_usual(const struct pop *p, int member)
{
	if (p->kind == POP_KEYS)
		return member == MEM_REGISTER || member == MEM_TWINS;
	return p->kind == POP_REFERENCES && (member == MEM_REGISTER ||
	    member == MEM_FIELD || member == MEM_TARGET ||
	    member == MEM_SUPPLIED || member == MEM_RESOLVED ||
	    member == MEM_AMBIGUOUS);
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

	/* What stands in a message for a member of each kind. */
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
		t = node_field_type(v->std, p->reg, p->field);
		if (t.kind == K_LIST)
			t = node_elem_type(&t);
		eval_put(v, &t, s->item, out);
		return;
	case POP_ITEMS:
		eval_put_slot(v, &p->elem, s, out);
		return;
	}
}
