/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of reports on the command line; see messages.h. */
#include "reports/compare/messages.h"

#define TEXT(args, text) { NULL, 0, (args), text }

const struct message compare_message[COMPARE_MSG__MAX] = {
	[COMPARE_MSG_NOTHING] = TEXT("",
	    "Nothing has been imported yet: there is nothing to judge.\n"),
	[COMPARE_MSG_RULES] = TEXT("s", "Judged by {1}.\n"),
	[COMPARE_MSG_MILESTONE] = TEXT("-ss-n", "\n{5?->|  } {2}: {3}\n"),
	[COMPARE_MSG_MILESTONE_WHY] = TEXT("s", "     {1}\n"),
	[COMPARE_MSG_GATE] = TEXT("---ssss", "     {6<9}  {4}{7}{5}\n"),
	[COMPARE_MSG_MAJORS] = TEXT("s", "     Majors: {1}\n"),
	[COMPARE_MSG_MINORS] = TEXT("s", "     Minors: {1}\n"),
	[COMPARE_MSG_CLAUSE_COUNTS] = TEXT("nnnnn", "\nOf {1} "
	    "{1?clause|clauses} {2} {2?is|are} evidenced in this store, {3} "
	    "in part, {4} {4?has|have} no evidence, {5} {5?has|have} nothing "
	    "to judge.\n"),
	[COMPARE_MSG_COVERAGE] = TEXT("nnnnnn", "Of {1} "
	    "{1?criterion|criteria} {2} {2?is|are} met, {3} by document, {4} "
	    "not met, {5} not evidenced, {6} {6?has|have} nothing to "
	    "judge.\n"),
	[COMPARE_MSG_OWN] = TEXT("nnn", "Of {1} {1?criterion|criteria} of the "
	    "organisation's own, which count in no other figure, {2} {2?is|are} "
	    "met, {3} not met.\n"),
	[COMPARE_MSG_CLAUSES] = TEXT("", "\nClauses\n"),
	[COMPARE_MSG_CLAUSE] = TEXT("ss-s", "  {1<8} {2}: {4}\n"),
	[COMPARE_MSG_CLAUSE_HEAD] = TEXT("sss", "\nClause {1}  {2}\n  {3}\n"),
	[COMPARE_MSG_CLAUSE_FINDING] = TEXT("sssn", "  finding {1} on {2}, "
	    "{3}, is open{4? and counts|, in hand}\n"),
	[COMPARE_MSG_CLAUSES_REST] = TEXT("nn", "  {1} more without evidence in "
	    "this store, {2} without a rule in this rule set\n"),
	[COMPARE_MSG_OTHERS] = TEXT("n", "  {1} {1?record belongs|records "
	    "belong} to other standards; not counted here\n"),
	[COMPARE_MSG_WATCHED] = TEXT("",
	    "\nRecords that were changed so that they count less\n"),
	[COMPARE_MSG_WATCHED_ROW] = TEXT("ssssns",
	    "  {1}: {2}, {3} -> {4} (record {5} of the log, {6})\n"),
	[COMPARE_MSG_SUPPLY] = TEXT("", "\nSupply next\n"),
	[COMPARE_MSG_SUPPLY_ROW] = TEXT("-s-n",
	    "  {2<28} read by {4} {4?criterion|criteria} without evidence\n"),
	[COMPARE_MSG_SUPPLY_COLUMN] = TEXT("-s-s--n", "  {2} has no column "
	    "{4}: {7} {7?criterion waits|criteria wait} for it\n"),
	[COMPARE_MSG_SUPPLY_PART] = TEXT("-s-snnn", "  {2} has no column {4} "
	    "for {5} of {6} records: {7} {7?criterion waits|criteria wait} for "
	    "it\n"),
	[COMPARE_MSG_SUPPLY_GONE] = TEXT("-s-s--n", "  the column {4} of {2} "
	    "was withdrawn: {7} {7?criterion waits|criteria wait} for it\n"),
	[COMPARE_MSG_SUPPLY_MORE] = TEXT("n",
	    "  {1} more {1?column|columns} that criteria wait for: "
	    "preaudit report status --json\n"),
	[COMPARE_MSG_TAIL] = TEXT("s", "\n{1}\n"),
	[COMPARE_MSG_CRITERION] = TEXT("s-s-s", "\n{1}  {3}\n  {5}"),
	[COMPARE_MSG_NOT_MET] = TEXT("snn",
	    " ({2} of {3}), suggested grade {1}"),
	[COMPARE_MSG_MET] = TEXT("nn", " ({1} of {2})"),
	[COMPARE_MSG_UNKNOWN] = TEXT("--n", ", {3} unknown"),
	[COMPARE_MSG_WHY] = TEXT("s", "  {1}\n"),
	[COMPARE_MSG_GRADE] = TEXT("----s", "    {5<11} "),
	[COMPARE_MSG_RECORD] = TEXT("ss", "{1} {2}: "),
	[COMPARE_MSG_PLACE] = TEXT("sn", " ({1}, row {2})"),
	[COMPARE_MSG_LINE_END] = TEXT("", "\n"),
	[COMPARE_MSG_NO_GAP] = TEXT("",
	    "\nNo gap was found in what was supplied.\n"),
	[COMPARE_MSG_NOTHING_YET] = TEXT("",
	    "\nNothing has been imported yet.\n"),
	[COMPARE_MSG_MOMENTS] = TEXT("snsns", "{1}\nFrom log size {2}, judged "
	    "as of {3}, to log size {4}, judged as of {5}"),
	[COMPARE_MSG_MOVED] = TEXT("s", ": {1}"),
	[COMPARE_MSG_MOMENTS_END] = TEXT("", ".\n"),
	[COMPARE_MSG_UNCHANGED] = TEXT("", "\nNothing changed.\n"),
	[COMPARE_MSG_MILESTONES] = TEXT("", "\nMilestones\n"),
	[COMPARE_MSG_SHIFTED_CLAUSES] = TEXT("", "\nClauses\n"),
	[COMPARE_MSG_SHIFT_ID] = TEXT("s", "  {1<8}"),
	[COMPARE_MSG_SHIFT] = TEXT("sss", "  {1}: {2} -> {3}"),
	[COMPARE_MSG_BECAUSE] = TEXT("s", "  [{1}]\n"),
	[COMPARE_MSG_CRITERIA] = TEXT("", "\nCriteria\n"),
	[COMPARE_MSG_CRITERION_SHIFT] = TEXT("s-ss",
	    "  {1<8}  {4}\n    {3}"),
	[COMPARE_MSG_STILL] = TEXT("-s", " only: still {2}\n"),
	[COMPARE_MSG_FROM_TO] = TEXT("-ss", ": {2} -> {3}"),
	[COMPARE_MSG_MOVE] = TEXT("s", "      {1} "),
	[COMPARE_MSG_MORE] = TEXT("n", "      and {1} more; --json lists all\n"),
	[COMPARE_MSG_REGISTERS] = TEXT("",
	    "\nRegisters that were imported into\n"),
	[COMPARE_MSG_REGISTER] = TEXT("-snnnn",
	    "  {2<28} {3} new, {4} changed, {5} withdrawn, {6} "
	    "{6?cell|cells} emptied\n"),
	[COMPARE_MSG_CHANGED_RECORD] = TEXT("ssnnss",
	    "      {1} {2} (record {3} of the log, row {4}){5}{6}\n"),
	[COMPARE_MSG_WITHDRAWN] = TEXT("", "\nRecords withdrawn\n"),
	[COMPARE_MSG_WITHDRAWN_RECORD] = TEXT("ssnsss",
	    "  {1} {2} (record {3} of the log, {4}){5}{6}\n"),
	[COMPARE_MSG_LAPSES] = TEXT("ss",
	    "\nWhat lapses or falls due from {1} to {2}\n"),
	[COMPARE_MSG_LAPSE] = TEXT("sss", "  {1<8}  {2}: {3}"),
	[COMPARE_MSG_LAPSE_TO] = TEXT("s", " -> {1}"),
	[COMPARE_MSG_INDENT] = TEXT("", "      "),
	[COMPARE_MSG_NO_LAPSE] = TEXT("", "  Nothing.\n"),
	[COMPARE_MSG_PATH] = TEXT("ssn", "\n{1}: {2} after {3} "
	    "{3?change|changes}, none of which can be left out.\n"),
	[COMPARE_MSG_PATH_ALREADY] = TEXT("ss", "\n{1}: already {2}; nothing "
	    "needs to be changed for it.\n"),
	[COMPARE_MSG_PATH_NONE] = TEXT("s--s", "\n{1}: not reachable from "
	    "these records: {4}\n"),
	[COMPARE_MSG_PATH_MEANS] = TEXT("", "\nJudged again with these changes "
	    "taken for made, each as far as the criterion or gate beside it asks. A "
	    "change is made only when the records show it: what is done must "
	    "be true, recorded and imported.\n"),
	[COMPARE_MSG_OWNER] = TEXT("s", "\n{1}\n"),
	[COMPARE_MSG_CHANGE] = TEXT("ns", "{1>4}  {2}"),
	[COMPARE_MSG_EFFECT] = TEXT("--ssss",
	    "        {6} {3}: {4} -> {5}\n"),
	[COMPARE_MSG_TASK_RECORD] = TEXT("sss", "{2} {3}: mend \"{1}\""),
	[COMPARE_MSG_TASK_ALONE] = TEXT("s", "Supply what is missing: {1}"),
	[COMPARE_MSG_TASK_SHOW] = TEXT("sss", "Show evidence for {1}, {2}: {3}"),
	[COMPARE_MSG_TASK_CLOSE] = TEXT("sss", "{1} {2}: close it; it is {3}"),
	[COMPARE_MSG_TASK_GATE] = TEXT("s", "Make the gate's condition hold: {1}"),
};
