/* SPDX-License-Identifier: Apache-2.0 */
/* The workbook: what is meant is what stands there, whatever the texts are. */
#include <check.h>
#include <unistd.h>

#include <sys/stat.h>

#include "reports/render/read_back.h"
#include "shared/file/fileio.h"
#include "shared/sheet/xlsx/xlsx.h"
#include "shared/sheet/zip/zip.h"
#include "tests/lib/unit.h"
#include "tests/unit/sample_doc.h"

#define COLUMNS 4

static char dir[] = "/tmp/preaudit-xlsx-XXXXXX";

static void
setup(void)
{
	ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void
teardown(void)
{
	struct err e;

	ck_assert_int_eq(dir_remove(dir, &e), 0);
	memcpy(dir + sizeof(dir) - 7, "XXXXXX", 6);
}

static int
write_book(const struct doc *d, const char *name, char path[128], struct err *e)
{
	snprintf(path, 128, "%s/%s", dir, name);
	*e = (struct err){ .code = ERR_NONE };
	return out_xlsx(d, path, dir, e);
}

static void
reads_back(const struct doc *d, const char *path)
{
	struct buf meant, found;
	struct err e;

	buf_init(&meant, BUF_MAX_DEFAULT);
	buf_init(&found, BUF_MAX_DEFAULT);
	out_csv(d, &meant);
	ck_assert_msg(xlsx_content(path, &found, &e) == 0, "%s", e.msg);
	ck_assert(str_eq(buf_view(&meant), buf_view(&found)));
	buf_fini(&meant);
	buf_fini(&found);
}

/* ---- the sample ---- */

START_TEST(sample_reads_back)
{
	struct doc d;
	struct err e;
	char path[128];

	sample_make(&d);
	ck_assert_msg(write_book(&d, "a.xlsx", path, &e) == 0, "%s", e.msg);
	reads_back(&d, path);
	doc_fini(&d);
}
END_TEST

START_TEST(same_bytes_in_another_place_and_zone)
{
	struct buf one, two;
	struct doc d;
	struct err e;
	char a[128], b[128], other[64];

	sample_make(&d);
	ck_assert_int_eq(write_book(&d, "a.xlsx", a, &e), 0);
	snprintf(other, sizeof(other), "%s/tmp", dir);
	ck_assert_int_eq(mkdir(other, 0700), 0);
	snprintf(b, sizeof(b), "%s/b.xlsx", dir);
	setenv("TZ", "Pacific/Auckland", 1);
	setenv("LC_ALL", "de_DE.UTF-8", 1);
	sleep(1);
	ck_assert_int_eq(out_xlsx(&d, b, other, &e), 0);
	buf_init(&one, BUF_MAX_DEFAULT);
	buf_init(&two, BUF_MAX_DEFAULT);
	ck_assert_int_eq(file_read(a, &one, &e), 0);
	ck_assert_int_eq(file_read(b, &two, &e), 0);
	ck_assert(str_eq(buf_view(&one), buf_view(&two)));
	buf_fini(&one);
	buf_fini(&two);
	doc_fini(&d);
}
END_TEST

/* ---- types ---- */

struct kinds {
	const struct doc_table *t;
	size_t typed, wrong;
};

/* In the milestones' table: text, text, number, percentage, day, text. */
static bool
look_at_kinds(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	static const enum sheet_cell_kind want[] = { SHEET_TEXT, SHEET_TEXT,
		SHEET_NUMBER, SHEET_NUMBER, SHEET_DATE, SHEET_TEXT };
	struct kinds *k = ctx;

	for (size_t i = 0; row > 1 && i < n; i++) {
		if (cell[i].kind == SHEET_EMPTY)
			continue;
		k->typed += cell[i].kind != SHEET_TEXT;
		k->wrong += cell[i].kind != want[i];
	}
	return true;
}

/* In the odd texts' table the columns Id and Text hold text only. */
static bool
look_for_text(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct kinds *k = ctx;

	for (size_t i = 0; row > 1 && i < 2; i++)
		k->wrong += i >= n || cell[i].kind != SHEET_TEXT;
	if (row > 1 && n > 3)
		k->typed += cell[2].kind == SHEET_NUMBER ||
		    cell[3].kind == SHEET_DATE;
	return true;
}

static size_t
sheet_named(const struct xlsx *x, const char *start)
{
	for (size_t i = 0; i < xlsx_sheets(x); i++)
		if (strncmp(xlsx_sheet_name(x, i), start, strlen(start)) == 0)
			return i;
	ck_abort_msg("no sheet %s", start);
}

START_TEST(cells_have_types)
{
	struct kinds k = { 0 };
	struct xlsx *x;
	struct doc d;
	struct err e;
	char path[128];

	sample_make(&d);
	ck_assert_int_eq(write_book(&d, "a.xlsx", path, &e), 0);
	ck_assert_int_eq(xlsx_open(&x, path, &e), 0);
	ck_assert_int_eq(xlsx_read(x, sheet_named(x, "Verdict"),
	    look_at_kinds, &k, NULL, &e), 0);
	ck_assert_uint_eq(k.wrong, 0);
	ck_assert_uint_eq(k.typed, 5);
	k = (struct kinds){ 0 };
	ck_assert_int_eq(xlsx_read(x, sheet_named(x, "Odd"), look_for_text,
	    &k, NULL, &e), 0);
	ck_assert_uint_eq(k.wrong, 0);
	/* "-1" is the only odd text that is a number, one is a day. */
	ck_assert_uint_eq(k.typed, 2);
	ck_assert_str_eq(xlsx_sheet_name(x, 0), "Summary");
	ck_assert_str_eq(xlsx_sheet_name(x, xlsx_sheets(x) - 1), "Verify");
	xlsx_close(x);
	doc_fini(&d);
}
END_TEST

/* ---- hostile texts ---- */

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void
random_text(struct buf *b, uint32_t *state)
{
	static const char *const piece[] = {
		"=", "+", "-", "@", "0", "00", "1", "1-2", "0010", "E5", ".",
		",", ";", "\"", "'", "\n", "\t", " ", "  ", "<", ">", "&",
		"&#0;", "]]>", "<![CDATA[", "_x0041_", "_x000D_", "_x", "_",
		"_x005F_", "x0041_", "ä", "東", "🛠", "\xef\xbf\xbd", "\xc2\xa0",
		"\xe2\x80\xae", "{1}", "=cmd|' /C calc'!A0", "true", "#REF!",
		"\xc2\x85", "\r", "\r\n", "\x01", "\x1f", "\x7f",
		"\xef\xbf\xbe", "\xef\xbf\xbf",
	};
	size_t n = 1 + next_random(state) % 6;

	buf_reset(b);
	while (n-- > 0)
		buf_puts(b, piece[next_random(state) %
		    (sizeof(piece) / sizeof(piece[0]))]);
}

START_TEST(hostile_texts_stay_what_they_are)
{
	static const struct doc_column columns[COLUMNS] = {
		{ "=id", CELL_ID }, { "@text", CELL_TEXT },
		{ "-number", CELL_NUMBER }, { "+date", CELL_DATE },
	};
	struct doc_section *s;
	struct doc_table *t;
	struct buf text[COLUMNS];
	struct str cell[COLUMNS];
	uint32_t state = 20000;
	struct doc d;
	struct err e;
	char path[128];

	doc_init(&d);
	sample_identity(&d);
	s = doc_section(&d, "s", "=1+1");
	t = doc_table(s, "t", "=1+1", columns, COLUMNS);
	for (int i = 0; i < COLUMNS; i++)
		buf_init(&text[i], 4096);
	for (int i = 0; i < 10000 / COLUMNS; i++) {
		for (int c = 0; c < COLUMNS; c++) {
			random_text(&text[c], &state);
			cell[c] = buf_view(&text[c]);
		}
		doc_row(t, cell);
		doc_text(s, "%.*s", STR_ARG(cell[0]));
	}
	ck_assert_msg(write_book(&d, "h.xlsx", path, &e) == 0, "%s", e.msg);
	reads_back(&d, path);
	for (int i = 0; i < COLUMNS; i++)
		buf_fini(&text[i]);
	doc_fini(&d);
}
END_TEST

struct search {
	struct buf part;
};

static bool
collect(void *ctx, const char *p, size_t n, bool last)
{
	struct search *s = ctx;

	(void)last;
	buf_put(&s->part, p, n);
	return true;
}

START_TEST(there_is_no_formula_and_no_link)
{
	struct search s;
	struct zipfile *z;
	struct doc d;
	struct err e;
	char path[128], name[64];
	int sheets = 0;

	sample_make(&d);
	ck_assert_int_eq(write_book(&d, "f.xlsx", path, &e), 0);
	ck_assert_int_eq(zipfile_open(&z, path, &zip_caps_report,
	    &e), 0);
	buf_init(&s.part, BUF_MAX_DEFAULT);
	for (int i = 1;; i++, sheets++) {
		snprintf(name, sizeof(name), "xl/worksheets/sheet%d.xml", i);
		if (!zipfile_has(z, name))
			break;
		buf_reset(&s.part);
		ck_assert_int_eq(zipfile_read(z, name, collect, &s, &e), 0);
		ck_assert_ptr_null(strstr(buf_cstr(&s.part), "<f"));
		ck_assert_ptr_null(strstr(buf_cstr(&s.part), "hyperlink"));
	}
	ck_assert_int_ge(sheets, 7);
	buf_fini(&s.part);
	zipfile_close(z);
	doc_fini(&d);
}
END_TEST

/* ---- limits and faults ---- */

/* Texts at and beyond what a cell holds, plain and with escapes. */
static const struct {
	const char *piece;
	size_t times;
	bool cut;
} longs[] = {
	{ "x", 32767, false },
	{ "x", 32768, true },
	{ "x", 40000, true },
	{ "ä", 32767, false },
	{ "ä", 40000, true },
	{ "🛠", 16383, false },
	{ "🛠", 16384, true },
	{ "_x0041_", 2520, false },
	{ "_x0041_", 4681, true },
	{ "_x0041_", 40000, true },
	{ "<", 40000, true },
};

START_TEST(long_texts_are_cut_and_say_so)
{
	static const struct doc_column one[] = { { "Text", CELL_TEXT } };
	struct doc_section *s;
	struct doc_table *t;
	struct buf text, csv;
	struct doc d;
	struct err e;
	char path[128];

	buf_init(&text, BUF_MAX_DEFAULT);
	buf_init(&csv, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < longs[_i].times; i++)
		buf_puts(&text, longs[_i].piece);
	doc_init(&d);
	sample_identity(&d);
	s = doc_section(&d, "s", "S");
	doc_text(s, "%s", buf_cstr(&text));
	t = doc_table(s, "t", "T", one, 1);
	doc_row(t, (struct str[]){ buf_view(&text) });
	ck_assert_msg(write_book(&d, "l.xlsx", path, &e) == 0, "%s", e.msg);
	reads_back(&d, path);
	out_csv(&d, &csv);
	ck_assert_int_eq(strstr(buf_cstr(&csv), "[cut here") != NULL,
	    longs[_i].cut);
	buf_fini(&text);
	buf_fini(&csv);
	doc_fini(&d);
}
END_TEST

/* Names that reach the file's properties, not a cell. */
START_TEST(odd_names_are_written)
{
	struct doc d;
	struct err e;
	char path[128];

	sample_make(&d);
	d.title = "a\x01" "b";
	d.identity.organisation = "x\x0b <&> _x0041_ \xef\xbf\xbf";
	ck_assert_msg(write_book(&d, "n.xlsx", path, &e) == 0, "%s", e.msg);
	doc_fini(&d);
}
END_TEST

static const char *const invalid[] = {
	"\xff", "abc\xc3", "\xed\xa0\x80", "\xc0\x80", "\xf5\x80\x80\x80",
};

START_TEST(invalid_text_is_refused_and_nothing_stays)
{
	static const struct doc_column one[] = { { "Text", CELL_TEXT } };
	struct doc_section *s;
	struct doc_table *t;
	struct doc d;
	struct err e;
	char path[128];

	doc_init(&d);
	sample_identity(&d);
	s = doc_section(&d, "s", "S");
	t = doc_table(s, "t", "T", one, 1);
	doc_row(t, (struct str[]){ str_of(invalid[_i]) });
	ck_assert_int_eq(write_book(&d, "i.xlsx", path, &e), -1);
	ck_assert_msg(strstr(e.msg, "UTF-8") != NULL, "%s", e.msg);
	ck_assert_int_eq(access(path, F_OK), -1);
	doc_fini(&d);
}
END_TEST

START_TEST(missing_folder_is_said)
{
	struct doc d;
	struct err e = { .code = ERR_NONE };
	char path[128];

	sample_make(&d);
	snprintf(path, sizeof(path), "%s/none/a.xlsx", dir);
	ck_assert_int_eq(out_xlsx(&d, path, dir, &e), -1);
	ck_assert_msg(strstr(e.msg, path) != NULL, "%s", e.msg);
	doc_fini(&d);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("out_xlsx");
	TCase *t = tcase_create("out_xlsx");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, sample_reads_back);
	tcase_add_test(t, same_bytes_in_another_place_and_zone);
	tcase_add_test(t, cells_have_types);
	tcase_add_test(t, hostile_texts_stay_what_they_are);
	tcase_add_test(t, there_is_no_formula_and_no_link);
	tcase_add_loop_test(t, long_texts_are_cut_and_say_so, 0,
	    sizeof(longs) / sizeof(longs[0]));
	tcase_add_test(t, odd_names_are_written);
	tcase_add_loop_test(t, invalid_text_is_refused_and_nothing_stays, 0,
	    sizeof(invalid) / sizeof(invalid[0]));
	tcase_add_test(t, missing_folder_is_said);
	suite_add_tcase(s, t);
	return unit_run(s);
}
