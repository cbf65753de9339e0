/* SPDX-License-Identifier: Apache-2.0 */
/* Results in order; see rank.h. */
#include "reports/judge/rank.h"

int
rank_criterion(const struct criterion *c)
{
	if (c == NULL)
		return RANK_NONE;
	switch (c->result) {
	case CRIT_MET:
	case CRIT_NOTHING_TO_ASSESS:
		return 5;
	case CRIT_BY_DOCUMENT:
		return 4;
	case CRIT_NOT_MET:
		return c->grade == GRADE_MAJOR ? 0 :
		    c->grade == GRADE_MINOR ? 2 : 3;
	case CRIT_NOT_EVIDENCED:
	case CRIT_NOT_ASSESSABLE:
	case CRIT__MAX:
		break;
	}
	return RANK_NONE;
}

int
rank_clause(enum clause_state s)
{
	static const int rank[CLAUSE__MAX] = {
		[CLAUSE_MAJOR] = 0,
		[CLAUSE_NOT_EVIDENCED] = RANK_NONE,
		[CLAUSE_NO_RULE] = RANK_NONE,
		[CLAUSE_MINOR] = 2,
		[CLAUSE_OBSERVATION] = 3,
		[CLAUSE_BY_DOCUMENT] = 4,
		[CLAUSE_NO_GAP] = 5,
	};

	return rank[s];
}

int
rank_verdict(enum readiness_verdict v)
{
	return (int)v;
}

bool
rank_is_met(const struct criterion *c)
{
	return rank_criterion(c) >= 4;
}

const char *
rank_words(const struct criterion *c)
{
	static const char *const not_met[] = {
		[GRADE_NONE] = "not met",
		[GRADE_OBSERVATION] = "not met: observation",
		[GRADE_MINOR] = "not met: minor",
		[GRADE_MAJOR] = "not met: major",
	};

	if (c == NULL)
		return "no rule";
	return c->result == CRIT_NOT_MET ? not_met[c->grade] :
	    crit_result_name(c->result);
}

bool
rank_is_ready(enum readiness_verdict v)
{
	return v >= VERDICT_READY_WITH_MINORS;
}
