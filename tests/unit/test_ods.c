/* SPDX-License-Identifier: Apache-2.0 */
/* OpenDocument spreadsheets, and what is refused: one line a case. */
#include <check.h>
#include <stdlib.h>

#include "shared/base/date.h"
#include "shared/base/num.h"
#include "shared/sheet/ods_internal.h"
#include "tests/lib/unit.h"

/* "1:T(text) N(1.5) . D(2026-01-31+60)" a row; . is an empty cell. */
static bool
show(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct buf *b = ctx;
	char day[DATE_TEXT];

	buf_printf(b, "%s%u:", b->n == 0 ? "" : "|", row);
	for (size_t i = 0; i < n; i++) {
		const struct sheet_cell *c = &cell[i];

		buf_printf(b, "%s%s%s%s%c", i > 0 ? " " : "",
		    c->formula ? "=" : "", c->dressed ? "~" : "",
		    c->unset ? "?" : "", ".TNDZBE"[c->kind]);
		if (c->kind == SHEET_DATE) {
			date_format(day, c->date);
			buf_printf(b, "(%s+%d)", day, c->second);
		} else if (c->kind == SHEET_TIME) {
			buf_printf(b, "(%d)", c->second);
		} else if (c->kind == SHEET_NUMBER || c->kind == SHEET_BOOL) {
			buf_putc(b, '(');
			num_format_decimal(b, c->number);
			buf_puts(b, c->percent ? "%)" : ")");
			if (c->digits > 0)
				buf_printf(b, "/%u", c->digits);
		} else if (c->kind != SHEET_EMPTY) {
			buf_printf(b, "(%.*s)", STR_ARG(c->text));
		}
	}
	return true;
}

#define HEAD "<office:document xmlns:office=" \
	"\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">"
#define BODY(x) "<office:body><office:spreadsheet>" x \
	"</office:spreadsheet></office:body></office:document>"
#define TABLE(x) HEAD BODY("<table:table table:name=\"A\">" x "</table:table>")
#define ROW(x) "<table:table-row>" x "</table:table-row>"
#define ROWS(n, x) "<table:table-row table:number-rows-repeated=\"" n "\">" \
	x "</table:table-row>"
#define CELL(attr, x) "<table:table-cell " attr ">" x "</table:table-cell>"
#define COLUMNS(n) "table:number-columns-repeated=\"" n "\" "
#define P(x) "<text:p>" x "</text:p>"
#define TEXT(x) CELL("office:value-type=\"string\"", P(x))
#define ONE(x) TABLE(ROW(x))
#define TYPED(type, name, v, x) CELL("office:value-type=\"" type \
	"\" office:" name "=\"" v "\"", P(x))
#define FLOAT(v, x) TYPED("float", "value", v, x)
#define DATE(v) TYPED("date", "date-value", v, "shown")
#define TIME(v) TYPED("time", "time-value", v, "shown")
#define FORMULA(attr, x) CELL("table:formula=\"of:=A2\" " attr, x)

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
	    "1:D(2026-01-01+0) D(2026-01-01+0)" },
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

static int
read_flat(struct str xml, sheet_row_fn *fn, void *ctx,
    struct sheet_facts *facts, struct err *e)
{
	struct ods *o;
	int status;

	if (ods_open(&o, xml, true, e) == -1)
		return -1;
	status = ods_read(o, 0, fn, ctx, facts, e);
	ods_close(o);
	return status;
}

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

static bool
count(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	(void)row;
	(void)cell;
	*(uint64_t *)ctx += n;
	return true;
}

static const char facts_xml[] = TABLE(
    "<table:table-column/><table:table-column-group>"
    "<table:table-column " COLUMNS("2") "table:visibility=\"collapse\"/>"
    "</table:table-column-group>"
    "<table:table-column " COLUMNS("999999999") "table:visibility=\"filter\"/>"
    ROW(CELL("table:number-columns-spanned=\"3\" "
	"table:number-rows-spanned=\"1\"", P("a"))
	"<table:covered-table-cell " COLUMNS("2") "/>"
	CELL(COLUMNS("2") "table:number-rows-spanned=\"2\"", P("b")))
    "<table:table-row table:visibility=\"collapse\" "
    "table:number-rows-repeated=\"2\">"
	FORMULA(COLUMNS("2") "office:value-type=\"float\" "
	    "office:value=\"0\"", P("#N/A"))
	FORMULA("", "") FORMULA("office:value-type=\"float\" "
	    "office:value=\"1\"", P("1")) "</table:table-row>"
    "<table:table-row table:visibility=\"filter\"/>"
    ROWS("95", "")
    ROW(CELL("table:number-rows-spanned=\"9999999\" "
	"table:number-columns-spanned=\"9999999\"", ""))
    ROWS("9999999", CELL(COLUMNS("9999999")
	"table:number-rows-spanned=\"2\"", "")));

