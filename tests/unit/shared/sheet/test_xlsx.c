/* SPDX-License-Identifier: Apache-2.0 */
/* Sheets as other programs write them, and what is refused: one line a case. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/sheet/xlsx/xlsx_internal.h"
#include "tests/lib/show_sheet.h"
#include "tests/lib/unit.h"

/* Styles 0 to 7 and the shared texts of every case. */
static struct xlsx_style styles[] = { { STYLE_PLAIN, 0 },
	{ STYLE_DATE | STYLE_DAY, 0 }, { STYLE_PERCENT, 0 },
	{ STYLE_DRESSED, 0 }, { STYLE_DATE | STYLE_DAY | STYLE_DRESSED, 0 },
	{ STYLE_DATE, 0 }, { STYLE_DATE | STYLE_ELAPSED, 0 },
	{ STYLE_PLAIN, 5 } };

static struct xlsx
book(bool date1904)
{
	struct xlsx x = { .date1904 = date1904, .style = styles,
		.nstyles = sizeof(styles) / sizeof(styles[0]) };
	struct err e;

	texts_init(&x.texts, -1);
	ck_assert_int_eq(texts_add(&x.texts, STR("one"), &e), 0);
	ck_assert_int_eq(texts_add(&x.texts, STR(""), &e), 0);
	ck_assert_int_eq(texts_add(&x.texts, STR("th_x0072_ee3"), &e), 0);
	return x;
}

