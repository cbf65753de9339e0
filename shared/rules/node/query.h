/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A query: expressions of the criteria language for a table of a report,
 * between query_compile.c and query.c. It belongs to its rule set.
 */
#ifndef PREAUDIT_RULES_QUERY_H
#define PREAUDIT_RULES_QUERY_H

#include "shared/rules/node/node.h"

struct query {
	struct rules *rules;
	struct pop pop[2];
	struct node *where[2];
	size_t npops;
	struct node **column;
	size_t n;
};

#endif
