/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What holds for every criterion whatever it says: the order of records is
 * nothing, another violation never helps, evidence taken away never helps, and
 * what becomes of it without a register, with an empty one, with a nil return
 * is written down in tests/criteria/absent.txt (CRITERIA_WRITE=FILE writes it).
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/file/fileio.h"
#include "tests/lib/cases.h"
#include "tests/lib/unit.h"

static struct standard standard;
static struct rules *rules;
static struct cases *cases;
static char *folder;

static void
setup(void)
{
	char *dir = standard_shipped();
	struct err e = { 0 };

	ck_assert_ptr_nonnull(dir);
	ck_assert_int_eq(standard_load_dir(&standard, dir, &e), 0);
	ck_assert_int_eq(rules_load(&rules, &standard, &e), 0);
	folder = path_join(dir, "../../tests/criteria");
	cases = cases_load(&standard, folder);
	free(dir);
}

static void
teardown(void)
{
	cases_free(cases);
	rules_free(rules);
	standard_free(&standard);
	free(folder);
}

static size_t
criterion_of(const struct case_line *l)
{
	int k = rules_find(rules, str_of(l->criterion));

	ck_assert_int_ge(k, 0);
	return (size_t)k;
}

/* The line's changes and more; judged. */
static void
judge(struct outcome *o, const struct case_line *l, const char *more)
{
	struct dataset d;
	int32_t as_of;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_put(&b, l->changes.p, l->changes.n);
	buf_puts(&b, l->changes.n > 0 ? " | " : "");
	buf_puts(&b, more);
	cases_make(cases, buf_view(&b), &d, &as_of);
	outcome_judge(o, rules, &d, as_of, criterion_of(l));
	cases_drop(&d);
	buf_fini(&b);
}

/* Higher is worse; what is not known stands between minor and observation. */
static int
rank(const struct outcome *o)
{
	switch (o->c.result) {
	case CRIT_NOT_MET:
		return o->c.grade == GRADE_MAJOR ? 5 :
		    o->c.grade == GRADE_MINOR ? 3 : 2;
	case CRIT_NOT_EVIDENCED:
	case CRIT_NOT_ASSESSABLE:
		return 4;
	default:
		return 0;
	}
}

START_TEST(the_order_of_records_is_nothing)
{
	for (size_t i = 0; i < cases_count(cases); i++) {
		const struct case_line *l = cases_line(cases, i);
		const struct dataset *d;
		struct outcome a, b;
		int32_t as_of;
		bool same;

		d = cases_data(cases, i, &as_of);
		outcome_judge(&a, rules, d, as_of, criterion_of(l));
		judge(&b, l, "reversed");
		same = a.c.result == b.c.result && a.c.grade == b.c.grade &&
		    a.c.of == b.c.of && a.c.failing == b.c.failing &&
		    a.c.unknown == b.c.unknown &&
		    a.c.nviolations == b.c.nviolations;
		ck_assert_msg(same, "%s:%u: %s", l->file, l->line,
		    l->criterion);
		outcome_free(&a);
		outcome_free(&b);
	}
}
END_TEST

START_TEST(another_violation_never_helps)
{
	size_t copied = 0;

	for (size_t i = 0; i < cases_count(cases); i++) {
		const struct case_line *l = cases_line(cases, i);
		const struct dataset *d;
		struct outcome a, b;
		int32_t as_of;
		char more[200];
		const struct violation *v;

		d = cases_data(cases, i, &as_of);
		outcome_judge(&a, rules, d, as_of, criterion_of(l));
		v = a.c.nviolations == 0 ? NULL :
		    &a.c.violation[a.c.nviolations - 1];
		if (v != NULL && v->row > 0 &&
		    strcmp(v->reg, "references") != 0) {
			snprintf(more, sizeof(more), "copy %s.%s ZZZ9",
			    v->reg, v->key);
			judge(&b, l, more);
			ck_assert_msg(rank(&b) >= rank(&a) &&
			    b.c.failing >= a.c.failing, "%s:%u: %s: another "
			    "%s helps", l->file, l->line, l->criterion,
			    v->key);
			outcome_free(&b);
			copied++;
		}
		outcome_free(&a);
	}
	ck_assert_uint_gt(copied, 300);
}
END_TEST

/* ---- evidence taken away ---- */

/*
 * Registers a node ranges over so that fewer records may help; it stands under
 * an odd number of negations, or not.
 */
static void
ranged(const struct node *n, bool negative, bool *may)
{
	const struct quant *q;
	bool no;

	if (n == NULL)
		return;
	ranged(n->a, negative != (n->op == OP_NOT || n->op == OP_IMPLIES), may);
	ranged(n->b, negative, may);
	for (const struct node *i = n->next; i != NULL; i = i->next)
		ranged(i, negative, may);
	if ((q = n->q) == NULL)
		return;
	no = negative != (q->kind == Q_NO);
	if (q->pop.kind == POP_REGISTER && (q->kind != Q_SOME || no))
		may[q->pop.reg] = true;
	ranged(q->where, no != (q->kind == Q_EVERY), may);
	ranged(q->has, no, may);
	ranged(q->order, no, may);
}

