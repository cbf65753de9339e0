/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of loading a rule set, between rules_check.c and rules_special.c. */
#ifndef PREAUDIT_RULES_LOAD_H
#define PREAUDIT_RULES_LOAD_H

#include "shared/rules/rules_node.h"

struct special *load_special(struct checker *c, struct special_ast *a);
struct fill *load_fill(struct checker *c, struct fill_ast *a);
const char *load_clause_at(const void *standard, size_t i);

#endif
