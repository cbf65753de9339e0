/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench_eval STORE: CPU seconds of loading the registers that the rules read,
 * and of evaluating all criteria over them; one line each, for tests/bench/run.
 * bench_eval STORE each: the milliseconds of each criterion, to find the slow.
 * bench_eval STORE ID: those of one, ten times over, to find what is slow in it.
 */
#include <stdio.h>
#include <time.h>

#include "reports/judge/report.h"
#include "shared/model/adopt.h"
#include "shared/rules/result/crit.h"

static double
cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
measure_one(struct eval *v, size_t i)
{
	double start = cpu_s();
	struct arena a = { 0 };
	struct criterion c;

	crit_judge(v, i, &c, &a);
	printf("each %8.1f ms, %7zu violations, %s\n",
	    (cpu_s() - start) * 1000, c.nviolations, c.id);
	arena_fini(&a);
}

/* What the evaluation does first for all counts to the first criterion. */
static void
measure_each(const struct rules *rules, const struct dataset *data,
    const char *which)
{
	int one = rules_find(rules, str_of(which));
	struct eval v;

	eval_begin(&v, rules, data, date_of(2026, 9, 30));
	for (size_t i = 0; one < 0 && i < rules_count(rules); i++)
		measure_one(&v, i);
	for (size_t i = 0; one >= 0 && i < 10; i++)
		measure_one(&v, (size_t)one);
	eval_end(&v);
}

static int
measure(struct store *s, struct standard *std, const char *which, struct err *e)
{
	struct dataset_want want = { { NULL } };
	struct readiness result;
	struct dataset data;
	struct arena a = { 0 };
	struct rules *rules;
	double t0, t1, t2;

	if (rules_load(&rules, std, e) == -1)
		return -1;
	rules_want(rules, &want, &a);
	t0 = cpu_s();
	if (dataset_load(&data, s, std, s->head.size, &want, e) == -1)
		return -1;
	t1 = cpu_s();
	if (which != NULL) {
		measure_each(rules, &data, which);
		return 0;
	}
	if (readiness_evaluate(&result, rules, &data,
	    date_of(2026, 9, 30), e) == -1)
		return -1;
	t2 = cpu_s();
	printf("load %.3f\nevaluate %.3f\ncriteria %zu\n", t1 - t0, t2 - t1,
	    result.ncriteria);
	return 0;
}

int
main(int argc, char **argv)
{
	struct standard std;
	struct err e = { 0 };
	struct store s;

	if (argc >= 2 && store_open(&s, argv[1], &e) == 0 &&
	    adopted_load(&std, &s, s.head.size, &e) == 0 &&
	    measure(&s, &std, argv[2], &e) == 0)
		return 0;
	err_print("bench_eval", &e);
	return 1;
}
