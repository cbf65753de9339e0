/* SPDX-License-Identifier: Apache-2.0 */
/* Why a file's answer is what it is: the rows of one table. */
#ifndef PREAUDIT_VERIFY_MESSAGES_H
#define PREAUDIT_VERIFY_MESSAGES_H

#include "shared/base/message.h"

/* The arguments of a row, in order, stand behind its name. */
enum verify_msg {
	VERIFY_MSG_NO_PROOF,          /* where one was looked for */
	VERIFY_MSG_NOT_IN_STORE,      /* store */
	VERIFY_MSG_CONTENT_NOT_IN_STORE, /* store */
	VERIFY_MSG_PROOF_UNREADABLE,  /* file, why */
	VERIFY_MSG_PROOF_OF_OTHER,    /* record */
	VERIFY_MSG_PROOF_OF_LATER,    /* record, its type */
	VERIFY_MSG_CHECKPOINT_UNREADABLE, /* why */
	VERIFY_MSG_NOT_INCLUDED,      /* record */
	VERIFY_MSG_NOT_EXTENDED,      /* records */
	VERIFY_MSG_RECORD,            /* record, what is wrong with it */
	VERIFY_MSG_BAD_SIGNATURE,     /* none */
	VERIFY_MSG_KEY_OF_OTHER_LOG,  /* origin */
	VERIFY_MSG_WORKBOOK_UNREADABLE, /* why */
	VERIFY_MSG_CONTENT_DIFFERS,   /* report */
	VERIFY_MSG_VERIFY_SHEET,      /* none */
	VERIFY_MSG_SHOWN_OTHERWISE,   /* what, SHA-256 of the issued file */
	VERIFY_MSG_HASH_DIFFERS,      /* report */
	VERIFY_MSG_SAYS_OTHER,        /* the report it says, that of the proof */
	VERIFY_MSG_SAYS_NONE,         /* report */
	VERIFY_MSG_FILE_OF_OTHER,     /* output, its report, that of the proof */
	VERIFY_MSG_COMPANION,         /* what it is */
	VERIFY_MSG_DRAFT,           /* none */
	VERIFY_MSG_NAMED_OTHERWISE,   /* output, ending */
	VERIFY_MSG_STORE_OLDER,       /* store, its records, the proof's */
	VERIFY_MSG_STORE_DIFFERS,     /* store, records */
	VERIFY_MSG_STORE_DATED_BACK,  /* record, time, record, time */
	VERIFY_MSG_STORE_SIGNER,      /* store */
	VERIFY_MSG_EVIDENCE,          /* file */
	VERIFY_MSG_NO_EVIDENCE,       /* why */
	VERIFY_MSG_KEPT_CONTRADICTED, /* file */
	VERIFY_MSG_KEPT_SAME, VERIFY_MSG_KEPT_OLDER, VERIFY_MSG_KEPT_NEWER,
	VERIFY_MSG_KEPT_NEWER_OPEN,
	VERIFY_MSG_KEPT_NOT_COMPARED, VERIFY_MSG_KEPT_OTHER_LOG,
	VERIFY_MSG_KEPT_SIGNER, VERIFY_MSG_HISTORY_UNREADABLE,
	VERIFY_MSG_MEMORY_UNREADABLE, VERIFY_MSG_MEMORY_CONTRADICTED,
	VERIFY_MSG_NOT_REMEMBERED, /* file */
	VERIFY_MSG_WITHDRAWAL,      /* record, time, reason */
	VERIFY_MSG_ISSUED_AGAIN,    /* record */
	VERIFY_MSG_CURRENT_NOT_KNOWN, /* none */
	VERIFY_MSG_KEYS_FROM_FOLDER,  /* none */
	/* of a disclosure */
	VERIFY_MSG_DISCLOSURE_UNREADABLE, /* file, what is wrong */
	VERIFY_MSG_DISCLOSURE_RECORD, /* record, what is wrong */
	VERIFY_MSG_DISCLOSURE_NOT_INCLUDED, /* the two records */
	VERIFY_MSG_DISCLOSURE_LINES, /* record drawn from */
	VERIFY_MSG_DISCLOSURE_SAYS, /* the two records */
	VERIFY_MSG_DISCLOSURE_LACKS, /* position */
	VERIFY_MSG_DISCLOSURE_MORE, /* position */
	VERIFY_MSG_DISCLOSURE_OP, /* position */
	VERIFY_MSG_DISCLOSURE_COUNT, /* logged, drawn */
	VERIFY_MSG_DISCLOSURE_DIGEST, /* its record */
	VERIFY_MSG_DISCLOSURE_SEED, /* seed of the file, seed asked for */
	VERIFY_MSG__MAX
};

extern const struct message verify_message[VERIFY_MSG__MAX];

#endif
