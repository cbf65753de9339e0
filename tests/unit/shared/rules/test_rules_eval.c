/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Evaluation: every operator over true, false, unknown and unsupplied;
 * references, empty means all, dates, aggregates, populations, void cells, fill;
 * and indexes against nested scans on random registers.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"
#include "tests/lib/mkdata.h"
#include "tests/lib/unit.h"

static const char standard_text[] =
    "heading 4 Context\nclause 4.1 A\nclause 4.2 B\n"
    "parameter year_long months 12\nparameter fresh days 100\n"
    "list words word,needed,weight,tags[],note\n"
    "\tred,yes,3,a;b,x\n\tblue,no,4,b,\n\tgreen,,5,,z\n"
    "register k record\n\tid id\n\tt yesno\n\tf yesno\n\tu yesno\n"
    "register q record\n\tid id\n\tw yesno\n\th yesno\n\tn number\n\td date\n"
    "register none record\n\tid id\n\th yesno\n\tn number\n\td date\n"
    "register people list\n\tperson_id id\n\tname text\n\tactive yesno\n"
    "\tleft_on date\n\tboss ref(people)\n\tghost ref(none)\n"
    "register items record\n\tid id\n\tperson ref(people)\n"
    "\tpeople ref(people)[]\n\tfor ref(people)[] all\n\tone ref(people) all\n"
    "\tcolour word(red|blue|green)\n\tcolours word(red|blue)[]\n"
    "\tcode id\n\ttags text[]\n\tclauses clause[]\n\tn number\n\td date\n"
    "\tghost ref(none)\n\tghosts ref(none)[]\n"
    "register other record\n\tid id\n\tcolour word(blue|red)\n\tcode id\n"
    "\tghost ref(none)\n\tmonths number\n\tcolours word(blue|green|red)[]\n"
    "\tsince date\n\tok yesno\n";

static const char data_text[] =
    "@k\nid,t,f,u\nK,yes,no,\n"
    "@q\nid,w,h,n,d\n"
    "@people\nperson_id,name,active,left_on,boss,ghost\n"
    "P-1,Ann Müller,yes,,,G-1\nP-2,Bob,no,2026-01-31,P-1,\n"
    "P-3,Cid,,,P-9,G-2\n"
    "@items extracted 2026-06-30\n"
    "id,person,people,for,one,colour,colours,code,tags,clauses,n,d,ghost,ghosts\n"
    "I-1,P-1,P-1;P-2,,,red,red;blue,X,a;b,4.1,1,2026-01-31,G-1,G-1;G-3\n"
    "I-2,P-2,,P-2,P-2,blue,,Y,,4,2,2025-09-30,G-9,\n"
    "I-3,P-9,P-9;P-3,P-1,P-1,,blue,,b,,3,,,\n"
    "I-4,,P-3,,,red,,X,,all,,2024-02-29,,\n"
    "@other\nid,colour,code,ghost,months,colours,since,ok\n"
    "X,red,X,G-1,3,blue;red,2026-01-01,yes\nY,blue,Y,G-2,,green,,no\n";

static const int today = 20726; /* 2026-09-30 */

/* The truth of a stand-alone requirement: 'T', 'F', 'U'; '!' with a message. */
static char
truth_in(const char *data, const char *expr, const char *more)
{
	struct standard s;
	struct dataset d;
	struct rules *r;
	struct readiness out;
	struct err e = { 0 };
	char text[6000], got;

	mk_standard(&s, standard_text);
	snprintf(text, sizeof(text), "criterion x \"X\" clause 4.1 minor %s "
	    "else \"m\"\ndefine T = some k in k has k.t\n"
	    "define F = some k in k has k.f\ndefine U = some k in k has k.u\n"
	    "define N = some k in none has k.h\n%s", expr, more);
	mk_rules(&s, "criteria/1.rules", text);
	if (rules_load(&r, &s, &e) != 0) {
		fprintf(stderr, "%s\n  %s\n", expr, e.msg);
		mk_free(&s, NULL);
		return '!';
	}
	mk_data(&d, &s, data);
	readiness_evaluate(&out, r, &d, today, &e);
	got = mk_criterion(&out, "x")->failing > 0 ? 'F' :
	    mk_criterion(&out, "x")->unknown > 0 ? 'U' : 'T';
	readiness_free(&out);
	rules_free(r);
	mk_free(&s, &d);
	return got;
}

static char
truth(const char *expr)
{
	return truth_in(data_text, expr, "");
}

#define IS(expr, want) \
	ck_assert_msg(truth(expr) == (want), "%s: %c, expected %c", expr, \
	    truth(expr), want)

START_TEST(connectives)
{
	static const struct {
		const char *op, *want; /* rows T F U, columns T F U */
	} table[] = {
		{ "and", "TFU" "FFF" "UFU" },
		{ "or", "TTT" "TFU" "TUU" },
		{ "implies", "TFU" "TTT" "TUU" },
	};
	static const char *const value[] = { "T", "F", "U" };
	char expr[40];

	for (int a = 0; a < 3; a++)
		for (int b = 0; b < 3; b++) {
			snprintf(expr, sizeof(expr), "%s %s %s", value[a],
			    table[_i].op, value[b]);
			IS(expr, table[_i].want[a * 3 + b]);
		}
}
END_TEST

