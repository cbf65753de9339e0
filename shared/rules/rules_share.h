/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Quantifiers that say the same of the same records, wherever they stand in
 * the rules: evaluated once for each record.
 */
#ifndef PREAUDIT_RULES_SHARE_H
#define PREAUDIT_RULES_SHARE_H

#include "shared/rules/rules_node.h"

/* While loading: finds or makes the class of a quantifier, if it can have one. */
void share_intern(struct checker *c, struct node *n);
/* The truth of a quantifier that has a class. */
enum truth share_truth(struct eval *v, const struct node *n);
/* When the evaluation begins. */
void share_begin(struct eval *v);
/* What was remembered holds no more. */
void share_forget(struct eval *v);
void share_free(struct eval *v);

#endif
