/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Evaluating typed nodes: values. Truth is in truth.c, quantifiers in
 * quant.c, populations in pop.c.
 */
#include <math.h>
#include <stdio.h>

#include "shared/rules/run/quant.h"
#include "shared/rules/run/window.h"

#define DATE_LOW (-25567)   /* 1900-01-01 */
#define DATE_HIGH 2932896   /* 9999-12-31 */

static void
give(struct val *out, enum state st)
{
	out->st = st;
	out->set = NULL;
	out->item = NULL;
	out->nitems = 0;
}

static void
give_number(struct val *out, double n)
{
	give(out, isnan(n) ? ST_EMPTY : ST_GIVEN);
	out->n = out->hi = n;
}

struct str
eval_key(const struct eval *v, int reg, uint32_t row)
{
	const struct table *t = &v->d->table[reg];
	const struct column *c = &t->column[t->schema->key];

	return c->text == NULL ? STR("") :
	    str_of(table_text(t, c->text[row]));
}

/* Where whose it is is in doubt, an empty reference that says so leads anywhere. */
static bool
is_anybodys(const struct eval *v, const struct node *ref)
{
	return v->reading == READ_WHOSE && ref->op == OP_FIELD &&
	    v->r->assigned[ref->reg][ref->field];
}

/* The record behind a reference; false when there is none to look at. */
static bool
eval_follow(struct eval *v, const struct node *base, uint32_t *row,
    enum state *st)
{
	if (base->op == OP_VAR) {
		const struct slot *s = &v->slot[base->slot];

		*row = s->item != NULL ? s->item->u : s->u;
	} else {
		struct val x;

		eval_val(v, base, &x);
		if (x.st != ST_GIVEN) {
			*st = is_anybodys(v, base) ? ST_UNKNOWN : x.st;
			return false;
		}
		*row = x.u;
	}
	if (*row & REF_TEXT) {
		*st = *row == ROW_NONE && !is_anybodys(v, base) ? ST_EMPTY :
		    ST_UNKNOWN;
		v->withheld |= *st == ST_UNKNOWN && (base->op == OP_VAR ||
		    !v->supplied[base->type.reg]);
		return false;
	}
	return true;
}

static void
val_list(const struct column *c, uint32_t row, struct val *out)
{
	if (c->start == NULL || c->start[row] == c->start[row + 1])
		return;
	give(out, ST_GIVEN);
	out->item = c->item + c->start[row];
	out->nitems = c->start[row + 1] - c->start[row];
}

static bool
is_void(const struct eval *v, const struct node *n, uint32_t row)
{
	uint64_t **of = v->voids[n->reg];

	return of != NULL && of[n->field] != NULL &&
	    bit_get(of[n->field], row);
}

/* The cell of a record into *out, which is empty; it stays so where the cell is. */
static void
read_cell(const struct node *n, const struct table *t, const struct column *c,
    uint32_t row, struct val *out)
{
	uint32_t u;

	switch (n->type.kind) {
	case K_DATE:
		if (c->date != NULL && c->date[row] != DATE_NONE)
			give_number(out, c->date[row]);
		return;
	case K_NUMBER:
		if (c->number != NULL && !isnan(c->number[row]))
			give_number(out, c->number[row]);
		return;
	case K_YESNO:
		if (c->yesno != NULL && c->yesno[row] != YESNO_EMPTY) {
			out->st = ST_GIVEN;
			out->u = c->yesno[row] == YESNO_YES;
		}
		return;
	case K_WORD:
		if (c->word != NULL && c->word[row] != WORD_NONE) {
			out->st = ST_GIVEN;
			out->u = c->word[row];
		}
		return;
	case K_REF:
		u = c->ref == NULL ? ROW_NONE : c->ref[row];
		if (u != ROW_NONE) {
			out->st = ST_GIVEN;
			out->u = u;
		}
		return;
	case K_TEXT:
		u = c->text == NULL ? 0 : c->text[row];
		if (u != 0) {
			out->st = ST_GIVEN;
			out->s = str_of(table_text(t, u));
		}
		return;
	default:
		val_list(c, row, out);
		return;
	}
}

static void
val_field(struct eval *v, const struct node *n, struct val *out)
{
	const struct table *t = &v->d->table[n->reg];
	const struct column *c = v->col[n->reg][n->field];
	enum state st = ST_EMPTY;
	uint32_t row;

	/* Of which record. */
	if (!eval_follow(v, n->a, &row, &st)) {
		give(out, st);
		return;
	}
	out->home = t;
	if (v->reading != READ_AS_IT_STANDS && is_void(v, n, row)) {
		v->withheld = true;
		give(out, ST_UNKNOWN);
		return;
	}
	give(out, ST_EMPTY);
	read_cell(n, t, c, row, out);
	/* An empty one may say nothing. */
	if (out->st == ST_EMPTY && column_is_unsaid(c, row) &&
	    !v->as_stored) {
		out->st = ST_UNKNOWN;
		v->withheld = true;
		v->lacked[n->reg][n->field] = true;
	}
}

