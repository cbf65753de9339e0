/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results, clause states, gates, verdicts, supply next; and the property that
 * taking evidence away never makes a criterion met or a verdict better.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "reports/judge/concentration.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_readiness.h"

static const char standard_text[] =
    "heading 4 Context\nclause 4.1 A\nclause 4.2 B\n"
    "parameter members number 5\nparameter fresh days 100\n"
    "milestone stage_1 Stage 1\nmilestone stage_2 Stage 2\n"
    "register services list\n\tid id\n\tok yesno\n\tgood yesno\n"
    "\tkind word(a|b)\n\towner ref(people)\n"
    "register people list\n\tid id\n\tactive yesno\n"
    "register documents list\n\tid id\n\tstatus word(draft|published)\n"
    "\tclauses clause[]\n\tok yesno\n"
    "register findings record\n\tid id\n\tgrade word(major|minor|observation|ofi)\n"
    "\tclauses clause[]\n\topen yesno\n\toverdue yesno\n"
    "register actions record\n\tid id\n\tdone yesno\n\tsource_id text\n"
    "register nil_returns record\n\tid id\n\tregister text\n\tsubset text\n"
    "\tfrom_day date\n\tto_day date\n"
    "register sources list\n\tid id\n\treg text\n\tstatement text\n"
    "register certification record\n\tid id\n\tstage word(stage_1|stage_2)\n"
    "\tactual_on date\n";

static const char specials[] =
    "nil every n in nil_returns covers n.register subset n.subset from "
    "n.from_day to n.to_day + fresh\n"
    "recorded every f in findings where f.open counts against f.clauses "
    "grade f.grade when f.overdue or f.grade = major\n"
    "document every d in documents where d.status = published for d.clauses\n"
    "statement every s in sources about s.reg is s.statement\n"
    "answered every a in actions where not a.done for a.source_id\n";

static void
judge(struct fixture *f, const char *rules, const char *data)
{
	unit_judge(f, standard_text, specials, rules, data);
}

static const char *
summary(const struct criterion *c)
{
	static char text[200];

	snprintf(text, sizeof(text), "%s %s %llu/%llu/%llu",
	    crit_result_name(c->result), grade_name(c->grade),
	    (unsigned long long)c->of, (unsigned long long)c->failing,
	    (unsigned long long)c->unknown);
	return text;
}

#define EVERY "criterion x \"X\" clause 4.1 every s in services "
#define NEEDS "criterion x \"X\" clause 4.1 needs members every s in services "
#define PART "@nil_returns\nid,register,subset,from_day,to_day\n" \
    "N,services,kind=a,2026-07-01,2026-09-30\n"
#define HEAD "@services\nid,ok,good,kind,owner\n"

