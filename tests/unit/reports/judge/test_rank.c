/* SPDX-License-Identifier: Apache-2.0 */
/* Results in order, and the tickets of samples. */
#include <check.h>

#include "reports/compare/sample.h"
#include "reports/judge/rank.h"
#include "tests/lib/unit.h"

#define LEN(a) (sizeof(a) / sizeof(*(a)))

/* What each result is; NONE and NOTHING stand outside the order. */
#define NONE RANK_NONE
#define NOTHING RANK_NOTHING
static const struct {
	enum crit_result result;
	enum grade grade;
	int rank;
	const char *words;
} results[] = {
	{ CRIT_NOT_MET, GRADE_MAJOR, 0, "not met: major" },
	{ CRIT_NOT_EVIDENCED, GRADE_NONE, NONE, "not evidenced" },
	{ CRIT_NOT_ASSESSABLE, GRADE_NONE, NONE, "not assessable" },
	{ CRIT_NOT_MET, GRADE_MINOR, 2, "not met: minor" },
	{ CRIT_NOT_MET, GRADE_OBSERVATION, 3, "not met: observation" },
	{ CRIT_BY_DOCUMENT, GRADE_NONE, 4, "by document" },
	{ CRIT_MET, GRADE_NONE, 5, "met" },
	{ CRIT_NOTHING_TO_ASSESS, GRADE_NONE, NOTHING, "nothing to assess" },
};

START_TEST(criteria_have_ranks)
{
	struct criterion a = { .result = results[_i].result,
		.grade = results[_i].grade };

	ck_assert_str_eq(rank_words(&a), results[_i].words);
	ck_assert_int_eq(rank_criterion(&a), results[_i].rank);
	ck_assert_int_eq(rank_is_met(&a), results[_i].rank == 4 ||
	    results[_i].rank == 5);
}
END_TEST

/* From the row to the column: < worse, > better, = neither. */
START_TEST(ways)
{
	static const int rank[] = { 0, NONE, 2, 3, 4, 5, NOTHING };
	static const char *const way[] = { "=<>>>>=", "<===>>=", "<<=>>>=",
	    "<<<=>>=", "<<<<=>=", "<<<<<==", "<<<<===" };

	for (size_t a = 0; a < LEN(rank); a++)
		for (size_t b = 0; b < LEN(rank); b++) {
			int is = rank_way(rank[a], rank[b]);

			ck_assert_msg((is < 0 ? '<' : is > 0 ? '>' : '=') ==
			    way[a][b], "from %d to %d", rank[a], rank[b]);
		}
}
END_TEST

START_TEST(clauses_follow_their_states)
{
	static const int rank[CLAUSE__MAX] = { [CLAUSE_MAJOR] = 0,
	    [CLAUSE_MINOR] = 2, [CLAUSE_OBSERVATION] = 3,
	    [CLAUSE_NOT_EVIDENCED] = NONE, [CLAUSE_BY_DOCUMENT] = 4,
	    [CLAUSE_NO_GAP] = 5, [CLAUSE_NOTHING] = NOTHING,
	    [CLAUSE_NO_RULE] = NONE };

	for (int a = 0; a < CLAUSE__MAX; a++)
		ck_assert_int_eq(rank_clause((enum clause_state)a), rank[a]);
	ck_assert_int_eq(rank_criterion(NULL), RANK_NONE);
	ck_assert_str_eq(rank_words(NULL), "no rule");
}
END_TEST

START_TEST(ready_verdicts_are_three)
{
	ck_assert(!rank_is_ready(VERDICT_NOT_READY));
	ck_assert(!rank_is_ready(VERDICT_NOT_DETERMINED));
	ck_assert(rank_is_ready(VERDICT_READY_WITH_MINORS));
	ck_assert(rank_is_ready(VERDICT_READY));
	ck_assert(rank_is_ready(VERDICT_PASSED));
	ck_assert(!rank_is_ready(VERDICT_NOT_YET));
	ck_assert_int_lt(rank_way(rank_verdict(VERDICT_READY),
	    rank_verdict(VERDICT_NOT_READY)), 0);
	ck_assert_int_gt(rank_way(rank_verdict(VERDICT_NOT_DETERMINED),
	    rank_verdict(VERDICT_READY_WITH_MINORS)), 0);
	ck_assert_int_eq(rank_way(rank_verdict(VERDICT_NOT_YET),
	    rank_verdict(VERDICT_READY)), 0);
}
END_TEST

/* docs/sampling.md */
static const struct {
	const char *seed, *reg, *key, *ticket;
} tickets[] = {
	{ "2026", "services", "SVC-001", "804586ee3440f5d53dca91f141532a69"
	    "948bc99af07447a126f9b440ead11676" },
	{ "audit-7", "training", "TR-00001", "bd304c82a52666da1a08af56bbed0629"
	    "4c39accdca42c1134859a246a4aed3a0" },
	{ "Prüfung", "people", "Müller", "82cea8f0747bfead49bae05535ad4a2a"
	    "65997a7b9357b4bd8a6217646663709f" },
};

START_TEST(tickets_are_those_of_the_page)
{
	char hex[65];

	sample_ticket(hex, tickets[_i].seed, tickets[_i].reg,
	    tickets[_i].key);
	ck_assert_str_eq(hex, tickets[_i].ticket);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rank");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, criteria_have_ranks, 0,
	    (int)LEN(results));
	tcase_add_test(tc, ways);
	tcase_add_test(tc, clauses_follow_their_states);
	tcase_add_test(tc, ready_verdicts_are_three);
	tcase_add_loop_test(tc, tickets_are_those_of_the_page, 0,
	    (int)LEN(tickets));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
