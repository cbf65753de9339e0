/* SPDX-License-Identifier: Apache-2.0 */
/* Loading rule sets: every kind of mistake, with its place and suggestion. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/rules/node/node.h"
#include "tests/lib/mkdata.h"
#include "tests/lib/unit.h"

static const char standard_text[] =
    "heading 4 Context\nclause 4.3 Scope\nclause 7.2 Competence\n"
    "parameter review_interval months 12\nparameter members number 5\n"
    "parameter fresh days 100\n"
    "milestone stage_2 Stage 2\n"
    "milestone pre Before it\n"
    "list duties word,basis,required,weight,roles[]\n"
    "\tpolicy,standard,yes,3,owner;manager\n\tother,guide,no,4,\n"
    "register services list\n\tservice_id id\n\tin_scope yesno\n"
    "\tname text\n\tstatus word(planned|live|retired)\n"
    "\towner ref(people)\n\tagreed_on date\n\tcost number\n"
    "\tdepends_on ref(services)[]\n\tclauses clause[]\n\tinterval number\n"
    "register people list\n\tperson_id id\n\tactive yesno\n\tleft_on date\n"
    "register training record\n\ttraining_id id\n\tperson ref(people)\n"
    "\ttopics word(policy|services)[]\n\texpires_on date\n\tcourse_code id\n"
    "register courses list\n\tcourse_code id\n"
    "\ttopics word(policy|services)[]\n\tvalidity_months number\n"
    "\ttitle text\n";

static const char *
load(const char *text)
{
	return mk_mistake(standard_text, text);
}

/* A requirement below "every s in services", on line 2 from column 9. */
static const char *
load_expr(const char *expr)
{
	char text[4000];

	snprintf(text, sizeof(text), "criterion 4.3-b \"T\" clause 4.3 "
	    "every s in services\n  minor %s else \"m {s.name}\"\n", expr);
	return load(text);
}

static const char *const right[] = {
	"s.in_scope", "not s.in_scope", "s.in_scope = yes", "s.in_scope != no",
	"s.status = live", "live = s.status", "s.status in {live, planned}",
	"s.status = \"live\"", "s.owner.active", "s.owner.left_on is empty",
	"s.agreed_on >= as_of - 12 months",
	"s.agreed_on >= as_of - review_interval",
	"as_of - s.agreed_on <= 90", "as_of - s.agreed_on <= 90 days",
	"as_of - s.agreed_on <= fresh", "days(s.agreed_on, as_of) > 3",
	"s.agreed_on + s.interval months > as_of",
	"s.agreed_on + 2 * 3 months > as_of", "s.cost * 2 + 1 > 3 / 4",
	"-s.cost < 0", "month(s.agreed_on) = month(as_of)",
	"year(s.agreed_on) = \"2026\"",
	"some t in training where t.person = s.owner has t.topics contains policy",
	"policy in (set x.value for x in values(training.topics))"
	    " or s.in_scope",
	"(count t in training where t.person = s.owner) >= 3",
	"count t in training >= 3 or s.in_scope",
	"(sum x.cost for x in services) > s.cost",
	"latest x.agreed_on for x in services where x.owner = s.owner",
	"no x in s.depends_on where x.status = retired",
	"every d in duties where d.required has d.weight > 3 or s.in_scope",
	"some d in duties has d.roles contains owner and s.in_scope",
	"some d in duties where d.word = policy and d.basis = \"guide\" has s.in_scope",
	"covers(s.clauses, 4.3)", "covers(s.clauses, \"4.3\")",
	"some c in clauses where c.number = 4.3 has covers(s.clauses, c.number)",
	"s.clauses contains 4.3", "size(s.depends_on) < 3",
	"size({live, planned}) = 2 or s.in_scope",
	"some m in months(as_of - 3 months, as_of) has m.last > s.agreed_on",
	"some b in batches where b.register = services and b.mode = full has b.age > s.cost",
	"some r in references where r.register = training and r.resolved has r.key = s.name",
	"some k in keys where k.twins > 0 has k.key = s.service_id",
	"some g in registers where g.name = people has g.supplied and s.in_scope",
	"supplied(training) and s.in_scope", "extracted(s) < as_of",
	"starts(s.name, \"A\") and mentions(s.name, \"b\")",
	"s.owner = s.owner.person_id", "s.owner = \"P-1\"",
	"s.in_scope implies s.owner is given implies s.cost is empty",
	"some s in services has s.in_scope",
	"4.3 in s.clauses",
	"some d in list(duties) where d.required has s.in_scope",
};

