/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Folders in which a report is rendered before it is issued:
 * reports/.new-<16 hex>, held with flock(2) on the folder itself while their
 * maker lives. Recovery removes those that nobody holds.
 */
#ifndef PREAUDIT_STAGING_H
#define PREAUDIT_STAGING_H

#include "shared/store/store.h"

struct staging {
	char *path; /* of the folder; NULL when there is none */
	int fd;     /* holds the lock; -1 when there is none */
};

/* Makes one below STORE/reports (made when missing). */
int staging_begin(struct staging *s, const char *store_dir, struct err *e);
/*
 * Under the writer's lock: renames the folder to reports/<id> durably. The
 * report leaf is added next; until it is committed, store_end removes the
 * folder again.
 */
int staging_publish(struct staging *s, struct store_txn *t, const char *id,
    struct err *e);
/* Is this staging folder held by its maker? */
bool staging_is_held(const char *path);
/* Lets go; removes the folder if it was not published. */
void staging_end(struct staging *s);
/* Removes every reports/.new-* that nobody holds; one line per folder in `notices`. */
int staging_sweep(const char *store_dir, struct buf *notices, struct err *e);

#endif
