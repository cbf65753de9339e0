/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said of a job as a whole, and of the rows that a filter leaves out:
 * the rows of one table.
 */
#ifndef PREAUDIT_JOB_MESSAGES_H
#define PREAUDIT_JOB_MESSAGES_H

#include "shared/base/message.h"

/* The arguments of a row, in order, stand behind its name. */
enum job_msg {
	JOB_MSG_CSV_BROKEN,        /* what is wrong, with the place */
	/* A mapping file's "only" or "except"; member is one of the two. */
	JOB_MSG_FILTER_GONE,       /* member, mapping file, header */
	JOB_MSG_FILTER_NEAR,       /* ..., header it may be */
	JOB_MSG_FILTER_TWICE,      /* member, mapping file, header, columns */
	JOB_MSG_FILTER_UNKNOWN,    /* mapping file */
	JOB_NOTE_FILTERED,         /* rows, member, mapping file */
	JOB_MSG__MAX
};

extern const struct message job_message[JOB_MSG__MAX];

#endif
