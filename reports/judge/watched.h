/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records that a changed cell took out of what counts: a finding that was
 * withdrawn or graded lower, a service that is planned again. Which changes
 * these are says the profile; the batches of the whole history are looked at.
 */
#ifndef PREAUDIT_WATCHED_H
#define PREAUDIT_WATCHED_H

#include "reports/judge/profile.h"
#include "shared/model/table/table.h"

/* A record of which a change is listed. */
struct watched {
	const struct profile_watch *watch; /* which change: the profile's */
	uint32_t record;    /* its row in the dataset; ROW_NONE: it is gone */
	const char *key;
	const char *before; /* the change; "" for a record that was new so */
	const char *changed_to;
	uint64_t batch;     /* the newest that made the change */
	unsigned times;     /* how often it was made: 1 and more */
};

/*
 * The records of `d` that changed so, by list of the profile and key; *n of
 * them, texts in the arena. -1 with an error when a data file cannot be read.
 */
int watched_list(const struct store *s, const struct dataset *d,
    const struct profile *p, struct arena *a, struct watched **list,
    size_t *n, struct err *e);

#endif
