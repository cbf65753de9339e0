/* SPDX-License-Identifier: Apache-2.0 */
/* The plain evaluator; see naive.h. */
#include "tests/lib/naive.h"

#include <math.h>
#include <stdlib.h>

#include "shared/model/standard.h"
#include "tests/lib/naive_steps.h"

/* A value: a number between bounds, or texts of which some are perhaps. */
struct plain {
	enum state st;
	double lo, hi;
	char **text;
	bool *sure;
	size_t n;
};

static struct plain naive_value(struct eval *v, const struct node *n);

static void
plain_free(struct plain *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->text[i]);
	free(p->text);
	free(p->sure);
}

static bool
is_number(const struct type *t)
{
	return t->kind == K_NUMBER || t->kind == K_DATE ||
	    t->kind == K_INTERVAL;
}

static void
add_text(struct eval *v, struct plain *p, const struct type *t,
    const struct val *x, bool sure)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	eval_put(v, t, x, &b);
	p->text = realloc(p->text, (p->n + 1) * sizeof(*p->text));
	p->sure = realloc(p->sure, (p->n + 1) * sizeof(*p->sure));
	p->sure[p->n] = sure;
	p->text[p->n++] = strdup(buf_cstr(&b));
	buf_fini(&b);
}

/* A value of the engine taken apart. */
static struct plain
taken(struct eval *v, const struct type *t, const struct val *x)
{
	struct plain p = { .st = x->st, .lo = x->n, .hi = x->hi };
	struct type e;

	if (x->st != ST_GIVEN || is_number(t))
		return p;
	if (t->kind != K_LIST) {
		add_text(v, &p, t, x, true);
		return p;
	}
	e = node_elem_type(t);
	for (size_t i = 0; i < eval_nitems(x); i++) {
		struct val item;

		eval_item(t, x, i, &item);
		add_text(v, &p, &e, &item,
		    x->set == NULL || i < x->set->sure);
	}
	return p;
}

/* ---- members ---- */

struct seen {
	enum truth in, has;
	struct plain value, order;
};

struct members {
	struct eval *v;
	const struct node *n;
	struct seen *seen;
	size_t count, cap;
};

static bool
see(void *ctx, uint32_t ordinal)
{
	struct members *m = ctx;
	const struct quant *q = m->n->q;
	struct seen x = { .in = TRUE_, .has = TRUE_ };

	(void)ordinal;
	if (q->where != NULL)
		x.in = naive_truth(m->v, q->where);
	if (q->has != NULL && (m->n->op == OP_QUANT || q->kind == Q_RUN))
		x.has = naive_truth(m->v, q->has);
	else if (q->has != NULL)
		x.value = naive_value(m->v, q->has);
	if (q->order != NULL)
		x.order = naive_value(m->v, q->order);
	if (m->count == m->cap) {
		m->cap = m->cap * 2 + 8;
		m->seen = realloc(m->seen, m->cap * sizeof(*m->seen));
	}
	m->seen[m->count++] = x;
	return true;
}

static struct members
look(struct eval *v, const struct node *n, bool *known)
{
	struct members m = { .v = v, .n = n };
	struct slot keep = v->slot[n->q->slot];

	*known = pop_walk(v, &n->q->pop, n->q->slot, see, &m);
	v->slot[n->q->slot] = keep;
	return m;
}

static void
forget(struct members *m)
{
	for (size_t i = 0; i < m->count; i++) {
		plain_free(&m->seen[i].value);
		plain_free(&m->seen[i].order);
	}
	free(m->seen);
}

static enum truth
both(enum truth a, enum truth b)
{
	return a == NOT_TRUE || b == NOT_TRUE ? NOT_TRUE :
	    a == UNKNOWN || b == UNKNOWN ? UNKNOWN : TRUE_;
}

static enum truth
either(enum truth a, enum truth b)
{
	return a == TRUE_ || b == TRUE_ ? TRUE_ :
	    a == UNKNOWN || b == UNKNOWN ? UNKNOWN : NOT_TRUE;
}

static enum truth
opposite(enum truth a)
{
	return a == TRUE_ ? NOT_TRUE : a == NOT_TRUE ? TRUE_ : UNKNOWN;
}

