/* SPDX-License-Identifier: Apache-2.0 */
/* What a file is: encodings, foreign formats, delimiters. */
#include <stdlib.h>

#include <check.h>

#include "importer/source.h"
#include "tests/lib/unit.h"

/* A string with NULs in it, and its length. */
#define BYTES(lit) { lit, sizeof(lit) - 1 }

static const struct {
	struct str bytes;
	const char *says; /* NULL: accepted */
} kinds[] = {
	{ BYTES("a,b\n1,2\n"), NULL },
	{ BYTES("\xef\xbb\xbf" "a,b\n1,2\n"), NULL },
	{ BYTES(""), NULL },
	{ BYTES("PK\x03\x04....[Content_Types].xml"), "Excel workbook (.xlsx)" },
	{ BYTES("PK\x03\x04mimetypeapplication/vnd.oasis.opendocument."
	    "spreadsheet"), ".ods" },
	{ BYTES("PK\x03\x04whatever"), "ZIP archive" },
	{ BYTES("\xd0\xcf\x11\xe0\xa1\xb1"), ".xls" },
	{ BYTES("%PDF-1.7\n"), "PDF" },
	{ BYTES("\n  <!DOCTYPE html><html>"), "HTML" },
	{ BYTES("<html><body>"), "HTML" },
	{ BYTES("<Table border=1>"), "HTML" },
	{ BYTES("<?xml version=\"1.0\"?>"), "XML" },
	{ BYTES("\x1f\x8b\x08"), "gzip" },
	{ BYTES("SQLite format 3"), "SQLite" },
	{ BYTES("\xff\xfe" "a\0,\0b\0"), "UTF-16" },
	{ BYTES("\xfe\xff" "\0a\0,\0b"), "UTF-16" },
	{ BYTES("\xff\xfe\0\0" "a\0\0\0"), "UTF-32" },
	{ BYTES("a\0,\0b\0\n\0"), "UTF-16" },
	{ BYTES("\0a\0,\0b\0\n"), "UTF-16" },
	{ BYTES("name,b\nM\xfcller,2\n"), "line 2, byte 2: the byte 0xFC" },
	{ BYTES("a,b\r\n1,2\r\n3,\xe4\r\n"), "line 3, byte 3" },
	{ BYTES("a\rb\r\xff"), "line 3, byte 1" },
	{ BYTES("a,b\n1,2\nabc,d\0ef,ghi,jkl,mno,pqr\n"),
	    "line 3, byte 6: there is a NUL" },
};

static int
open_bytes(struct source *s, struct str bytes, struct err *e)
{
	struct buf b;
	int status;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_str(&b, bytes);
	status = source_from(s, "x.csv", &b, e);
	buf_fini(&b);
	return status;
}

START_TEST(test_kind)
{
	struct source s;
	struct err e = { 0 };
	int status = open_bytes(&s, kinds[_i].bytes, &e);

	if (kinds[_i].says == NULL) {
		ck_assert_int_eq(status, 0);
	} else {
		ck_assert_int_eq(status, -1);
		ck_assert_int_eq(e.code, ERR_REFUSED);
		ck_assert_ptr_nonnull(strstr(e.msg, kinds[_i].says));
		ck_assert_ptr_nonnull(strstr(e.msg, "x.csv"));
	}
	source_close(&s);
}
END_TEST

static const struct {
	const char *text;
	char delimiter;
	const char *left; /* the text behind BOM and sep line */
	uint64_t line0;
	const char *encoding;
} texts[] = {
	{ "a,b\n1,2\n", ',', "a,b\n1,2\n", 0, "utf-8" },
	{ "a;b\n1;2\n", ';', "a;b\n1;2\n", 0, "utf-8" },
	{ "a\tb\n1\t2\n", '\t', "a\tb\n1\t2\n", 0, "utf-8" },
	{ "\xef\xbb\xbf" "a;b\n", ';', "a;b\n", 0, "utf-8-bom" },
	{ "a\n1\n", ',', "a\n1\n", 0, "utf-8" },
	/* Commas in the values do not make it a comma file. */
	{ "name;note\nA;x, y\nB;u, v\n", ';', NULL, 0, "utf-8" },
	{ "name;note, long\nA;x\nB;y\n", ';', NULL, 0, "utf-8" },
	{ "id,note\n1,\"a;b;c\"\n2,\"d;e\"\n", ',', NULL, 0, "utf-8" },
	{ "id,a;b\n1,x\n2,y\n", ',', NULL, 0, "utf-8" },
	{ "Price;When\n1,5;2026\n2,5;2027\n", ';', NULL, 0, "utf-8" },
	{ "sep=;\na,b;c\n", ';', "a,b;c\n", 1, "utf-8" },
	{ "\xef\xbb\xbf" "sep=,\r\na,b\r\n", ',', "a,b\r\n", 1, "utf-8-bom" },
	{ "sep=|\na|b\n", ',', "sep=|\na|b\n", 0, "utf-8" },
	{ "Separator,b\n", ',', "Separator,b\n", 0, "utf-8" },
};

START_TEST(test_text)
{
	struct source s;
	struct err e = { 0 };

	ck_assert_int_eq(open_bytes(&s, str_of(texts[_i].text), &e), 0);
	ck_assert_int_eq(s.delimiter, texts[_i].delimiter);
	ck_assert_str_eq(s.encoding, texts[_i].encoding);
	ck_assert_uint_eq(s.line0, texts[_i].line0);
	if (texts[_i].left != NULL)
		ck_assert(str_is(s.text, texts[_i].left));
	source_close(&s);
}
END_TEST

START_TEST(test_hash_and_name)
{
	struct source s;
	struct err e = { 0 };
	struct buf b;

	buf_init(&b, 100);
	buf_puts(&b, "abc");
	ck_assert_int_eq(source_from(&s, "dir/M\xfcller\n.csv", &b, &e), 0);
	ck_assert_str_eq(s.name, "M?ller?.csv");
	ck_assert_str_eq(s.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396"
	    "177a9cb410ff61f20015ad");
	source_close(&s);
	buf_fini(&b);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("sniff");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_kind, kinds);
	LOOP(tc, test_text, texts);
	tcase_add_test(tc, test_hash_and_name);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
