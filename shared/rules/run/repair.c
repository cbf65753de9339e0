/* SPDX-License-Identifier: Apache-2.0 */
/* What is taken for mended, looked up; see repair.h. */
#include "shared/rules/repair.h"

#include <stdlib.h>
#include <string.h>

int
repair_order(const void *a, const void *b)
{
	const struct repair *x = a, *y = b;
	int way;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->criterion != y->criterion)
		return x->criterion < y->criterion ? -1 : 1;
	way = strcmp(x->reg, y->reg);
	if (way == 0)
		way = strcmp(x->key, y->key);
	if (way == 0)
		way = strcmp(x->gate, y->gate);
	if (way != 0)
		return way;
	return (x->asked > y->asked) - (x->asked < y->asked);
}

bool
repairs_have(const struct repairs *r, const struct repair *which)
{
	const struct repair *found;

	if (r == NULL || r->n == 0)
		return false;
	found = bsearch(which, r->item, r->n, sizeof(*found), repair_order);
	return found != NULL && r->in[found - r->item];
}
