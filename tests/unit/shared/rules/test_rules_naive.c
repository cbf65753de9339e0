/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The evaluator with its indexes against the plain one of tests/lib/naive.h,
 * on random rules over random registers; whole criteria, with what is declared
 * and what is a default, against the plain judge; and the bounds of runs
 * against every way in which unknown members can turn out.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"
#include "shared/base/num.h"
#include "shared/rules/run/reading.h"
#include "tests/lib/mkdata.h"
#include "tests/lib/naive.h"
#include "tests/lib/naive_crit.h"
#include "tests/lib/randrules.h"
#include "tests/lib/unit.h"

static const int today = 20726; /* 2026-09-30 */

/* NAIVE_SEEDS=N tries so many seeds, from NAIVE_FROM on (0). */
static int
number_of(const char *name, int unsaid)
{
	const char *text = getenv(name);
	uint64_t n;

	return text != NULL && num_parse_u64(str_of(text), 1000000000, &n) ?
	    (int)n : unsaid;
}

static uint64_t
first_seed(void)
{
	return (uint64_t)number_of("NAIVE_FROM", 0);
}

struct seeing {
	struct eval *v;
	const struct node *n;
	const char *rules;
};

static bool
compare(void *ctx, uint32_t ordinal)
{
	struct seeing *s = ctx;
	enum truth is = eval_truth(s->v, s->n), want = naive_truth(s->v, s->n);

	ck_assert_msg(is == want, "%s: record %u is %d, plainly %d", s->rules,
	    ordinal, is, want);
	return true;
}

/* NULL for a text that does not compile; nearly all do. */
static struct rules *
compile(struct standard *s, const char *text)
{
	struct err e = { 0 };
	struct rules *r = NULL;

	s->file[0].text = str_of(text);
	return rules_load(&r, s, &e) == 0 ? r : NULL;
}

/* Columns that some records, or all, come from a system without. */
static void
leave_out(struct randrules *g, struct dataset *d)
{
	for (size_t r = 0; r < d->standard->nregisters; r++)
		for (size_t f = 1; f < d->standard->reg[r].nfields; f++) {
			uint64_t *bits = ARENA_ARRAY(&d->mem, 1, uint64_t);
			unsigned odds = randrules_roll(g, 6);

			for (uint32_t i = 0; i < d->table[r].n; i++)
				if (odds == 0 || (odds == 1 &&
				    randrules_roll(g, 2) == 0))
					bit_set(bits, i);
			if (odds < 2)
				d->table[r].column[f].unsaid = bits;
		}
}

/* A random set of registers, and room for one rule file. */
static void
begin(struct randrules *g, struct standard *s, struct dataset *d, int seed)
{
	static char data[20000];

	randrules_init(g, first_seed() + (uint64_t)seed);
	randrules_data(g, data);
	mk_standard(s, randrules_standard);
	mk_data(d, s, data);
	leave_out(g, d);
	mk_rules(s, "criteria/1.rules", "");
}

/* One set in four is judged as a forecast, of a later day than it is of. */
static int
judged_on(struct dataset *d, int seed)
{
	d->forecast = seed % 4 == 3;
	d->judged_on = today - 20;
	return d->forecast ? today + 90 : today;
}

/* One cell in twenty is void, or nearly all are; or none is. */
static void
spoil(struct eval *v, struct randrules *g)
{
	unsigned most = randrules_roll(g, 3);

	for (int reg = 0; most < 2 && reg < (int)v->std->nregisters; reg++)
		for (uint32_t i = 0; i < v->d->table[reg].n; i++)
			for (int f = 0; f < (int)v->std->reg[reg].nfields;
			    f++)
				if ((randrules_roll(g, 20) == 0) != (most == 1))
					reading_void(v, reg, f, i);
	reading_begin(v);
}

/* Forty random rules over one random set of registers. */
START_TEST(the_plain_evaluator_agrees)
{
	static char text[20000];
	struct randrules g;
	struct standard s;
	struct dataset d;
	size_t compiled = 0;

	begin(&g, &s, &d, _i);
	for (int k = 0; k < 40; k++) {
		struct rules *r;
		struct seeing see;
		struct eval v;

		randrules_condition(&g, text);
		if ((r = compile(&s, text)) == NULL)
			continue;
		compiled++;
		memset(&v, 0, sizeof(v));
		eval_begin(&v, r, &d, judged_on(&d, _i));
		spoil(&v, &g);
		for (int i = 0; i < READINGS; i++) {
			see = (struct seeing){ i == 0 ? &v : reading_of(&v,
			    (enum reading)i), r->crit[0].part->req->expr,
			    text };
			pop_walk(see.v, &r->crit[0].part->pop[0], 0, compare,
			    &see);
		}
		eval_end(&v);
		rules_free(r);
	}
	ck_assert_uint_gt(compiled, 10);
	mk_free(&s, &d);
}
END_TEST