#define ROW(cells) "<worksheet><sheetData><row r=\"1\">" cells \
	"</row></sheetData></worksheet>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static const struct {
	const char *xml, *want; /* want: rows, or "!" and a part of the error */
} cases[] = {
	/* values */
	{ ROW("<c r=\"A1\"><v>1.5</v></c>"), "1:N(1.5)" },
	{ ROW("<c r=\"A1\"><v>1E3</v></c>"), "1:N(1000)" },
	{ ROW("<c r=\"A1\"><v>-2.5E-1</v></c>"), "1:N(-0.25)" },
	{ ROW("<c r=\"A1\"><v></v></c><c r=\"B1\"><v>0</v></c>"), "1:. N(0)" },
	{ ROW("<c r=\"A1\" t=\"b\"><v>1</v></c>"), "1:B(1)" },
	{ ROW("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>"), "1:E(#N/A)" },
	{ ROW("<c r=\"A1\" t=\"str\"><v>text</v></c>"), "1:T(text)" },
	{ ROW("<c r=\"A1\" t=\"b\"><v>false</v></c>"), "1:B(0)" },
	{ ROW("<c r=\"A1\" t=\"b\"><v/></c>"), "" },
	{ ROW("<c r=\"A1\" t=\"b\"><v>2</v></c>"), "!true or false" },
	{ ROW("<c r=\"A1\" t=\"n\"><v> 12 </v></c>"), "1:N(12)" },
	{ ROW("<c><v>0.778151250383644</v></c><c><v>0.1234567890123456</v></c>"
	    "<c><v>123456789012345678</v></c><c><v>1E-7</v></c>"),
	    "1:N(0.778151250383644) N(0.123456789012346) "
	    "N(123456789012345680) N(0.0000001)" },
	/* ISO dates */
	{ ROW("<c t=\"d\"><v>2026-01-31</v></c>"), "1:D(2026-01-31)" },
	{ ROW("<c t=\"d\"><v>2026-01-31T23:59:59.6Z</v></c>"),
	    "1:D(2026-01-31T23:59:59)" },
	{ ROW("<c t=\"d\"><v>2026-01-31T23:58:59.6Z</v></c>"
	    "<c t=\"d\"><v>23:59:59.9</v></c>"),
	    "1:D(2026-01-31T23:59:00) H(23:59:59)" },
	{ ROW("<c t=\"d\"><v>2026-01-31T08:30</v></c>"),
	    "1:D(2026-01-31T08:30:00)" },
	{ ROW("<c t=\"d\"><v>T08:30:15</v></c><c t=\"d\"><v>08:30:15.2</v>"
	    "</c>"), "1:H(08:30:15) H(08:30:15)" },
	{ ROW("<c t=\"d\"><v>2026-02-31</v></c><c t=\"d\"><v>2026-01-31x"
	    "</v></c><c t=\"d\"><v>24:00:00</v></c>"),
	    "1:T(2026-02-31) T(2026-01-31x) T(24:00:00)" },
	{ ROW("<c r=\"A1\"><v>0x10</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>inf</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>nan</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>1 1</v></c>"), "!cell A1: \"1 1\" cannot be read" },
	{ ROW("<c r=\"AB1\"><v>.</v></c>"), "!cell AB1: \".\" cannot be" },
	{ ROW("<c r=\"A1\"><v>-</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>1.2.3</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>1,5</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>1e999</v></c>"), "!cannot be read" },
	/* shared strings */
	{ ROW("<c r=\"A1\" t=\"s\"><v>0</v></c>"), "1:T(one)" },
	{ ROW("<c r=\"A1\" t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"),
	    "1:. T(three3)" },
	{ ROW("<c r=\"A1\" t=\"s\"><v/></c>"), "" },
	{ ROW("<c r=\"A1\" t=\"s\"><v>3</v></c>"), "!does not exist" },
	{ ROW("<c r=\"A1\" t=\"s\"><v>-1</v></c>"), "!does not exist" },
	/* inline texts */
	{ ROW("<c r=\"A1\" t=\"inlineStr\"><is><t>0010</t></is></c>"),
	    "1:T(0010)" },
	{ ROW("<c t=\"inlineStr\"><is><t> a </t></is></c>"), "1:T( a )" },
	{ ROW("<c t=\"inlineStr\"><is><r><t>a</t></r><r><rPr/><t>b</t></r>"
	    "</is></c>"), "1:T(ab)" },
	{ ROW("<c t=\"inlineStr\"><is><t>a</t><rPh><t>x</t></rPh></is></c>"),
	    "1:T(a)" },
	{ ROW("<c t=\"inlineStr\"><is><t><![CDATA[<b>]]></t></is></c>"),
	    "1:T(<b>)" },
	{ ROW("<c t=\"inlineStr\"><is><t>a</t></is><v>9</v></c>"), "1:T(a)" },
	{ ROW("<c t=\"inlineStr\"><v>9</v><is><t>a</t></is></c>"), "1:T(a)" },
	{ ROW("<c t=\"inlineStr\"><v>9</v></c>"), "1:T(9)" },
	{ ROW("<c t=\"inlineStr\"><is><t>_xD83D__xDE00_</t></is></c>"),
	    "1:T(\xf0\x9f\x98\x80)" },
	{ ROW("<c t=\"inlineStr\"><is><t>_xD83D_x_xDE00_</t></is></c>"),
	    "1:T(\xef\xbf\xbdx\xef\xbf\xbd)" },
	{ ROW("<c t=\"inlineStr\"><is><t>_x20AC__x00e4_</t></is></c>"),
	    "1:T(\xe2\x82\xac\xc3\xa4)" },
	{ ROW("<c t=\"inlineStr\"><is><t>a_x000D_&#10;b</t></is></c>"),
	    "1:T(a\nb)" },
	{ ROW("<c t=\"inlineStr\"><is><t>&lt;&#x20AC;&amp;]]</t></is></c>"),
	    "1:T(<\xe2\x82\xac&]])" },
	{ ROW("<c t=\"inlineStr\"><is><t>_x0041_</t></is></c>"), "1:T(A)" },
	{ ROW("<c t=\"inlineStr\"><is><t>_x005F_x0041_</t></is></c>"),
	    "1:T(_x0041_)" },
	{ ROW("<c t=\"inlineStr\"><is><t>_x004_ _xZZZZ_ _x0000_</t></is></c>"),
	    "1:T(_x004_ _xZZZZ_ _x0000_)" },
	{ ROW("<c t=\"inlineStr\"><is><t>=1+1</t></is></c>"), "1:T(=1+1)" },
	/* dates, percentages, formats */
	{ ROW("<c s=\"1\"><v>46053</v></c>"), "1:D(2026-01-31)" },
	{ ROW("<c s=\"1\"><v>46053.75</v></c>"), "1:D(2026-01-31T18:00:00)" },
	/* A cell keeps its day; what is whole at 15 digits is whole. */
	{ ROW("<c s=\"1\"><v>46053.999998</v></c><c s=\"1\"><v>46053.9999999999"
	    "</v></c><c s=\"1\"><v>46053.99999999999</v></c>"),
	    "1:D(2026-01-31T23:59:59) D(2026-01-31T23:59:59) D(2026-02-01)" },
	{ ROW("<c s=\"5\"><v>0.999999</v></c><c s=\"1\"><v>59.999999</v></c>"
	    "<c s=\"1\"><v>2958465.999999</v></c>"),
	    "1:H(23:59:59) D(1900-02-28T23:59:59) D(9999-12-31T23:59:59)" },
	{ ROW("<c s=\"1\"><v>46053.4999999</v></c>"),
	    "1:D(2026-01-31T12:00:00)" },
	{ ROW("<c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c>"
	    "<c s=\"1\"><v>60</v></c><c s=\"1\"><v>61</v></c>"),
	    "1:D(1900-01-01) D(1900-02-28) D(1900-02-28) D(1900-03-01)" },
	{ ROW("<c s=\"5\"><v>0.354340277777778</v></c><c s=\"5\"><v>46053.5"
	    "</v></c><c s=\"1\"><v>0</v></c>"),
	    "1:H(08:30:15) D(2026-01-31T12:00:00) H(00:00:00)" },
	{ ROW("<c s=\"6\"><v>1.5</v></c><c s=\"6\"><v>0.25</v></c>"),
	    "1:H(36:00:00) H(06:00:00)" },
	{ ROW("<c s=\"7\"><v>123</v></c>"), "1:N(123#5)" },
	{ ROW("<c s=\"1\"><v>-1</v></c><c s=\"1\"><v>2958466</v></c>"),
	    "1:N(-1) N(2958466)" },
	{ ROW("<c s=\"2\"><v>0.5</v></c>"), "1:N(0.5%)" },
	{ ROW("<c s=\"3\"><v>5</v></c><c s=\"4\"><v>46053</v></c>"),
	    "1:~N(5) ~D(2026-01-31)" },
	{ ROW("<c s=\"99\"><v>5</v></c>"), "1:N(5)" },
	/* formulas */
	{ ROW("<c><f>1+1</f><v>2</v></c>"), "1:=N(2)" },
	{ ROW("<c t=\"str\"><f>A2</f><v>x</v></c><c><v>1</v></c>"),
	    "1:=T(x) N(1)" },
	{ ROW("<c><f>A2</f></c>"), "1:=?E()" },
	{ ROW("<c><f>A2</f><v/></c>"), "1:=?E()" },
	{ ROW("<c t=\"b\"><f>A2</f><v></v></c>"), "1:=?E()" },
	{ ROW("<c t=\"str\"><f>A2</f></c>"), "1:=?E()" },
	{ ROW("<c t=\"str\"><f>A2</f><v></v></c>"), "1:=T()" },
	{ ROW("<c t=\"str\"><v></v></c>"), "" },
	/* places */
	{ "<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
	    "<row><c><v>3</v></c></row></sheetData></worksheet>",
	    "1:N(1) N(2)|2:N(3)" },
	{ "<worksheet><sheetData><row r=\"3\"><c r=\"C3\"><v>1</v></c></row>"
	    "<row r=\"1048576\"><c><v>2</v></c></row></sheetData></worksheet>",
	    "3:. . N(1)|1048576:N(2)" },
	{ ROW("<c r=\"A1\"><v>1</v></c><c r=\"D1\" s=\"1\"/>"), "1:N(1)" },
	{ ROW("<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c><c><v>3</v>"
	    "</c>"), "!second value" },
	{ ROW("<c r=\"C1\"><v>1</v></c><c r=\"A1\"><v>2</v></c><c><v>3</v>"
	    "</c>"), "1:N(2) N(3) N(1)" },
	{ ROW("<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>"),
	    "!cell A1: \"2\" is a second value" },
	{ ROW("<c r=\"A1\" s=\"1\"/><c r=\"A1\"><v>2</v></c>"), "1:N(2)" },
	{ ROW("<c r=\"A2\"><v>1</v></c>"), "!no place for a cell" },
	{ ROW("<c r=\"XFE1\"><v>1</v></c>"), "!no place for a cell" },
	{ ROW("<c r=\"1A\"><v>1</v></c>"), "!no place for a cell" },
	{ ROW("<c r=\"A01\"><v>1</v></c>"), "!no place for a cell" },
	{ SHEET("<row r=\"2\"/><row r=\"2\"/>"),
	    "!numbered upwards" },
	{ SHEET("<row r=\"1048577\"/>"), "!too many rows" },
	{ SHEET("<row r=\"1048576\"/><row/>"),
	    "!too many rows" },
	{ SHEET("<row><c><v>1</v></c><row/></row>"), "!inside another" },
	{ SHEET("<row><c><v>1</v></c><row r=\"x\"/></row>"),
	    "!inside another" },
	{ SHEET("<row r=\"x\"/>"), "!\"x\" follows row 0" },
	{ SHEET("<row r=\"07\"/>"), "!numbered upwards" },
	{ SHEET("<c><v>1</v></c>"), "!outside of a row" },
	{ ROW("<c><c><v>1</v></c></c>"), "!inside a cell" },
	{ ROW("<c><row/></c>"), "!inside a cell" },
	/* what has such names elsewhere is something else */
	{ "<worksheet><sheetData/><controls><x:row>9</x:row><x:c/><f>1</f>"
	    "</controls></worksheet>", "" },
	/* other ways to write the same */
	{ "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/"
	    "main\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row>"
	    "</x:sheetData></x:worksheet>", "1:N(1)" },
	{ "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
	    ROW("<c><v>1</v></c>"), "1:N(1)" },
	{ "<worksheet><dimension ref=\"A1:B2\"/></worksheet>", "" },
	/* not a sheet */
	{ "", "!no element" },
	{ "<worksheet>", "!no element" },
	{ ROW("<c><v>1</c>"), "!mismatched" },
	{ ROW("<c t=\"str\"><v>\xff</v></c>"), "!invalid token" },
	{ ROW("<c t=\"str\"><v>&x;</v></c>"), "!undefined entity" },
	{ "<!DOCTYPE w [<!ENTITY x \"y\">]><worksheet/>", "!document type" },
};

