/* SPDX-License-Identifier: Apache-2.0 */
/* Documents, content.csv and what a cell holds. */
#include <check.h>

#include "reports/render/cell_text.h"
#include "reports/render/overview.h"
#include "shared/text/csv.h"
#include "tests/lib/unit.h"
#include "tests/unit/sample_doc.h"

/* ---- texts at the door ---- */

static const struct {
	const char *text, *want;
} fits[] = {
	{ "", "" },
	{ "plain ä 東 🛠", "plain ä 東 🛠" },
	{ "a\tb\nc", "a\tb\nc" },
	{ "a\r\nb\rc\r", "a\nb\nc\n" },
	{ "a\x01" "b\x1f\x7f", "a\xef\xbf\xbd" "b\xef\xbf\xbd\xef\xbf\xbd" },
	{ "\xef\xbf\xbe\xef\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd" },
	{ "\xef\xbf\xbd\xef\xbf", "\xef\xbf\xbd\xef\xbf" },
};

START_TEST(every_text_is_made_fit)
{
	struct doc_column column = { fits[_i].text, CELL_TEXT };
	const char *want = fits[_i].want;
	struct doc_section *s;
	struct doc_table *t;
	struct doc d;

	doc_init(&d);
	s = doc_section(&d, "s", fits[_i].text);
	ck_assert_str_eq(s->title, want);
	doc_text(s, "%s", fits[_i].text);
	doc_note(s, "%s", fits[_i].text);
	t = doc_table(s, "t", fits[_i].text, &column, 1);
	doc_row(t, (struct str[]){ str_of(fits[_i].text) });
	ck_assert_str_eq(s->block[0].text, want);
	ck_assert_str_eq(s->block[1].text, want);
	ck_assert_str_eq(t->title, want);
	ck_assert_str_eq(t->column[0].title, want);
	ck_assert(str_is(t->cell[0], want));
	doc_fini(&d);
}
END_TEST

START_TEST(rows_are_copied_and_stay)
{
	static const struct doc_column columns[] = {
		{ "A", CELL_ID }, { "B", CELL_NUMBER }, { "C", CELL_TEXT },
	};
	struct doc_section *s;
	struct doc_table *t;
	struct doc d;
	char a[16], b[16];

	doc_init(&d);
	s = doc_section(&d, "s", "S");
	t = doc_table(s, "t", "T", columns, 3);
	for (int i = 0; i < 1000; i++) {
		snprintf(a, sizeof(a), "a%d", i);
		snprintf(b, sizeof(b), "%d", i);
		doc_row(t, (struct str[]){ str_of(a), str_of(b),
		    { NULL, 0 } });
	}
	ck_assert_uint_eq(t->nrows, 1000);
	for (int i = 0; i < 1000; i++) {
		snprintf(a, sizeof(a), "a%d", i);
		snprintf(b, sizeof(b), "%d", i);
		ck_assert(str_is(t->cell[i * 3], a));
		ck_assert(str_is(t->cell[i * 3 + 1], b));
		ck_assert_uint_eq(t->cell[i * 3 + 2].n, 0);
	}
	doc_fini(&d);
}
END_TEST

/* ---- content.csv ---- */

START_TEST(content_of_a_small_document)
{
	static const struct doc_column columns[] = {
		{ "Key, or id", CELL_ID }, { "Why", CELL_TEXT },
	};
	static const char tail[] =
	    "s,text,1,First.\r\n"
	    "s,t,0,\"Key, or id\",Why\r\n"
	    "s,t,1,=1+1,\" blank\"\r\n"
	    "s,t,2,\"say \"\"no\"\"\",\"two\nlines\"\r\n"
	    "s,text,2,\"a, b\"\r\n"
	    "s,none,0,\"Key, or id\",Why\r\n"
	    "u,text,1,Other section.\r\n";
	struct doc_section *s;
	struct doc_table *t;
	struct buf csv;
	struct doc d;

	doc_init(&d);
	sample_identity(&d);
	s = doc_section(&d, "s", "S");
	doc_text(s, "First.");
	t = doc_table(s, "t", "T", columns, 2);
	doc_row(t, (struct str[]){ STR("=1+1"), STR(" blank") });
	doc_row(t, (struct str[]){ STR("say \"no\""),
	    STR("two\nlines") });
	doc_note(s, "a, b");
	(void)doc_table(s, "none", "None", columns, 2);
	s = doc_section(&d, "u", "U");
	doc_text(s, "Other section.");
	buf_init(&csv, 1 << 20);
	out_csv(&d, &csv);
	ck_assert(str_starts(buf_view(&csv), STR("report,head,0,Fact,Value"
	    "\r\nreport,head,1,Report,Readiness report\r\n")));
	ck_assert(str_ends(buf_view(&csv), str_of(tail)));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&csv),
	    "\r\nreport,contents,4,s,S,none,None,None,0,"));
	buf_fini(&csv);
	doc_fini(&d);
}
END_TEST

/* What is said beside the content must not be part of its own hash. */
START_TEST(verification_data_is_not_content)
{
	struct buf csv, again;
	struct doc d;

	sample_make(&d);
	buf_init(&csv, 1 << 20);
	buf_init(&again, 1 << 20);
	out_csv(&d, &csv);
	d.identity.id = "R-ffffffffffffffffffffffffffffffff";
	d.identity.head_root = d.identity.content_sha256 = "dd";
	d.identity.key_fingerprint = "other";
	d.identity.head_time_s++;
	out_csv(&d, &again);
	ck_assert(str_eq(buf_view(&csv), buf_view(&again)));
	/* ... but what people read first is. */
	d.headline = "Ready.";
	buf_reset(&again);
	out_csv(&d, &again);
	ck_assert(!str_eq(buf_view(&csv), buf_view(&again)));
	buf_fini(&csv);
	buf_fini(&again);
	doc_fini(&d);
}
END_TEST