static const struct {
	const char *rules, *data, *want;
} results[] = {
	{ EVERY "minor s.ok else \"m\"", HEAD "A,yes,,,\n", "met none 1/0/0" },
	{ EVERY "minor s.ok else \"m\"", HEAD "A,yes,,,\nB,no,,,\n",
	    "not met minor 2/1/0" },
	{ EVERY "minor s.ok else \"m\"", HEAD "A,,,,\nB,no,,,\n",
	    "not met minor 2/1/1" },
	{ EVERY "minor s.ok else \"m\"", HEAD "A,,,,\nB,yes,,,\n",
	    "not evidenced none 2/0/1" },
	/* no member: nothing to judge, unless the criterion needs one */
	{ EVERY "minor s.ok else \"m\"", HEAD, "nothing to assess none 0/0/0" },
	{ EVERY "where s.ok minor s.good else \"m\"", HEAD "A,no,no,,\n",
	    "nothing to assess none 0/0/0" },
	{ NEEDS "where s.ok minor s.good else \"m\"", HEAD "A,no,no,,\n",
	    "not evidenced none 0/0/0" },
	{ NEEDS "minor s.ok else \"m\"", HEAD, "not evidenced none 0/0/0" },
	{ NEEDS "minor s.ok else \"m\"", "", "not evidenced none 0/0/0" },
	{ EVERY "minor s.ok else \"m\"", "", "not evidenced none 0/0/0" },
	/* grades: the worst; one member counts once */
	{ EVERY "minor s.ok else \"m\" major s.good else \"n\"",
	    HEAD "A,no,no,,\nB,yes,yes,,\n", "not met major 2/1/0" },
	{ EVERY "observation s.ok else \"m\" minor s.good else \"n\"",
	    HEAD "A,no,yes,,\nB,yes,yes,,\n", "not met observation 2/1/0" },
	/* two populations of one register count members once */
	{ EVERY "minor s.ok else \"m\" every t in services minor t.good else "
	    "\"n\"", HEAD "A,no,no,,\nB,yes,no,,\n", "not met minor 2/2/0" },
	/* plus one per stand-alone requirement, found by its variables */
	{ EVERY "minor s.ok else \"m\" major some s in services has s.good "
	    "else \"n\"", HEAD "A,yes,no,,\n", "not met major 2/1/0" },
	{ "criterion x \"X\" clause 4.1 major some s in services has s.ok else "
	    "\"n\"", "", "not evidenced none 1/0/1" },
	{ "criterion x \"X\" clause 4.1 major some s in services has s.ok else "
	    "\"n\"", HEAD, "not met major 1/1/0" },
	/* an unknown where keeps the member, unknown unless true */
	{ EVERY "where s.ok minor s.good else \"m\"", HEAD "A,,no,,\nB,,yes,,\n"
	    "C,no,no,,\n", "not evidenced none 2/0/1" },
	{ EVERY "where s.ok minor s.good else \"m\"", HEAD "A,,no,,\nB,yes,no,,\n",
	    "not met minor 2/1/1" },
	/* the breadth rule: from five members, minor only, all of them */
	{ EVERY "minor s.ok else \"m\"", HEAD "A,no,,,\nB,no,,,\nC,no,,,\nD,no,,,"
	    "\n", "not met minor 4/4/0" },
	{ EVERY "minor s.ok else \"m\"", HEAD "A,no,,,\nB,no,,,\nC,no,,,\nD,no,,,"
	    "\nE,no,,,\n", "not met major 5/5/0" },
	{ EVERY "minor s.ok else \"m\"", HEAD "A,no,,,\nB,no,,,\nC,no,,,\nD,no,,,"
	    "\nE,,,,\n", "not met minor 5/4/1" },
	{ EVERY "observation s.ok else \"m\"", HEAD "A,no,,,\nB,no,,,\nC,no,,,\n"
	    "D,no,,,\nE,no,,,\n", "not met observation 5/5/0" },
	{ EVERY "minor s.ok else \"m\" observation s.good else \"n\"", HEAD
	    "A,no,,,\nB,no,,,\nC,no,,,\nD,no,,,\nE,yes,no,,\n",
	    "not met minor 5/5/0" },
	{ "breadth from 2 " EVERY "minor s.ok else \"m\"", HEAD
	    "A,no,,,\nB,no,,,\n", "not met major 2/2/0" },
	{ "criterion x \"X\" clause 4.1 no breadth every s in services minor "
	    "s.ok else \"m\"", HEAD "A,no,,,\nB,no,,,\nC,no,,,\nD,no,,,\n"
	    "E,no,,,\n", "not met minor 5/5/0" },
	/* nil returns */
	{ EVERY "minor s.ok else \"m\"", "@nil_returns\nid,register,from_day,"
	    "to_day\nN,services,2026-07-01,2026-09-30\n",
	    "nothing to assess none 0/0/0" },
	{ EVERY "minor s.ok else \"m\"", HEAD "@nil_returns\nid,register,from_day"
	    ",to_day\nN,services,2026-04-01,2026-06-30\n",
	    "nothing to assess none 0/0/0" },
	{ NEEDS "minor s.ok else \"m\"", HEAD "@nil_returns\nid,register,from_day"
	    ",to_day\nN,services,2026-01-01,2026-03-31\n",
	    "not evidenced none 0/0/0" },
	{ NEEDS "minor s.ok else \"m\"", HEAD "@nil_returns\nid,register,from_day"
	    ",to_day\nN,people,2026-07-01,2026-09-30\n",
	    "not evidenced none 0/0/0" },
	{ EVERY "where s.kind = a minor s.ok else \"m\"", HEAD "A,yes,,b,\n"
	    "@nil_returns\nid,register,subset,from_day,to_day\n"
	    "N,services,kind=a,2026-07-01,2026-09-30\n",
	    "nothing to assess none 0/0/0" },
	{ NEEDS "where s.kind = b minor s.ok else \"m\"", HEAD "A,yes,,a,\n"
	    "@nil_returns\nid,register,subset,from_day,to_day\n"
	    "N,services,kind=a,2026-07-01,2026-09-30\n",
	    "not evidenced none 0/0/0" },
	{ NEEDS "minor s.ok else \"m\"", HEAD
	    "@nil_returns\nid,register,subset,from_day,to_day\n"
	    "N,services,kind=a,2026-07-01,2026-09-30\n",
	    "not evidenced none 0/0/0" },
	/* of a part of a register that was never supplied */
	{ NEEDS "where s.kind = a minor s.ok else \"m\"", PART,
	    "nothing to assess none 0/0/0" },
	{ NEEDS "where s.kind = b minor s.ok else \"m\"", PART,
	    "not evidenced none 0/0/0" },
	{ NEEDS "where s.kind in {a, b} minor s.ok else \"m\"", PART,
	    "not evidenced none 0/0/0" },
	{ NEEDS "where s.kind in {a, b} minor s.ok else \"m\"", PART
	    "N2,services,kind=b,2026-07-01,2026-09-30\n",
	    "nothing to assess none 0/0/0" },
	{ NEEDS "where s.kind = a or s.kind = b minor s.ok else \"m\"", PART,
	    "not evidenced none 0/0/0" },
	{ NEEDS "where s.kind = a or s.kind = b minor s.ok else \"m\"", PART
	    "N2,services,kind=b,2026-07-01,2026-09-30\n",
	    "nothing to assess none 0/0/0" },
	{ "criterion x \"X\" clause 4.1 major some s in services where s.kind = "
	    "a has s.ok else \"n\"", PART, "not met major 1/1/0" },
	{ "criterion x \"X\" clause 4.1 major some s in services where s.kind = "
	    "b has s.ok else \"n\"", PART, "not evidenced none 1/0/1" },
	/* a nil return never hides a record */
	{ EVERY "minor s.ok else \"m\"", HEAD "A,no,,,\n@nil_returns\nid,register,"
	    "from_day,to_day\nN,services,2026-07-01,2026-09-30\n",
	    "not met minor 1/1/0" },
	/* and makes a register supplied for quantifiers */
	{ "criterion x \"X\" clause 4.1 major some s in services has s.ok else "
	    "\"n\"", "@nil_returns\nid,register,from_day,to_day\nN,services,"
	    "2026-07-01,2026-09-30\n", "not met major 1/1/0" },
	/* by document: never instead of met or not met */
	{ "criterion x \"X\" clause 4.1 by document every s in services minor "
	    "s.ok else \"m\"", "@documents\nid,status,clauses\nD,published,4\n",
	    "by document none 0/0/0" },
	{ "criterion x \"X\" clause 4.1 by document every s in services minor "
	    "s.ok else \"m\"", "@documents\nid,status,clauses\nD,draft,4\n",
	    "not evidenced none 0/0/0" },
	{ "criterion x \"X\" clause 4.1 by document every s in services minor "
	    "s.ok else \"m\"", "@documents\nid,status,clauses\nD,published,4.2\n",
	    "not evidenced none 0/0/0" },
	{ EVERY "minor s.ok else \"m\"",
	    "@documents\nid,status,clauses\nD,published,4.1\n",
	    "not evidenced none 0/0/0" },
	{ "criterion x \"X\" clause 4.1 by document every s in services minor "
	    "s.ok else \"m\"", HEAD "A,no,,,\n@documents\nid,status,clauses\n"
	    "D,published,4.1\n", "not met minor 1/1/0" },
	{ "criterion x \"X\" clause 4.1 by document every s in services minor "
	    "s.ok else \"m\" criterion d \"D\" clause data defects every d in "
	    "documents observation d.ok else \"bad\" voids status",
	    "@documents\nid,status,clauses,ok\nD,published,4.1,no\n",
	    "not evidenced none 0/0/0" },
	/* all rests on what is void; what was unknown before is not for that */
#define VOID_GOOD " criterion d \"D\" clause data defects every s in services " \
	    "observation s.ok else \"bad\" voids good"
	{ EVERY "minor s.good else \"m\"" VOID_GOOD,
	    HEAD "A,no,yes,,\nB,no,yes,,\n", "not assessable none 2/0/2" },
	{ EVERY "minor s.good else \"m\"" VOID_GOOD,
	    HEAD "A,no,yes,,\nB,no,,,\n", "not evidenced none 2/0/2" },
	{ EVERY "minor s.good else \"m\"" VOID_GOOD,
	    HEAD "A,no,yes,,\nB,yes,yes,,\n", "not evidenced none 2/0/1" },
	{ EVERY "minor s.good else \"m\"" VOID_GOOD,
	    HEAD "A,no,yes,,\nB,no,no,,\n", "not met minor 2/1/1" },
	{ EVERY "where s.good minor s.ok else \"m\"" VOID_GOOD,
	    HEAD "A,no,yes,,\nB,no,no,,\n", "not met minor 2/1/1" },
	/* whose an owner's services are: one more is unknown, or none is */
#define OWNERS "criterion x \"X\" clause 4.1 every p in people minor no s in " \
	    "services where s.owner = p has not s.ok else \"{p}\""
	{ OWNERS, HEAD "A,yes,,,P\nB,no,,,\n@people\nid,active\nP,yes\nQ,yes\n",
	    "not evidenced none 3/0/1" },
	{ OWNERS, HEAD "A,yes,,,P\nB,no,,,X\n@people\nid,active\nP,yes\nQ,yes\n",
	    "not evidenced none 3/0/1" },
	{ OWNERS, HEAD "A,no,,,P\nB,no,,,\n@people\nid,active\nP,yes\nQ,yes\n",
	    "not met minor 3/1/1" },
	{ OWNERS, HEAD "A,yes,,,P\nB,yes,,,\n@people\nid,active\nP,yes\nQ,yes\n",
	    "met none 2/0/0" },
	{ "criterion x \"X\" clause 4.1 every p in people minor some s in "
	    "services where s.owner = p has s.ok else \"{p}\"", HEAD
	    "A,yes,,,P\nB,yes,,,\n@people\nid,active\nP,yes\nQ,yes\n",
	    "not met minor 2/1/0" },
	{ "criterion x \"X\" clause 4.1 every p in people minor (count s in "
	    "services where s.owner = p) = 1 else \"{p}\"", HEAD
	    "A,yes,,,P\nB,yes,,,Q\nC,,,,\n@people\nid,active\nP,yes\nQ,yes\n",
	    "not evidenced none 3/0/1" },
	/* pairs are keyed by their first variable */
	{ "criterion x \"X\" clause 4.1 every p in people, s in services where "
	    "s.owner = p minor s.ok else \"{s} of {p}\"", HEAD "A,no,,,P\n"
	    "B,no,,,P\nC,yes,,,Q\n@people\nid,active\nP,yes\nQ,yes\nR,yes\n",
	    "not met minor 2/1/0" },
};