static void
may_help(const struct crit *k, bool *may)
{
	memset(may, 0, standard.nregisters * sizeof(*may));
	for (const struct part *p = k->part; p != NULL; p = p->next) {
		for (size_t i = 0; i < p->npops; i++) {
			if (p->pop[i].kind == POP_REGISTER)
				may[p->pop[i].reg] = true;
			ranged(p->where[i], true, may);
		}
		for (const struct req *q = p->req; q != NULL; q = q->next) {
			ranged(q->expr, false, may);
			ranged(q->declared, false, may);
		}
	}
}

struct taking {
	const struct case_line *l;
	int before;
	bool may[64];
	unsigned random;
	size_t tried;
};

static void
take_away(struct taking *t, const char *more)
{
	struct outcome o;

	judge(&o, t->l, more);
	ck_assert_msg(rank(&o) > 0 || t->before == 0, "%s:%u: %s is %s "
	    "with: %s", t->l->file, t->l->line, t->l->criterion,
	    crit_result_name(o.c.result), more);
	outcome_free(&o);
	t->tried++;
}

static bool
changes_have(const struct case_line *l, const char *what)
{
	for (size_t i = 0; i + strlen(what) <= l->changes.n; i++)
		if (memcmp(l->changes.p + i, what, strlen(what)) == 0)
			return true;
	return false;
}

/* A few records of each case, always the same ones. */
static void
take_record(void *ctx, const char *reg, const char *key)
{
	struct taking *t = ctx;
	char more[300], named[200], emptied[100], gone[100];

	t->random = t->random * 1103515245u + 12345u;
	snprintf(named, sizeof(named), "%s.%s", reg, key);
	if (t->may[standard_register(&standard, str_of(reg))] ||
	    (t->random >> 16) % 40 != 0)
		return;
	snprintf(more, sizeof(more), "-%s", named);
	snprintf(emptied, sizeof(emptied), "%s=", reg);
	snprintf(gone, sizeof(gone), "-%s", reg);
	if (!changes_have(t->l, named) && !changes_have(t->l, emptied) &&
	    !changes_have(t->l, gone))
		take_away(t, more);
}

START_TEST(evidence_taken_away_never_helps)
{
	size_t tried = 0, special[2];

	/* Told by their own rules: no evidence, but what is said of it. */
	special[0] = (size_t)standard_register(&standard, STR("findings"));
	special[1] = (size_t)standard_register(&standard, STR("nil_returns"));
	for (size_t i = 0; i < cases_count(cases); i++) {
		struct taking t = { .l = cases_line(cases, i),
			.random = (unsigned)i };
		const struct dataset *d;
		struct outcome a;
		int32_t as_of;

		d = cases_data(cases, i, &as_of);
		outcome_judge(&a, rules, d, as_of, criterion_of(t.l));
		t.before = rank(&a);
		may_help(&rules->crit[criterion_of(t.l)], t.may);
		t.may[special[0]] = t.may[special[1]] = true;
		if (t.before > 0 && strncmp(t.l->criterion, "D-", 2) != 0)
			cases_records(cases, take_record, &t);
		outcome_free(&a);
		tried += t.tried;
	}
	ck_assert_uint_gt(tried, 1000);
}
END_TEST

/* ---- defects ---- */

struct spoiling {
	const struct case_line *l;
	int before;
	unsigned random;
	size_t tried, bad;
};

static void
spoil(struct spoiling *t, const char *more)
{
	const struct case_line *l = t->l;
	struct dataset d;
	struct outcome o;
	int32_t as_of;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_put(&b, l->changes.p, l->changes.n);
	buf_printf(&b, "%s%s", l->changes.n > 0 ? " | " : "", more);
	cases_make(cases, buf_view(&b), &d, &as_of);
	outcome_judge_doubted(&o, rules, &d, as_of, criterion_of(l));
	if (rank(&o) == 0 && o.c.result != CRIT_NOTHING_TO_ASSESS) {
		fprintf(stderr, "%s:%u: %s is %s with: %s\n", l->file,
		    l->line, l->criterion, crit_result_name(o.c.result),
		    buf_cstr(&b));
		t->bad++;
	}
	outcome_free(&o);
	cases_drop(&d);
	buf_fini(&b);
	t->tried++;
}