START_TEST(accepts)
{
	const char *expr = right[_i];

	if (strncmp(expr, "latest", 6) == 0) {
		char text[400];

		snprintf(text, sizeof(text), "(%s) < as_of", expr);
		ck_assert_str_eq(load_expr(text), "");
	} else {
		ck_assert_str_eq(load_expr(expr), "");
	}
}
END_TEST

static const struct {
	const char *expr, *want;
} wrong_expr[] = {
	{ "s.in_scop is given", "criteria/01.rules:2:11: register services has no "
	    "field 'in_scop'; did you mean 'in_scope'?" },
	{ "s.status = lve", "criteria/01.rules:2:20: 'lve' is no word of "
	    "services.status (planned, live, retired); did you mean 'live'?" },
	{ "s.status = \"lve\"", "criteria/01.rules:2:20: 'lve' is no word of "
	    "services.status (planned, live, retired); did you mean 'live'?" },
	{ "s.status in {live, plannd}", "criteria/01.rules:2:28: 'plannd' is no "
	    "word of services.status (planned, live, retired); did you mean "
	    "'planned'?" },
	{ "x.status = live", "criteria/01.rules:2:9: 'x' is not a variable known "
	    "here" },
	{ "s.cost = s.agreed_on", "criteria/01.rules:2:16: a number cannot be "
	    "compared with a date" },
	{ "s.name < \"b\"", "criteria/01.rules:2:16: only numbers and dates have "
	    "an order; use = or !=" },
	{ "s.agreed_on + 3 > as_of", "criteria/01.rules:2:21: a date cannot be "
	    "added to a number" },
	{ "s.agreed_on - as_of < 3 months", "criteria/01.rules:2:29: a number "
	    "cannot be compared with an interval in months" },
	{ "s.cost", "criteria/01.rules:2:11: a condition is expected, this is a "
	    "number" },
	{ "s", "criteria/01.rules:2:9: a condition is expected, this is a record "
	    "of services" },
	{ "live", "criteria/01.rules:2:9: 'live' is not a name known here" },
	{ "s.name = live", "criteria/01.rules:2:18: 'live' is not a name known "
	    "here; a text is written \"live\"" },
	{ "s.name = 3", "criteria/01.rules:2:18: 3 is a number, but it is "
	    "compared with a text: write \"3\"" },
	{ "s.in_scope = maybe", "criteria/01.rules:2:22: 'maybe' is compared with "
	    "a yes-no value; yes or no is expected" },
	{ "s.owner = s", "criteria/01.rules:2:17: a record of people cannot be "
	    "compared with a record of services" },
	{ "s.owner.active.x is given", "criteria/01.rules:2:24: a yes-no value "
	    "has no fields" },
	{ "some t in trainings has t.topics contains policy",
	    "criteria/01.rules:2:19: there is no register, list or population "
	    "'trainings'; did you mean 'training'?" },
	{ "some t in s.name has s.in_scope", "criteria/01.rules:2:21: a register, "
	    "a list or a field with many values is expected, this is a text" },
	{ "some d in duties has d.wrd = policy", "criteria/01.rules:2:32: list "
	    "duties has no member 'wrd'; did you mean 'word'?" },
	{ "some d in duties has d.word = polcy", "criteria/01.rules:2:39: 'polcy' "
	    "does not occur in duties.word; did you mean 'policy'?" },
	{ "some b in batches has b.registr = services",
	    "criteria/01.rules:2:33: batches has no member 'registr'; did you "
	    "mean 'register'?" },
	{ "some b in batches has b.register = service",
	    "criteria/01.rules:2:44: 'service' is no register; did you mean "
	    "'services'?" },
	{ "covers(s.clauses, 4.9)", "criteria/01.rules:2:27: '4.9' is no clause "
	    "of the standard; did you mean '4.3'?" },
	{ "covers(s.clauses)", "criteria/01.rules:2:9: covers takes 2 arguments, "
	    "here is 1" },
	{ "cover(s.clauses, 4.3)", "criteria/01.rules:2:9: there is no function "
	    "or definition 'cover'; did you mean 'covers'?" },
	{ "month(s.name) = as_of", "criteria/01.rules:2:17: a date is expected, "
	    "this is a text" },
	{ "supplied(service)", "criteria/01.rules:2:18: the name of a register "
	    "is expected, found service; did you mean 'services'?" },
	{ "s.status contains live", "criteria/01.rules:2:11: a list or set is "
	    "expected before 'contains', this is a word of services.status" },
	{ "every d in duties where d.required", "criteria/01.rules:2:44: 'has' is "
	    "expected: every x in P [where E] has F" },
	{ "count x in services where x.cost = 2 >= 3",
	    "criteria/01.rules:2:46: a comparison cannot be compared again; put "
	    "an aggregate or quantifier into parentheses" },
	{ "s.in_scope and", "criteria/01.rules:2:24: a value is expected, found "
	    "'else'; a word of this name is written \"else\"" },
	{ "(s.in_scope", "criteria/01.rules:2:21: ')' is expected to close the "
	    "parenthesis, found 'else'" },
	{ "s.agreed_on > 2026-02-30", "criteria/01.rules:2:23: there is no such "
	    "day; a date is written 2026-09-30" },
	{ "s.agreed_on > 1826-01-31", "criteria/01.rules:2:23: the year must be "
	    "from 1900 to 9999; a date is written 2026-09-30" },
	{ "s.agreed_on > 2026-02-3", "criteria/01.rules:2:23: a date is written "
	    "2026-09-30" },
	{ "s.agreed_on > 2026-01-31x", "criteria/01.rules:2:23: a date ends in a "
	    "letter" },
	{ "s.cost is giving", "criteria/01.rules:2:19: 'given' or 'empty' is "
	    "expected after 'is'" },
	{ "s.cost = 8.5.1", "criteria/01.rules:2:18: '8.5.1' is not a name known "
	    "here" },
	{ "values(services.name) is given", "criteria/01.rules:2:9: there is no "
	    "function or definition 'values'" },
	{ "some v in values(services.nam) has s.in_scope",
	    "criteria/01.rules:2:35: register services has no field 'nam'; did "
	    "you mean 'name'?" },
	{ "some d in list(dutys) has s.in_scope", "criteria/01.rules:2:24: there "
	    "is no list 'dutys'; did you mean 'duties'?" },
	{ "(sum x.name for x in services) = 3", "criteria/01.rules:2:16: a text "
	    "cannot be aggregated so" },
};

