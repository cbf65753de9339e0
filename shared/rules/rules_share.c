/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A quantifier about one record remembers its truth for every record of the
 * register: a byte each. One about a record and another, or a row of a list,
 * remembers the last few pairs. Both only where a second one says the same, and
 * while there is room.
 */
#include "shared/rules/rules_share.h"

#include <stdlib.h>

#include "shared/rules/rules_quant.h"
#include "shared/rules/rules_same.h"

#define MOST_BYTES ((size_t)256 << 20)
#define PAIRS 8192 /* more than a batch of records has with a short list */

struct share_class {
	const struct node *node;  /* the first of them */
	uint32_t hash;
	unsigned uses;
	int reg[2];               /* of its variables; -1: a row of a list */
	unsigned nvars;
};

/* Of a pair; an unused one has no truth. */
struct pair {
	uint32_t a, b;
	uint8_t truth;            /* + 1 */
};

/*
 * What an evaluation knows of a class; that of negated ones apart, which let
 * defective records count.
 */
struct answers {
	uint8_t *of[2];           /* per record, + 1; 0: not asked yet */
	struct pair *pair[2];
	bool looked, apart;       /* whether negated ones differ */
};

/* ---- loading ---- */

/* The type of the free variable in a slot; NULL when it does not occur. */
static const struct type *
free_type(const struct node *n, int slot)
{
	const struct type *t = NULL;

	if (n == NULL || (n->vars >> slot & 1) == 0)
		return NULL;
	if (n->op == OP_VAR && n->slot == slot)
		return &n->type;
	if (n->q != NULL) {
		t = free_type(n->q->pop.a, slot);
		t = t != NULL ? t : free_type(n->q->pop.b, slot);
		t = t != NULL ? t : free_type(n->q->where, slot);
		t = t != NULL ? t : free_type(n->q->has, slot);
		t = t != NULL ? t : free_type(n->q->order, slot);
	}
	t = t != NULL ? t : free_type(n->a, slot);
	t = t != NULL ? t : free_type(n->b, slot);
	for (const struct node *i = n->a; i != NULL && t == NULL; i = i->next)
		t = free_type(i, slot);
	return t;
}

/* False for variables whose record numbers do not say all of them. */
static bool
describe(struct share_class *s, const struct node *n)
{
	uint64_t vars = n->vars;

	for (s->nvars = 0; vars != 0; vars &= vars - 1) {
		const struct type *t = free_type(n, __builtin_ctzll(vars));

		if (s->nvars == 2 || t == NULL)
			return false;
		if (t->kind == K_ROW && t->pop->kind == POP_LIST)
			s->reg[s->nvars++] = -1;
		else if (t->kind == K_REF)
			s->reg[s->nvars++] = t->reg;
		else
			return false;
	}
	return s->nvars > 0 && s->reg[0] >= 0;
}

static bool
is_same(const struct share_class *s, const struct share_class *made)
{
	struct renaming r = { .n = 0 };
	uint64_t a = s->node->vars, b = made->node->vars;

	if (s->hash != made->hash || s->nvars != made->nvars ||
	    s->reg[0] != made->reg[0] ||
	    (s->nvars == 2 && s->reg[1] != made->reg[1]))
		return false;
	r.turned = s->node->q->negative != made->node->q->negative;
	for (; a != 0; a &= a - 1, b &= b - 1)
		renaming_add(&r, __builtin_ctzll(a), __builtin_ctzll(b));
	return node_same(s->node, made->node, &r);
}

/* The slot of the class, or the free one where it belongs. */
static uint32_t *
slot_of(const struct rules *r, const struct share_class *made)
{
	size_t i = made->hash & (r->share_slots - 1);

	while (r->share_slot[i] != 0 &&
	    !is_same(&r->share[r->share_slot[i]], made))
		i = (i + 1) & (r->share_slots - 1);
	return &r->share_slot[i];
}

/* At most half of the slots are taken. */
static void
grow_slots(struct rules *r)
{
	size_t n = r->share_slots == 0 ? 256 : r->share_slots * 2;

	if (r->share_slots > 2 * (size_t)r->nshares)
		return;
	free(r->share_slot);
	r->share_slot = mem_calloc(n, sizeof(*r->share_slot));
	r->share_slots = n;
	for (uint32_t i = 1; i < r->nshares; i++) {
		size_t k = r->share[i].hash & (n - 1);

		while (r->share_slot[k] != 0)
			k = (k + 1) & (n - 1);
		r->share_slot[k] = i;
	}
}

