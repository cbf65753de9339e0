/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers: the canonical form, and numbers as people write them. */
#include <math.h>
#include <stdlib.h>

#include <check.h>

#include "shared/base/num.h"
#include "tests/lib/unit.h"

static const struct {
	const char *text;
	uint64_t max, value;
	bool ok;
} whole[] = {
	{ "0", 0, 0, true }, { "1", 0, 0, false }, { "9", 9, 9, true },
	{ "10", 9, 0, false }, { "255", 255, 255, true },
	{ "256", 255, 0, false }, { "260", 255, 0, false },
	{ "18446744073709551615", UINT64_MAX, UINT64_MAX, true },
	{ "18446744073709551616", UINT64_MAX, 0, false },
	{ "28446744073709551615", UINT64_MAX, 0, false },
	{ "100000000000000000000", UINT64_MAX, 0, false },
	{ "", 9, 0, false }, { "00", 9, 0, false }, { "01", 9, 0, false },
	{ "+1", 9, 0, false }, { "-1", 9, 0, false }, { " 1", 9, 0, false },
	{ "1 ", 9, 0, false }, { "0x1", 99, 0, false }, { "1e1", 99, 0, false },
	{ "/", 99, 0, false }, { ":", 99, 0, false },
};

START_TEST(test_whole)
{
	uint64_t v = 77;

	ck_assert_int_eq(num_parse_u64(str_of(whole[_i].text), whole[_i].max,
	    &v), whole[_i].ok);
	ck_assert_uint_eq(v, whole[_i].ok ? whole[_i].value : 77);
}
END_TEST

static const struct {
	const char *text;
	bool ok;
	double value;
} canonical[] = {
	{ "0", true, 0 }, { "7", true, 7 }, { "-7", true, -7 },
	{ "0.5", true, 0.5 }, { "-0.5", true, -0.5 }, { "0.1", true, 0.1 },
	{ "99.95", true, 99.95 }, { "1234.5", true, 1234.5 },
	{ "100", true, 100 }, { "0.001", true, 0.001 },
	{ "999999999999999", true, 999999999999999.0 },
	{ "0.12345678901234", true, 0.12345678901234 },
	{ "1000000000000000", false, 0 }, { "0.123456789012345", false, 0 },
	{ "", false, 0 }, { "-", false, 0 }, { "-0", false, 0 },
	{ "00", false, 0 }, { "01", false, 0 }, { "-01", false, 0 },
	{ "1.0", false, 0 }, { "1.50", false, 0 }, { "1.", false, 0 },
	{ ".5", false, 0 }, { "-.5", false, 0 }, { "0.0", false, 0 },
	{ "-0.0", false, 0 }, { "1..5", false, 0 }, { "1.5.5", false, 0 },
	{ "+1", false, 0 }, { "--1", false, 0 }, { "1,5", false, 0 },
	{ "1e3", false, 0 }, { "inf", false, 0 }, { "nan", false, 0 },
	{ " 1", false, 0 }, { "1 ", false, 0 }, { "0x10", false, 0 },
};

START_TEST(test_canonical)
{
	double v = 77;
	struct buf b;

	ck_assert_int_eq(num_parse_decimal(str_of(canonical[_i].text), &v),
	    canonical[_i].ok);
	if (!canonical[_i].ok)
		return;
	ck_assert(memcmp(&v, &canonical[_i].value, sizeof(v)) == 0);
	buf_init(&b, 64);
	num_format_decimal(&b, v);
	ck_assert_str_eq(buf_cstr(&b), canonical[_i].text);
	buf_fini(&b);
}
END_TEST

