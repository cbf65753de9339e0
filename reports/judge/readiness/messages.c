/* SPDX-License-Identifier: Apache-2.0 */
/* The sentences behind verdicts; see messages.h. */
#include "reports/judge/readiness/messages.h"

const struct message judge_message[JUDGE_MSG__MAX] = {
	[JUDGE_MSG_PASSED] = { NULL, 0, "s", "passed on {1}" },
	[JUDGE_MSG_MAJORS] = { NULL, 0, "n",
	    "{1} {1?clause|clauses} with a major" },
	[JUDGE_MSG_GATES_FAIL] = { NULL, 0, "n",
	    "{1} {1?gate|gates} shown to fail" },
	[JUDGE_MSG_NO_EVIDENCE] = { NULL, 0, "nn",
	    "{1} of {2} clauses have no evidence in this store" },
	[JUDGE_MSG_GATES_OPEN] = { NULL, 0, "n",
	    "{1} {1?gate|gates} not shown" },
	[JUDGE_MSG_MINORS] = { NULL, 0, "nn", "{1} {1?minor|minors}, {2} of "
	    "them with an open action in time" },
	[JUDGE_MSG_READY] = { NULL, 0, "",
	    "everything evidenced, gates passed, observations at most" },
	[JUDGE_MSG_SCATTERED] = { NULL, 0, "n", "No clause has {1} or more "
	    "criteria with a suggested minor, which would point to a "
	    "possible systemic failure." },
	[JUDGE_MSG_CONCENTRATED] = { NULL, 0, "nns", "A possible systemic "
	    "failure, for the auditor to judge: {1} or more criteria with a "
	    "suggested minor in {2?clause|clauses} {3}. This informs; it "
	    "changes no grade." },
};
