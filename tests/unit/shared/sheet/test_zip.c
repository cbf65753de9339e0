/* SPDX-License-Identifier: Apache-2.0 */
/* Containers that lie, are damaged or are something else. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shared/base/mem.h"
#include "shared/file/fileio.h"
#include "shared/sheet/zip/zip.h"
#include "tests/lib/mkzip.h"
#include "tests/lib/unit.h"

static bool
take(void *ctx, const char *p, size_t n, bool last)
{
	(void)last;
	buf_put(ctx, p, n);
	return true;
}

static int
read_part(struct str bytes, const char *name, struct buf *out, struct err *e)
{
	struct zipfile *z;
	int status;

	if (zipfile_open_bytes(&z, bytes, &zip_caps_import, e) == -1)
		return -1;
	status = zipfile_read(z, name, take, out, e);
	zipfile_close(z);
	return status;
}

static const struct {
	const char *name;
	struct mkzip_lie lie;
	const char *want; /* NULL: read; else a part of the refusal */
} lies[] = {
	{ "deflated", { 0 }, NULL },
	{ "stored", { .stored = true }, NULL },
	{ "more than said", { .size = 5 }, "more than the 5 bytes" },
	{ "less than said", { .size = 500 }, "less than the 500 bytes" },
	{ "checksum", { .crc = 7 }, "damaged" },
	{ "encrypted", { .flags = 1 }, "encrypted" },
	{ "bzip2", { .method = 12 }, "packed in a way" },
	{ "method 99", { .method = 99 }, "damaged" },
	{ "no such deflate", { .method = 8, .stored = true }, "damaged" },
	{ "packed beyond the file", { .packed = 1 << 20 }, "damaged" },
	{ "larger than any part", { .size = 0x90000000u }, "unpacks to more" },
	{ "bomb by its word", { .size = 1 << 30 }, "unpacks to more" },
};

