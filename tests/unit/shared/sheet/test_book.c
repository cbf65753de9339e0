/* SPDX-License-Identifier: Apache-2.0 */
/* Workbooks as programs lay them out, and files that are none. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/mman.h>

#include "shared/sheet/book.h"
#include "shared/sheet/xlsx/xlsx_internal.h"
#include "tests/lib/mkzip.h"
#include "tests/lib/show_sheet.h"
#include "tests/lib/unit.h"

#define SHEET(cells) "<worksheet><sheetData><row>" cells \
	"</row></sheetData></worksheet>"
#define MAIN "vnd.openxmlformats-officedocument.spreadsheetml.sheet."

/* The first sheet's rows, or "!" and why not. */
static const char *
rows_of(struct str bytes, struct buf *out)
{
	struct book *b;
	struct err e = { .msg = "" };

	buf_reset(out);
	if (book_open(&b, bytes, -1, &e) == -1 ||
	    book_read(b, 0, show_row, out, NULL, &e) == -1) {
		ck_assert_int_eq(e.code, ERR_REFUSED);
		buf_reset(out);
		buf_printf(out, "!%s", e.msg);
	}
	book_close(b);
	return buf_cstr(out);
}

/* ---- where the parts are ---- */

struct part {
	const char *name, *xml;
};

#define ONE_SHEET "<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets>" \
	"</workbook>"
#define TOP(target) { "_rels/.rels", \
	MKBOOK_RELS(MKBOOK_REL("r1", "officeDocument", target)) }
#define BOOK(target) { "xl/_rels/workbook.xml.rels", \
	MKBOOK_RELS(MKBOOK_REL("r1", "worksheet", target)) }
#define CELL SHEET("<c><v>5</v></c>")