#define NB "\xc2\xa0"
#define NNB "\xe2\x80\xaf"
static const struct {
	const char *text;
	bool percent;
	enum num_fault fault;
	const char *out;
} read[] = {
	{ "0", false, NUM_OK, "0" }, { "-0", false, NUM_OK, "0" },
	{ "-0,00", false, NUM_OK, "0" }, { "42", false, NUM_OK, "42" },
	{ " 42\t", false, NUM_OK, "42" }, { NB "42" NNB NB, false, NUM_OK, "42" },
	{ "+42", false, NUM_OK, "42" }, { "-42", false, NUM_OK, "-42" },
	{ "\xe2\x88\x92" "42", false, NUM_OK, "-42" },
	{ "007", false, NUM_OK, "7" }, { "000", false, NUM_OK, "0" },
	{ "00.50", false, NUM_OK, "0.5" },
	{ "1.5", false, NUM_OK, "1.5" }, { "1,5", false, NUM_OK, "1.5" },
	{ "1,50", false, NUM_OK, "1.5" }, { "1.0", false, NUM_OK, "1" },
	{ ".5", false, NUM_OK, "0.5" }, { ",5", false, NUM_OK, "0.5" },
	{ "-.5", false, NUM_OK, "-0.5" },
	{ "12345,678", false, NUM_OK, "12345.678" },
	{ "1234,567", false, NUM_OK, "1234.567" },
	{ "0,123", false, NUM_OK, "0.123" }, { "0.123", false, NUM_OK, "0.123" },
	{ "1,2345", false, NUM_OK, "1.2345" },
	/* thousands */
	{ "1.234,5", false, NUM_OK, "1234.5" },
	{ "1,234.5", false, NUM_OK, "1234.5" },
	{ "1'234.5", false, NUM_OK, "1234.5" },
	{ "1\xe2\x80\x99" "234.56", false, NUM_OK, "1234.56" },
	{ "1 234,5", false, NUM_OK, "1234.5" },
	{ "1" NB "234,56", false, NUM_OK, "1234.56" },
	{ "1" NNB "234" NNB "567,8", false, NUM_OK, "1234567.8" },
	{ "1.234.567", false, NUM_OK, "1234567" },
	{ "1,234,567", false, NUM_OK, "1234567" },
	{ "1,234,567.891", false, NUM_OK, "1234567.891" },
	{ "1 234", false, NUM_OK, "1234" }, { "1'234", false, NUM_OK, "1234" },
	{ "-12.345.678,9", false, NUM_OK, "-12345678.9" },
	{ "1.234,567", false, NUM_OK, "1234.567" },
	/* two readings */
	{ "1,234", false, NUM_AMBIGUOUS, "" }, { "1.234", false, NUM_AMBIGUOUS, "" },
	{ "-12,345", false, NUM_AMBIGUOUS, "" },
	{ "100.000", false, NUM_AMBIGUOUS, "" },
	/* percent */
	{ "95 %", true, NUM_OK, "95" }, { "99,9 %", true, NUM_OK, "99.9" },
	{ "99.9%", true, NUM_OK, "99.9" }, { "99,9" NB "%", true, NUM_OK, "99.9" },
	{ "99,950", true, NUM_OK, "99.95" }, { "99.950 %", true, NUM_OK, "99.95" },
	{ "95", true, NUM_OK, "95" }, { "0.95", true, NUM_OK, "0.95" },
	{ "95 %", false, NUM_NOT_A_NUMBER, "" },
	{ "95 %%", true, NUM_NOT_A_NUMBER, "" }, { "%", true, NUM_NOT_A_NUMBER, "" },
	/* no numbers */
	{ "", false, NUM_NOT_A_NUMBER, "" }, { "-", false, NUM_NOT_A_NUMBER, "" },
	{ ".", false, NUM_NOT_A_NUMBER, "" }, { "5.", false, NUM_NOT_A_NUMBER, "" },
	{ "n/a", false, NUM_NOT_A_NUMBER, "" }, { "1 2", false, NUM_NOT_A_NUMBER, "" },
	{ "12 34", false, NUM_NOT_A_NUMBER, "" },
	{ "1 2345", false, NUM_NOT_A_NUMBER, "" },
	{ "1234 567", false, NUM_NOT_A_NUMBER, "" },
	{ "1.23.4", false, NUM_NOT_A_NUMBER, "" },
	{ "1,23,456", false, NUM_NOT_A_NUMBER, "" },
	{ "1.234.5", false, NUM_NOT_A_NUMBER, "" },
	{ "1.234,567.8", false, NUM_NOT_A_NUMBER, "" },
	{ "1'234 567", false, NUM_NOT_A_NUMBER, "" },
	{ "0 123", false, NUM_NOT_A_NUMBER, "" },
	{ "1,234'567", false, NUM_NOT_A_NUMBER, "" },
	{ "' 1", false, NUM_NOT_A_NUMBER, "" }, { "'1", false, NUM_NOT_A_NUMBER, "" },
	{ "1'", false, NUM_NOT_A_NUMBER, "" }, { "--1", false, NUM_NOT_A_NUMBER, "" },
	{ "+-1", false, NUM_NOT_A_NUMBER, "" }, { "1-", false, NUM_NOT_A_NUMBER, "" },
	{ "1.2E+05", false, NUM_NOT_A_NUMBER, "" },
	{ "0x10", false, NUM_NOT_A_NUMBER, "" }, { "inf", false, NUM_NOT_A_NUMBER, "" },
	{ "\xc2", false, NUM_NOT_A_NUMBER, "" },
	/* 15 digits */
	{ "999999999999999", false, NUM_OK, "999999999999999" },
	{ "1000000000000000", false, NUM_TOO_LONG, "" },
	{ "0.12345678901234", false, NUM_OK, "0.12345678901234" },
	{ "0.123456789012345", false, NUM_TOO_LONG, "" },
	{ "0000000000000000000001", false, NUM_OK, "1" },
	{ "1.0000000000000000000000", false, NUM_OK, "1" },
	{ "111111111122222222223333333333444444444455555555556666666666"
	  "7777777777888888888899999999990000000000", false, NUM_TOO_LONG, "" },
};

