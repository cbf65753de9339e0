/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8: validity byte by byte, normal form, folding, cutting. */
#include <stdlib.h>

#include <check.h>

#include "shared/base/utf8.h"
#include "tests/lib/unit.h"

#define Z(lit) { (lit), sizeof(lit) - 1 }

static const struct {
	struct str text;
	size_t bad; /* index of the first bad byte, or the length */
} validity[] = {
	{ Z(""), 0 }, { Z("abc"), 3 }, { Z("\0"), 1 }, { Z("\x7f"), 1 },
	{ Z("\xc2\x80"), 2 }, { Z("\xdf\xbf"), 2 }, { Z("\xe0\xa0\x80"), 3 },
	{ Z("\xed\x9f\xbf"), 3 }, { Z("\xee\x80\x80"), 3 },
	{ Z("\xef\xbf\xbf"), 3 }, { Z("\xf0\x90\x80\x80"), 4 },
	{ Z("\xf4\x8f\xbf\xbf"), 4 },
	{ Z("\x80"), 0 }, { Z("\xbf"), 0 }, { Z("\xc0\x80"), 0 },
	{ Z("\xc1\xbf"), 0 }, { Z("\xe0\x9f\xbf"), 0 }, { Z("\xed\xa0\x80"), 0 },
	{ Z("\xf0\x8f\xbf\xbf"), 0 }, { Z("\xf4\x90\x80\x80"), 0 },
	{ Z("\xf5\x80\x80\x80"), 0 }, { Z("\xff"), 0 }, { Z("\xfe"), 0 },
	{ Z("a\xc3"), 1 }, { Z("a\xe2\x82"), 1 }, { Z("a\xf0\x9f\x98"), 1 },
	{ Z("\xc3(" ), 0 }, { Z("\xe2\x82("), 0 }, { Z("\xe2(\xa1"), 0 },
	{ Z("\xf0\x9f\x98("), 0 }, { Z("\xc3\xa4\xc3"), 2 },
	/* behind whole words of ASCII */
	{ Z("0123456789abcdef\xc3\xa4" "0123456789abcdef\xff"), 34 },
	{ Z("0123456789abcdef0123456\xff"), 23 },
	{ Z("0123456789abcde\xc3\xa4"), 17 },
	{ Z("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80z"), 10 },
};

START_TEST(test_valid)
{
	ck_assert_uint_eq(utf8_valid(validity[_i].text), validity[_i].bad);
}
END_TEST

/* Every code point, encoded here, passes; surrogates and beyond do not. */
START_TEST(test_every_point)
{
	for (uint32_t c = 0; c < 0x120000; c++) {
		bool is_good = c < 0x110000 && (c < 0xd800 || c > 0xdfff);
		char p[4];
		size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

		if (n == 1)
			p[0] = (char)c;
		else
			p[0] = (char)((0xf00 >> n & 0xff) | c >> 6 * (n - 1));
		for (size_t i = 1; i < n; i++)
			p[i] = (char)(0x80 | (c >> 6 * (n - 1 - i) & 0x3f));
		if (utf8_valid((struct str){ p, n }) != (is_good ? n : 0))
			ck_abort_msg("U+%X", c);
	}
}
END_TEST

START_TEST(test_length)
{
	ck_assert_uint_eq(utf8_length(STR("")), 0);
	ck_assert_uint_eq(utf8_length(STR("abc")), 3);
	ck_assert_uint_eq(utf8_length(STR("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80")), 3);
}
END_TEST

static const struct {
	const char *text, *nfc;
	bool plain;
} forms[] = {
	{ "", "", true }, { "Muller", "Muller", true },
	{ "M\xc3\xbcller", "M\xc3\xbcller", true },
	{ "Mu\xcc\x88ller", "M\xc3\xbcller", false },
	{ "\xcb\xbf", "\xcb\xbf", true }, { "\xcc\x80", "\xcc\x80", false },
	/* Angstrom sign, Hangul, two marks in the wrong order */
	{ "\xe2\x84\xab", "\xc3\x85", false },
	{ "\xe1\x84\x80\xe1\x85\xa1", "\xea\xb0\x80", false },
	{ "q\xcc\x87\xcc\xa3", "q\xcc\xa3\xcc\x87", false },
	{ "\xef\xac\x81", "\xef\xac\x81", false }, /* no compatibility forms */
};

