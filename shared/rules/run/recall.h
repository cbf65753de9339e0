/* SPDX-License-Identifier: Apache-2.0 */
/* What an evaluation remembers of each class of quantifiers (share.h). */
#ifndef PREAUDIT_RULES_RECALL_H
#define PREAUDIT_RULES_RECALL_H

#include "shared/rules/run/eval.h"

/* The truth of a quantifier that has a class. */
enum truth recall_truth(struct eval *v, const struct node *n);
/* When the evaluation begins. */
void recall_begin(struct eval *v);
/* What was remembered holds no more. */
void recall_forget(struct eval *v);
void recall_free(struct eval *v);

#endif
