/* SPDX-License-Identifier: Apache-2.0 */
/* The least repair before a milestone, as text and as path/1. */
#ifndef PREAUDIT_PATH_PUT_H
#define PREAUDIT_PATH_PUT_H

#include "reports/judge/report.h"
#include "reports/judge/readiness/path.h"
#include "shared/text/answer.h"

/* A change with who answers for what is to be changed. */
struct path_owned {
	const struct path_change *change;
	const char *owner; /* "" when the records name nobody */
};

/*
 * The changes of p, ascending by owner, those of nobody last: p->nchanges of
 * them in the arena. -1 when a query of the profile could not be run.
 */
int path_owners(const struct path *p, const struct report *r,
    struct path_owned **owned, struct arena *a, struct err *e);
/* What is to be done, as a sentence; appended. */
void path_put_task(const struct path_change *x, const struct report *r,
    struct buf *b);
/* path/1 (docs/json.md), appended to b with its line end; or text. */
int path_put(const struct path *p, const struct report *r, bool json,
    struct buf *b, struct err *e);

#endif
