/* SPDX-License-Identifier: Apache-2.0 */
/* The HTML writer and the page: nothing hostile becomes markup, anywhere. */
#include <check.h>

#include "reports/render/html.h"
#include "reports/render/html_style.h"
#include "reports/render/mark.h"
#include "tests/lib/unit.h"
#include "tests/unit/sample_doc.h"

/* ---- the writer ---- */

static const struct {
	const char *text, *want;
} escapes[] = {
	{ "plain ä 🛠", "plain ä 🛠" },
	{ "<b>&\"'</b>", "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;" },
	{ "&amp;", "&amp;amp;" },
	{ "tab\tline\n", "tab\tline\n" },
	{ "nul-like\x01\x1f", "nul-like\xef\xbf\xbd\xef\xbf\xbd" },
};

START_TEST(texts_and_attributes_are_escaped)
{
	struct buf b, want;
	struct html h;

	buf_init(&b, 4096);
	buf_init(&want, 4096);
	html_init(&h, &b);
	html_format(&h, "<p title=\"%s\">%s</p>", escapes[_i].text,
	    escapes[_i].text);
	buf_printf(&want, "<p title=\"%s\">%s</p>", escapes[_i].want,
	    escapes[_i].want);
	ck_assert_str_eq(buf_cstr(&b), buf_cstr(&want));
	buf_fini(&b);
	buf_fini(&want);
}
END_TEST

START_TEST(pieces_take_texts_and_numbers)
{
	struct buf b;
	struct html h;

	buf_init(&b, 4096);
	html_init(&h, &b);
	html_format(&h, "<ul><li>%ld<br>%zu", -3L, (size_t)7);
	html_str(&h, STR("a&b"));
	html_format(&h, "</li>");
	html_line(&h);
	html_format(&h, "<li class=\"%s\">%s</li></ul>", "\"c", "");
	ck_assert_str_eq(buf_cstr(&b), "<ul><li>-3<br>7a&amp;b</li>\n"
	    "<li class=\"&quot;c\"></li></ul>");
	buf_fini(&b);
}
END_TEST

/* ---- hostile texts in every field of a document ---- */

static const char *const payload[] = {
	"<script>alert(1)</script>",
	"\"><img src=x onerror=alert(1)>",
	"'><svg onload=alert(1)>",
	"</style><script>alert(1)</script>",
	"</title><script>alert(1)</script>",
	"--><h1>approved</h1>",
};

static void
hostile_document(struct doc *d, const char *bad)
{
	struct doc_column columns[2] = { { bad, CELL_TEXT },
		{ bad, CELL_NUMBER } };
	struct doc_section *s;
	struct doc_table *t;

	doc_init(d);
	sample_identity(d);
	d->title = d->disclaimer = d->headline = d->headline_state = bad;
	d->identity.origin = d->identity.organisation = bad;
	d->identity.profile = d->identity.program = bad;
	d->identity.as_of = bad;
	d->identity.key_fingerprint = bad;
	s = doc_section(d, "s", bad);
	doc_text(s, "%s", bad);
	doc_note(s, "%s", bad);
	t = doc_table(s, "t", bad, columns, 2);
	t->status_column = 1;
	doc_row(t, (struct str[]){ str_of(bad), str_of(bad) });
	t = doc_table(s, "shut", bad, columns, 2);
	t->collapsed = true;
	doc_row(t, (struct str[]){ str_of(bad), str_of(bad) });
	t = doc_table(s, "none", bad, columns, 2);
	t->empty = bad;
}

static size_t
count(const char *page, const char *what)
{
	size_t n = 0;

	for (; (page = strstr(page, what)) != NULL; page++)
		n++;
	return n;
}

/* The tags of a page are those of the same page with harmless texts. */
static size_t
tags(struct buf *page)
{
	return count(buf_cstr(page), "<");
}

START_TEST(hostile_texts_are_texts)
{
	struct buf bad, good;
	struct doc d;

	buf_init(&bad, 1 << 20);
	buf_init(&good, 1 << 20);
	hostile_document(&d, payload[_i]);
	out_html(&d, &bad);
	doc_fini(&d);
	hostile_document(&d, "harmless");
	out_html(&d, &good);
	doc_fini(&d);
	ck_assert_uint_eq(tags(&bad), tags(&good));
	ck_assert_uint_eq(count(buf_cstr(&bad), "\""),
	    count(buf_cstr(&good), "\""));
	ck_assert_uint_eq(count(buf_cstr(&bad), "<script"), 0);
	ck_assert_uint_eq(count(buf_cstr(&bad), "</style>"), 1);
	/* Not dropped either: title, head, section, table ... */
	ck_assert_uint_ge(count(buf_cstr(&bad), "alert(1)") +
	    count(buf_cstr(&bad), "approved"), 25);
	buf_fini(&bad);
	buf_fini(&good);
}
END_TEST

/* ---- the page ---- */

