/* SPDX-License-Identifier: Apache-2.0 */
/* What the scanner takes, and that expat would say the same. */
#include <stdlib.h>

#include "tests/lib/show_sheet.h"
#include "tests/lib/unit.h"

static const struct {
	const char *xml;
	bool taken;
} cases[] = {
	{ "<a/>", true },
	{ "<a></a >", true },
	{ "<a b='1' c = \"2\"\n\td=\"x>y'\"/>", true },
	{ "<a:b c:d=\"1\"><e.f-g_h/></a:b>", true },
	{ "<?xml version=\"1.0\"?><a/>", true },
	{ "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\" "
	    "standalone=\"yes\"?>\r\n<a> t </a>\n", true },
	{ "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a/>", true },
	{ "<a>&amp;&lt;&gt;&quot;&apos;&#65;&#x20AC;&#x1F600;]] ></a>", true },
	{ "<a b=\"&amp;&#10;&lt;x&quot;\"/>", true },
	{ "<a>\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80</a>", true },
	/* left to expat, which takes them */
	{ "<a><!-- c --></a>", false },
	{ "<!-- c --><a/>", false },
	{ "<a/><?p i?>", false },
	{ "<a><![CDATA[<x>]]></a>", false },
	{ "<a>\r\n</a>", false },
	{ "<a b=\"1\t2\"/>", false },
	{ "<\xc3\xa4/>", false },
	{ "<?xml version='1.0'?><a/>", false },
	{ "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe4</a>",
	    false },
	{ "<a>&#0000000000065;</a>", false },
	/* and these it refuses */
	{ "", false },
	{ " ", false },
	{ "x", false },
	{ "<", false },
	{ "<a", false },
	{ "<a>", false },
	{ "<a></b>", false },
	{ "<a></ab>", false },
	{ "<ab></a>", false },
	{ "<a/><b/>", false },
	{ "<a/>x", false },
	{ "<a b=\"1\" b=\"2\"/>", false },
	{ "<a b=\"1\"c=\"2\"/>", false },
	{ "<a b/>", false },
	{ "<a b=1/>", false },
	{ "<a b=\"<\"/>", false },
	{ "<a / >", false },
	{ "<a>]]></a>", false },
	{ "<a>]]]></a>", false },
	{ "<a>&x;</a>", false },
	{ "<a>&amp</a>", false },
	{ "<a>&#0;</a>", false },
	{ "<a>&#xD800;</a>", false },
	{ "<a>&#xFFFE;</a>", false },
	{ "<a>&#x110000;</a>", false },
	{ "<a>&#;</a>", false },
	{ "<a>&#x;</a>", false },
	{ "<a>\x01</a>", false },
	{ "<a>\xff</a>", false },
	{ "<a>\xed\xa0\x80</a>", false },
	{ "<a>\xef\xbf\xbe</a>", false },
	{ "<a b=\"\xc3\"/>", false },
	{ "<1/>", false },
	{ "<?xmlversion=\"1.0\"?><a/>", false },
	{ " <?xml version=\"1.0\"?><a/>", false },
	{ "<!DOCTYPE a><a/>", false },
};
#define NCASES ((int)(sizeof(cases) / sizeof(cases[0])))

/* Both ways; false when the scanner gave up. */
static bool
compare(struct str xml, size_t piece)
{
	struct buf scanned, parsed;
	struct xml_handler hs = show_xml(&scanned), hp = show_xml(&parsed);
	enum xml_scanned got;
	struct err e;
	int status;

	buf_init(&scanned, 1 << 20);
	buf_init(&parsed, 1 << 20);
	got = xml_scan_text(xml, piece, &hs);
	status = xml_parse(xml, &hp, &e);
	if (got == XML_SCAN_READ) {
		ck_assert_msg(status == 0, "%.*s: %s", STR_ARG(xml), e.msg);
		ck_assert_msg(str_eq(buf_view(&scanned), buf_view(&parsed)),
		    "%.*s: %s", STR_ARG(xml), buf_cstr(&scanned));
	} else {
		ck_assert_int_eq(got, XML_SCAN_GAVE_UP);
		ck_assert_msg(str_starts(buf_view(&parsed),
		    buf_view(&scanned)), "%.*s: %s", STR_ARG(xml),
		    buf_cstr(&scanned));
	}
	buf_fini(&scanned);
	buf_fini(&parsed);
	return got == XML_SCAN_READ;
}

START_TEST(one_case)
{
	struct str xml = str_of(cases[_i].xml);

	for (size_t piece = 1; piece <= xml.n + 1; piece++)
		ck_assert_msg(compare(xml, piece) == cases[_i].taken,
		    "%s in pieces of %zu", cases[_i].xml, piece);
}
END_TEST

static const char sample[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<x:worksheet xmlns:x=\"u\"><sheetData><row r=\"1\" hidden='1'><c r=\"A1\" "
    "t=\"s\"><v>1</v></c><c r=\"B1\" t=\"inlineStr\"><is><t xml:space="
    "\"preserve\"> \xc3\xa4&amp;&#66; </t></is></c></row></sheetData>"
    "</x:worksheet>\n";

/* Every byte of a sheet replaced by each of some, and left out. */
START_TEST(changed_bytes_are_seen_alike)
{
	static const char with[] = "<>&;\"'/=! ]:#x\r\n\x01\xc3\xbf";
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < sizeof(sample) - 1; i++) {
		for (size_t k = 0; k < sizeof(with); k++) {
			buf_reset(&b);
			buf_put(&b, sample, sizeof(sample) - 1);
			b.p[i] = with[k];
			(void)compare(buf_view(&b), 65536);
		}
		buf_reset(&b);
		buf_put(&b, sample, i);
		buf_puts(&b, sample + i + 1);
		(void)compare(buf_view(&b), 7);
	}
	ck_assert(compare(STR(sample), 5));
	buf_fini(&b);
}
END_TEST

START_TEST(deep_and_wide_is_left_to_expat)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	for (int i = 0; i < XML_MAX_DEPTH; i++)
		buf_puts(&b, "<a>");
	for (int i = 0; i < XML_MAX_DEPTH; i++)
		buf_puts(&b, "</a>");
	ck_assert(compare(buf_view(&b), 65536));
	buf_reset(&b);
	buf_puts(&b, "<a");
	for (int i = 0; i < 40; i++)
		buf_printf(&b, " b%d=\"1\"", i);
	buf_puts(&b, "/>");
	ck_assert(!compare(buf_view(&b), 65536));
	buf_reset(&b);
	buf_puts(&b, "<a>");
	for (int i = 0; i < 400000; i++)
		buf_putc(&b, 'x');
	buf_puts(&b, "</a>");
	ck_assert(!compare(buf_view(&b), 65536));
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("xml_scan");
	TCase *t = tcase_create("xml_scan");

	tcase_add_loop_test(t, one_case, 0, NCASES);
	tcase_add_test(t, changed_bytes_are_seen_alike);
	tcase_add_test(t, deep_and_wide_is_left_to_expat);
	suite_add_tcase(s, t);
	return unit_run(s);
}
