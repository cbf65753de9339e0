/* SPDX-License-Identifier: Apache-2.0 */
/* Typed nodes that say the same, whatever their variables are called. */
#ifndef PREAUDIT_RULES_SAME_H
#define PREAUDIT_RULES_SAME_H

#include "shared/rules/node/node.h"

/* Which variable of the second expression stands for one of the first. */
struct renaming {
	int from[RULES_MAX_DEPTH + 4], to[RULES_MAX_DEPTH + 4];
	size_t n;
};

void renaming_add(struct renaming *r, int from, int to);
/* Every free variable of a is in r; NULL is the same as NULL. */
bool node_same(const struct node *a, const struct node *b, struct renaming *r);
/* The same when the variable in slot sb of b stands for that in slot sa of a. */
bool node_same_at(const struct node *a, int sa, const struct node *b, int sb);
/* Equal for nodes that are the same. */
uint32_t node_hash(const struct node *n);

#endif
