/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes the sample document in all formats into $SAMPLE_DIR when that is set,
 * so that scenario scripts can show it to other programs; with $SAMPLE_READ
 * it rebuilds content.csv from that workbook instead. Without either it
 * renders twice and compares.
 */
#include <check.h>

#include "reports/look/look_at.h"
#include "reports/render/read_back.h"
#include "shared/file/fileio.h"
#include "tests/lib/unit.h"
#include "tests/unit/sample_doc.h"

static void
save(const char *dir, const char *name, const struct buf *b)
{
	char path[512];
	struct err e;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	ck_assert_msg(file_replace(path, buf_view(b), 0644, &e) == 0, "%s",
	    e.msg);
}

static void
render(const struct doc *d, struct buf *html, struct buf *csv)
{
	buf_init(html, BUF_MAX_DEFAULT);
	buf_init(csv, BUF_MAX_DEFAULT);
	out_html(d, html);
	out_csv(d, csv);
	ck_assert(buf_ok(html) && buf_ok(csv));
}

START_TEST(sample)
{
	const char *dir = getenv("SAMPLE_DIR");
	struct buf html[2], csv[2];
	struct doc d;
	struct err e;
	char path[512];

	sample_make(&d);
	for (int i = 0; i < 2; i++)
		render(&d, &html[i], &csv[i]);
	ck_assert(str_eq(buf_view(&html[0]), buf_view(&html[1])));
	ck_assert(str_eq(buf_view(&csv[0]), buf_view(&csv[1])));
	if (dir != NULL) {
		save(dir, "sample.html", &html[0]);
		save(dir, "sample.csv", &csv[0]);
		snprintf(path, sizeof(path), "%s/sample.xlsx", dir);
		ck_assert_msg(out_xlsx(&d, path, dir, &e) == 0, "%s", e.msg);
	}
	for (int i = 0; i < 2; i++) {
		buf_fini(&html[i]);
		buf_fini(&csv[i]);
	}
	doc_fini(&d);
}
END_TEST

/* Whether a workbook of the sample's content also shows what was issued. */
static void
look(const char *path, const struct buf *content, struct buf *why)
{
	struct leaf_report l = { 0 };
	char differs[LOOK_WHY];
	struct err e;
	struct doc d;
	struct map m;
	struct buf csv;

	sample_make(&d);
	buf_init(&csv, BUF_MAX_DEFAULT);
	out_csv(&d, &csv);
	l.id = d.identity.id;
	l.content_sha256 = d.identity.content_sha256;
	ck_assert_msg(map_open(&m, path, &e) == 0, "%s", e.msg);
	if (str_eq(buf_view(content), buf_view(&csv)) &&
	    !look_at(path, map_view(&m), &l, differs))
		buf_printf(why, "refused: shown otherwise: %s\n", differs);
	map_close(&m);
	buf_fini(&csv);
	doc_fini(&d);
}

/* content.csv of $SAMPLE_READ, or what is wrong with it, into $SAMPLE_OUT. */
START_TEST(read_back)
{
	const char *path = getenv("SAMPLE_READ");
	const char *out = getenv("SAMPLE_OUT");
	struct buf content, why;
	struct err e;

	if (path == NULL || out == NULL)
		return;
	buf_init(&content, BUF_MAX_DEFAULT);
	buf_init(&why, BUF_MAX_DEFAULT);
	if (xlsx_content(path, &content, &e) == -1)
		buf_printf(&why, "refused: %s\n", e.msg);
	else
		look(path, &content, &why);
	ck_assert_msg(file_replace(out, buf_view(why.n > 0 ? &why : &content),
	    0644, &e) == 0, "%s", e.msg);
	buf_fini(&why);
	buf_fini(&content);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("render_sample");
	TCase *t = tcase_create("render_sample");

	tcase_add_test(t, sample);
	tcase_add_test(t, read_back);
	suite_add_tcase(s, t);
	return unit_run(s);
}