typedef int read_fn(struct xlsx *x, struct str xml, struct buf *rows,
    struct sheet_facts *facts, struct err *e);

static int
by_expat(struct xlsx *x, struct str xml, struct buf *rows,
    struct sheet_facts *facts, struct err *e)
{
	return xlsx_parse_sheet(x, xml, show_row, rows, facts, e);
}

static int
by_scan(struct xlsx *x, struct str xml, struct buf *rows,
    struct sheet_facts *facts, struct err *e)
{
	return xlsx_scan_sheet(x, xml, 65536, show_row, rows, facts, e);
}

static int
by_small_pieces(struct xlsx *x, struct str xml, struct buf *rows,
    struct sheet_facts *facts, struct err *e)
{
	return xlsx_scan_sheet(x, xml, 3, show_row, rows, facts, e);
}

static read_fn *const readers[] = { by_expat, by_scan, by_small_pieces };
#define NREADERS 3

START_TEST(sheet)
{
	struct xlsx x = book(false);
	struct buf rows;
	struct err e = { .msg = "" };
	const char *xml = cases[_i / NREADERS].xml;
	const char *want = cases[_i / NREADERS].want;
	int status;

	buf_init(&rows, 1 << 20);
	status = readers[_i % NREADERS](&x, str_of(xml), &rows, NULL, &e);
	if (want[0] == '!') {
		ck_assert_msg(status == -1, "taken: %s", xml);
		ck_assert_int_eq(e.code, ERR_REFUSED);
		ck_assert_msg(strstr(e.msg, want + 1) != NULL, "%s: %s", xml,
		    e.msg);
	} else {
		ck_assert_msg(status == 0, "%s: %s", xml, e.msg);
		ck_assert_str_eq(buf_cstr(&rows), want);
	}
	buf_fini(&rows);
	texts_fini(&x.texts);
}
END_TEST

