/* SPDX-License-Identifier: Apache-2.0 */
/* Withdrawing an issued report: a record that says so, and why. */
#ifndef PREAUDIT_WITHDRAW_H
#define PREAUDIT_WITHDRAW_H

#include "shared/store/store.h"

/* What was withdrawn, and what stands in its place. */
struct withdrawal {
	uint64_t index;  /* of the record that says so */
	uint64_t report; /* of the report's record */
	/* the newest report that stands for the same day, or "" */
	char current[LEAF_REPORT_ID];
};

/*
 * Takes the lock, appends the record, signs, and writes the report's proof and
 * receipt anew, which say it then. `notices` gets what recovery did. Unchanged
 * are the store after ERR_NOT_FOUND (no such report; the nearest id is named), ERR_REFUSED (it is
 * withdrawn already; the clock is set back), ERR_USAGE (a reason that cannot be
 * kept) and the errors of store_begin.
 */
int withdraw(const struct store_writer *w, const char *id, const char *reason,
    struct buf *notices, struct withdrawal *out, struct err *e);

#endif
