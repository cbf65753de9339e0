/* SPDX-License-Identifier: Apache-2.0 */
/* Every row of the sentences behind verdicts. */
#include "reports/judge/readiness/messages.h"
#include "tests/lib/unit.h"

START_TEST(every_row_is_whole)
{
	const struct message *m = &judge_message[_i];

	ck_assert_msg(m->text != NULL, "row %d is empty", _i);
	ck_assert_msg(message_fault(m) == NULL, "row %d, \"%s\": %s", _i,
	    m->text, message_fault(m));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("judge messages");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, every_row_is_whole, 0, JUDGE_MSG__MAX);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
