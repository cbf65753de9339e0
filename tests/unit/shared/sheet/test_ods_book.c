/* SPDX-License-Identifier: Apache-2.0 */
/* Workbooks of OpenDocument: their sheets, what stands beside cells, caps. */
#include <check.h>

#include "shared/sheet/book.h"
#include "tests/lib/unit.h"
#include "tests/unit/ods_xml.h"

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

/* The same as a workbook of any kind. */
static void
check_kind(struct str bytes, enum book_kind kind)
{
	struct book *b;
	struct buf rows;
	static struct sheet_facts f;
	struct err e = { .msg = "" };

	ck_assert(book_looks_like_one(bytes));
	ck_assert_msg(book_open(&b, bytes, -1, &e) == 0, "%s", e.msg);
	ck_assert_int_eq(book_kind(b), kind);
	ck_assert_uint_eq(book_sheets(b), 3);
	ck_assert_str_eq(book_sheet_name(b, 1), "Hidden");
	ck_assert_int_eq(book_sheet_state(b, 1), SHEET_HIDDEN);
	buf_init(&rows, 1 << 20);
	ck_assert_int_eq(book_read(b, 1, show, &rows, &f, &e), 0);
	ck_assert_str_eq(buf_cstr(&rows), "1:T(b)");
	ck_assert_uint_eq(f.rows, 1);
	buf_fini(&rows);
	book_close(b);
}

START_TEST(a_flat_workbook)
{
	struct ods *o;
	struct err e = { .msg = "" };

	ck_assert_msg(ods_open(&o, str_of(book_xml), true, &e) == 0, "%s",
	    e.msg);
	check_book(o);
	ods_close(o);
	check_kind(str_of(book_xml), BOOK_FODS);
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
	check_kind(buf_view(&zip), BOOK_ODS);
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
	Suite *s = suite_create("ods_book");
	TCase *t = tcase_create("ods_book");

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
