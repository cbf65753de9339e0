/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What became of an issued report: withdrawn, issued again, superseded. Records
 * are never changed; what stands follows from all of them.
 */
#ifndef PREAUDIT_STANDING_H
#define PREAUDIT_STANDING_H

#include "shared/store/store.h"

/* Of one report, below some size of the log. Texts are the store's. */
struct standing {
	uint64_t index; /* of its newest record */
	/* that one was withdrawn, so the report does not stand */
	bool is_withdrawn;
	/* the newest withdrawal of any of its records; NULL: none ever was */
	const struct leaf_void *withdrawal;
	uint64_t withdrawal_index; /* of its record */
	/* the newest report that stands in its place; NULL: none */
	const struct leaf_report *superseded_by;
};

/*
 * Fills *st of the report `id` from the first `size` records; false when none
 * of them is of it.
 */
bool standing_of(const struct store *s, const char *id, uint64_t size,
    struct standing *st);
/*
 * The newest report below `size` that was not withdrawn and is of the same
 * profile, standard, language and day as `l`, but not `l` itself by its id: what
 * a report issued then supersedes. NULL: none. *index: that of its record.
 */
const struct leaf_report *standing_newest(const struct store *s,
    const struct leaf_report *l, uint64_t size, uint64_t *index);

#endif
