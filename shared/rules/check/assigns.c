/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which operand of an equality says whose a record is. In "some v in
 * measurements where v.kpi = k" it is v.kpi: a measurement without it is
 * nobody's, whatever KPI is asked about (run/reading.h).
 */
#include "shared/rules/check/check.h"

int
check_owner(const struct checker *c, uint64_t vars)
{
	int owner = -1;

	for (; vars != 0; vars &= vars - 1) {
		int o = c->owner[__builtin_ctzll(vars)];

		owner = o > owner ? o : owner;
	}
	return owner;
}

/* One value, or a list of records; a list of words says what, not whose. */
static bool
may_assign(const struct node *n)
{
	return n->type.kind != K_LIST || n->type.elem == K_REF;
}

void
check_assigns(struct checker *c, struct node *n)
{
	int a, b;

	if (n->a == NULL || n->b == NULL || n->a->vars == 0 ||
	    n->b->vars == 0 || (n->op == OP_CMP_NUM && n->cmp != CMP_EQ &&
	    n->cmp != CMP_NE))
		return;
	a = check_owner(c, n->a->vars);
	b = check_owner(c, n->b->vars);
	/* What is bound inside belongs to what is bound outside of it. */
	if (a > b && a >= c->nmembers && may_assign(n->a))
		n->assigns = ASSIGNS_A;
	else if (b > a && b >= c->nmembers && may_assign(n->b))
		n->assigns = ASSIGNS_B;
}

/* ---- the fields that do ---- */

static void
note_field(struct checker *c, struct key_field **list, const struct node *n,
    bool sought)
{
	struct key_field *f;

	if (!sought)
		c->r->assigned[n->reg][n->field] = true;
	for (f = *list; f != NULL; f = f->next)
		if (f->reg == n->reg && f->field == n->field) {
			f->sought = f->sought && sought;
			return;
		}
	f = ARENA_NEW(c->arena, struct key_field);
	*f = (struct key_field){ n->reg, n->field, sought, *list };
	*list = f;
}

static void
note_path(struct checker *c, struct key_field **list, const struct node *n,
    bool sought)
{
	if (n == NULL || n->q != NULL)
		return;
	if (n->op == OP_FIELD)
		note_field(c, list, n, sought);
	note_path(c, list, n->a, sought);
	note_path(c, list, n->b, sought);
}

/* What a negation makes of the ways in which something counts. */
static unsigned
turned(unsigned ways)
{
	return (ways & COUNTS_FOR ? COUNTS_AGAINST : 0u) |
	    (ways & COUNTS_AGAINST ? COUNTS_FOR : 0u);
}

static void
note_quant(struct checker *c, const struct quant *q, unsigned ways,
    struct key_field **list)
{
	unsigned where = ways, has = ways;

	switch (q->kind) {
	case Q_SOME:
		break;
	case Q_NO:
		where = has = turned(ways);
		break;
	case Q_EVERY:
		where = turned(ways);
		break;
	default:
		where = has = COUNTS_FOR | COUNTS_AGAINST;
		break;
	}
	check_assigned(c, q->pop.a, COUNTS_FOR | COUNTS_AGAINST, list);
	check_assigned(c, q->where, where, list);
	check_assigned(c, q->has, has, list);
	check_assigned(c, q->order, COUNTS_FOR | COUNTS_AGAINST, list);
}

/*
 * One more record, perhaps, makes nothing doubtful that is true because of
 * another: only where it counts against.
 */
void
check_assigned(struct checker *c, const struct node *n, unsigned ways,
    struct key_field **list)
{
	unsigned a = COUNTS_FOR | COUNTS_AGAINST, b = a;

	if (n == NULL)
		return;
	if (n->assigns != 0 && ((n->cmp == CMP_NE && n->op != OP_IN ?
	    turned(ways) : ways) & COUNTS_AGAINST) != 0) {
		note_path(c, list, n->a, n->assigns != ASSIGNS_A);
		note_path(c, list, n->b, n->assigns != ASSIGNS_B);
	}
	if (n->op == OP_AND || n->op == OP_OR || n->op == OP_IMPLIES)
		a = b = ways;
	if (n->op == OP_IMPLIES || n->op == OP_NOT)
		a = turned(ways);
	check_assigned(c, n->a, a, list);
	check_assigned(c, n->b, b, list);
	check_assigned(c, n->next, COUNTS_FOR | COUNTS_AGAINST, list);
	if (n->q != NULL)
		note_quant(c, n->q, n->op == OP_QUANT ? ways :
		    COUNTS_FOR | COUNTS_AGAINST, list);
}
