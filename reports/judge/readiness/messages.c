/* SPDX-License-Identifier: Apache-2.0 */
/* The sentences behind verdicts; see messages.h. */
#include "reports/judge/readiness/messages.h"

const struct message judge_message[JUDGE_MSG__MAX] = {
	[JUDGE_MSG_PASSED] = { NULL, 0, "s", "passed on {1}" },
	[JUDGE_MSG_MAJORS] = { NULL, 0, "n",
	    "{1} {1?criterion|criteria} with a major" },
	[JUDGE_MSG_FINDINGS] = { NULL, 0, "n",
	    "{1} recorded {1?finding|findings} with a major" },
	[JUDGE_MSG_GATES_FAIL] = { NULL, 0, "n",
	    "{1} {1?gate|gates} shown to fail" },
	[JUDGE_MSG_NO_EVIDENCE] = { NULL, 0, "nnn", "{1} "
	    "{1?criterion has|criteria have} no evidence in this store, in "
	    "{2} of {3} clauses" },
	[JUDGE_MSG_NO_RULE] = { NULL, 0, "n", "{1} {1?clause has|clauses "
	    "have} no rule in this rule set" },
	[JUDGE_MSG_GATES_OPEN] = { NULL, 0, "n",
	    "{1} {1?gate|gates} not shown" },
	[JUDGE_MSG_MINORS] = { NULL, 0, "nn", "{1} {1?minor|minors}, {2} of "
	    "them with an open action in time" },
	[JUDGE_MSG_READY] = { NULL, 0, "",
	    "everything evidenced, gates passed, observations at most" },
	[JUDGE_MSG_LATER] = { NULL, 0, "nss",
	    "{1} {1?major|majors} that the {3} would raise: {2}" },
	[JUDGE_MSG_CONFIRM] = { NULL, 0, "ns-", "{1} {1?criterion|criteria} "
	    "with nothing to judge, to be confirmed at the audit: {2}" },
	[JUDGE_MSG_UNPLACED] = { NULL, 0, "n", "{1} open {1?finding "
	    "names|findings name} no clause of this standard" },
	[JUDGE_MSG_FINDING] = { NULL, 0, "s", "finding {1}" },
	[JUDGE_MSG_GATE_MAJOR] = { NULL, 0, "snn",
	    "{1} has a major ({2} of {3} not met)" },
	[JUDGE_MSG_GATE_NOT_MET] = { NULL, 0, "snn",
	    "{1} is not met ({2} of {3})" },
	[JUDGE_MSG_GATE_UNKNOWN] = { NULL, 0, "s", "cannot be told: {1}" },
	[JUDGE_MSG_GATE_UNSHOWN] = { NULL, 0, "ss",
	    "{1} is not evidenced ({2})" },
	[JUDGE_MSG_GATE_PARTLY] = { NULL, 0, "snn",
	    "of {1} {2} of {3} cannot be decided" },
	[JUDGE_MSG_GATE_DOCUMENT] = { NULL, 0, "s", "{1} is shown by a "
	    "document, not checked row by row" },
	[JUDGE_MSG_GATE_NOTHING] = { NULL, 0, "s",
	    "{1} has nothing to judge" },
	[JUDGE_MSG_GATE_MISSING] = { NULL, 0, "sn", "{2?the register|the "
	    "registers} {1} {2?was|were} never supplied" },
	[JUDGE_MSG_GATE_BLAME] = { NULL, 0, "s", "{1}" },
	[JUDGE_MSG_GATE_VALUES] = { NULL, 0, "",
	    "values that it needs are empty or lead nowhere" },
	[JUDGE_MSG_GATE_CONTAINS] = { NULL, 0, "s", "with {1}" },
	[JUDGE_MSG_GATE_MAJORS] = { NULL, 0, "nn", "{1} {1?major|majors} in "
	    "{2} {2?criterion|criteria}" },
	[JUDGE_MSG_GATE_MINORS] = { NULL, 0, "nn", "{1} {1?minor|minors} in "
	    "{2} {2?criterion|criteria}" },
	[JUDGE_MSG_GATE_OBSERVATIONS] = { NULL, 0, "nn", "{1} "
	    "{1?observation|observations} in {2} {2?criterion|criteria}" },
	[JUDGE_MSG_BY_FINDING] = { NULL, 0, "sss", ", by finding {1}{2}{3}" },
	[JUDGE_MSG_AND_FINDING] = { NULL, 0, "sss",
	    " and finding {1}{2}{3}" },
	[JUDGE_MSG_PARTLY] = { NULL, 0, "nn",
	    "{1} of {2} {2?criterion|criteria} without evidence" },
	[JUDGE_MSG_ALSO] = { NULL, 0, "n",
	    "; {1} {1?criterion|criteria} without evidence" },
	[JUDGE_MSG_OWN] = { NULL, 0, "n", "; {1} {1?criterion|criteria} of "
	    "the organisation's own not met" },
	[JUDGE_MSG_SCATTERED] = { NULL, 0, "n", "No clause has {1} or more "
	    "criteria with a suggested minor, which would point to a "
	    "possible systemic failure." },
	[JUDGE_MSG_CONCENTRATED] = { NULL, 0, "nns", "A possible systemic "
	    "failure, for the auditor to judge: {1} or more criteria with a "
	    "suggested minor in {2?clause|clauses} {3}. This informs; it "
	    "changes no grade." },
};
