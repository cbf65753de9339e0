/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of flat OpenDocument with notes: XML in, XML out. */
#include <check.h>
#include <stdlib.h>

#include "importer/markup/markup.h"
#include "shared/base/buf.h"
#include "tests/lib/unit.h"

static int
gather(void *ctx, struct str piece, struct err *e)
{
	(void)e;
	buf_str(ctx, piece);
	return 0;
}

#define U "urn:oasis:names:tc:opendocument:xmlns:"
#define ROOT "<office:document xmlns:office=\"" U "office:1.0\" " \
    "xmlns:table=\"" U "table:1.0\" xmlns:text=\"" U "text:1.0\" " \
    "xmlns:style=\"" U "style:1.0\" xmlns:fo=\"" U "xsl-fo-compatible:1.0\" " \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
#define DOC(styles, tables) ROOT "<office:automatic-styles>" styles \
    "</office:automatic-styles><office:body><office:spreadsheet>" tables \
    "</office:spreadsheet></office:body></office:document>"
#define T(rows) "<table:table>" rows "</table:table>"
#define R(cells) "<table:table-row>" cells "</table:table-row>"
#define RN(n, cells) "<table:table-row table:number-rows-repeated=\"" n "\">" \
    cells "</table:table-row>"
#define TEXT(t) "<text:p>" t "</text:p>"
#define C(t) "<table:table-cell office:value-type=\"string\">" TEXT(t) \
    "</table:table-cell>"
#define EMPTY "<table:table-cell/>"
#define EMPTIES(n) "<table:table-cell table:number-columns-repeated=\"" n "\"/>"
#define SAYS(t) "<office:annotation><dc:creator>Preaudit</dc:creator>" \
    "<text:p>Preaudit: " t "</text:p></office:annotation>"
#define GUIDE SAYS("this column says what is wrong in each row. Cells with " \
    "an error are red, with a warning yellow. Mend them and import this " \
    "file; this column is not read.")
#define HEAD "<table:table-cell office:value-type=\"string\">" GUIDE \
    TEXT("Preaudit: problems") "</table:table-cell>"
#define HEAD_AND(t) "<table:table-cell office:value-type=\"string\">" GUIDE \
    TEXT("Preaudit: problems") TEXT(t) "</table:table-cell>"
#define SAID(t) "<table:table-cell table:style-name=\"preaudit-error-of-\" " \
    "office:value-type=\"string\">" t "</table:table-cell>"
/* A text cell with an error, and an empty one. */
#define BAD(base, t, note) "<table:table-cell office:value-type=\"string\" " \
    "table:style-name=\"preaudit-error-of-" base "\">" SAYS(note) TEXT(t) \
    "</table:table-cell>"
#define BAD_EMPTY(note) "<table:table-cell table:style-name=\"preaudit-" \
    "error-of-\">" SAYS(note) "</table:table-cell>"
#define COLUMN_STYLE "<style:style style:name=\"preaudit-column\" " \
    "style:family=\"table-column\"><style:table-column-properties " \
    "style:column-width=\"11cm\"/></style:style>"
#define MADE(kind, base, parent, colour) "<style:style style:name=\"preaudit-" \
    kind "-of-" base "\" style:family=\"table-cell\" " \
    "style:parent-style-name=\"" parent "\"><style:table-cell-properties " \
    "fo:background-color=\"" colour "\"/></style:style>"
#define RED MADE("error", "", "Default", "#ffc7cf")
#define ST(name, attributes, inside) "<style:style style:name=\"" name "\" " \
    "style:family=\"table-cell\"" attributes inside "</style:style>"
#define BOLD "<style:text-properties fo:font-weight=\"bold\"/>"

#define NOTE(row, column, text) { 0, row, column, true, \
	{ text, sizeof(text) - 1 } }
#define WARN(row, column, text) { 0, row, column, false, \
	{ text, sizeof(text) - 1 } }

