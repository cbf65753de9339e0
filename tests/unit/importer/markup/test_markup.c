/* SPDX-License-Identifier: Apache-2.0 */
/* Copies with notes: CSV byte for byte; what notes say; what is refused. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "importer/common/problem_column.h"
#include "importer/markup/engine/engine.h"
#include "importer/markup/markup.h"
#include "tests/lib/unit.h"

static int
gather(void *ctx, struct str piece, struct err *e)
{
	(void)e;
	buf_str(ctx, piece);
	return 0;
}

/* ---- CSV ---- */

#define NOTE(row, column, text) { 0, row, column, true, \
	{ text, sizeof(text) - 1 } }
#define P "Preaudit: problems"
#define BYTES(z) { z, sizeof(z) - 1 }

static const struct csv_case {
	const char *name;
	struct str in;
	const char *encoding;
	char delimiter;
	uint32_t header;
	struct markup_note note[4];
	struct str want; /* p NULL: refused */
} csv_cases[] = {
	{ "plain", BYTES("a,b\r\n1,2\r\n3,4\r\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") },
	    BYTES("a,b," P "\r\n1,2,bad\r\n3,4,\r\n") },
	{ "no last line end", BYTES("a,b\n1,2"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, BYTES("a,b," P "\n1,2,bad") },
	{ "CR alone", BYTES("a;b\r1;2\r"), NULL, ';', 1,
	    { NOTE(2, 0, "bad") }, BYTES("a;b;" P "\r1;2;bad\r") },
	{ "two notes, quoted", BYTES("a,b\n1,2\n"), NULL, ',', 1,
	    { NOTE(2, 1, "one, \"x\""), NOTE(2, 2, "two") },
	    BYTES("a,b," P "\n1,2,\"one, \"\"x\"\"\ntwo\"\n") },
	{ "delimiter decides the quotes", BYTES("a;b\n1;2\n"), NULL, ';', 1,
	    { NOTE(2, 1, "x, y") }, BYTES("a;b;" P "\n1;2;x, y\n") },
	{ "no formula", BYTES("a\n1\n"), NULL, ',', 1,
	    { NOTE(2, 1, "=1+1") }, BYTES("a," P "\n1,\"'=1+1\"\n") },
	{ "short records are padded", BYTES("a,b,c\n1\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, BYTES("a,b,c," P "\n1,,,bad\n") },
	{ "long records have it last", BYTES("a,b\n1,2,3\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, BYTES("a,b," P "\n1,2,3,bad\n") },
	{ "long records of an earlier round", BYTES("a,b," P "\n1,2,3,old\n"),
	    NULL, ',', 1, { NOTE(2, 1, "bad") },
	    BYTES("a,b," P "\n1,2,3,bad\n") },
	{ "empty lines stay, or are padded", BYTES("a,b\n\n1,2\n\n"), NULL,
	    ',', 1, { NOTE(4, 0, "empty") },
	    BYTES("a,b," P "\n\n1,2,\n,,empty\n") },
	{ "rows above the header", BYTES("Title\n\na,b\n1,2\n"), NULL, ',', 3,
	    { NOTE(1, 1, "no"), NOTE(4, 1, "bad") },
	    BYTES("Title\n\na,b," P "\n1,2,bad\n") },
	{ "notes about the file and the header", BYTES("a,b\n1,2\n"), NULL,
	    ',', 1, { NOTE(0, 0, "whole"), NOTE(1, 2, "head") },
	    BYTES("a,b,\"" P "\nwhole\nhead\"\n1,2,\n") },
	{ "earlier round", BYTES("a," P ",b\n1,old,2\n3,old,4\n"), NULL, ',',
	    1, { NOTE(3, 1, "new") },
	    BYTES("a," P ",b\n1,,2\n3,new,4\n") },
	{ "earlier round with notes in the header",
	    BYTES("a,\"" P "\nwhole\"\n1,\"o\nld\"\n"), NULL, ',', 1,
	    { NOTE(2, 1, "new") }, BYTES("a," P "\n1,new\n") },
	{ "BOM and quotes stay", BYTES("\xef\xbb\xbf\"a\",b\n\"1\n\"\"2\",\n"),
	    "utf-8-bom", ',', 1, { NOTE(2, 1, "\xc3\xbc") },
	    BYTES("\xef\xbb\xbf\"a\",b," P "\n\"1\n\"\"2\",,\xc3\xbc\n") },
	{ "sep= line is no row", BYTES("sep=;\r\na;b\r\n1;2\r\n"), NULL, ';',
	    1, { NOTE(2, 1, "bad") },
	    BYTES("sep=;\r\na;b;" P "\r\n1;2;bad\r\n") },
	{ "Windows-1252", BYTES("\xe4;b\n1;2\n"), "windows-1252", ';', 1,
	    { NOTE(2, 1, "\xc3\xa4 \xe2\x82\xac \xe2\x80\x9c \xd0\x96") },
	    BYTES("\xe4;b;" P "\n1;2;\xe4 \x80 \x93 ?\n") },
	{ "another encoding", BYTES("\xe4\n1\n"), "iso-8859-2", ',', 1,
	    { NOTE(2, 1, "\xc3\xa4!") }, BYTES("\xe4," P "\n1,?!\n") },
	{ "stray quotes are copied", BYTES("a,b\n1 \"x,2\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, BYTES("a,b," P "\n1 \"x,2,bad\n") },
	{ "unclosed quote", BYTES("a,b\n\"1,2\n"), NULL, ',', 1,
	    { NOTE(2, 1, "bad") }, { NULL, 0 } },
	{ "nothing", BYTES(""), NULL, ',', 1, { NOTE(0, 0, "empty") },
	    BYTES("") },
};

static size_t
count(const struct markup_note *note)
{
	size_t n = 0;

	while (n < 4 && note[n].text.p != NULL)
		n++;
	return n;
}

static void
run_csv(const struct csv_case *c, struct str in, struct buf *out, int *status,
    struct err *e)
{
	const struct markup_sheet sheet = { 0, c->header };
	const struct markup_request r = { .format = MARKUP_CSV, .original = in,
		.encoding = c->encoding, .delimiter = c->delimiter,
		.sheet = &sheet, .nsheets = 1, .note = c->note,
		.nnotes = count(c->note), .sink = gather, .ctx = out };

	*status = markup_copy(&r, NULL, e);
}

START_TEST(csv)
{
	const struct csv_case *c = &csv_cases[_i];
	struct buf out, again;
	struct err e = { 0 };
	int status;

	buf_init(&out, 1 << 20);
	buf_init(&again, 1 << 20);
	run_csv(c, c->in, &out, &status, &e);
	if (c->want.p == NULL) {
		ck_assert_int_eq(status, -1);
		ck_assert_int_eq(e.code, ERR_REFUSED);
	} else {
		ck_assert_int_eq(status, 0);
		ck_assert_msg(str_eq(buf_view(&out), c->want), "%s: '%s'",
		    c->name, buf_cstr(&out));
		/* Notes put twice stand there once. */
		run_csv(c, buf_view(&out), &again, &status, &e);
		ck_assert_int_eq(status, 0);
		ck_assert_msg(str_eq(buf_view(&again), c->want), "%s: '%s'",
		    c->name, buf_cstr(&again));
	}
	buf_fini(&out);
	buf_fini(&again);
}
END_TEST

START_TEST(csv_utf16)
{
	static const struct str in = BYTES("\xff\xfe" "a\0;\0b\0\r\0\n\0"
	    "1\0;\0\x34\x12\r\0\n\0");
	static const struct markup_note note = NOTE(2, 1, "\xf0\x9f\x98\x80");
	struct buf out;
	struct err e;
	size_t n = sizeof(P) - 1;

	buf_init(&out, 1 << 20);
	ck_assert_int_eq(markup_copy(&(struct markup_request){
	    .format = MARKUP_CSV, .original = in, .encoding = "utf-16le",
	    .delimiter = ';', .note = &note, .nnotes = 1, .sink = gather,
	    .ctx = &out }, NULL, &e), 0);
	ck_assert_int_eq(memcmp(out.p, "\xff\xfe" "a\0;\0b\0;\0P\0r\0", 14),
	    0);
	ck_assert_uint_eq(out.n, in.n + 2 + n * 2 + 2 + 4);
	ck_assert_int_eq(memcmp(out.p + out.n - 10,
	    ";\0\x3d\xd8\x00\xde\r\0\n\0", 10), 0);
	buf_fini(&out);
}
END_TEST

/* ---- the door ---- */

START_TEST(refused)
{
	static const struct markup_note note = NOTE(1, 1, "x");
	struct markup_request r = { .format = MARKUP_XLSX,
		.original = STR("PK no workbook"), .note = &note, .nnotes = 1,
		.sink = gather };
	struct markup_omitted omitted = { .comments = 7 };
	struct buf out;
	struct err e;

	buf_init(&out, 1 << 20);
	r.ctx = &out;
	ck_assert_int_eq(markup_copy(&r, &omitted, &e), -1);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_uint_eq(out.n, 0);
	ck_assert_uint_eq(omitted.comments, 7);
	buf_fini(&out);
}
END_TEST

START_TEST(headers)
{
	ck_assert(problem_column_is_header(STR(P)));
	ck_assert(problem_column_is_header(STR(P "\nmore")));
	ck_assert(problem_column_is_header(STR(P "\r\nmore")));
	ck_assert(!problem_column_is_header(STR(P "s")));
	ck_assert(!problem_column_is_header(STR("Preaudit")));
}
END_TEST

START_TEST(long_texts_are_cut)
{
	struct markup_note note[200];
	static char text[1000];
	struct buf out;

	memset(text, 'x', sizeof(text));
	for (size_t i = 0; i < 200; i++)
		note[i] = (struct markup_note){ 0, 1, 1, true, { text,
			sizeof(text) } };
	buf_init(&out, 1 << 20);
	note_texts(&out, 0, note, 200);
	ck_assert_uint_lt(out.n, 32767);
	ck_assert(strstr(buf_cstr(&out), "\n(169 more do not fit") != NULL);
	buf_fini(&out);
}
END_TEST

#define EACH(a) (int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite *s = suite_create("markup");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_loop_test(t, csv, 0, EACH(csv_cases));
	tcase_add_test(t, csv_utf16);
	tcase_add_test(t, refused);
	tcase_add_test(t, headers);
	tcase_add_test(t, long_texts_are_cut);
	suite_add_tcase(s, t);
	return unit_run(s);
}
