/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results as they would be if something were mended: what is asked of a record
 * is fulfilled, what is not known is shown, a finding is closed, a gate's
 * condition holds. Judging goes on as ever, but takes these for true.
 */
#ifndef PREAUDIT_REPAIR_H
#define PREAUDIT_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

enum repair_kind {
	REPAIR_RECORD,   /* a requirement of a criterion on a record, or alone */
	REPAIR_EVIDENCE, /* all that a criterion leaves unknown is shown */
	REPAIR_FINDING,  /* a finding that people recorded is closed */
	REPAIR_GATE      /* the condition of a gate holds */
};

/* One of them; members that its kind does not name are 0 and "". */
struct repair {
	enum repair_kind kind;
	size_t criterion;      /* RECORD, EVIDENCE: index in the rules */
	const char *reg, *key; /* RECORD: "" when alone; FINDING */
	unsigned asked;        /* RECORD: as the violation has it */
	const char *gate;      /* GATE: its id */
};

/* Some that might be made, ascending by repair_order; in[i]: it is made. */
struct repairs {
	const struct repair *item;
	const bool *in;
	size_t n;
};

/* For qsort of struct repair. */
int repair_order(const void *a, const void *b);
/* Is it made? False where r is NULL. */
bool repairs_have(const struct repairs *r, const struct repair *which);

#endif
