/* SPDX-License-Identifier: Apache-2.0 */
/* Sheets as other programs write them, and what is refused: one line a case. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/date.h"
#include "shared/base/num.h"
#include "shared/sheet/xlsx_internal.h"
#include "tests/lib/unit.h"

/* Styles 0 to 4 and the shared strings of every case. */
static uint8_t styles[] = { STYLE_PLAIN, STYLE_DATE, STYLE_PERCENT,
	STYLE_DRESSED, STYLE_DATE | STYLE_DRESSED };
static size_t string_ends[] = { 3, 3, 9 };

static struct xlsx
book(bool date1904)
{
	struct xlsx x = { .date1904 = date1904, .style = styles,
		.nstyles = sizeof(styles), .string_end = string_ends,
		.nstrings = 3 };

	buf_init(&x.strings, 64);
	buf_puts(&x.strings, "onethree3");
	return x;
}

/* "1:T(text) N(1.5) . D(2026-01-31)" a row; . is an empty cell. */
static bool
show(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct buf *b = ctx;
	char day[DATE_TEXT];

	buf_printf(b, "%s%u:", b->n == 0 ? "" : "|", row);
	for (size_t i = 0; i < n; i++) {
		static const char kinds[] = ".TNDBE";

		if (i > 0)
			buf_putc(b, ' ');
		if (cell[i].formula)
			buf_putc(b, '=');
		if (cell[i].dressed)
			buf_putc(b, '~');
		buf_putc(b, kinds[cell[i].kind]);
		if (cell[i].kind == SHEET_EMPTY)
			continue;
		buf_putc(b, '(');
		if (cell[i].kind == SHEET_DATE) {
			date_format(day, cell[i].date);
			buf_puts(b, day);
		} else if (cell[i].kind == SHEET_NUMBER ||
		    cell[i].kind == SHEET_BOOL) {
			num_format_decimal(b, cell[i].number);
		} else {
			buf_str(b, cell[i].text);
		}
		buf_puts(b, cell[i].percent ? "%)" : ")");
	}
	return true;
}

#define ROW(cells) "<worksheet><sheetData><row r=\"1\">" cells \
	"</row></sheetData></worksheet>"

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
	{ ROW("<c r=\"A1\" t=\"d\"><v>2026-01-31</v></c>"), "1:T(2026-01-31)" },
	{ ROW("<c r=\"A1\"><v>0x10</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>inf</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>nan</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v> 1</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>1,5</v></c>"), "!cannot be read" },
	{ ROW("<c r=\"A1\"><v>1e999</v></c>"), "!cannot be read" },
	/* shared strings */
	{ ROW("<c r=\"A1\" t=\"s\"><v>0</v></c>"), "1:T(one)" },
	{ ROW("<c r=\"A1\" t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"),
	    "1:T() T(three3)" },
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
	{ ROW("<c t=\"inlineStr\"><is><t>_x0041_</t></is></c>"), "1:T(A)" },
	{ ROW("<c t=\"inlineStr\"><is><t>_x005F_x0041_</t></is></c>"),
	    "1:T(_x0041_)" },
	{ ROW("<c t=\"inlineStr\"><is><t>_x004_ _xZZZZ_ _x0000_</t></is></c>"),
	    "1:T(_x004_ _xZZZZ_ _x0000_)" },
	{ ROW("<c t=\"inlineStr\"><is><t>=1+1</t></is></c>"), "1:T(=1+1)" },
	/* dates, percentages, formats */
	{ ROW("<c s=\"1\"><v>46053</v></c>"), "1:D(2026-01-31)" },
	{ ROW("<c s=\"1\"><v>46053.75</v></c>"), "1:D(2026-01-31)" },
	{ ROW("<c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c>"
	    "<c s=\"1\"><v>61</v></c>"),
	    "1:D(1900-01-01) D(1900-02-28) D(1900-03-01)" },
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
	{ ROW("<c><f>A2</f></c>"), "1:=E(#formula without a value)" },
	/* places */
	{ "<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
	    "<row><c><v>3</v></c></row></sheetData></worksheet>",
	    "1:N(1) N(2)|2:N(3)" },
	{ "<worksheet><sheetData><row r=\"3\"><c r=\"C3\"><v>1</v></c></row>"
	    "<row r=\"1048576\"><c><v>2</v></c></row></sheetData></worksheet>",
	    "3:. . N(1)|1048576:N(2)" },
	{ ROW("<c r=\"A1\"><v>1</v></c><c r=\"D1\" s=\"1\"/>"), "1:N(1)" },
	{ ROW("<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c>"),
	    "!where it cannot" },
	{ ROW("<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>"),
	    "!where it cannot" },
	{ ROW("<c r=\"A2\"><v>1</v></c>"), "!where it cannot" },
	{ ROW("<c r=\"XFE1\"><v>1</v></c>"), "!where it cannot" },
	{ ROW("<c r=\"1A\"><v>1</v></c>"), "!where it cannot" },
	{ ROW("<c r=\"A01\"><v>1</v></c>"), "!where it cannot" },
	{ "<worksheet><row r=\"2\"/><row r=\"2\"/></worksheet>",
	    "!numbered upwards" },
	{ "<worksheet><row r=\"1048577\"/></worksheet>", "!numbered upwards" },
	{ "<worksheet><row r=\"1048576\"/><row/></worksheet>",
	    "!too many rows" },
	{ "<worksheet><row><c><v>1</v></c><row/></row></worksheet>",
	    "!inside another" },
	{ "<worksheet><row><c><v>1</v></c><row r=\"x\"/></row></worksheet>",
	    "!inside another" },
	{ "<worksheet><row r=\"x\"/></worksheet>", "!numbered upwards" },
	{ "<worksheet><c><v>1</v></c></worksheet>", "!outside of a row" },
	{ ROW("<c><c><v>1</v></c></c>"), "!inside another" },
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