START_TEST(refuses_expressions)
{
	ck_assert_str_eq(load_expr(wrong_expr[_i].expr), wrong_expr[_i].want);
}
END_TEST

#define C "criterion 4.3-b \"T\" clause 4.3 "
#define OK C "major some s in services has s.in_scope else \"m\"\n"

static const struct {
	const char *text, *want;
} wrong_text[] = {
	{ "criterium 4.3-b", "criteria/01.rules:1:1: a statement is expected, "
	    "found 'criterium'; did you mean 'criterion'?" },
	{ "criterion 4.3-b \"T\" major some s in services has s.in_scope else "
	    "\"m\"", "criteria/01.rules:1:11: criterion 4.3-b has no line "
	    "'clause'" },
	{ C, "criteria/01.rules:1:11: criterion 4.3-b requires nothing" },
	{ "criterion 4.3-b \"T\" clause 4.4 major some s in services has "
	    "s.in_scope else \"m\"", "criteria/01.rules:1:28: the standard has "
	    "no clause '4.4'; cycle and data are the others; did you mean "
	    "'4.3'?" },
	{ OK OK, "criteria/01.rules:2:11: criterion 4.3-b is there already: "
	    "criteria/01.rules line 1" },
	{ OK "define f = as_of define f = as_of", "criteria/01.rules:2:25: 'f' is "
	    "defined already: criteria/01.rules line 2" },
	{ "define a(x in services) = b(x)\ndefine b(y in services) = a(y)",
	    "criteria/01.rules:2:27: definitions go in a circle through 'a'" },
	{ "define a = a", "criteria/01.rules:1:12: definitions go in a circle "
	    "through 'a'" },
	{ "define a(x in service) = x is given", "criteria/01.rules:1:15: there "
	    "is no register 'service'; did you mean 'services'?" },
	{ "define a(x in services) = x.nam is given", "criteria/01.rules:1:29: "
	    "register services has no field 'nam'; did you mean 'name'?" },
	{ C "every s in services minor f(s, s) else \"\" define f(x in services)"
	    " = x.in_scope", "criteria/01.rules:1:58: f takes 1 argument, here "
	    "are 2" },
	{ C "every s in services minor f(s.owner) else \"\" define f(x in "
	    "services) = x.in_scope", "criteria/01.rules:1:62: f takes a record "
	    "of services, this is a record of people" },
	{ C "every s in services", "criteria/01.rules:1:51: a requirement is "
	    "expected after the population: major, minor or observation" },
	{ C "every s in services minor s.in_scope", "criteria/01.rules:1:68: "
	    "'else' is expected with a message after the requirement, found end "
	    "of file" },
	{ C "every s in services minor s.in_scope else \"a {s.nam}\"",
	    "criteria/01.rules:1:80: register services has no field 'nam'; did "
	    "you mean 'name'?" },
	{ C "every s in services minor s.in_scope else \"a {s.name\"",
	    "criteria/01.rules:1:74: the message has '{' without '}'" },
	{ C "every s in services, t in training, u in people minor s.in_scope "
	    "else \"\"", "criteria/01.rules:1:68: a population has at most two "
	    "variables" },
	{ OK "milestone stage_3", "criteria/01.rules:2:11: the standard has no "
	    "milestone 'stage_3'; did you mean 'stage_2'?" },
	{ OK "milestone stage_2 gate \"g\" requires 4.3-c",
	    "criteria/01.rules:2:37: there is no criterion '4.3-c'; did you mean "
	    "'4.3-b'?" },
	{ OK "milestone stage_2 gate \"g\" when as_of > 2000-01-01 if as_of > "
	    "2000-01-01 else \"a\" otherwise \"b\"", "criteria/01.rules:2:55: "
	    "'declared' is expected after 'if', found 'as_of'" },
	{ OK "milestone stage_2 gate \"g\" when as_of > 2000-01-01 if declared "
	    "as_of > 2000-01-01 else \"a\"", "criteria/01.rules:2:91: "
	    "'otherwise' is expected with the message for what was not "
	    "declared, found end of file" },
	{ OK "milestone stage_2 gate \"g\" when as_of > 2000-01-01 if declared "
	    "as_of > 2000-01-01 else \"a\" otherwise \"{last}\"",
	    "criteria/01.rules:2:104: 'last' is not a name known here" },
	{ OK "milestone stage_2 gate \"g\" beside 4.3-b", "criteria/01.rules:2:"
	    "40: 'when' is expected or 'requires' in a gate, found end of file" },
	{ OK "milestone stage_2 judged by stage 7", "criteria/01.rules:2:35: no "
	    "criterion has the line 'stage 7'" },
	{ OK "milestone stage_2 opens when as_of > 2000-01-01", "criteria/"
	    "01.rules:2:48: 'else' is expected with what opens it, found end "
	    "of file" },
	{ OK "milestone stage_2 passed on 3", "criteria/01.rules:2:29: a date is "
	    "expected after 'passed on'" },
	{ OK "milestone stage_2 milestone stage_2", "criteria/01.rules:2:29: "
	    "milestone stage_2 is there already" },
	{ OK "breadth from as_of", "criteria/01.rules:2:14: 'breadth from' takes "
	    "a number or a parameter that is one" },
	{ OK "fill training.topics from courses.title by course_code",
	    "criteria/01.rules:2:6: only dates, numbers, yes-no values and words "
	    "are filled, from a field of the same type" },
	{ OK "fill training.topic from courses.topics by course_code",
	    "criteria/01.rules:2:6: register training has no field 'topic'; did "
	    "you mean 'topics'?" },
	{ OK "fill training.expires_on from training.expires_on plus "
	    "courses.validity_months fortnights by course_code",
	    "criteria/01.rules:2:56: 'fortnights' is no unit; days, months or "
	    "years" },
	{ OK "nil every n in services covers n.cost from as_of to as_of",
	    "criteria/01.rules:2:34: the name of a register is expected, this is "
	    "a number" },
	{ OK "document every d in duties for d.word",
	    "criteria/01.rules:2:16: a register is expected after 'in'" },
	{ OK "document every d in services for d.clauses extra",
	    "criteria/01.rules:2:44: a statement is expected, found 'extra'" },
	{ "\xff", "criteria/01.rules: the file is not valid UTF-8" },
};

