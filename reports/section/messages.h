/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences of a report's sections: the rows of one table. */
#ifndef PREAUDIT_SECTION_MESSAGES_H
#define PREAUDIT_SECTION_MESSAGES_H

#include "shared/base/message.h"

/* The arguments of a row, in order, stand behind its name. */
enum section_msg {
	SECTION_MSG_IN_HAND,    /* findings open */
	SECTION_MSG_COUNTING,   /* findings open, counting */
	SECTION_MSG_FINDING,    /* ": " or ", ", key */
	SECTION_MSG_FINDING_ON, /* the same, clauses as written */
	SECTION_MSG__MAX
};

extern const struct message section_message[SECTION_MSG__MAX];

#endif