/* Does the condition hold a date against the extraction, or a field so asked? */
static bool
mentions(const struct node *n, enum op op, int reg, int field)
{
	if (n == NULL)
		return false;
	if (n->op == op && (op == OP_EXTRACTED || (n->a->op == OP_FIELD &&
	    n->a->reg == reg && n->a->field == field)))
		return true;
	return mentions(n->a, op, reg, field) ||
	    mentions(n->b, op, reg, field) ||
	    mentions(n->next, op, reg, field) || (n->q != NULL &&
	    (mentions(n->q->where, op, reg, field) ||
	    mentions(n->q->has, op, reg, field)));
}

/* Is the field void where its day lies after the extraction? */
static bool
is_past(int reg, int field)
{
	for (size_t i = 0; i < rules->ncrit; i++)
		for (const struct part *p = rules->crit[i].part; p != NULL;
		    p = p->next)
			for (const struct req *q = p->req; q != NULL;
			    q = q->next)
				if (q->nvoids == 1 && p->pop[0].reg == reg &&
				    q->voids[0] == field &&
				    mentions(q->expr, OP_EXTRACTED, 0, 0))
					return true;
	return false;
}

/* A rule that asks whether it is given says what an empty one means. */
static bool
is_asked_for(const struct crit *k, int reg, int field)
{
	for (const struct part *p = k->part; p != NULL; p = p->next) {
		for (size_t i = 0; i < p->npops; i++)
			if (mentions(p->where[i], OP_GIVEN, reg, field) ||
			    mentions(p->where[i], OP_EMPTY, reg, field))
				return true;
		for (const struct req *q = p->req; q != NULL; q = q->next)
			if (mentions(q->expr, OP_GIVEN, reg, field) ||
			    mentions(q->expr, OP_EMPTY, reg, field))
				return true;
	}
	return false;
}

/* Every cell that has a value leads nowhere, lies ahead, or is empty. */
static void
spoil_field(struct spoiling *t, const struct crit *k, int reg, int field)
{
	const struct schema *s = &standard.reg[reg];
	const struct field *f = &s->field[field];
	char more[200];

	t->random = t->random * 1103515245u + 12345u;
	if ((t->random >> 16) % 8 != 0)
		return;
	if (f->type == FIELD_REF) {
		snprintf(more, sizeof(more), "!%s.%s=ZZZ#", s->name, f->name);
		spoil(t, more);
	} else if (f->type == FIELD_DATE && is_past(reg, field)) {
		snprintf(more, sizeof(more), "!%s.%s=2099-01-01", s->name,
		    f->name);
		spoil(t, more);
	}
	for (const struct key_field *a = k->assigned; a != NULL; a = a->next)
		if (a->reg == reg && a->field == field && !a->sought &&
		    !f->empty_means_all && !is_asked_for(k, reg, field)) {
			snprintf(more, sizeof(more), "!%s.%s=", s->name,
			    f->name);
			spoil(t, more);
		}
}

/* What is not met, or not shown, is not met with defects either. */
START_TEST(defects_never_help)
{
	size_t tried = 0, bad = 0;

	for (size_t i = 0; i < cases_count(cases); i++) {
		struct spoiling t = { .l = cases_line(cases, i),
			.random = (unsigned)i };
		const struct crit *k = &rules->crit[criterion_of(t.l)];
		const struct dataset *d;
		struct outcome a;
		int32_t as_of;

		d = cases_data(cases, i, &as_of);
		outcome_judge(&a, rules, d, as_of, criterion_of(t.l));
		for (int r = 0; rank(&a) > 0 && !k->defects &&
		    r < (int)standard.nregisters; r++)
			for (int f = 0; k->reads[r] &&
			    f < (int)standard.reg[r].nfields; f++)
				spoil_field(&t, k, r, f);
		outcome_free(&a);
		tried += t.tried;
		bad += t.bad;
	}
	ck_assert_uint_gt(tried, 500);
	ck_assert_uint_eq(bad, 0);
}
END_TEST

/* ---- registers that are not there ---- */

static void
put_line(struct buf *b, size_t i, const char *changes)
{
	struct case_line l = { .criterion = rules_about(rules, i).id };
	struct outcome o;
	char text[64];

	judge(&o, &l, changes);
	buf_printf(b, "%s\t%s\t%s\n", l.criterion, changes,
	    outcome_text(&o, text, sizeof(text)));
	outcome_free(&o);
}

static void
put_absent(struct buf *b, size_t i)
{
	char changes[200];
	struct buf all;

	buf_init(&all, BUF_MAX_DEFAULT);
	for (size_t r = 0; r < standard.nregisters; r++) {
		const char *reg = standard.reg[r].name;

		buf_printf(&all, "%s-%s", r == 0 ? "" : " | ", reg);
		if (!rules_reads(rules, i, (unsigned)r))
			continue;
		snprintf(changes, sizeof(changes), "-%s", reg);
		put_line(b, i, changes);
		snprintf(changes, sizeof(changes), "%s=", reg);
		put_line(b, i, changes);
		snprintf(changes, sizeof(changes), "-%s | nil %s", reg, reg);
		put_line(b, i, changes);
	}
	put_line(b, i, buf_cstr(&all));
	buf_fini(&all);
}