START_TEST(what_a_part_says_of_itself)
{
	struct mkzip z;
	struct buf out;
	struct err e = { .msg = "" };
	int status;

	buf_init(&out, 1 << 20);
	mkzip_begin(&z);
	mkzip_put(&z, "a.xml", STR("some text, some text, some text"),
	    &lies[_i].lie);
	status = read_part(mkzip_end(&z), "a.xml", &out, &e);
	if (lies[_i].want == NULL) {
		ck_assert_msg(status == 0, "%s: %s", lies[_i].name, e.msg);
		ck_assert_str_eq(buf_cstr(&out),
		    "some text, some text, some text");
	} else {
		ck_assert_msg(status == -1, "%s: taken", lies[_i].name);
		ck_assert_int_eq(e.code, ERR_REFUSED);
		ck_assert_msg(strstr(e.msg, lies[_i].want) != NULL, "%s: %s",
		    lies[_i].name, e.msg);
	}
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

static const struct {
	const char *first, *second;
	bool twins;
} names[] = {
	{ "xl/a.xml", "xl/b.xml", false },
	{ "xl/a.xml", "xl/a.xml", true },
	{ "xl/a.xml", "XL/A.XML", true },
	{ "xl/a.xml", "xl\\a.xml", true },
	{ "xl/a.xml", "/xl/a.xml", true },
};

START_TEST(names_are_unlike)
{
	struct mkzip z;
	struct zipfile *f;
	struct err e = { .msg = "" };

	mkzip_begin(&z);
	mkzip_put(&z, names[_i].first, STR("1"), NULL);
	mkzip_put(&z, names[_i].second, STR("2"), NULL);
	ck_assert_int_eq(zipfile_open_bytes(&f, mkzip_end(&z),
	    &zip_caps_import, &e), names[_i].twins ? -1 : 0);
	if (names[_i].twins)
		ck_assert_msg(strstr(e.msg, "two parts") != NULL, "%s",
		    e.msg);
	zipfile_close(f);
	mkzip_fini(&z);
}
END_TEST

START_TEST(a_part_is_found_however_its_name_is_written)
{
	struct mkzip z;
	struct zipfile *f;
	struct err e;

	mkzip_begin(&z);
	mkzip_put(&z, "\\XL\\Workbook.xml", STR("1"), NULL);
	ck_assert_int_eq(zipfile_open_bytes(&f, mkzip_end(&z),
	    &zip_caps_import, &e), 0);
	ck_assert(zipfile_has(f, "xl/workbook.xml"));
	ck_assert(zipfile_has(f, "/xl/Workbook.XML"));
	ck_assert(!zipfile_has(f, "workbook.xml"));
	zipfile_close(f);
	mkzip_fini(&z);
}
END_TEST

/* 256 MiB of zeros in a quarter of one: refused without unpacking it. */
START_TEST(a_bomb_costs_nothing)
{
	size_t n = (size_t)256 << 20;
	char *zeros = mem_calloc(n, 1);
	struct mkzip z;
	struct buf out;
	struct err e;
	clock_t start;

	buf_init(&out, 1 << 20);
	mkzip_begin(&z);
	mkzip_put(&z, "bomb.xml", (struct str){ zeros, n }, NULL);
	free(zeros);
	start = clock();
	ck_assert_int_eq(read_part(mkzip_end(&z), "bomb.xml", &out, &e), -1);
	ck_assert_int_lt(clock() - start, CLOCKS_PER_SEC / 10);
	ck_assert_msg(strstr(e.msg, "unpacks to more") != NULL, "%s", e.msg);
	ck_assert_uint_eq(out.n, 0);
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

START_TEST(all_parts_together_are_capped)
{
	static const struct zip_caps caps = { .file = 1 << 24,
		.entry = 1 << 20, .total = 3 << 18, .entries = 2,
		.ratio = 200 };
	char *text = mem_calloc(1 << 19, 1);
	struct mkzip z;
	struct zipfile *f;
	struct buf out;
	struct err e;

	for (size_t i = 0; i < 1 << 19; i++)
		text[i] = (char)(i * 2654435761u >> 13);
	buf_init(&out, 1 << 24);
	mkzip_begin(&z);
	mkzip_put(&z, "a", (struct str){ text, 1 << 19 }, NULL);
	mkzip_put(&z, "b", (struct str){ text, 1 << 19 }, NULL);
	ck_assert_int_eq(zipfile_open_bytes(&f, mkzip_end(&z), &caps, &e), 0);
	ck_assert_int_eq(zipfile_read(f, "a", take, &out, &e), 0);
	/* The same once more is no more than it was. */
	ck_assert_int_eq(zipfile_read(f, "a", take, &out, &e), 0);
	ck_assert_int_eq(zipfile_read(f, "b", take, &out, &e), -1);
	ck_assert_msg(strstr(e.msg, "unpacks to more") != NULL, "%s", e.msg);
	zipfile_close(f);
	mkzip_fini(&z);
	mkzip_begin(&z);
	for (int i = 0; i < 3; i++)
		mkzip_put(&z, i == 0 ? "a" : i == 1 ? "b" : "c", STR("x"),
		    NULL);
	ck_assert_int_eq(zipfile_open_bytes(&f, mkzip_end(&z), &caps, &e),
	    -1);
	ck_assert_msg(strstr(e.msg, "3 parts; a workbook may have 2") != NULL,
	    "%s", e.msg);
	free(text);
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

START_TEST(by_path_it_is_the_same)
{
	struct mkzip z;
	struct zipfile *f;
	struct buf out;
	struct err e;

	buf_init(&out, 4096);
	mkzip_begin(&z);
	mkzip_put(&z, "a.xml", STR("text"), NULL);
	ck_assert_int_eq(file_replace("a.zip", mkzip_end(&z), 0600, &e), 0);
	ck_assert_int_eq(zipfile_open(&f, "a.zip", &zip_caps_report, &e), 0);
	ck_assert_int_eq(zipfile_read(f, "A.XML", take, &out, &e), 0);
	ck_assert_str_eq(buf_cstr(&out), "text");
	ck_assert_int_eq(zipfile_read(f, "b.xml", take, &out, &e), -1);
	ck_assert_str_eq(e.msg, "a.zip: its part b.xml is missing; get the "
	    "file again");
	zipfile_close(f);
	ck_assert_int_eq(file_replace("b.zip", STR("a;b\n"), 0600, &e), 0);
	ck_assert_int_eq(zipfile_open(&f, "b.zip", &zip_caps_report, &e), -1);
	ck_assert_msg(strstr(e.msg, "b.zip: it is text") != NULL, "%s",
	    e.msg);
	ck_assert_int_eq(zipfile_open(&f, ".", &zip_caps_report, &e), -1);
	ck_assert_int_eq(zipfile_open(&f, "none", &zip_caps_report, &e), -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

/* Each container cut short, with bytes in front, or with a bit changed. */
START_TEST(damage_is_noticed_or_harmless)
{
	struct mkzip z;
	struct str whole;
	struct buf b, out;
	struct err e;

	mkzip_begin(&z);
	mkzip_put(&z, "a.xml", STR("some text, some text, some text"), NULL);
	whole = mkzip_end(&z);
	buf_init(&b, 1 << 16);
	buf_init(&out, 1 << 16);
	for (size_t n = 0; n < whole.n; n++) {
		/* A copy of its own, so that reading beyond it shows. */
		char *cut = mem_alloc(n + 1);

		memcpy(cut, whole.p, n);
		cut = mem_realloc(cut, n == 0 ? 1 : n, 1);
		ck_assert_int_eq(read_part((struct str){ cut, n }, "a.xml",
		    &out, &e), -1);
		ck_assert_int_eq(e.code, ERR_REFUSED);
		free(cut);
	}
	for (size_t i = 0; i < whole.n * 8; i++) {
		buf_reset(&b);
		buf_reset(&out);
		buf_str(&b, whole);
		b.p[i / 8] ^= (char)(1 << i % 8);
		if (read_part(buf_view(&b), "a.xml", &out, &e) == 0)
			ck_assert_str_eq(buf_cstr(&out),
			    "some text, some text, some text");
		else
			ck_assert_int_eq(e.code, ERR_REFUSED);
	}
	buf_reset(&b);
	buf_puts(&b, "junk in front ");
	buf_str(&b, whole);
	ck_assert_int_eq(read_part(buf_view(&b), "a.xml", &out, &e), -1);
	ck_assert_msg(strstr(e.msg, "before the workbook's first byte") !=
	    NULL, "%s", e.msg);
	buf_fini(&b);
	buf_fini(&out);
	mkzip_fini(&z);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("zip");
	TCase *t = tcase_create("zip");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_loop_test(t, what_a_part_says_of_itself, 0,
	    sizeof(lies) / sizeof(lies[0]));
	tcase_add_loop_test(t, names_are_unlike, 0,
	    sizeof(names) / sizeof(names[0]));
	tcase_add_test(t, a_part_is_found_however_its_name_is_written);
	tcase_add_test(t, a_bomb_costs_nothing);
	tcase_add_test(t, all_parts_together_are_capped);
	tcase_add_test(t, by_path_it_is_the_same);
	tcase_add_test(t, damage_is_noticed_or_harmless);
	suite_add_tcase(s, t);
	return unit_run(s);
}
