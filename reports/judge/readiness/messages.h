/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sentences behind verdicts: the rows of one table, so that a test can
 * look at all of them, and another language can take their place.
 */
#ifndef PREAUDIT_JUDGE_MESSAGES_H
#define PREAUDIT_JUDGE_MESSAGES_H

#include "shared/base/message.h"

/* The arguments of a row, in order, stand behind its name. */
enum judge_msg {
	/* Why a milestone has its verdict. */
	JUDGE_MSG_PASSED,       /* day */
	JUDGE_MSG_MAJORS,       /* clauses */
	JUDGE_MSG_GATES_FAIL,   /* gates */
	JUDGE_MSG_NO_EVIDENCE,  /* clauses without, clauses */
	JUDGE_MSG_GATES_OPEN,   /* gates */
	JUDGE_MSG_MINORS,       /* minors, those that are answered */
	JUDGE_MSG_READY,        /* none */
	/* Many minors in one clause. */
	JUDGE_MSG_SCATTERED,    /* from how many */
	JUDGE_MSG_CONCENTRATED, /* from how many, clauses, and which */
	JUDGE_MSG__MAX
};

extern const struct message judge_message[JUDGE_MSG__MAX];

#endif
