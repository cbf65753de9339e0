/* SPDX-License-Identifier: Apache-2.0 */
/* Are two typed nodes the same but for the names of variables? See same.h. */
#include "shared/rules/node/same.h"

void
renaming_add(struct renaming *r, int from, int to)
{
	r->from[r->n] = from;
	r->to[r->n++] = to;
}

/* The innermost of each name is meant. */
static bool
same_slot(const struct renaming *r, int a, int b)
{
	for (size_t i = r->n; i > 0; i--)
		if (r->from[i - 1] == a || r->to[i - 1] == b)
			return r->from[i - 1] == a && r->to[i - 1] == b;
	return false;
}

static bool
same_type(const struct type *a, const struct type *b)
{
	return a->kind == b->kind && a->elem == b->elem && a->reg == b->reg &&
	    a->field == b->field && a->all == b->all &&
	    a->months == b->months;
}

static bool
same_number(double a, double b)
{
	return a >= b && a <= b;
}

static bool
same_literal(const struct val *a, const struct val *b)
{
	return a->st == b->st && a->u == b->u && same_number(a->n, b->n) &&
	    same_number(a->hi, b->hi) && str_eq(a->s, b->s) &&
	    a->set == NULL && b->set == NULL && a->item == NULL &&
	    b->item == NULL;
}

static bool
same_pop(const struct pop *a, const struct pop *b, struct renaming *r)
{
	return a->kind == b->kind && a->reg == b->reg &&
	    a->field == b->field && a->list == b->list &&
	    node_same(a->a, b->a, r) && node_same(a->b, b->b, r);
}

static bool
same_quant(const struct quant *a, const struct quant *b, struct renaming *r)
{
	bool same;

	if (a == NULL || b == NULL)
		return a == b;
	if (a->kind != b->kind || !same_pop(&a->pop, &b->pop, r) ||
	    r->n == sizeof(r->from) / sizeof(r->from[0]))
		return false;
	renaming_add(r, a->slot, b->slot);
	same = node_same(a->where, b->where, r) &&
	    node_same(a->has, b->has, r) && node_same(a->order, b->order, r);
	r->n--;
	return same;
}

bool
node_same(const struct node *a, const struct node *b, struct renaming *r)
{
	if (a == NULL || b == NULL)
		return a == b;
	if (a->op != b->op || a->cmp != b->cmp || a->reg != b->reg ||
	    a->field != b->field || a->member != b->member ||
	    a->constant != b->constant || a->assigns != b->assigns || !same_type(&a->type, &b->type))
		return false;
	if (a->op == OP_LIT)
		return same_literal(&a->lit, &b->lit);
	/* The list or the register of a row is not in its type. */
	if (a->op == OP_MEMBER && !same_pop(a->a->type.pop, b->a->type.pop, r))
		return false;
	if ((a->op == OP_VAR || a->op == OP_MEMBER) &&
	    !same_slot(r, a->slot, b->slot))
		return false;
	if (!same_number(a->lit.n, b->lit.n))
		return false;
	return node_same(a->a, b->a, r) && node_same(a->b, b->b, r) &&
	    node_same(a->next, b->next, r) && same_quant(a->q, b->q, r);
}

bool
node_same_at(const struct node *a, int sa, const struct node *b, int sb)
{
	struct renaming r = { .n = 0 };

	renaming_add(&r, sa, sb);
	return node_same(a, b, &r);
}

static uint32_t
mix(uint32_t h, uint32_t x)
{
	return (h ^ x) * 0x01000193u;
}

uint32_t
node_hash(const struct node *n)
{
	uint32_t h = 0x811c9dc5u;

	if (n == NULL)
		return h;
	h = mix(h, (uint32_t)n->op);
	h = mix(h, (uint32_t)n->cmp);
	h = mix(h, (uint32_t)n->field);
	h = mix(h, (uint32_t)n->member);
	if (n->op == OP_LIT) {
		h = mix(h, n->lit.u);
		return mix(h, (uint32_t)str_hash(n->lit.s));
	}
	h = mix(h, node_hash(n->a));
	h = mix(h, node_hash(n->b));
	h = mix(h, node_hash(n->next));
	if (n->q != NULL) {
		h = mix(h, (uint32_t)n->q->kind);
		h = mix(h, (uint32_t)n->q->pop.reg);
		h = mix(h, node_hash(n->q->where));
		h = mix(h, node_hash(n->q->has));
	}
	return h;
}
