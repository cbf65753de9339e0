/* SPDX-License-Identifier: Apache-2.0 */
/* Every row of every table of messages: its template, its code, its level. */
#include <stdio.h>

#include "importer/command/answer/messages.h"
#include "importer/common/finding.h"
#include "importer/convert/messages.h"
#include "importer/job/messages.h"
#include "importer/map/messages.h"
#include "importer/plan/messages.h"
#include "importer/rows/messages.h"
#include "shared/cli/messages.h"
#include "tests/lib/unit.h"

#define LEN(a) (sizeof(a) / sizeof(*(a)))
#define TABLE(name) { #name, name, LEN(name) }

static const struct {
	const char *name;
	const struct message *row;
	size_t n;
} tables[] = {
	TABLE(command_message),
	TABLE(convert_message),
	TABLE(job_message),
	TABLE(map_message),
	TABLE(store_message),
	TABLE(plan_message),
	TABLE(rows_message),
};

/* "date-impossible", or none where the text is no finding. */
static const char *
code_fault(const char *code)
{
	if (code == NULL)
		return NULL;
	return code[0] == '\0' ||
	    strspn(code, "abcdefghijklmnopqrstuvwxyz-") != strlen(code) ?
	    "its code is not of small letters and '-'" : NULL;
}

static const char *
row_fault(const struct message *m)
{
	const char *fault;

	if (m->text == NULL)
		return "its place in the table is empty";
	fault = message_fault(m);
	if (fault != NULL)
		return fault;
	if (m->level != LEVEL_ERROR && m->level != LEVEL_WARNING)
		return "its level is none of a finding";
	return code_fault(m->code);
}

START_TEST(every_row_is_whole)
{
	for (size_t i = 0; i < tables[_i].n; i++) {
		const char *fault = row_fault(&tables[_i].row[i]);

		if (fault != NULL)
			ck_abort_msg("%s, row %zu: %s", tables[_i].name, i,
			    fault);
	}
}
END_TEST

static const struct {
	struct message m;
	bool is_whole;
} rows[] = {
	{ { "a-code", LEVEL_WARNING, "n", "{1} {1?row|rows}" }, true },
	{ { NULL, LEVEL_ERROR, "", "plain" }, true },
	{ { NULL, 0, NULL, NULL }, false },
	{ { "a-code", LEVEL_ERROR, "s", "plain" }, false },
	{ { "a-code", 2, "", "plain" }, false },
	{ { "A code", LEVEL_ERROR, "", "plain" }, false },
	{ { "", LEVEL_ERROR, "", "plain" }, false },
};

START_TEST(faults_are_found)
{
	ck_assert_int_eq(row_fault(&rows[_i].m) == NULL, rows[_i].is_whole);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("messages");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, every_row_is_whole, 0, (int)LEN(tables));
	tcase_add_loop_test(tc, faults_are_found, 0, (int)LEN(rows));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