START_TEST(results_of_criteria)
{
	struct fixture f;

	judge(&f, results[_i].rules, results[_i].data);
	ck_assert_msg(strcmp(summary(mk_criterion(&f.out, "x")),
	    results[_i].want) == 0, "%s over\n%s: %s, expected %s",
	    results[_i].rules, results[_i].data,
	    summary(mk_criterion(&f.out, "x")), results[_i].want);
	unit_judged(&f);
}
END_TEST

START_TEST(violations_have_places)
{
	const struct criterion *c;
	struct fixture f;

	judge(&f, "criterion x \"X\" clause 4.1 every s in services minor s.ok "
	    "else \"{s.id} {s.owner} {s.kind} {{x}\" every c in clauses where "
	    "c.number = 4.2 observation not c.assessed else \"{c.title}\" "
	    "major as_of < 2000-01-01 else \"late {as_of}\"",
	    HEAD "B,no,,a,P-9\nA,no,,,\nC,yes,,,\n@people\nid,active\n");
	c = mk_criterion(&f.out, "x");
	ck_assert_uint_eq(c->nviolations, 4);
	ck_assert_str_eq(c->violation[0].reg, "");
	ck_assert_str_eq(c->violation[0].message, "late 2026-09-30");
	ck_assert_uint_eq(c->violation[0].row, 0);
	ck_assert_str_eq(c->violation[1].reg, "clauses");
	ck_assert_str_eq(c->violation[1].key, "4.2");
	ck_assert_str_eq(c->violation[1].message, "B");
	ck_assert_str_eq(c->violation[2].reg, "services");
	ck_assert_str_eq(c->violation[2].key, "A");
	ck_assert_uint_eq(c->violation[2].row, 3);
	ck_assert_str_eq(c->violation[2].message, "A (empty) (empty) {x}");
	ck_assert_str_eq(c->violation[3].key, "B");
	ck_assert_uint_eq(c->violation[3].batch, 1);
	ck_assert_uint_eq(c->violation[3].row, 2);
	ck_assert_str_eq(c->violation[3].message, "B P-9 a {x}");
	ck_assert_uint_eq(c->of, 5);
	ck_assert_uint_eq(c->failing, 4);
	unit_judged(&f);
}
END_TEST

/* One criterion a result, all on clause 4.1; its state is the worst. */
START_TEST(clause_states)
{
	static const struct {
		const char *rules, *data;
		enum clause_state want;
	} states[] = {
		{ "", HEAD, CLAUSE_NO_RULE },
		{ EVERY "minor s.ok else \"\"", HEAD "A,yes,,,\n",
		    CLAUSE_NO_GAP },
		{ EVERY "observation s.ok else \"\"", HEAD "A,no,,,\n",
		    CLAUSE_OBSERVATION },
		{ EVERY "minor s.ok else \"\"", HEAD "A,no,,,\n", CLAUSE_MINOR },
		{ EVERY "major s.ok else \"\"", HEAD "A,no,,,\n", CLAUSE_MAJOR },
		{ EVERY "major s.ok else \"\"", "", CLAUSE_NOT_EVIDENCED },
		{ EVERY "minor s.ok else \"\" criterion y \"Y\" clause 4.1 every "
		    "p in people minor p.active else \"\"", HEAD "A,no,,,\n",
		    CLAUSE_MINOR },
		{ EVERY "major s.ok else \"\" criterion y \"Y\" clause 4.1 every "
		    "p in people minor p.active else \"\"", HEAD "A,no,,,\n",
		    CLAUSE_MAJOR },
		{ "criterion x \"X\" clause 4.1 by document every s in services "
		    "minor s.ok else \"\" criterion y \"Y\" clause 4.1 every d in "
		    "documents minor d.status is given else \"\"",
		    "@documents\nid,status,clauses\nD,published,4.1\n",
		    CLAUSE_BY_DOCUMENT },
		/* findings of people: those that count */
		{ EVERY "minor s.ok else \"\"", HEAD "A,yes,,,\n@findings\nid,grade,"
		    "clauses,open,overdue\nF,minor,4.1,yes,no\n", CLAUSE_NO_GAP },
		{ EVERY "minor s.ok else \"\"", HEAD "A,yes,,,\n@findings\nid,grade,"
		    "clauses,open,overdue\nF,minor,4.1,yes,yes\n", CLAUSE_MINOR },
		{ EVERY "minor s.ok else \"\"", HEAD "A,yes,,,\n@findings\nid,grade,"
		    "clauses,open,overdue\nF,major,4,yes,no\n", CLAUSE_MAJOR },
		{ EVERY "minor s.ok else \"\"", HEAD "A,yes,,,\n@findings\nid,grade,"
		    "clauses,open,overdue\nF,major,4.1,no,yes\n", CLAUSE_NO_GAP },
		{ EVERY "minor s.ok else \"\"", HEAD "A,yes,,,\n@findings\nid,grade,"
		    "clauses,open,overdue\nF,ofi,4.1,yes,yes\n", CLAUSE_NO_GAP },
		{ EVERY "minor s.ok else \"\"", HEAD "A,yes,,,\n@findings\nid,grade,"
		    "clauses,open,overdue\nF,major,4.2,yes,yes\n", CLAUSE_NO_GAP },
		{ EVERY "minor s.ok else \"\"", HEAD "A,yes,,,\n@findings\nid,grade,"
		    "clauses,open,overdue\nF,minor,4.1,,yes\n", CLAUSE_MINOR },
	};
	struct fixture f;

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		judge(&f, states[i].rules, states[i].data);
		ck_assert_msg(f.out.clause[0].state == states[i].want,
		    "%zu: %s, expected %s", i,
		    clause_state_name(f.out.clause[0].state),
		    clause_state_name(states[i].want));
		unit_judged(&f);
	}
}
END_TEST

