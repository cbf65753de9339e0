/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A quantifier about one record remembers its truth for every record of the
 * register: a byte each. One about a record and another, or a row of a list,
 * remembers the last few pairs. Both only where a second one says the same, and
 * while there is room.
 */
#include "shared/rules/run/recall.h"

#include <stdlib.h>

#include "shared/rules/node/share.h"
#include "shared/rules/run/quant.h"

#define MOST_BYTES ((size_t)256 << 20)
#define PAIRS 8192 /* more than a batch of records has with a short list */

/* Of a pair; an unused one has no truth. */
struct pair {
	uint32_t a, b;
	uint8_t truth;            /* + 1 */
};

/* What an evaluation knows of a class. */
struct answers {
	uint8_t *of;              /* per record, + 1; 0: not asked yet */
	struct pair *pair;
};

void
recall_begin(struct eval *v)
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
recall_truth(struct eval *v, const struct node *n)
{
	const struct share_class *s = &v->r->share[n->share];
	struct answers *a = &v->answers[n->share];
	uint64_t vars = n->vars;
	uint32_t x, y;

	if (s->uses < 2 || v->no_index ||
	    !bound(v, __builtin_ctzll(vars), s->reg[0], &x))
		return quant_truth(v, n);
	if (s->nvars == 1)
		return truth_of_record(v, n, &a->of, x, s->reg[0]);
	if (!bound(v, __builtin_ctzll(vars & (vars - 1)), s->reg[1], &y))
		return quant_truth(v, n);
	return truth_of_pair(v, n, &a->pair, x, y);
}

void
recall_forget(struct eval *v)
{
	for (uint32_t i = 0; i < v->r->nshares; i++) {
		struct answers *a = &v->answers[i];

		free(a->of);
		free(a->pair);
		*a = (struct answers){ NULL, NULL };
	}
	v->answer_bytes = 0;
}

void
recall_free(struct eval *v)
{
	recall_forget(v);
	free(v->answers);
}