void
share_intern(struct checker *c, struct node *n)
{
	struct rules *r = c->r;
	struct share_class made = { .node = n };
	uint32_t *slot;

	if (!describe(&made, n))
		return;
	made.hash = node_hash(n);
	/* Number 0 is none. */
	r->nshares = r->nshares == 0 ? 1 : r->nshares;
	grow_slots(r);
	slot = slot_of(r, &made);
	if (*slot == 0) {
		r->share = mem_grow(r->share, &r->cap_shares, r->nshares,
		    sizeof(*r->share));
		r->share[r->nshares] = made;
		*slot = r->nshares++;
	}
	r->share[*slot].uses++;
	n->share = *slot;
}

/* ---- evaluating ---- */

void
share_begin(struct eval *v)
{
	v->answers = mem_calloc((size_t)v->r->nshares + 1,
	    sizeof(*v->answers));
}

/* The record or row that the variable stands for; false: there is none. */
static bool
bound(const struct eval *v, int slot, int reg, uint32_t *u)
{
	const struct slot *s = &v->slot[slot];

	*u = s->u;
	return s->item == NULL && (reg < 0 || (*u & REF_TEXT) == 0);
}

/* Whether a register that is walked has records that do not count. */
static bool
meets_defects(const struct eval *v, const struct node *n, struct answers *a)
{
	for (size_t r = 0; !a->looked && r < v->std->nregisters; r++)
		a->apart |= v->judging && v->defect[r] != NULL &&
		    (n->walks >> (r & 63) & 1) != 0;
	a->looked = true;
	return a->apart;
}

/* NULL: there is no room, and nothing is remembered. */
static void *
take_room(struct eval *v, size_t n, size_t size)
{
	if (n * size > MOST_BYTES - v->answer_bytes)
		return NULL;
	v->answer_bytes += n * size;
	return mem_calloc(n, size);
}

static enum truth
truth_of_record(struct eval *v, const struct node *n, uint8_t **of, uint32_t u,
    int reg)
{
	if (*of == NULL)
		*of = take_room(v, v->d->table[reg].n, 1);
	if (*of == NULL)
		return quant_truth(v, n);
	if ((*of)[u] == 0)
		(*of)[u] = (uint8_t)(quant_truth(v, n) + 1);
	return (enum truth)((*of)[u] - 1);
}

static enum truth
truth_of_pair(struct eval *v, const struct node *n, struct pair **pairs,
    uint32_t x, uint32_t y)
{
	struct pair *p;
	enum truth t;

	if (*pairs == NULL)
		*pairs = take_room(v, PAIRS, sizeof(**pairs));
	if (*pairs == NULL)
		return quant_truth(v, n);
	p = &(*pairs)[(x * 31 + y) % PAIRS];
	if (p->truth != 0 && p->a == x && p->b == y)
		return (enum truth)(p->truth - 1);
	t = quant_truth(v, n);
	*p = (struct pair){ x, y, (uint8_t)(t + 1) };
	return t;
}

enum truth
share_truth(struct eval *v, const struct node *n)
{
	const struct share_class *s = &v->r->share[n->share];
	struct answers *a = &v->answers[n->share];
	uint64_t vars = n->vars;
	bool apart;
	uint32_t x, y;

	if (s->uses < 2 || v->no_index ||
	    !bound(v, __builtin_ctzll(vars), s->reg[0], &x))
		return quant_truth(v, n);
	apart = n->q->negative && meets_defects(v, n, a);
	if (s->nvars == 1)
		return truth_of_record(v, n, &a->of[apart], x, s->reg[0]);
	if (!bound(v, __builtin_ctzll(vars & (vars - 1)), s->reg[1], &y))
		return quant_truth(v, n);
	return truth_of_pair(v, n, &a->pair[apart], x, y);
}

void
share_forget(struct eval *v)
{
	for (uint32_t i = 0; i < v->r->nshares; i++) {
		struct answers *a = &v->answers[i];

		for (size_t k = 0; k < 2; k++) {
			free(a->of[k]);
			free(a->pair[k]);
		}
		*a = (struct answers){ .of = { NULL, NULL } };
	}
	v->answer_bytes = 0;
}

void
share_free(struct eval *v)
{
	share_forget(v);
	free(v->answers);
}
