/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checking a disclosure (docs/sampling.md): are these lines of the register
 * that the organisation signed, those that the seed draws, all of them and no
 * other?
 */
#ifndef PREAUDIT_VERIFY_DISCLOSED_H
#define PREAUDIT_VERIFY_DISCLOSED_H

#include "reports/disclose/disclosure.h"
#include "reports/verify/request.h"

/* What was found, and what was read on the way. */
struct verify_disclosed {
	const char *file;          /* disclosure.txt */
	struct disclosure d;       /* have_text: what it says */
	bool have_text;
	bool have_batch;           /* the two records could be read: */
	struct leaf batch, record;
	bool proven;               /* its lines are those of the register */
	uint64_t records, passed;  /* drawn; of them lines that retire one */
	struct verify_answer answer; /* as for a report's file */
	struct buf text;           /* the file */
};

/*
 * Checks `path`, a folder or its disclosure.txt, with what the request holds:
 * keys, what was kept, memory. `seed`: the one that the verifier insists on;
 * NULL: none. -1 when the file cannot be read; to be freed in any case.
 */
int verify_disclosed(const struct verify_request *q, const char *path,
    const char *seed, struct verify_disclosed *x, struct err *e);
void verify_disclosed_free(struct verify_disclosed *x);
/*
 * Appends the answer, with the records drawn where they are proven: as text, or
 * as disclosed/1 (docs/sampling.md).
 */
void verify_disclosed_put(struct verify_disclosed *x, bool json,
    struct buf *b);

#endif