static const struct {
	const char *expr;
	char want;
} cases[] = {
	{ "not T", 'F' }, { "not F", 'T' }, { "not U", 'U' },
	{ "N", 'U' }, { "not N", 'U' }, { "F or T and F", 'F' },
	{ "T implies F implies F", 'T' }, { "(T implies F) implies F", 'T' },
	/* comparisons with empty cells; given and empty */
	{ "some i in items where i.id = \"I-3\" has i.colour = red", 'U' },
	{ "some i in items where i.id = \"I-3\" has i.colour != red", 'U' },
	{ "some i in items where i.id = \"I-3\" has i.colour is empty", 'T' },
	{ "some i in items where i.id = \"I-3\" has i.colour is given", 'F' },
	{ "some i in items where i.id = \"I-3\" has i.d > as_of", 'U' },
	{ "some i in items where i.id = \"I-4\" has i.n = 0", 'U' },
	{ "some i in items where i.id = \"I-2\" has i.people contains i.person", 'U' },
	{ "some i in items where i.id = \"I-2\" has covers(i.clauses, 4.1)", 'T' },
	{ "some i in items where i.id = \"I-1\" has covers(i.clauses, 4.2)", 'F' },
	{ "some i in items where i.id = \"I-3\" has covers(i.clauses, 4.2)", 'U' },
	{ "some i in items where i.id = \"I-4\" has covers(i.clauses, 4.2)", 'T' },
	/* words */
	{ "every i in items where i.colour is given has i.colour in {red, blue}", 'T' },
	{ "some i in items where i.id = \"I-1\" has i.colours contains blue", 'T' },
	{ "some i in items where i.id = \"I-3\" has red in i.colours", 'F' },
	{ "some i in items has some o in other where o.code = i.code has o.colour != i.colour", 'U' },
	{ "some i in items where i.code is given has some o in other where o.code = i.code has o.colour != i.colour", 'F' },
	{ "every i in items where i.code is given has some o in other where o.code = i.code has o.colour = i.colour", 'T' },
	{ "some w in words where w.word = green has w.weight = 5 and w.needed is empty and w.tags is empty", 'T' },
	{ "some w in words has w.needed and w.tags contains a and w.note = x", 'T' },
	{ "(count w in words where w.tags contains b) = 2", 'U' },
	{ "(count w in words where w.tags is given and w.tags contains b) = 2", 'T' },
	{ "every i in items where i.colour is given has some w in words has w.word = i.colour", 'T' },
	/* references */
	{ "some i in items where i.id = \"I-1\" has i.person.active", 'T' },
	{ "some i in items where i.id = \"I-2\" has i.person.boss.name = \"Ann Müller\"", 'T' },
	{ "some i in items where i.id = \"I-4\" has i.person.left_on is empty", 'T' },
	{ "some i in items where i.id = \"I-4\" has i.person.active", 'U' },
	{ "some i in items where i.id = \"I-3\" has i.person.left_on is empty", 'U' },
	{ "some i in items where i.id = \"I-3\" has i.person.left_on is given", 'U' },
	{ "some i in items where i.id = \"I-3\" has i.person is given", 'T' },
	{ "some i in items where i.id = \"I-3\" has i.person = \"P-9\"", 'T' },
	{ "some i in items where i.id = \"I-3\" has some p in people has p.boss = i.person", 'T' },
	{ "some i in items where i.id = \"I-1\" has i.person != \"P-2\"", 'T' },
	{ "some i in items where i.id = \"I-1\" has some p in people where p = i.person has p.person_id = \"P-1\"", 'T' },
	{ "some i in items where i.id = \"I-3\" has some p in people has p = i.person", 'F' },
	/* into a register that was never supplied: as written */
	{ "some i in items where i.id = \"I-1\" has some o in other has o.ghost = i.ghost", 'T' },
	{ "some i in items where i.id = \"I-2\" has some o in other has o.ghost = i.ghost", 'F' },
	{ "some i in items where i.id = \"I-1\" has i.ghosts contains i.ghost", 'T' },
	{ "some i in items where i.id = \"I-1\" has i.ghost = \"G-1\"", 'T' },
	{ "some i in items where i.id = \"I-1\" has i.ghost.h", 'U' },
	{ "some i in items where i.id = \"I-1\" has i.ghost.h is given", 'U' },
	{ "some p in people where p.person_id = \"P-1\" has some i in items has i.ghost = p.ghost", 'T' },
	/* empty means all */
	{ "some i in items where i.id = \"I-1\" has i.for contains i.person", 'T' },
	{ "some i in items where i.id = \"I-1\" has i.one = i.person", 'T' },
	{ "some i in items where i.id = \"I-1\" has i.one != i.person", 'F' },
	{ "some i in items where i.id = \"I-1\" has i.person in i.for", 'T' },
	{ "some i in items where i.id = \"I-2\" has some p in people where p.active has i.for contains p", 'F' },
	{ "(count p in people where every i in items where i.id = \"I-1\" has i.for contains p) = 3", 'T' },
	{ "some i in items where i.id = \"I-1\" has (count p in i.for) = 3", 'T' },
	{ "some i in items where i.id = \"I-2\" has (count p in i.for) = 1", 'T' },
	{ "some i in items where i.id = \"I-2\" has (count p in i.people) = 0", 'T' },
	/* dates and intervals */
	{ "2024-02-29 + 1 year = 2025-02-28", 'T' },
	{ "2026-05-31 - 3 months = 2026-02-28", 'T' },
	{ "2026-01-01 + 2 weeks = 2026-01-15", 'T' },
	{ "1 month + 2026-01-31 = 2026-02-28", 'T' },
	{ "2026-03-01 - 2026-02-01 = 28", 'T' },
	{ "days(2026-02-01, 2026-03-01) = 28 days", 'T' },
	{ "as_of = 2026-09-30 and as_of - year_long = 2025-09-30", 'T' },
	{ "as_of - fresh = 2026-06-22 and fresh > 99", 'T' },
	{ "9999-12-31 + 1 day > as_of", 'U' }, { "1900-01-01 - 1 month < as_of", 'U' },
	/* leap days, month ends */
	{ "2023-02-28 + 1 day = 2023-03-01 and 2024-02-28 + 1 day = 2024-02-29", 'T' },
	{ "1900-02-28 + 1 day = 1900-03-01 and 2000-02-28 + 1 day = 2000-02-29", 'T' },
	{ "2024-02-29 - 1 year = 2023-02-28 and 2024-02-29 + 4 years = 2028-02-29", 'T' },
	{ "2000-02-29 + 100 years = 2100-02-28 and 2024-02-29 + 12 months = 2025-02-28", 'T' },
	{ "2024-01-31 + 1 month = 2024-02-29 and 2024-03-31 - 1 month = 2024-02-29", 'T' },
	{ "2026-08-31 + 1 month = 2026-09-30 and 2026-10-31 - 8 months = 2026-02-28", 'T' },
	{ "2026-01-31 + 1 month + 1 month = 2026-03-28 and 2026-01-31 + 2 months = 2026-03-31", 'T' },
	{ "2024-03-01 - 2024-02-28 = 2 and 2023-03-01 - 2023-02-28 = 1", 'T' },
	{ "month(2024-02-29) = 2024-02-01 and month(2024-02-29) = month(2024-02-01)", 'T' },
	{ "some m in months(2024-02-01, 2024-02-29) has m.first = 2024-02-01 and m.last = 2024-02-29", 'T' },
	{ "(count m in months(2024-02-01, 2024-02-28)) = 0", 'T' },
	/* the first and the last day there is */
	{ "1900-01-01 + 0 days = 1900-01-01 and 9999-12-31 - 0 months = 9999-12-31", 'T' },
	{ "1900-01-02 - 1 day = 1900-01-01 and 9999-12-30 + 1 day = 9999-12-31", 'T' },
	{ "1900-02-01 - 1 month = 1900-01-01 and 9999-11-30 + 1 month = 9999-12-30", 'T' },
	{ "1901-01-01 - 1 year = 1900-01-01 and 9998-12-31 + 1 year = 9999-12-31", 'T' },
	{ "1900-01-01 + 8099 years = 9999-01-01 and 9999-12-31 - 8099 years = 1900-12-31", 'T' },
	{ "1900-01-01 + 100000 days = 2173-10-16 and 9999-12-31 - 100000 days = 9726-03-17", 'T' },
	{ "9999-12-31 - 1900-01-01 = 2958463 and days(9999-12-31, 1900-01-01) = -2958463", 'T' },
	{ "1900-01-01 < as_of and as_of < 9999-12-31 and not 1900-01-01 > 9999-12-31", 'T' },
	{ "year(1900-01-01) = \"1900\" and year(9999-12-31) = \"9999\"", 'T' },
	{ "month(1900-01-31) = 1900-01-01 and month(9999-12-31) = 9999-12-01", 'T' },
	{ "(count m in months(1900-01-01, 1900-02-28)) = 2", 'T' },
	{ "(count m in months(9999-10-31, 9999-12-31)) = 3", 'T' },
	{ "(count m in months(9999-12-31, 9999-12-31)) = 1", 'T' },
	{ "every m in months(9999-01-01, 9999-12-31) has m.last <= 9999-12-31 and m.first >= 9999-01-01", 'T' },
	{ "(count m in months(1900-01-01, 2100-01-31)) = 2401", 'T' },
	{ "(count m in months(1900-01-01, 9999-12-31)) = 97200", 'T' },
	/* keys whose values are perhaps only */
	{ "some i in items where i.id = \"I-1\" has some o in other has i.person in (set p.boss for p in people where o.ghost.h)", 'U' },
	{ "(count i in items where some o in people has i.n = (count p in people where p.left_on > as_of and o.boss is empty)) <= 3", 'T' },
	/* a day beyond is no day: what is compared with it is unknown */
	{ "1900-01-01 - 1 day < as_of", 'U' }, { "9999-12-31 + 1 day < as_of", 'U' },
	{ "1900-01-31 - 1 month < as_of", 'U' }, { "9999-12-01 + 1 month > as_of", 'U' },
	{ "as_of - 1520 months = 1900-01-30", 'T' }, { "as_of - 1521 months > 1900-01-01", 'U' },
	{ "as_of + 7973 years > as_of", 'T' }, { "as_of + 7974 years > as_of", 'U' },
	{ "not (9999-12-31 + 1 day > as_of)", 'U' },
	{ "(9999-12-31 + 1 day) is given", 'U' }, { "(1900-01-01 - 1 day) is empty", 'U' },
	{ "month(9999-12-31 + 1 day) = as_of or year(1900-01-01 - 1 day) = \"1899\"", 'U' },
	{ "as_of - (9999-12-31 + 1 day) > 0", 'U' },
	{ "(count m in months(1900-01-01 - 1 day, as_of)) > 0", 'U' },
	{ "9999-12-31 + 1 day > as_of or as_of > 2000-01-01", 'T' },
	{ "9999-12-31 + 1 day - 1 day = 9999-12-31", 'U' },
	{ "month(as_of) = 2026-09-01 and year(as_of) = \"2026\"", 'T' },
	{ "some o in other where o.id = \"X\" has o.since + o.months months = 2026-04-01", 'T' },
	{ "some o in other where o.id = \"Y\" has o.since + o.months months = 2026-04-01", 'U' },
	{ "some m in months(2026-06-15, as_of) has m.first = 2026-06-01 and m.last = 2026-06-30", 'T' },
	{ "(count m in months(as_of - 3 months, as_of)) = 4", 'T' },
	{ "(count m in months(as_of - 3 months + 1 day, as_of)) = 3", 'T' },
	{ "(count m in months(as_of, as_of - 1 day)) = 0", 'T' },
	{ "every i in items has extracted(i) = 2026-06-30", 'T' },
	{ "every o in other has extracted(o) = as_of", 'T' },
	/* windows: items were extracted three months ago, other today */
	{ "some i in items where i.id = \"I-1\" has within(i.d, 8 months)", 'T' },
	{ "some i in items where i.id = \"I-2\" has within(i.d, year_long)", 'T' },
	{ "some i in items where i.id = \"I-2\" has within(i.d, 11 months)", 'U' },
	{ "some i in items where i.id = \"I-2\" has within(i.d, 9 months)", 'U' },
	{ "some i in items where i.id = \"I-2\" has within(i.d, 272 days)", 'F' },
	{ "some i in items where i.id = \"I-2\" has within(i.d, 273 days)", 'U' },
	{ "some i in items where i.id = \"I-2\" has within(i.d + 1 year, 1 day)", 'T' },
	{ "some i in items where i.id = \"I-2\" has within(i.d + 366 days, 1 day)", 'F' },
	{ "some i in items where i.id = \"I-3\" has within(i.d, year_long)", 'U' },
	{ "some i in items where i.id = \"I-1\" has within(i.d, i.n months)", 'F' },
	{ "some o in other where o.id = \"X\" has within(o.since, 9 months)", 'T' },
	{ "some o in other where o.id = \"X\" has within(o.since, 8 months)", 'F' },
	{ "some o in other where o.id = \"Y\" has within(o.since, 8 months)", 'U' },
	{ "no i in items where i.d is given has within(i.d, 2 months)", 'T' },
	{ "no i in items where i.d is given has within(i.d, 7 months)", 'U' },
	{ "no i in items where i.d is given has within(i.d, 8 months)", 'F' },
	{ "within(latest i.d for i in items, 7 months)", 'U' },
	{ "within(latest o.since for o in other, 7 months)", 'F' },
	{ "known_until(items, 2026-06-30)", 'T' }, { "known_until(items, 2026-07-01)", 'U' },
	{ "known_until(other, as_of)", 'T' }, { "known_until(none, 2020-01-01)", 'U' },
	{ "some i in items where i.id = \"I-3\" has known_until(items, i.d)", 'U' },
	{ "every m in months(2026-04-01, as_of) has known_until(items, m.last) implies m.last < 2026-07-01", 'U' },
	{ "every m in months(2026-04-01, as_of) has m.last < 2026-07-01 implies known_until(items, m.last)", 'T' },
	{ "window_end(items) = as_of and window_end(none) = as_of", 'T' },
	/* arithmetic */
	{ "1 + 2 * 3 = 7 and (1 + 2) * 3 = 9 and 10 - 2 - 3 = 5", 'T' },
	{ "1 / 4 = 0.25 and -2 * 3 = -6", 'T' }, { "1 / 0 = 1", 'U' },
	/* aggregates */
	{ "(count i in items) = 4", 'T' }, { "(count x in none) = 0", 'U' },
	{ "(sum x.n for x in none) = 0", 'U' }, { "(sum i.n for i in items) > 5", 'U' },
	{ "(sum i.n for i in items where i.n is given) = 6", 'T' },
	{ "(max i.n for i in items) = 3 and (min i.n for i in items) = 1", 'T' },
	{ "(latest i.d for i in items) = 2026-01-31", 'T' },
	{ "(earliest i.d for i in items) = 2024-02-29", 'T' },
	{ "(latest i.d for i in items where i.n > 90) is empty", 'U' },
	{ "(latest i.d for i in items where i.n is given and i.n > 90) is empty", 'T' },
	{ "(latest x.d for x in none) is empty", 'U' },
	{ "(count i in items where i.n >= 2) = 2", 'U' },
	{ "(count i in items where i.n >= 2) >= 2", 'T' },
	{ "(count i in items where i.n >= 2) > 3", 'F' },
	{ "(count i in items where i.n >= 2) * 2 >= 4", 'T' },
	{ "(max i.d for i in items where i.n >= 2) >= 2025-09-30", 'T' },
	{ "size(set i.colour for i in items) = 2", 'T' },
	{ "size(set i.person for i in items) = 3", 'T' },
	{ "size(set i.code for i in items where i.n >= 1) >= 2", 'T' },
	{ "size(set x.d for x in none) = 0", 'U' },
	{ "\"X\" in (set i.code for i in items)", 'T' },
	{ "\"Z\" in (set i.code for i in items)", 'F' },
	{ "every o in other has o.code in (set i.code for i in items)", 'T' },
	{ "some p in people where p.person_id = \"P-3\" has p in (set i.person for i in items)", 'F' },
	{ "some p in people where p.person_id = \"P-2\" has p in (set i.person for i in items)", 'T' },
	{ "some i in items where i.id = \"I-1\" has size(i.tags) = 2", 'T' },
	{ "some i in items where i.id = \"I-4\" has size(i.tags) = 0", 'T' },
	/* text */
	{ "starts(\"2026-Q1\", year(as_of))", 'T' },
	{ "mentions(\"The Security policy\", \"security\")", 'T' },
	{ "mentions(\"x\", \"security\")", 'F' },
	/* built-in populations */
	{ "(count c in clauses where c.assessed) = 2", 'T' },
	{ "(count v in values(items.colour)) = 2", 'T' },
	{ "some v in values(items.tags) has v.value = \"b\"", 'T' },
	{ "every v in values(items.code) has some o in other has o.code = v.value", 'T' },
	{ "(count v in values(items.person)) = 3", 'T' },
	{ "some v in values(none.d) has T", 'U' },
	{ "(count b in batches) = 5", 'T' },
	{ "some b in batches where b.register = items has b.read = 4 and b.age = 92 and b.mode = changes", 'T' },
	{ "(count g in registers where g.supplied) = 5", 'T' },
	{ "some g in registers where g.name = none has not g.supplied and g.extracted is empty", 'T' },
	{ "some g in registers where g.name = people has g.is_list", 'T' },
	{ "(count r in references where r.supplied and not r.resolved) = 3", 'T' },
	{ "(count r in references where not r.supplied) = 8", 'T' },
	{ "every r in references where r.field = \"person\" and r.key = \"I-3\" has r.value = \"P-9\" and r.target = people and not r.resolved", 'T' },
	{ "(count k in keys) = 10", 'T' }, { "every k in keys has k.twins = 0", 'T' },
	{ "supplied(items) and not supplied(none)", 'T' },
	/* quantifiers over unsupplied registers */
	{ "some x in none", 'U' }, { "no x in none", 'U' },
	{ "every x in none has x.h", 'U' }, { "some x in none where F", 'U' },
	{ "no i in items where i.n > 90", 'U' },
	{ "no i in items where i.n is given and i.n > 90", 'T' },
	{ "some x in q", 'F' }, { "every x in q has F", 'T' }, { "no x in q", 'T' },
	{ "(count x in q) = 0 and (sum x.n for x in q) = 0", 'T' },
	/* a variable hides another */
	{ "some i in items where i.n = 1 has some i in other has i.ok", 'T' },
};