static enum truth
naive_quantifier(struct eval *v, const struct node *n)
{
	bool known, all = n->q->kind == Q_EVERY;
	struct members m = look(v, n, &known);
	enum truth t = all ? TRUE_ : NOT_TRUE;

	for (size_t i = 0; i < m.count; i++) {
		const struct seen *x = &m.seen[i];

		t = all ? both(t, either(opposite(x->in), x->has)) :
		    either(t, both(x->in, x->has));
	}
	if (!known)
		t = all ? both(t, UNKNOWN) : either(t, UNKNOWN);
	forget(&m);
	return n->q->kind == Q_NO ? opposite(t) : t;
}

/* ---- aggregates ---- */

static void
take_extreme(struct plain *p, const struct plain *x, bool max, bool sure,
    bool *any, bool *any_sure)
{
	double far = max ? x->hi : x->lo, near = max ? x->lo : x->hi;
	double *outer = max ? &p->hi : &p->lo, *inner = max ? &p->lo : &p->hi;

	if (!*any || (max ? far > *outer : far < *outer))
		*outer = far;
	if (sure && (!*any_sure || (max ? near > *inner : near < *inner)))
		*inner = near;
	*any = true;
	*any_sure |= sure;
}

static void
take_texts(struct plain *p, const struct plain *x, bool sure)
{
	for (size_t i = 0; i < x->n; i++) {
		size_t k = 0;

		while (k < p->n && strcmp(p->text[k], x->text[i]) != 0)
			k++;
		if (k == p->n) {
			p->text = realloc(p->text,
			    (p->n + 1) * sizeof(*p->text));
			p->sure = realloc(p->sure,
			    (p->n + 1) * sizeof(*p->sure));
			p->text[p->n] = strdup(x->text[i]);
			p->sure[p->n++] = false;
		}
		p->sure[k] |= sure;
	}
}

/* A run or a trend. */
static void
take_steps(const struct members *m, bool run, struct plain *p)
{
	struct naive_step *s = calloc(m->count + 1, sizeof(*s));
	size_t n = 0;

	for (size_t i = 0; i < m->count; i++) {
		const struct seen *x = &m->seen[i];
		bool given = x->value.st == ST_GIVEN;

		if (x->in == NOT_TRUE)
			continue;
		s[n++] = (struct naive_step){
			.placed = x->order.st == ST_GIVEN &&
			    x->order.lo >= x->order.hi,
			.at = x->order.lo,
			.sure = x->in == TRUE_,
			.truth = x->has,
			.lo = given ? x->value.lo : -HUGE_VAL,
			.hi = given ? x->value.hi : HUGE_VAL,
		};
	}
	(run ? naive_run : naive_trend)(s, n, &p->lo, &p->hi);
	free(s);
}

static struct plain
naive_aggregate(struct eval *v, const struct node *n)
{
	enum quant_kind kind = n->q->kind;
	struct plain p = { .st = ST_GIVEN };
	bool known, any = false, any_sure = false, lost = false;
	bool ordered = kind == Q_RUN || kind == Q_TREND;
	struct members m = look(v, n, &known);

	if (ordered)
		take_steps(&m, kind == Q_RUN, &p);
	for (size_t i = 0; !ordered && i < m.count; i++) {
		const struct plain *x = &m.seen[i].value;
		bool sure = m.seen[i].in == TRUE_;

		if (m.seen[i].in == NOT_TRUE)
			continue;
		if (kind == Q_COUNT) {
			p.lo += sure;
			p.hi += 1;
		} else if (kind == Q_SUM) {
			lost |= x->st != ST_GIVEN;
			p.lo += sure || x->lo < 0 ? x->lo : 0;
			p.hi += sure || x->hi > 0 ? x->hi : 0;
		} else {
			lost |= x->st == ST_UNKNOWN;
			if (x->st != ST_GIVEN)
				continue;
			if (kind == Q_SET)
				take_texts(&p, x, sure);
			else
				take_extreme(&p, x, kind == Q_MAX, sure, &any,
				    &any_sure);
		}
	}
	if ((kind == Q_MIN || kind == Q_MAX) && !any_sure)
		p.st = any ? ST_UNKNOWN : ST_EMPTY;
	if (kind == Q_SET && p.n == 0)
		p.st = ST_EMPTY;
	if (!known || lost)
		p.st = ST_UNKNOWN;
	forget(&m);
	return p;
}