static const char *const present[] = {
	"<!DOCTYPE html>\n<html lang=\"en\">",
	"<meta name=\"viewport\"",
	"<title>Readiness report: Example &amp; Söhne &lt;Ltd&gt;, as of "
	    "2026-09-30</title>",
	"class=\"skip\" href=\"#main\"",
	"<main id=\"main\">",
	"<nav ",
	"href=\"#s-gaps\"",
	"id=\"s-gaps\"",
	"<caption>",
	"scope=\"col\"",
	"<th scope=\"row\"",
	"<td class=\"n pc\">71</td>",
	"<details>",
	"No record was withdrawn since the last report.",
	"R-0123456789abcdef0123456789abcdef",
	"0001 0203 0405 0607 0809 0a0b 0c0d 0e0f",
	"certutil -hashfile FILE SHA256",
	"prefers-color-scheme:dark",
	"prefers-reduced-motion",
	"@media print",
	"content:\"R-0123456789abcdef0123456789abcdef",
};

START_TEST(page_has_what_it_needs)
{
	struct buf page;
	struct doc d;

	buf_init(&page, 1 << 20);
	sample_make(&d);
	out_html(&d, &page);
	ck_assert_msg(strstr(buf_cstr(&page), present[_i]) != NULL,
	    "no %s", present[_i]);
	buf_fini(&page);
	doc_fini(&d);
}
END_TEST

START_TEST(page_is_whole_and_alone)
{
	struct buf page;
	const char *p;
	struct doc d;

	buf_init(&page, 1 << 20);
	sample_make(&d);
	out_html(&d, &page);
	p = buf_cstr(&page);
	ck_assert_uint_eq(count(p, "<h1"), 1);
	ck_assert_uint_eq(count(p, "<script"), 0);
	ck_assert_uint_eq(count(p, " style="), 0);
	ck_assert_uint_eq(count(p, "url("), 0);
	ck_assert_uint_eq(count(p, "@import"), 0);
	ck_assert_uint_eq(count(p, " src="), 0);
	ck_assert_uint_eq(count(p, " href=\""), count(p, " href=\"#"));
	/* No row of a long table is left out. */
	ck_assert_uint_eq(count(p, "the record has no owner and no evidence"),
	    SAMPLE_LONG_ROWS);
	buf_fini(&page);
	doc_fini(&d);
}
END_TEST

/* The policy names the very style that stands there. */
START_TEST(style_is_the_one_allowed)
{
	struct buf page, hash;
	const char *from, *to;
	struct doc d;

	buf_init(&page, 1 << 20);
	buf_init(&hash, 256);
	sample_make(&d);
	out_html(&d, &page);
	from = strstr(buf_cstr(&page), "<style>");
	ck_assert_ptr_nonnull(from);
	from += strlen("<style>");
	to = strstr(from, "</style>");
	ck_assert_ptr_nonnull(to);
	html_style_hash(&hash, str_range(from, to));
	/* 'sha256-...' with its quotes escaped in the attribute */
	hash.p[hash.n - 1] = '\0';
	ck_assert_msg(strstr(buf_cstr(&page), hash.p + 1) != NULL, "no %s",
	    hash.p);
	buf_fini(&page);
	buf_fini(&hash);
	doc_fini(&d);
}
END_TEST

/* ---- states ---- */

static const struct {
	const char *word, *mark;
} marks[] = {
	{ "passed", "good" }, { "ready", "good" }, { "No gap found", "good" },
	{ "met", "good" }, { "ready with minors", "warn" },
	{ "minor", "warn" }, { "major", "bad" }, { "not ready", "bad" },
	{ "not met", "bad" }, { "not evidenced", "none" },
	{ "not determined", "none" }, { "no rule", "none" },
	{ "nothing to assess", "none" }, { "anything else", "none" },
};

START_TEST(only_what_was_found_good_is_marked_good)
{
	ck_assert_msg(strcmp(mark_of(str_of(marks[_i].word)),
	    marks[_i].mark) == 0, "%s is marked %s", marks[_i].word,
	    mark_of(str_of(marks[_i].word)));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("html");
	TCase *t = tcase_create("html");

	tcase_add_loop_test(t, texts_and_attributes_are_escaped, 0,
	    sizeof(escapes) / sizeof(escapes[0]));
	tcase_add_test(t, pieces_take_texts_and_numbers);
	tcase_add_loop_test(t, hostile_texts_are_texts, 0,
	    sizeof(payload) / sizeof(payload[0]));
	tcase_add_loop_test(t, page_has_what_it_needs, 0,
	    sizeof(present) / sizeof(present[0]));
	tcase_add_test(t, page_is_whole_and_alone);
	tcase_add_test(t, style_is_the_one_allowed);
	tcase_add_loop_test(t, only_what_was_found_good_is_marked_good, 0,
	    sizeof(marks) / sizeof(marks[0]));
	suite_add_tcase(s, t);
	return unit_run(s);
}