#define ROAD "milestone stage_1 passed on latest c.actual_on for c in " \
    "certification where c.stage = stage_1\n" \
    "milestone stage_2 passed on latest c.actual_on for c in certification " \
    "where c.stage = stage_2 gate \"G\" requires x gate \"H\" when some p in " \
    "people has p.active else \"nobody: {count p in people}\"\n"
#define BOTH "criterion y \"Y\" clause 4.2 every p in people minor p.active " \
    "else \"inactive\"\n"
#define PEOPLE "@people\nid,active\nP,yes\n"

START_TEST(verdicts)
{
	static const struct {
		const char *rules, *data;
		enum readiness_verdict want;
		int gate_g, gate_h;
		const char *why;
	} v[] = {
		{ EVERY "minor s.ok else \"\"" BOTH ROAD, HEAD "A,yes,,,\n" PEOPLE,
		    VERDICT_READY, GATE_PASSED, GATE_PASSED, "everything "
		    "evidenced, gates passed, observations at most" },
		{ EVERY "observation s.ok else \"\"" BOTH ROAD, HEAD "A,no,,,\n"
		    PEOPLE, VERDICT_READY, GATE_PASSED, GATE_PASSED, NULL },
		{ EVERY "minor s.ok else \"\"" BOTH ROAD, HEAD "A,no,,,\n" PEOPLE,
		    VERDICT_READY_WITH_MINORS, GATE_PASSED, GATE_PASSED,
		    "1 minor, 0 of them with an open action in time" },
		{ EVERY "minor s.ok else \"\"" BOTH ROAD, HEAD "A,no,,,\n" PEOPLE
		    "@actions\nid,done,source_id\nA1,no,x\nA2,no,F\nA3,yes,y\n"
		    "@findings\nid,grade,clauses,open,overdue\n"
		    "F,minor,4.1,yes,yes\nG,minor,4.1,yes,no\n",
		    VERDICT_READY_WITH_MINORS, GATE_PASSED, GATE_PASSED,
		    "2 minors, 2 of them with an open action in time" },
		{ EVERY "major s.ok else \"\"" BOTH ROAD, HEAD "A,no,,,\n" PEOPLE,
		    VERDICT_NOT_READY, GATE_FAILED, GATE_PASSED, "1 criterion "
		    "with a major, 1 gate shown to fail" },
		{ EVERY "minor s.ok else \"\"" BOTH ROAD, PEOPLE,
		    VERDICT_NOT_DETERMINED, GATE_NOT_SHOWN, GATE_PASSED,
		    "1 criterion has no evidence in this store, in 1 of 2 "
		    "clauses, 1 gate not shown" },
		{ EVERY "minor s.ok else \"\"" ROAD, HEAD "A,yes,,,\n" PEOPLE,
		    VERDICT_NOT_DETERMINED, GATE_PASSED, GATE_PASSED,
		    "1 clause has no rule in this rule set" },
		{ EVERY "minor s.ok else \"\"" BOTH ROAD, HEAD "A,yes,,,\n",
		    VERDICT_NOT_DETERMINED, GATE_PASSED, GATE_NOT_SHOWN, NULL },
		{ EVERY "minor s.ok else \"\"" BOTH ROAD, HEAD "A,yes,,,\n"
		    "@people\nid,active\nP,no\n", VERDICT_NOT_READY, GATE_PASSED,
		    GATE_FAILED, "1 gate shown to fail" },
		{ EVERY "major s.ok else \"\"" BOTH ROAD, HEAD "A,no,,,\n" PEOPLE
		    "@certification\nid,stage,actual_on\nC,stage_2,2026-09-30\n",
		    VERDICT_PASSED, GATE_FAILED, GATE_PASSED,
		    "passed on 2026-09-30" },
		{ EVERY "major s.ok else \"\"" BOTH ROAD, HEAD "A,no,,,\n" PEOPLE
		    "@certification\nid,stage,actual_on\nC,stage_2,2026-10-01\n",
		    VERDICT_NOT_READY, GATE_FAILED, GATE_PASSED, NULL },
		{ EVERY "minor s.ok else \"\"" BOTH ROAD, HEAD "A,yes,,,\n" PEOPLE
		    "@findings\nid,grade,clauses,open,overdue\n"
		    "F,major,4.1,yes,yes\n", VERDICT_NOT_READY, GATE_PASSED,
		    GATE_PASSED, NULL },
	};
	struct fixture f;

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		const struct milestone_result *m;

		judge(&f, v[i].rules, v[i].data);
		m = &f.out.milestone[1];
		ck_assert_msg(m->verdict == v[i].want, "%zu: %s (%s), expected "
		    "%s", i, readiness_verdict_name(m->verdict), m->why,
		    readiness_verdict_name(v[i].want));
		ck_assert_int_eq(m->gate[0].state, v[i].gate_g);
		ck_assert_int_eq(m->gate[1].state, v[i].gate_h);
		if (v[i].why != NULL)
			ck_assert_str_eq(m->why, v[i].why);
		unit_judged(&f);
	}
}
END_TEST

