/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The evaluator with its indexes against the plain one of tests/lib/naive.h,
 * on random rules over random registers; and the bounds of runs against every
 * way in which unknown members can turn out.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "reports/readiness_internal.h"
#include "tests/lib/mkdata.h"
#include "tests/lib/naive.h"
#include "tests/lib/unit.h"

static const char standard_text[] =
    "heading 4 Context\nclause 4.1 A\nclause 4.2 B\n"
    "parameter few number 2\nparameter span days 30\n"
    "register people list\n\tid id\n\tactive yesno\n\tboss ref(people)\n"
    "\tside word(red|blue|green)\n"
    "register items record\n\tid id\n\tperson ref(people)\n"
    "\tpeople ref(people)[]\n\tfor ref(people)[] all\n\tone ref(people) all\n"
    "\tside word(red|blue|green)\n\tsides word(red|blue|green)[]\n"
    "\tcode text\n\tcodes text[]\n\tn number\n\td date\n"
    "register other record\n\tid id\n\tcode text\n\tside word(red|blue|green)\n"
    "\tn number\n\td date\n\tok yesno\n\tperson ref(people)\n";

static const int today = 20726; /* 2026-09-30 */

struct gen {
	uint64_t s;
	char *out;
	size_t n, cap;
	int depth;
	/* variables in sight: letter by register */
	struct {
		char name;
		int reg;
	} var[8];
	int nvars;
};

static unsigned
roll(struct gen *g, unsigned n)
{
	g->s ^= g->s << 13;
	g->s ^= g->s >> 7;
	g->s ^= g->s << 17;
	return (unsigned)((g->s >> 11) % n);
}

static void
put(struct gen *g, const char *text)
{
	g->n += (size_t)snprintf(g->out + g->n, g->cap - g->n, "%s", text);
}

enum { TEXT, SIDE, NUMBER, DATE, PERSON, YES, KINDS };
static const char *const field[3][KINDS] = {
	{ "id", "side", NULL, NULL, "boss", "active" },
	{ "code", "side", "n", "d", "person", NULL },
	{ "code", "side", "n", "d", "person", "ok" },
};
static const char *const list[KINDS] = { "codes", "sides", NULL, NULL,
	"people", NULL };
static const char *const literal[KINDS][3] = {
	{ "\"X\"", "\"Y\"", "\"P1\"" }, { "red", "blue", "green" },
	{ "1", "few", "0" }, { "2026-01-01", "as_of", "as_of - span" },
	{ NULL }, { NULL },
};
static const char *const reg[3] = { "people", "items", "other" };

/* A field of that kind of some variable; false when there is none. */
static bool
put_field(struct gen *g, int kind, int *var)
{
	char text[80];
	int i = (int)roll(g, (unsigned)g->nvars);

	*var = i;
	if (field[g->var[i].reg][kind] == NULL)
		return false;
	if (kind == PERSON && g->var[i].reg == 0 && roll(g, 2) == 0)
		snprintf(text, sizeof(text), "%c", g->var[i].name);
	else if (kind != PERSON && g->var[i].reg > 0 && roll(g, 8) == 0 &&
	    field[0][kind] != NULL && kind != TEXT)
		snprintf(text, sizeof(text), "%c.person.%s", g->var[i].name,
		    field[0][kind]);
	else
		snprintf(text, sizeof(text), "%c.%s", g->var[i].name,
		    field[g->var[i].reg][kind]);
	put(g, text);
	return true;
}

static void put_condition(struct gen *g);

static void
put_bound(struct gen *g, const char *before, int needs)
{
	char text[80];
	int r = needs ? 1 + (int)roll(g, 2) : (int)roll(g, 3);

	g->var[g->nvars].name = (char)('a' + g->nvars);
	g->var[g->nvars].reg = r;
	snprintf(text, sizeof(text), "%s%c in %s", before,
	    g->var[g->nvars].name, reg[r]);
	put(g, text);
	g->nvars++;
}

static void
put_aggregate(struct gen *g)
{
	static const char *const kind[] = { "sum", "min", "max" };
	char text[40];
	char name = (char)('a' + g->nvars);

	put(g, "(");
	if (roll(g, 2) == 0) {
		put_bound(g, "count ", 0);
	} else {
		snprintf(text, sizeof(text), "%s %c.n for ",
		    kind[roll(g, 3)], name);
		put_bound(g, text, 1);
	}
	put(g, " where ");
	put_condition(g);
	g->nvars--;
	put(g, ")");
}