START_TEST(sheet)
{
	struct xlsx x = book(false);
	struct buf rows;
	struct err e = { .msg = "" };
	const char *want = cases[_i].want;
	int status;

	buf_init(&rows, 1 << 20);
	status = xlsx_parse_sheet(&x, str_of(cases[_i].xml), show, &rows, &e);
	if (want[0] == '!') {
		ck_assert_msg(status == -1, "taken: %s", cases[_i].xml);
		ck_assert_int_eq(e.code, ERR_REFUSED);
		ck_assert_msg(strstr(e.msg, want + 1) != NULL, "%s: %s",
		    cases[_i].xml, e.msg);
	} else {
		ck_assert_msg(status == 0, "%s: %s", cases[_i].xml, e.msg);
		ck_assert_str_eq(buf_cstr(&rows), want);
	}
	ck_assert_ptr_null(xlsx_beside_cells(&x));
	buf_fini(&rows);
	buf_fini(&x.strings);
}
END_TEST

START_TEST(the_other_epoch)
{
	struct xlsx x = book(true);
	struct buf rows;
	struct err e;

	buf_init(&rows, 1 << 20);
	ck_assert_int_eq(xlsx_parse_sheet(&x, STR(
	    ROW("<c s=\"1\"><v>0</v></c><c s=\"1\"><v>44591</v></c>")), show,
	    &rows, &e), 0);
	ck_assert_str_eq(buf_cstr(&rows), "1:D(1904-01-01) D(2026-01-31)");
	buf_fini(&rows);
	buf_fini(&x.strings);
}
END_TEST

static const char *const beside[] = { "legacyDrawing", "legacyDrawingHF",
	"picture", "oleObject", "control", "hyperlink", "dataValidation",
	"conditionalFormatting" };

START_TEST(what_stands_beside_cells_is_noticed)
{
	struct xlsx x = book(false);
	struct buf xml, rows;
	struct err e;

	buf_init(&xml, 4096);
	buf_init(&rows, 4096);
	buf_printf(&xml, "<worksheet><sheetData/><z:%s/></worksheet>",
	    beside[_i]);
	ck_assert_int_eq(xlsx_parse_sheet(&x, buf_view(&xml), show, &rows,
	    &e), 0);
	ck_assert_str_eq(xlsx_beside_cells(&x), beside[_i]);
	buf_fini(&xml);
	buf_fini(&rows);
	buf_fini(&x.strings);
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
	buf_puts(&xml, "<worksheet>");
	for (unsigned i = 1; i <= 200000; i++)
		buf_printf(&xml, "<row><c r=\"XFD%u\"/></row>", i);
	buf_puts(&xml, "</worksheet>");
	ck_assert_int_eq(xlsx_parse_sheet(&x, buf_view(&xml), count, &cells,
	    &e), 0);
	ck_assert_uint_eq(cells, 0);
	buf_reset(&xml);
	buf_puts(&xml, "<worksheet>");
	for (unsigned i = 1; i <= 200000; i++)
		buf_printf(&xml, "<row><c r=\"XFD%u\"><v>1</v></c></row>", i);
	buf_puts(&xml, "</worksheet>");
	ck_assert_int_eq(xlsx_parse_sheet(&x, buf_view(&xml), count, &cells,
	    &e), -1);
	ck_assert_msg(strstr(e.msg, "too far apart") != NULL, "%s", e.msg);
	ck_assert_uint_le(cells, XLSX_MAX_CELLS);
	buf_fini(&xml);
	buf_fini(&x.strings);
}
END_TEST

START_TEST(long_texts_and_deep_elements_are_refused)
{
	struct xlsx x = book(false);
	uint64_t cells = 0;
	struct buf xml;
	struct err e;

	buf_init(&xml, (size_t)1 << 28);
	buf_puts(&xml, "<worksheet><row><c t=\"str\"><v>");
	for (size_t i = 0; i <= XLSX_MAX_CELL_TEXT; i++)
		buf_putc(&xml, 'x');
	buf_puts(&xml, "</v></c></row></worksheet>");
	ck_assert_int_eq(xlsx_parse_sheet(&x, buf_view(&xml), count, &cells,
	    &e), -1);
	ck_assert_msg(strstr(e.msg, "too long") != NULL, "%s", e.msg);
	buf_reset(&xml);
	for (int i = 0; i <= XML_MAX_DEPTH; i++)
		buf_puts(&xml, "<a>");
	ck_assert_int_eq(xlsx_parse_sheet(&x, buf_view(&xml), count, &cells,
	    &e), -1);
	ck_assert_msg(strstr(e.msg, "too deep") != NULL, "%s", e.msg);
	buf_fini(&xml);
	buf_fini(&x.strings);
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

	ck_assert_int_eq(xlsx_parse_sheet(&x, STR("<worksheet><row><c><v>1"
	    "</v></c></row><row><c><v>not well-formed"), stop_at_once, &row,
	    &e), 0);
	ck_assert_uint_eq(row, 1);
	buf_fini(&x.strings);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("xlsx");
	TCase *t = tcase_create("xlsx");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, sheet, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(t, the_other_epoch);
	tcase_add_loop_test(t, what_stands_beside_cells_is_noticed, 0,
	    sizeof(beside) / sizeof(beside[0]));
	tcase_add_test(t, cells_far_apart_cost_nothing_or_are_refused);
	tcase_add_test(t, long_texts_and_deep_elements_are_refused);
	tcase_add_test(t, a_reader_may_stop);
	suite_add_tcase(s, t);
	return unit_run(s);
}