START_TEST(test_read)
{
	enum num_fault fault;
	struct buf b;
	double v;

	buf_init(&b, 64);
	fault = num_read(str_of(read[_i].text), read[_i].percent, '\0', &b);
	ck_assert_msg(fault == read[_i].fault, "\"%s\": %d", read[_i].text,
	    fault);
	ck_assert_str_eq(buf_cstr(&b), read[_i].out);
	if (fault == NUM_OK)
		ck_assert(num_parse_decimal(buf_view(&b), &v));
	buf_fini(&b);
}
END_TEST

static const struct {
	double v;
	const char *text;
} format[] = {
	{ 0.1 + 0.2, "0.3" }, { 1.0 / 3, "0.33333333333333" },
	{ 2.0 / 3, "0.66666666666667" }, { -2.5, "-2.5" }, { -0.0, "0" },
	{ 1e-20, "0" }, { -1e-20, "0" }, { 9.999999999999999, "10" },
	{ 0.99999999999999989, "1" }, { 99999.999999999996, "100000" },
	{ 123456789012345.0, "123456789012345" }, { 0.29, "0.29" },
	{ 1e14, "100000000000000" }, { 1e15, "1000000000000000" },
	{ 4.35, "4.35" }, { 1.005, "1.005" }, { 95, "95" },
	{ 999999999999999.0, "999999999999999" }, { (double)INFINITY, "" },
	{ (double)NAN, "" }, { -12345.678, "-12345.678" },
};

START_TEST(test_format)
{
	struct buf b;

	buf_init(&b, 64);
	num_format_decimal(&b, format[_i].v);
	ck_assert_str_eq(buf_cstr(&b), format[_i].text);
	buf_fini(&b);
}
END_TEST

/* Canonical text -> double -> the same text. */
START_TEST(test_round_trip)
{
	uint64_t x = 0x853c49e6748fea9bULL;
	struct buf a, b;
	double v;

	buf_init(&a, 64);
	buf_init(&b, 64);
	for (int i = 0; i < 200000; i++) {
		uint64_t scale = 1;
		size_t digits;

		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		digits = x % 15 + 1;
		for (size_t k = 0; k < digits; k++)
			scale *= 10;
		buf_reset(&a);
		buf_reset(&b);
		buf_u64(&a, x / 16 % scale);
		if (a.n < 14) {
			buf_putc(&a, '.');
			buf_u64(&a, x / 7 % scale);
			a.n = a.n > 16 ? 16 : a.n;
			while (a.p[a.n - 1] == '0')
				a.n--;
			a.n -= a.p[a.n - 1] == '.';
		}
		ck_assert_msg(num_parse_decimal(buf_view(&a), &v), "%s",
		    buf_cstr(&a));
		num_format_decimal(&b, v);
		ck_assert_str_eq(buf_cstr(&b), buf_cstr(&a));
	}
	buf_fini(&a);
	buf_fini(&b);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("num");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_whole, whole);
	LOOP(tc, test_canonical, canonical);
	LOOP(tc, test_read, read);
	LOOP(tc, test_format, format);
	tcase_add_test(tc, test_round_trip);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
