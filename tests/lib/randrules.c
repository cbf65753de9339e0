/* SPDX-License-Identifier: Apache-2.0 */
/* Random rules and registers; see randrules.h. */
#include "tests/lib/randrules.h"

#include <stdio.h>
#include <string.h>

#define CAP 20000

const char randrules_standard[] =
    "heading 4 Context\nclause 4.1 A\nclause 4.2 B\n"
    "parameter few number 2\nparameter span days 30\n"
    "register people list\n\tid id\n\tactive yesno\n\tboss ref(people)\n"
    "\tside word(red|blue|green)\n"
    "register items record\n\tid id\n\tperson ref(people)\n"
    "\tpeople ref(people)[]\n\tfor ref(people)[] all\n\tone ref(people) all\n"
    "\tside word(red|blue|green)\n\tsides word(red|blue|green)[]\n"
    "\tcode text\n\tcodes text[]\n\tn number\n\td date\n"
    "\tat number\n\tv number\n"
    "register other record\n\tid id\n\tcode text\n\tside word(red|blue|green)\n"
    "\tn number\n\td date\n\tok yesno\n\tperson ref(people)\n"
    "\tat number\n\tv number\n"
    "register nils record\n\tid id\n\twhat text\n\tfrom date\n\ttill date\n";

const char randrules_nil[] =
    "\nnil every n in nils covers n.what from n.from to n.till\n";

enum { TEXT, SIDE, NUMBER, DATE, PERSON, YES, KINDS };
enum { PEOPLE, ITEMS, OTHER };
static const char *const field[3][KINDS] = {
	[PEOPLE] = { "id", "side", NULL, NULL, "boss", "active" },
	[ITEMS] = { "code", "side", "n", "d", "person", NULL },
	[OTHER] = { "code", "side", "n", "d", "person", "ok" },
};
static const char *const list[KINDS] = { "codes", "sides", NULL, NULL,
	"people", NULL };
static const char *const literal[KINDS][3] = {
	{ "\"X\"", "\"Y\"", "\"P1\"" }, { "red", "blue", "green" },
	{ "1", "few", "0" }, { "2026-01-01", "as_of", "as_of - span" },
	{ NULL }, { NULL },
};
static const char *const reg[3] = { "people", "items", "other" };
static const char *const op[] = { " = ", " != ", " < ", " <= ", " > ",
	" >= " };

void
randrules_init(struct randrules *g, uint64_t seed)
{
	memset(g, 0, sizeof(*g));
	g->s = (seed + 1) * 0x9e3779b97f4a7c15U;
}

unsigned
randrules_roll(struct randrules *g, unsigned n)
{
	g->s ^= g->s << 13;
	g->s ^= g->s >> 7;
	g->s ^= g->s << 17;
	return (unsigned)((g->s >> 11) % n);
}

#define roll randrules_roll

static void
put(struct randrules *g, const char *text)
{
	g->n += (size_t)snprintf(g->out + g->n, g->cap - g->n, "%s", text);
}

static const char *
one(struct randrules *g, const char *const *of, unsigned n)
{
	return of[roll(g, n)];
}

/* ---- conditions ---- */

/* A field of that kind of some variable; false when there is none. */
static bool
put_field(struct randrules *g, int kind, int *var)
{
	char text[80];
	int i = (int)roll(g, (unsigned)g->nvars);

	*var = i;
	if (field[g->var[i].reg][kind] == NULL)
		return false;
	if (kind == PERSON && g->var[i].reg == PEOPLE && roll(g, 2) == 0)
		snprintf(text, sizeof(text), "%c", g->var[i].name);
	else if (kind != PERSON && g->var[i].reg > PEOPLE &&
	    roll(g, 8) == 0 && field[PEOPLE][kind] != NULL && kind != TEXT)
		snprintf(text, sizeof(text), "%c.person.%s", g->var[i].name,
		    field[PEOPLE][kind]);
	else
		snprintf(text, sizeof(text), "%c.%s", g->var[i].name,
		    field[g->var[i].reg][kind]);
	put(g, text);
	return true;
}

static void put_condition(struct randrules *g);

static void
bind(struct randrules *g, int r)
{
	g->var[g->nvars].name = (char)('a' + g->nvars);
	g->var[g->nvars].reg = r;
	g->nvars++;
}