static const struct {
	const char *name;
	struct part part[6];
	const char *want;
} layouts[] = {
	{ "usual", { TOP("xl/workbook.xml"), { "xl/workbook.xml", ONE_SHEET },
	    BOOK("worksheets/a.xml"), { "xl/worksheets/a.xml", CELL } },
	    "1:N(5)" },
	{ "absolute targets", { TOP("/xl/workbook.xml"),
	    { "xl/workbook.xml", ONE_SHEET }, BOOK("/data/a.xml"),
	    { "data/a.xml", CELL } }, "1:N(5)" },
	{ "dots", { TOP("./xl/workbook.xml"), { "xl/workbook.xml", ONE_SHEET },
	    BOOK("./x/../../data/./a.xml"), { "data/a.xml", CELL } },
	    "1:N(5)" },
	{ "backslashes", { TOP("xl\\workbook.xml"),
	    { "xl\\workbook.xml", ONE_SHEET }, { "xl\\_rels\\workbook.xml.rels",
	    MKBOOK_RELS(MKBOOK_REL("r1", "worksheet", "worksheets\\a.xml")) },
	    { "xl\\worksheets\\a.xml", CELL } }, "1:N(5)" },
	{ "other case", { TOP("XL/Workbook.xml"),
	    { "xl/workbook.xml", ONE_SHEET }, BOOK("Worksheets/A.xml"),
	    { "xl/worksheets/a.xml", CELL } }, "1:N(5)" },
	{ "at the root", { TOP("workbook.xml"), { "workbook.xml", ONE_SHEET },
	    { "_rels/workbook.xml.rels",
	    MKBOOK_RELS(MKBOOK_REL("r1", "worksheet", "a.xml")) },
	    { "a.xml", CELL } }, "1:N(5)" },
	{ "by content type", { { "[Content_Types].xml", MKBOOK_TYPES(MAIN) },
	    { "xl/workbook.xml", ONE_SHEET }, BOOK("a.xml"),
	    { "xl/a.xml", CELL } }, "1:N(5)" },
	{ "strict", { { "_rels/.rels", "<Relationships><Relationship Id=\"r1\" "
	    "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/"
	    "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>" },
	    { "xl/workbook.xml", ONE_SHEET }, BOOK("a.xml"),
	    { "xl/a.xml", CELL } }, "1:N(5)" },
	{ "prefixed", { TOP("xl/workbook.xml"), { "xl/workbook.xml",
	    "<x:workbook><x:sheets><x:sheet name=\"S\" q:id=\"r1\"/></x:sheets>"
	    "</x:workbook>" }, BOOK("a.xml"), { "xl/a.xml",
	    "<x:worksheet><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row>"
	    "</x:sheetData></x:worksheet>" } }, "1:N(5)" },
	{ "missing sheet", { TOP("xl/workbook.xml"),
	    { "xl/workbook.xml", ONE_SHEET }, BOOK("a.xml") },
	    "!sheet \"S\": its part xl/a.xml is missing" },
	{ "no sheet", { TOP("xl/workbook.xml"),
	    { "xl/workbook.xml", "<workbook/>" } }, "!it has no sheet" },
	{ "broken workbook", { TOP("xl/workbook.xml"),
	    { "xl/workbook.xml", "<workbook>" } }, "!part xl/workbook.xml" },
	{ "outside", { TOP("xl/workbook.xml"), { "xl/workbook.xml",
	    ONE_SHEET }, BOOK("../../../etc/passwd"), { "xl/a.xml", CELL } },
	    "!sheet \"S\": its part etc/passwd is missing" },
	{ "binary", { { "[Content_Types].xml", "<Types><Override ContentType="
	    "\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\" "
	    "PartName=\"/xl/workbook.bin\"/></Types>" },
	    TOP("xl/workbook.bin"), { "xl/workbook.bin", "\x83\x01" } },
	    "!it is a binary workbook (.xlsb)" },
	{ "text", { { "[Content_Types].xml", MKBOOK_TYPES("vnd."
	    "openxmlformats-officedocument.wordprocessingml.document.") },
	    TOP("word/document.xml"), { "word/document.xml", "<d/>" } },
	    "!it is a text document" },
	{ "slides", { { "[Content_Types].xml", MKBOOK_TYPES("vnd."
	    "openxmlformats-officedocument.presentationml.presentation.") },
	    TOP("ppt/p.xml"), { "ppt/p.xml", "<d/>" } },
	    "!it is a presentation" },
	{ "archive", { { "a.csv", "a;b" } }, "!it names no workbook" },
	{ "numbers", { { "Index/Document.iwa", "x" } }, "!it is a document of "
	    "Apple" },
	{ "doctype", { TOP("xl/workbook.xml"), { "xl/workbook.xml",
	    ONE_SHEET }, BOOK("a.xml"), { "xl/a.xml", "<!DOCTYPE w [<!ENTITY a "
	    "\"b\">]>" CELL } }, "!sheet \"S\": part xl/a.xml, line 1: it has "
	    "a document type" },
};