START_TEST(headline_and_sentences)
{
	struct fixture f;

	judge(&f, EVERY "minor s.ok else \"\"" BOTH ROAD,
	    "@people\nid,active\nP,no\n@sources\nid,reg,statement\n"
	    "S,services,kept_elsewhere\n"
	    "@certification\nid,stage,actual_on\nC,stage_1,2026-01-01\n");
	ck_assert_int_eq(f.out.headline, 1);
	ck_assert_int_eq(f.out.milestone[0].verdict, VERDICT_PASSED);
	ck_assert_int_eq(f.out.milestone[0].passed_on, date_of(2026, 1, 1));
	ck_assert_str_eq(mk_criterion(&f.out, "x")->why,
	    "the register services (kept elsewhere) was never supplied");
	ck_assert_str_eq(f.out.milestone[1].gate[0].why, "cannot be told: x is "
	    "not evidenced (the register services (kept elsewhere) was never supplied)");
	ck_assert_str_eq(f.out.milestone[1].gate[1].why, "nobody: 1");
	ck_assert_uint_eq(f.out.nsupply, 2);
	ck_assert_str_eq(f.out.supply[0].reg, "services");
	ck_assert_uint_eq(f.out.supply[0].criteria, 1);
	ck_assert_uint_eq(f.out.supply[0].waiting, 1);
	ck_assert(!f.out.supply[0].supplied);
	ck_assert_str_eq(f.out.supply[1].reg, "people");
	ck_assert_uint_eq(f.out.supply[1].waiting, 0);
	ck_assert(f.out.supply[1].supplied);
	ck_assert_uint_eq(f.out.n_by_result[CRIT_NOT_MET], 1);
	ck_assert_uint_eq(f.out.n_by_result[CRIT_NOT_EVIDENCED], 1);
	ck_assert_uint_eq(f.out.clauses_evidenced, 1);
	ck_assert_uint_eq(f.out.nassessed, 2);
	ck_assert(f.out.anything_supplied);
	unit_judged(&f);
	judge(&f, EVERY "minor s.ok else \"\"" BOTH ROAD, "");
	ck_assert(!f.out.anything_supplied);
	ck_assert_int_eq(f.out.milestone[1].verdict, VERDICT_NOT_DETERMINED);
	ck_assert_uint_eq(f.out.clauses_evidenced, 0);
	unit_judged(&f);
	judge(&f, "criterion d \"D\" clause data defects every k in keys "
	    "observation k.twins = 0 else \"\" criterion c \"C\" clause cycle "
	    "observation some s in services else \"\"", HEAD "A,yes,,,\n");
	ck_assert_uint_eq(f.out.nclauses, 4);
	ck_assert_str_eq(f.out.clause[2].clause->number, "cycle");
	ck_assert_str_eq(f.out.clause[3].clause->number, "data");
	ck_assert(mk_criterion(&f.out, "d")->concerns_data);
	unit_judged(&f);
}
END_TEST

/* What a gate says when it is not passed, whether its date is known or not. */
START_TEST(a_gate_has_two_texts)
{
	static const char rules[] = EVERY "minor s.ok else \"\" define last = "
	    "latest c.actual_on for c in certification where c.stage = stage_1\n"
	    "milestone stage_2 gate \"G\" when some p in people has p.active if "
	    "declared last is given else \"nobody since {last}\" otherwise "
	    "\"nobody, nor a day since which\"\n";
	static const struct {
		const char *data;
		int state;
		const char *why;
	} said[] = {
		{ PEOPLE, GATE_PASSED, "" },
		{ "@people\nid,active\nP,no\n", GATE_FAILED,
		    "nobody, nor a day since which" },
		{ "@people\nid,active\nP,no\n@certification\nid,stage,actual_on\n"
		    "C,stage_1,2026-01-31\n", GATE_FAILED,
		    "nobody since 2026-01-31" },
		{ "@people\nid,active\nP,no\n@certification\nid,stage,actual_on\n"
		    "C,stage_1,2026-01-31\nD,,2026-02-28\n", GATE_FAILED,
		    "nobody since 2026-01-31 to 2026-02-28" },
		{ "@people\nid,active\nP,no\n@certification\nid,stage,actual_on\n"
		    "D,,2026-02-28\n", GATE_FAILED,
		    "nobody, nor a day since which" },
		{ "@certification\nid,stage,actual_on\nC,stage_1,2026-01-31\n",
		    GATE_NOT_SHOWN, "cannot be told: the register people was "
		    "never supplied" },
		{ "", GATE_NOT_SHOWN, "cannot be told: the register people was "
		    "never supplied" },
		{ "@people\nid,active\nP,\n", GATE_NOT_SHOWN,
		    "cannot be told: active of people is empty or leads "
		    "nowhere" },
	};
	struct fixture f;

	judge(&f, rules, said[_i].data);
	ck_assert_int_eq(f.out.milestone[1].gate[0].state, said[_i].state);
	ck_assert_str_eq(f.out.milestone[1].gate[0].why, said[_i].why);
	unit_judged(&f);
}
END_TEST

/* What a gate asks beside a condition, and what it says of it. */
#define FINDINGS "@findings\nid,grade,clauses,open,overdue\n"
START_TEST(gates_say_what_they_contain)
{
	static const struct {
		const char *gate, *data;
		int state;
		const char *why;
	} g[] = {
		/* No major: it passes, and says what is wrong all the same. */
		{ "requires x, y", HEAD "A,no,,,\nB,no,,,\nC,yes,,,\n" PEOPLE,
		    GATE_PASSED, "with 2 minors in 1 criterion" },
		{ "requires x", HEAD "A,yes,,,\n", GATE_PASSED, "" },
		{ "requires x", "breadth", GATE_FAILED,
		    "x has a major (5 of 5 not met)" },
		/* One that is unknown beside a minor may yet be a major. */
		{ "requires x", HEAD "A,no,,,\nB,,,,\n", GATE_NOT_SHOWN,
		    "cannot be told: of x 1 of 2 cannot be decided" },
		/* Met: no member fails, none is unknown, and there is one. */
		{ "requires met x", HEAD "A,yes,,,\n", GATE_PASSED, "" },
		{ "requires met x", HEAD "A,yes,,,\nB,no,,,\n", GATE_FAILED,
		    "x is not met (1 of 2)" },
		{ "requires met x", HEAD "@nil_returns\nid,register,from_day,"
		    "to_day\nN,services,2026-07-01,2026-09-30\n",
		    GATE_NOT_SHOWN, "cannot be told: x has nothing to judge" },
		{ "requires x", HEAD "@nil_returns\nid,register,from_day,"
		    "to_day\nN,services,2026-07-01,2026-09-30\n",
		    GATE_NOTHING, "" },
		/* A condition, about something, with what is not known. */
		{ "about some f in findings when no f in findings has f.overdue "
		    "else \"late\" unknown \"no day\"", FINDINGS, GATE_NOTHING,
		    "" },
		{ "about some f in findings when no f in findings has f.overdue "
		    "else \"late\" unknown \"no day\"", "", GATE_NOT_SHOWN,
		    "cannot be told: the register findings was never supplied" },
		{ "about some f in findings when no f in findings has f.overdue "
		    "else \"late\" unknown \"no day\"", FINDINGS
		    "F,ofi,4.1,yes,\n", GATE_NOT_SHOWN,
		    "cannot be told: no day" },
		{ "about some f in findings when no f in findings has f.overdue "
		    "else \"late: {set f.id for f in findings}\"", FINDINGS
		    "F,ofi,4.1,yes,yes\nG,ofi,4.1,yes,no\n", GATE_FAILED,
		    "late: F, G" },
		/* What is only said beside it does not weigh. */
		{ "when some p in people has p.active else \"\" beside x",
		    HEAD "A,no,,,\n" PEOPLE, GATE_PASSED,
		    "with 1 minor in 1 criterion" },
		/* Both: the worse of them. */
		{ "requires met x when some p in people has p.active else "
		    "\"nobody\"", HEAD "A,no,,,\n@people\nid,active\nP,no\n",
		    GATE_FAILED, "x is not met (1 of 1); nobody" },
	};
	char rules[1000];
	struct fixture f;

	for (size_t i = 0; i < sizeof(g) / sizeof(g[0]); i++) {
	snprintf(rules, sizeof(rules), EVERY "minor s.ok else \"\"" BOTH
		    "milestone stage_2 gate \"G\" %s", g[i].gate);
		judge(&f, rules, strcmp(g[i].data, "breadth") != 0 ? g[i].data :
		    HEAD "A,no,,,\nB,no,,,\nC,no,,,\nD,no,,,\nE,no,,,\n");
		ck_assert_str_eq(gate_state_name(f.out.milestone[1].gate[0].state),
		    gate_state_name((enum gate_state)g[i].state));
		ck_assert_str_eq(f.out.milestone[1].gate[0].why, g[i].why);
		unit_judged(&f);
	}
}
END_TEST