START_TEST(facts)
{
	static struct sheet_facts f;
	uint64_t cells = 0;
	struct err e = { .msg = "" };

	ck_assert_msg(read_flat(str_of(facts_xml), count, &cells, &f, &e) ==
	    0, "%s", e.msg);
	ck_assert_uint_eq(cells, 5 + 2 * 4);
	ck_assert_uint_eq(f.rows, 3);
	ck_assert_uint_eq(f.columns, 5);
	ck_assert_uint_eq(f.formulas, 8);
	ck_assert_uint_eq(f.unset, 2);
	ck_assert_uint_eq(f.errors, 4);
	ck_assert_uint_eq(f.hidden_rows, 2);
	ck_assert_uint_eq(f.hidden_columns, 4);
	ck_assert_uint_eq(f.merges, 3 + 1 +
	    (uint64_t)(ODS_MAX_ROW - 100) * ODS_MAX_COLUMN);
	ck_assert_uint_eq(f.nmerge, 3);
	ck_assert_uint_eq(f.merge[0].column1, 3);
	ck_assert_uint_eq(f.merge[0].row1, 1);
	ck_assert_uint_eq(f.merge[2].column0, 5);
	ck_assert_uint_eq(f.merge[2].column1, 5);
	ck_assert_uint_eq(f.merge[2].row1, 2);
}
END_TEST

/* Merges among the first rows are listed, and cut at the sheet's end. */
START_TEST(merges_are_listed_up_to_a_cap)
{
	static struct sheet_facts f;
	uint64_t cells = 0;
	struct err e = { .msg = "" };

	ck_assert_int_eq(read_flat(STR(TABLE(ROWS("2", CELL(COLUMNS("1000")
	    "table:number-rows-spanned=\"999999999\" "
	    "table:number-columns-spanned=\"999999999\"", "")))), count,
	    &cells, &f, &e), 0);
	ck_assert_uint_eq(f.merges, 2000);
	ck_assert_uint_eq(f.nmerge, SHEET_MERGES);
	ck_assert_uint_eq(f.merge[1000].row0, 2);
	ck_assert_uint_eq(f.merge[1000].row1, ODS_MAX_ROW);
	ck_assert_uint_eq(f.merge[1000].column0, 1);
	ck_assert_uint_eq(f.merge[1000].column1, ODS_MAX_COLUMN);
}
END_TEST

static const char book_xml[] = HEAD "<office:automatic-styles>"
    "<style:style style:name=\"t1\" style:family=\"table\">"
    "<style:table-properties table:display=\"true\"/></style:style>"
    "<style:style style:name=\"t2\" style:family=\"table\">"
    "<style:table-properties table:display=\"false\"/></style:style>"
    "<style:style style:name=\"t1\" style:family=\"table-cell\">"
    "<style:table-properties table:display=\"false\"/></style:style>"
    "</office:automatic-styles>" BODY(
    "<table:table table:name=\"One &amp; two\" table:style-name=\"t1\">"
    ROW(TEXT("a")) "</table:table> <x:y/>\n"
    "<table:table table:name=\"Hidden\" table:style-name=\"t2\">"
    ROW(TEXT("b")) "</table:table>"
    "<table:table table:name=\"\xc3\x9c\"/>");

static void
check_book(struct ods *o)
{
	struct buf rows;
	struct err e = { .msg = "" };
	static const char *const want[] = { "1:T(a)", "1:T(b)", "" };

	ck_assert_uint_eq(ods_sheets(o), 3);
	ck_assert_str_eq(ods_sheet_name(o, 0), "One & two");
	ck_assert_str_eq(ods_sheet_name(o, 1), "Hidden");
	ck_assert_str_eq(ods_sheet_name(o, 2), "\xc3\x9c");
	ck_assert_int_eq(ods_sheet_state(o, 0), SHEET_VISIBLE);
	ck_assert_int_eq(ods_sheet_state(o, 1), SHEET_HIDDEN);
	ck_assert_int_eq(ods_sheet_state(o, 2), SHEET_VISIBLE);
	buf_init(&rows, 1 << 20);
	/* In any order, and again. */
	for (size_t i = 0; i < 6; i++) {
		buf_reset(&rows);
		ck_assert_msg(ods_read(o, (2 + i * 2) % 3, show, &rows, NULL,
		    &e) == 0, "%s", e.msg);
		ck_assert_str_eq(buf_cstr(&rows), want[(2 + i * 2) % 3]);
	}
	buf_fini(&rows);
}