static void
val_var(struct eval *v, const struct node *n, struct val *out)
{
	const struct slot *s = &v->slot[n->slot];

	if (s->item != NULL) {
		*out = *s->item;
		return;
	}
	give(out, ST_GIVEN);
	out->u = s->u;
	out->home = s->home;
	if (n->type.kind == K_TEXT)
		out->s = str_of(table_text(s->home, s->u));
}

static void
order(double *a, double *b)
{
	if (*a > *b) {
		double t = *a;

		*a = *b;
		*b = t;
	}
}

/* Between the bounds of both operands. */
static void
val_arithmetic(const struct node *n, const struct val *a, const struct val *b,
    struct val *out)
{
	double p, q, r, s;

	give(out, ST_GIVEN);
	/* Of two ranges each end comes from the ends that make it so. */
	switch (n->op) {
	case OP_ADD:
		out->n = a->n + b->n;
		out->hi = a->hi + b->hi;
		return;
	case OP_SUB:
		out->n = a->n - b->hi;
		out->hi = a->hi - b->n;
		return;
	case OP_BETWEEN: /* days from a to b */
		out->n = b->n - a->hi;
		out->hi = b->hi - a->n;
		return;
	case OP_DIV:
		if (b->n <= 0 && b->hi >= 0) {
			give(out, ST_UNKNOWN);
			return;
		}
		p = a->n / b->n;
		q = a->n / b->hi;
		r = a->hi / b->n;
		s = a->hi / b->hi;
		break;
	default:
		p = a->n * b->n;
		q = a->n * b->hi;
		r = a->hi * b->n;
		s = a->hi * b->hi;
		break;
	}
	/* A product or quotient: the least and the greatest of four. */
	order(&p, &q);
	order(&r, &s);
	out->n = p < r ? p : r;
	out->hi = q > s ? q : s;
}

double
eval_shift(double day, double by, bool months)
{
	int y, m, d;

	if (!(by > -120000 && by < 120000) ||
	    !(day >= DATE_LOW && day <= DATE_HIGH))
		return NAN;
	if (!months) {
		day += floor(by);
		return day >= DATE_LOW && day <= DATE_HIGH ? day : (double)NAN;
	}
	date_split((int32_t)day, &y, &m, &d);
	m += y * 12 + (int)floor(by) - 1;
	if (m < 1900 * 12 || m > 9999 * 12 + 11)
		return NAN;
	return date_add_months((int32_t)day, (int)floor(by));
}

static void
val_shift(const struct node *n, const struct val *a, const struct val *b,
    struct val *out)
{
	double sign = n->cmp == CMP_GT ? 1 : -1;
	double lo = sign > 0 ? b->n : b->hi, hi = sign > 0 ? b->hi : b->n;

	give(out, ST_GIVEN);
	out->n = eval_shift(a->n, sign * lo, n->b->type.months);
	out->hi = eval_shift(a->hi, sign * hi, n->b->type.months);
	if (isnan(out->n) || isnan(out->hi))
		give(out, ST_UNKNOWN);
}

static void
val_binary(struct eval *v, const struct node *n, struct val *out)
{
	struct val a, b;

	eval_val(v, n->a, &a);
	if (a.st != ST_GIVEN) {
		give(out, a.st);
		return;
	}
	eval_val(v, n->b, &b);
	if (b.st != ST_GIVEN) {
		give(out, b.st);
		return;
	}
	if (n->op == OP_SHIFT)
		val_shift(n, &a, &b, out);
	else
		val_arithmetic(n, &a, &b, out);
	if (out->st == ST_GIVEN && !(isfinite(out->n) && isfinite(out->hi)))
		give(out, ST_UNKNOWN);
}

static void
val_year(struct eval *v, const struct val *a, struct val *out)
{
	int y, m, d, lo;
	char *text;

	date_split((int32_t)a->n, &lo, &m, &d);
	date_split((int32_t)a->hi, &y, &m, &d);
	give(out, lo == y ? ST_GIVEN : ST_UNKNOWN);
	if (v->years == NULL)
		v->years = ARENA_ARRAY(&v->arena, (size_t)10000 * 5, char);
	text = v->years + (size_t)(y >= 0 && y < 10000 ? y : 0) * 5;
	snprintf(text, 5, "%04u", (unsigned)y % 10000u);
	out->s = (struct str){ text, 4 };
}

static double
month_start(double day)
{
	int y, m, d;

	date_split((int32_t)day, &y, &m, &d);
	return date_of(y, m, 1);
}