/* What cannot be decided names the values, or says until when records go. */
START_TEST(unknown_names_its_values)
{
	static const struct {
		const char *rule, *data, *why;
	} u[] = {
		{ EVERY "minor s.ok else \"\"", HEAD "A,yes,,,\nB,,,,\n",
		    "1 of 2 cannot be decided: ok of services is empty or leads "
		    "nowhere" },
		{ EVERY "minor s.ok and s.good else \"\"", HEAD "A,yes,yes,,\n"
		    "B,,,,\n", "1 of 2 cannot be decided: ok of services, good of "
		    "services are empty or lead nowhere" },
		/* What is true leaves nothing open. */
		{ EVERY "minor s.ok or s.good else \"\"", HEAD "A,yes,,,\nB,no,,,\n",
		    "1 of 2 cannot be decided: good of services is empty or "
		    "leads nowhere" },
		/* Through a reference: the reference, or what it leads to. */
		{ EVERY "minor s.owner.active else \"\"", HEAD "A,,,,P9\n" PEOPLE,
		    "1 of 1 cannot be decided: owner of services is empty or "
		    "leads nowhere (A: its owner P9 is not in people)" },
		{ EVERY "minor s.owner.active else \"\"", HEAD "A,,,,P\n"
		    "@people\nid,active\nP,\n", "1 of 1 cannot be decided: "
		    "active of people is empty or leads nowhere" },
		/* Within a quantifier, and what selects. */
		{ "criterion x \"X\" clause 4.1 minor some p in people has "
		    "p.active else \"\"", "@people\nid,active\nP,no\nQ,\n",
		    "1 of 1 cannot be decided: active of people is empty or "
		    "leads nowhere" },
		{ EVERY "where s.kind = a minor s.ok else \"\"", HEAD "A,no,,,\n",
		    "1 of 1 cannot be decided: kind of services is empty or "
		    "leads nowhere" },
		/* A count between bounds. */
		{ "criterion x \"X\" clause 4.1 minor (count s in services where "
		    "s.ok) > 0 else \"\"", HEAD "A,,,,\n", "1 of 1 cannot be "
		    "decided: ok of services is empty or leads nowhere" },
		{ "criterion x \"X\" clause 4.1 minor known_until(services, "
		    "as_of + 30 days) else \"\"", HEAD "A,yes,,,\n", "1 of 1 "
		    "cannot be decided: services end on 2026-09-30" },
	};
	struct fixture f;

	for (size_t i = 0; i < sizeof(u) / sizeof(u[0]); i++) {
		judge(&f, u[i].rule, u[i].data);
		ck_assert_str_eq(mk_criterion(&f.out, "x")->why, u[i].why);
		unit_judged(&f);
	}
}
END_TEST

/* A stage is judged by its own criteria, a later one by all. */
START_TEST(stages)
{
	static const char rules[] = "criterion x \"X\" clause 4.1 stage 1 every "
	    "s in services major s.ok else \"\" criterion y \"Y\" clause 4.2 "
	    "every s in services major s.good else \"\"\n"
	    "milestone stage_1 judged by stage 1\nmilestone stage_2 opens when "
	    "some p in people has p.active else \"opens with {count p in people "
	    "where p.active} people\"\n";
	static const struct {
		const char *data, *first, *first_why, *second, *second_why;
	} m[] = {
		{ HEAD "A,yes,no,,\n" PEOPLE, "ready", "everything evidenced, "
		    "gates passed, observations at most; 1 major that the Stage "
		    "2 would raise: y", "not ready", "1 criterion with a major" },
		{ HEAD "A,no,yes,,\n" PEOPLE, "not ready",
		    "1 criterion with a major", "not ready", NULL },
		{ HEAD "A,yes,,,\n" PEOPLE, "ready", NULL, "not determined",
		    "1 criterion has no evidence in this store, in 1 of 2 "
		    "clauses" },
		{ HEAD "A,yes,yes,,\n@people\nid,active\nP,no\n", "ready", NULL,
		    "not yet", "opens with 0 people" },
		{ HEAD "A,yes,yes,,\n", "ready", NULL, "not yet", NULL },
		/* Findings likewise: by their clauses, of none against all. */
		{ HEAD "A,yes,yes,,\n" PEOPLE FINDINGS "F,major,4.2,yes,yes\n",
		    "ready", "everything evidenced, gates passed, observations "
		    "at most; 1 major that the Stage 2 would raise: finding F",
		    "not ready", "1 recorded finding with a major" },
		{ HEAD "A,yes,yes,,\n" PEOPLE FINDINGS "F,major,4,yes,yes\n",
		    "not ready", "1 recorded finding with a major", "not ready",
		    "1 recorded finding with a major" },
		{ HEAD "A,yes,yes,,\n" PEOPLE FINDINGS "F,major,9.9,yes,yes\n",
		    "not ready", "1 recorded finding with a major; 1 open "
		    "finding names no clause of this standard", "not ready",
		    NULL },
		{ HEAD "A,yes,yes,,\n" PEOPLE FINDINGS "F,minor,9.9,yes,no\n"
		    "G,ofi,,yes,no\n", "ready", "everything evidenced, gates "
		    "passed, observations at most; 2 open findings name no "
		    "clause of this standard", "ready", NULL },
	};
	const struct milestone_result *a, *b;
	struct fixture f;

	for (size_t i = 0; i < sizeof(m) / sizeof(m[0]); i++) {
	judge(&f, rules, m[i].data);
		a = &f.out.milestone[0];
		b = &f.out.milestone[1];
		ck_assert_str_eq(readiness_verdict_name(a->verdict), m[i].first);
		ck_assert_str_eq(readiness_verdict_name(b->verdict), m[i].second);
		if (m[i].first_why != NULL)
			ck_assert_str_eq(a->why, m[i].first_why);
		if (m[i].second_why != NULL)
			ck_assert_str_eq(b->why, m[i].second_why);
		unit_judged(&f);
	}
}
END_TEST

