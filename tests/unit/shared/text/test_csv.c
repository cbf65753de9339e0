/* SPDX-License-Identifier: Apache-2.0 */
/* Reading CSV as tools write it: fields, rows, lines, and every refusal. */
#include <stdlib.h>

#include <check.h>

#include "shared/text/csv.h"
#include "tests/lib/unit.h"

#define Z(lit) { (lit), sizeof(lit) - 1 }

/* Writes each row as "row.line:field|field|\n". */
static bool
collect(void *ctx, const struct csv_row *row)
{
	struct buf *b = ctx;

	buf_printf(b, "%llu.%llu:", (unsigned long long)row->row,
	    (unsigned long long)row->line);
	for (size_t i = 0; i < row->n; i++) {
		buf_str(b, row->field[i]);
		buf_putc(b, '|');
	}
	buf_putc(b, '\n');
	return true;
}

static const struct {
	struct str text;
	char delimiter;
	const char *rows;
} good[] = {
	{ Z(""), ',', "" },
	{ Z("\n\n\r\n"), ',', "" },
	{ Z("a"), ',', "1.1:a|\n" },
	{ Z("a,b\n"), ',', "1.1:a|b|\n" },
	{ Z("a,b\r\nc,d\r\n"), ',', "1.1:a|b|\n2.2:c|d|\n" },
	{ Z("a,b\rc,d\r"), ',', "1.1:a|b|\n2.2:c|d|\n" },
	{ Z("a\nb\r\nc\rd"), ',', "1.1:a|\n2.2:b|\n3.3:c|\n4.4:d|\n" },
	{ Z("a\n\rb"), ',', "1.1:a|\n3.3:b|\n" },
	{ Z("a\r\r\nb"), ',', "1.1:a|\n3.3:b|\n" },
	/* a blank line is a row of the sheet, but none of ours */
	{ Z("\na\n\n\nb\n"), ',', "2.2:a|\n5.5:b|\n" },
	{ Z("\r\n\r\na\r\n\r\nb"), ',', "3.3:a|\n5.5:b|\n" },
	{ Z("a\n \t \nb\n"), ',', "1.1:a|\n3.3:b|\n" },
	{ Z(",,\n,\n"), ',', "1.1:|||\n2.2:||\n" },
	{ Z("\"\"\n"), ',', "1.1:|\n" },
	{ Z("a,"), ',', "1.1:a||\n" },
	{ Z(",a"), ',', "1.1:|a|\n" },
	/* newlines in quotes: lines go on, rows do not */
	{ Z("\"a\nb\",c\nd\n"), ',', "1.1:a\nb|c|\n2.3:d|\n" },
	{ Z("\"a\r\nb\r\n\",\"\r\"\r\nd"), ',',
	    "1.1:a\r\nb\r\n|\r|\n2.5:d|\n" },
	{ Z("\"\n\n\"\n\nx"), ',', "1.1:\n\n|\n3.5:x|\n" },
	{ Z("\"a,b\";c"), ';', "1.1:a,b|c|\n" },
	{ Z("a\tb\t\n"), '\t', "1.1:a|b||\n" },
	{ Z("\t\ta"), '\t', "1.1:||a|\n" },
	{ Z("a|b"), '|', "1.1:a|b|\n" },
	{ Z("a;b,c"), ',', "1.1:a;b|c|\n" },
	/* doubled quotes, also where an unquoted reading would fit */
	{ Z("\"a\"\"b\",c"), ',', "1.1:a\"b|c|\n" },
	{ Z("\"\"\"\"\",\",x"), ',', "1.1:\"\",|x|\n" },
	{ Z("\"\"\"\",\"\"\"\"\"\",\"\""), ',', "1.1:\"|\"\"||\n" },
	{ Z("a,\"b\"\"\",c,\"\"\"d\"\ne"), ',', "1.1:a|b\"|c|\"d|\n2.2:e|\n" },
	{ Z("\"x\"\"\ny\"\nz"), ',', "1.1:x\"\ny|\n2.3:z|\n" },
	/* blanks are kept */
	{ Z(" a , b \n"), ',', "1.1: a | b |\n" },
	{ Z("\" a \""), ',', "1.1: a |\n" },
	/* ordinary characters elsewhere treated as special */
	{ Z("a\\,'b'\x1a\x0b\x0c,\xc2\xa0\xe2\x80\xa8"), ',',
	    "1.1:a\\|'b'\x1a\x0b\x0c|\xc2\xa0\xe2\x80\xa8|\n" },
	{ Z("sep=;\na;b"), ';', "1.1:sep=||\n2.2:a|b|\n" },
};

