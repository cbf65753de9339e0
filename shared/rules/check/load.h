/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of loading a rule set, between check.c and special.c. */
#ifndef PREAUDIT_RULES_LOAD_H
#define PREAUDIT_RULES_LOAD_H

#include "shared/rules/check/check.h"

struct special *load_special(struct checker *c, struct special_ast *a);
struct fill *load_fill(struct checker *c, struct fill_ast *a);
void load_milestone(struct checker *c, struct milestone_ast *a,
    struct milestone **last);
const char *load_clause_at(const void *standard, size_t i);

#endif