/* A clause says what was found and what is not evidenced. */
START_TEST(clause_words)
{
	static const char rules[] = EVERY "minor s.ok else \"\" " BOTH
	    "criterion z \"Z\" clause 4.1 every p in people minor p.active "
	    "else \"\"\n";
	static const struct {
		const char *data, *words;
	} c[] = {
		{ HEAD "A,yes,,,\n" PEOPLE, "No gap found" },
		{ HEAD "A,no,,,\n", "Minor; 1 criterion without evidence" },
		{ HEAD "A,yes,,,\n", "1 of 2 criteria without evidence" },
		{ "", "No evidence in this store" },
		{ HEAD "A,yes,,,\n" PEOPLE FINDINGS "F,major,4,yes,yes\n",
		    "Major, by finding F on 4" },
		{ HEAD "A,yes,,,\n" FINDINGS "F,minor,4.1,yes,yes\n"
		    "G,minor,4,yes,yes\nH,minor,4,yes,no\n", "Minor, by finding "
		    "F and finding G on 4; 1 criterion without evidence" },
		/* What a criterion says needs no finding. */
		{ HEAD "A,no,,,\n" PEOPLE FINDINGS "F,minor,4.1,yes,yes\n",
		    "Minor" },
	};
	struct fixture f;

	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
	judge(&f, rules, c[i].data);
		ck_assert_str_eq(f.out.clause[0].words, c[i].words);
		ck_assert_uint_eq(f.out.clauses_evidenced + f.out.clauses_partly +
		    f.out.clauses_without + f.out.clauses_nothing, f.out.nassessed);
		unit_judged(&f);
	}
}
END_TEST

#define NUMBERED(id, clause, grade) "criterion " id " \"X\" clause " clause \
    " every s in services " grade " s.ok else \"\"\n"

/* The sentence, or "" for none. */
static void
concentrated(const char *rules, const char *data, uint64_t minors,
    const char *want)
{
	struct fixture f;
	struct buf b;

	judge(&f, rules, data);
	buf_init(&b, BUF_MAX_DEFAULT);
	concentration_put(&f.out, f.r, &b);
	ck_assert_uint_eq(f.out.clause[0].minors, minors);
	ck_assert_str_eq(buf_cstr(&b), want);
	ck_assert_uint_eq(concentration_count(&f.out, f.r),
	    strstr(want, "auditor") == NULL ? 0 :
	    strstr(want, "clauses") == NULL ? 1 : 2);
	buf_fini(&b);
	unit_judged(&f);
}

#define TWO NUMBERED("a", "4.1", "minor") NUMBERED("b", "4.1", "minor")
#define FEW HEAD "A,no,,,\n"
#define AUDITOR "A possible systemic failure, for the auditor to judge: "
#define INFORMS ". This informs; it changes no grade."

START_TEST(minors_concentrate)
{
	/* at the edge, and never */
	concentrated(TWO "concentration from 3\n", FEW, 2, "No clause has 3 or "
	    "more criteria with a suggested minor, which would point to a "
	    "possible systemic failure.");
	concentrated(TWO "concentration from 2\n", FEW, 2, AUDITOR "2 or more "
	    "criteria with a suggested minor in clause 4.1 (2)" INFORMS);
	concentrated(TWO "concentration from 1\n", FEW, 2, AUDITOR "1 or more "
	    "criteria with a suggested minor in clause 4.1 (2)" INFORMS);
	concentrated(TWO "concentration from 0\n", FEW, 2, "");
	concentrated(TWO, FEW, 2, "");
	/* what is no whole number is met by the next one only */
	concentrated(TWO "concentration from 1.5\n", FEW, 2, AUDITOR "2 or "
	    "more criteria with a suggested minor in clause 4.1 (2)" INFORMS);
	concentrated(TWO "concentration from 2.5\n", FEW, 2, "No clause has 3 "
	    "or more criteria with a suggested minor, which would point to a "
	    "possible systemic failure.");
	concentrated(TWO "concentration from 999999999999999\n", FEW, 2,
	    "No clause has 1000000000 or more criteria with a suggested minor, "
	    "which would point to a possible systemic failure.");
	/* the parameter; the last statement holds */
	concentrated(TWO "concentration from members\n", FEW, 2, "No clause has "
	    "5 or more criteria with a suggested minor, which would point to "
	    "a possible systemic failure.");
	concentrated(TWO "concentration from 2\nconcentration from 0\n", FEW, 2,
	    "");
}
END_TEST

START_TEST(what_counts_as_a_minor)
{
	static const char many[] = HEAD
	    "A,no,,,\nB,no,,,\nC,no,,,\nD,no,,,\nE,no,,,\n";

	/* criteria, however many records fail them */
	concentrated(NUMBERED("a", "4.1", "minor") "concentration from 2\n",
	    HEAD "A,no,,,\nB,no,,,\nC,no,,,\nD,yes,,,\n", 1, "No clause has 2 "
	    "or more criteria with a suggested minor, which would point to a "
	    "possible systemic failure.");
	/* not what the breadth rule made a major, nor other grades */
	concentrated(TWO "concentration from 1\n", many, 0, "No clause has 1 or "
	    "more criteria with a suggested minor, which would point to a "
	    "possible systemic failure.");
	concentrated(NUMBERED("a", "4.1", "major") NUMBERED("b", "4.1",
	    "observation") "concentration from 1\n", FEW, 0, "No clause has 1 "
	    "or more criteria with a suggested minor, which would point to a "
	    "possible systemic failure.");
	/* not what people recorded */
	concentrated(NUMBERED("a", "4.1", "minor") "concentration from 2\n", FEW
	    "@findings\nid,grade,clauses,open,overdue\nF,minor,4.1,yes,yes\n",
	    1, "No clause has 2 or more criteria with a suggested minor, which "
	    "would point to a possible systemic failure.");
	/* a heading's criterion counts in each clause below it */
	concentrated(TWO NUMBERED("c", "4", "minor") NUMBERED("d", "4.2",
	    "minor") "concentration from 2\n", FEW, 3, AUDITOR "2 or more "
	    "criteria with a suggested minor in clauses 4.1 (3), 4.2 (2)"
	    INFORMS);
	/* neither the cycle nor the data is a clause */
	concentrated(TWO NUMBERED("c", "cycle", "minor") NUMBERED("d", "cycle",
	    "minor") NUMBERED("e", "cycle", "minor") "concentration from 3\n",
	    FEW, 2, "No clause has 3 or more criteria with a suggested minor, "
	    "which would point to a possible systemic failure.");
}
END_TEST

