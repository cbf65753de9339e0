/* SPDX-License-Identifier: Apache-2.0 */
/* What a file is: encodings, foreign formats, delimiters. */
#include <stdlib.h>

#include <check.h>

#include "importer/read/source.h"
#include "tests/lib/unit.h"

/* A string with NULs in it, and its length. */
#define BYTES(lit) { lit, sizeof(lit) - 1 }

static const struct {
	struct str bytes;
	const char *encoding; /* NULL: refused */
	const char *says;
} kinds[] = {
	{ BYTES("a,b\n1,2\n"), "utf-8", NULL },
	{ BYTES("\xef\xbb\xbf" "a,b\n1,2\n"), "utf-8-bom", NULL },
	{ BYTES(""), "utf-8", NULL },
	{ BYTES("PK\x03\x04....[Content_Types].xml"), NULL, "damaged" },
	{ BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" "B\0o\0o\0k\0"), NULL,
	    "old .xls" },
	{ BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), NULL, "old office" },
	{ BYTES("7z\xbc\xaf\x27\x1c" "aa"), NULL, "7z" },
	{ BYTES("Rar!\x1a"), NULL, "RAR" },
	{ BYTES(" [ {\"a\": 1}]"), NULL, "JSON" },
	{ BYTES("{\"a\": 1}"), NULL, "JSON" },
	{ BYTES("[a],{b}\n1,2\n"), "utf-8", NULL },
	{ BYTES("%PDF-1.7\n"), NULL, "PDF" },
	{ BYTES("\n  <!DOCTYPE html><html>"), NULL, "HTML" },
	{ BYTES("<html><body>"), NULL, "HTML" },
	{ BYTES("<Table border=1>"), NULL, "HTML" },
	{ BYTES("<?xml version=\"1.0\"?><a/>"), NULL, "XML" },
	{ BYTES("\x1f\x8b\x08"), NULL, "gzip" },
	{ BYTES("SQLite format 3"), NULL, "SQLite" },
	{ BYTES("\xff\xfe" "a\0,\0b\0"), "utf-16le", NULL },
	{ BYTES("\xfe\xff" "\0a\0,\0b"), "utf-16be", NULL },
	{ BYTES("\xff\xfe\0\0" "a\0\0\0"), NULL, "UTF-32" },
	{ BYTES("a\0,\0b\0\n\0"), "utf-16le", NULL },
	{ BYTES("\0a\0,\0b\0\n"), "utf-16be", NULL },
	{ BYTES("a\0,\0b\0,\0c\0\n\0\0\xd8"), NULL, "byte 13" },
	{ BYTES("name,b\nM\xfcller,2\n"), "windows-1252", NULL },
	{ BYTES("a,b\r\n1,2\r\n3,\x80 5\r\n"), "windows-1252", NULL },
	{ BYTES("a,b\nO\x92" "Brien,x\x96y\n"), "windows-1252", NULL },
	/* Runs of accented letters alone may be a word. */
	{ BYTES("a,b\n1,\xc4\xd6\xdc\xe4\xdf\n2,x\xfcy\n3,\xe9t\xe9\n4,\xe0\n"
	    "5,z\xe8\n6,\xfc\n"), "windows-1252", NULL },
	/* Two bytes a letter: signs among them. */
	{ BYTES("a\n\xb1\xb1\xbe\xa9\xca\xd0\n"), NULL, "0xB1" },
	{ BYTES("a\n\x93\x8c\x8b\x9e\x93s\n"), NULL, "0x93" },
	/* Windows-1252 and UTF-8 in one file. */
	{ BYTES("a\nM\xfcller\nK\xc3\xb6ln\n"), NULL, "line 2, byte 2" },
	{ BYTES("a\nM\xc3"), NULL, "0xC3" },
	/* DOS: the letters of one are signs of the other. */
	{ BYTES("a\nGr\x94\x81" "e\n"), NULL, "line 2, byte 3: the byte 0x94" },
	{ BYTES("a\nGr\x94" "ber\n"), NULL, "--encoding NAME" },
	/* Words of nothing but accented letters: Cyrillic. */
	{ BYTES("a\n\xc8\xe2\xe0\xed\xee\xe2\n"), NULL, "0xC8" },
	/* UTF-8 that was damaged. */
	{ BYTES("a\nM\xc3\xbcller,\xff\n"), NULL, "line 2, byte 9" },
	{ BYTES("a\rb\r\x81"), NULL, "line 3, byte 1" },
	{ BYTES("a,b\n1,2\nabc,d\0ef,ghi,jkl,mno,pqr\n"), NULL,
	    "line 3, byte 6: there is a NUL" },
	{ BYTES("a,b\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), NULL,
	    "line 2, byte 1: there is a NUL" },
	{ BYTES("a\0\0\0,\0\0\0b\0\0\0"), NULL, "UTF-32" },
};

static int
open_bytes(struct input *h, struct str bytes, struct err *e)
{
	struct buf b;
	int status;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_str(&b, bytes);
	status = input_from(h, "x.csv", &b, e);
	buf_fini(&b);
	return status;
}

