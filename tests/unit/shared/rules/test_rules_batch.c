/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Criteria over more records than one batch has, judged with everything that
 * is remembered and indexed, against the same judged record by record.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "reports/judge/readiness/readiness_internal.h"
#include "shared/rules/run/reading.h"
#include "tests/lib/mkdata.h"
#include "tests/lib/unit.h"

static const char standard_text[] =
    "heading 4 Context\nclause 4.1 A\nclause 4.2 B\n"
    "parameter few number 2\nparameter span days 30\n"
    "list topics word,title\n\tred,Red things\n\tblue,Blue things\n"
    "register people list\n\tid id\n\tactive yesno\n\tboss ref(people)\n"
    "\tside word(red|blue|green)\n"
    "register items record\n\tid id\n\tperson ref(people)\n"
    "\tpeople ref(people)[]\n\tone ref(people) all\n"
    "\tside word(red|blue|green)\n\tsides word(red|blue|green)[]\n"
    "\tall word(red|blue|green)[] all\n\tcode text\n\tcodes text[]\n"
    "\tn number\n\td date\n\tok yesno\n\tnever date\n\tnone word(a|b)\n"
    "register pairs record\n\tid id\n\tperson ref(people)\n\tcode text\n"
    "\tok yesno\n"
    "register other record\n\tid id\n\tcode text\n\tside word(red|blue|green)\n"
    "\tn number\n\td date\n\tok yesno\n\tperson ref(people)\n";

