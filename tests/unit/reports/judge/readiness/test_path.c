/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The least repair: on random records, all changes of a path reach the verdict
 * and no smaller part of them does; what is said when there is none.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "reports/judge/readiness/path.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_readiness.h"

#define MANY 12 /* changes of which every part is tried: 4096 judgements */

static const char standard_text[] =
    "heading 4 Context\nclause 4.1 A\nclause 4.2 B\n"
    "parameter members number 3\n"
    "milestone stage_1 Stage 1\nmilestone stage_2 Stage 2\n"
    "register services list\n\tid id\n\tok yesno\n\tgood yesno\n"
    "\towner ref(people)\n"
    "register people list\n\tid id\n\tactive yesno\n"
    "register documents list\n\tid id\n\tstatus word(draft|published)\n"
    "\tclauses clause[]\n"
    "register findings record\n\tid id\n\tgrade word(major|minor)\n"
    "\tclauses clause[]\n\topen yesno\n"
    "register certification record\n\tid id\n\tstage word(stage_1|stage_2)\n"
    "\tactual_on date\n";

static const char rules_text[] =
    "recorded every f in findings where f.open counts against f.clauses "
    "grade f.grade\n"
    "document every d in documents where d.status = published for d.clauses\n"
    "breadth from members\n"
    "criterion a \"A\" clause 4.1 by document\n"
    " every s in services\n"
    "  major s.ok else \"not ok\"\n"
    "  minor s.good else \"not good\"\n"
    "  minor s.owner.active else \"{s.owner} has left\"\n"
    "criterion b \"B\" clause 4.2 needs members\n"
    " every p in people where p.active\n"
    "  minor some s in services has s.owner = p else \"owns nothing\"\n"
    "criterion c \"C\" clause 4.2\n"
    " major some d in documents has d.status = published else \"nothing "
    "published\"\n"
    "milestone stage_1 \"Stage 1\"\n"
    " passed on latest c.actual_on for c in certification where c.stage = "
    "stage_1\n"
    " gate \"B is met\" requires met b\n"
    " gate \"Two services\" when (count s in services) >= 2 else \"too few\"\n"
    "milestone stage_2 \"Stage 2\"\n"
    " opens when some c in certification where c.stage = stage_1 has "
    "c.actual_on is given else \"opens behind stage 1\"\n"
    " gate \"No major in A\" requires a\n";

static void
judge(struct fixture *f, const char *data)
{
	unit_judge(f, standard_text, NULL, rules_text, data);
}

static void
find(struct fixture *f, struct path *p, const char *milestone,
    enum readiness_verdict want)
{
	struct err e = { 0 };

	ck_assert_msg(path_find(p, &f->out, milestone, want, f->r, &f->d,
	    UNIT_TODAY, &e) == 0, "%s", e.msg);
}

/* The verdict with those changes of the path made that `mask` has. */
static enum readiness_verdict
verdict_with(const struct fixture *f, const struct path *p, unsigned mask)
{
	bool *in = mem_calloc(p->repairs.n + 1, sizeof(bool));
	struct repairs some = { p->repairs.item, in, p->repairs.n };
	enum readiness_verdict verdict;
	struct readiness q;
	struct err e = { 0 };

	for (size_t k = 0; k < p->nchanges; k++)
		for (size_t i = 0; i < some.n; i++)
			if ((mask & 1u << k) != 0 && repair_order(
			    &some.item[i], &p->change[k].what) == 0)
				in[i] = true;
	ck_assert_int_eq(readiness_mended(&q, f->r, &f->d, UNIT_TODAY, &some, &e),
	    0);
	verdict = readiness_milestone(&q, p->id)->verdict;
	readiness_free(&q);
	free(in);
	return verdict;
}

static uint64_t
random_next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

static const char *
of(const char *const *word, uint64_t *x)
{
	return word[random_next(x) % 3];
}

/* A few records of everything, some registers missing. */
static void
make_data(char *b, size_t cap, uint64_t seed)
{
	static const char *const yes[] = { "yes", "no", "" };
	uint64_t x = seed * 2654435761u + 99991;
	size_t n = 0;

	for (int i = 0; i < 8; i++)
		random_next(&x);
	b[0] = '\0';
#define PUT(...) n += (size_t)snprintf(b + n, cap - n, __VA_ARGS__)
	if (random_next(&x) % 6 != 0) {
		PUT("@services\nid,ok,good,owner\n");
		for (uint64_t i = random_next(&x) % 4; i > 0; i--)
			PUT("S%d,%s,%s,P%d\n", (int)i, of(yes, &x),
			    of(yes, &x), (int)(random_next(&x) % 4));
	}
	if (random_next(&x) % 6 != 0) {
		PUT("@people\nid,active\n");
		for (uint64_t i = random_next(&x) % 4; i > 0; i--)
			PUT("P%d,%s\n", (int)i, of(yes, &x));
	}
	if (random_next(&x) % 6 != 0) {
		PUT("@documents\nid,status,clauses\n");
		for (uint64_t i = random_next(&x) % 3; i > 0; i--)
			PUT("D%d,%s,%s\n", (int)i, random_next(&x) % 2 == 0 ?
			    "draft" : "published", random_next(&x) % 2 == 0 ?
			    "4.1" : "");
	}
	PUT("@findings\nid,grade,clauses,open\n");
	for (uint64_t i = random_next(&x) % 3; i > 0; i--)
		PUT("F%d,%s,4.1,%s\n", (int)i, random_next(&x) % 2 == 0 ?
		    "major" : "minor", of(yes, &x));
#undef PUT
}