static void
put_leaf(struct gen *g)
{
	static const char *const op[] = { " = ", " != ", " < ", " <= ", " > ",
		" >= " };
	int kind = (int)roll(g, KINDS), var;
	size_t mark = g->n;
	unsigned what = roll(g, 10);

	if (!put_field(g, kind, &var)) {
		put(g, "as_of > 2000-01-01");
		return;
	}
	if (what == 0) {
		put(g, " is given");
	} else if (what == 1) {
		put(g, " is empty");
	} else if (kind == YES) {
		put(g, roll(g, 2) == 0 ? " = yes" : "");
	} else if (what == 2 && list[kind] != NULL && g->var[var].reg != 1) {
		for (int i = 0; i < g->nvars; i++)
			if (g->var[i].reg == 1) {
				char text[40];

				snprintf(text, sizeof(text), " in %c.%s",
				    g->var[i].name, kind == PERSON &&
				    roll(g, 2) ? "for" : list[kind]);
				put(g, text);
				return;
			}
		put(g, " is given");
	} else if (what == 3 && kind == NUMBER && g->depth < 3) {
		put(g, op[roll(g, 6)]);
		put_aggregate(g);
	} else {
		put(g, op[roll(g, kind == NUMBER || kind == DATE ? 6 : 2)]);
		if (literal[kind][0] != NULL && roll(g, 3) == 0) {
			put(g, literal[kind][roll(g, 3)]);
		} else if (!put_field(g, kind, &var)) {
			g->n = mark;
			put(g, "as_of > 2000-01-01");
		}
	}
}

static void
put_condition(struct gen *g)
{
	static const char *const join[] = { " and ", " and ", " or ",
		" implies " };
	static const char *const quantifier[] = { "some ", "every ", "no " };
	unsigned what = roll(g, 6);

	if (++g->depth > 5 || g->nvars > 4 || what < 2) {
		put_leaf(g);
	} else if (what < 4) {
		put(g, "(");
		put_condition(g);
		put(g, join[roll(g, 4)]);
		put_condition(g);
		put(g, ")");
	} else if (what == 4) {
		put(g, "not (");
		put_condition(g);
		put(g, ")");
	} else {
		put(g, "(");
		put_bound(g, quantifier[roll(g, 3)], 0);
		put(g, " where ");
		put_condition(g);
		put(g, " has ");
		put_condition(g);
		put(g, ")");
		g->nvars--;
	}
	g->depth--;
}

static const char *
one(struct gen *g, const char *const *of, unsigned n)
{
	return of[roll(g, n)];
}

static void
put_data(struct gen *g)
{
	static const char *const person[] = { "", "P1", "P2", "P3", "P9" };
	static const char *const people[] = { "", "P1", "P1;P2", "P2;P9",
		"P3" };
	static const char *const side[] = { "", "red", "blue", "green" };
	static const char *const sides[] = { "", "red", "red;blue", "green" };
	static const char *const code[] = { "", "X", "Y", "P1" };
	static const char *const codes[] = { "", "X", "X;Y", "P1" };
	static const char *const n[] = { "", "0", "1", "2", "-1" };
	static const char *const d[] = { "", "2026-01-01", "2026-09-10" };
	static const char *const yes[] = { "", "yes", "no" };
	char row[300];

	if (roll(g, 8) != 0) {
		put(g, "@people\nid,active,boss,side\n");
		for (int i = 1; i < 4; i++) {
			snprintf(row, sizeof(row), "P%d,%s,%s,%s\n", i,
			    one(g, yes, 3), one(g, person, 5),
			    one(g, side, 4));
			put(g, row);
		}
	}
	put(g, "@items\nid,person,people,for,one,side,sides,code,codes,n,d\n");
	for (int i = 0; i < 8; i++) {
		snprintf(row, sizeof(row), "I%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n",
		    i, one(g, person, 5), one(g, people, 5), one(g, people, 5),
		    one(g, person, 3), one(g, side, 4), one(g, sides, 4),
		    one(g, code, 4), one(g, codes, 4), one(g, n, 5),
		    one(g, d, 3));
		put(g, row);
	}
	if (roll(g, 8) == 0)
		return;
	put(g, "@other\nid,code,side,n,d,ok,person\n");
	for (int i = 0; i < 24; i++) {
		snprintf(row, sizeof(row), "O%d,%s,%s,%s,%s,%s,%s\n", i,
		    one(g, code, 4), one(g, side, 4), one(g, n, 5),
		    one(g, d, 3), one(g, yes, 3), one(g, person, 5));
		put(g, row);
	}
}