START_TEST(test_nfc)
{
	struct buf b;

	buf_init(&b, 256);
	utf8_nfc(&b, str_of(forms[_i].text));
	ck_assert_str_eq(buf_cstr(&b), forms[_i].nfc);
	ck_assert_int_eq(utf8_is_plain(str_of(forms[_i].text)),
	    forms[_i].plain);
	buf_fini(&b);
}
END_TEST

static const struct {
	const char *text, *folded;
} folds[] = {
	{ "", "" }, { " ", "" }, { "Owner", "owner" },
	{ "  Due \t\r\n Date ", "due date" },
	{ "Zust\xc3\xa4ndig", "zustandig" }, { "STRASSE", "strasse" },
	{ "Stra\xc3\x9f" "e", "strasse" }, { "\xe1\xba\x9e", "ss" },
	{ "Ach\xc3\xa8vement\xc2\xa0le", "achevement le" },
	{ "\xc3\x87" "a\xc4\x9f\xc4\xb1", "cag\xc4\xb1" },
	{ "\xc4\xb0stanbul", "istanbul" }, { "N\xc2\xba", "no" },
	{ "\xef\xac\x81n", "fin" }, { "\xef\xbc\xa1\xef\xbc\x91", "a1" },
	{ "a\xe2\x80\x83\xe3\x80\x80" "b", "a b" },
	{ "\xe2\x80\xafz\xe2\x80\xa8", "z" },
	{ "\xc3\x89t\xc3\xa9", "ete" }, { "E\xcc\x81te\xcc\x81", "ete" },
	{ "S\xc3\xa3o Jo\xc3\xa3o", "sao joao" },
	{ "\xce\xa3\xce\xaf\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x82",
	    "\xcf\x83\xce\xb9\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x83" },
	{ "a\xc2\xad" "b", "ab" },
};

START_TEST(test_fold)
{
	struct buf b, again;

	buf_init(&b, 256);
	buf_init(&again, 256);
	utf8_fold(&b, str_of(folds[_i].text));
	ck_assert_str_eq(buf_cstr(&b), folds[_i].folded);
	utf8_fold(&again, buf_view(&b));
	ck_assert_str_eq(buf_cstr(&again), folds[_i].folded);
	buf_fini(&b);
	buf_fini(&again);
}
END_TEST

static const struct {
	const char *text;
	size_t max;
	const char *cut;
} cuts[] = {
	{ "abc", 0, "" }, { "abc", 2, "ab" }, { "abc", 3, "abc" },
	{ "abc", 9, "abc" }, { "", 0, "" },
	{ "\xc3\xa4\xe2\x82\xac" "x", 1, "\xc3\xa4" },
	{ "\xc3\xa4\xe2\x82\xac" "x", 2, "\xc3\xa4\xe2\x82\xac" },
	{ "\xc3\xa4\xe2\x82\xac", 2, "\xc3\xa4\xe2\x82\xac" },
	{ "\xc3\xa4\xe2\x82\xac", 3, "\xc3\xa4\xe2\x82\xac" },
};

START_TEST(test_cut)
{
	ck_assert(str_is(utf8_cut(str_of(cuts[_i].text), cuts[_i].max),
	    cuts[_i].cut));
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("utf8");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_valid, validity);
	tcase_add_test(tc, test_every_point);
	tcase_add_test(tc, test_length);
	LOOP(tc, test_nfc, forms);
	LOOP(tc, test_fold, folds);
	LOOP(tc, test_cut, cuts);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