static void
judge_both(struct eval *v, struct rules *r, const char *text)
{
	struct arena a = { 0 };
	struct criterion c;
	struct buf is, want;

	buf_init(&is, BUF_MAX_DEFAULT);
	buf_init(&want, BUF_MAX_DEFAULT);
	crit_judge(v, 0, &c, &a);
	naive_text(&c, &is);
	naive_judge(v, &r->crit[0], &want);
	/* A message of the test library has no room for all violations. */
	if (!str_eq(buf_view(&is), buf_view(&want)))
		fprintf(stderr, "%s\n%s\nplainly:\n%s\n", text, buf_cstr(&is),
		    buf_cstr(&want));
	ck_assert_msg(str_eq(buf_view(&is), buf_view(&want)),
	    "the judges differ, see above");
	buf_fini(&is);
	buf_fini(&want);
	arena_fini(&a);
}

/* Thirty random criteria over one random set of registers. */
START_TEST(the_plain_judge_agrees)
{
	static char text[20000];
	struct randrules g;
	struct standard s;
	struct dataset d;
	size_t compiled = 0;

	begin(&g, &s, &d, _i);
	mk_rules(&s, "criteria/2.rules", randrules_nil);
	for (int k = 0; k < 30; k++) {
		struct rules *r;
		struct eval v;

		randrules_criterion(&g, text);
		if ((r = compile(&s, text)) == NULL)
			continue;
		compiled++;
		memset(&v, 0, sizeof(v));
		eval_begin(&v, r, &d, judged_on(&d, _i));
		if (k % 3 > 0)
			spoil(&v, &g);
		judge_both(&v, r, text);
		eval_end(&v);
		rules_free(r);
	}
	ck_assert_uint_gt(compiled, 5);
	mk_free(&s, &d);
}
END_TEST

/* ---- runs ---- */

struct row {
	int at;      /* 0: no place */
	int is, in;  /* NOT_TRUE, UNKNOWN, TRUE_ */
};

/* The longest run when all is known: bits say how unknown ones turn out. */
static int
longest(const struct row *r, size_t n, unsigned is, unsigned in)
{
	int best = 0, here = 0;

	for (int at = 1; at < 6; at++) {
		bool any = false, all = true;

		for (size_t i = 0; i < n; i++) {
			bool t = r[i].is == TRUE_ || (r[i].is == UNKNOWN &&
			    (is >> i & 1) != 0);

			if (r[i].at != at || !(r[i].in == TRUE_ ||
			    (r[i].in == UNKNOWN && (in >> i & 1) != 0)))
				continue;
			any = true;
			all &= t;
		}
		if (!any)
			continue;
		here = all ? here + 1 : 0;
		best = here > best ? here : best;
	}
	return best;
}

START_TEST(runs_are_within_their_bounds)
{
	static const char *const yes[] = { "no", "", "yes" };
	struct randrules g;
	char data[1000] = "@people\nid\nP1\n@other\nid,ok,side,n\n";
	struct standard s;
	struct dataset d;
	struct rules *r;
	struct err e = { 0 };
	struct eval v;
	struct row row[6];
	size_t n, len = strlen(data);
	int low = 99, high = 0;
	bool sure = true;

	randrules_init(&g, (uint64_t)_i);
	n = 1 + randrules_roll(&g, 6);
	for (size_t i = 0; i < n; i++) {
		unsigned in = _i % 2 == 0 ? 2 : randrules_roll(&g, 3);

		row[i] = (struct row){ 1 + (int)randrules_roll(&g, 5),
			(int)randrules_roll(&g, 3), (int)in };
		sure &= in != UNKNOWN;
		len += (size_t)snprintf(data + len, sizeof(data) - len,
		    "O%zu,%s,%s,%d\n", i, yes[row[i].is], in == 2 ? "red" :
		    in == 1 ? "" : "blue", row[i].at);
	}
	for (unsigned k = 0; k < 1u << (2 * n); k++) {
		int run = longest(row, n, k & ((1u << n) - 1), k >> n);

		low = run < low ? run : low;
		high = run > high ? run : high;
	}
	mk_standard(&s, randrules_standard);
	mk_data(&d, &s, data);
	mk_rules(&s, "criteria/1.rules", "criterion x \"X\" clause 4.1 minor "
	    "(run o.ok for o in other where o.side = red by o.n) < 2 else \"x\"");
	ck_assert_msg(rules_load(&r, &s, &e) == 0, "%s", e.msg);
	memset(&v, 0, sizeof(v));
	eval_begin(&v, r, &d, today);
	{
		struct val x;

		eval_val(&v, r->crit[0].part->req->expr->a, &x);
		ck_assert_int_eq(x.st, ST_GIVEN);
		ck_assert_msg(x.n <= low && x.hi >= high && (!sure ||
		    (x.n >= low && x.hi <= high)), "%s: %g to %g, truly %d to "
		    "%d", data, x.n, x.hi, low, high);
	}
	eval_end(&v);
	rules_free(r);
	mk_free(&s, &d);
}
END_TEST

int
main(void)
{
	int seeds = number_of("NAIVE_SEEDS", 40);
	Suite *s = suite_create("rules_naive");
	TCase *t = tcase_create("naive");

	tcase_add_loop_test(t, the_plain_evaluator_agrees, 0, seeds);
	tcase_add_loop_test(t, the_plain_judge_agrees, 0, seeds);
	tcase_add_loop_test(t, runs_are_within_their_bounds, 0, 60);
	suite_add_tcase(s, t);
	return unit_run(s);
}
