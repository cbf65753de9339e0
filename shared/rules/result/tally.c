/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What came of the members that were judged: what another reading leaves in
 * doubt, the violations in their order, and how many members there are.
 */
#include "shared/rules/result/judge.h"

#include <stdlib.h>

/* ---- other readings ---- */

/*
 * What is unknown in doubt, and not false or unknown already: into *doubted
 * where it is not NULL. Whether there is any.
 */
static bool
take_doubt(struct members *m, const struct members *doubt, bool keep)
{
	bool any = false;

	for (size_t i = 0; i < doubt->words; i++) {
		uint64_t more = (doubt->unknown[i] | doubt->failing[i]);

		if (more == 0)
			continue;
		judge_make_room(m, (uint32_t)i * 64);
		more &= ~(m->failing[i] | m->unknown[i]);
		any |= more != 0;
		if (!keep)
			continue;
		m->in[i] |= more;
		m->unknown[i] |= more;
		m->doubted[i] |= more;
	}
	return any;
}

bool
judge_doubt(struct judging *j, const struct judging *doubt, bool keep)
{
	bool any = doubt->missing && !j->missing;

	for (const struct members *m = doubt->all; m != NULL; m = m->next)
		any |= take_doubt(judge_members(j, m->pop), m, keep);
	for (size_t i = 0; i < j->nalone; i++) {
		if (j->alone[i] != TRUE_ || doubt->alone[i] == TRUE_)
			continue;
		any = true;
		if (keep)
			j->alone[i] = UNKNOWN;
	}
	if (keep)
		j->missing |= doubt->missing;
	return any;
}

/* ---- what came of it ---- */

static int
by_key(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;
	int c = strcmp(x->v.reg, y->v.reg);

	if (c == 0)
		c = strcmp(x->v.key, y->v.key);
	if (c != 0)
		return c;
	return (x->number > y->number) - (x->number < y->number);
}

/* Records mostly stand in the order of their keys. */
static bool
is_sorted(const struct listed *l, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (by_key(&l[i - 1], &l[i]) > 0)
			return false;
	return true;
}

void
judge_list(struct judging *j, struct criterion *c)
{
	if (!is_sorted(j->list, j->n))
		qsort(j->list, j->n, sizeof(*j->list), by_key);
	c->nviolations = j->n;
	c->violation = ARENA_ARRAY(j->arena, j->n, struct violation);
	for (size_t i = 0; i < j->n; i++) {
		c->violation[i] = j->list[i].v;
		if (c->violation[i].grade > c->grade)
			c->grade = c->violation[i].grade;
	}
}

uint64_t
judge_count(const struct judging *j, struct criterion *c, bool *all_fail,
    bool *all_doubted)
{
	uint64_t members = 0, failing = 0, doubted = 0, hurt = 0;

	for (const struct members *m = j->all; m != NULL; m = m->next) {
		for (size_t i = 0; i < m->words; i++) {
			members += (uint64_t)__builtin_popcountll(m->in[i]);
			failing += (uint64_t)__builtin_popcountll(m->failing[i]);
			c->unknown += (uint64_t)__builtin_popcountll(
			    m->unknown[i] & ~m->failing[i]);
			hurt += (uint64_t)__builtin_popcountll(m->hurt[i]);
			doubted += (uint64_t)__builtin_popcountll(
			    m->doubted[i]);
		}
	}
	for (size_t i = 0; i < j->nalone; i++) {
		c->unknown += j->alone[i] == UNKNOWN;
		failing += j->alone[i] == NOT_TRUE;
	}
	c->of += members + j->nalone;
	c->failing += failing;
	*all_fail = members > 0 && hurt == members;
	*all_doubted = members > 0 && doubted == members;
	return members;
}

void
judge_end(struct judging *j)
{
	struct members *next;

	for (struct members *m = j->all; m != NULL; m = next) {
		next = m->next;
		free(m->in);
		free(m->failing);
		free(m->unknown);
		free(m->doubted);
		free(m->hurt);
		free(m);
	}
	free(j->alone);
	free(j->list);
	buf_fini(&j->text);
}
