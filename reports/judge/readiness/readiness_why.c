/* SPDX-License-Identifier: Apache-2.0 */
/* The sentence behind a milestone's verdict. */
#include "reports/judge/readiness/messages.h"
#include "reports/judge/readiness/readiness.h"

/* "2 gates shown to fail", behind a comma; nothing for none. */
static void
put_counted(struct buf *b, enum judge_msg msg, uint64_t n)
{
	if (n == 0)
		return;
	if (b->n > 0)
		buf_puts(b, ", ");
	message_put(b, &judge_message[msg], VALUES(n));
}

void
readiness_put_why(struct buf *b, const struct milestone_result *m,
    uint64_t nclauses, uint64_t failed, uint64_t not_shown)
{
	char date[DATE_TEXT];

	/* The verdict says which numbers its reason is made of. */
	switch (m->verdict) {
	case VERDICT_PASSED:
		date_format(date, m->passed_on);
		message_put(b, &judge_message[JUDGE_MSG_PASSED], VALUES(date));
		break;
	/* What stands against it. */
	case VERDICT_NOT_READY:
		put_counted(b, JUDGE_MSG_MAJORS, m->majors);
		put_counted(b, JUDGE_MSG_GATES_FAIL, failed);
		break;
	/* What is not known. */
	case VERDICT_NOT_DETERMINED:
		if (m->clauses_without_evidence > 0)
			message_put(b, &judge_message[JUDGE_MSG_NO_EVIDENCE],
			    VALUES(m->clauses_without_evidence, nclauses));
		put_counted(b, JUDGE_MSG_GATES_OPEN, not_shown);
		break;
	/* What is left to do. */
	case VERDICT_READY_WITH_MINORS:
		message_put(b, &judge_message[JUDGE_MSG_MINORS],
		    VALUES(m->minors, m->minors_with_action));
		break;
	case VERDICT_READY:
		message_put(b, &judge_message[JUDGE_MSG_READY], MSG_NONE);
		break;
	}
}