static struct plain
naive_value(struct eval *v, const struct node *n)
{
	struct plain a, p = { .st = ST_GIVEN };
	struct val x;

	if (n->op == OP_AGG || (n->op == OP_SETOF &&
	    !is_number(&(struct type){ .kind = n->type.elem })))
		return naive_aggregate(v, n);
	if (n->op == OP_SIZE) {
		a = naive_value(v, n->a);
		p.st = a.st == ST_UNKNOWN ? ST_UNKNOWN : ST_GIVEN;
		for (size_t i = 0; i < a.n; i++) {
			p.lo += a.sure[i];
			p.hi += 1;
		}
		plain_free(&a);
		return p;
	}
	eval_val(v, n, &x);
	return taken(v, &n->type, &x);
}

/* ---- conditions ---- */

static enum truth
compare(enum cmp c, const struct plain *a, const struct plain *b)
{
	switch (c) {
	case CMP_LT:
		return a->hi < b->lo ? TRUE_ : a->lo >= b->hi ? NOT_TRUE :
		    UNKNOWN;
	case CMP_LE:
		return a->hi <= b->lo ? TRUE_ : a->lo > b->hi ? NOT_TRUE :
		    UNKNOWN;
	case CMP_GT:
		return compare(CMP_LT, b, a);
	case CMP_GE:
		return compare(CMP_LE, b, a);
	default:
		return a->hi < b->lo || b->hi < a->lo ? NOT_TRUE :
		    a->lo >= b->hi && b->lo >= a->hi ? TRUE_ : UNKNOWN;
	}
}

/* What the operand that says whose a record is says. */
enum belonging { SOMEBODYS, NOBODYS, PERHAPS };

/* Does it, or one of its items? */
static bool
leads_nowhere(const struct node *n, const struct val *x)
{
	struct val item;

	if (n->type.kind != K_LIST)
		return (x->u & REF_TEXT) != 0;
	for (size_t i = 0; i < eval_nitems(x); i++) {
		eval_item(&n->type, x, i, &item);
		if ((item.u & REF_TEXT) != 0)
			return true;
	}
	return false;
}

static enum belonging
naive_whose(struct eval *v, const struct node *n)
{
	const struct node *own = n->assigns == ASSIGNS_A ? n->a : n->b;
	const struct node *other = n->assigns == ASSIGNS_A ? n->b : n->a;
	struct type t = node_elem_type(&own->type);
	struct val x, y;

	if (n->assigns == 0)
		return SOMEBODYS;
	eval_val(v, other, &y);
	v->withheld = false;
	eval_val(v, own, &x);
	if (x.st != ST_GIVEN)
		return v->withheld || y.st != ST_GIVEN || v->reading ==
		    READ_WHOSE ? PERHAPS : NOBODYS;
	if (v->reading != READ_WHOSE || t.kind != K_REF || y.st != ST_GIVEN ||
	    node_elem_type(&other->type).kind != K_REF)
		return SOMEBODYS;
	return v->supplied[t.reg] && (leads_nowhere(own, &x) ||
	    leads_nowhere(other, &y)) ? PERHAPS : SOMEBODYS;
}

static enum truth
naive_compare(struct eval *v, const struct node *n)
{
	struct plain a = naive_value(v, n->a), b = naive_value(v, n->b);
	enum belonging whose = naive_whose(v, n);
	enum truth t = whose == NOBODYS ? NOT_TRUE : UNKNOWN;

	if (whose == NOBODYS && n->cmp == CMP_NE)
		t = TRUE_;
	if ((a.st == ST_EMPTY && n->a->type.all && b.st == ST_GIVEN) ||
	    (b.st == ST_EMPTY && n->b->type.all && a.st == ST_GIVEN))
		t = n->cmp == CMP_NE ? NOT_TRUE : TRUE_;
	else if (a.st == ST_GIVEN && b.st == ST_GIVEN) {
		t = n->op == OP_CMP_NUM ? compare(n->cmp, &a, &b) :
		    strcmp(a.text[0], b.text[0]) == 0 ? TRUE_ : NOT_TRUE;
		if (t == NOT_TRUE && whose == PERHAPS)
			t = UNKNOWN;
		if (n->cmp == CMP_NE)
			t = opposite(t);
	}
	plain_free(&a);
	plain_free(&b);
	return t;
}