static const struct ods_case {
	uint32_t header;
	const char *name, *in;
	struct markup_note note[4];
	const char *want; /* "!..": refused, with these words */
} cases[] = {
	{ 1, "a cell", DOC("", T(R(C("a") C("b")) R(C("1") C("2")))),
	    { NOTE(2, 1, "x & y") }, DOC(COLUMN_STYLE RED, T(R(C("a") C("b")
	    HEAD) R(BAD("", "1", "x &amp; y") C("2") SAID(TEXT("x &amp; y")))))
	},
	{ 1, "the texts of a row, blanks and tabs", DOC("", T(R(C("a"))
	    R(C("1")))), { NOTE(2, 0, " one  two\tthree"), NOTE(2, 0, "=1\n2") },
	    DOC(COLUMN_STYLE RED, T(R(C("a") HEAD) R(C("1")
	    SAID(TEXT("one <text:s/>two<text:tab/>three") TEXT("=1")
	    TEXT("2"))))) },
	{ 1, "a warning, an error beside it", DOC("", T(R(C("a")) R(C("1")))),
	    { WARN(2, 0, "w"), NOTE(2, 0, "e") }, DOC(COLUMN_STYLE RED,
	    T(R(C("a") HEAD) R(C("1") SAID(TEXT("w") TEXT("e"))))) },
	{ 1, "repeated cells", DOC("", T(R(C("a")) R(C("1") EMPTIES("9")))),
	    { NOTE(2, 3, "x") }, DOC(COLUMN_STYLE RED, T(R(C("a")
	    EMPTIES("2") HEAD) R(C("1") EMPTY BAD_EMPTY("x")
	    SAID(TEXT("x")) EMPTIES("6")))) },
	{ 1, "repeated cells with a value", DOC("", T(R(C("a")) R(
	    "<table:table-cell table:number-columns-repeated=\"3\">" TEXT("1")
	    "</table:table-cell>"))), { NOTE(2, 2, "x") }, DOC(COLUMN_STYLE
	    RED, T(R(C("a") EMPTIES("2") HEAD) R("<table:table-cell>" TEXT("1")
	    "</table:table-cell><table:table-cell table:style-name=\"preaudit-"
	    "error-of-\">" SAYS("x") TEXT("1") "</table:table-cell>"
	    "<table:table-cell>" TEXT("1") "</table:table-cell>"
	    SAID(TEXT("x"))))) },
	{ 1, "repeated rows", DOC("", T(R(C("a")) RN("5", C("1")) RN("1000",
	    EMPTIES("1024")))), { NOTE(4, 1, "x") }, DOC(COLUMN_STYLE RED,
	    T(R(C("a") HEAD) RN("2", C("1")) R(BAD("", "1", "x")
	    SAID(TEXT("x"))) RN("2", C("1")) RN("1000", EMPTIES("1024")))) },
	{ 2, "the header among repeated rows", DOC("", T(RN("3", C("a")))),
	    { NOTE(3, 1, "x") }, DOC(COLUMN_STYLE RED, T(R(C("a")) R(C("a")
	    HEAD) R(BAD("", "a", "x") SAID(TEXT("x"))))) },
	{ 1, "rows that are not there", DOC("", T(R(C("a"))
	    "<table:named-expressions/>")), { NOTE(4, 2, "x") },
	    DOC(COLUMN_STYLE RED, T(R(C("a") EMPTY HEAD) RN("2", EMPTY)
	    R(EMPTY BAD_EMPTY("x") SAID(TEXT("x")))
	    "<table:named-expressions/>")) },
	{ 1, "an empty table", DOC("", "<table:table/>"), { NOTE(0, 0, "w") },
	    DOC(COLUMN_STYLE, T(R(HEAD_AND("w")))) },
	{ 1, "an empty row", DOC("", T(R(C("a")) "<table:table-row/>")),
	    { NOTE(2, 0, "x") }, DOC(COLUMN_STYLE RED, T(R(C("a") HEAD)
	    R(EMPTY SAID(TEXT("x"))))) },
	{ 1, "covered cells keep their place", DOC("", T(R(C("a")) R(
	    "<table:table-cell table:number-columns-spanned=\"3\">" TEXT("m")
	    "</table:table-cell><table:covered-table-cell "
	    "table:number-columns-repeated=\"2\"/>"))), { NOTE(2, 2, "x") },
	    DOC(COLUMN_STYLE RED, T(R(C("a") EMPTIES("2") HEAD) R(
	    "<table:table-cell table:number-columns-spanned=\"3\">" TEXT("m")
	    "</table:table-cell><table:covered-table-cell table:style-name="
	    "\"preaudit-error-of-\">" SAYS("x") "</table:covered-table-cell>"
	    "<table:covered-table-cell/>" SAID(TEXT("x"))))) },
	{ 1, "widths", DOC("", T("<table:table-column table:style-name=\"co1\" "
	    "table:number-columns-repeated=\"9\"/>" R(C("a")))),
	    { NOTE(1, 0, "x") }, DOC(COLUMN_STYLE, T("<table:table-column "
	    "table:style-name=\"co1\"/><table:table-column "
	    "table:style-name=\"preaudit-column\"/><table:table-column "
	    "table:style-name=\"co1\" table:number-columns-repeated=\"7\"/>"
	    R(C("a") HEAD_AND("x")))) },
	{ 1, "too few widths", DOC("", T("<table:table-column/>" R(C("a")
	    C("b") C("c")))), { NOTE(1, 0, "x") }, DOC(COLUMN_STYLE,
	    T("<table:table-column/><table:table-column "
	    "table:number-columns-repeated=\"2\"/><table:table-column "
	    "table:style-name=\"preaudit-column\"/>" R(C("a") C("b") C("c")
	    HEAD_AND("x")))) },
	{ 1, "styles of the cell, the row, the column", DOC(ST("ce1",
	    " style:data-style-name=\"N1\">", "<style:table-cell-properties "
	    "fo:border=\"none\" fo:background-color=\"#ffffff\"/>" BOLD)
	    ST("ce2", ">", BOLD), T("<table:table-column "
	    "table:default-cell-style-name=\"ce2\"/>" R(C("a"))
	    R("<table:table-cell table:style-name=\"ce1\"/>")
	    "<table:table-row table:default-cell-style-name=\"Good\">" EMPTY
	    "</table:table-row>" R(EMPTY))), { WARN(2, 1, "x"),
	    WARN(3, 1, "y"), WARN(4, 1, "z") },
	    DOC(ST("ce1", " style:data-style-name=\"N1\">",
	    "<style:table-cell-properties fo:border=\"none\" "
	    "fo:background-color=\"#ffffff\"/>" BOLD) ST("ce2", ">", BOLD)
	    COLUMN_STYLE ST("preaudit-warning-of-ce1",
	    " style:data-style-name=\"N1\">", "<style:table-cell-properties "
	    "fo:border=\"none\" fo:background-color=\"#ffeb9d\"/>" BOLD)
	    ST("preaudit-warning-of-ce2", ">", "<style:table-cell-properties "
	    "fo:background-color=\"#ffeb9d\"/>" BOLD)
	    MADE("warning", "", "Default", "#ffeb9d")
	    MADE("warning", "Good", "Good", "#ffeb9d"), T("<table:table-column "
	    "table:default-cell-style-name=\"ce2\"/><table:table-column "
	    "table:style-name=\"preaudit-column\"/>" R(C("a")
	    "<table:table-cell table:style-name=\"ce2\" "
	    "office:value-type=\"string\">" GUIDE TEXT("Preaudit: problems")
	    "</table:table-cell>") R("<table:table-cell table:style-name="
	    "\"preaudit-warning-of-ce1\">" SAYS("x") "</table:table-cell>"
	    "<table:table-cell table:style-name=\"preaudit-warning-of-\" "
	    "office:value-type=\"string\">" TEXT("x") "</table:table-cell>")
	    "<table:table-row table:default-cell-style-name=\"Good\">"
	    "<table:table-cell table:style-name=\"preaudit-warning-of-Good\">"
	    SAYS("y") "</table:table-cell><table:table-cell "
	    "table:style-name=\"preaudit-warning-of-\" "
	    "office:value-type=\"string\">" TEXT("y") "</table:table-cell>"
	    "</table:table-row>" R("<table:table-cell table:style-name="
	    "\"preaudit-warning-of-ce2\">" SAYS("z") "</table:table-cell>"
	    "<table:table-cell table:style-name=\"preaudit-warning-of-\" "
	    "office:value-type=\"string\">" TEXT("z")
	    "</table:table-cell>"))) },
	{ 1, "people's own comments and drawings stay", DOC("", T(R(C("a"))
	    R("<table:table-cell><office:annotation>" TEXT("mine")
	    "</office:annotation>" TEXT("1") "</table:table-cell>"
	    "<table:table-cell><draw:frame/></table:table-cell>"))),
	    { NOTE(2, 1, "x") }, DOC(COLUMN_STYLE RED, T(R(C("a") HEAD)
	    R("<table:table-cell table:style-name=\"preaudit-error-of-\">"
	    "<office:annotation>" TEXT("mine") "</office:annotation>"
	    TEXT("1") "</table:table-cell>" SAID("<draw:frame/>"
	    TEXT("x"))))) },
	{ 1, "an earlier round", DOC(COLUMN_STYLE RED MADE("warning", "ce1",
	    "ce1", "#ffeb9d"), T(R(C("a") HEAD_AND("old") C("c"))
	    R(BAD("", "1", "old") SAID(TEXT("old")) C("3"))
	    R("<table:table-cell table:style-name=\"preaudit-warning-of-ce1\">"
	    SAYS("old") TEXT("2") "</table:table-cell>" EMPTY C("3")))),
	    { NOTE(3, 3, "new") }, DOC(COLUMN_STYLE RED, T(R(C("a") HEAD
	    C("c")) R(C("1") "<table:table-cell></table:table-cell>" C("3"))
	    R("<table:table-cell table:style-name=\"ce1\">" TEXT("2")
	    "</table:table-cell>" SAID(TEXT("new"))
	    BAD("", "3", "new")))) },
	{ 1, "marks an office program has renamed", DOC(ST("ce7", ">",
	    "<style:table-cell-properties fo:background-color=\"#ffc7cf\"/>"
	    BOLD), T(R(C("a")) R("<table:table-cell table:style-name=\"ce7\"/>")
	    R(C("2")))), { NOTE(3, 1, "x") }, DOC(ST("ce7", ">",
	    "<style:table-cell-properties fo:background-color=\"#ffc7cf\"/>"
	    BOLD) COLUMN_STYLE ST("preaudit-plain-of-ce7", ">",
	    "<style:table-cell-properties/>" BOLD) RED, T(R(C("a") HEAD)
	    R("<table:table-cell table:style-name=\"preaudit-plain-of-ce7\"/>")
	    R(BAD("", "2", "x") SAID(TEXT("x"))))) },
	{ 1, "groups, comments and blanks stay", DOC("", T(
	    "<table:table-header-rows>\n " R(" " C("a") "<!-- c -->")
	    "</table:table-header-rows>\n<table:table-row-group>" R(C("1") "\n")
	    "</table:table-row-group>")), { NOTE(2, 1, "x") },
	    DOC(COLUMN_STYLE RED, T("<table:table-header-rows>\n " R(" " C("a")
	    HEAD "<!-- c -->") "</table:table-header-rows>\n"
	    "<table:table-row-group>" R(BAD("", "1", "x") SAID(TEXT("x")) "\n")
	    "</table:table-row-group>")) },
	{ 1, "caches of other workbooks are no sheets", DOC("",
	    "<table:table table:name=\"'file:///x'#$A\">" R(C("a"))
	    "</table:table>" T(R(C("b")))), { NOTE(1, 0, "x") },
	    DOC(COLUMN_STYLE, "<table:table table:name=\"'file:///x'#$A\">"
	    R(C("a")) "</table:table>" T(R(C("b") HEAD_AND("x")))) },
	{ 1, "other prefixes, and none for some", "<o:document xmlns:o=\"" U
	    "office:1.0\" xmlns:t=\"" U "table:1.0\" xmlns:dc=\"x\"><o:body>"
	    "<o:spreadsheet><t:table><t:table-row><t:table-cell/>"
	    "</t:table-row></t:table></o:spreadsheet></o:body></o:document>",
	    { NOTE(2, 1, "x") }, "<o:document xmlns:o=\"" U "office:1.0\" "
	    "xmlns:t=\"" U "table:1.0\" xmlns:dc=\"x\" xmlns:text=\"" U
	    "text:1.0\" xmlns:style=\"" U "style:1.0\" xmlns:fo=\"" U
	    "xsl-fo-compatible:1.0\" xmlns:preaudit-dc=\"http://purl.org/dc/"
	    "elements/1.1/\"><o:automatic-styles>" COLUMN_STYLE RED
	    "</o:automatic-styles><o:body><o:spreadsheet><t:table>"
	    "<t:table-row><t:table-cell/><t:table-cell o:value-type=\"string\">"
	    "<o:annotation><preaudit-dc:creator>Preaudit</preaudit-dc:creator>"
	    TEXT("Preaudit: this column says what is wrong in each row. Cells "
	    "with an error are red, with a warning yellow. Mend them and "
	    "import this file; this column is not read.") "</o:annotation>"
	    TEXT("Preaudit: problems") "</t:table-cell></t:table-row>"
	    "<t:table-row><t:table-cell t:style-name=\"preaudit-error-of-\">"
	    "<o:annotation><preaudit-dc:creator>Preaudit</preaudit-dc:creator>"
	    TEXT("Preaudit: x") "</o:annotation></t:table-cell><t:table-cell "
	    "t:style-name=\"preaudit-error-of-\" o:value-type=\"string\">"
	    TEXT("x") "</t:table-cell></t:table-row></t:table>"
	    "</o:spreadsheet></o:body></o:document>" },
	{ 1, "prefixes that no element can have", "<document xmlns:.=\"" U
	    "office:1.0\" xmlns:table=\"x\" xmlns:preaudit-table=\"y\" "
	    "xmlns:\xc2\xb7=\"" U "table:1.0\" xmlns:a:b=\"" U "text:1.0\" "
	    "xmlns:text=\"" U "text:1.0\" xmlns:style=\"" U "style:1.0\" "
	    "xmlns:fo=\"" U "xsl-fo-compatible:1.0\" xmlns:dc=\"http://purl."
	    "org/dc/elements/1.1/\"><body><spreadsheet><t><table-row>"
	    "</table-row></t><table></table></spreadsheet></body></document>",
	    { NOTE(1, 0, "x") }, "<document xmlns:.=\"" U "office:1.0\" "
	    "xmlns:table=\"x\" xmlns:preaudit-table=\"y\" xmlns:\xc2\xb7=\""
	    U "table:1.0\" xmlns:a:b=\"" U "text:1.0\" xmlns:text=\"" U
	    "text:1.0\" xmlns:style=\"" U "style:1.0\" xmlns:fo=\"" U
	    "xsl-fo-compatible:1.0\" xmlns:dc=\"http://purl.org/dc/elements/"
	    "1.1/\" xmlns:office=\"" U "office:1.0\" xmlns:preaudit-table_="
	    "\"" U "table:1.0\"><office:automatic-styles>" COLUMN_STYLE
	    "</office:automatic-styles><body><spreadsheet><t><table-row>"
	    "</table-row></t><table><preaudit-table_:table-row>"
	    "<preaudit-table_:table-cell office:value-type=\"string\">" GUIDE
	    TEXT("Preaudit: problems") TEXT("x")
	    "</preaudit-table_:table-cell></preaudit-table_:table-row>"
	    "</table></spreadsheet></body></document>" },
	{ 1, "a mark that was made from none hides no other", DOC("",
	    T("<table:table-row table:default-cell-style-name=\"Good\">"
	    BAD("", "a", "x") "</table:table-row>")), { WARN(1, 1, "y") },
	    DOC(COLUMN_STYLE MADE("warning", "Good", "Good", "#ffeb9d"),
	    T("<table:table-row table:default-cell-style-name=\"Good\">"
	    "<table:table-cell office:value-type=\"string\" "
	    "table:style-name=\"preaudit-warning-of-Good\">" SAYS("y")
	    TEXT("a") "</table:table-cell><table:table-cell "
	    "table:style-name=\"Good\" office:value-type=\"string\">" GUIDE
	    TEXT("Preaudit: problems") TEXT("y") "</table:table-cell>"
	    "</table:table-row>")) },
	{ 1, "a style of ours that no cell has any more, one without a name",
	    DOC(ST("ce7", ">", "<style:table-cell-properties "
	    "fo:background-color=\"#ffc7cf\"/>") ST("", ">",
	    "<style:table-cell-properties fo:background-color=\"#ffc7cf\"/>"),
	    T(R("<table:table-cell table:style-name=\"ce7\"/>"))),
	    { NOTE(1, 1, "x") }, DOC(ST("ce7", ">",
	    "<style:table-cell-properties fo:background-color=\"#ffc7cf\"/>")
	    ST("", ">", "<style:table-cell-properties "
	    "fo:background-color=\"#ffc7cf\"/>") COLUMN_STYLE
	    ST("preaudit-error-of-ce7", ">", "<style:table-cell-properties "
	    "fo:background-color=\"#ffc7cf\"/>") ST("preaudit-plain-of-ce7",
	    ">", "<style:table-cell-properties/>"), T(R("<table:table-cell "
	    "table:style-name=\"preaudit-error-of-ce7\">" SAYS("x")
	    "</table:table-cell>" HEAD_AND("x")))) },
	{ 1, "no place", DOC("", T(R(EMPTIES("16383") C("a")))),
	    { NOTE(1, 0, "x") }, "!there is no place for the problems" },
	{ 1, "a sheet that is not there", DOC("", T(R(C("a")))),
	    { { 1, 1, 1, true, { "x", 1 } } }, "!sheet 2" },
	{ 1, "no spreadsheet", ROOT "<office:body><office:text/></office:body>"
	    "</office:document>", { NOTE(1, 1, "x") }, "!no spreadsheet" },
	{ 1, "an old form", "<office:document "
	    "xmlns:office=\"http://openoffice.org/2000/office\"><office:body>"
	    "<office:spreadsheet><table:table/></office:spreadsheet>"
	    "</office:body></office:document>", { NOTE(1, 1, "x") },
	    "!before OpenDocument 1.0" },
	{ 1, "two counts", DOC("", T(R(C("a")) "<table:table-row "
	    "table:number-rows-repeated=\"2\" office:number-rows-repeated=\"3\""
	    "/>")), { NOTE(1, 1, "x") }, "!two attributes of one name" },
	{ 1, "two styles of a cell", DOC("", T(R("<table:table-cell "
	    "table:style-name=\"a\" style-name=\"b\"/>"))),
	    { NOTE(1, 1, "x") }, "!two attributes of one name" },
	{ 1, "a document type", "<!DOCTYPE a>" DOC("", T("")),
	    { NOTE(1, 1, "x") }, "!document type" },
	{ 1, "no XML", "a,b\n1,2\n", { NOTE(1, 1, "x") }, "!line 1" },
	{ 1, "nothing", "", { NOTE(1, 1, "x") }, "!line 1" },
};

