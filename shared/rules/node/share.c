/* SPDX-License-Identifier: Apache-2.0 */
/* Classes of quantifiers that say the same; see share.h. */
#include "shared/rules/node/share.h"

#include <stdlib.h>

#include "shared/rules/node/same.h"

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
share_intern(struct rules *r, struct node *n)
{
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
