/* SPDX-License-Identifier: Apache-2.0 */
/* Results in order, and the tickets of samples. */
#include <check.h>

#include "reports/compare/sample.h"
#include "reports/judge/rank.h"
#include "tests/lib/unit.h"

#define LEN(a) (sizeof(a) / sizeof(*(a)))

/* From the worst to the best; equal numbers are equally good. */
static const struct {
	enum crit_result result;
	enum grade grade;
	int step;
	const char *words;
} order[] = {
	{ CRIT_NOT_MET, GRADE_MAJOR, 0, "not met: major" },
	{ CRIT_NOT_EVIDENCED, GRADE_NONE, 1, "not evidenced" },
	{ CRIT_NOT_ASSESSABLE, GRADE_NONE, 1, "not assessable" },
	{ CRIT_NOT_MET, GRADE_MINOR, 2, "not met: minor" },
	{ CRIT_NOT_MET, GRADE_OBSERVATION, 3, "not met: observation" },
	{ CRIT_BY_DOCUMENT, GRADE_NONE, 4, "by document" },
	{ CRIT_NOTHING_TO_ASSESS, GRADE_NONE, 5, "nothing to assess" },
	{ CRIT_MET, GRADE_NONE, 5, "met" },
};

START_TEST(criteria_are_ordered)
{
	struct criterion a = { .result = order[_i].result,
		.grade = order[_i].grade };

	ck_assert_str_eq(rank_words(&a), order[_i].words);
	ck_assert_int_eq(rank_is_met(&a), order[_i].step >= 4);
	for (size_t k = 0; k < LEN(order); k++) {
		struct criterion b = { .result = order[k].result,
			.grade = order[k].grade };
		int way = rank_criterion(&a) - rank_criterion(&b);

		ck_assert_int_eq((way > 0) - (way < 0), (order[_i].step >
		    order[k].step) - (order[_i].step < order[k].step));
	}
}
END_TEST

START_TEST(clauses_follow_their_states)
{
	/* States stand the worst first; what has no rule shows nothing. */
	for (int a = CLAUSE_MAJOR; a < CLAUSE_NO_RULE; a++)
		for (int b = a + 1; b < CLAUSE_NO_RULE; b++)
			ck_assert_int_lt(rank_clause((enum clause_state)a),
			    rank_clause((enum clause_state)b));
	ck_assert_int_eq(rank_clause(CLAUSE_NO_RULE),
	    rank_clause(CLAUSE_NOT_EVIDENCED));
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

	tcase_add_loop_test(tc, criteria_are_ordered, 0, (int)LEN(order));
	tcase_add_test(tc, clauses_follow_their_states);
	tcase_add_test(tc, ready_verdicts_are_three);
	tcase_add_loop_test(tc, tickets_are_those_of_the_page, 0,
	    (int)LEN(tickets));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
