/* SPDX-License-Identifier: Apache-2.0 */
/* Requirements that say nothing: never false, or about no record. */
#include <check.h>
#include <stdio.h>

#include "tests/lib/mkdata.h"
#include "tests/lib/unit.h"

static const char standard_text[] =
    "heading 4 Context\nclause 4.1 A\nparameter few number 2\n"
    "register people list\n\tid id\n\tactive yesno\n\tside word(red|blue)\n"
    "\tn number\n\td date\n\tboss ref(people)\n";
static const char data_text[] =
    "@people\nid,active,side,n,d,boss\nP1,yes,red,1,2026-01-01,\n"
    "P2,no,red,,,P1\n";

struct found {
	unsigned never;
	uint64_t records;
};

static void
note(void *ctx, const struct rule_doubt *d)
{
	struct found *f = ctx;

	ck_assert_str_eq(d->criterion, "x");
	f->never += d->records == 0;
	f->records += d->records;
	if (d->records > 0)
		ck_assert_str_eq(d->population, "people");
}

static struct found
doubts(const char *requirement, bool data)
{
	struct found f = { 0, 0 };
	struct err e = { 0 };
	struct standard s;
	struct dataset d;
	struct rules *r;
	char text[500];

	snprintf(text, sizeof(text), "criterion x \"X\" clause 4.1 every p in "
	    "people %s else \"m\"", requirement);
	mk_standard(&s, standard_text);
	mk_data(&d, &s, data_text);
	mk_rules(&s, "criteria/1.rules", text);
	ck_assert_msg(rules_load(&r, &s, &e) == 0, "%s", e.msg);
	ck_assert_int_eq(rules_doubts(r, data ? &d : NULL,
	    date_of(2026, 9, 30), note, &f, &e), 0);
	rules_free(r);
	mk_free(&s, &d);
	return f;
}

static const struct {
	const char *text;
	bool never;
} always[] = {
	{ "minor p.side = p.side", true }, { "minor p.n <= p.n", true },
	{ "minor p.n >= p.n", true }, { "minor p.n < p.n", false },
	{ "minor not p.n < p.n", true }, { "minor p.n != p.n", false },
	{ "minor p.side = red implies p.side = red", true },
	{ "minor p.side = red implies p.side = blue", false },
	{ "minor p.active or p.n = p.n", true },
	{ "minor p.active and p.n = p.n", false },
	{ "minor p.d = p.d and p.n = p.n", true },
	{ "minor p.n < p.n implies p.active", true },
	{ "minor p.side in {red, p.side}", true },
	{ "minor p.side in {red, blue}", false },
	{ "minor every q in people has q.n = q.n", true },
	{ "minor every q in people has q.n = p.n", false },
	{ "minor no q in people has q.n != q.n", true },
	{ "minor some q in people has q.n = q.n", false },
	{ "minor not (some q in people has q.n < q.n)", true },
	{ "minor p.boss.n = p.boss.n", true }, { "minor p.boss.n = p.n", false },
	{ "minor p.n is given", false }, { "minor p.n <= few", false },
};

START_TEST(what_is_never_false_is_found)
{
	struct found f = doubts(always[_i].text, false);

	ck_assert_msg((f.never == 1) == always[_i].never, "%s: %u",
	    always[_i].text, f.never);
	ck_assert_uint_eq(f.records, 0);
}
END_TEST

static const struct {
	const char *text;
	uint64_t records;
} idle[] = {
	{ "minor p.side = blue implies p.active", 2 },
	{ "minor p.side = red implies p.active", 0 },
	{ "minor p.n > few implies p.active", 0 },  /* of P2 it is not known */
	{ "minor p.boss is given implies p.active", 0 },
	{ "where p.n is given minor p.boss is given implies p.active", 1 },
	{ "where p.side = blue minor p.boss is given implies p.active", 0 },
	{ ", q in people where q = p.boss minor q.side = blue implies q.active", 1 },
	{ "minor p.active or p.side = blue", 0 },
};

START_TEST(what_is_asked_of_no_record_is_found)
{
	struct found f = doubts(idle[_i].text, true);

	ck_assert_msg(f.records == idle[_i].records, "%s: %llu", idle[_i].text,
	    (unsigned long long)f.records);
	ck_assert_uint_eq(f.never, 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rules_doubt");
	TCase *t = tcase_create("doubt");

	tcase_add_loop_test(t, what_is_never_false_is_found, 0,
	    sizeof(always) / sizeof(always[0]));
	tcase_add_loop_test(t, what_is_asked_of_no_record_is_found, 0,
	    sizeof(idle) / sizeof(idle[0]));
	suite_add_tcase(s, t);
	return unit_run(s);
}
