/* SPDX-License-Identifier: Apache-2.0 */
/* From operands to jobs: folders, what a file is taken for, the order in which jobs run. */
#include <check.h>
#include <stdio.h>

#include <sys/stat.h>

#include "importer/plan/jobs.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_import.h"

/* ---- what a file is taken for ---- */

static const struct unit_import_case files[] = {
	{ { { "a.csv", "thing_id,name\n1,a\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new\n" },
	{ { { "a.csv", "nothing,known\n1,a\n" } }, { "a.csv" },
	    .told = "a.csv: refused\n"
	    "error register-unknown 1/1/0\n" },
	{ { { "a.csv", "nothing known\n1\n" } }, { "a.csv" },
	    .told = "a.csv: refused\n"
	    "error register-unknown 1/1/0\n",
	    .says = "its header is one cell, \"nothing known\"" },
	{ { { "a.csv", "" } }, { "a.csv" },
	    .told = "a.csv: no rows\n" },
	{ { { "a.csv", "\n\n" } }, { "--register things a.csv" },
	    .told = "a.csv: no rows\n" },
	{ { { "a.csv", "%PDF-1.7\n" } }, { "a.csv" },
	    .told = "a.csv: refused\n"
	    "error file-unreadable 0/0/0\n" },
	/* What the header lacks. */
	{ { { "a.csv", "name,tags\na,\n" } }, { "--register things a.csv" },
	    .told = "a.csv: refused\n"
	    "error key-missing 1/1/0 thing_id ''\n",
	    .says = "there is no column for the key of Things, \"Thing ID\"" },
	{ { { "a.csv", "thing_id,tags\n1,\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new, 1 warnings\n"
	    "warning column-missing 1/1/0 name ''\n",
	    .says = "--set name=VALUE" },
	{ { { "a.csv", "visited_on,thing\n2026-01-01,1\n" } },
	    { "--register visits a.csv" },
	    .told = "a.csv: refused, 1 warnings\n"
	    "error key-missing 1/1/0 visit_id ''\n"
	    "warning column-missing 1/1/0 place ''\n" },
	{ { { "a.csv", "place\nUlm\n" } },
	    { "--register visits a.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new\n" },
	/* Lines of totals, other delimiters, a header said or below titles. */
	{ { { "a.csv", "thing_id;name;tags;price\n1;a;;3\n2;b;;4\n"
	    "Total;;;7\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "  the last row is a line of totals and left out "
	    "(\"Total;;;7\")\n" },
	{ { { "a.csv", "x,y\nthing_id,name\n1,a\n" } },
	    { "--header-row 2 a.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new\n" },
	{ { { "a.csv", "One,\nTwo,\nthing_id,name\n1,a\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new\n"
	    "  header in row 3; 2 rows above it left out (\"One\")\n" },
};

/* ---- the order ---- */

static const struct unit_import_case orders[] = {
	/* Registers before those that refer to them; else as they came. */
	{ { { "t.csv", "thing_id,name,owner\n1,a,p\n" },
	    { "v.csv", "visit_id,place,thing\n1,a,1\n" },
	    { "p.csv", "person_id,email\np,a@x\n" },
	    { "c.csv", "claim_id,count\n1,1\n" } },
	    { "v.csv c.csv t.csv p.csv" },
	    .told = "v.csv: batch 4 state, 1 read, 1 new\n"
	    "c.csv: batch 5 state, 1 read, 1 new\n"
	    "t.csv: batch 3 state, 1 read, 1 new\n"
	    "p.csv: batch 2 state, 1 read, 1 new\n" },
	{ { { "t.csv", "thing_id,name,owner\n1,a,p\n" },
	    { "u.csv", "thing_id,name,owner\n2,a,p\n" },
	    { "p.csv", "person_id,email\np,a@x\n" },
	    { "q.csv", "person_id,email\nq,b@x\n" } },
	    { "u.csv q.csv t.csv p.csv" },
	    .told = "u.csv: batch 4 state, 1 read, 1 new\n"
	    "q.csv: batch 2 state, 1 read, 1 new\n"
	    "t.csv: batch 5 changes, 1 read, 1 new\n"
	    "p.csv: batch 3 changes, 1 read, 1 new\n" },
	/* Who refers to the own register only waits for nobody. */
	{ { { "v.csv", "visit_id,place,after\n1,a,2\n" },
	    { "w.csv", "visit_id,place,after\n2,a,1\n" } },
	    { "v.csv w.csv" },
	    .told = "v.csv: batch 2 state, 1 read, 1 new\n"
	    "w.csv: batch 3 changes, 1 read, 1 new\n" },
};

/* The last file of a register retires; a refused one is no last one. */
START_TEST(test_last)
{
	struct unit_import u;

	unit_import_store();
	unit_import_file("a.csv", "thing_id,name\n1,a\n");
	unit_import_file("b.csv", "thing_id,name\n2,a\n");
	unit_import_file("c.csv", "thing_id,colour\n3,a\n");
	unit_import_file("d.csv", "person_id,email\n4,a\n");
	unit_import_open(&u, "--register things a.csv b.csv c.csv");
	ck_assert_int_eq(u.s.job[2].outcome, JOB_REFUSED);
	jobs_order(&u.s, u.order);
	ck_assert(!u.s.job[0].is_last && u.s.job[1].is_last);
	unit_import_close(&u);
	unit_import_open(&u, "a.csv d.csv b.csv");
	jobs_order(&u.s, u.order);
	ck_assert(!u.s.job[0].is_last && u.s.job[1].is_last &&
	    u.s.job[2].is_last);
	unit_import_close(&u);
}
END_TEST

/* ---- folders ---- */

START_TEST(test_folder)
{
	static const char *const names[] = { "f/b.csv", "f/a.CSV", "f/c.xlsx",
		"f/.hidden.csv", "f/~$a.xlsx", "f/csv", "f/readme.txt" };
	struct unit_import u;

	unit_import_store();
	ck_assert_int_eq(mkdir("f", 0755) | mkdir("f/sub", 0755), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unit_import_file(names[i], "thing_id,name\n1,a\n");
	unit_import_open(&u, "f");
	ck_assert_uint_eq(u.s.njobs, 3);
	ck_assert_str_eq(u.s.job[0].source.name, "a.CSV");
	ck_assert_str_eq(u.s.job[1].source.name, "b.csv");
	ck_assert_str_eq(u.s.job[2].source.name, "c.xlsx");
	ck_assert_uint_eq(u.s.nleft_out, 3);
	ck_assert_str_eq(u.s.left_out[0].file, "f/csv");
	ck_assert_str_eq(u.s.left_out[0].why, "no spreadsheet and no CSV file");
	ck_assert_str_eq(u.s.left_out[1].file, "f/readme.txt");
	ck_assert_str_eq(u.s.left_out[2].file, "f/sub");
	ck_assert_str_eq(u.s.left_out[2].why, "a folder in a folder");
	unit_import_close(&u);
}
END_TEST

/* ---- what the command line cannot mean ---- */

static const struct {
	const char *words;
	enum err_code code;
	const char *says;
} wrong[] = {
	{ "none.csv", ERR_NOT_FOUND, "none.csv" },
	{ "empty", ERR_NOT_FOUND, "empty holds no spreadsheet and no CSV file" },
	{ "--register thing a.csv", ERR_USAGE, "there is no register thing; "
	    "did you mean things? (preaudit-import registers lists them)" },
	{ "--register zzz a.csv", ERR_USAGE, "there is no register zzz "
	    "(preaudit-import registers lists them)" },
	{ "--set colour=red a.csv", ERR_USAGE, "--set colour=red: none of the "
	    "registers has such a field" },
	{ "--ignore-column colour a.csv", ERR_USAGE, "--ignore-column colour: "
	    "no file has such a column" },
	{ "--sheet One a.csv", ERR_USAGE, "--sheet One: none of the files has "
	    "sheets" },
	{ "--map m.json a.csv", ERR_USAGE, "--map m.json: no file is read by "
	    "it; it is for files named \"b*\"; the first that fits a file "
	    "counts" },
	{ "--map m.json --register people b.csv", ERR_USAGE, "--register "
	    "people: m.json is a mapping for things" },
};

START_TEST(test_wrong)
{
	struct unit_import u;
	struct err e = { 0 };

	unit_import_store();
	ck_assert_int_eq(mkdir("empty", 0755), 0);
	unit_import_file("a.csv", "thing_id,name\n1,a\n");
	unit_import_file("b.csv", "thing_id,name\n1,a\n");
	unit_import_file("m.json", "{\"preaudit\":\"mapping/1\","
	    "\"register\":\"things\",\"file\":\"b*\",\"columns\":[{\"column\":\"thing_id\",\"field\":\"thing_id\"}]}");
	ck_assert_int_eq(unit_import_try(&u, wrong[_i].words, &e), -1);
	ck_assert_int_eq(e.code, wrong[_i].code);
	ck_assert_msg(strstr(e.msg, wrong[_i].says) != NULL, "%s", e.msg);
	session_close(&u.s);
}
END_TEST

/* By its title, folded. */
START_TEST(test_register_title)
{
	struct unit_import u;
	struct err e = { 0 };

	unit_import_store();
	unit_import_file("a.csv", "thing_id,name\n1,a\n");
	unit_import_open(&u, "--register THINGS a.csv");
	ck_assert_int_eq(u.s.job[0].reg, session_register(&u.s, "things", &e));
	ck_assert_int_eq(session_register(&u.s, "Visits", &e),
	    session_register(&u.s, "visits", &e));
	unit_import_close(&u);
}
END_TEST

/* ---- sheets by name or number ---- */

static const struct {
	const char *named;
	bool is[3];
} sheets[] = {
	{ "One", { true, false, false } }, { "3", { false, true, false } },
	{ "1", { true, false, false } }, { "2", { false, true, false } },
	{ "one", { false, false, false } }, { "4", { false, false, false } },
	{ "0", { false, false, false } },
};

START_TEST(test_sheets)
{
	struct reader_sheet sheet[3] = { { .name = (char[]){ "One" } },
		{ .name = (char[]){ "3" } }, { .name = (char[]){ "Last" } } };
	const struct input in = { .reading = { .sheet = sheet, .n = 3 } };
	const char *item[] = { "nothing", sheets[_i].named };
	const struct import_opts o = { .sheet = { item, 2 } };

	for (size_t i = 0; i < 3; i++)
		ck_assert_int_eq(jobs_sheet_is_named(&o, &in, i),
		    sheets[_i].is[i]);
}
END_TEST

UNIT_IMPORT_TEST(files)
UNIT_IMPORT_TEST(orders)

int
main(void)
{
	Suite *s = suite_create("jobs");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, unit_enter, unit_leave);
	UNIT_LOOP(tc, files);
	UNIT_LOOP(tc, orders);
	tcase_add_test(tc, test_last);
	tcase_add_test(tc, test_folder);
	UNIT_LOOP(tc, wrong);
	tcase_add_test(tc, test_register_title);
	UNIT_LOOP(tc, sheets);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
