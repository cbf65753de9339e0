/* SPDX-License-Identifier: Apache-2.0 */
/* A companion at hand as text, and what its checks have in common. */
#ifndef PREAUDIT_COMPANION_TEXT_H
#define PREAUDIT_COMPANION_TEXT_H

#include "reports/verify/companion_check.h"
#include "shared/log/kept.h"

#define TEXT_MAX_BYTES ((size_t)64 << 20)

/* A companion without what mail did to it, and what its check has found. */
struct companion_text {
	const struct companion_by *by;
	const char *path;
	struct str text;
	struct arena *arena;
	bool other; /* what is wrong is only that it is another report's */
	bool has_verdict; /* the content that has the verdict is at hand */
};

/*
 * Reads the note as a checkpoint of the proof's log, signed by the verifier's
 * key where that signed the proof. NULL, or why it is none.
 */
const char *companion_note(const struct companion_text *t, struct str note,
    struct kept_item *item);
/* It is of another report, which is said and is no fault; in the arena. */
const char *companion_belongs(struct companion_text *t, const char *id);

/* Why a receipt is not what follows from the record; NULL: it is. */
const char *companion_receipt(struct companion_text *t);
/* What of it nobody could tell, into the answer, once it was checked. */
void companion_receipt_rest(const struct companion_text *t,
    struct companion_answer *c);

#endif
