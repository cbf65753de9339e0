/* SPDX-License-Identifier: Apache-2.0 */
/* Forms, multipart bodies and status lines: what is taken and what is not. */
#include <stdio.h>
#include <stdlib.h>

#include <check.h>

#include "fcgi/http.h"
#include "tests/lib/unit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NOTHING NULL

static const struct {
	const char *form, *name, *value;
} forms[] = {
	{ "a=1&b=2", "a", "1" },
	{ "a=1&b=2", "b", "2" },
	{ "a=1&b=2", "c", NOTHING },
	{ "a=1&a=2", "a", "1" },
	{ "", "a", NOTHING },
	{ "a", "a", "" },
	{ "a=", "a", "" },
	{ "a=&b", "b", "" },
	{ "&&a=1&&", "a", "1" },
	{ "ab=1", "a", NOTHING },
	{ "b=a=1", "a", NOTHING },
	{ "a=b=c", "a", "b=c" },
	{ "A=1", "a", NOTHING },
	{ "a=x+y%20z", "a", "x y z" },
	{ "a=%2B%26%3D%25", "a", "+&=%" },
	{ "a=%c3%BC", "a", "\xc3\xbc" },
	{ "a=\xc3\xbc", "a", "\xc3\xbc" },
	{ "a=%41", "a", "A" },
	{ "a=%0a", "a", "\n" },
	/* Not decodable: as if it were not there. */
	{ "a=%", "a", NOTHING },
	{ "a=%4", "a", NOTHING },
	{ "a=%4&b=1", "a", NOTHING },
	{ "a=%4g", "a", NOTHING },
	{ "a=%g4", "a", NOTHING },
	{ "a=%-1", "a", NOTHING },
	{ "a=% 1", "a", NOTHING },
	{ "a=x%00y", "a", NOTHING },
	{ "a=%c3", "a", NOTHING },
	{ "a=%ff", "a", NOTHING },
	{ "a=%c0%af", "a", NOTHING },
	{ "a=%ed%a0%80", "a", NOTHING },
};

START_TEST(form_values)
{
	struct arena a = { 0 };
	struct str s = form_value(str_of(forms[_i].form), forms[_i].name, &a);

	if (forms[_i].value == NOTHING)
		ck_assert_msg(s.p == NULL && s.n == 0, "\"%s\": %.*s",
		    forms[_i].form, STR_ARG(s));
	else
		ck_assert_msg(s.p != NULL && str_is(s, forms[_i].value),
		    "\"%s\": %.*s", forms[_i].form, STR_ARG(s));
	arena_fini(&a);
}
END_TEST

/* No byte behind the text is looked at: each form ends where memory does. */
START_TEST(forms_end_anywhere)
{
	static const char form[] = "ab=%c3%bc&c=%41+x";

	for (size_t n = 0; n < sizeof(form); n++) {
		struct arena a = { 0 };
		char *copy = malloc(n == 0 ? 1 : n);

		ck_assert_ptr_nonnull(copy);
		memcpy(copy, form, n);
		(void)form_value((struct str){ copy, n }, "ab", &a);
		(void)form_value((struct str){ copy, n }, "c", &a);
		arena_fini(&a);
		free(copy);
	}
}
END_TEST

#define TYPE "multipart/form-data; boundary=B"
#define FILE_HEAD "Content-Disposition: form-data; name=\"f\"; " \
	"filename=\"a.html\"\r\nContent-Type: text/html\r\n"
#define FIELD "Content-Disposition: form-data; name=\"d\"\r\n\r\n1"