START_TEST(expressions)
{
	IS(cases[_i].expr, cases[_i].want);
}
END_TEST

/*
 * Every population of up to two records, each with w and h of yes, no and
 * empty, against the definition of the quantifiers.
 */
START_TEST(quantifiers)
{
	static const char *const cell[] = { "yes", "no", "" };
	static const int value[] = { 2, 0, 1 };
	static const char letter[] = { 'F', 'U', 'T' };
	char data[400];
	int w[2], h[2], n = _i % 3, code = _i / 3;

	for (int k = 0; k < 2; k++, code /= 9) {
		w[k] = code % 3;
		h[k] = code / 3 % 3;
	}
	snprintf(data, sizeof(data), "@q\nid,w,h\n");
	for (int k = 0; k < n; k++)
		snprintf(data + strlen(data), 100, "Q%d,%s,%s\n", k,
		    cell[w[k]], cell[h[k]]);
	int some = 0, every = 2, lo = 0, hi = 0;
	for (int k = 0; k < n; k++) {
		int a = value[w[k]], b = value[h[k]];
		int both = a < b ? a : b, either = 2 - a > b ? 2 - a : b;

		some = both > some ? both : some;
		every = either < every ? either : every;
		lo += a == 2;
		hi += a >= 1;
	}
	ck_assert_int_eq(truth_in(data, "some x in q where x.w has x.h", ""),
	    letter[some]);
	ck_assert_int_eq(truth_in(data, "some x in q where x.w and x.h", ""),
	    letter[some]);
	ck_assert_int_eq(truth_in(data, "no x in q where x.w has x.h", ""),
	    letter[2 - some]);
	ck_assert_int_eq(truth_in(data, "every x in q where x.w has x.h", ""),
	    letter[every]);
	ck_assert_int_eq(truth_in(data, "(count x in q where x.w) >= 1", ""),
	    lo >= 1 ? 'T' : hi < 1 ? 'F' : 'U');
	ck_assert_int_eq(truth_in(data, "(count x in q where x.w) = 2", ""),
	    lo == 2 ? 'T' : hi < 2 ? 'F' : 'U');
}
END_TEST

