/* SPDX-License-Identifier: Apache-2.0 */
/* Every row of the tables whose levels are codes of errors, or of none. */
#include "importer/map/mapfile_messages.h"
#include "reports/cli/messages.h"
#include "reports/compare/messages.h"
#include "reports/judge/readiness/messages.h"
#include "shared/base/err.h"
#include "shared/program/messages.h"
#include "tests/lib/unit.h"

#define TABLE(name) { #name, name, sizeof(name) / sizeof(*(name)) }

static const struct {
	const char *name;
	const struct message *row;
	size_t n;
} tables[] = {
	TABLE(judge_message),
	TABLE(compare_message),
	TABLE(cli_message),
	TABLE(program_message),
	TABLE(mapfile_message),
};

START_TEST(every_row_is_whole)
{
	for (size_t i = 0; i < tables[_i].n; i++) {
		const struct message *m = &tables[_i].row[i];

		ck_assert_msg(m->text != NULL, "%s, row %zu is empty",
		    tables[_i].name, i);
		ck_assert_msg(message_fault(m) == NULL, "%s, \"%s\": %s",
		    tables[_i].name, m->text, message_fault(m));
		ck_assert_int_lt(m->level, ERR__MAX);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("messages of errors");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, every_row_is_whole, 0,
	    (int)(sizeof(tables) / sizeof(*tables)));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