static const char *const conditions[] = {
	/* plain fields */
	"every a in items minor a.side = red else \"{a.side}\"",
	"every a in items minor a.side != red else \"{a.side}\"",
	"every a in items minor a.side in {red, blue} else \"{a.side}\"",
	"every a in items minor a.none = a else \"x\"",
	"every a in items minor a.never is empty else \"x\"",
	"every a in items minor a.never is given else \"x\"",
	"every a in items minor a.never < as_of else \"x\"",
	"every a in items minor a.person = \"P7\" else \"{a.person}\"",
	"every a in items minor a.person != a.one else \"{a.person}\"",
	"every a in items minor a.one = \"P7\" else \"{a.person}\"",
	"every a in items minor a.code = \"C3\" else \"{a.code}\"",
	"every a in items minor mentions(a.code, \"3\") else \"{a.code}\"",
	"every a in items minor a.sides contains red else \"{a.sides}\"",
	"every a in items minor a.all contains red else \"{a.all}\"",
	"every a in items minor a.codes contains \"C3\" else \"{a.codes}\"",
	"every a in items minor a.codes is given and a.sides is empty else \"x\"",
	"every a in items minor a.people is given else \"x\"",
	"every a in items minor a.people contains \"P3\" else \"{a.people}\"",
	"every a in items minor a.n < few else \"{a.n}\"",
	"every a in items minor a.n = 1 else \"{a.n}\"",
	"every a in items minor a.n != 1 else \"{a.n}\"",
	"every a in items minor a.n is given else \"{a.n}\"",
	"every a in items minor a.d >= as_of - span else \"{a.d}\"",
	"every a in items minor within(a.d, span) else \"{a.d}\"",
	"every a in items minor within(a.d, 10 days) else \"{a.d}\"",
	"every a in items minor within(a.d, 8 years) and a.ok else \"{a.d}\"",
	"every a in items minor within(a.d, a.n months) else \"{a.d}\"",
	"every a in items minor within(a.never, span) else \"{a.d}\"",
	"every p in people minor some a in items where a.person = p and within("
	    "a.d, 8 years) has a.ok else \"{p}\"",
	"every a in items minor a.d <= a.never else \"{a.d}\"",
	"every a in items minor a.d > extracted(a) else \"{a.d}\"",
	"every a in items minor a.ok else \"{a.ok}\"",
	"every a in items minor a.ok is given else \"{a.ok}\"",
	"every a in items minor a.person.side = blue else \"x\"",
	"every a in items minor a.person.active else \"x\"",
	"every a in items minor a.person is given else \"x\"",
	"every a in items minor a.code is empty else \"x\"",
	/* several */
	"every a in items where a.side = red or a.ok minor a.n < few else \"{a}\""
	    " observation a.d is given implies a.code is given else \"{a}\"",
	"every a in items where not (a.side = red and a.ok) minor not (a.n < few "
	    "or a.d is empty) else \"{a}\"",
	"every a in items where a.side is given implies a.ok minor a.side = red "
	    "implies a.n < few else \"{a}\"",
	/* quantifiers: one key, two, with constants, shared */
	"every p in people minor some a in items where a.person = p has a.ok "
	    "else \"{p}\"",
	"every p in people minor no a in items where a.person = p and a.side = "
	    "red has a.n < few else \"{p}\"",
	"every p in people minor every a in items where a.person = p and a.ok "
	    "has a.n < few else \"{p}\"",
	"every p in people minor some a in items where a.one = p has a.side = red "
	    "else \"{p}\"",
	"every p in people minor (count a in items where a.person = p and a.ok) "
	    "< 2 else \"{count a in items where a.person = p}\"",
	"every p in people minor every t in topics has some a in items where "
	    "a.person = p and a.sides contains t.word has a.ok else \"not: "
	    "{set t.title for t in topics where not some a in items where "
	    "a.person = p and a.sides contains t.word has a.ok}\"",
	"every p in people minor every t in topics has some o in other where "
	    "o.person = p and o.side = t.word has o.ok and o.n < few else \"not: "
	    "{set t.title for t in topics where not some o in other where "
	    "o.person = p and o.side = t.word has o.ok and o.n < few}\"",
	"every a in items where (some o in other where o.code = a.code has o.ok) "
	    "minor some o in other where o.code = a.code and o.side = a.side has "
	    "o.d > a.d else \"{a.code}\"",
	"every a in items minor no o in other where o.person = a.person and "
	    "o.code = a.code has o.d > a.d else \"{a.code}\" observation some o "
	    "in other where o.person = a.person and o.code = a.code has o.ok else "
	    "\"{a}\"",
	"every a in items minor no b in items where b.code = \"C3\" and b.person "
	    "= a.person has b.n > a.n else \"{a}\"",
	"every p in people minor some a in items where a.person = p has a.ok "
	    "else \"{p}\" observation not some a in items where a.person = p "
	    "has a.ok else \"{p}\"",
	"every p in people minor (some a in items where a.person = p and a.n is "
	    "given has a.ok is given and a.side is empty) or some b in items "
	    "where b.person != p and b.n is given has b.code is empty and b.side "
	    "is empty and b.n is empty else \"{p}\"",
	/* keys that are not certain: a set's members, a number's bounds */
	"every p in people minor every b in other where p in (set c.person for c "
	    "in pairs where c.code = b.code) has b.n = 1 else \"{p}\"",
	"every o in other minor no p in people where o.n = (count c in pairs "
	    "where c.person = p and c.ok) has p.active else \"{o.n}\"",
	/* over whole registers */
	"minor (count a in items where a.side = red) < 5 else \"{count a in items "
	    "where a.side = red}\"",
	"minor (sum a.n for a in items where a.ok) < 5 else \"{sum a.n for a in "
	    "items where a.ok}\"",
	"minor (latest a.d for a in items where a.code = \"C3\" and a.d is given) "
	    "< 2020-01-01 else \"x\"",
	"minor some a in items where a.ok has a.n > 3 else \"x\"",
	"minor every a in items where a.ok has a.n > 3 else \"x\"",
	/* built-in populations */
	"every r in references where r.supplied minor r.resolved else "
	    "\"{r.field} {r.value}\" minor not r.ambiguous else \"{r.value}\"",
	"every r in references minor r.supplied else \"{r.target}\"",
	"every r in references minor r.resolved or r.field != \"boss\" else "
	    "\"{r.field} {r.value}\"",
	"every k in keys minor k.twins = 0 else \"{k.key}\"",
	"every k in keys where k.register != \"people\" minor k.twins = 0 else "
	    "\"{k.key}\"",
};
#define CONDITIONS (sizeof(conditions) / sizeof(conditions[0]))