START_TEST(test_good)
{
	struct err e = { 0 };
	struct buf b;
	int status;

	buf_init(&b, 4096);
	status = csv_read(good[_i].text, good[_i].delimiter, collect, &b, &e);
	ck_assert_msg(status == 0, "%s", e.msg);
	ck_assert_str_eq(buf_cstr(&b), good[_i].rows);
	buf_fini(&b);
}
END_TEST

static const struct {
	struct str text;
	const char *rows; /* delivered before */
	const char *says[3];
} bad[] = {
	{ Z("a\"b,c\n"), "", { "row 1, line 1", "field 1, a\"b,c", "quote" } },
	{ Z("x\n\ny,a\"\n"), "1.1:x|\n", { "row 3, line 3", "field 2", "a\"" } },
	{ Z("\"a\"b,c\n"), "", { "row 1, line 1", "field 1, \"a\"b,c",
	    "follows a closing quote" } },
	{ Z("\"a\nb\" ,c\n"), "", { "row 1, line 2", "field 1, \"a,",
	    "follows" } },
	{ Z("p\n\"a\nb\",c,\"d\ne\"x\n"), "1.1:p|\n", { "row 2, line 4",
	    "field 3", "follows" } },
	{ Z(" \"a\"\n"), "", { "row 1, line 1", "field 1", "start" } },
	{ Z("\"a\\\"b\"\n"), "", { "row 1, line 1", "field 1", "follows" } },
	{ Z("\xef\xbb\xbf\"id\"\n"), "", { "row 1, line 1", "field 1", "" } },
	{ Z("\"a\"\xc3\xa9\n"), "", { "\"a\"\xc3\xa9,", "follows", "" } },
	/* an unclosed quote is named by the line where it opens */
	{ Z("\""), "", { "row 1", "line 1", "never closed" } },
	{ Z("a\n\n\"b\nc\nd\n"), "1.1:a|\n", { "row 3", "line 3",
	    "opens field 1" } },
	{ Z("a,\"x\ny\",b,\"z\n\n\nq"), "", { "row 1", "line 2",
	    "opens field 4" } },
	{ Z("a\n\n\n\"b"), "1.1:a|\n", { "row 4", "line 4", "field 1" } },
};

