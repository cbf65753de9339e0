/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The files that accompany a report: told from reports by how they begin, and
 * each held against what it follows from.
 */
#ifndef PREAUDIT_COMPANION_H
#define PREAUDIT_COMPANION_H

#include "reports/verify/request.h"

/* What a file is, beside the outputs of a report. */
enum companion {
	COMPANION_NONE, COMPANION_PROOF, COMPANION_RECEIPT, COMPANION_HISTORY,
	COMPANION_SUMS, COMPANION_KEYS, COMPANION_CHECKPOINT, COMPANION_PAGE,
	COMPANION__MAX
};

/* By its first bytes alone; nothing of it is believed. */
enum companion companion_of(struct str bytes);
/* "the receipt (RECEIPT.txt), ...", as part of a sentence. */
const char *companion_words(enum companion c);
/* "receipt", for programs; "none" of COMPANION_NONE. */
const char *companion_name(enum companion c);

#endif
