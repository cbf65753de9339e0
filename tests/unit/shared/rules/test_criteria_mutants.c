/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Do the cases of the criteria notice a slip in a rule? Every mutant of the
 * rule files that still compiles is judged over the cases of the criteria it
 * can touch; at least 95 in 100 must be caught. LONG=1 takes every one
 * and names those that were not; the usual run takes a fixed sample.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/file/fileio.h"
#include "tests/lib/cases.h"
#include "tests/lib/mutate.h"
#include "tests/lib/unit.h"

#define SAMPLE 6 /* one in so many */

struct fixture {
	struct standard s;
	struct rules *rules;
	struct cases *cases;
	size_t compiled, caught;
	bool all;
};

static bool
is_letter(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_';
}

static bool
names(struct str text, struct str word)
{
	for (size_t i = 0; i + word.n <= text.n; i++)
		if (memcmp(text.p + i, word.p, word.n) == 0 &&
		    (i == 0 || !is_letter(text.p[i - 1])) &&
		    (i + word.n == text.n || !is_letter(text.p[i + word.n])))
			return true;
	return false;
}

/* Definitions that use the given one, directly or not. */
static void
spread(const struct rules_ast *a, const struct str *body, struct str name,
    bool *used)
{
	for (size_t i = 0; i < a->ndefines; i++)
		if (!used[i] && (str_eq(a->define[i]->name, name) ||
		    names(body[i], name))) {
			used[i] = true;
			spread(a, body, a->define[i]->name, used);
		}
}

/* The text of a definition: up to the next statement. */
static void
find_bodies(const struct fixture *f, struct str *body)
{
	const struct rules_ast *a = &f->rules->ast;

	for (size_t i = 0; i < a->ndefines; i++)
		for (size_t k = 0; k < f->s.nfiles; k++) {
			struct str text = f->s.file[k].text, line;
			struct str want = a->define[i]->name;
			bool on = false;

			if (strcmp(f->s.file[k].path,
			    a->define[i]->place.file) != 0)
				continue;
			body[i] = (struct str){ text.p, 0 };
			while (text.n > 0) {
				const char *at = text.p;

				str_next(&text, '\n', &line);
				if (line.n > 0 && line.p[0] != ' ' && on)
					break;
				if (str_starts(line, STR("define ")) &&
				    str_starts((struct str){ line.p + 7,
				    line.n - 7 }, want) && !on) {
					on = true;
					body[i].p = at + 7 + want.n;
				}
				if (on)
					body[i].n = (size_t)(line.p + line.n -
					    body[i].p);
			}
		}
}

/* The criteria whose meaning the mutant can change; false when there is none. */
static bool
touched(const struct fixture *f, const struct mutant *m, bool *crit)
{
	const struct rules_ast *a = &f->rules->ast;
	struct str body[256];
	bool used[256] = { false }, any = false;

	ck_assert_uint_le(a->ndefines, 256);
	if (m->define) {
		find_bodies(f, body);
		spread(a, body, m->statement, used);
	}
	for (size_t i = 0; i < f->rules->ncrit; i++) {
		crit[i] = !m->define &&
		    str_is(m->statement, f->rules->crit[i].id);
		for (size_t d = 0; m->define && d < a->ndefines; d++)
			crit[i] |= used[d] && names(f->rules->crit[i].source,
			    a->define[d]->name);
		any |= crit[i];
	}
	return any;
}

static bool
some_case_fails(struct fixture *f, const struct rules *mutated,
    const bool *crit)
{
	for (size_t i = 0; i < cases_count(f->cases); i++) {
		const struct case_line *l = cases_line(f->cases, i);
		int k = rules_find(f->rules, str_of(l->criterion));
		const struct dataset *d;
		struct outcome o;
		int32_t as_of;
		bool holds;

		if (k < 0 || !crit[k])
			continue;
		d = cases_data(f->cases, i, &as_of);
		outcome_judge_line(&o, mutated, d, as_of, l);
		holds = outcome_is(&o, l);
		outcome_free(&o);
		if (!holds)
			return true;
	}
	return false;
}

static void
try_mutant(struct fixture *f, size_t file, const struct mutant *m)
{
	struct str original = f->s.file[file].text;
	struct err e = { 0 };
	struct rules *r;
	bool crit[1024];
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	mutant_text(m, original, &b);
	f->s.file[file].text = buf_view(&b);
	if (!touched(f, m, crit)) {
		/* Of gates and reports only, which have tests of their own. */
	} else if (rules_load(&r, &f->s, &e) == 0) {
		f->compiled++;
		if (some_case_fails(f, r, crit))
			f->caught++;
		else if (f->all)
			fprintf(stderr, "%s:%u:%u: %.*s: %s (%.*s)\n",
			    f->s.file[file].path, m->line, m->column,
			    STR_ARG(m->statement), m->what, (int)(m->to - m->from > 60 ? 60 :
			    m->to - m->from), original.p + m->from);
		rules_free(r);
	}
	f->s.file[file].text = original;
	buf_fini(&b);
}

START_TEST(slips_are_caught)
{
	struct fixture f = { .all = getenv("LONG") != NULL };
	char *dir = standard_shipped(), *folder;
	struct err e = { 0 };
	size_t number = 0;

	ck_assert_ptr_nonnull(dir);
	ck_assert_int_eq(standard_load_dir(&f.s, dir, &e), 0);
	ck_assert_int_eq(rules_load(&f.rules, &f.s, &e), 0);
	folder = path_join(dir, "../../tests/criteria");
	f.cases = cases_load(&f.s, folder);
	for (size_t i = 0; i < f.s.nfiles; i++) {
		struct mutants all = { 0 };

		if (!str_ends(str_of(f.s.file[i].path), STR(".rules")))
			continue;
		mutants_of(&all, f.s.file[i].text);
		for (size_t k = 0; k < all.n; k++)
			if (number++ % (f.all ? 1 : SAMPLE) == 0)
				try_mutant(&f, i, &all.m[k]);
		mutants_free(&all);
	}
	printf("%zu of %zu mutants of the rules caught, %zu in 100%s\n",
	    f.caught, f.compiled, f.caught * 100 / f.compiled,
	    f.all ? "" : " (a sample; LONG=1 takes every one)");
	ck_assert_uint_ge(f.caught * 100, f.compiled * 95);
	cases_free(f.cases);
	rules_free(f.rules);
	standard_free(&f.s);
	free(folder);
	free(dir);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("criteria_mutants");
	TCase *t = tcase_create("mutants");

	tcase_add_test(t, slips_are_caught);
	suite_add_tcase(s, t);
	return unit_run(s);
}
