/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a retirement leaves without the record that it names: said with the
 * number, before anything is signed.
 */
#ifndef PREAUDIT_RETIRED_H
#define PREAUDIT_RETIRED_H

#include "importer/job/job.h"
#include "importer/job/session.h"

/* A record that this call retires: the session's list, keys in its arena. */
struct retired {
	unsigned reg;
	struct str key;
};

/* Notes that the record at a place of the state is retired. */
void retired_add(struct session *s, const struct job *j,
    const struct state *st, uint64_t place);
/*
 * Once all jobs have run: a warning for each register of which records were
 * retired that others name. -1 with the codes of state_load.
 */
int retired_tell(struct session *s, struct err *e);

#endif
