/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench_eval STORE: CPU seconds of loading the registers that the rules read,
 * and of evaluating all criteria over them; one line each, for tests/bench/run.
 * bench_eval STORE each: the milliseconds of each criterion, to find the slow.
 */
#include <stdio.h>
#include <time.h>

#include "reports/report.h"
#include "shared/model/adopt.h"
#include "shared/rules/rules_node.h"

static double
cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What the evaluation does first for all counts to the first criterion. */
static void
measure_each(const struct rules *rules, const struct dataset *data)
{
	double t = cpu_s();
	struct arena a = { 0 };
	struct criterion c;
	struct eval v;

	eval_begin(&v, rules, data, date_of(2026, 9, 30), false);
	for (size_t i = 0; i < rules_count(rules); i++) {
		double start = t;

		crit_judge(&v, i, &c, &a);
		t = cpu_s();
		printf("each %8.1f ms, %7zu violations, %s\n",
		    (t - start) * 1000, c.nviolations, c.id);
	}
	eval_end(&v);
	arena_fini(&a);
}

static int
measure(struct store *s, struct standard *std, bool each, struct err *e)
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
	if (each) {
		measure_each(rules, &data);
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
	    measure(&s, &std, argc > 2, &e) == 0)
		return 0;
	err_print("bench_eval", &e);
	return 1;
}
