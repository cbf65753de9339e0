/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of workbooks with notes: sheets, styles and boxes as XML. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "importer/markup/xlsx/xlsx_styles.h"
#include "tests/lib/unit.h"

#define NOTE(row, column, text) { 0, row, column, true, \
	{ text, sizeof(text) - 1 } }
#define P "Preaudit: problems"

static size_t
count(const struct markup_note *note)
{
	size_t n = 0;

	while (n < 4 && note[n].text.p != NULL)
		n++;
	return n;
}

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
	{ "behind a row's cells", W("<sheetData><row r=\"1\"><c r=\"A1\">"
	    "<v>1</v></c> <extLst/> </row></sheetData>"), { NOTE(1, 0, "x") },
	    W(COLS("2") "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>"
	    CELL("B1", "0", P "\nx") " <extLst/> </row></sheetData>") },
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
	struct xlsx_pass *pass = xlsx_pass_open(&x, st, NULL, true);
	int status = pass_text(&pass->p, text, NULL, NULL, e);

	if (status == 0)
		status = xlsx_scan_end(pass, e);
	xlsx_pass_close(pass);
	if (status == 0) {
		pass = xlsx_pass_open(&x, st, NULL, false);
		status = pass_feed(pass, text, true, out, e);
		xlsx_pass_close(pass);
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
	ck_assert(vml_edit(str_of(vml_none), NULL, 0,
	    &(struct comment){ .at = c->at }, 1, &out));
	ck_assert_msg(strstr(buf_cstr(&out), c->want) != NULL, "%s",
	    buf_cstr(&out));
	ck_assert(vml_edit(buf_view(&out), &c->at, 1, NULL, 0, &again));
	ck_assert(strstr(buf_cstr(&again), "<x:Anchor>") == NULL);
	buf_fini(&out);
	buf_fini(&again);
}
END_TEST

#define EACH(a) (int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite *s = suite_create("markup_xlsx");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_loop_test(t, sheets, 0, EACH(sheet_cases));
	tcase_add_test(t, sheet_in_utf16);
	tcase_add_test(t, styles);
	tcase_add_loop_test(t, styles_cover_a_colour, 0, 3);
	tcase_add_test(t, styles_made_alike);
	tcase_add_loop_test(t, styles_that_lack_lists, 0, 4);
	tcase_add_loop_test(t, boxes, 0, EACH(box_cases));
	suite_add_tcase(s, t);
	return unit_run(s);
}