/* A data criterion before them: what it finds makes cells void. */
#define DEFECTS "criterion D-x \"D\" clause data defects every a in items " \
    "observation a.n >= 0 else \"below\" voids n, d, ok observation " \
    "a.side != green else \"green\" voids side, person every o in other " \
    "observation o.n >= 0 else \"below\" voids code, d, person\n"

static uint64_t state;

static const char *
one(const char *const *of, size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return of[(state >> 11) % n];
}

#define ONE(...) one((const char *const[]){ __VA_ARGS__ }, \
    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static void
put_data(struct buf *b, unsigned n)
{
	buf_puts(b, "@people extracted 2026-01-01\nid,active,boss,side\n");
	for (unsigned i = 0; i < 40; i++)
		buf_printf(b, "P%u,%s,%s,%s\n", i, ONE("", "yes", "no"),
		    ONE("", "P1", "P99"), ONE("", "red", "blue"));
	buf_puts(b, "p7,yes,P2,red\n"); /* but for case, P7 */
	buf_puts(b, "@items extracted 2026-09-10\nid,person,people,one,side,sides,all,code,codes,n,"
	    "d,ok\n");
	for (unsigned i = 0; i < n; i++)
		buf_printf(b, "I%u,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", i,
		    ONE("", "P1", "P2", "P3", "P5", "P7", "p7", "P9", "P10",
		    "P11", "P12", "P20", "P30", "P31", "P39", "P99"),
		    ONE("", "P1", "P2;P3", "P99"), ONE("", "P7", "P3"),
		    ONE("", "red", "blue", "green"),
		    ONE("", "red", "red;blue", "green"),
		    ONE("", "red", "blue"), ONE("", "C1", "C3", "C4"),
		    ONE("", "C3", "C1;C3"), ONE("", "0", "1", "2", "5", "-1"),
		    ONE("", "2019-05-05", "2026-09-10", "2027-01-01"),
		    ONE("", "yes", "no"));
	buf_puts(b, "@pairs\nid,person,code,ok\n");
	for (unsigned i = 0; i < 12; i++)
		buf_printf(b, "Q%u,%s,%s,%s\n", i, ONE("", "P1", "P2", "P3"),
		    ONE("", "C1", "C3"), ONE("", "yes", "no"));
	buf_puts(b, "@other extracted 2026-09-30\nid,code,side,n,d,ok,person\n");
	for (unsigned i = 0; i < n / 2; i++)
		buf_printf(b, "O%u,%s,%s,%s,%s,%s,%s\n", i,
		    ONE("", "C1", "C3"), ONE("", "red", "blue"),
		    ONE("", "1", "3", "-1"), ONE("", "2019-01-01",
		    "2026-09-15"), ONE("", "yes", "no"),
		    ONE("", "P1", "P2", "P7", "P99"));
}

/* Judges everything; the criterion asked about is the last. */
static void
judge(struct criterion *c, struct eval *v, struct rules *r,
    const struct dataset *d, bool plainly, struct arena *a)
{
	size_t last = rules_count(r) - 1;

	memset(v, 0, sizeof(*v));
	r->index_entries = plainly ? 0 : INDEX_MAX_ENTRIES;
	eval_begin(v, r, d, date_of(2026, 9, 30));
	for (size_t i = 0; i < last; i++)
		crit_judge(v, i, c, a);
	if (last > 0)
		reading_begin(v);
	crit_judge(v, last, c, a);
}

