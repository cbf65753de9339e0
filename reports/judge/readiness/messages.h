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
	/* Why a milestone has its verdict, put together in this order. */
	JUDGE_MSG_PASSED,       /* day */
	JUDGE_MSG_MAJORS,       /* criteria */
	JUDGE_MSG_FINDINGS,     /* recorded findings */
	JUDGE_MSG_GATES_FAIL,   /* gates */
	JUDGE_MSG_NO_EVIDENCE,  /* criteria, clauses they are of, clauses */
	JUDGE_MSG_NO_RULE,      /* clauses */
	JUDGE_MSG_GATES_OPEN,   /* gates */
	JUDGE_MSG_MINORS,       /* minors, those that are answered */
	JUDGE_MSG_READY,        /* none */
	JUDGE_MSG_LATER,        /* majors, which, title of the milestone behind */
	JUDGE_MSG_CONFIRM,      /* criteria, which */
	JUDGE_MSG_UNPLACED,     /* findings */
	JUDGE_MSG_FINDING,      /* key */
	/* A gate. */
	JUDGE_MSG_GATE_MAJOR,   /* criterion, failing, of how many */
	JUDGE_MSG_GATE_NOT_MET, /* the same */
	JUDGE_MSG_GATE_UNKNOWN, /* what is not known: those below */
	JUDGE_MSG_GATE_UNSHOWN, /* criterion, why */
	JUDGE_MSG_GATE_PARTLY,  /* criterion, unknown, of how many */
	JUDGE_MSG_GATE_DOCUMENT, /* criterion */
	JUDGE_MSG_GATE_NOTHING, /* criterion */
	JUDGE_MSG_GATE_MISSING, /* registers, how many */
	JUDGE_MSG_GATE_BLAME,   /* which values */
	JUDGE_MSG_GATE_VALUES,  /* none */
	JUDGE_MSG_GATE_CONTAINS, /* what a passed one contains: those below */
	JUDGE_MSG_GATE_MAJORS,  /* how many, criteria they are of */
	JUDGE_MSG_GATE_MINORS,  /* the same */
	JUDGE_MSG_GATE_OBSERVATIONS, /* the same */
	/* A clause, behind the words of its state. */
	JUDGE_MSG_BY_FINDING,   /* key, " on " or "", clauses that it names */
	JUDGE_MSG_AND_FINDING,  /* the same, of a further one */
	JUDGE_MSG_PARTLY,       /* criteria without evidence, criteria */
	JUDGE_MSG_ALSO,         /* criteria without evidence */
	JUDGE_MSG_OWN,          /* criteria of the organisation not met */
	/* Many minors in one clause. */
	JUDGE_MSG_SCATTERED,    /* from how many */
	JUDGE_MSG_CONCENTRATED, /* from how many, clauses, and which */
	JUDGE_MSG__MAX
};

extern const struct message judge_message[JUDGE_MSG__MAX];

#endif