/* "x in P": P a register, `numbers` one with numbers, or a list of people. */
static int
choose(struct randrules *g, bool numbers, char *text, size_t size)
{
	int r = numbers ? 1 + (int)roll(g, 2) : (int)roll(g, 3);
	int of = numbers || g->nvars == 0 || roll(g, 5) != 0 ? -1 :
	    (int)roll(g, (unsigned)g->nvars);
	char name = (char)('a' + g->nvars);

	if (of >= 0 && g->var[of].reg == ITEMS) {
		snprintf(text, size, "%c in %c.%s", name, g->var[of].name,
		    roll(g, 2) == 0 ? "people" : "for");
		return PEOPLE;
	}
	snprintf(text, size, "%c in %s", name, reg[r]);
	return r;
}

static void
put_bound(struct randrules *g, const char *before, bool numbers)
{
	char text[80];
	int r = choose(g, numbers, text, sizeof(text));

	put(g, before);
	put(g, text);
	bind(g, r);
}

/* [where E] [by K] behind a bound variable, which goes out of sight. */
static void
put_rest(struct randrules *g, bool ordered)
{
	static const char *const plain[] = { ".at > 2", ".at <= 5",
		".v is given", ".side = red", ".n >= 0" };
	char text[40];
	unsigned what = roll(g, 6);

	if (what > 0)
		put(g, " where ");
	if (what > 3)
		put_condition(g);
	else if (what > 0) {
		snprintf(text, sizeof(text), "%c%s",
		    g->var[g->nvars - 1].name, one(g, plain, 5));
		put(g, text);
	}
	g->nvars--;
	if (!ordered)
		return;
	snprintf(text, sizeof(text), " by %c.%s", (char)('a' + g->nvars),
	    roll(g, 4) != 0 ? "at" : roll(g, 2) == 0 ? "d" : "n");
	put(g, text);
	if (g->nvars > 0 && g->var[0].reg != PEOPLE && roll(g, 6) == 0 &&
	    text[6] != 'd')
		put(g, " * a.n");
}

static void
put_members(struct randrules *g, const char *head, bool ordered)
{
	put_bound(g, head, true);
	put_rest(g, ordered);
}

/* A condition stands in front of the binder of its variable. */
static void
put_run(struct randrules *g)
{
	char text[80];
	int r = choose(g, true, text, sizeof(text));

	bind(g, r);
	put(g, "run ");
	if (roll(g, 2) == 0) {
		put_condition(g);
	} else {
		put(g, (char[]){ (char)('a' + g->nvars - 1), '\0' });
		put(g, roll(g, 2) == 0 ? ".v > 1" : ".n >= 0");
	}
	put(g, " for ");
	put(g, text);
	put_rest(g, true);
}

/* A number over members that a condition selects. */
static void
put_number(struct randrules *g)
{
	static const char *const kind[] = { "sum", "min", "max" };
	static const char *const of[] = { "n", "v", "at" };
	char text[40], name = (char)('a' + g->nvars);
	unsigned what = roll(g, 8);

	put(g, "(");
	if (what < 2) {
		put_bound(g, "count ", false);
		put(g, " where ");
		put_condition(g);
		g->nvars--;
	} else if (what < 4) {
		put_run(g);
	} else if (what < 6) {
		snprintf(text, sizeof(text), "trend %c.%s for ", name,
		    roll(g, 3) == 0 ? "n" : "v");
		put_members(g, text, true);
	} else {
		snprintf(text, sizeof(text), "%s %c.%s for ",
		    one(g, kind, 3), name, one(g, of, 3));
		put_members(g, text, false);
	}
	put(g, ")");
}

/* The first or last day of members. */
static void
put_day(struct randrules *g)
{
	char text[40];

	snprintf(text, sizeof(text), "(%s %c.d for ", roll(g, 2) == 0 ?
	    "latest" : "earliest", (char)('a' + g->nvars));
	put_members(g, text, false);
	put(g, ")");
}

/* The set of a field of that kind. */
static void
put_set(struct randrules *g, int kind)
{
	char text[40];

	snprintf(text, sizeof(text), "(set %c.%s for ", (char)('a' + g->nvars),
	    field[OTHER][kind]);
	put_members(g, text, false);
	put(g, ")");
}

/* An aggregate beside nothing of the record at hand. */
static void
put_aggregate(struct randrules *g)
{
	static const char *const number[] = { "1", "few", "3", "0", "-1" };

	switch (roll(g, 5)) {
	case 0:
		put_day(g);
		put(g, roll(g, 2) == 0 ? " is given" : " is empty");
		return;
	case 1:
		put_day(g);
		put(g, op[roll(g, 6)]);
		put(g, literal[DATE][roll(g, 3)]);
		return;
	case 2:
		put(g, "size(");
		put_set(g, (int)roll(g, 2));
		put(g, ")");
		break;
	default:
		put_number(g);
		break;
	}
	put(g, op[roll(g, 6)]);
	put(g, one(g, number, 5));
}