START_TEST(a_flat_workbook)
{
	struct ods *o;
	struct err e = { .msg = "" };

	ck_assert_msg(ods_open(&o, str_of(book_xml), true, &e) == 0, "%s",
	    e.msg);
	check_book(o);
	ods_close(o);
}
END_TEST

/* ---- zip containers ---- */

static uint32_t
crc_of(struct str s)
{
	uint32_t c = UINT32_MAX;

	for (size_t i = 0; i < s.n; i++) {
		c ^= (uint8_t)s.p[i];
		for (int k = 0; k < 8; k++)
			c = c >> 1 ^ (c & 1 ? 0xedb88320u : 0);
	}
	return ~c;
}

static void
put(struct buf *b, unsigned bytes, uint32_t v)
{
	for (; bytes > 0; bytes--, v >>= 8)
		buf_putc(b, (char)(v & 255));
}

struct part {
	const char *name;
	struct str text;
};

/* What stands in both the part's header and the directory. */
static void
put_entry(struct buf *b, const struct part *p)
{
	put(b, 2, 20);
	put(b, 4, 0);
	put(b, 4, 0x5a210000);
	put(b, 4, crc_of(p->text));
	put(b, 4, (uint32_t)p->text.n);
	put(b, 4, (uint32_t)p->text.n);
	put(b, 2, (uint32_t)strlen(p->name));
	put(b, 2, 0);
}

/* Stored parts. */
static void
make_zip(struct buf *b, const struct part *p, size_t n)
{
	size_t at[4], directory;

	for (size_t i = 0; i < n; i++) {
		at[i] = b->n;
		put(b, 4, 0x04034b50);
		put_entry(b, &p[i]);
		buf_puts(b, p[i].name);
		buf_str(b, p[i].text);
	}
	directory = b->n;
	for (size_t i = 0; i < n; i++) {
		put(b, 4, 0x02014b50);
		put(b, 2, 20);
		put_entry(b, &p[i]);
		put(b, 4, 0);
		put(b, 2, 0);
		put(b, 4, 0);
		put(b, 4, (uint32_t)at[i]);
		buf_puts(b, p[i].name);
	}
	at[0] = b->n - directory;
	put(b, 4, 0x06054b50);
	put(b, 4, 0);
	put(b, 2, (uint32_t)n);
	put(b, 2, (uint32_t)n);
	put(b, 4, (uint32_t)at[0]);
	put(b, 4, (uint32_t)directory);
	put(b, 2, 0);
}

START_TEST(a_packed_workbook)
{
	const struct part parts[] = {
		{ "META-INF/manifest.xml",
		    STR("<!DOCTYPE old><manifest:manifest/>") },
		{ "content.xml", str_of(book_xml) },
	};
	struct buf zip;
	struct ods *o;
	struct err e = { .msg = "" };

	buf_init(&zip, 1 << 20);
	make_zip(&zip, parts, 2);
	ck_assert_msg(ods_open(&o, buf_view(&zip), false, &e) == 0, "%s",
	    e.msg);
	check_book(o);
	ods_close(o);
	buf_fini(&zip);
}
END_TEST

static const struct {
	struct part part[2];
	const char *want;
} containers[] = {
	{ { { "content.xml", { "\x01\x02", 2 } }, { "META-INF/manifest.xml",
	    { "<manifest><file-entry><encryption-data/>", 40 } } },
	    "password; open it, save it again without" },
	{ { { "a", { "", 0 } }, { "b", { "", 0 } } },
	    "it has no part content.xml" },
	{ { { "content.xml", { "<a/>", 4 } }, { "b", { "", 0 } } },
	    "XML of another kind" },
	{ { { "content.xml", { "<a", 2 } }, { "b", { "", 0 } } },
	    "part content.xml, line 1" },
};

START_TEST(refused_containers)
{
	struct buf zip;
	struct ods *o;
	struct err e = { .msg = "" };

	buf_init(&zip, 1 << 20);
	make_zip(&zip, containers[_i].part, 2);
	ck_assert_int_eq(ods_open(&o, buf_view(&zip), false, &e), -1);
	ck_assert_ptr_null(o);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_msg(strstr(e.msg, containers[_i].want) != NULL, "%s",
	    e.msg);
	buf_fini(&zip);
}
END_TEST

