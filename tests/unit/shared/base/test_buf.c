/* SPDX-License-Identifier: Apache-2.0 */
/* The capped buffer, and the words of errors. */
#include <errno.h>
#include <stdlib.h>

#include <check.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"
#include "tests/lib/unit.h"

START_TEST(test_put)
{
	struct buf b;

	buf_init(&b, 1000);
	ck_assert_str_eq(buf_cstr(&b), "");
	buf_put(&b, NULL, 0);
	buf_puts(&b, "a");
	buf_putc(&b, 'b');
	buf_str(&b, STR("cd"));
	buf_u64(&b, 0);
	buf_putc(&b, ' ');
	buf_u64(&b, UINT64_MAX);
	buf_putc(&b, ' ');
	buf_i64(&b, INT64_MIN);
	buf_putc(&b, ' ');
	buf_i64(&b, -7);
	buf_printf(&b, " %s-%d", "x", 12);
	ck_assert_str_eq(buf_cstr(&b), "abcd0 18446744073709551615 "
	    "-9223372036854775808 -7 x-12");
	ck_assert(buf_ok(&b));
	buf_reset(&b);
	ck_assert_str_eq(buf_cstr(&b), "");
	buf_fini(&b);
	ck_assert_str_eq(buf_cstr(&b), "");
}
END_TEST

/* The cap is exact; what does not fit is dropped whole, and so is the rest. */
START_TEST(test_cap)
{
	struct buf b;

	buf_init(&b, 5);
	buf_puts(&b, "abc");
	ck_assert(buf_reserve(&b, 2));
	buf_puts(&b, "def");
	ck_assert(!buf_ok(&b));
	buf_putc(&b, 'x');
	ck_assert_str_eq(buf_cstr(&b), "abc");
	buf_reset(&b);
	buf_puts(&b, "12345");
	ck_assert(buf_ok(&b));
	ck_assert_str_eq(buf_cstr(&b), "12345");
	buf_printf(&b, "%s", "");
	ck_assert(buf_ok(&b));
	buf_putc(&b, '6');
	ck_assert(!buf_ok(&b));
	buf_fini(&b);
	buf_init(&b, 3);
	buf_printf(&b, "%d", 1234);
	ck_assert(!buf_ok(&b));
	ck_assert_uint_eq(b.n, 0);
	ck_assert(!buf_reserve(&b, SIZE_MAX));
	buf_fini(&b);
	buf_init(&b, SIZE_MAX);
	buf_puts(&b, "unlimited");
	ck_assert(buf_ok(&b));
	buf_fini(&b);
}
END_TEST

START_TEST(test_growth)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	for (int i = 0; i < 100000; i++)
		buf_putc(&b, (char)('a' + i % 26));
	ck_assert_uint_eq(b.n, 100000);
	for (int i = 0; i < 100000; i++)
		ck_assert(b.p[i] == (char)('a' + i % 26));
	buf_fini(&b);
}
END_TEST

static const struct {
	const char *value, *shown;
} hostile[] = {
	{ "plain", "plain" }, { "a\x1b[2Jb", "a?[2Jb" }, { "a\rb", "a?b" },
	{ "a\nb\tc", "a\nb\tc" }, { "\x7f", "?" }, { "a\xff" "b", "a?b" },
	{ "M\xc3\xbcller", "M\xc3\xbcller" }, { "\xc2\x9b" "2J", "??2J" },
	{ "\xc2\xa0", "\xc2\xa0" }, { "cut \xe2\x82", "cut ??" },
};

START_TEST(test_err_printable)
{
	struct err e;

	ck_assert_int_eq(err_set(&e, ERR_REFUSED, "%s", hostile[_i].value), -1);
	ck_assert_str_eq(e.msg, hostile[_i].shown);
	ck_assert_int_eq(e.code, ERR_REFUSED);
}
END_TEST

START_TEST(test_err)
{
	char big[4000];
	struct err e;

	errno = ENOENT;
	ck_assert_int_eq(err_sys(&e, "open", "a.csv"), -1);
	ck_assert_str_eq(e.msg, "cannot open a.csv: No such file or directory");
	ck_assert_int_eq(e.sys, ENOENT);
	ck_assert_int_eq(err_ctx(&e, "import %d", 7), -1);
	ck_assert_str_eq(e.msg,
	    "import 7: cannot open a.csv: No such file or directory");
	ck_assert_int_eq(e.code, ERR_SYS);
	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	err_set(&e, ERR_LIMIT, "%s", big);
	ck_assert_uint_eq(strlen(e.msg), sizeof(e.msg) - 1);
	err_ctx(&e, "%s", big);
	ck_assert_uint_eq(strlen(e.msg), sizeof(e.msg) - 1);
}
END_TEST

static const struct {
	enum err_code code;
	int status;
} statuses[] = {
	{ ERR_NONE, 0 }, { ERR_SYS, 1 }, { ERR_LOCKED, 1 }, { ERR_LIMIT, 1 },
	{ ERR_USAGE, 2 }, { ERR_CONFIG, 2 }, { ERR_NOT_FOUND, 2 },
	{ ERR_REFUSED, 3 }, { ERR_INTEGRITY, 4 },
};

START_TEST(test_status)
{
	ck_assert_int_eq(err_exit_status(statuses[_i].code),
	    statuses[_i].status);
	ck_assert_int_ge(err_http_status(statuses[_i].code), 200);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("buf");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, test_put);
	tcase_add_test(tc, test_cap);
	tcase_add_test(tc, test_growth);
	LOOP(tc, test_err_printable, hostile);
	tcase_add_test(tc, test_err);
	LOOP(tc, test_status, statuses);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