static size_t
count(const struct markup_note *note)
{
	size_t n = 0;

	while (n < 4 && note[n].text.p != NULL)
		n++;
	return n;
}

/* A copy of `in` for notes; sheet NULL: no header row is named. */
static int
copy_of(struct str in, const struct markup_sheet *sheet,
    const struct markup_note *note, size_t n, struct buf *out,
    struct markup_omitted *omitted, struct err *e)
{
	const struct markup_request r = { .format = MARKUP_ODS, .original = in,
		.sheet = sheet, .nsheets = sheet != NULL, .note = note,
		.nnotes = n, .sink = gather, .ctx = out };

	return markup_copy(&r, omitted, e);
}

static int
mark_up(const struct ods_case *c, struct str in, struct buf *out,
    struct err *e)
{
	const struct markup_sheet sheet = { 0, c->header };

	return copy_of(in, &sheet, c->note, count(c->note), out, NULL, e);
}

START_TEST(flat)
{
	const struct ods_case *c = &cases[_i];
	struct buf out, again;
	struct err e = { 0 };
	int status;

	buf_init(&out, 1 << 20);
	buf_init(&again, 1 << 20);
	status = mark_up(c, str_of(c->in), &out, &e);
	if (c->want[0] == '!') {
		ck_assert_int_eq(status, -1);
		ck_assert_int_eq(e.code, ERR_REFUSED);
		ck_assert_msg(strstr(e.msg, c->want + 1) != NULL, "%s: %s",
		    c->name, e.msg);
	} else {
		ck_assert_msg(status == 0, "%s: %s", c->name, e.msg);
		ck_assert_msg(str_is(buf_view(&out), c->want), "%s:\n%s\n%s",
		    c->name, buf_cstr(&out), c->want);
		/* The same notes again change nothing. */
		ck_assert_int_eq(mark_up(c, buf_view(&out), &again, &e), 0);
		ck_assert_msg(str_eq(buf_view(&again), buf_view(&out)),
		    "%s, again:\n%s", c->name, buf_cstr(&again));
	}
	buf_fini(&out);
	buf_fini(&again);
}
END_TEST

