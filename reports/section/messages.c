/* SPDX-License-Identifier: Apache-2.0 */
/* The sentences of sections; see messages.h. */
#include "reports/section/messages.h"

#define TEXT(args, text) { NULL, 0, (args), text }

const struct message section_message[SECTION_MSG__MAX] = {
	[SECTION_MSG_IN_HAND] = TEXT("n-", "{1} open, in hand"),
	[SECTION_MSG_COUNTING] = TEXT("nn", "{1} open, {2} counting"),
	[SECTION_MSG_FINDING] = TEXT("ss-", "{1}{2}"),
	[SECTION_MSG_FINDING_ON] = TEXT("sss", "{1}{2} on {3}"),
};
