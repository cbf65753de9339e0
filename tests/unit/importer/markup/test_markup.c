/* SPDX-License-Identifier: Apache-2.0 */
/* Copies with notes: CSV byte for byte, sheets and styles as XML. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "importer/common/problem_column.h"
#include "importer/markup/xlsx_styles.h"
#include "tests/lib/unit.h"

static int
gather(void *ctx, struct str piece, struct err *e)
{
	(void)e;
	buf_str(ctx, piece);
	return 0;
}

/* ---- CSV ---- */

#define NOTE(row, column, text) { 0, row, column, true, \
	{ text, sizeof(text) - 1 } }
#define P "Preaudit: problems"
#define BYTES(z) { z, sizeof(z) - 1 }

static const struct csv_case {
	const char *name;
	struct str in;
	const char *encoding;
	char delimiter;
	uint32_t header;
	struct markup_note note[4];
	struct str want; /* p NULL: refused */
} csv_cases[] = {
	{ "plain", BYTES("a,b\r\n1,2\r\n3,4\r\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") },
	    BYTES("a,b," P "\r\n1,2,bad\r\n3,4,\r\n") },
	{ "no last line end", BYTES("a,b\n1,2"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, BYTES("a,b," P "\n1,2,bad") },
	{ "CR alone", BYTES("a;b\r1;2\r"), NULL, ';', 1,
	    { NOTE(2, 0, "bad") }, BYTES("a;b;" P "\r1;2;bad\r") },
	{ "two notes, quoted", BYTES("a,b\n1,2\n"), NULL, ',', 1,
	    { NOTE(2, 1, "one, \"x\""), NOTE(2, 2, "two") },
	    BYTES("a,b," P "\n1,2,\"one, \"\"x\"\"\ntwo\"\n") },
	{ "delimiter decides the quotes", BYTES("a;b\n1;2\n"), NULL, ';', 1,
	    { NOTE(2, 1, "x, y") }, BYTES("a;b;" P "\n1;2;x, y\n") },
	{ "no formula", BYTES("a\n1\n"), NULL, ',', 1,
	    { NOTE(2, 1, "=1+1") }, BYTES("a," P "\n1,\"'=1+1\"\n") },
	{ "short records are padded", BYTES("a,b,c\n1\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, BYTES("a,b,c," P "\n1,,,bad\n") },
	{ "long records have it last", BYTES("a,b\n1,2,3\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, BYTES("a,b," P "\n1,2,3,bad\n") },
	{ "long records of an earlier round", BYTES("a,b," P "\n1,2,3,old\n"),
	    NULL, ',', 1, { NOTE(2, 1, "bad") },
	    BYTES("a,b," P "\n1,2,3,bad\n") },
	{ "empty lines stay, or are padded", BYTES("a,b\n\n1,2\n\n"), NULL,
	    ',', 1, { NOTE(4, 0, "empty") },
	    BYTES("a,b," P "\n\n1,2,\n,,empty\n") },
	{ "rows above the header", BYTES("Title\n\na,b\n1,2\n"), NULL, ',', 3,
	    { NOTE(1, 1, "no"), NOTE(4, 1, "bad") },
	    BYTES("Title\n\na,b," P "\n1,2,bad\n") },
	{ "notes about the file and the header", BYTES("a,b\n1,2\n"), NULL,
	    ',', 1, { NOTE(0, 0, "whole"), NOTE(1, 2, "head") },
	    BYTES("a,b,\"" P "\nwhole\nhead\"\n1,2,\n") },
	{ "earlier round", BYTES("a," P ",b\n1,old,2\n3,old,4\n"), NULL, ',',
	    1, { NOTE(3, 1, "new") },
	    BYTES("a," P ",b\n1,,2\n3,new,4\n") },
	{ "earlier round with notes in the header",
	    BYTES("a,\"" P "\nwhole\"\n1,\"o\nld\"\n"), NULL, ',', 1,
	    { NOTE(2, 1, "new") }, BYTES("a," P "\n1,new\n") },
	{ "BOM and quotes stay", BYTES("\xef\xbb\xbf\"a\",b\n\"1\n\"\"2\",\n"),
	    "utf-8-bom", ',', 1, { NOTE(2, 1, "\xc3\xbc") },
	    BYTES("\xef\xbb\xbf\"a\",b," P "\n\"1\n\"\"2\",,\xc3\xbc\n") },
	{ "sep= line is no row", BYTES("sep=;\r\na;b\r\n1;2\r\n"), NULL, ';',
	    1, { NOTE(2, 1, "bad") },
	    BYTES("sep=;\r\na;b;" P "\r\n1;2;bad\r\n") },
	{ "Windows-1252", BYTES("\xe4;b\n1;2\n"), "windows-1252", ';', 1,
	    { NOTE(2, 1, "\xc3\xa4 \xe2\x82\xac \xe2\x80\x9c \xd0\x96") },
	    BYTES("\xe4;b;" P "\n1;2;\xe4 \x80 \x93 ?\n") },
	{ "another encoding", BYTES("\xe4\n1\n"), "iso-8859-2", ',', 1,
	    { NOTE(2, 1, "\xc3\xa4!") }, BYTES("\xe4," P "\n1,?!\n") },
	{ "stray quotes are copied", BYTES("a,b\n1 \"x,2\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, BYTES("a,b," P "\n1 \"x,2,bad\n") },
	{ "unclosed quote", BYTES("a,b\n\"1,2\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, { NULL, 0 } },
	{ "nothing", BYTES(""), NULL, ',', 1, { NOTE(0, 0, "empty") },
	    BYTES("") },
};

static size_t
count(const struct markup_note *note)
{
	size_t n = 0;

	while (n < 4 && note[n].text.p != NULL)
		n++;
	return n;
}

static void
run_csv(const struct csv_case *c, struct str in, struct buf *out, int *status,
    struct err *e)
{
	const struct markup_sheet sheet = { 0, c->header };
	const struct markup_request r = { .format = MARKUP_CSV, .original = in,
		.encoding = c->encoding, .delimiter = c->delimiter,
		.sheet = &sheet, .nsheets = 1, .note = c->note,
		.nnotes = count(c->note), .sink = gather, .ctx = out };

	*status = markup_copy(&r, NULL, e);
}

START_TEST(csv)
{
	const struct csv_case *c = &csv_cases[_i];
	struct buf out, again;
	struct err e = { 0 };
	int status;

	buf_init(&out, 1 << 20);
	buf_init(&again, 1 << 20);
	run_csv(c, c->in, &out, &status, &e);
	if (c->want.p == NULL) {
		ck_assert_int_eq(status, -1);
		ck_assert_int_eq(e.code, ERR_REFUSED);
	} else {
		ck_assert_int_eq(status, 0);
		ck_assert_msg(str_eq(buf_view(&out), c->want), "%s: '%s'",
		    c->name, buf_cstr(&out));
		/* Notes put twice stand there once. */
		run_csv(c, buf_view(&out), &again, &status, &e);
		ck_assert_int_eq(status, 0);
		ck_assert_msg(str_eq(buf_view(&again), c->want), "%s: '%s'",
		    c->name, buf_cstr(&again));
	}
	buf_fini(&out);
	buf_fini(&again);
}
END_TEST

START_TEST(csv_utf16)
{
	static const struct str in = BYTES("\xff\xfe" "a\0;\0b\0\r\0\n\0"
	    "1\0;\0\x34\x12\r\0\n\0");
	static const struct markup_note note = NOTE(2, 1, "\xf0\x9f\x98\x80");
	struct buf out;
	struct err e;
	size_t n = sizeof(P) - 1;

	buf_init(&out, 1 << 20);
	ck_assert_int_eq(markup_copy(&(struct markup_request){
	    .format = MARKUP_CSV, .original = in, .encoding = "utf-16le",
	    .delimiter = ';', .note = &note, .nnotes = 1, .sink = gather,
	    .ctx = &out }, NULL, &e), 0);
	ck_assert_int_eq(memcmp(out.p, "\xff\xfe" "a\0;\0b\0;\0P\0r\0", 14),
	    0);
	ck_assert_uint_eq(out.n, in.n + 2 + n * 2 + 2 + 4);
	ck_assert_int_eq(memcmp(out.p + out.n - 10,
	    ";\0\x3d\xd8\x00\xde\r\0\n\0", 10), 0);
	buf_fini(&out);
}
END_TEST

/* ---- sheets ---- */

static const char styles_xml[] = "<styleSheet><fills count=\"2\"><fill>"
    "<patternFill patternType=\"none\"/></fill><fill><patternFill "
    "patternType=\"gray125\"/></fill></fills><cellXfs count=\"2\">"
    "<xf numFmtId=\"0\" fillId=\"0\"/><xf numFmtId=\"14\" fillId=\"0\"/>"
    "</cellXfs></styleSheet>";

#define W(inside) "<worksheet>" inside "</worksheet>"
#define COLS(c) "<cols><col min=\"" c "\" max=\"" c "\" width=\"60\" " \
    "customWidth=\"1\"/></cols>"
#define CELL(at, s, t) "<c r=\"" at "\" s=\"" s "\" t=\"inlineStr\"><is>" \
    "<t xml:space=\"preserve\">" t "</t></is></c>"
/* Style 2: red from 0; 3: the problem column's. */
static const struct sheet_case {
	const char *name, *in;
	struct markup_note note[4];
	const char *want; /* "!": refused */
} sheet_cases[] = {
	{ "a cell", W("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
	    "</sheetData>"), { NOTE(1, 1, "x & y") },
	    W(COLS("2") "<sheetData><row r=\"1\"><c r=\"A1\" s=\"2\"><v>1</v>"
	    "</c>" CELL("B1", "0", P "\nx &amp; y") "</row></sheetData>") },
	{ "rows and cells that are not there", W("<dimension ref=\"B2\"/>"
	    "<sheetData><row r=\"2\" spans=\"2:2\"><c r=\"B2\"><v>1</v></c>"
	    "</row></sheetData>"), { NOTE(2, 1, "a"), NOTE(4, 3, "b") },
	    W("<dimension ref=\"B1:D4\"/>" COLS("4") "<sheetData><row r=\"1\">"
	    CELL("D1", "0", P) "</row><row r=\"2\" spans=\"2:4\">"
	    "<c r=\"A2\" s=\"2\"/><c r=\"B2\"><v>1</v></c>"
	    CELL("D2", "3", "a") "</row><row r=\"4\"><c r=\"C4\" s=\"2\"/>"
	    CELL("D4", "3", "b") "</row></sheetData>") },
	{ "nothing there", W("<sheetData/>"), { NOTE(0, 0, "empty") },
	    W(COLS("1") "<sheetData><row r=\"1\">"
	    CELL("A1", "0", P "\nempty") "</row></sheetData>") },
	{ "an empty row", W("<sheetData><row r=\"1\" ht=\"9\"/></sheetData>"),
	    { NOTE(1, 0, "x") }, W(COLS("1") "<sheetData><row r=\"1\" "
	    "ht=\"9\">" CELL("A1", "0", P "\nx") "</row></sheetData>") },
	{ "prefixes, comments, CDATA stay", "<x:worksheet xmlns:x=\"n\">"
	    "<x:sheetData><x:row ><x:c t='str' ><!-- c --><x:v><![CDATA[<]]>"
	    "</x:v></x:c></x:row></x:sheetData></x:worksheet>\n",
	    { NOTE(1, 1, "x") }, "<x:worksheet xmlns:x=\"n\"><x:cols><x:col "
	    "min=\"2\" max=\"2\" width=\"60\" customWidth=\"1\"/></x:cols>"
	    "<x:sheetData><x:row ><x:c t='str' s=\"2\"><!-- c --><x:v>"
	    "<![CDATA[<]]></x:v></x:c><x:c r=\"B1\" s=\"0\" "
	    "t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">" P "\nx</x:t>"
	    "</x:is></x:c></x:row></x:sheetData></x:worksheet>\n" },
	{ "an earlier round", W("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>"
	    "</c>" CELL("B1", "0", P "\nold") "<c r=\"C1\"><v>3</v></c></row>"
	    "<row r=\"2\"><c r=\"B2\"><v>7</v></c><c r=\"C2\"/></row>"
	    "</sheetData>"), { NOTE(2, 3, "new") },
	    W(COLS("2") "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>"
	    CELL("B1", "0", P) "<c r=\"C1\"><v>3</v></c></row><row r=\"2\">"
	    CELL("B2", "3", "new") "<c r=\"C2\" s=\"2\"/></row></sheetData>") },
	{ "widths", W("<cols><col min=\"1\" max=\"9\" width=\"5\" "
	    "hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>"
	    "</c></row></sheetData>"), { NOTE(1, 0, "x") },
	    W("<cols><col min=\"1\" max=\"1\" width=\"5\" hidden=\"1\"/>"
	    "<col min=\"2\" max=\"2\" width=\"60\" customWidth=\"1\"/>"
	    "<col min=\"3\" max=\"9\" width=\"5\" hidden=\"1\"/></cols>"
	    "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>"
	    CELL("B1", "0", P "\nx") "</row></sheetData>") },
	{ "not beneath merged cells", W("<sheetData><row r=\"1\"><c r=\"A1\">"
	    "<v>1</v></c></row></sheetData><mergeCells><mergeCell "
	    "ref=\"A1:C1\"/></mergeCells>"), { NOTE(1, 0, "x") },
	    W(COLS("4") "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>"
	    CELL("D1", "0", P "\nx") "</row></sheetData><mergeCells>"
	    "<mergeCell ref=\"A1:C1\"/></mergeCells>") },
	{ "what XML or a sheet reads otherwise", W("<sheetData/>"),
	    { NOTE(1, 0, "_x0041_ \x01 <\xff>") }, W(COLS("1") "<sheetData>"
	    "<row r=\"1\">" CELL("A1", "0", P "\n_x005F_x0041_ \xef\xbf\xbd "
	    "&lt;\xef\xbf\xbd&gt;") "</row></sheetData>") },
	{ "rows backwards", W("<sheetData><row r=\"2\"/><row r=\"1\"/>"
	    "</sheetData>"), { NOTE(1, 0, "x") }, "!" },
	{ "no rows", W(""), { NOTE(1, 0, "x") }, "!" },
	{ "no place", W("<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c>"
	    "</row></sheetData>"), { NOTE(1, 0, "x") }, "!" },
	{ "a document type", "<!DOCTYPE a><worksheet><sheetData/></worksheet>",
	    { NOTE(1, 0, "x") }, "!" },
};

/* Scans and copies a sheet's part. */
static int
copy_sheet(struct sheet *sheet, struct styles *st, struct str text,
    struct buf *out, struct err *e)
{
	struct xlsx_part x = { .s = sheet, .part = "sheet" };
	struct xlsx_scan *scan;
	int status;

	xlsx_scan_open(&scan, &x, st, NULL);
	status = text_read(text, xlsx_scan_feed, scan, e);
	xlsx_scan_close(scan);
	if (status == 0) {
		xlsx_writer_open(&x.writer, &x, st);
		status = xlsx_writer_feed(x.writer, text, true, out, e);
		xlsx_writer_close(x.writer);
	}
	free(x.legacy_id);
	return status;
}

START_TEST(sheets)
{
	const struct sheet_case *c = &sheet_cases[_i];
	const struct markup_request r = { .format = MARKUP_XLSX,
		.note = c->note, .nnotes = count(c->note) };
	struct sheet *sheet;
	struct styles *st;
	struct err e = { 0 };
	struct buf out;
	size_t n;
	int status;

	buf_init(&out, 1 << 20);
	ck_assert_int_eq(sheets_list(&r, &sheet, &n, &e), 0);
	ck_assert_uint_eq(n, 1);
	ck_assert_int_eq(styles_parse(&st, str_of(styles_xml), &e), 0);
	/* So that the problem column's is 3 in every case. */
	(void)styles_marked(st, 0, true);
	status = copy_sheet(sheet, st, str_of(c->in), &out, &e);
	if (c->want[0] == '!') {
		ck_assert_int_eq(status, -1);
		ck_assert_int_eq(e.code, ERR_REFUSED);
	} else {
		ck_assert_msg(status == 0, "%s: %s", c->name, e.msg);
		ck_assert_msg(str_is(buf_view(&out), c->want), "%s:\n%s\n%s",
		    c->name, buf_cstr(&out), c->want);
	}
	buf_fini(&out);
	styles_free(st);
	sheets_free(sheet, n);
}
END_TEST

START_TEST(sheet_in_utf16)
{
	static const char in[] = "\xff\xfe" "<\0?\0x\0m\0l\0 \0v\0e\0r\0s\0i\0"
	    "o\0n\0=\0'\0""1\0.\0""0\0'\0 \0e\0n\0c\0o\0d\0i\0n\0g\0=\0'\0"
	    "u\0t\0f\0-\0""1\0""6\0'\0?\0>\0<\0a\0>\0\xe4\0<\0/\0a\0>\0";
	struct xml_copier h = { 0 };
	struct buf out;
	struct err e;

	buf_init(&out, 1 << 20);
	ck_assert_int_eq(xml_copy_text((struct str){ in, sizeof(in) - 1 }, &h,
	    "a", &out, &e), 0);
	ck_assert_str_eq(buf_cstr(&out), "<?xml version=\"1.0\" "
	    "encoding=\"UTF-8\"?><a>\xc3\xa4</a>");
	buf_fini(&out);
}
END_TEST

/* ---- styles ---- */

START_TEST(styles)
{
	struct styles *st, *again;
	struct buf out, same;
	struct err e;
	uint32_t red, yellow, date;

	buf_init(&out, 1 << 20);
	buf_init(&same, 1 << 20);
	ck_assert_int_eq(styles_parse(&st, str_of(styles_xml), &e), 0);
	ck_assert(!styles_put(st, &out));
	red = styles_marked(st, 0, true);
	yellow = styles_marked(st, 0, false);
	date = styles_marked(st, 1, true);
	ck_assert(red > 1 && yellow > 1 && date > 1 && red != yellow &&
	    red != date);
	ck_assert_uint_eq(styles_marked(st, 0, true), red);
	ck_assert_uint_eq(styles_marked(st, red, false), yellow);
	ck_assert_uint_eq(styles_base(st, date), 1);
	ck_assert(styles_put(st, &out));
	ck_assert(strstr(buf_cstr(&out), "<xf numFmtId=\"14\" fillId=\"2\" "
	    "applyFill=\"1\"/>") != NULL);
	ck_assert(strstr(buf_cstr(&out), "<fills count=\"4\">") != NULL);
	ck_assert(strstr(buf_cstr(&out), "<cellXfs count=\"5\">") != NULL);

	/* Read again, the marks and what they cover are known. */
	ck_assert_int_eq(styles_parse(&again, buf_view(&out), &e), 0);
	ck_assert_uint_eq(styles_base(again, red), 0);
	ck_assert_uint_eq(styles_base(again, date), 1);
	ck_assert_uint_eq(styles_marked(again, red, true), red);
	ck_assert_uint_eq(styles_marked(again, 1, true), date);
	ck_assert(!styles_put(again, &same));
	styles_free(st);
	styles_free(again);
	buf_fini(&out);
	buf_fini(&same);
}
END_TEST

START_TEST(styles_cover_a_colour)
{
	static const char *const colours[] = { "rgb=\"FFD9D9D9\"",
		"theme=\"4\" tint=\"0.8\"", "indexed=\"22\"" };
	struct styles *st, *again;
	struct buf in, out;
	struct err e;
	uint32_t red;

	buf_init(&in, 1 << 20);
	buf_init(&out, 1 << 20);
	buf_printf(&in, "<x:styleSheet><x:fills><x:fill><x:patternFill/>"
	    "</x:fill><x:fill><x:patternFill patternType=\"gray125\"/></x:fill>"
	    "<x:fill><x:patternFill patternType=\"solid\"><x:fgColor %s/>"
	    "</x:patternFill></x:fill></x:fills><x:cellXfs><x:xf fillId=\"0\"/>"
	    "<x:xf fillId=\"2\"/></x:cellXfs></x:styleSheet>", colours[_i]);
	ck_assert_int_eq(styles_parse(&st, buf_view(&in), &e), 0);
	red = styles_marked(st, 1, true);
	ck_assert_uint_ne(red, styles_marked(st, 0, true));
	ck_assert(styles_put(st, &out));
	ck_assert_int_eq(styles_parse(&again, buf_view(&out), &e), 0);
	ck_assert_uint_eq(styles_base(again, red), 1);
	styles_free(st);
	styles_free(again);
	buf_fini(&in);
	buf_fini(&out);
}
END_TEST

/* Two that a mark makes alike: what it covered is not the one marked last. */
START_TEST(styles_made_alike)
{
	struct styles *st, *again;
	struct buf out;
	struct err e;
	uint32_t red;

	buf_init(&out, 1 << 20);
	ck_assert_int_eq(styles_parse(&st, STR("<styleSheet><fills><fill>"
	    "<patternFill/></fill><fill><patternFill patternType=\"gray125\"/>"
	    "</fill></fills><cellXfs><xf fillId=\"0\"/><xf fillId=\"1\"/>"
	    "</cellXfs></styleSheet>"), &e), 0);
	red = styles_marked(st, 0, true);
	ck_assert_uint_eq(red, 2);
	ck_assert_uint_eq(styles_marked(st, 1, true), red);
	ck_assert(styles_put(st, &out));
	ck_assert_int_eq(styles_parse(&again, buf_view(&out), &e), 0);
	ck_assert_uint_eq(styles_marked(again, 1, true), red);
	ck_assert_uint_eq(styles_base(again, red), 0);
	styles_free(st);
	styles_free(again);
	buf_fini(&out);
}
END_TEST

START_TEST(styles_that_lack_lists)
{
	static const char *const parts[] = { "<styleSheet/>",
		"<styleSheet></styleSheet>",
		"<styleSheet><fonts/><borders/><dxfs/></styleSheet>",
		"<styleSheet><fills/><cellXfs/></styleSheet>" };
	struct styles *st, *again;
	struct buf out;
	struct err e;
	uint32_t red;

	buf_init(&out, 1 << 20);
	ck_assert_int_eq(styles_parse(&st, str_of(parts[_i]), &e), 0);
	red = styles_marked(st, 0, true);
	ck_assert_uint_eq(red, 1);
	ck_assert(styles_put(st, &out));
	ck_assert_int_eq(styles_parse(&again, buf_view(&out), &e), 0);
	ck_assert_uint_eq(again->nxf, 2);
	ck_assert_uint_eq(again->nfill, 3);
	ck_assert_uint_eq(styles_base(again, red), 0);
	styles_free(st);
	styles_free(again);
	buf_fini(&out);
}
END_TEST

/* ---- boxes of comments ---- */

static const struct box_case {
	struct cell_place at;
	const char *want;
} box_cases[] = {
	{ { 1, 1 }, "<x:Anchor>1, 15, 0, 2, 5, 15, 7, 4</x:Anchor>"
	    "<x:AutoFill>False</x:AutoFill><x:Row>0</x:Row>"
	    "<x:Column>0</x:Column>" },
	{ { 9, 3 }, "<x:Anchor>3, 15, 7, 2, 7, 15, 14, 4</x:Anchor>"
	    "<x:AutoFill>False</x:AutoFill><x:Row>8</x:Row>"
	    "<x:Column>2</x:Column>" },
	/* The last column to its right in the sheet, and the first without. */
	{ { 2, 16378 }, "<x:Anchor>16378, 15, 0, 2, 16382, 15, 7, 4<" },
	{ { 3, 16379 }, "<x:Anchor>16373, 15, 1, 2, 16377, 15, 8, 4<" },
	{ { 1048576, 16384 }, "<x:Anchor>16378, 15, 1048567, 2, 16382, 15, "
	    "1048574, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
	    "<x:Row>1048575</x:Row><x:Column>16383</x:Column>" },
};

/* Right of their cell, within the sheet; and gone where they are taken out. */
START_TEST(boxes)
{
	const struct box_case *c = &box_cases[_i];
	struct buf out, again;

	buf_init(&out, 1 << 20);
	buf_init(&again, 1 << 20);
	vml_new(&c->at, 1, &out);
	ck_assert_msg(strstr(buf_cstr(&out), c->want) != NULL, "%s",
	    buf_cstr(&out));
	ck_assert_int_eq(vml_edit(buf_view(&out), &c->at, 1, NULL, 0, &again),
	    1);
	ck_assert(strstr(buf_cstr(&again), "<x:Anchor>") == NULL);
	buf_fini(&out);
	buf_fini(&again);
}
END_TEST

/* ---- the door ---- */

START_TEST(refused)
{
	static const struct markup_note note = NOTE(1, 1, "x");
	struct markup_request r = { .format = MARKUP_XLSX,
		.original = STR("PK no workbook"), .note = &note, .nnotes = 1,
		.sink = gather };
	struct markup_omitted omitted = { .comments = 7 };
	struct buf out;
	struct err e;

	buf_init(&out, 1 << 20);
	r.ctx = &out;
	ck_assert_int_eq(markup_copy(&r, &omitted, &e), -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_uint_eq(out.n, 0);
	ck_assert_uint_eq(omitted.comments, 7);
	buf_fini(&out);
}
END_TEST

START_TEST(headers)
{
	ck_assert(problem_column_is_header(STR(P)));
	ck_assert(problem_column_is_header(STR(P "\nmore")));
	ck_assert(problem_column_is_header(STR(P "\r\nmore")));
	ck_assert(!problem_column_is_header(STR(P "s")));
	ck_assert(!problem_column_is_header(STR("Preaudit")));
}
END_TEST

START_TEST(long_texts_are_cut)
{
	struct markup_note note[200];
	static char text[1000];
	struct buf out;

	memset(text, 'x', sizeof(text));
	for (size_t i = 0; i < 200; i++)
		note[i] = (struct markup_note){ 0, 1, 1, true, { text,
			sizeof(text) } };
	buf_init(&out, 1 << 20);
	note_texts(&out, note, 200);
	ck_assert_uint_lt(out.n, 32767);
	ck_assert(strstr(buf_cstr(&out), "\n(169 more do not fit") != NULL);
	buf_fini(&out);
}
END_TEST

#define EACH(a) (int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite *s = suite_create("markup");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_loop_test(t, csv, 0, EACH(csv_cases));
	tcase_add_test(t, csv_utf16);
	tcase_add_loop_test(t, sheets, 0, EACH(sheet_cases));
	tcase_add_test(t, sheet_in_utf16);
	tcase_add_test(t, styles);
	tcase_add_loop_test(t, styles_cover_a_colour, 0, 3);
	tcase_add_test(t, styles_made_alike);
	tcase_add_loop_test(t, styles_that_lack_lists, 0, 4);
	tcase_add_loop_test(t, boxes, 0, EACH(box_cases));
	tcase_add_test(t, refused);
	tcase_add_test(t, headers);
	tcase_add_test(t, long_texts_are_cut);
	suite_add_tcase(s, t);
	return unit_run(s);
}