static const char with_facts[] = "<worksheet><cols>"
    "<col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"4\" max=\"4\"/>"
    "<col min=\"6\" max=\"16384\" hidden=\"true\"/></cols><sheetData>"
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"H1\" s=\"1\"/></row>"
    "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><f>1</f><v>1</v></c>"
    "<c r=\"G2\" t=\"e\"><v>#N/A</v></c></row>"
    "<row r=\"3\" hidden=\"1\"/>"
    "<row r=\"4\"><c><f>1</f></c><c t=\"str\"><f>1</f><v></v></c></row>"
    "<row r=\"9\"><c r=\"Z9\" t=\"str\"><f>1</f><v></v></c></row>"
    "<row r=\"1048576\" s=\"1\" hidden=\"1\"><c r=\"B1048576\" s=\"2\"/>"
    "</row></sheetData><mergeCells><mergeCell ref=\"A1:C2\"/>"
    "<mergeCell ref=\"A64:A65\"/><mergeCell ref=\"A65:A66\"/>"
    "<mergeCell ref=\"C2:A1\"/><mergeCell ref=\"A1\"/><mergeCell/>"
    "</mergeCells></worksheet>";

START_TEST(facts)
{
	struct xlsx x = book(false);
	struct sheet_facts f;
	struct buf rows;
	struct err e;

	buf_init(&rows, 1 << 20);
	memset(&f, 0xff, sizeof(f));
	ck_assert_int_eq(readers[_i](&x, STR(with_facts), &rows, &f, &e), 0);
	ck_assert_uint_eq(f.rows, 4);
	ck_assert_uint_eq(f.columns, 7);
	ck_assert_uint_eq(f.formulas, 4);
	ck_assert_uint_eq(f.unset, 1);
	ck_assert_uint_eq(f.errors, 1);
	ck_assert_uint_eq(f.hidden_rows, 1);
	ck_assert_uint_eq(f.hidden_columns, 4);
	ck_assert_uint_eq(f.merges, 3);
	ck_assert_uint_eq(f.nmerge, 2);
	ck_assert_uint_eq(f.merge[0].row0, 1);
	ck_assert_uint_eq(f.merge[0].column0, 1);
	ck_assert_uint_eq(f.merge[0].row1, 2);
	ck_assert_uint_eq(f.merge[0].column1, 3);
	buf_fini(&rows);
	texts_fini(&x.texts);
}
END_TEST