/* What a sheet that stays as it is has of an earlier round stays with it. */
START_TEST(other_sheets_keep_their_styles)
{
	static const struct ods_case c = { 1, "", DOC("", T(R(C("a")))
	    T(R(C("b")))), { NOTE(1, 1, "x"), { 1, 1, 1, false, { "y", 1 } } },
	    "" };
	struct markup_sheet second = { 1, 1 };
	struct buf both, one;
	struct err e;

	buf_init(&both, 1 << 20);
	buf_init(&one, 1 << 20);
	ck_assert_int_eq(mark_up(&c, str_of(c.in), &both, &e), 0);
	ck_assert_int_eq(copy_of(buf_view(&both), &second, NULL, 0, &one,
	    NULL, &e), 0);
	ck_assert(strstr(buf_cstr(&one), MADE("error", "", "Default",
	    "#ffc7cf")) != NULL);
	ck_assert(strstr(buf_cstr(&one), "preaudit-warning") == NULL);
	ck_assert(strstr(buf_cstr(&one), SAYS("x")) != NULL);
	ck_assert(strstr(buf_cstr(&one), SAYS("y")) == NULL);
	buf_fini(&both);
	buf_fini(&one);
}
END_TEST

/* As many comments as programs bear; every problem is in the column. */
START_TEST(comments_end)
{
	static struct markup_note note[MARKUP_MAX_COMMENTS + 1];
	struct markup_omitted omitted;
	struct buf out;
	struct err e;
	size_t n = 0;

	for (size_t i = 0; i < MARKUP_MAX_COMMENTS + 1; i++)
		note[i] = (struct markup_note){ 0, (uint32_t)i + 2, 1, true,
			{ "bad", 3 } };
	buf_init(&out, 1 << 24);
	ck_assert_int_eq(copy_of(str_of(DOC("", T(R(C("a"))
	    RN("5000", C("1"))))), NULL, note, MARKUP_MAX_COMMENTS + 1, &out,
	    &omitted, &e), 0);
	ck_assert_uint_eq(omitted.comments, 2);
	for (const char *p = buf_cstr(&out); (p = strstr(p,
	    "<office:annotation>")) != NULL; p++)
		n++;
	ck_assert_uint_eq(n, MARKUP_MAX_COMMENTS);
	ck_assert(strstr(out.p, "Only the first 1999 cells") != NULL);
	n = 0;
	for (const char *p = out.p; (p = strstr(p, SAID(TEXT("bad")))) != NULL;
	    p++)
		n++;
	ck_assert_uint_eq(n, MARKUP_MAX_COMMENTS + 1);
	buf_fini(&out);
}
END_TEST