START_TEST(no_container)
{
	struct ods *o;
	struct err e = { .msg = "" };

	ck_assert_int_eq(ods_open(&o, STR("no zip"), false, &e), -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_int_eq(ods_open(&o, (struct str){ NULL, 0 }, true, &e), -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
}
END_TEST

/* ---- caps ---- */

static void
refused(struct buf *xml, const char *want)
{
	uint64_t cells = 0;
	struct err e = { .msg = "" };

	ck_assert_int_eq(read_flat(buf_view(xml), count, &cells, NULL, &e),
	    -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_msg(strstr(e.msg, want) != NULL, "%s", e.msg);
	buf_fini(xml);
}

static void
put_many(struct buf *b, size_t n, const char *z)
{
	while (n-- > 0)
		buf_puts(b, z);
}

#define OPEN HEAD "<office:body><office:spreadsheet><table:table>" \
	"<table:table-row><table:table-cell>"
#define CLOSE "</table:table-cell></table:table-row></table:table>" \
	"</office:spreadsheet></office:body></office:document>"

START_TEST(long_texts_are_refused)
{
	struct buf xml;

	buf_init(&xml, (size_t)1 << 24);
	buf_puts(&xml, OPEN "<text:p>");
	put_many(&xml, ODS_MAX_CELL_TEXT + 1, "x");
	buf_puts(&xml, "</text:p>" CLOSE);
	refused(&xml, "row 1: its texts are too long");
	buf_puts(&xml, OPEN P("<text:s text:c=\"999999999\"/>") CLOSE);
	refused(&xml, "too long");
	buf_puts(&xml, HEAD "<office:body><office:spreadsheet>"
	    "<table:table table:name=\"");
	put_many(&xml, ODS_MAX_NAME + 1, "x");
	buf_puts(&xml, "\"/></office:spreadsheet></office:body>"
	    "</office:document>");
	refused(&xml, "name of a sheet or style is too long");
}
END_TEST

START_TEST(a_long_tag_is_refused)
{
	struct buf xml;

	buf_init(&xml, (size_t)1 << 24);
	buf_puts(&xml, HEAD "<x y=\"");
	put_many(&xml, (size_t)6 << 20, "x");
	buf_puts(&xml, "\"/>");
	refused(&xml, "a tag or comment is too long");
}
END_TEST

START_TEST(deep_elements_are_refused)
{
	struct buf xml;

	buf_init(&xml, (size_t)1 << 24);
	buf_puts(&xml, OPEN "<text:p>");
	put_many(&xml, XML_MAX_DEPTH, "<a>");
	refused(&xml, "too deep");
}
END_TEST

START_TEST(many_sheets_are_refused)
{
	struct buf xml;

	buf_init(&xml, (size_t)1 << 24);
	buf_puts(&xml, HEAD "<office:body><office:spreadsheet>");
	put_many(&xml, ODS_MAX_SHEETS + 1, "<table:table/>");
	buf_puts(&xml, "</office:spreadsheet></office:body>"
	    "</office:document>");
	refused(&xml, "more than 1,024 sheets");
}
END_TEST

/* A few bytes a row may not make the reader visit 16,384 cells for each. */
START_TEST(cells_far_apart_are_refused)
{
	struct buf xml;

	buf_init(&xml, (size_t)1 << 24);
	buf_puts(&xml, HEAD "<office:body><office:spreadsheet><table:table>");
	put_many(&xml, 5000, ROW(CELL(COLUMNS("16383"), "") CELL("", P("a"))));
	buf_puts(&xml, "</table:table></office:spreadsheet></office:body>"
	    "</office:document>");
	refused(&xml, "row 4097: its cells are too many, too far apart");
}
END_TEST

static bool
stop_at_once(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	(void)cell;
	(void)n;
	*(uint32_t *)ctx += row;
	return false;
}

START_TEST(a_reader_may_stop)
{
	static struct sheet_facts f;
	uint32_t row = 0;
	struct err e;

	ck_assert_int_eq(read_flat(STR(TABLE(ROWS("5", TEXT("a"))
	    ROW(TEXT("b")))), stop_at_once, &row, &f, &e), 0);
	ck_assert_uint_eq(row, 1);
	ck_assert_uint_eq(f.rows, 0); /* not filled */
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ods");
	TCase *t = tcase_create("ods");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, sheet, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(t, facts);
	tcase_add_test(t, merges_are_listed_up_to_a_cap);
	tcase_add_test(t, a_flat_workbook);
	tcase_add_test(t, a_packed_workbook);
	tcase_add_loop_test(t, refused_containers, 0,
	    sizeof(containers) / sizeof(containers[0]));
	tcase_add_test(t, no_container);
	tcase_add_test(t, long_texts_are_refused);
	tcase_add_test(t, a_long_tag_is_refused);
	tcase_add_test(t, deep_elements_are_refused);
	tcase_add_test(t, many_sheets_are_refused);
	tcase_add_test(t, cells_far_apart_are_refused);
	tcase_add_test(t, a_reader_may_stop);
	suite_add_tcase(s, t);
	return unit_run(s);
}