/* "in" a list field of an item in sight. */
static void
put_in_list(struct randrules *g, int kind)
{
	char text[40];

	for (int i = 0; i < g->nvars; i++) {
		if (g->var[i].reg != ITEMS)
			continue;
		snprintf(text, sizeof(text), " in %c.%s", g->var[i].name,
		    kind == PERSON && roll(g, 2) ? "for" : list[kind]);
		put(g, text);
		return;
	}
	put(g, " is given");
}

/* The date behind `mark` in a window, or a register known until then. */
static void
put_window(struct randrules *g, size_t mark)
{
	static const char *const interval[] = { "span", "9 months",
		"2 weeks", "1 year" };
	char day[40];

	snprintf(day, sizeof(day), "%.*s", (int)(g->n - mark), g->out + mark);
	g->n = mark;
	if (roll(g, 4) == 0) {
		put(g, "known_until(");
		put(g, reg[roll(g, 3)]);
		put(g, ", ");
		put(g, day);
	} else {
		put(g, "within(");
		put(g, day);
		put(g, ", ");
		put(g, one(g, interval, 4));
	}
	put(g, ")");
}

static void
put_leaf(struct randrules *g)
{
	int kind = (int)roll(g, KINDS), var;
	bool shallow = g->depth < 4 && g->nvars < 4;
	size_t mark = g->n;
	unsigned what = roll(g, 10);

	if (shallow && roll(g, 6) == 0) {
		put_aggregate(g);
		return;
	}
	if (g->nvars == 0 || !put_field(g, kind, &var)) {
		put(g, "as_of > 2000-01-01");
		return;
	}
	if (what == 0) {
		put(g, " is given");
	} else if (what == 1) {
		put(g, " is empty");
	} else if (kind == YES) {
		put(g, roll(g, 2) == 0 ? " = yes" : "");
	} else if (what == 2 && list[kind] != NULL &&
	    g->var[var].reg != ITEMS) {
		put_in_list(g, kind);
	} else if (what < 5 && kind == NUMBER && shallow) {
		put(g, op[roll(g, 6)]);
		put_number(g);
	} else if (what > 7 && kind == DATE) {
		put_window(g, mark);
	} else if (what < 5 && kind == DATE && shallow) {
		put(g, op[roll(g, 6)]);
		put_day(g);
	} else if (what < 5 && list[kind] != NULL && shallow) {
		put(g, " in ");
		put_set(g, kind);
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
put_condition(struct randrules *g)
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
		put_bound(g, quantifier[roll(g, 3)], false);
		put(g, " where ");
		put_condition(g);
		put(g, " has ");
		put_condition(g);
		put(g, ")");
		g->nvars--;
	}
	g->depth--;
}

static void
start(struct randrules *g, char *out)
{
	g->out = out;
	g->cap = CAP;
	g->n = 0;
	g->depth = 0;
	g->nvars = 0;
}

/* ---- criteria ---- */

void
randrules_condition(struct randrules *g, char *out)
{
	int r = (int)roll(g, 3);

	start(g, out);
	put(g, "criterion x \"X\" clause 4.1 every a in ");
	put(g, reg[r]);
	put(g, " minor ");
	bind(g, r);
	put_condition(g);
	put(g, " else \"{a}\"");
}

/* " else "m {a}"", and what exceeds a default only. */
static void
put_requirement(struct randrules *g)
{
	static const char *const grade[] = { "\n  minor ", "\n  minor ",
		"\n  major ", "\n  observation " };
	const char *named = g->nvars == 0 ? "" : g->nvars == 1 ? " {a}" :
	    " {a} {b}";

	put(g, one(g, grade, 4));
	put_condition(g);
	if (roll(g, 3) == 0) {
		put(g, " if declared ");
		put_condition(g);
		put(g, " else \"kept not");
		put(g, named);
		put(g, "\" otherwise \"by default");
	} else {
		put(g, " else \"is not");
	}
	put(g, named);
	put(g, "\"");
}

static void
put_every(struct randrules *g)
{
	put(g, "\n  every ");
	put_bound(g, "", false);
	if (roll(g, 2) == 0) {
		put(g, " where ");
		put_condition(g);
	}
	if (roll(g, 3) == 0) {
		put_bound(g, ", ", false);
		put(g, " where ");
		put_condition(g);
	}
	for (unsigned n = 1 + roll(g, 3); n > 0; n--)
		put_requirement(g);
	g->nvars = 0;
}