START_TEST(test_kind)
{
	struct input h;
	struct err e = { 0 };
	int status = open_bytes(&h, kinds[_i].bytes, &e);

	if (kinds[_i].encoding != NULL) {
		ck_assert_int_eq(status, 0);
		ck_assert_str_eq(h.encoding, kinds[_i].encoding);
	} else {
		ck_assert_int_eq(status, -1);
		ck_assert_int_eq(e.code, ERR_REFUSED);
		if (strstr(e.msg, kinds[_i].says) == NULL)
			ck_abort_msg("%s", e.msg);
	}
	input_close(&h);
}
END_TEST

static const struct {
	const char *text;
	char delimiter;
	const char *left; /* the text behind BOM and sep line, before totals */
	uint64_t line0;
	const char *encoding;
} texts[] = {
	{ "a,b\n1,2\n", ',', "a,b\n1,2\n", 0, "utf-8" },
	{ "a;b\n1;2\n", ';', "a;b\n1;2\n", 0, "utf-8" },
	{ "a\tb\n1\t2\n", '\t', "a\tb\n1\t2\n", 0, "utf-8" },
	{ "a|b\n1|2\n", '|', "a|b\n1|2\n", 0, "utf-8" },
	{ "\xef\xbb\xbf" "a;b\n", ';', "a;b\n", 0, "utf-8-bom" },
	{ "a\n1\n", ',', "a\n1\n", 0, "utf-8" },
	/* Commas in the values do not make it a comma file. */
	{ "name;note\nA;x, y\nB;u, v\n", ';', NULL, 0, "utf-8" },
	{ "name;note, long\nA;x\nB;y\n", ';', NULL, 0, "utf-8" },
	{ "id,note\n1,\"a;b;c\"\n2,\"d;e\"\n", ',', NULL, 0, "utf-8" },
	{ "id,a;b\n1,x\n2,y\n", ',', NULL, 0, "utf-8" },
	{ "Price;When\n1,5;2026\n2,5;2027\n", ';', NULL, 0, "utf-8" },
	/* A title above says nothing of the delimiter. */
	{ "Staff, all of it\n\nid;name;unit\n1;A;B\n2;C;D\n", ';', NULL, 0,
	    "utf-8" },
	{ "sep=;\na,b;c\n", ';', "a,b;c\n", 1, "utf-8" },
	{ "\xef\xbb\xbf" "sep=,\r\na,b\r\n", ',', "a,b\r\n", 1, "utf-8-bom" },
	{ "sep=|\na|b\n", '|', "a|b\n", 1, "utf-8" },
	{ "sep=x\naxb\n", ',', "sep=x\naxb\n", 0, "utf-8" },
	{ "Separator,b\n", ',', "Separator,b\n", 0, "utf-8" },
	/* Totals below. */
	{ "a,b,c\n1,2,3\nTotal,,3\n", ',', NULL, 0, "utf-8" },
	{ "a,b,c\n1,2,3\n,Summe,\n\n", ',', "a,b,c\n1,2,3\n", 0, "utf-8" },
	{ "a,b,c\n1,2,3\nTotal,,\n", ',', "a,b,c\n1,2,3\n", 0, "utf-8" },
	{ "a,b,c\n1,2,3\nTotals:,,\r\n", ',', "a,b,c\n1,2,3\n", 0, "utf-8" },
	/* A row of which most is filled in is a record. */
	{ "a,b,c\n1,2,3\nTotal,4,5\n", ',', "a,b,c\n1,2,3\nTotal,4,5\n", 0,
	    "utf-8" },
	{ "a,b,c\n1,2,3\nTotally,,\n", ',', "a,b,c\n1,2,3\nTotally,,\n", 0,
	    "utf-8" },
};

START_TEST(test_text)
{
	struct input h;
	struct source s;
	struct err e = { 0 };

	ck_assert_int_eq(open_bytes(&h, str_of(texts[_i].text), &e), 0);
	source_init(&s, &h, 0, '\0');
	ck_assert_int_eq(s.delimiter, texts[_i].delimiter);
	ck_assert_str_eq(s.encoding, texts[_i].encoding);
	ck_assert_uint_eq(s.line0, texts[_i].line0);
	if (texts[_i].left != NULL && !str_is(s.text, texts[_i].left))
		ck_abort_msg("%.*s", STR_ARG(s.text));
	input_close(&h);
}
END_TEST

START_TEST(test_hash_and_name)
{
	struct input s;
	struct err e = { 0 };
	struct buf b;

	buf_init(&b, 100);
	buf_puts(&b, "abc");
	ck_assert_int_eq(input_from(&s, "dir/M\xfcller\n.csv", &b, &e), 0);
	ck_assert_str_eq(s.name, "M?ller?.csv");
	ck_assert_str_eq(s.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396"
	    "177a9cb410ff61f20015ad");
	input_close(&s);
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