START_TEST(the_other_epoch)
{
	struct xlsx x = book(true);
	struct buf rows;
	struct err e;

	buf_init(&rows, 1 << 20);
	ck_assert_int_eq(xlsx_parse_sheet(&x, STR(
	    ROW("<c s=\"1\"><v>0</v></c><c s=\"1\"><v>44591</v></c>"
	    "<c s=\"5\"><v>0.5</v></c><c s=\"1\"><v>60</v></c>"
	    "<c s=\"1\"><v>2957003</v></c><c s=\"1\"><v>2957004</v></c>")),
	    show_row, &rows, NULL, &e), 0);
	/* It begins after 1900, and ends with the year 9999 all the same. */
	ck_assert_str_eq(buf_cstr(&rows), "1:D(1904-01-01) D(2026-01-31) "
	    "H(12:00:00) D(1904-03-01) D(9999-12-31) N(2957004)");
	buf_fini(&rows);
	texts_fini(&x.texts);
}
END_TEST

static bool
count(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	(void)row;
	(void)cell;
	*(uint64_t *)ctx += n;
	return true;
}

/* A few bytes a row may not make the reader visit 16,384 cells for each. */
START_TEST(cells_far_apart_cost_nothing_or_are_refused)
{
	struct xlsx x = book(false);
	uint64_t cells = 0;
	struct buf xml;
	struct err e;

	buf_init(&xml, (size_t)1 << 28);
	buf_puts(&xml, "<worksheet><sheetData>");
	for (unsigned i = 1; i <= 200000; i++)
		buf_printf(&xml, "<row><c r=\"XFD%u\"/></row>", i);
	buf_puts(&xml, "</sheetData></worksheet>");
	ck_assert_int_eq(xlsx_parse_sheet(&x, buf_view(&xml), count, &cells,
	    NULL, &e), 0);
	ck_assert_uint_eq(cells, 0);
	buf_reset(&xml);
	buf_puts(&xml, "<worksheet><sheetData>");
	for (unsigned i = 1; i <= 200000; i++)
		buf_printf(&xml, "<row><c r=\"XFD%u\"><v>1</v></c></row>", i);
	buf_puts(&xml, "</sheetData></worksheet>");
	ck_assert_int_eq(xlsx_parse_sheet(&x, buf_view(&xml), count, &cells,
	    NULL, &e), -1);
	ck_assert_msg(strstr(e.msg, "too far apart") != NULL, "%s", e.msg);
	ck_assert_uint_le(cells, XLSX_MAX_GAPS + 200000);
	buf_fini(&xml);
	texts_fini(&x.texts);
}
END_TEST