static void
compare(const struct criterion *a, const struct criterion *b, const char *rule)
{
	ck_assert_msg(a->result == b->result && a->of == b->of &&
	    a->failing == b->failing && a->unknown == b->unknown &&
	    a->grade == b->grade && a->nviolations == b->nviolations,
	    "%s: %d, %llu of %llu fail, %llu unknown; plainly %d, %llu of %llu, "
	    "%llu", rule, a->result, (unsigned long long)a->failing,
	    (unsigned long long)a->of, (unsigned long long)a->unknown,
	    b->result, (unsigned long long)b->failing,
	    (unsigned long long)b->of, (unsigned long long)b->unknown);
	for (size_t i = 0; i < a->nviolations; i++) {
		const struct violation *x = &a->violation[i];
		const struct violation *y = &b->violation[i];

		ck_assert_msg(strcmp(x->reg, y->reg) == 0 &&
		    strcmp(x->key, y->key) == 0 && x->grade == y->grade &&
		    strcmp(x->message, y->message) == 0,
		    "%s: %s %s: %s; plainly %s %s: %s", rule, x->reg, x->key,
		    x->message, y->reg, y->key, y->message);
	}
}

static void
check(const char *rule, const char *before, unsigned records)
{
	struct buf data, text;
	struct standard s;
	struct dataset d;
	struct table *items;
	struct rules *r;
	struct err e = { 0 };
	struct arena a = { 0 };
	struct criterion fast, plain;
	struct eval v;

	buf_init(&data, 1 << 20);
	buf_init(&text, 1 << 16);
	put_data(&data, records);
	buf_printf(&text, "%scriterion x \"X\" clause 4.1 %s", before, rule);
	mk_standard(&s, standard_text);
	mk_data(&d, &s, buf_cstr(&data));
	/* Records of several batches, of different days, beside each other. */
	items = &d.table[standard_register(&s, STR("items"))];
	for (uint32_t i = 0; i < items->n; i++)
		items->batch[i] = 1 + i / 5 % 3;
	/* Every third column is one that some of them came without. */
	for (size_t f = 1; f < items->schema->nfields; f += 3) {
		uint64_t *bits = ARENA_ARRAY(&d.mem, items->n / 64 + 1,
		    uint64_t);

		for (uint32_t i = 0; i < items->n; i++)
			if (i / 7 % 3 == f % 2)
				bit_set(bits, i);
		items->column[f].unsaid = bits;
	}
	mk_rules(&s, "criteria/1.rules", buf_cstr(&text));
	ck_assert_msg(rules_load(&r, &s, &e) == 0, "%s", e.msg);
	judge(&fast, &v, r, &d, false, &a);
	ck_assert_int_eq(eval_check(&v, &e), 0);
	eval_end(&v);
	judge(&plain, &v, r, &d, true, &a);
	eval_end(&v);
	compare(&fast, &plain, rule);
	rules_free(r);
	mk_free(&s, &d);
	arena_fini(&a);
	buf_fini(&data);
	buf_fini(&text);
}

START_TEST(batches_agree_with_records)
{
	state = 0x9e3779b97f4a7c15U * ((uint64_t)_i + 1);
	check(conditions[_i], "", 1500);
	check(conditions[_i], "", 1024);
	check(conditions[_i], "", 3);
}
END_TEST

START_TEST(void_cells_are_doubted_in_both)
{
	state = 0x9e3779b97f4a7c15U * ((uint64_t)_i + 77);
	check(conditions[_i], DEFECTS, 1100);
	check(conditions[_i], DEFECTS, 60);
	check(conditions[_i], DEFECTS, 20);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rules_batch");
	TCase *t = tcase_create("batch");

	tcase_add_loop_test(t, batches_agree_with_records, 0, CONDITIONS);
	tcase_add_loop_test(t, void_cells_are_doubted_in_both, 0,
	    CONDITIONS);
	suite_add_tcase(s, t);
	return unit_run(s);
}
