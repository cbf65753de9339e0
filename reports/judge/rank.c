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
		return 5;
	case CRIT_NOTHING_TO_ASSESS:
		return RANK_NOTHING;
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
		[CLAUSE_NOTHING] = RANK_NOTHING,
	};

	return rank[s];
}

int
rank_verdict(enum readiness_verdict v)
{
	/* Above all ranks of criteria, which have another order. */
	return v == VERDICT_NOT_YET ? RANK_NOTHING : 10 + (int)v;
}

int
rank_way(int before, int now)
{
	if (before == now)
		return 0;
	if (now == RANK_NONE)
		return -1;
	if (now == RANK_NOTHING)
		return 0;
	if (before == RANK_NONE)
		return now == 0 ? -1 : now >= 4 ? 1 : 0;
	if (before == RANK_NOTHING)
		return now < 4 ? -1 : 0;
	return now < before ? -1 : 1;
}

bool
rank_is_met(const struct criterion *c)
{
	int rank = rank_criterion(c);

	return rank == 4 || rank == 5;
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
	return v >= VERDICT_READY_WITH_MINORS && v <= VERDICT_PASSED;
}