START_TEST(long_texts_and_deep_elements_are_refused)
{
	struct xlsx x = book(false);
	uint64_t cells = 0;
	struct buf xml;
	struct err e;

	buf_init(&xml, (size_t)1 << 28);
	buf_puts(&xml, "<worksheet><sheetData><row><c t=\"str\"><v>");
	for (size_t i = 0; i <= XLSX_MAX_CELL_TEXT; i++)
		buf_putc(&xml, 'x');
	buf_puts(&xml, "</v></c></row></sheetData></worksheet>");
	ck_assert_int_eq(xlsx_parse_sheet(&x, buf_view(&xml), count, &cells,
	    NULL, &e), -1);
	ck_assert_msg(strstr(e.msg, "too long") != NULL, "%s", e.msg);
	buf_reset(&xml);
	for (int i = 0; i <= XML_MAX_DEPTH; i++)
		buf_puts(&xml, i == 0 ? "<worksheet>" : "<a>");
	ck_assert_int_eq(xlsx_parse_sheet(&x, buf_view(&xml), count, &cells,
	    NULL, &e), -1);
	ck_assert_msg(strstr(e.msg, "too deep") != NULL, "%s", e.msg);
	buf_fini(&xml);
	texts_fini(&x.texts);
}
END_TEST

static bool
stop_at_once(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	(void)cell;
	(void)n;
	*(uint32_t *)ctx = row;
	return false;
}

START_TEST(a_reader_may_stop)
{
	struct xlsx x = book(false);
	uint32_t row = 0;
	struct err e;

	ck_assert_int_eq(xlsx_parse_sheet(&x, STR("<worksheet><sheetData><row><c><v>1"
	    "</v></c></row><row><c><v>not well-formed"), stop_at_once, &row,
	    NULL, &e), 0);
	ck_assert_uint_eq(row, 1);
	texts_fini(&x.texts);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("xlsx");
	TCase *t = tcase_create("xlsx");

	tcase_add_loop_test(t, sheet, 0, (int)(NREADERS * sizeof(cases) /
	    sizeof(cases[0])));
	tcase_add_loop_test(t, facts, 0, NREADERS);
	tcase_add_test(t, the_other_epoch);
	tcase_add_test(t, cells_far_apart_cost_nothing_or_are_refused);
	tcase_add_test(t, long_texts_and_deep_elements_are_refused);
	tcase_add_test(t, a_reader_may_stop);
	suite_add_tcase(s, t);
	return unit_run(s);
}