START_TEST(refuses_statements)
{
	ck_assert_str_eq(load(wrong_text[_i].text), wrong_text[_i].want);
}
END_TEST

START_TEST(accepts_every_statement)
{
	ck_assert_str_eq(load(OK
	    "criterion C-a \"Data\" clause cycle seeds S1-1 S4-6.3 by document "
	    "no breadth stage 1 defects every k in keys observation k.twins = 0 else "
	    "\"{{k} {k.key}\"\n"
	    "nil every n in services where n.in_scope covers n.name subset "
	    "n.name from n.agreed_on to n.agreed_on + fresh\n"
	    "recorded every s in services where s.in_scope counts against "
	    "s.clauses grade s.status when s.agreed_on < as_of\n"
	    "document every s in services where s.status = live for s.clauses\n"
	    "statement every s in services about s.name is s.status\n"
	    "answered every s in services for s.name\n"
	    "fill training.topics from courses.topics by course_code\n"
	    "fill training.expires_on from training.expires_on plus "
	    "courses.validity_months by course_code\n"
	    "breadth from members\n"
	    "define recent(day) = day >= as_of - review_interval\n"
	    "milestone stage_2 \"Stage\" passed on latest s.agreed_on for s in "
	    "services gate \"g\" requires 4.3-b, C-a gate \"h\" when some s in "
	    "services has recent(s.agreed_on) else \"w {count s in services}\" "
	    "gate \"i\" when as_of > 2000-01-01 if declared as_of > 2000-01-01 "
	    "else \"x {as_of}\" otherwise \"y\" unknown \"z {as_of}\"\n"
	    "milestone pre judged by stage 1 opens when as_of > 2000-01-01 "
	    "else \"on {as_of}\" gate \"g\" about as_of > 2000-01-01 requires "
	    "met 4.3-b requires C-a beside C-a, 4.3-b"),
	    "");
}
END_TEST