START_TEST(layout)
{
	const char *want = layouts[_i].want;
	struct mkzip z;
	struct buf out;

	buf_init(&out, 1 << 20);
	mkzip_begin(&z);
	for (const struct part *p = layouts[_i].part; p->name != NULL; p++)
		mkzip_put(&z, p->name, str_of(p->xml), NULL);
	(void)rows_of(mkzip_end(&z), &out);
	if (want[0] == '!')
		ck_assert_msg(str_starts(buf_view(&out), str_of(want)),
		    "%s: %s", layouts[_i].name, buf_cstr(&out));
	else
		ck_assert_msg(str_eq(buf_view(&out), str_of(want)), "%s: %s",
		    layouts[_i].name, buf_cstr(&out));
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

START_TEST(sheets_are_in_order_with_their_states)
{
	struct mkzip z;
	struct book *b;
	struct err e;

	mkzip_begin(&z);
	mkzip_put(&z, "[Content_Types].xml", STR(MKBOOK_TYPES("vnd.ms-excel."
	    "sheet.macroEnabled.")), NULL);
	mkzip_put(&z, "_rels/.rels", STR(MKBOOK_RELS(MKBOOK_REL("r1",
	    "officeDocument", "xl/workbook.xml"))), NULL);
	mkzip_put(&z, "xl/workbook.xml", STR("<workbook><sheets>"
	    "<sheet name=\"Zwei &amp; mehr\" sheetId=\"9\" r:id=\"r2\"/>"
	    "<sheet name=\"Chart\" r:id=\"r4\"/>"
	    "<sheet name=\"Eins\" state=\"hidden\" r:id=\"r1\"/>"
	    "<sheet name=\"Drei\" state=\"veryHidden\" r:id=\"r3\"/>"
	    "<sheet name=\"Nowhere\" r:id=\"r7\"/></sheets></workbook>"),
	    NULL);
	mkzip_put(&z, "xl/_rels/workbook.xml.rels", STR(MKBOOK_RELS(
	    MKBOOK_REL("r1", "worksheet", "1.xml")
	    MKBOOK_REL("r2", "worksheet", "2.xml")
	    MKBOOK_REL("r3", "worksheet", "3.xml")
	    MKBOOK_REL("r4", "chartsheet", "4.xml"))), NULL);
	ck_assert_int_eq(book_open(&b, mkzip_end(&z), -1, &e), 0);
	ck_assert_int_eq(book_kind(b), BOOK_XLSM);
	ck_assert_uint_eq(book_sheets(b), 3);
	ck_assert_str_eq(book_sheet_name(b, 0), "Zwei & mehr");
	ck_assert_str_eq(book_sheet_name(b, 1), "Eins");
	ck_assert_str_eq(book_sheet_name(b, 2), "Drei");
	ck_assert_int_eq(book_sheet_state(b, 0), SHEET_VISIBLE);
	ck_assert_int_eq(book_sheet_state(b, 1), SHEET_HIDDEN);
	ck_assert_int_eq(book_sheet_state(b, 2), SHEET_VERY_HIDDEN);
	book_close(b);
	mkzip_fini(&z);
}
END_TEST

/* UTF-16 with its mark, as a telephone's program wrote a whole workbook. */
START_TEST(wide_parts_are_read)
{
	static const char xml[] = SHEET("<c t=\"str\"><v>wide</v></c>");
	struct mkzip z;
	struct buf wide, out;

	buf_init(&wide, 4096);
	buf_init(&out, 4096);
	buf_puts(&wide, "\xff\xfe");
	for (size_t i = 0; xml[i] != '\0'; i++) {
		buf_putc(&wide, xml[i]);
		buf_putc(&wide, '\0');
	}
	mkzip_begin(&z);
	mkzip_put(&z, "_rels/.rels", STR(MKBOOK_RELS(MKBOOK_REL("r1",
	    "officeDocument", "xl/workbook.xml"))), NULL);
	mkzip_put(&z, "xl/workbook.xml", STR(ONE_SHEET), NULL);
	mkzip_put(&z, "xl/_rels/workbook.xml.rels", STR(MKBOOK_RELS(
	    MKBOOK_REL("r1", "worksheet", "a.xml"))), NULL);
	mkzip_put(&z, "xl/a.xml", buf_view(&wide), NULL);
	ck_assert_str_eq(rows_of(mkzip_end(&z), &out), "1:T(wide)");
	buf_fini(&wide);
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

/* ---- number formats ---- */

static const struct {
	const char *format; /* with apostrophes for quotes */
	const char *want;   /* of 1.5 and, when it has two, 7 */
} formats[] = {
	{ "General", "N(1.5)" },
	{ "0.00", "N(1.5)" },
	{ "0%", "N(1.5%)" },
	{ "#,##0.00", "N(1.5)" },
	{ "00000", "N(1.5#5)" },
	{ "0", "N(1.5)" },
	{ "000.0", "N(1.5)" },
	{ "[Red]00000", "N(1.5#5)" },
	{ "000\\-00", "N(1.5)" },
	{ "yyyy-mm-dd", "D(1900-01-01T12:00:00)" },
	{ "d.m.yy", "D(1900-01-01T12:00:00)" },
	{ "dd/mm/yyyy;@", "~D(1900-01-01T12:00:00)" },
	{ "[$-409]d\\-mmm\\-yy", "~D(1900-01-01T12:00:00)" },
	{ "[Blue]yyyy", "D(1900-01-01T12:00:00)" },
	{ "mmm", "D(1900-01-01T12:00:00)" },
	{ "h:mm AM/PM", "D(1900-01-01T12:00:00)" },
	{ "[h]:mm", "H(36:00:00)" },
	{ "[mm]:ss", "H(36:00:00)" },
	{ "[SS]", "H(36:00:00)" },
	{ "[Red]0.0;[Magenta]0.0", "~N(1.5)" },
	{ "0 'days'", "~N(1.5)" },
	{ "0\\d", "~N(1.5)" },
	{ "0_d", "N(1.5)" },
	{ "0*d", "~N(1.5)" },
	{ "0.0;yyyy", "~N(1.5)" },
	{ "'yyyy'0", "~N(1.5)" },
	{ "0.0E+00", "N(1.5)" },
	{ "[$EUR] 0", "~N(1.5)" },
	{ "[h", "N(1.5)" },
	{ "0\\", "N(1.5)" },
	{ "'", "N(1.5)" },
	{ "", "N(1.5)" },
};

START_TEST(format)
{
	struct mkzip z;
	struct buf styles, out, want;

	buf_init(&styles, 4096);
	buf_init(&out, 4096);
	buf_init(&want, 4096);
	buf_puts(&styles, "<styleSheet><numFmts><numFmt numFmtId=\"170\" "
	    "formatCode=\"");
	for (const char *p = formats[_i].format; *p != '\0'; p++)
		buf_puts(&styles, *p == '\'' ? "&quot;" : (char[]){ *p, 0 });
	buf_puts(&styles, "\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
	    "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/>"
	    "</cellXfs><dxfs><dxf><numFmt numFmtId=\"170\" formatCode=\"@\"/>"
	    "</dxf></dxfs></styleSheet>");
	buf_printf(&want, "1:%s", formats[_i].want);
	ck_assert_msg(strcmp(rows_of(mkbook(&z, SHEET("<c s=\"1\"><v>1.5</v>"
	    "</c>"), buf_cstr(&styles), NULL), &out), buf_cstr(&want)) == 0,
	    "%s: %s", formats[_i].format, buf_cstr(&out));
	buf_fini(&styles);
	buf_fini(&out);
	buf_fini(&want);
	mkzip_fini(&z);
}
END_TEST

START_TEST(formats_known_by_number)
{
	static const char dates[] = "14 15 16 17 18 19 20 21 22 27 28 29 30 31 "
	    "32 33 34 35 36 45 46 47 50 51 52 53 54 55 56 57 58 ";
	struct buf xml, sheet, out;
	struct mkzip z;

	buf_init(&xml, 1 << 20);
	buf_init(&sheet, 1 << 20);
	buf_init(&out, 1 << 20);
	buf_puts(&xml, "<styleSheet><cellXfs>");
	buf_puts(&sheet, "<worksheet><sheetData>");
	for (int id = 0; id < 80; id++) {
		buf_printf(&xml, "<xf numFmtId=\"%d\"/>", id);
		buf_printf(&sheet, "<row><c s=\"%d\"><v>2</v></c></row>", id);
	}
	buf_puts(&xml, "</cellXfs></styleSheet>");
	buf_puts(&sheet, "</sheetData></worksheet>");
	(void)rows_of(mkbook(&z, buf_cstr(&sheet), buf_cstr(&xml), NULL),
	    &out);
	for (int id = 0; id < 80; id++) {
		char word[16], row[32];
		const char *at;

		snprintf(word, sizeof(word), "%d ", id);
		snprintf(row, sizeof(row), "%s%d:", id == 0 ? "" : "|",
		    id + 1);
		at = strstr(buf_cstr(&out), row);
		ck_assert_ptr_nonnull(at);
		at += strlen(row);
		ck_assert_msg((*at == 'D' || *at == 'H') ==
		    (id > 9 && strstr(dates, word) != NULL), "%d: %.30s", id,
		    at);
		ck_assert_int_eq(strncmp(at, "N(2%)", 5) == 0,
		    id == 9 || id == 10);
	}
	buf_fini(&xml);
	buf_fini(&sheet);
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

/* ---- shared texts ---- */

#define TEXTS "<sst count=\"1\" uniqueCount=\"99\"><si><t>a</t></si><si/><si>" \
	"<r><rPr/><t>b </t></r><r><t xml:space=\"preserve\"> c</t></r>" \
	"<rPh><t>no</t></rPh></si><si><t>_x0041_</t></si>%s</sst>"
#define FOUR SHEET("<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>" \
	"<c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>")

START_TEST(shared_texts)
{
	/* The second has what only expat takes, behind texts already taken. */
	static const char *const more[] = { "", "<!-- x --><si><t/></si>" };
	struct buf texts, out;
	struct mkzip z;

	buf_init(&texts, 4096);
	buf_init(&out, 4096);
	buf_printf(&texts, TEXTS, more[_i]);
	ck_assert_str_eq(rows_of(mkbook(&z, FOUR, NULL, buf_cstr(&texts)),
	    &out), "1:T(a) . T(b  c) T(A)");
	buf_fini(&texts);
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

START_TEST(many_texts_go_to_the_spill)
{
	int spill = memfd_create("spill", MFD_CLOEXEC);
	const size_t n = 2300000; /* so that not all entries are kept */
	size_t copied = 0;
	struct buf copies;
	struct texts t;
	struct err e;
	struct str s;
	char want[64];
	int len;

	buf_init(&copies, 4096);
	texts_init(&t, spill);
	for (size_t i = 0; i < n; i++) {
		len = snprintf(want, sizeof(want), "text number %zu", i);
		ck_assert_int_eq(texts_add(&t, (struct str){ want, i == 7 ?
		    0 : (size_t)len }, &e), 0);
	}
	ck_assert_int_eq(texts_finish(&t, &e), 0);
	ck_assert(t.spilled);
	/* Upwards, and then far apart. */
	for (size_t k = 0; k < n + n / 10; k++) {
		size_t i = k < n ? k : k * 7919 % n;

		snprintf(want, sizeof(want), "text number %zu", i);
		buf_reset(&copies);
		ck_assert(texts_get(&t, i, &copies, &s));
		copied += s.p == NULL;
		if (s.p == NULL)
			s = buf_view(&copies);
		ck_assert(str_is(s, i == 7 ? "" : want));
	}
	ck_assert_uint_gt(copied, n / 20);
	ck_assert(!texts_get(&t, n, &copies, &s));
	ck_assert(!texts_get(&t, UINT64_MAX, &copies, &s));
	buf_fini(&copies);
	texts_fini(&t);
	close(spill);
}
END_TEST

START_TEST(few_texts_stay_in_memory)
{
	int spill = memfd_create("spill", MFD_CLOEXEC);
	struct texts t;
	struct err e;
	struct str s;
	struct buf copies = { 0 };

	texts_init(&t, spill);
	ck_assert_int_eq(texts_add(&t, STR("x"), &e), 0);
	ck_assert_int_eq(texts_finish(&t, &e), 0);
	ck_assert(!t.spilled && texts_get(&t, 0, &copies, &s) &&
	    str_is(s, "x"));
	ck_assert_int_eq(lseek(spill, 0, SEEK_END), 0);
	texts_fini(&t);
	close(spill);
}
END_TEST

START_TEST(a_spill_that_fails_is_an_error)
{
	int pipes[2];
	struct texts t;
	struct err e = { .code = ERR_NONE };
	char text[1000];
	int status = 0;

	ck_assert_int_eq(pipe(pipes), 0);
	memset(text, 'x', sizeof(text));
	texts_init(&t, pipes[1]); /* nothing can be written at a place in it */
	for (int i = 0; i < 100000 && status == 0; i++)
		status = texts_add(&t, (struct str){ text, sizeof(text) }, &e);
	ck_assert_int_eq(status, -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	texts_fini(&t);
	close(pipes[0]);
	close(pipes[1]);
}
END_TEST

START_TEST(too_much_text_is_refused)
{
	char *text = mem_calloc(XLSX_MAX_CELL_TEXT + 1, 1);
	struct texts t;
	struct err e;
	int status = 0;

	memset(text, 'x', XLSX_MAX_CELL_TEXT + 1);
	texts_init(&t, -1);
	ck_assert_int_eq(texts_add(&t, (struct str){ text,
	    XLSX_MAX_CELL_TEXT + 1 }, &e), -1);
	ck_assert_msg(strstr(e.msg, "text 1 is too long") != NULL, "%s",
	    e.msg);
	for (size_t i = 0; i < 513 && status == 0; i++)
		status = texts_add(&t, (struct str){ text,
		    XLSX_MAX_CELL_TEXT }, &e);
	ck_assert_int_eq(status, -1);
	ck_assert_msg(strstr(e.msg, "more than 512 MiB") != NULL, "%s",
	    e.msg);
	texts_fini(&t);
	free(text);
}
END_TEST

/* ---- what is no workbook ---- */

#define CFB "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

static const struct {
	struct str bytes;
	bool looks;
	const char *want;
} foreign[] = {
	{ { "", 0 }, false, "it is empty" },
	{ { CFB, 8 }, true, "old office program" },
	{ { CFB "B\0o\0o\0k\0", 16 }, true, "old .xls" },
	{ { CFB "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 40 }, true,
	    "protected with a password" },
	{ { CFB "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 32 }, true,
	    "text document" },
	{ { "<html><table>", 13 }, true, "it is HTML" },
	{ { "\xef\xbb\xbf\r\n<!DOCTYPE HTML>", 20 }, true, "it is HTML" },
	{ { "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-"
	    "com:office:spreadsheet\">", 83 }, true, "spreadsheet of 2003" },
	{ { "<?xml version=\"1.0\"?><a/>", 25 }, true, "it is XML or HTML" },
	{ { "a;b;c\r\n1;2;3\r\n", 14 }, false, "name it .csv" },
	{ { "<3 sheets", 9 }, false, "XML or HTML" },
	{ { "%PDF-1.7", 8 }, true, "PDF" },
	{ { "PK\003\004abc", 7 }, true, "missing at its end" },
	{ { "\x89PNG\r\n\x1a\n\0", 9 }, false, "it is no workbook" },
};

START_TEST(foreign_file)
{
	struct buf out;

	buf_init(&out, 4096);
	(void)rows_of(foreign[_i].bytes, &out);
	ck_assert_msg(strstr(buf_cstr(&out), foreign[_i].want) != NULL, "%s",
	    buf_cstr(&out));
	ck_assert_int_eq(book_looks_like_one(foreign[_i].bytes),
	    foreign[_i].looks);
	buf_fini(&out);
}
END_TEST

START_TEST(rows_given_are_not_given_again)
{
	struct buf sheet, out;
	struct mkzip z;

	buf_init(&sheet, 1 << 24);
	buf_init(&out, 1 << 24);
	buf_puts(&sheet, "<worksheet><sheetData>");
	for (int i = 1; i <= 20000; i++)
		buf_printf(&sheet, "<row r=\"%d\"><c><v>%d</v></c></row>%s", i,
		    i, i == 15000 ? "<!-- here expat takes over -->" : "");
	buf_puts(&sheet, "</sheetData></worksheet>");
	(void)rows_of(mkbook(&z, buf_cstr(&sheet), NULL, NULL), &out);
	buf_reset(&sheet);
	for (int i = 1; i <= 20000; i++)
		buf_printf(&sheet, "%s%d:N(%d)", i == 1 ? "" : "|", i, i);
	ck_assert(str_eq(buf_view(&sheet), buf_view(&out)));
	buf_fini(&sheet);
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

#define LOOP(t, test, table) tcase_add_loop_test(t, test, 0, \
	sizeof(table) / sizeof(table[0]))

int
main(void)
{
	Suite *s = suite_create("book");
	TCase *t = tcase_create("book");

	LOOP(t, layout, layouts);
	tcase_add_test(t, sheets_are_in_order_with_their_states);
	tcase_add_test(t, wide_parts_are_read);
	LOOP(t, format, formats);
	tcase_add_test(t, formats_known_by_number);
	tcase_add_loop_test(t, shared_texts, 0, 2);
	tcase_add_test(t, many_texts_go_to_the_spill);
	tcase_add_test(t, few_texts_stay_in_memory);
	tcase_add_test(t, a_spill_that_fails_is_an_error);
	tcase_add_test(t, too_much_text_is_refused);
	LOOP(t, foreign_file, foreign);
	tcase_add_test(t, rows_given_are_not_given_again);
	suite_add_tcase(s, t);
	return unit_run(s);
}
