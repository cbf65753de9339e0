/* SPDX-License-Identifier: Apache-2.0 */
/* The words of results, as status and reports have them. */
#include "reports/judge/readiness/readiness.h"

const char *
grade_name(enum grade g)
{
	static const char *const name[] = { "none", "observation", "minor",
		"major" };

	return name[g];
}

const char *
crit_result_name(enum crit_result r)
{
	static const char *const name[] = { "met", "by document", "not met",
		"nothing to assess", "not evidenced", "not assessable" };

	_Static_assert(sizeof(name) / sizeof(name[0]) == CRIT__MAX,
	    "every result has its name");
	return name[r];
}

const char *
crit_result_words(const char *name)
{
	return strcmp(name, crit_result_name(CRIT_NOTHING_TO_ASSESS)) == 0 ?
	    "nothing to judge" : name;
}

const char *
readiness_verdict_name(enum readiness_verdict v)
{
	static const char *const name[] = { "not ready", "not determined",
		"ready with minors", "ready", "passed", "not yet" };

	_Static_assert(sizeof(name) / sizeof(name[0]) == VERDICT_KINDS,
	    "every verdict has its name");
	return name[v];
}

const char *
gate_state_name(enum gate_state s)
{
	static const char *const name[] = { "passed", "failed", "not shown",
		"nothing to judge" };

	return name[s];
}

const char *
clause_state_name(enum clause_state c)
{
	static const char *const name[] = { "major", "minor",
		"observation", "not evidenced", "by document", "no gap found",
		"nothing to judge", "no rule" };

	_Static_assert(sizeof(name) / sizeof(name[0]) == CLAUSE__MAX,
	    "every state has its name");
	return name[c];
}

const char *
clause_state_words(enum clause_state c)
{
	static const char *const words[] = { "Major", "Minor", "Observation",
		"No evidence in this store", "By document", "No gap found",
		"Nothing to judge", "No rule in this rule set" };

	_Static_assert(sizeof(words) / sizeof(words[0]) == CLAUSE__MAX,
	    "every state has its words");
	return words[c];
}
