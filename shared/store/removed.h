/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What recovery takes out of a store stays in it: in .removed-<time>/, under
 * the path it had. Nobody reads that folder; its owner may delete it.
 */
#ifndef PREAUDIT_REMOVED_H
#define PREAUDIT_REMOVED_H

#include <stdbool.h>

#include "shared/base/err.h"
#include "shared/base/str.h"

#define REMOVED_PREFIX ".removed-"

/* The folder of one run, which is made when something goes into it. */
struct removed {
	/* the folder of the store; the caller's */
	const char *store;
	/* its name in the store; NULL until something is in it */
	char *name;
};

/* Takes a file or folder out by rename; `inside` is its path in the store. */
int removed_move(struct removed *r, const char *inside, struct err *e);
/* Keeps bytes as a new file of that path in it, durably. */
int removed_keep(struct removed *r, const char *inside, struct str bytes,
    struct err *e);
/* Frees the name; the folder stays. */
void removed_fini(struct removed *r);

#endif