static enum truth
naive_in(struct eval *v, const struct node *n)
{
	struct plain a = naive_value(v, n->a), b = naive_value(v, n->b);
	enum belonging whose = naive_whose(v, n);
	enum truth t = NOT_TRUE;

	if (b.st == ST_EMPTY && n->b->type.all)
		t = TRUE_;
	else if (a.st == ST_EMPTY && n->a->type.all && b.st == ST_GIVEN)
		t = TRUE_;
	else if (a.st != ST_GIVEN || b.st != ST_GIVEN)
		t = whose == NOBODYS ? NOT_TRUE : UNKNOWN;
	else
		for (size_t i = 0; i < b.n; i++)
			if (strcmp(a.text[0], b.text[i]) == 0)
				t = either(t, b.sure[i] ? TRUE_ : UNKNOWN);
	if (t == NOT_TRUE && a.st == ST_GIVEN && whose == PERHAPS)
		t = UNKNOWN;
	plain_free(&a);
	plain_free(&b);
	return t;
}

static enum truth
naive_given(struct eval *v, const struct node *n)
{
	struct plain a = naive_value(v, n->a);
	bool sure = a.n == 0;
	enum truth t;

	for (size_t i = 0; i < a.n; i++)
		sure |= a.sure[i];
	t = a.st == ST_UNKNOWN || (a.st == ST_GIVEN && !sure) ? UNKNOWN :
	    (a.st == ST_GIVEN) == (n->op == OP_GIVEN) ? TRUE_ : NOT_TRUE;
	plain_free(&a);
	return t;
}

/*
 * In the window that ends today; or perhaps in it, because a later record of
 * the register may not be known: it stood in one on a day that is known.
 */
static enum truth
naive_within(struct eval *v, const struct node *n)
{
	struct plain day = naive_value(v, n->a), long_ = naive_value(v, n->b);
	int32_t known = v->d->table[n->reg].extracted;
	int32_t end = v->d->forecast ? v->data_as_of : v->as_of, from;

	if (day.st != ST_GIVEN || long_.st != ST_GIVEN)
		return UNKNOWN;
	if (v->d->forecast && known != DATE_NONE && known < end)
		end = known;
	if (day.lo > end)
		return NOT_TRUE;
	for (int32_t last = end; ; last--) {
		from = n->b->type.months ? date_add_months(last,
		    -(int)long_.lo) : last - (int32_t)long_.lo;
		if (day.lo >= from)
			return last == end ? TRUE_ : UNKNOWN;
		if (known == DATE_NONE || last <= known)
			return NOT_TRUE;
	}
}

enum truth
naive_truth(struct eval *v, const struct node *n)
{
	switch (n->op) {
	case OP_AND:
		return both(naive_truth(v, n->a), naive_truth(v, n->b));
	case OP_OR:
		return either(naive_truth(v, n->a), naive_truth(v, n->b));
	case OP_IMPLIES:
		return either(opposite(naive_truth(v, n->a)),
		    naive_truth(v, n->b));
	case OP_NOT:
		return opposite(naive_truth(v, n->a));
	case OP_QUANT:
		return naive_quantifier(v, n);
	case OP_WITHIN:
		return naive_within(v, n);
	case OP_GIVEN:
	case OP_EMPTY:
		return naive_given(v, n);
	case OP_CMP_NUM:
	case OP_CMP_TEXT:
	case OP_CMP_REF:
	case OP_CMP_WORD:
	case OP_CMP_YESNO:
		return naive_compare(v, n);
	case OP_IN:
		if (!is_number(&n->a->type))
			return naive_in(v, n);
		return eval_truth(v, n);
	default: /* a yes-no cell, clauses, parts of texts */
		return eval_truth(v, n);
	}
}
