/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counts that the organisation attests: a register of statements about
 * registers may say how many records an extraction has. Which register and
 * fields: the rules' `statement every V in REGISTER about V.FIELD is V.FIELD
 * [system V.FIELD] [count V.FIELD]`.
 */
#ifndef PREAUDIT_ATTEST_H
#define PREAUDIT_ATTEST_H

#include "importer/job/session.h"

/* A register of this call whose count is attested. */
struct attested {
	unsigned reg;
	uint64_t read;      /* records in the files */
	struct str count;   /* as attested, a number */
	struct str by;      /* the system, else the statements' title */
	struct str key;     /* of the statement; of the first of several */
	bool same;
};

/*
 * Compares, once all jobs have run: a note where the count is right, a warning
 * where it is not. session->attested, in its arena.
 */
int attest_compare(struct session *s, struct err *e);

#endif
