/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Mistakes in rules that test_rules_parse.c does not make: seeds, populations,
 * limits, and names where no field says what they are. Each has its place.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/lib/mkdata.h"
#include "tests/lib/unit.h"

static const char standard_text[] =
    "heading 4 Context\nclause 4.3 Scope\n"
    "parameter review_interval months 12\nparameter ages months 200000\n"
    "milestone stage_2 Stage 2\n"
    "list seeds number,seed\n\t1,S1-1\n\t2,S1-12\n"
    "list duties word,needed\n\tpolicy,yes\n"
    "register services list\n\tid id\n\tok yesno\n\tname text\n"
    "\tstatus word(planned|live)\n\tagreed_on date\n\tcost number\n"
    "\tneeds ref(services)[]\n"
    "register courses list\n\tid id\n\tstatus word(planned|live)\n"
    "\tdue_on date\n\tcost number\n\tneeds ref(services)[]\n";

static const char *
load(const char *text)
{
	return mk_mistake(standard_text, text);
}

static const struct {
	const char *expr, *want;
} conditions[] = {
	/* What other languages write. */
	{ "s.ok AND s.cost > 3",
	    "criteria/01.rules:2:12: 'AND' is written in small letters: and" },
	{ "s.ok or NOT s.ok",
	    "criteria/01.rules:2:15: 'NOT' is written in small letters: not" },
	{ "SOME c in courses where c.status = live",
	    "criteria/01.rules:2:7: 'SOME' is written in small letters: some" },
	{ "s.name Is given",
	    "criteria/01.rules:2:14: 'Is' is written in small letters: is" },
	{ "if s.ok then s.cost > 3",
	    "criteria/01.rules:2:7: there is no 'if' here: that B must hold "
	    "where A does is written A implies B, and records that it does "
	    "not concern are kept out with 'where'" },
	{ "s.ok then s.cost > 3",
	    "criteria/01.rules:2:12: there is no 'then' here: that B must "
	    "hold where A does is written A implies B, and records that it "
	    "does not concern are kept out with 'where'" },
	{ "s.name = \u201cMail\u201d",
	    "criteria/01.rules:2:16: a text stands in straight double "
	    "quotes: \"text\"" },
	{ "s.name = 'Mail'",
	    "criteria/01.rules:2:16: a text stands in straight double "
	    "quotes: \"text\"" },
	{ "s.cost \u2264 3",
	    "criteria/01.rules:2:14: this sign is written <=" },
	{ "s.ok && s.ok",
	    "criteria/01.rules:2:12: this sign is written: and" },
	{ "s.needs = \"S1\"",
	    "criteria/01.rules:2:15: a list with a record of services "
	    "cannot be compared with a text; that a list has it is written: "
	    "LIST contains VALUE" },
	{ "s.cost + colour > 3",
	    "criteria/01.rules:2:16: 'colour' is not a name known here" },
	{ "colour * 2 > 3",
	    "criteria/01.rules:2:7: 'colour' is not a name known here" },
	{ "s.name - s.cost > 3",
	    "criteria/01.rules:2:14: a number cannot be taken from a text" },
	{ "s.agreed_on - s.name > 3",
	    "criteria/01.rules:2:19: a text cannot be taken from a date" },
	{ "3 months + 3 days > 1 months",
	    "criteria/01.rules:2:16: an interval in months cannot be added to "
	    "an interval in days" },
	{ "-s.agreed_on > as_of",
	    "criteria/01.rules:2:7: a date has no negative" },
	{ "-colour > 3",
	    "criteria/01.rules:2:8: 'colour' is not a name known here" },
	{ "s.agreed_on > as_of - (s.name) months",
	    "criteria/01.rules:2:29: a number is expected before 'months'" },
	{ "s.agreed_on > as_of - 100001 days",
	    "criteria/01.rules:2:29: the interval is too long" },
	{ "s.agreed_on > as_of - 9000 years",
	    "criteria/01.rules:2:29: the interval is too long" },
	{ "s.agreed_on > as_of - ages",
	    "criteria/01.rules:2:29: parameter ages is too large" },
	{ "month(colour) = as_of",
	    "criteria/01.rules:2:13: a date is expected, 'colour' is not a "
	    "name known here" },
	{ "within(s.name, 3 months)",
	    "criteria/01.rules:2:16: a date is expected, this is a text" },
	{ "within(s.agreed_on, 3)",
	    "criteria/01.rules:2:27: an interval is expected, this is a "
	    "number" },
	{ "within(2026-01-01, 3 months)",
	    "criteria/01.rules:2:7: a date of a record is expected: its "
	    "register says until when records are known" },
	{ "known_until(servces, as_of)",
	    "criteria/01.rules:2:19: the name of a register is expected, "
	    "found servces; did you mean 'services'?" },
	{ "known_until(services, 3)",
	    "criteria/01.rules:2:29: a date is expected, this is a number" },
	{ "colour is given",
	    "criteria/01.rules:2:14: 'colour' is not a name known here" },
	{ "(some x in services) is given",
	    "criteria/01.rules:2:28: only a value can be given or empty" },
	{ "some d in duties has d is given",
	    "criteria/01.rules:2:30: only a value can be given or empty" },
	{ "colour in {live, planned}",
	    "criteria/01.rules:2:7: 'colour' is not a name known here" },
	{ "s.status in {}",
	    "criteria/01.rules:2:19: the set is empty" },
	{ "some d in list(s.name) has s.ok",
	    "criteria/01.rules:2:17: list takes the name of a list" },
	{ "some d in list() has s.ok",
	    "criteria/01.rules:2:17: list takes the name of a list" },
	{ "some d in list(duties, seeds) has s.ok",
	    "criteria/01.rules:2:17: list takes the name of a list" },
	{ "some m in months(as_of) has s.ok",
	    "criteria/01.rules:2:17: months takes 2 arguments: from, to" },
	{ "some m in months(as_of, 3) has s.ok",
	    "criteria/01.rules:2:17: months takes two dates" },
	{ "some v in values(services) has s.ok",
	    "criteria/01.rules:2:17: values takes a field of a register: "
	    "values(register.field)" },
	{ "some v in values(servces.name) has s.ok",
	    "criteria/01.rules:2:24: there is no register 'servces'; did you "
	    "mean 'services'?" },
	{ "some v in values(services.nmae) has s.ok",
	    "criteria/01.rules:2:33: register services has no field 'nmae'; "
	    "did you mean 'name'?" },
	{ "(trend s.agreed_on for x in services by x.cost) > 1",
	    "criteria/01.rules:2:16: a trend is one of numbers" },
	{ "(trend x.cost for x in services by x.name) > 1",
	    "criteria/01.rules:2:44: a trend is ordered by a date or a number" },
	{ "(run x.ok for x in services by x.status) > 1",
	    "criteria/01.rules:2:40: a run is ordered by a date or a number" },
	{ "some b in batches where b.mode = whole has s.ok",
	    "criteria/01.rules:2:40: 'whole' is no mode of a batch (full, "
	    "changes)" },
	{ "red = blue",
	    "criteria/01.rules:2:7: 'red' is not a name known here" },
	{ "s.cost = ",
	    "criteria/01.rules:3:1: a value is expected, found 'else'; a word "
	    "of this name is written \"else\"" },
	{ "s. = 3",
	    "criteria/01.rules:2:10: the name of a field is expected after the "
	    "dot" },
	{ "s.needs.a.b.c.d.e.f.g.h is given",
	    "criteria/01.rules:2:7: the path is too long" },
};