static const struct {
	const char *type, *body, *file;
} bodies[] = {
	{ TYPE, "--B\r\n" FILE_HEAD "\r\nhello\r\n--B--\r\n", "hello" },
	{ TYPE, "--B\r\n" FILE_HEAD "\r\nhello\r\n--B--", "hello" },
	{ TYPE, "--B\r\n" FILE_HEAD "\r\n\r\n--B--\r\n", "" },
	{ TYPE, "--B\r\n" FILE_HEAD "\r\n\r\n\r\n--B--\r\n", "\r\n" },
	{ TYPE, "--B\r\n" FILE_HEAD "\r\na\r\n--A\r\n\r\n--B--\r\n",
	    "a\r\n--A\r\n" },
	{ TYPE, "--B\r\n" FILE_HEAD "\r\na--B\n--B\r\n--B--\r\n",
	    "a--B\n--B" },
	{ TYPE, "--B\r\n" FIELD "\r\n--B\r\n" FILE_HEAD "\r\nx\r\n--B--\r\n",
	    "x" },
	{ TYPE, "--B\r\n" FILE_HEAD "\r\nx\r\n--B\r\n" FILE_HEAD
	    "\r\ny\r\n--B--\r\n", "x" },
	{ "multipart/form-data; boundary=\"a b\"", "--a b\r\n" FILE_HEAD
	    "\r\nx\r\n--a b--\r\n", NOTHING },
	{ "multipart/form-data; boundary=\"B'()+_,-./:=?\"",
	    "--B'()+_,-./:=?\r\n" FILE_HEAD "\r\nx\r\n--B'()+_,-./:=?--",
	    "x" },
	/* No file in it. */
	{ TYPE, "--B\r\n" FIELD "\r\n--B--\r\n", NOTHING },
	{ TYPE, "--B--\r\n", NOTHING },
	{ TYPE, "", NOTHING },
	/* A name of a file in a part's content is no file name. */
	{ TYPE, "--B\r\n" FIELD "; filename=\"x\"\r\n--B--\r\n", NOTHING },
	/* Cut off at every part of the grammar. */
	{ TYPE, "--B", NOTHING },
	{ TYPE, "--B\r\n", NOTHING },
	{ TYPE, "--B\r\n" FILE_HEAD, NOTHING },
	{ TYPE, "--B\r\n" FILE_HEAD "\r\nhello", NOTHING },
	{ TYPE, "--B\r\n" FILE_HEAD "\r\nhello\r\n--", NOTHING },
	{ TYPE, "--B\r\n" FILE_HEAD "\r\nhello\n--B--\r\n", NOTHING },
	/* Another boundary, or something in front of the first. */
	{ TYPE, "--C\r\n" FILE_HEAD "\r\nhello\r\n--C--\r\n", NOTHING },
	{ TYPE, "\r\n--B\r\n" FILE_HEAD "\r\nhello\r\n--B--\r\n", NOTHING },
	{ TYPE, "--B\n" FILE_HEAD "\r\nhello\r\n--B--\r\n", NOTHING },
	/* A part without headers takes nobody else's. */
	{ TYPE, "--B\r\n\r\nx\r\n--B\r\n" FILE_HEAD "\r\nhello\r\n--B--\r\n",
	    NOTHING },
	/* The media type. */
	{ "", "--B\r\n" FILE_HEAD "\r\nhello\r\n--B--\r\n", NOTHING },
	{ "multipart/form-data", "--B\r\n" FILE_HEAD "\r\nx\r\n--B--", NOTHING },
	{ "multipart/form-data; boundary=", "--\r\n" FILE_HEAD
	    "\r\nx\r\n----\r\n", NOTHING },
	{ "multipart/form-data; boundary=\"\"", "--\r\n" FILE_HEAD
	    "\r\nx\r\n----\r\n", NOTHING },
	{ "multipart/mixed; boundary=B", "--B\r\n" FILE_HEAD
	    "\r\nx\r\n--B--\r\n", NOTHING },
	{ "text/plain; multipart/form-data; boundary=B", "--B\r\n" FILE_HEAD
	    "\r\nx\r\n--B--\r\n", NOTHING },
	{ "multipart/form-data; boundary=a\r\nb", "--a\r\nb\r\n" FILE_HEAD
	    "\r\nx\r\n--a\r\nb--", NOTHING },
};

START_TEST(multipart_bodies)
{
	struct str s = multipart_file(str_of(bodies[_i].type),
	    str_of(bodies[_i].body));

	if (bodies[_i].file == NOTHING)
		ck_assert_msg(s.p == NULL && s.n == 0, "%s: \"%.*s\"",
		    bodies[_i].body, STR_ARG(s));
	else
		ck_assert_msg(s.p != NULL && str_is(s, bodies[_i].file),
		    "%s: \"%.*s\"", bodies[_i].body, STR_ARG(s));
}
END_TEST

