/* SPDX-License-Identifier: Apache-2.0 */
/* The bounds of a trend against every way in which what is open turns out. */
#include "tests/lib/unit.h"

#include <math.h>

#include "shared/rules/run/trend.h"

#define WORTH 4      /* values 0 to 3 */
#define PLACES 4

static const struct {
	const char *name;
	double value[6];
	size_t n;
	double trend;
} plain[] = {
	{ "none", { 0 }, 0, 0 },
	{ "alone", { 5 }, 1, 0 },
	{ "one rise", { 1, 2 }, 2, 1 },
	{ "one fall", { 2, 1 }, 2, -1 },
	{ "level", { 2, 2 }, 2, 0 },
	{ "three falls", { 9, 8, 7.5, 7.4 }, 4, -3 },
	{ "a fall behind rises", { 1, 2, 3, 2.9 }, 4, -1 },
	{ "rises behind a fall", { 5, 1, 2, 3 }, 4, 2 },
	{ "rises behind a level", { 1, 1, 2, 3 }, 4, 2 },
	{ "level at the end", { 1, 2, 3, 3 }, 4, 0 },
	{ "below zero", { 1, 0, -1, -2, -3, -4 }, 6, -5 },
};

START_TEST(what_is_known_is_exact)
{
	struct trend_step s[6];
	double low = 9, high = 9;
	size_t n = plain[_i].n;

	for (size_t i = 0; i < n; i++) /* backwards: it sorts them */
		s[n - 1 - i] = (struct trend_step){ (double)i,
			plain[_i].value[i], plain[_i].value[i], true };
	trend_bounds(s, n, 0, &low, &high);
	ck_assert_msg(low >= plain[_i].trend && low <= plain[_i].trend &&
	    high >= low && high <= low, "%s: %g to %g", plain[_i].name, low,
	    high);
}
END_TEST

struct row {
	int at;              /* 0: no place */
	int value;           /* -1: unknown */
	bool sure;
};

static int
trend_of(const int *v, size_t n)
{
	int k = 0;

	for (size_t i = n; i > 1; i--) {
		int way = (v[i - 1] > v[i - 2]) - (v[i - 1] < v[i - 2]);

		if (way == 0 || k * way < 0)
			break;
		k += way;
	}
	return k;
}

struct extent {
	int low, high;
};

/* Every value that a place may have, or none when nothing there is sure. */
static void
spread(const struct row *r, size_t n, int at, int *v, size_t nv,
    struct extent *e)
{
	bool sure = false, may[WORTH] = { false };

	if (at > PLACES) {
		int k = trend_of(v, nv);

		e->low = k < e->low ? k : e->low;
		e->high = k > e->high ? k : e->high;
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (r[i].at != at)
			continue;
		sure |= r[i].sure;
		for (int x = 0; x < WORTH; x++)
			may[x] |= r[i].value < 0 || r[i].value == x;
	}
	if (!sure)
		spread(r, n, at + 1, v, nv, e);
	for (int x = 0; x < WORTH; x++) {
		if (may[x]) {
			v[nv] = x;
			spread(r, n, at + 1, v, nv + 1, e);
		}
	}
}

static void
place(struct row *r, size_t n, size_t i, struct extent *e)
{
	int v[PLACES];

	while (i < n && r[i].at != 0)
		i++;
	if (i == n) {
		spread(r, n, 1, v, 0, e);
		return;
	}
	for (int at = 1; at <= PLACES; at++) {
		r[i].at = at;
		place(r, n, i + 1, e);
	}
	r[i].at = 0;
}

START_TEST(what_is_open_is_within)
{
	uint64_t s = ((uint64_t)_i + 1) * 0x9e3779b97f4a7c15U;
	struct trend_step step[5];
	struct row row[5];
	size_t n = 1 + (size_t)_i % 5, m = 0, placeless = 0;
	struct extent e = { 99, -99 };
	double low, high;

	for (size_t i = 0; i < n; i++) {
		int what;

		s = s * 6364136223846793005U + 1442695040888963407U;
		what = (int)(s >> 33);
		row[i] = (struct row){ what % 11 == 0 ? 0 :
			1 + what / 11 % PLACES, what / 100 % 5 == 0 ? -1 :
			what / 500 % WORTH, what / 3000 % 4 != 0 };
		if (row[i].at == 0) {
			placeless++;
			continue;
		}
		step[m++] = (struct trend_step){ row[i].at,
			row[i].value < 0 ? -HUGE_VAL : row[i].value,
			row[i].value < 0 ? HUGE_VAL : row[i].value,
			row[i].sure };
	}
	place(row, n, 0, &e);
	trend_bounds(step, m, placeless, &low, &high);
	ck_assert_msg(low <= e.low && high >= e.high,
	    "%g to %g, truly %d to %d", low, high, e.low, e.high);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rules_trend");
	TCase *t = tcase_create("trend");

	tcase_add_loop_test(t, what_is_known_is_exact, 0,
	    (int)(sizeof(plain) / sizeof(plain[0])));
	tcase_add_loop_test(t, what_is_open_is_within, 0, 3000);
	suite_add_tcase(s, t);
	return unit_run(s);
}
