/* SPDX-License-Identifier: Apache-2.0 */
/* Emptying what recovery took out of a store (removed.h). */
#ifndef PREAUDIT_TIDY_H
#define PREAUDIT_TIDY_H

#include "shared/store/store.h"

/* One file, link or empty folder that lies in a .removed-<time>/ folder. */
struct tidy_item {
	char *path;     /* inside the store */
	uint64_t bytes; /* of a file; else 0 */
	/* why it must stay, as part of a sentence; NULL: it may go */
	char *stays;
};
/* All that was taken out, by path. A zeroed one is empty. */
struct tidy {
	struct tidy_item *item;
	size_t n, cap;
	size_t nstay;   /* that must stay */
	uint64_t bytes; /* of all */
};

/*
 * Lists it, and looks at each: what a valid checkpoint covers stays. That is a
 * checkpoint signed with the store's key, alone or in a proof, unless the store
 * keeps it; and bytes that a record names, unless they stand where they
 * belong. Nothing is touched. -1 when something could not be read. Free with
 * tidy_free in any case.
 */
int tidy_find(const struct store *s, struct tidy *t, struct err *e);
/*
 * Removes the folders with all that was found. ERR_REFUSED, and nothing is
 * removed, when something of it must stay.
 */
int tidy_remove(const struct store *s, const struct tidy *t, struct err *e);
void tidy_free(struct tidy *t);

#endif
