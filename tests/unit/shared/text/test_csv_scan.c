/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fast reader against libcsv: on every text of up to seven characters out
 * of those that mean something, rows, fields, places and refusals are the same.
 */
#include <stdio.h>
#include <stdlib.h>

#include <check.h>

#include "shared/text/csv_internal.h"
#include "tests/lib/unit.h"

struct seen {
	char text[4096];
	size_t n;
	const char *from;
};

static void
put(struct seen *s, const char *what, unsigned long long v)
{
	s->n += (size_t)snprintf(s->text + s->n, sizeof(s->text) - s->n,
	    "%s%llu", what, v);
}

static bool
note(void *ctx, const struct csv_row *row)
{
	struct seen *s = ctx;

	put(s, "row ", row->row);
	put(s, " line ", row->line);
	put(s, " at ", (unsigned long long)(row->at - s->from));
	for (size_t i = 0; i < row->n; i++) {
		put(s, " ", row->field[i].n);
		ck_assert_uint_lt(s->n + row->field[i].n + 64,
		    sizeof(s->text));
		s->text[s->n++] = '[';
		memcpy(s->text + s->n, row->field[i].p, row->field[i].n);
		s->n += row->field[i].n;
		s->text[s->n++] = ']';
	}
	s->text[s->n++] = '\n';
	return true;
}

static void
compare(struct str text)
{
	struct seen fast = { .from = text.p }, plain = { .from = text.p };
	struct err ef = { 0 }, ep = { 0 };
	int f, p;

	f = csv_read(text, ';', note, &fast, &ef);
	p = csv_read_as(text, ';', false, note, &plain, &ep);
	if (f == p && fast.n == plain.n && strcmp(ef.msg, ep.msg) == 0 &&
	    memcmp(fast.text, plain.text, fast.n) == 0)
		return;
	ck_abort_msg("text <%.*s>\nfast %d %s\n%.*s\nlibcsv %d %s\n%.*s",
	    (int)text.n, text.p, f, ef.msg, (int)fast.n, fast.text, p, ep.msg,
	    (int)plain.n, plain.text);
}

/* All texts of a length; _i says it. */
START_TEST(test_short)
{
	static const char letters[] = { 'a', ';', '"', '\n', '\r', ' ' };
	char text[16];
	unsigned long total = 1;

	for (int i = 0; i < _i; i++)
		total *= sizeof(letters);
	for (unsigned long k = 0; k < total; k++) {
		unsigned long rest = k;

		for (int i = 0; i < _i; i++) {
			text[i] = letters[rest % sizeof(letters)];
			rest /= sizeof(letters);
		}
		compare((struct str){ text, (size_t)_i });
	}
}
END_TEST

/* The same shapes across the borders of the blocks that are looked at. */
START_TEST(test_borders)
{
	static const char *const piece[] = { "ab;cd\r\n", "\"a;b\";c\n",
		"\"x\"\"y\";\"z\"\r\n", "\"two\r\nlines\";1\n", "\n", "\r",
		"\"\"\n", ";;;\n", "plain\n", "\"\"\"\";\"\"\n" };
	char text[512];
	size_t n = 0;
	unsigned x = (unsigned)_i * 2654435761U + 12345;

	while (n < 200 + (unsigned)_i % 64) {
		const char *p;

		x = x * 1103515245U + 12345;
		p = piece[(x >> 16) % (sizeof(piece) / sizeof(piece[0]))];
		memcpy(text + n, p, strlen(p));
		n += strlen(p);
	}
	for (size_t cut = 0; cut < 40; cut++)
		compare((struct str){ text, n - cut });
}
END_TEST

static bool
stop(void *ctx, const struct csv_row *row)
{
	int *n = ctx;

	(void)row;
	return ++*n < 2;
}

START_TEST(test_stop)
{
	struct err e = { 0 };
	int n = 0;

	ck_assert_int_eq(csv_read(STR("a\nb\nc\n\"broken"), ',', stop, &n,
	    &e), 0);
	ck_assert_int_eq(n, 2);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("csv_scan");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, test_short, 0, 8);
	tcase_add_loop_test(tc, test_borders, 0, 300);
	tcase_add_test(tc, test_stop);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