START_TEST(test_bad)
{
	struct err e = { 0 };
	struct buf b;

	buf_init(&b, 4096);
	ck_assert_int_eq(csv_read(bad[_i].text, ',', collect, &b, &e), -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_str_eq(buf_cstr(&b), bad[_i].rows);
	for (size_t i = 0; i < 3; i++)
		ck_assert_msg(strstr(e.msg, bad[_i].says[i]) != NULL,
		    "\"%s\" not in \"%s\"", bad[_i].says[i], e.msg);
	buf_fini(&b);
}
END_TEST

static bool
longest(void *ctx, const struct csv_row *row)
{
	size_t *n = ctx;

	for (size_t i = 0; i < row->n; i++)
		if (row->field[i].n > *n)
			*n = row->field[i].n;
	return true;
}

static int
read_field_of(size_t n, bool quoted, size_t *got, struct err *e)
{
	struct buf b;
	int status;

	buf_init(&b, n + 64);
	buf_puts(&b, quoted ? "h1,h2\n\nx,\"" : "h1,h2\n\nx,");
	ck_assert(buf_reserve(&b, n));
	memset(b.p + b.n, 'y', n);
	b.n += n;
	buf_puts(&b, quoted ? "\"\nz\n" : "\nz\n");
	*got = 0;
	status = csv_read(buf_view(&b), ',', longest, got, e);
	buf_fini(&b);
	return status;
}

START_TEST(test_field_cap)
{
	static const size_t over[] = { CSV_MAX_FIELD + 1, CSV_MAX_FIELD + 4095,
		CSV_MAX_FIELD + 4096, CSV_MAX_FIELD + 4097,
		(size_t)10 << 20 };
	struct err e;
	size_t got;

	for (int quoted = 0; quoted < 2; quoted++) {
		ck_assert_int_eq(read_field_of(CSV_MAX_FIELD, quoted, &got,
		    &e), 0);
		ck_assert_uint_eq(got, CSV_MAX_FIELD);
		for (size_t i = 0; i < sizeof(over) / sizeof(*over); i++) {
			ck_assert_int_eq(read_field_of(over[i], quoted, &got,
			    &e), -1);
			ck_assert_int_eq(e.code, ERR_REFUSED);
			ck_assert_uint_eq(got, 2);
			ck_assert(strstr(e.msg, "row 3, line 3") != NULL);
			ck_assert(strstr(e.msg, "field 2") != NULL);
			ck_assert(strstr(e.msg, "1048576") != NULL);
		}
	}
}
END_TEST

static bool
count_columns(void *ctx, const struct csv_row *row)
{
	*(size_t *)ctx = row->n;
	return true;
}

static int
read_columns(size_t n, size_t *got, struct err *e)
{
	struct buf b;
	int status;

	buf_init(&b, 65536);
	buf_putc(&b, '\n');
	for (size_t i = 1; i < n; i++)
		buf_puts(&b, "x,");
	buf_puts(&b, "x");
	*got = 0;
	status = csv_read(buf_view(&b), ',', count_columns, got, e);
	buf_fini(&b);
	return status;
}

START_TEST(test_column_cap)
{
	struct err e;
	size_t got;

	ck_assert_int_eq(read_columns(CSV_MAX_COLUMNS, &got, &e), 0);
	ck_assert_uint_eq(got, CSV_MAX_COLUMNS);
	ck_assert_int_eq(read_columns(CSV_MAX_COLUMNS + 1, &got, &e), -1);
	ck_assert_uint_eq(got, 0);
	ck_assert_int_eq(read_columns(10000, &got, &e), -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert(strstr(e.msg, "row 2, line 2") != NULL);
	ck_assert(strstr(e.msg, "4096 columns") != NULL);
}
END_TEST

static bool
stop_at_third(void *ctx, const struct csv_row *row)
{
	(void)row;
	return ++*(int *)ctx < 3;
}

/* What stands behind the row that stopped it is not looked at. */
START_TEST(test_stop)
{
	struct err e;
	int seen = 0;

	ck_assert_int_eq(csv_read(STR("1\n2\n3\n4\n5\"x\n\"6"), ',',
	    stop_at_third, &seen, &e), 0);
	ck_assert_int_eq(seen, 3);
	seen = 0;
	ck_assert_int_eq(csv_read(STR("1\n2\n3"), ',', stop_at_third, &seen,
	    &e), 0);
	ck_assert_int_eq(seen, 3);
}
END_TEST

struct expected {
	const struct buf *text;
	uint64_t row, line;
	uint64_t rows;
};

static bool
is_expected(void *ctx, const struct csv_row *row)
{
	struct expected *x = ctx;

	ck_assert_uint_eq(row->row, x->row);
	ck_assert_uint_eq(row->line, x->line);
	ck_assert_uint_eq(row->n, 3);
	ck_assert(str_is(row->field[0], "a\nb"));
	ck_assert(str_is(row->field[1], "c\"d"));
	ck_assert_uint_eq(row->field[2].n, x->rows % 97);
	x->row += 2;
	x->line += 3;
	x->rows++;
	return true;
}

/* Fields, quotes and CR LF across every boundary of the pieces it is fed in. */
START_TEST(test_pieces)
{
	struct expected x = { .row = 1, .line = 1 };
	struct buf b;
	struct err e;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < 9000; i++) {
		buf_puts(&b, "\"a\nb\",\"c\"\"d\",");
		for (size_t k = 0; k < i % 97; k++)
			buf_putc(&b, 'x');
		buf_puts(&b, "\r\n\r\n");
	}
	ck_assert(buf_ok(&b) && b.n > 400000);
	ck_assert_int_eq(csv_read(buf_view(&b), ',', is_expected, &x, &e), 0);
	ck_assert_uint_eq(x.rows, 9000);
	buf_fini(&b);
}
END_TEST

/* CR line ends only: the time must not grow with the square of the size. */
START_TEST(test_cr_only)
{
	size_t n = 0;
	struct buf b;
	struct err e;

	buf_init(&b, 16 << 20);
	for (int i = 0; i < 2000000; i++)
		buf_puts(&b, "a,b\r");
	ck_assert_int_eq(csv_read(buf_view(&b), ',', longest, &n, &e), 0);
	ck_assert_uint_eq(n, 1);
	buf_fini(&b);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("csv");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_good, good);
	LOOP(tc, test_bad, bad);
	tcase_add_test(tc, test_field_cap);
	tcase_add_test(tc, test_column_cap);
	tcase_add_test(tc, test_stop);
	tcase_add_test(tc, test_pieces);
	tcase_add_test(tc, test_cr_only);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