/* A row that stands for many cannot make a copy of any size. */
START_TEST(growth_ends)
{
	static struct markup_note note[200];
	struct buf in, out;
	struct err e;

	buf_init(&in, 1 << 24);
	buf_init(&out, 1 << 28);
	for (size_t i = 0; i < 200; i++)
		note[i] = (struct markup_note){ 0, (uint32_t)i * 2 + 2, 0, true,
			{ "bad", 3 } };
	buf_puts(&in, ROOT "<office:body><office:spreadsheet><table:table>"
	    "<table:table-row table:number-rows-repeated=\"1000\">"
	    "<table:table-cell><text:p>");
	for (size_t i = 0; i < 1 << 19; i++)
		buf_putc(&in, 'x');
	buf_puts(&in, "</text:p></table:table-cell></table:table-row>"
	    "</table:table></office:spreadsheet></office:body>"
	    "</office:document>");
	ck_assert_int_eq(copy_of(buf_view(&in), NULL, note, 200, &out, NULL,
	    &e), -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert(strstr(e.msg, "so many rows with problems") != NULL);
	buf_fini(&in);
	buf_fini(&out);
}
END_TEST

START_TEST(refused)
{
	static const struct markup_note note = NOTE(1, 1, "x");
	struct buf out;
	struct err e;

	buf_init(&out, 1 << 20);
	ck_assert_int_eq(copy_of(STR("PK no workbook"), NULL, &note, 1, &out,
	    NULL, &e), -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_int_eq(copy_of(STR("<a/>"), NULL, &note, 1, &out, NULL, &e),
	    -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_uint_eq(out.n, 0);
	buf_fini(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("markup_ods");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_loop_test(t, flat, 0,
	    (int)(sizeof(cases) / sizeof(cases[0])));
	tcase_add_test(t, other_sheets_keep_their_styles);
	tcase_add_test(t, comments_end);
	tcase_add_test(t, growth_ends);
	tcase_add_test(t, refused);
	suite_add_tcase(s, t);
	return unit_run(s);
}
