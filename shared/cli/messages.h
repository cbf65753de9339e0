/* SPDX-License-Identifier: Apache-2.0 */
/* What the commands of preaudit-store say: the rows of one table. */
#ifndef PREAUDIT_STORE_MESSAGES_H
#define PREAUDIT_STORE_MESSAGES_H

#include "shared/text/answer.h"

/* The arguments of a row, in order, stand behind its name. */
enum store_msg {
	STORE_MSG_DIFFERENCE,   /* what differs */
	STORE_MSG_UNFINISHED,   /* what a run left */
	STORE_MSG_NOTE,         /* what is only to be known */
	STORE_MSG_DIFFERENCES,  /* how many, store */
	STORE_MSG_CLEARED,      /* store */
	STORE_MSG_WHOLE,        /* store */
	STORE_MSG_TAKEN,        /* file, bytes */
	STORE_MSG_STAYS,        /* file, bytes, why */
	STORE_MSG_TIDY,         /* store */
	STORE_MSG_MAY_GO,       /* store, files, bytes; as the next two */
	STORE_MSG_MUST_STAY,
	STORE_MSG_REMOVED,
	STORE_MSG_STORE,        /* organisation, origin, time */
	STORE_MSG_SUCCEEDS,     /* origin, records, why */
	STORE_MSG_HEAD,         /* records, root */
	STORE_MSG_KEY,          /* fingerprint */
	STORE_MSG_STANDARD,     /* name, edition, record */
	STORE_MSG_REPORTS,      /* records of reports, of withdrawals */
	STORE_MSG_NO_REGISTERS, /* none */
	STORE_MSG_REGISTERS,    /* none; rows follow */
	STORE_MSG_QUERY,        /* file, records */
	STORE_MSG_ANCHORED,     /* records, time, record; as the next */
	STORE_MSG_ANCHORED_UNASKED,
	STORE_MSG_SPAN,         /* times, "" where nothing tells */
	STORE_MSG_SPAN_AFTER,
	STORE_MSG_SPAN_BEFORE,
	STORE_MSG_NO_SPAN,      /* none */
	STORE_MSG_GAP,          /* days, hours, record */
	STORE_MSG_GAP_OPEN,     /* the same */
	STORE_MSG__MAX
};

extern const struct message store_message[STORE_MSG__MAX];

#endif