/* The store's own strict reader takes it. */
START_TEST(content_is_canonical)
{
	struct csv_canon c;
	struct str record, field[64];
	struct buf csv;
	struct doc d;
	size_t n, records = 0;
	int more;

	sample_make(&d);
	buf_init(&csv, 1 << 20);
	out_csv(&d, &csv);
	c = (struct csv_canon){ .rest = buf_view(&csv) };
	while (n = 64, (more = csv_canon_next(&c, &record, field, &n)) == 1) {
		ck_assert_uint_ge(n, 4);
		records++;
	}
	ck_assert_int_eq(more, 0);
	ck_assert_uint_gt(records, SAMPLE_LONG_ROWS);
	buf_fini(&csv);
	doc_fini(&d);
}
END_TEST

/* ---- cells ---- */

static const struct {
	const char *text, *want;
} escapes[] = {
	{ "", "" },
	{ "plain", "plain" },
	{ "_x0041_", "_x005F_x0041_" },
	{ "a_x00e4_b", "a_x005F_x00e4_b" },
	{ "_x0041_x0042_", "_x005F_x0041_x005F_x0042_" },
	{ "_x005F_x0041_", "_x005F_x005F_x005F_x0041_" },
	{ "_xZZZZ_", "_xZZZZ_" },
	{ "_x041_", "_x041_" },
	{ "_x0041", "_x0041" },
	{ "_X0041_", "_X0041_" },
};

START_TEST(literals_are_escaped)
{
	struct buf b;

	buf_init(&b, 256);
	cell_escape(&b, str_of(escapes[_i].text));
	ck_assert_str_eq(buf_cstr(&b), escapes[_i].want);
	buf_fini(&b);
}
END_TEST

/* UTF-16 units of a text. */
static size_t
units(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		n += (c & 0xc0) != 0x80;
		n += c >= 0xf0;
	}
	return n;
}

static const struct {
	const char *piece;
	size_t fits; /* how often it just fits */
} limits[] = {
	{ "x", 32767 }, { "ä", 32767 }, { "東", 32767 }, { "🛠", 16383 },
	{ "_x0041_", 2520 }, { "_x0041", 2730 },
};

START_TEST(cells_are_cut_at_the_limit)
{
	struct buf text, scratch, stored;
	struct str got;

	buf_init(&text, 1 << 20);
	buf_init(&scratch, 1 << 20);
	buf_init(&stored, 1 << 20);
	for (size_t i = 0; i < limits[_i].fits; i++)
		buf_puts(&text, limits[_i].piece);
	ck_assert(str_eq(cell_cut(buf_view(&text), &scratch),
	    buf_view(&text)));
	buf_puts(&text, limits[_i].piece);
	buf_puts(&text, limits[_i].piece);
	got = cell_cut(buf_view(&text), &scratch);
	ck_assert(str_ends(got,
	    STR(" [cut here: the HTML report has the whole text]")));
	cell_escape(&stored, got);
	ck_assert_uint_le(units(buf_view(&stored)), CELL_MAX_UNITS);
	/* No more is lost than the note and one character take. */
	ck_assert_uint_gt(units(buf_view(&stored)), CELL_MAX_UNITS - 14);
	buf_fini(&text);
	buf_fini(&scratch);
	buf_fini(&stored);
}
END_TEST

/* ---- sheet names ---- */

static const struct {
	const char *caption, *want;
} names[] = {
	{ "Gaps", "Gaps" },
	{ "a/b\\c[d]e:f*g?h", "a b c d e f g h" },
	{ "'quoted'", "quoted" },
	{ "", "x" },
	{ "東京", "x" },
	{ "summary", "summary 2" },
	{ "TAKEN", "TAKEN 3" },
	{ "history", "history 2" }, /* Excel's own */
	{ "A caption that is longer than any sheet's name may be",
	    "A caption that is longer than a" },
};

START_TEST(sheet_names_are_allowed_and_unique)
{
	static const char before[][SHEET_NAME_MAX + 1] = { "Summary",
		"Taken", "taken 2" };
	char out[SHEET_NAME_MAX + 1];

	sheet_name(out, names[_i].caption, before, 3);
	ck_assert_str_eq(out, names[_i].want);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("doc");
	TCase *t = tcase_create("doc");

	tcase_add_loop_test(t, every_text_is_made_fit, 0,
	    sizeof(fits) / sizeof(fits[0]));
	tcase_add_test(t, rows_are_copied_and_stay);
	tcase_add_test(t, content_of_a_small_document);
	tcase_add_test(t, verification_data_is_not_content);
	tcase_add_test(t, content_is_canonical);
	tcase_add_loop_test(t, literals_are_escaped, 0,
	    sizeof(escapes) / sizeof(escapes[0]));
	tcase_add_loop_test(t, cells_are_cut_at_the_limit, 0,
	    sizeof(limits) / sizeof(limits[0]));
	tcase_add_loop_test(t, sheet_names_are_allowed_and_unique, 0,
	    sizeof(names) / sizeof(names[0]));
	suite_add_tcase(s, t);
	return unit_run(s);
}
