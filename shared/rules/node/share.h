/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Quantifiers that say the same of the same records, wherever they stand in
 * the rules: found while loading, so that an evaluation can ask each class once
 * for each record (recall.h).
 */
#ifndef PREAUDIT_RULES_SHARE_H
#define PREAUDIT_RULES_SHARE_H

#include "shared/rules/node/node.h"

struct share_class {
	const struct node *node;  /* the first of them */
	uint32_t hash;
	unsigned uses;
	int reg[2];               /* of its variables; -1: a row of a list */
	unsigned nvars;
};

/* Finds or makes the class of a quantifier, if it can have one: n->share. */
void share_intern(struct rules *r, struct node *n);

#endif