START_TEST(refuses_conditions)
{
	char text[400];

	snprintf(text, sizeof(text), "criterion x \"X\" clause 4.3 every s in "
	    "services\nminor %s\nelse \"m\"\n", conditions[_i].expr);
	ck_assert_str_eq(load(text), conditions[_i].want);
}
END_TEST

/* What is too long or too much, each just beyond its limit and just within. */
static const struct {
	const char *before, *part, *after;
	size_t within, beyond;
	const char *want;
} limits[] = {
	{ "define ", "a", " = as_of", 63, 64,
	    "criteria/01.rules:1:8: the name is longer than 63 letters" },
	{ "define f = \"", "a", "\"", 1000, 1001,
	    "criteria/01.rules:1:12: the text is longer than 1000 bytes" },
	{ "# 1 MiB\n", "#2345678 123456\n", "#\n", 65535, 65536,
	    "criteria/01.rules: the file is longer than one MiB" },
	{ "define f = {1", ",1", "} contains 1", 130000, 400000,
	    "criteria/01.rules:1:800011: the rules are too large" },
};

START_TEST(has_limits)
{
	size_t n = limits[_i].beyond * strlen(limits[_i].part) + 100;
	char *text = malloc(n);

	for (int beyond = 0; beyond < 2; beyond++) {
		size_t parts = beyond ? limits[_i].beyond : limits[_i].within;
		char *at = stpcpy(text, limits[_i].before);

		for (size_t i = 0; i < parts; i++)
			at = stpcpy(at, limits[_i].part);
		stpcpy(at, limits[_i].after);
		ck_assert_str_eq(load(text), beyond ? limits[_i].want : "");
	}
	free(text);
}
END_TEST

START_TEST(has_a_limit_of_statements)
{
	char *text = malloc(40000), *at = text;

	for (int i = 0; i < 1000; i++)
		at += sprintf(at, "define f%d = as_of\n", i);
	strcpy(at, "breadth from 7\n");
	ck_assert_str_eq(load(text), "");
	strcpy(at, "define last = as_of\n");
	ck_assert_str_eq(load(text), "criteria/01.rules:1001:1: there are more "
	    "than 1000 criteria and definitions");
	free(text);
}
END_TEST

/* Definitions nest variables although no text of theirs is deep. */
START_TEST(has_a_limit_of_variables)
{
	char *text = malloc(40000), *at = text;

	at += sprintf(at, "define f0 = as_of > 2000-01-01\n");
	for (int i = 1; i <= 61; i++) {
		at += sprintf(at, "define f%d = some a in services has f%d\n", i,
		    i - 1);
		ck_assert_str_eq(load(text), i <= 60 ? "" : "criteria/01.rules:"
		    "2:18: too many variables are in use here");
	}
	free(text);
}
END_TEST