static void
val_unary(struct eval *v, const struct node *n, struct val *out)
{
	struct val a;

	/* Nothing comes of nothing, but for the size of an empty list. */
	eval_val(v, n->a, &a);
	if (a.st != ST_GIVEN && (n->op != OP_SIZE || a.st == ST_UNKNOWN)) {
		give(out, a.st);
		return;
	}
	/* Of a range both ends; a sign turns them round. */
	switch (n->op) {
	case OP_NEG:
		give(out, ST_GIVEN);
		out->n = -a.hi;
		out->hi = -a.n;
		return;
	case OP_UNIT:
		give(out, ST_GIVEN);
		out->n = a.n * n->lit.n;
		out->hi = a.hi * n->lit.n;
		return;
	case OP_MONTH:
		give(out, ST_GIVEN);
		out->n = month_start(a.n);
		out->hi = month_start(a.hi);
		return;
	case OP_YEAR:
		val_year(v, &a, out);
		return;
	default: /* OP_SIZE */
		give(out, ST_GIVEN);
		out->n = (double)(a.set != NULL ? a.set->sure : a.nitems);
		out->hi = (double)eval_nitems(&a);
		if (a.st == ST_EMPTY)
			out->n = out->hi = 0;
		return;
	}
}

int32_t
eval_extracted(struct eval *v, int reg, uint32_t row)
{
	const struct dataset *d = v->d;
	const struct table *t = &d->table[reg];
	uint64_t leaf;

	if (t->batch == NULL)
		return t->extracted;
	if (v->batch_of == NULL) {
		v->batch_of = ARENA_ARRAY(&v->arena, d->size + 1, uint32_t);
		for (size_t i = 0; i < d->nbatches; i++)
			if (d->batch[i].index < d->size)
				v->batch_of[d->batch[i].index] =
				    (uint32_t)i + 1;
	}
	leaf = t->batch[row];
	if (leaf >= d->size || v->batch_of[leaf] == 0)
		return t->extracted;
	return d->batch[v->batch_of[leaf] - 1].extracted;
}

static void
val_extracted(struct eval *v, const struct node *n, struct val *out)
{
	enum state st = ST_EMPTY;
	uint32_t row;
	int32_t day;

	if (!eval_follow(v, n->a, &row, &st)) {
		give(out, st);
		return;
	}
	day = eval_extracted(v, n->a->type.reg, row);
	give_number(out, day == DATE_NONE ? (double)NAN : day);
}

static void
val_set_literal(struct eval *v, const struct node *n, struct val *out)
{
	struct set *s = &v->sets[n->set];

	s->n = 0;
	for (const struct node *i = n->a; i != NULL; i = i->next) {
		s->item = mem_grow(s->item, &s->cap, s->n, sizeof(*s->item));
		eval_val(v, i, &s->item[s->n]);
		if (s->item[s->n].st == ST_GIVEN)
			s->n++;
	}
	s->sure = s->n;
	s->sorted = false;
	give(out, ST_GIVEN);
	out->set = s;
}

static void
val_now(struct eval *v, const struct node *n, struct val *out)
{
	/* What each kind of node is worth. */
	switch (n->op) {
	case OP_LIT:
		*out = n->lit;
		return;
	case OP_ASOF:
		give_number(out, v->as_of);
		return;
	case OP_DATA_ASOF:
		give_number(out, v->data_as_of);
		return;
	case OP_WINDOW_END:
		give_number(out, window_end(v, n->reg));
		return;
	case OP_VAR:
		val_var(v, n, out);
		return;
	case OP_FIELD:
		val_field(v, n, out);
		return;
	case OP_MEMBER:
		give(out, ST_GIVEN);
		pop_member(v, n, out);
		return;
	case OP_ADD:
	case OP_SUB:
	case OP_MUL:
	case OP_DIV:
	case OP_SHIFT:
	case OP_BETWEEN:
		val_binary(v, n, out);
		return;
	case OP_NEG:
	case OP_UNIT:
	case OP_MONTH:
	case OP_YEAR:
	case OP_SIZE:
		val_unary(v, n, out);
		return;
	case OP_EXTRACTED:
		val_extracted(v, n, out);
		return;
	case OP_SETLIT:
		val_set_literal(v, n, out);
		return;
	case OP_AGG:
	case OP_SETOF:
		give(out, ST_GIVEN);
		quant_value(v, n, out);
		return;
	default: /* a condition as a value */
		give(out, ST_UNKNOWN);
		switch (eval_truth(v, n)) {
		case TRUE_:
			out->st = ST_GIVEN;
			out->u = 1;
			break;
		case NOT_TRUE:
			out->st = ST_GIVEN;
			out->u = 0;
			break;
		case UNKNOWN:
			break;
		}
		return;
	}
}

void
eval_val(struct eval *v, const struct node *n, struct val *out)
{
	struct memo *m;

	if (n->memo == 0 || n->type.kind == K_BOOL) {
		/* Most values are fields. */
		if (n->op == OP_FIELD)
			val_field(v, n, out);
		else
			val_now(v, n, out);
		return;
	}
	m = &v->memo[n->memo];
	if (!m->set) {
		val_now(v, n, &m->val);
		m->set = true;
	}
	*out = m->val;
}