/* Bytes are bytes: all values, NUL and the start of a boundary included. */
START_TEST(multipart_content_is_binary)
{
	char all[256 + sizeof("\r\n--")];
	struct buf b;
	struct str s;

	for (size_t i = 0; i < 256; i++)
		all[i] = (char)i;
	memcpy(all + 256, "\r\n--", sizeof("\r\n--"));
	buf_init(&b, 65536);
	buf_puts(&b, "--B\r\n" FILE_HEAD "\r\n");
	buf_put(&b, all, sizeof(all));
	buf_puts(&b, "\r\n--B--\r\n");
	s = multipart_file(STR(TYPE), buf_view(&b));
	ck_assert_ptr_nonnull(s.p);
	ck_assert_uint_eq(s.n, sizeof(all));
	ck_assert_mem_eq(s.p, all, sizeof(all));
	buf_fini(&b);
}
END_TEST

static struct str
file_behind(unsigned fields, size_t head, size_t boundary, struct buf *type,
    struct buf *body)
{
	buf_reset(type);
	buf_reset(body);
	buf_puts(type, "multipart/form-data; boundary=");
	for (size_t i = 0; i < boundary; i++)
		buf_putc(type, 'b');
	for (unsigned i = 0; i <= fields; i++) {
		buf_puts(body, i == 0 ? "--" : "\r\n--");
		for (size_t k = 0; k < boundary; k++)
			buf_putc(body, 'b');
		buf_puts(body, i < fields ? "\r\n" FIELD : "\r\n");
	}
	buf_puts(body, FILE_HEAD "X: ");
	for (size_t i = sizeof(FILE_HEAD "X: ") - 1; i < head; i++)
		buf_putc(body, 'x');
	buf_puts(body, "\r\n\r\nfound\r\n--");
	for (size_t k = 0; k < boundary; k++)
		buf_putc(body, 'b');
	buf_puts(body, "--\r\n");
	return multipart_file(buf_view(type), buf_view(body));
}

START_TEST(multipart_limits)
{
	struct buf type, body;

	buf_init(&type, 65536);
	buf_init(&body, 65536);
	ck_assert(str_is(file_behind(0, 0, 1, &type, &body), "found"));
	ck_assert(str_is(file_behind(15, 0, 1, &type, &body), "found"));
	ck_assert_ptr_null(file_behind(16, 0, 1, &type, &body).p);
	ck_assert(str_is(file_behind(0, 8192, 1, &type, &body), "found"));
	ck_assert_ptr_null(file_behind(0, 8193, 1, &type, &body).p);
	ck_assert(str_is(file_behind(1, 0, 70, &type, &body), "found"));
	ck_assert_ptr_null(file_behind(1, 0, 71, &type, &body).p);
	buf_fini(&type);
	buf_fini(&body);
}
END_TEST

/* A body cut anywhere never gives more than it holds. */
START_TEST(multipart_ends_anywhere)
{
	static const char body[] = "--B\r\n" FIELD "\r\n--B\r\n" FILE_HEAD
	    "\r\nhello\r\n--B--\r\n";
	const size_t whole = sizeof(body) - 1;

	for (size_t n = 0; n <= whole; n++) {
		char *copy = malloc(n == 0 ? 1 : n);
		struct str s;

		ck_assert_ptr_nonnull(copy);
		memcpy(copy, body, n);
		s = multipart_file(STR(TYPE), (struct str){ copy, n });
		/* Whole once its last boundary is there. */
		ck_assert_int_eq(s.p != NULL, n >= whole - 4);
		if (s.p != NULL)
			ck_assert(str_is(s, "hello"));
		free(copy);
	}
}
END_TEST

START_TEST(status_lines)
{
	static const int known[] = { 200, 303, 400, 401, 403, 404, 405, 413,
		422, 503 };

	for (size_t i = 0; i < COUNT(known); i++) {
		char number[16];

		snprintf(number, sizeof(number), "%d ", known[i]);
		ck_assert_msg(strncmp(http_status_line(known[i]), number,
		    strlen(number)) == 0, "%s", http_status_line(known[i]));
	}
	ck_assert_str_eq(http_status_line(200), "200 OK");
	ck_assert_str_eq(http_status_line(0), "500 Internal Server Error");
	ck_assert_str_eq(http_status_line(999), "500 Internal Server Error");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("fcgi_http");
	TCase *tc = tcase_create("http");

	tcase_add_loop_test(tc, form_values, 0, COUNT(forms));
	tcase_add_test(tc, forms_end_anywhere);
	tcase_add_loop_test(tc, multipart_bodies, 0, COUNT(bodies));
	tcase_add_test(tc, multipart_content_is_binary);
	tcase_add_test(tc, multipart_limits);
	tcase_add_test(tc, multipart_ends_anywhere);
	tcase_add_test(tc, status_lines);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
