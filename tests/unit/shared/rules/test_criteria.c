/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The criteria of the standard over cases written down in tests/criteria: each
 * criterion met, each of its requirements violated.
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

static void
setup(void)
{
	char *dir = standard_shipped(), *folder;
	struct err e = { 0 };

	ck_assert_ptr_nonnull(dir);
	ck_assert_msg(standard_load_dir(&standard, dir, &e) == 0, "%s", e.msg);
	ck_assert_msg(rules_load(&rules, &standard, &e) == 0, "%s", e.msg);
	folder = path_join(dir, "../../tests/criteria");
	cases = cases_load(&standard, folder);
	free(folder);
	free(dir);
}

static void
teardown(void)
{
	cases_free(cases);
	rules_free(rules);
	standard_free(&standard);
}

static void
print_violations(const struct outcome *o)
{
	for (size_t i = 0; i < o->c.nviolations; i++)
		fprintf(stderr, "    %s %s %s: %s\n",
		    grade_name(o->c.violation[i].grade), o->c.violation[i].reg,
		    o->c.violation[i].key, o->c.violation[i].message);
	if (o->c.nviolations == 0 && o->c.why != NULL)
		fprintf(stderr, "    %s\n", o->c.why);
}

/* The base is of an organisation that is not certified yet. */
START_TEST(the_base_meets_every_criterion)
{
	struct dataset d;
	int32_t as_of;
	size_t bad = 0;
	char text[64];

	cases_make(cases, STR(""), &d, &as_of);
	for (size_t i = 0; i < rules_count(rules); i++) {
		struct outcome o;

		outcome_judge(&o, rules, &d, as_of, i);
		if (o.c.result != CRIT_MET &&
		    (o.c.result != CRIT_NOTHING_TO_ASSESS ||
		    strcmp(o.c.clause, "cycle") != 0)) {
			fprintf(stderr, "%s: %s\n", o.c.id,
			    outcome_text(&o, text, sizeof(text)));
			print_violations(&o);
			bad++;
		}
		outcome_free(&o);
	}
	ck_assert_uint_eq(bad, 0);
	cases_drop(&d);
}
END_TEST

START_TEST(every_case_holds)
{
	size_t bad = 0;

	for (size_t i = 0; i < cases_count(cases); i++) {
		const struct case_line *l = cases_line(cases, i);
		const struct dataset *d;
		struct outcome o;
		int32_t as_of;
		char text[64];
		int k = rules_find(rules, str_of(l->criterion));

		ck_assert_msg(k >= 0, "%s:%u: no criterion %s", l->file,
		    l->line, l->criterion);
		d = cases_data(cases, i, &as_of);
		outcome_judge_line(&o, rules, d, as_of, l);
		if (!outcome_is(&o, l)) {
			fprintf(stderr, "%s:%u: %s %.*s: %s, expected %s%s%s\n",
			    l->file, l->line, l->criterion,
			    STR_ARG(l->changes),
			    outcome_text(&o, text, sizeof(text)), l->result,
			    l->message == NULL ? "" : ": ",
			    l->message == NULL ? "" : l->message);
			print_violations(&o);
			bad++;
		}
		outcome_free(&o);
	}
	ck_assert_uint_eq(bad, 0);
}
END_TEST

/* Could this message come from that template? */
static bool
fits(const struct expanded_message *m, struct str text)
{
	for (size_t i = 0; i <= m->nexpr; i++) {
		size_t at = 0;

		while (at + m->piece[i].n <= text.n &&
		    memcmp(text.p + at, m->piece[i].p, m->piece[i].n) != 0)
			at++;
		if (at + m->piece[i].n > text.n || (i == 0 && at > 0))
			return false;
		text.p += at + m->piece[i].n;
		text.n -= at + m->piece[i].n;
	}
	return text.n == 0 || m->piece[m->nexpr].n == 0;
}

static bool
has_case(const char *criterion, const struct expanded_message *m)
{
	for (size_t i = 0; i < cases_count(cases); i++) {
		const struct case_line *l = cases_line(cases, i);

		if (l->message != NULL && strcmp(l->criterion, criterion) == 0 &&
		    fits(m, str_of(l->message)))
			return true;
	}
	return false;
}

START_TEST(every_requirement_has_a_case)
{
	size_t bad = 0;

	for (size_t i = 0; i < rules->ncrit; i++)
		for (const struct part *p = rules->crit[i].part; p != NULL;
		    p = p->next)
			for (const struct req *q = p->req; q != NULL;
			    q = q->next) {
				if (!has_case(rules->crit[i].id, &q->message) ||
				    (q->declared != NULL && !has_case(
				    rules->crit[i].id, &q->otherwise))) {
					fprintf(stderr, "%s:%u: no case of %s\n",
					    q->place.file, q->place.line,
					    rules->crit[i].id);
					bad++;
				}
			}
	ck_assert_uint_eq(bad, 0);
}
END_TEST

static bool
carries(const struct crit *k, const char *seed)
{
	for (size_t i = 0; i < k->nseeds; i++)
		if (strcmp(k->seed[i], seed) == 0)
			return true;
	return false;
}

static bool
is_missed(const char *seed)
{
	for (size_t i = 0; i < cases_count(cases); i++) {
		const struct case_line *l = cases_line(cases, i);

		if (l->seed != NULL && strcmp(l->seed, seed) == 0 &&
		    strncmp(l->result, "not met", 7) == 0)
			return true;
	}
	return false;
}

/* The standard's list says which elements are requirements at all. */
START_TEST(every_seed_is_carried_and_missed)
{
	const struct coded_list *l =
	    &standard.list[standard_list(&standard, STR("seeds"))];
	size_t bad = 0, needed = 0;

	for (size_t i = 0; i < l->nrows; i++) {
		const char *const *cell = &l->cell[i * l->ncolumns];
		const char *seed = cell[1];
		bool carried = false;

		ck_assert_str_eq(l->column[4], "criteria");
		for (size_t k = 0; k < rules->ncrit; k++)
			carried |= carries(&rules->crit[k], seed);
		if (strcmp(cell[4], "yes") != 0) {
			ck_assert_msg(!carried, "%s", seed);
			continue;
		}
		needed++;
		if (!carried || !is_missed(seed)) {
			fprintf(stderr, "%s: %s\n", seed, carried ?
			    "no case misses only this" :
			    "no criterion carries it");
			bad++;
		}
	}
	ck_assert_uint_eq(bad, 0);
	ck_assert_uint_eq(needed, l->nrows - 2);
	for (size_t i = 0; i < cases_count(cases); i++) {
		const struct case_line *c = cases_line(cases, i);
		int k = rules_find(rules, str_of(c->criterion));

		ck_assert_msg(c->seed == NULL || (k >= 0 &&
		    carries(&rules->crit[k], c->seed)), "%s:%u: %s does not "
		    "carry %s", c->file, c->line, c->criterion, c->seed);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("criteria");
	TCase *t = tcase_create("criteria");

	tcase_add_unchecked_fixture(t, setup, teardown);
	tcase_add_test(t, the_base_meets_every_criterion);
	tcase_add_test(t, every_case_holds);
	tcase_add_test(t, every_requirement_has_a_case);
	tcase_add_test(t, every_seed_is_carried_and_missed);
	suite_add_tcase(s, t);
	return unit_run(s);
}