/* A void cell shows nothing, but what is false with it as it stands is false. */
START_TEST(void_cells)
{
	static const char data[] = "@q\nid,w,h,n\nA,no,yes,1\nB,yes,yes,2\n";
	static const char more[] = "criterion d \"D\" clause data defects "
	    "every x in q observation x.w else \"bad\" voids h, n\n";
	static const struct {
		const char *expr;
		char want;
	} table[] = {
		{ "some x in q has x.h", 'T' }, { "some x in q has x.w", 'T' },
		{ "some x in q has x.n = 1", 'U' },
		{ "some x in q has x.n = 2", 'T' },
		{ "some x in q where x.id = \"A\" has x.n is given", 'U' },
		{ "no x in q where x.n = 1", 'F' },
		{ "not some x in q has x.n = 1", 'F' },
		{ "no x in q where x.n = 3", 'U' },
		{ "no x in q where x.n = 1 has x.w", 'T' },
		{ "every x in q has x.h", 'U' }, { "every x in q has x.w", 'F' },
		{ "every x in q where x.n = 1 has x.w", 'F' },
		{ "(some x in q has x.n = 1) implies as_of < 2000-01-01", 'F' },
		{ "(count x in q where x.n = 1) = 0", 'F' },
		{ "(count x in q where x.n = 1) >= 1", 'U' },
		{ "(count x in q where x.w) = 1", 'T' },
		{ "(sum x.n for x in q) > 3", 'F' },
		{ "(sum x.n for x in q) >= 3", 'U' },
		{ "(max x.n for x in q) >= 2", 'U' },
		{ "(max x.n for x in q where x.w) >= 2", 'T' },
		{ "(run x.h for x in q by x.n) < 2", 'F' },
		{ "(run x.h for x in q by x.n) >= 2", 'U' },
		{ "(trend x.n for x in q by x.n) <= 0", 'F' },
		{ "size(set x.n for x in q) < 2", 'F' },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		ck_assert_msg(truth_in(data, table[i].expr, more) ==
		    table[i].want, "%s", table[i].expr);
	ck_assert_int_eq(truth_in(data, "some x in q has x.n = 1", ""), 'T');
}
END_TEST

START_TEST(fills)
{
	static const char more[] =
	    "fill items.colours from other.colours by code\n"
	    "fill items.d from items.d plus other.months by code\n"
	    "fill items.colour from other.colour by code\n";

	ck_assert_int_eq(truth_in(data_text, "some i in items where i.id = "
	    "\"I-4\" has size(i.colours) = 2 and i.colours contains red", more),
	    'T');
	ck_assert_int_eq(truth_in(data_text, "some i in items where i.id = "
	    "\"I-1\" has size(i.colours) = 2", more), 'T');
	/* The word 'green' is none of items.colours: nothing to fill. */
	ck_assert_int_eq(truth_in(data_text, "some i in items where i.id = "
	    "\"I-2\" has i.colours is empty", more), 'T');
	ck_assert_int_eq(truth_in(data_text, "some i in items where i.id = "
	    "\"I-3\" has i.colour is empty and i.colours contains blue", more),
	    'T');
	ck_assert_int_eq(truth_in("@q\nid,d\nA,2026-01-31\nB,\n@items\nid,n\n",
	    "(count x in q where x.d is given) = 1", "fill q.d from items.d by "
	    "id\n"), 'T');
	ck_assert_int_eq(truth_in("@q\nid,d\nA,2026-01-31\nB,\nC,\n"
	    "@items\nid,d\nB,2026-02-01\n", "(latest x.d for x in q) = "
	    "2026-02-01 and (count x in q where x.d is given) = 2",
	    "fill q.d from items.d by id\n"), 'T');
	ck_assert_int_eq(truth_in("@other\nid,since,months\nA,2026-01-31,1\n"
	    "@q\nid,n\nA,1\n", "some o in other has o.since = 2026-01-31",
	    "fill other.since from other.since plus q.n by id\n"), 'T');
}
END_TEST

/* ---- indexes against nested scans ---- */

static uint64_t
random_next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static const char *
pick(uint64_t *state, const char *const *from, size_t n)
{
	return from[random_next(state) % n];
}

static void
random_data(char *out, size_t cap, uint64_t seed)
{
	static const char *const person[] = { "", "P-1", "P-2", "P-3", "P-8",
		"P-9" };
	static const char *const many[] = { "", "P-1", "P-1;P-2", "P-2;P-9;P-2",
		"P-3;P-8", "P-9" };
	static const char *const colour[] = { "", "red", "blue", "green" };
	static const char *const colours[] = { "", "red", "red;blue", "blue" };
	static const char *const code[] = { "", "X", "Y", "Z" };
	static const char *const number[] = { "", "1", "2", "-0.5" };
	static const char *const date[] = { "", "2026-01-01", "2026-02-02" };
	static const char *const ghost[] = { "", "G-1", "G-2" };
	static const char *const yes[] = { "", "yes", "no" };
	uint64_t s = seed * 0x9e3779b97f4a7c15ULL + 88172645463325252ULL;
	size_t n = 0;

#define PUT(...) n += (size_t)snprintf(out + n, cap - n, __VA_ARGS__)
	PUT("@people\nperson_id,name,active,boss,ghost\n");
	for (int i = 1; i <= 4; i++)
		PUT("P-%d,N%d,%s,%s,%s\n", i, i, pick(&s, yes, 3),
		    pick(&s, person, 6), pick(&s, ghost, 3));
	PUT("@items\nid,person,people,for,one,colour,colours,code,n,d,ghost\n");
	for (int i = 0; i < 30; i++)
		PUT("I-%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", i,
		    pick(&s, person, 6), pick(&s, many, 6), pick(&s, many, 6),
		    pick(&s, person, 4), pick(&s, colour, 4),
		    pick(&s, colours, 4), pick(&s, code, 4),
		    pick(&s, number, 4), pick(&s, date, 3), pick(&s, ghost, 3));
	PUT("@other\nid,colour,code,ghost,months,since,ok\n");
	for (int i = 0; i < 30; i++)
		PUT("O-%d,%s,%s,%s,%s,%s,%s\n", i, pick(&s, colour, 3),
		    pick(&s, code, 4), pick(&s, ghost, 3), pick(&s, number, 4),
		    pick(&s, date, 3), pick(&s, yes, 3));
#undef PUT
}

static const char join_rules[] =
    "define ok(o in other) = o.ok\n"
#define R(id, pop, expr) "criterion " id " \"T\" clause 4.1 every " pop \
    " minor " expr " else \"{" id "}\"\n"
#undef R
#define R(id, pop, expr) "criterion " id " \"T\" clause 4.1 every " pop \
    " minor " expr " else \"no\"\n"
    R("a", "p in people", "some i in items where i.person = p has i.n > 1")
    R("b", "p in people", "no i in items where i.people contains p and i.n > 1")
    R("c", "p in people", "some i in items where i.for contains p has i.colour = red")
    R("d", "p in people", "every i in items where i.one = p has i.n is given")
    R("e", "i in items", "some o in other where o.code = i.code and o.colour = i.colour has o.ok")
    R("f", "i in items", "some o in other where o.colour = i.colour has ok(o)")
    R("g", "i in items", "some o in other has o.months = i.n and o.since = i.d and ok(o)")
    R("h", "i in items", "(count o in other where o.ghost = i.ghost) >= 8")
    R("i", "o in other", "(sum i.n for i in items where i.code = o.code and i.n is given) > 4")
    R("j", "p in people", "some i in items where i.person = p.boss and i.colour = red and i.code = \"X\"")
    R("k", "i in items", "some p in people where p in i.people has p.active")
    R("l", "i in items", "some p in people where p.person_id in i.people has p.active")
    R("m", "i in items", "(count p in people where p in i.for) = 2")
    R("n", "i in items, o in other where o.code = i.code", "some j in items where j.colour = i.colour and j.d = o.since and j != i")
    R("o", "p in people", "(latest i.d for i in items where i.person = p) >= 2026-02-01")
    R("q", "p in people", "size(set i.code for i in items where i.people contains p and i.person = p.boss) > 1")
    R("r", "i in items", "no j in items where j.person = i.person and j.code = i.code and j.colour = i.colour and j != i")
    R("s", "c in clauses", "some i in items where i.colour = red and i.code = \"Y\" and c.assessed")
    R("t", "i in items", "every p in people where p = i.one has p.active")
    R("u", "i in items", "some j in items where month(j.d) = month(i.d) and j.n + 1 = i.n")
    R("v", "i in items", "some o in other where o.colour = i.colour and o.months = (count j in items where j.person = i.person)")
    R("w", "o in other", "some i in items where i.colours contains o.colour has i.n = o.months");

START_TEST(indexes_change_nothing)
{
	struct standard s;
	struct dataset d;
	struct rules *r;
	struct readiness a, b;
	struct err e = { 0 };
	static char data[20000];

	mk_standard(&s, standard_text);
	mk_rules(&s, "criteria/1.rules", join_rules);
	ck_assert_msg(rules_load(&r, &s, &e) == 0, "%s", e.msg);
	random_data(data, sizeof(data), (uint64_t)_i + 1);
	mk_data(&d, &s, data);
	ck_assert_int_eq(readiness_evaluate(&a, r, &d, today, &e), 0);
	r->index_entries = 0;
	ck_assert_int_eq(readiness_evaluate(&b, r, &d, today, &e), 0);
	for (size_t i = 0; i < a.ncriteria; i++) {
		const struct criterion *x = &a.criterion[i];
		const struct criterion *y = &b.criterion[i];

		ck_assert_msg(x->of == y->of && x->failing == y->failing &&
		    x->unknown == y->unknown && x->result == y->result &&
		    x->nviolations == y->nviolations, "criterion %s: "
		    "%llu/%llu/%llu, by scanning %llu/%llu/%llu", x->id,
		    (unsigned long long)x->of, (unsigned long long)x->failing,
		    (unsigned long long)x->unknown, (unsigned long long)y->of,
		    (unsigned long long)y->failing,
		    (unsigned long long)y->unknown);
		for (size_t k = 0; k < x->nviolations; k++)
			ck_assert_str_eq(x->violation[k].key,
			    y->violation[k].key);
	}
	readiness_free(&a);
	readiness_free(&b);
	rules_free(r);
	mk_free(&s, &d);
}
END_TEST

/* Keys that folding makes equal. */
START_TEST(twins)
{
	ck_assert_int_eq(truth_in("@q\nid,n\nab,1\nAB,2\nAb,3\nac,4\n",
	    "(count k in keys where k.twins = 2) = 3 and (count k in keys where "
	    "k.twins = 0) = 1", ""), 'T');
	ck_assert_int_eq(truth_in("@q\nid,n\nAB,1\nAC,2\n",
	    "every k in keys has k.twins = 0", ""), 'T');
	ck_assert_int_eq(truth_in("@q\nid,n\na b,1\na  b,2\n",
	    "every k in keys has k.twins = 1", ""), 'T');
}
END_TEST

struct table_text {
	char text[2000];
};

static bool
take_row(void *ctx, const struct str *cell, size_t n)
{
	struct table_text *t = ctx;

	for (size_t i = 0; i < n; i++)
		snprintf(t->text + strlen(t->text),
		    sizeof(t->text) - strlen(t->text), "%.*s%s",
		    STR_ARG(cell[i]), i + 1 < n ? "|" : "\n");
	return strlen(t->text) < 1000;
}

START_TEST(queries)
{
	static const struct str columns[] = {
		{ "i.id", 4 }, { "i.person", 8 }, { "i.n", 3 }, { "i.d", 3 },
		{ "i.people", 8 }, { "i.n > 1", 7 }, { "i.colour", 8 },
		{ "i.person.name", 13 },
	};
	static const enum cell_type types[] = { CELL_ID, CELL_ID, CELL_NUMBER,
		CELL_DATE, CELL_TEXT, CELL_YESNO, CELL_TEXT, CELL_TEXT };
	struct table_text t = { "" };
	struct standard s;
	struct dataset d;
	struct rules *r;
	struct query *q;
	struct err e = { 0 };

	mk_standard(&s, standard_text);
	mk_rules(&s, "criteria/1.rules", "define f(x) = x > 1");
	ck_assert_int_eq(rules_load(&r, &s, &e), 0);
	mk_data(&d, &s, data_text);
	ck_assert_msg(query_compile(&q, r, &(struct query_text){ "profile x",
	    STR("i in items where i.n is given"), columns, 8 }, &e) == 0, "%s",
	    e.msg);
	for (size_t i = 0; i < 8; i++)
		ck_assert_int_eq(query_type(q, i), types[i]);
	ck_assert_int_eq(query_run(q, &d, today, take_row, &t, &e), 0);
	ck_assert_str_eq(t.text,
	    "I-1|P-1|1|2026-01-31|P-1;P-2|no|red|Ann Müller\n"
	    "I-2|P-2|2|2025-09-30||yes|blue|Bob\n"
	    "I-3|P-9|3||P-9;P-3|yes||\n");
	t.text[0] = '\0';
	ck_assert_int_eq(query_compile(&q, r, &(struct query_text){ "profile x",
	    STR("i in items, p in i.people where p.active"), (struct str[]){
	    STR("i.id"), STR("p"), STR("f(i.n)") }, 3 }, &e), 0);
	ck_assert_int_eq(query_run(q, &d, today, take_row, &t, &e), 0);
	ck_assert_str_eq(t.text, "I-1|P-1|no\n");
	ck_assert_int_eq(query_compile(&q, r, &(struct query_text){ "profile x",
	    STR("i in itms"), columns, 1 }, &e), -1);
	ck_assert_str_eq(e.msg, "profile x:1:6: there is no register, list or "
	    "population 'itms'; did you mean 'items'?");
	ck_assert_int_eq(query_compile(&q, r, &(struct query_text){ "profile x",
	    STR("i in items"), (struct str[]){ STR("i.idd") }, 1 }, &e), -1);
	ck_assert_str_eq(e.msg, "profile x, column 1:1:3: register items has no "
	    "field 'idd'; did you mean 'id'?");
	rules_free(r);
	mk_free(&s, &d);
}
END_TEST

START_TEST(an_index_has_a_limit)
{
	static const struct {
		size_t most;
		int status;
	} table[] = { { 100, 0 }, { 2, -1 }, { 0, -1 } };
	struct standard s;
	struct dataset d;
	struct rules *r;
	struct err e = { 0 };
	struct arena a = { 0 };
	struct criterion c;
	struct eval v;

	mk_standard(&s, standard_text);
	mk_rules(&s, "criteria/1.rules", "criterion x \"X\" clause 4.1 "
	    "every p in people minor some i in items where i.person = p "
	    "else \"m\"");
	ck_assert_msg(rules_load(&r, &s, &e) == 0, "%s", e.msg);
	mk_data(&d, &s, data_text);
	eval_begin(&v, r, &d, today);
	v.most_entries = table[_i].most;
	crit_judge(&v, 0, &c, &a);
	ck_assert_int_eq(eval_check(&v, &e), table[_i].status);
	if (table[_i].status == -1) {
		ck_assert_int_eq(e.code, ERR_LIMIT);
		ck_assert_ptr_nonnull(strstr(e.msg, "criteria/1.rules:1:"));
		ck_assert_ptr_nonnull(strstr(e.msg, "over items (4 records)"));
	}
	eval_end(&v);
	arena_fini(&a);
	rules_free(r);
	mk_free(&s, &d);
}
END_TEST

/* Entries add up over the indexes of all rules: one per item of a list. */
START_TEST(a_limit_ends_the_evaluation)
{
	static const struct {
		size_t most;
		const char *want;
	} table[] = {
		{ 8, NULL },
		{ 7, "criteria/1.rules:3:49: looking this up needs an index over "
		    "items (4 records) with more than the 7 entries that all "
		    "rules together may have; name a condition that fewer "
		    "records meet, or shorten their lists" },
		{ 4, "criteria/1.rules:2:50: looking this up needs an index over "
		    "items (4 records) with more than the 4 entries that all "
		    "rules together may have; name a condition that fewer "
		    "records meet, or shorten their lists" },
		{ 1, "criteria/1.rules:2:50: looking this up needs an index over "
		    "items (4 records) with more than the 1 entries that all "
		    "rules together may have; name a condition that fewer "
		    "records meet, or shorten their lists" },
	};
	struct standard s;
	struct dataset d;
	struct rules *r;
	struct err e = { 0 };
	struct readiness out;
	int status;

	mk_standard(&s, standard_text);
	mk_rules(&s, "criteria/1.rules",
	    "criterion a \"A\" clause 4.1 every p in people\n"
	    "  minor some i in items where i.n > 0 has p in i.people else \"\" "
	    "criterion b \"B\" clause 4.1 every p in people\n"
	    "  minor some i in items where i.n > 0 has p = i.person else \"\"");
	ck_assert_msg(rules_load(&r, &s, &e) == 0, "%s", e.msg);
	mk_data(&d, &s, data_text);
	r->index_entries = table[_i].most;
	status = readiness_evaluate(&out, r, &d, today, &e);
	if (table[_i].want == NULL) {
		ck_assert_int_eq(status, 0);
	} else {
		ck_assert_int_eq(status, -1);
		ck_assert_int_eq(e.code, ERR_LIMIT);
		ck_assert_str_eq(e.msg, table[_i].want);
		ck_assert_ptr_null(out.criterion);
	}
	readiness_free(&out);
	rules_free(r);
	mk_free(&s, &d);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rules_eval");
	TCase *t = tcase_create("eval");

	tcase_add_loop_test(t, connectives, 0, 3);
	tcase_add_loop_test(t, expressions, 0,
	    sizeof(cases) / sizeof(cases[0]));
	tcase_add_loop_test(t, quantifiers, 0, 3 * 81);
	tcase_add_test(t, void_cells);
	tcase_add_test(t, fills);
	tcase_add_test(t, twins);
	tcase_add_test(t, queries);
	tcase_add_loop_test(t, indexes_change_nothing, 0, 60);
	tcase_add_loop_test(t, an_index_has_a_limit, 0, 3);
	tcase_add_loop_test(t, a_limit_ends_the_evaluation, 0, 4);
	suite_add_tcase(s, t);
	return unit_run(s);
}