START_TEST(refuses_deep_nesting)
{
	char text[2000] = "";

	for (int i = 0; i < 100; i++)
		strcat(text, "(");
	ck_assert_ptr_nonnull(strstr(load_expr(text), "nested more than 60"));
	text[0] = '\0';
	for (int i = 0; i < 400; i++)
		strcat(text, i == 0 ? "1" : "+1");
	strcat(text, " > 2 or s.in_scope");
	ck_assert_ptr_nonnull(strstr(load_expr(text), "nested too deeply"));
}
END_TEST

START_TEST(stops_growing_definitions)
{
	char text[4000] = OK;
	size_t n = strlen(text);

	for (int i = 0; i < 40; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    i == 0 ? "define f0(x) = x\n" :
		    "define f%d(x) = f%d(x) and f%d(x)\n", i, i - 1, i - 1);
	snprintf(text + n, sizeof(text) - n, "criterion x \"T\" clause 4.3 "
	    "every s in services minor f39(s.in_scope) else \"\"");
	ck_assert_ptr_nonnull(strstr(load(text), "the rules are too large"));
}
END_TEST

START_TEST(knows_what_is_read)
{
	struct dataset_want want;
	struct arena a = { 0 };
	struct standard s;
	struct rules *r;
	struct err e = { 0 };
	struct str name, means;
	unsigned services, people, training;

	mk_standard(&s, standard_text);
	mk_rules(&s, "criteria/01.rules", "criterion a \"T\" clause 4.3 "
	    "asks \"One.\" \"Two.\" every s "
	    "in services where live(s) minor s.owner.active else \"{s.name}\"\n"
	    "define live(s in services) = s.status = live\n"
	    "term \"live\" \"A service is live\" \"when it runs.\"\n"
	    "  criterion b \"U\" clause 7.2\n\tseeds S1-2 S2-3\n\tmajor supplied(training) else "
	    "\"m\"  # tail\n");
	ck_assert_msg(rules_load(&r, &s, &e) == 0, "%s", e.msg);
	services = (unsigned)standard_register(&s, STR("services"));
	people = (unsigned)standard_register(&s, STR("people"));
	training = (unsigned)standard_register(&s, STR("training"));
	ck_assert_uint_eq(rules_count(r), 2);
	ck_assert(rules_reads(r, 0, services) && rules_reads(r, 0, people));
	ck_assert(!rules_reads(r, 0, training) && rules_reads(r, 1, training));
	ck_assert(!rules_reads(r, 1, services));
	ck_assert_str_eq(rules_about(r, 1).id, "b");
	ck_assert_str_eq(rules_about(r, 0).asks, "One. Two.");
	ck_assert_str_eq(rules_about(r, 1).asks, "");
	ck_assert(rules_term(r, 0, &name, &means) && str_is(name, "live") &&
	    str_is(means, "A service is live when it runs."));
	ck_assert(!rules_term(r, 1, &name, &means));
	ck_assert_int_eq(rules_find(r, STR("b")), 1);
	ck_assert_int_eq(rules_find(r, STR("c")), -1);
	ck_assert(str_is(r->crit[1].source, "criterion b \"U\" clause 7.2\n\t"
	    "major supplied(training) else \"m\""));
	rules_want(r, &want, &a);
	ck_assert(want.field[services][schema_field(&s.reg[services],
	    STR("name"))]);
	ck_assert(want.field[services][schema_field(&s.reg[services],
	    STR("status"))]);
	ck_assert(!want.field[services][schema_field(&s.reg[services],
	    STR("cost"))]);
	ck_assert(want.field[people][schema_field(&s.reg[people],
	    STR("active"))]);
	arena_fini(&a);
	rules_free(r);
	mk_free(&s, NULL);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rules_parse");
	TCase *t = tcase_create("parse");

	tcase_add_loop_test(t, accepts, 0, sizeof(right) / sizeof(right[0]));
	tcase_add_loop_test(t, refuses_expressions, 0,
	    sizeof(wrong_expr) / sizeof(wrong_expr[0]));
	tcase_add_loop_test(t, refuses_statements, 0,
	    sizeof(wrong_text) / sizeof(wrong_text[0]));
	tcase_add_test(t, accepts_every_statement);
	tcase_add_test(t, refuses_deep_nesting);
	tcase_add_test(t, stops_growing_definitions);
	tcase_add_test(t, knows_what_is_read);
	suite_add_tcase(s, t);
	return unit_run(s);
}
