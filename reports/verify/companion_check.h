/* SPDX-License-Identifier: Apache-2.0 */
/* Holds the files that accompany a report against what they follow from. */
#ifndef PREAUDIT_COMPANION_CHECK_H
#define PREAUDIT_COMPANION_CHECK_H

#include "reports/verify/folder.h"
#include "reports/verify/internal.h"

/* The proof in the folder: how it was asked, what it holds, what was found. */
struct companion_by {
	const struct verify_request *q;
	const struct evidence *v; /* v->have: a report's proof */
	const struct verify_answer *a;
};

/*
 * Checks the file c->file, of the kind c->is, and sets c->state and c->why, in
 * the arena. -1 when it cannot be read.
 */
int companion_check(const struct companion_by *by, struct companion_answer *c,
    struct arena *arena, struct err *e);

#endif