void
randrules_criterion(struct randrules *g, char *out)
{
	bool alone;

	start(g, out);
	put(g, "criterion x \"X\"\n  clause 4.1");
	if (roll(g, 3) == 0)
		put(g, "\n  no breadth");
	if (roll(g, 3) == 0)
		put(g, "\n  needs members");
	alone = roll(g, 3) == 0;
	if (alone)
		put_requirement(g);
	for (unsigned n = roll(g, 3) + !alone; n > 0; n--)
		put_every(g);
	put(g, "\n");
}

/* ---- registers ---- */

static const char *const persons[] = { "", "P1", "P2", "P3", "P9" };
static const char *const side[] = { "", "red", "blue", "green" };
static const char *const code[] = { "", "X", "Y", "P1" };
static const char *const number[] = { "", "0", "1", "2", "-1" };
static const char *const day[] = { "", "2026-01-01", "2026-09-10",
	"2025-10-15", "2026-12-01" };
static const char *const yes[] = { "", "yes", "no" };
/* Seldom empty, so that runs and trends get somewhere. */
static const char *const worth[] = { "0", "1", "2", "3", "4", "5", "6", "0.5",
	"3", "7", "-2", "" };

/* A place in an order: mostly one of its own. */
static const char *
place(struct randrules *g, int i, char *text, size_t size)
{
	unsigned what = roll(g, 40);

	snprintf(text, size, "%d", what < 4 ? (int)roll(g, 8) : i);
	return what == 4 ? "" : text;
}

/* "@REGISTER", extracted on the day that is judged or some time before. */
static void
put_head(struct randrules *g, const char *name)
{
	static const char *const when[] = { "\n", " extracted 2026-08-31\n",
		" extracted 2026-02-28\n" };

	put(g, "@");
	put(g, name);
	put(g, one(g, when, 3));
}

static void
put_people(struct randrules *g)
{
	char row[200];

	put(g, "@people\nid,active,boss,side\n");
	for (int i = 1; i < 4; i++) {
		snprintf(row, sizeof(row), "P%d,%s,%s,%s\n", i,
		    one(g, yes, 3), one(g, persons, 5), one(g, side, 4));
		put(g, row);
	}
}

static void
put_items(struct randrules *g)
{
	static const char *const people[] = { "", "P1", "P1;P2", "P2;P9",
		"P3" };
	static const char *const sides[] = { "", "red", "red;blue", "green" };
	static const char *const codes[] = { "", "X", "X;Y", "P1" };
	char row[300], at[16];
	int n = roll(g, 10) == 0 ? 0 : 8;

	put_head(g, "items");
	put(g, "id,person,people,for,one,side,sides,code,codes,n,d,"
	    "at,v\n");
	for (int i = 0; i < n; i++) {
		snprintf(row, sizeof(row),
		    "I%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", i,
		    one(g, persons, 5), one(g, people, 5), one(g, people, 5),
		    one(g, persons, 3), one(g, side, 4), one(g, sides, 4),
		    one(g, code, 4), one(g, codes, 4), one(g, number, 5),
		    one(g, day, 5), place(g, i, at, sizeof(at)),
		    one(g, worth, 12));
		put(g, row);
	}
}

static void
put_other(struct randrules *g)
{
	char row[300], at[16];

	put_head(g, "other");
	put(g, "id,code,side,n,d,ok,person,at,v\n");
	for (int i = 0; i < 16; i++) {
		snprintf(row, sizeof(row), "O%d,%s,%s,%s,%s,%s,%s,%s,%s\n", i,
		    one(g, code, 4), one(g, side, 4), one(g, number, 5),
		    one(g, day, 5), one(g, yes, 3), one(g, persons, 5),
		    place(g, i, at, sizeof(at)), one(g, worth, 12));
		put(g, row);
	}
}

void
randrules_data(struct randrules *g, char *out)
{
	start(g, out);
	if (roll(g, 8) != 0)
		put_people(g);
	if (roll(g, 16) != 0)
		put_items(g);
	if (roll(g, 8) != 0)
		put_other(g);
	if (roll(g, 3) == 0) {
		put(g, "@nils\nid,what,from,till\n");
		for (int i = 0; i < 3; i++)
			if (roll(g, 2) == 0) {
				put(g, "N-");
				put(g, reg[i]);
				put(g, ",");
				put(g, reg[i]);
				put(g, roll(g, 4) == 0 ?
				    ",2026-01-01,2026-03-31\n" :
				    ",2026-01-01,2026-12-31\n");
			}
	}
}
