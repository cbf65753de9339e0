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

/* A register of this call whose count is attested; texts are the session's. */
struct attested {
	/* Its number, and the records that its files have. */
	unsigned reg;
	uint64_t read;
	/* The count as attested, a number, and who does: the system, else the
	 * title of the statements. */
	struct str count;
	struct str by;
	/* The key of the statement; of several, of the first. */
	struct str key;
	/* Is it the count that was read? */
	bool same;
};

/*
 * Compares, once all jobs have run: a note where the count is right, a warning
 * where it is not; both are set down in session->attested. -1 with the codes of
 * state_load when the statements cannot be read.
 */
int attest_compare(struct session *s, struct err *e);

#endif