static const struct {
	const char *open;
	int reg;
} heads[] = {
	{ "criterion x \"X\" clause 4.1 every a in items minor ", 1 },
	{ "criterion x \"X\" clause 4.1 every a in people minor ", 0 },
	{ "criterion x \"X\" clause 4.1 every a in other minor ", 2 },
};

struct seeing {
	struct eval *v;
	const struct node *n;
	const char *rules;
	size_t seen;
};

static bool
compare(void *ctx, uint32_t ordinal)
{
	struct seeing *s = ctx;
	enum truth is = eval_truth(s->v, s->n), want = naive_truth(s->v, s->n);

	ck_assert_msg(is == want, "%s: record %u is %d, plainly %d", s->rules,
	    ordinal, is, want);
	s->seen++;
	return true;
}

/* Forty random rules over one random set of registers. */
START_TEST(the_plain_evaluator_agrees)
{
	static char text[20000], data[20000];
	struct gen g = { .s = ((uint64_t)_i + 1) * 0x9e3779b97f4a7c15U,
		.out = data, .cap = sizeof(data) };
	struct standard s;
	struct dataset d;
	size_t compiled = 0, seen = 0;

	put_data(&g);
	mk_standard(&s, standard_text);
	mk_data(&d, &s, data);
	mk_rules(&s, "criteria/1.rules", "");
	for (int k = 0; k < 40; k++) {
		unsigned head = roll(&g, 3);
		struct err e = { 0 };
		struct rules *r;
		struct seeing see;
		struct eval v;

		g.out = text;
		g.cap = sizeof(text);
		g.n = 0;
		g.depth = 0;
		put(&g, heads[head].open);
		g.nvars = 1;
		g.var[0].name = 'a';
		g.var[0].reg = heads[head].reg;
		put_condition(&g);
		put(&g, " else \"{a}\"");
		s.file[0].text = str_of(text);
		if (rules_load(&r, &s, &e) != 0)
			continue;
		compiled++;
		memset(&v, 0, sizeof(v));
		eval_begin(&v, r, &d, today, false);
		see = (struct seeing){ &v, r->crit[0].part->req->expr, text,
			0 };
		pop_walk(&v, &r->crit[0].part->pop[0], 0, compare, &see);
		seen += see.seen;
		eval_end(&v);
		rules_free(r);
	}
	ck_assert_uint_gt(compiled, 10);
	ck_assert_uint_gt(seen, 30);
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
	struct gen g = { .s = ((uint64_t)_i + 1) * 0x9e3779b97f4a7c15U };
	char data[1000] = "@people\nid\nP1\n@other\nid,ok,side,n\n";
	struct standard s;
	struct dataset d;
	struct rules *r;
	struct err e = { 0 };
	struct eval v;
	struct row row[6];
	size_t n = 1 + roll(&g, 6), len = strlen(data);
	int low = 99, high = 0;
	bool sure = true;

	for (size_t i = 0; i < n; i++) {
		unsigned in = _i % 2 == 0 ? 2 : roll(&g, 3);

		row[i] = (struct row){ 1 + (int)roll(&g, 5),
			(int)roll(&g, 3), (int)in };
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
	mk_standard(&s, standard_text);
	mk_data(&d, &s, data);
	mk_rules(&s, "criteria/1.rules", "criterion x \"X\" clause 4.1 minor "
	    "(run o.ok for o in other where o.side = red by o.n) < 2 else \"x\"");
	ck_assert_msg(rules_load(&r, &s, &e) == 0, "%s", e.msg);
	memset(&v, 0, sizeof(v));
	eval_begin(&v, r, &d, today, false);
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
	Suite *s = suite_create("rules_naive");
	TCase *t = tcase_create("naive");

	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, the_plain_evaluator_agrees, 0, 30);
	tcase_add_loop_test(t, runs_are_within_their_bounds, 0, 60);
	suite_add_tcase(s, t);
	return unit_run(s);
}