/* ---- taking evidence away ---- */

static uint64_t
random_next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

/* Populations of services only; people and documents are evidence. */
static const char evidence_rules[] =
    "criterion a \"A\" clause 4.1 every s in services minor s.owner.active else \"\"\n"
    "criterion b \"B\" clause 4.2 every s in services minor s.ok implies some p in "
    "people where p = s.owner has p.active else \"\"\n"
    "criterion c \"C\" clause 4.1 every s in services minor some d in documents "
    "where d.status = published has d.clauses contains \"4.1\" else \"\"\n"
    "criterion d \"D\" clause 4.2 major some d in documents where d.status = "
    "published and covers(d.clauses, 4.2) else \"\"\n"
    "criterion e \"E\" clause 4.1 by document every a in actions minor a.done else \"\"\n"
    "criterion f \"F\" clause 4.2 every s in services minor s.owner is given and "
    "not s.owner.active is empty else \"\"\n";

struct lines {
	char row[24][80];
	int n;
	bool reg;      /* the register is supplied at all */
};

static void
add_rows(char *out, size_t cap, const char *head, const struct lines *l,
    int without)
{
	if (!l->reg)
		return;
	snprintf(out + strlen(out), cap - strlen(out), "%s", head);
	for (int i = 0; i < l->n; i++)
		if (i != without)
			snprintf(out + strlen(out), cap - strlen(out), "%s\n",
			    l->row[i]);
}

static void
make_data(char *out, size_t cap, const struct lines *s, const struct lines *p,
    const struct lines *d, int no_person, int no_document)
{
	out[0] = '\0';
	add_rows(out, cap, HEAD, s, -1);
	add_rows(out, cap, "@people\nid,active\n", p, no_person);
	add_rows(out, cap, "@documents\nid,status,clauses\n", d, no_document);
}

static void
make_lines(struct lines *s, struct lines *p, struct lines *d, uint64_t seed)
{
	static const char *const yes[] = { "yes", "no", "" };
	static const char *const clauses[] = { "", "4", "4.1", "4.2;4.1" };
	uint64_t x = seed * 2654435761u + 99991;

	for (int i = 0; i < 8; i++)
		random_next(&x);
	s->n = 1 + (int)(random_next(&x) % 3);
	p->n = 1 + (int)(random_next(&x) % 3);
	d->n = 1 + (int)(random_next(&x) % 3);
	s->reg = true;
	p->reg = random_next(&x) % 5 != 0;
	d->reg = random_next(&x) % 5 != 0;
	for (int i = 0; i < 3; i++) {
		unsigned owner = (unsigned)(random_next(&x) % 5);

		if (owner == 4)
			snprintf(s->row[i], 80, "S%d,%s,%s,,", i,
			    yes[random_next(&x) % 3], yes[random_next(&x) % 3]);
		else
			snprintf(s->row[i], 80, "S%d,%s,%s,,P%u", i,
			    yes[random_next(&x) % 3], yes[random_next(&x) % 3],
			    owner);
		snprintf(p->row[i], 80, "P%d,%s", i, yes[random_next(&x) % 3]);
		snprintf(d->row[i], 80, "D%d,%s,%s", i,
		    random_next(&x) % 2 ? "published" : "draft",
		    clauses[random_next(&x) % 4]);
	}
}

static bool
is_good(const struct criterion *c)
{
	return c->result == CRIT_MET || c->result == CRIT_BY_DOCUMENT;
}

/* `less` has one record or register less than `all`. */
static void
compare(const char *rules, const char *all, const char *less)
{
	struct fixture a, b;

	judge(&a, rules, all);
	judge(&b, rules, less);
	for (size_t i = 0; i < a.out.ncriteria; i++) {
		ck_assert_msg(is_good(&a.out.criterion[i]) ||
		    !is_good(&b.out.criterion[i]), "criterion %s is %s with\n%s"
		    "and %s with\n%s", a.out.criterion[i].id,
		    crit_result_name(a.out.criterion[i].result), all,
		    crit_result_name(b.out.criterion[i].result), less);
	}
	ck_assert(b.out.milestone[1].verdict <= a.out.milestone[1].verdict ||
	    b.out.milestone[1].verdict <= VERDICT_NOT_DETERMINED);
	unit_judged(&a);
	unit_judged(&b);
}

START_TEST(less_evidence_is_never_better)
{
	struct lines s = { 0 }, p = { 0 }, d = { 0 };
	static char rules[4000], all[4000], less[4000];

	snprintf(rules, sizeof(rules), "%s" ROAD, evidence_rules);
	*(strstr(rules, "requires x") + 9) = 'a';
	make_lines(&s, &p, &d, (uint64_t)_i + 1);
	make_data(all, sizeof(all), &s, &p, &d, -1, -1);
	for (int i = 0; i < p.n; i++) {
		make_data(less, sizeof(less), &s, &p, &d, i, -1);
		compare(rules, all, less);
	}
	for (int i = 0; i < d.n; i++) {
		make_data(less, sizeof(less), &s, &p, &d, -1, i);
		compare(rules, all, less);
	}
	p.reg = false;
	make_data(less, sizeof(less), &s, &p, &d, -1, -1);
	compare(rules, all, less);
	d.reg = false;
	make_data(less, sizeof(less), &s, &p, &d, -1, -1);
	compare(rules, all, less);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("readiness");
	TCase *t = tcase_create("readiness");

	tcase_add_loop_test(t, results_of_criteria, 0,
	    sizeof(results) / sizeof(results[0]));
	tcase_add_test(t, violations_have_places);
	tcase_add_test(t, clause_states);
	tcase_add_test(t, verdicts);
	tcase_add_test(t, headline_and_sentences);
	tcase_add_loop_test(t, a_gate_has_two_texts, 0, 8);
	tcase_add_test(t, gates_say_what_they_contain);
	tcase_add_test(t, unknown_names_its_values);
	tcase_add_test(t, stages);
	tcase_add_test(t, clause_words);
	tcase_add_test(t, minors_concentrate);
	tcase_add_test(t, what_counts_as_a_minor);
	tcase_add_loop_test(t, less_evidence_is_never_better, 0, 100);
	suite_add_tcase(s, t);
	return unit_run(s);
}
