/* SPDX-License-Identifier: Apache-2.0 */
/* Cells, rows and documents as OpenDocument has them: one line a case. */
#include <check.h>

#include "tests/lib/unit.h"
#include "tests/unit/ods_xml.h"

static const struct {
	const char *xml, *want; /* want: rows, or "!" and a part of the error */
} cases[] = {
	/* texts */
	{ ONE(TEXT("0010")), "1:T(0010)" },
	{ ONE(TEXT("a&amp;b<![CDATA[<c>]]>")), "1:T(a&b<c>)" },
	{ ONE(TEXT(" a  b ")), "1:T( a  b )" },
	{ ONE(TEXT("a<text:s/>b<text:s text:c=\"3\"/>c")), "1:T(a b   c)" },
	{ ONE(TEXT("a<text:tab/>b<text:line-break/>c")), "1:T(a\tb\nc)" },
	{ ONE(TEXT("a<text:span>b<text:span>c</text:span></text:span>"
	    "<text:a>d</text:a>")), "1:T(abcd)" },
	{ ONE(CELL("", "\n " P("a") "\n " P("") P("b") "<text:h>c</text:h>")),
	    "1:T(a\n\nb\nc)" },
	{ ONE(CELL("", "<text:list><text:list-item>" P("a")
	    "</text:list-item><text:list-item>" P("b")
	    "</text:list-item></text:list>")), "1:T(a\nb)" },
	{ ONE(CELL("office:value-type=\"string\" office:string-value=\"s\"",
	    P("shown"))), "1:T(s)" },
	{ ONE(CELL("office:value-type=\"string\" office:string-value=\"\"",
	    P("shown"))), "1:T(shown)" },
	{ ONE(CELL("office:string-value=\"s\"", "")), "1:T(s)" },
	{ ONE(CELL("office:value-type=\"string\"", "")), "" },
	{ ONE(CELL("", P(""))), "" },
	{ ONE(CELL("office:value-type=\"void\"", P("x"))), "1:T(x)" },
	/* what stands in a cell and is not its text */
	{ ONE(CELL("", "<office:annotation><dc:date>2026</dc:date>" P("note")
	    "</office:annotation>" P("a"))), "1:T(a)" },
	{ ONE(TEXT("a<office:annotation>" P("n") "</office:annotation>b")),
	    "1:T(ab)" },
	{ ONE(TEXT("a<text:note><text:note-citation>1</text:note-citation>"
	    "<text:note-body>" P("n") "</text:note-body></text:note>")),
	    "1:T(a)" },
	{ ONE(TEXT("<text:ruby><text:ruby-base>a</text:ruby-base>"
	    "<text:ruby-text>x</text:ruby-text></text:ruby>")), "1:T(a)" },
	{ ONE(CELL("", P("a") "<draw:frame><draw:text-box>" P("x")
	    "</draw:text-box></draw:frame>")), "1:T(a)" },
	{ ONE(TEXT("a<draw:frame><svg:title>x</svg:title></draw:frame>")),
	    "1:T(a)" },
	{ ONE(CELL("", P("a") "<table:table><table:table-row>"
	    CELL("", P("x")) "</table:table-row></table:table>")), "1:T(a)" },
	/* numbers */
	{ ONE(FLOAT("1.5", "1.5") FLOAT("-1E3", "-1,000.00")),
	    "1:N(1.5) N(-1000)" },
	{ ONE(TYPED("percentage", "value", "0.5", "50 %")
	    TYPED("currency", "value", "9", "9 \xe2\x82\xac")),
	    "1:N(0.5%) ~N(9)" },
	{ ONE(FLOAT("123", "00123") FLOAT("0", "000") FLOAT("0", "0")
	    FLOAT("-7", "-07")), "1:N(123)/5 N(0)/3 N(0) N(-7)/2" },
	{ ONE(FLOAT("123", "0124") FLOAT("12.3", "0012")),
	    "1:N(123) N(12.3)" },
	{ ONE(FLOAT("5", "5 days") FLOAT("5", "1\xe2\x80\xaf"
	    "000")), "1:~N(5) N(5)" },
	{ ONE(CELL("office:value-type=\"float\" office:value=\"7\"", "")),
	    "1:N(7)" },
	{ ONE(FLOAT("1,5", "1") FLOAT("NaN", "") FLOAT("1e999", "")
	    FLOAT("0x10", "")), "1:T(1,5) T(NaN) T(1e999) T(0x10)" },
	{ ONE(CELL("office:value-type=\"float\"", P("x"))), "1:T(x)" },
	{ ONE(TYPED("boolean", "boolean-value", "true", "WAHR")
	    TYPED("boolean", "boolean-value", "false", "0")
	    TYPED("boolean", "boolean-value", "1", "1")), "1:B(1) B(0) T(1)" },
	/* dates */
	{ ONE(DATE("2026-01-31") DATE("2026-01-31T00:01:00")),
	    "1:D(2026-01-31+0) D(2026-01-31+60)" },
	{ ONE(DATE("2026-01-31T13:24") DATE("2026-01-31T13:24:56.4999")
	    DATE("2026-01-31T13:24:56.5")),
	    "1:D(2026-01-31+48240) D(2026-01-31+48296) D(2026-01-31+48297)" },
	{ ONE(DATE("2025-12-31T23:59:59.9") DATE("2025-12-31T24:00:00")),
	    "1:D(2025-12-31+86399) D(2026-01-01+0)" },
	{ ONE(TYPED("date", "value", "46053.999999", "")
	    TYPED("date", "value", "46053.99999999999", "")
	    TIME("PT23H59M59.9S") TIME("PT23H58M59.9S")),
	    "1:D(2026-01-31+86399) D(2026-02-01+0) Z(86399) Z(86340)" },
	{ ONE(DATE("2026-01-31T10:00:00Z") DATE("2026-01-31T10:00:00-05:30")
	    DATE("2026-01-31Z")),
	    "1:D(2026-01-31+36000) D(2026-01-31+36000) D(2026-01-31+0)" },
	{ ONE(DATE("1900-01-01") DATE("9999-12-31")),
	    "1:D(1900-01-01+0) D(9999-12-31+0)" },
	{ ONE(DATE("1899-12-31") DATE("10000-01-01") DATE("2026-02-30")),
	    "1:T(1899-12-31) T(10000-01-01) T(2026-02-30)" },
	{ ONE(DATE("9999-12-31T24:00:00") DATE("2026-01-31T25:00:00")
	    DATE("2026-01-31T10:60:00") DATE("2026-01-31T") DATE("x")),
	    "1:T(9999-12-31T24:00:00) T(2026-01-31T25:00:00) "
	    "T(2026-01-31T10:60:00) T(2026-01-31T) T(x)" },
	{ ONE(TYPED("date", "value", "46053.5", "")),
	    "1:D(2026-01-31+43200)" },
	{ HEAD BODY("<table:calculation-settings><table:null-date "
	    "table:date-value=\"1904-01-01\"/></table:calculation-settings>"
	    "<table:table>" ROW(TYPED("date", "value", "44591", ""))
	    "</table:table>"), "1:D(2026-01-31+0)" },
	/* times */
	{ ONE(TIME("PT13H24M56S") TIME("PT0H0M0S") TIME("PT1M")
	    TIME("PT06H09M23.600S") TIME("PT1H0M0,5S")),
	    "1:Z(48296) Z(0) Z(60) Z(22164) Z(3601)" },
	{ ONE(TIME("PT36H30M00S") TIME("P1DT2H")), "1:Z(131400) Z(93600)" },
	{ ONE(TIME("-PT1H") TIME("P1M") TIME("PT") TIME("PT1H2H")
	    TIME("PT999999999H") TIME("13:24")),
	    "1:T(-PT1H) T(P1M) T(PT) T(PT1H2H) T(PT999999999H) T(13:24)" },
	/* formulas and errors */
	{ ONE(FORMULA("office:value-type=\"float\" office:value=\"2\"",
	    P("2"))), "1:=N(2)" },
	{ ONE(FORMULA("office:value-type=\"string\" office:string-value=\"\"",
	    P(""))), "1:=T()" },
	{ ONE(FORMULA("", P(""))), "1:=T()" },
	{ ONE(FORMULA("", "")), "1:=?E(#formula without a value)" },
	{ ONE(FORMULA("office:value-type=\"float\"", "")),
	    "1:=?E(#formula without a value)" },
	{ ONE(FORMULA("office:value-type=\"string\" office:string-value=\"\" "
	    "calcext:value-type=\"error\"", P("Err:510"))), "1:=E(Err:510)" },
	{ ONE(FORMULA("calcext:value-type=\"error\" "
	    "office:value-type=\"string\"", P("#WERT!"))), "1:=E(#WERT!)" },
	{ ONE(FORMULA("office:value-type=\"float\" office:value=\"0\"",
	    P("#DIV/0!")) FORMULA("office:value-type=\"float\" "
	    "office:value=\"0\"", P("#BEZUG!"))),
	    "1:=E(#DIV/0!) =E(#BEZUG!)" },
	{ ONE(FORMULA("office:value-type=\"string\"", P("#N/A"))
	    FORMULA("office:value-type=\"string\"", P("Err:502"))
	    FORMULA("office:value-type=\"string\"", P("Err:5023"))),
	    "1:=E(#N/A) =E(Err:502) =T(Err:5023)" },
	{ ONE(FORMULA("office:value-type=\"string\" "
	    "calcext:value-type=\"string\"", P("#N/A"))), "1:=T(#N/A)" },
	{ ONE(FORMULA("office:value-type=\"float\" office:value=\"5\"",
	    P("#5"))), "1:=~N(5)" },
	{ ONE(TEXT("#N/A")), "1:T(#N/A)" },
	/* places */
	{ TABLE(ROW("") ROWS("3", "") ROW(TEXT("a"))), "5:T(a)" },
	{ TABLE(ROWS("2", TEXT("a")) ROW(TEXT("b"))), "1:T(a)|2:T(a)|3:T(b)" },
	{ ONE(CELL(COLUMNS("2"), "") CELL(COLUMNS("2"), P("a"))
	    CELL(COLUMNS("9"), "")), "1:. . T(a) T(a)" },
	{ ONE(TEXT("a") "<table:covered-table-cell/><table:covered-table-cell>"
	    P("c") "</table:covered-table-cell>" TEXT("d")),
	    "1:T(a) . T(c) T(d)" },
	{ TABLE("<table:table-header-rows>" ROW(TEXT("a"))
	    "</table:table-header-rows><table:table-row-group>"
	    "<table:table-row-group>" ROW(TEXT("b"))
	    "</table:table-row-group></table:table-row-group><table:table-rows>"
	    ROW(TEXT("c")) "</table:table-rows>"), "1:T(a)|2:T(b)|3:T(c)" },
	{ TABLE("<table:shapes><draw:frame><table:table>" ROW(TEXT("x"))
	    "</table:table></draw:frame></table:shapes>"
	    "<table:table-source/><office:forms><x>" ROW(TEXT("y"))
	    "</x></office:forms>" ROW(TEXT("a"))), "1:T(a)" },
	{ ONE(CELL(COLUMNS("0"), P("a")) CELL(COLUMNS("-3"), P("b"))
	    CELL(COLUMNS("x"), P("c"))), "1:T(a) T(b) T(c)" },
	/* repeated without end */
	{ TABLE(ROW(TEXT("a") CELL(COLUMNS("999999999"), ""))
	    ROWS("999999999", CELL(COLUMNS("999999999"), ""))), "1:T(a)" },
	{ TABLE(ROWS("99999999999999999999999", CELL(COLUMNS(
	    "99999999999999999999999"), "")) ROWS("4294967296", "")), "" },
	{ TABLE(ROWS("1048575", "") ROW(CELL(COLUMNS("2"), P("a")))),
	    "1048576:T(a) T(a)" },
	{ TABLE(ROWS("1048576", "") ROW(TEXT("a"))), "!below row 1,048,576" },
	{ TABLE(ROW("") ROWS("1048576", TEXT("a"))), "!below row 1,048,576" },
	{ TABLE(ROWS("999999999", TEXT("a"))), "!row 1: a value stands" },
	{ ONE(CELL(COLUMNS("16384"), "") TEXT("a")), "!right of column XFD" },
	{ ONE(CELL(COLUMNS("999999999"), P("a"))), "!right of column XFD" },
	{ TABLE(ROWS("4097", CELL(COLUMNS("16384"), P("a")))),
	    "!repeated too often" },
	{ TABLE(ROWS("2200", CELL("", P("<text:s text:c=\"1000000\"/>")))),
	    "!repeated too often" },
	/* other ways to write the same */
	{ "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    ONE(TEXT("a")), "1:T(a)" },
	{ "<d:document-content xmlns:d=\"urn:oasis:names:tc:opendocument:xmlns:"
	    "office:1.0\"><d:body><d:spreadsheet><t:table><t:table-row>"
	    "<t:table-cell d:value-type=\"float\" d:value=\"5\"><x:p>5</x:p>"
	    "</t:table-cell></t:table-row></t:table></d:spreadsheet></d:body>"
	    "</d:document-content>", "1:N(5)" },
	{ HEAD BODY("<table:table/>"), "" },
	{ HEAD BODY("<table:dde-links><table:table>" ROW(TEXT("x"))
	    "</table:table></table:dde-links><table:table>" ROW(TEXT("a"))
	    "</table:table>"), "1:T(a)" },
	{ HEAD BODY("<table:table table:name=\"'file:///x.ods'#$B\">"
	    ROW(TEXT("x")) "</table:table><table:table>" ROW(TEXT("a"))
	    "</table:table>"), "1:T(a)" },
	/* no spreadsheet */
	{ HEAD "<office:body><office:text/></office:body></office:document>",
	    "!a text document, no spreadsheet" },
	{ HEAD "<office:body><office:presentation/></office:body>"
	    "</office:document>", "!a presentation, no spreadsheet" },
	{ HEAD BODY(""), "!no sheet" },
	{ HEAD "</office:document>", "!no sheet" },
	{ "<Workbook/>", "!XML of another kind" },
	{ "<office:document/>", "!XML of another kind" },
	{ "", "!no element" },
	{ HEAD, "!no element" },
	{ ONE("<a></b>"), "!mismatched" },
	{ ONE(TEXT("\xff")), "!invalid token" },
	{ ONE(TEXT("&x;")), "!undefined entity" },
	{ "<!DOCTYPE d [<!ENTITY x \"y\">]>" ONE(TEXT("&x;")),
	    "!document type" },
};

START_TEST(sheet)
{
	struct buf rows;
	struct err e = { .msg = "" };
	const char *want = cases[_i].want;
	int status;

	buf_init(&rows, 1 << 20);
	status = read_flat(str_of(cases[_i].xml), show, &rows, NULL, &e);
	if (want[0] == '!') {
		ck_assert_msg(status == -1, "taken: %s", cases[_i].xml);
		ck_assert_int_eq(e.code, ERR_REFUSED);
		ck_assert_msg(strstr(e.msg, want + 1) != NULL, "%s: %s",
		    cases[_i].xml, e.msg);
	} else {
		ck_assert_msg(status == 0, "%s: %s", cases[_i].xml, e.msg);
		ck_assert_str_eq(buf_cstr(&rows), want);
	}
	buf_fini(&rows);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ods");
	TCase *t = tcase_create("ods");

	tcase_add_loop_test(t, sheet, 0, sizeof(cases) / sizeof(cases[0]));
	suite_add_tcase(s, t);
	return unit_run(s);
}