START_TEST(absence_is_as_written_down)
{
	const char *write = getenv("CRITERIA_WRITE");
	char *path = path_join(folder, "absent.txt");
	struct buf now, then;
	struct err e = { 0 };

	buf_init(&now, BUF_MAX_DEFAULT);
	buf_init(&then, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < rules_count(rules); i++)
		put_absent(&now, i);
	if (write != NULL) {
		FILE *f = fopen(write, "w");

		ck_assert_ptr_nonnull(f);
		ck_assert_uint_eq(fwrite(now.p, 1, now.n, f), now.n);
		ck_assert_int_eq(fclose(f), 0);
	}
	ck_assert_int_eq(file_read(path, &then, &e), 0);
	for (struct str a = buf_view(&then), b = buf_view(&now);
	    a.n > 0 || b.n > 0;) {
		struct str x = { "", 0 }, y = { "", 0 };

		str_next(&a, '\n', &x);
		str_next(&b, '\n', &y);
		ck_assert_msg(str_eq(x, y), "%.*s, expected %.*s", STR_ARG(y),
		    STR_ARG(x));
	}
	buf_fini(&now);
	buf_fini(&then);
	free(path);
}
END_TEST

/* Without a register nothing is known; without any, nothing is met. */
START_TEST(nothing_is_met_without_registers)
{
	for (size_t i = 0; i < rules_count(rules); i++) {
		struct case_line l = { .criterion = rules_about(rules, i).id };
		struct outcome o;
		struct buf all;

		buf_init(&all, BUF_MAX_DEFAULT);
		for (size_t r = 0; r < standard.nregisters; r++)
			buf_printf(&all, "%s-%s", r == 0 ? "" : " | ",
			    standard.reg[r].name);
		judge(&o, &l, buf_cstr(&all));
		ck_assert_msg(o.c.result == CRIT_NOT_EVIDENCED, "%s is %s",
		    l.criterion, crit_result_name(o.c.result));
		buf_fini(&all);
		outcome_free(&o);
	}
}
END_TEST

/* ---- columns that are not there ---- */

/* The base, which meets everything, without one column, and what stands for it. */
static void
lose(size_t i, size_t reg, size_t field)
{
	const struct schema *sc = &standard.reg[reg];
	const struct field *f = &sc->field[field];
	struct case_line l = { .criterion = rules_about(rules, i).id };
	struct outcome o;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_printf(&b, "?%s.%s", sc->name, f->name);
	for (size_t k = 0; k < f->nbeside; k++)
		buf_printf(&b, " | ?%s.%s", sc->name,
		    sc->field[f->beside[k]].name);
	judge(&o, &l, buf_cstr(&b));
	/* Where a default rules instead, exceeding it is an observation. */
	ck_assert_msg(o.c.result != CRIT_NOT_MET || (f->absent_means_empty &&
	    o.c.grade == GRADE_OBSERVATION), "%s is violated with %s: %s",
	    l.criterion, buf_cstr(&b), o.c.violation[0].message);
	buf_fini(&b);
	outcome_free(&o);
}

/* A field that another register fills says what that one says. */
static bool
is_filled(size_t reg, size_t field)
{
	for (const struct fill *f = rules->fill; f != NULL; f = f->next)
		if (f->reg == (int)reg && f->field == (int)field)
			return true;
	return false;
}

START_TEST(a_missing_column_is_no_violation)
{
	size_t tried = 0;

	for (size_t i = 0; i < rules_count(rules); i++)
		for (size_t r = 0; r < standard.nregisters; r++)
			for (size_t f = 0; f < standard.reg[r].nfields; f++) {
				const bool *reads = rules->crit[i].fields[r];

				if (reads == NULL || !reads[f] ||
				    f == standard.reg[r].key ||
				    is_filled(r, f))
					continue;
				lose(i, r, f);
				tried++;
			}
	ck_assert_uint_gt(tried, 500);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("criteria_properties");
	TCase *t = tcase_create("properties");

	tcase_add_unchecked_fixture(t, setup, teardown);
	tcase_add_test(t, the_order_of_records_is_nothing);
	tcase_add_test(t, another_violation_never_helps);
	tcase_add_test(t, evidence_taken_away_never_helps);
	tcase_add_test(t, defects_never_help);
	tcase_add_test(t, absence_is_as_written_down);
	tcase_add_test(t, nothing_is_met_without_registers);
	tcase_add_test(t, a_missing_column_is_no_violation);
	suite_add_tcase(s, t);
	return unit_run(s);
}