START_TEST(no_change_can_be_left_out)
{
	enum readiness_verdict want = _i % 2 == 0 ? VERDICT_READY :
	    VERDICT_READY_WITH_MINORS;
	struct fixture f;
	struct path p;
	char data[2000];

	make_data(data, sizeof(data), (uint64_t)_i + 1);
	judge(&f, data);
	find(&f, &p, "stage_1", want);
	if (p.answer == PATH_ALREADY) {
		ck_assert_int_ge(f.out.milestone[0].verdict, want);
		ck_assert_uint_eq(p.nchanges, 0);
	} else {
		unsigned all = (1u << p.nchanges) - 1;

		/* Everything can be mended in these rules. */
		ck_assert_int_eq(p.answer, PATH_FOUND);
		ck_assert_uint_gt(p.nchanges, 0);
		ck_assert_int_lt(f.out.milestone[0].verdict, want);
		ck_assert_int_ge(p.reached, want);
		ck_assert_int_eq(verdict_with(&f, &p, all), p.reached);
		/* All parts of a few, else those with one change less. */
		for (unsigned mask = 0; mask < all; mask++)
			if (p.nchanges <= MANY || __builtin_popcount(mask) ==
			    (int)p.nchanges - 1)
				ck_assert_msg(verdict_with(&f, &p, mask) < want,
				    "part %x of %x reaches it in\n%s", mask,
				    all, data);
		for (size_t i = 0; i < p.nchanges; i++)
			ck_assert_uint_gt(p.change[i].neffects, 0);
	}
	path_free(&p);
	unit_judged(&f);
}
END_TEST

#define GOOD "@services\nid,ok,good,owner\nS1,yes,yes,P1\nS2,yes,yes,P1\n" \
    "@people\nid,active\nP1,yes\n" \
    "@documents\nid,status,clauses\nD1,published,\n" \
    "@findings\nid,grade,clauses,open\n"

START_TEST(nothing_to_change)
{
	struct fixture f;
	struct path p;

	judge(&f, GOOD);
	find(&f, &p, "stage_1", VERDICT_READY);
	ck_assert_int_eq(p.answer, PATH_ALREADY);
	ck_assert_uint_eq(p.nchanges, 0);
	path_free(&p);
	unit_judged(&f);
}
END_TEST

START_TEST(what_no_record_reaches)
{
	struct fixture f;
	struct path p;

	judge(&f, GOOD "F1,major,4.1,yes\n");
	find(&f, &p, "stage_2", VERDICT_READY_WITH_MINORS);
	ck_assert_int_eq(p.answer, PATH_NOT_REACHED);
	ck_assert_str_eq(p.why, "opens behind stage 1");
	path_free(&p);
	unit_judged(&f);
}
END_TEST

/* One change each, as it is said, with what it turns. */
START_TEST(what_a_change_is)
{
	static const struct {
		const char *data;
		enum repair_kind kind;
		const char *key, *now, *turns, *was, *is;
	} cases[] = {
		{ GOOD "F1,major,4.1,yes\n", REPAIR_FINDING, "F1",
		    "open, major", "stage_1", "not ready", "ready" },
		{ "@services\nid,ok,good,owner\nS1,no,no,P1\nS2,yes,yes,P1\n"
		    "@people\nid,active\nP1,yes\n"
		    "@documents\nid,status,clauses\nD1,published,\n"
		    "@findings\nid,grade,clauses,open\n", REPAIR_RECORD, "S1",
		    "not ok", "a", "not met (1 of 2), major",
		    "not met (1 of 2), minor" },
		{ "@services\nid,ok,good,owner\nS1,yes,yes,P1\n"
		    "@people\nid,active\nP1,yes\n"
		    "@documents\nid,status,clauses\nD1,published,\n"
		    "@findings\nid,grade,clauses,open\n", REPAIR_GATE, "",
		    "too few", "stage_1.2", "failed", "passed" },
		{ "@services\nid,ok,good,owner\nS1,yes,yes,P1\nS2,,yes,P1\n"
		    "@people\nid,active\nP1,yes\n"
		    "@documents\nid,status,clauses\nD1,published,\n"
		    "@findings\nid,grade,clauses,open\n", REPAIR_EVIDENCE, "",
		    NULL, "a", "not evidenced", "met" },
		{ "@services\nid,ok,good,owner\nS1,yes,yes,P1\nS2,yes,yes,P1\n"
		    "@people\nid,active\nP1,yes\n"
		    "@documents\nid,status,clauses\nD1,draft,\n"
		    "@findings\nid,grade,clauses,open\n", REPAIR_RECORD, "",
		    "nothing published", "c", "not met (1 of 1), major",
		    "met" },
	};
	const struct path_change *x;
	struct fixture f;
	struct path p;

	judge(&f, cases[_i].data);
	find(&f, &p, "stage_1", VERDICT_READY_WITH_MINORS);
	ck_assert_int_eq(p.answer, PATH_FOUND);
	ck_assert_uint_eq(p.nchanges, 1);
	x = &p.change[0];
	ck_assert_int_eq(x->what.kind, cases[_i].kind);
	ck_assert_str_eq(x->what.key, cases[_i].key);
	if (cases[_i].now != NULL)
		ck_assert_str_eq(x->now, cases[_i].now);
	ck_assert_str_eq(x->effect[0].id, cases[_i].turns);
	ck_assert_str_eq(x->effect[0].was, cases[_i].was);
	ck_assert_str_eq(x->effect[0].is, cases[_i].is);
	path_free(&p);
	unit_judged(&f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("path");
	TCase *t = tcase_create("path");

	tcase_add_loop_test(t, no_change_can_be_left_out, 0,
	    getenv("LONG") == NULL ? 100 : 2000);
	tcase_add_test(t, nothing_to_change);
	tcase_add_test(t, what_no_record_reaches);
	tcase_add_loop_test(t, what_a_change_is, 0, 5);
	suite_add_tcase(s, t);
	return unit_run(s);
}