#define C "criterion x \"X\" clause 4.3 "

static const struct {
	const char *text, *want;
} files[] = {
	{ C "every s in services, n in s.needs minor n.ok else \"m\"\n"
	    "criterion y \"Y\" clause 4.3 every n in s.needs minor n.ok else \"m\"",
	    "criteria/01.rules:2:39: 's' is not a variable known here" },
	{ C "every s in s.needs minor s.ok else \"m\"",
	    "criteria/01.rules:1:39: 's' is not a variable known here" },
	{ C "seeds S1-2 minor some s in services else \"m\"",
	    "criteria/01.rules:1:11: there is no seed 'S1-2'; did you mean "
	    "'S1-1'?" },
	{ C "seeds S9-9 minor some s in services else \"m\"",
	    "criteria/01.rules:1:11: there is no seed 'S9-9'; did you mean "
	    "'S1-1'?" },
	{ "criterion \"X\" clause 4.3",
	    "criteria/01.rules:1:11: the criterion's id is expected here" },
	{ "criterion x X",
	    "criteria/01.rules:1:13: the criterion's title in quotes is "
	    "expected here" },
	{ "criterion x \"X\" clause \"4.3\" minor as_of > 2000-01-01 else \"m\"",
	    "criteria/01.rules:1:24: a clause number is expected here" },
	{ "criterion x $ clause 4.3",
	    "criteria/01.rules:1:13: this sign has no meaning here" },
	{ C "minor as_of > 2000-01-01 else m",
	    "criteria/01.rules:1:58: a message in quotes is expected here" },
	{ C "minor as_of > 2000-01-01 else \"{as_of + }\"",
	    "criteria/01.rules:1:68: a value is expected, found end of file" },
	{ C "minor as_of > 2000-01-01 else \"{as_of as_of}\"",
	    "criteria/01.rules:1:66: the expression should end here, found "
	    "'as_of'" },
	{ "define f(a, b, c, d, e, g, h, i, j) = a",
	    "criteria/01.rules:1:34: a definition has at most 8 parameters" },
	{ "define and = as_of",
	    "criteria/01.rules:1:8: the name of the definition is expected, "
	    "found 'and'" },
	{ "define f(3) = as_of",
	    "criteria/01.rules:1:10: the name of a parameter is expected, "
	    "found '3'" },
	{ C "minor as_of > 2000-01-01 else \"m\" milestone stage_2 gate \"g\" "
	    "requires x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x",
	    "criteria/01.rules:1:146: a gate names at most 16 criteria" },
	{ "nil every s in services covers colour from as_of to as_of",
	    "criteria/01.rules:1:32: 'colour' is not a name known here" },
	{ "nil every s in services covers s.cost from as_of to as_of",
	    "criteria/01.rules:1:34: the name of a register is expected, this "
	    "is a number" },
	{ "nil every s in services covers s.name from s.cost to as_of",
	    "criteria/01.rules:1:46: a date is expected, this is a number" },
	{ "recorded every s in services counts against colour grade s.status",
	    "criteria/01.rules:1:45: 'colour' is not a name known here" },
	{ "fill service.status from courses.status by id",
	    "criteria/01.rules:1:6: there is no register 'service'; did you "
	    "mean 'services'?" },
	{ "fill services.status from courses.state by id",
	    "criteria/01.rules:1:27: register courses has no field 'state'; "
	    "did you mean 'status'?" },
	{ "fill services.agreed_on from courses.due_on plus courses.cost by id",
	    "criteria/01.rules:1:6: with 'plus' a date is filled from a date "
	    "of the same register and a number of another" },
	{ "fill services.agreed_on from services.agreed_on plus courses.status by id",
	    "criteria/01.rules:1:6: with 'plus' a date is filled from a date "
	    "of the same register and a number of another" },
	{ "fill services.cost from courses.cost by needs",
	    "criteria/01.rules:1:41: 'by' needs a field with one value" },
	{ "concentration from 3 months",
	    "criteria/01.rules:1:20: 'concentration from' takes a number or a "
	    "parameter that is one" },
	{ "concentration",
	    "criteria/01.rules:1:14: 'from' is expected after 'concentration', "
	    "found end of file" },
	{ "breadth from many",
	    "criteria/01.rules:1:14: 'breadth from' takes a number or a "
	    "parameter that is one" },
};

START_TEST(refuses_files)
{
	ck_assert_str_eq(load(files[_i].text), files[_i].want);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rules_mistakes");
	TCase *t = tcase_create("mistakes");

	tcase_add_loop_test(t, refuses_conditions, 0,
	    sizeof(conditions) / sizeof(conditions[0]));
	tcase_add_loop_test(t, refuses_files, 0,
	    sizeof(files) / sizeof(files[0]));
	tcase_add_loop_test(t, has_limits, 0,
	    sizeof(limits) / sizeof(limits[0]));
	tcase_add_test(t, has_a_limit_of_statements);
	tcase_add_test(t, has_a_limit_of_variables);
	suite_add_tcase(s, t);
	return unit_run(s);
}
