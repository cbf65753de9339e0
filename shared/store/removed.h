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

struct removed {
	const char *store; /* the folder of the store; the caller's */
	char *name;        /* of the folder in it; NULL until something is */
};

/* Takes a file or folder out by rename; `inside` is its path in the store. */
int removed_move(struct removed *r, const char *inside, struct err *e);
/* Keeps bytes as a new file of that path, durably. */
int removed_keep(struct removed *r, const char *inside, struct str bytes,
    struct err *e);
void removed_fini(struct removed *r);

#endif
