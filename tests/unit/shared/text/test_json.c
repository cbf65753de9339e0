/* SPDX-License-Identifier: Apache-2.0 */
/* JSON: what is read and refused; what is written, after RFC 8785. */
#include <signal.h>
#include <stdlib.h>

#include <check.h>

#include "shared/text/json.h"
#include "tests/lib/unit.h"

#define Z(lit) { (lit), sizeof(lit) - 1 }

static const struct str bad[] = {
	Z(""), Z(" "), Z("{"), Z("{}x"), Z("{} {}"), Z("[1,]"), Z("{\"a\":1,}"),
	Z("{\"a\":1,\"a\":2}"), Z("{\"a\":{\"b\":1,\"b\":1}}"), Z("{a:1}"),
	Z("{'a':1}"), Z("[1.5]"), Z("[1.0]"), Z("[1e3]"), Z("[{\"a\":[0.1]}]"),
	Z("[9007199254740992]"), Z("[-9007199254740992]"),
	Z("[99999999999999999999]"), Z("[01]"), Z("[+1]"), Z("[NaN]"),
	Z("[\"\xff\"]"), Z("[\"\xed\xa0\x80\"]"), Z("[\"\\ud800\"]"),
	Z("[\"\\u0000\"]"), Z("[\"a\0b\"]"), Z("[\"\n\"]"), Z("[\"\\x\"]"),
	Z("\xef\xbb\xbf{}"), Z("// c\n{}"), Z("[true,TRUE]"), Z("\"text\""),
	Z("1"),
};

START_TEST(test_bad)
{
	struct err e = { 0 };
	struct json *j = json_parse(bad[_i], "x.json", &e);

	ck_assert_ptr_null(j);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_ptr_nonnull(strstr(e.msg, "x.json"));
}
END_TEST

START_TEST(test_place)
{
	struct err e = { 0 };

	ck_assert_ptr_null(json_parse(STR("{\n \"a\": 1,\n \"b\" 2}"),
	    "x.json", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "x.json line 3 column "));
}
END_TEST

/* A thousand brackets are refused or read, but never overrun the stack. */
START_TEST(test_deep)
{
	size_t n = 200000;
	char *text = malloc(n);
	struct err e = { 0 };

	ck_assert_ptr_nonnull(text);
	memset(text, '[', n);
	ck_assert_ptr_null(json_parse((struct str){ text, n }, "x", &e));
	free(text);
}
END_TEST

START_TEST(test_read)
{
	struct err e = { 0 };
	struct json *root = json_parse(STR("{\"z\":\"te\\u00e4xt\",\"n\":-7,"
	    "\"big\":9007199254740991,\"list\":[true,false,null,\"x\"],"
	    "\"o\":{\"k\":1}}"), "x", &e);
	const struct json *v, *list;
	const char *name;

	ck_assert_msg(root != NULL, "%s", e.msg);
	ck_assert(json_is_object(root) && !json_is_array(root));
	ck_assert_uint_eq(json_len(root), 5);
	ck_assert_str_eq(json_cstr(json_get(root, "z")), "te\xc3\xa4xt");
	ck_assert_uint_eq(json_str(json_get(root, "z")).n, 6);
	ck_assert_int_eq(json_int(json_get(root, "n"), 0), -7);
	ck_assert_int_eq(json_int(json_get(root, "big"), 0), 9007199254740991);
	ck_assert_int_eq(json_int(json_get(root, "z"), 5), 5);
	list = json_get(root, "list");
	ck_assert(json_is_array(list));
	ck_assert_uint_eq(json_len(list), 4);
	ck_assert(json_bool(json_at(list, 0), false));
	ck_assert(!json_bool(json_at(list, 1), true));
	ck_assert(json_bool(json_at(list, 2), true));
	ck_assert(!json_is_bool(json_at(list, 2)));
	ck_assert(json_is_string(json_at(list, 3)));
	ck_assert_ptr_null(json_at(list, 4));
	ck_assert_ptr_null(json_at(root, 0));
	ck_assert_ptr_null(json_get(list, "z"));
	ck_assert_ptr_null(json_get(root, "none"));
	/* in file order */
	ck_assert(json_member(root, 0, &name, &v));
	ck_assert_str_eq(name, "z");
	ck_assert(json_member(root, 4, &name, &v));
	ck_assert_str_eq(name, "o");
	ck_assert_int_eq(json_int(json_get(v, "k"), 0), 1);
	ck_assert(!json_member(root, 5, &name, &v));
	ck_assert(!json_member(list, 0, &name, &v));
	json_free(root);
}
END_TEST

START_TEST(test_nothing)
{
	const char *name;
	const struct json *v;

	ck_assert(!json_is_object(NULL) && !json_is_array(NULL) &&
	    !json_is_string(NULL) && !json_is_int(NULL) && !json_is_bool(NULL));
	ck_assert_str_eq(json_cstr(NULL), "");
	ck_assert_int_eq(json_int(NULL, -3), -3);
	ck_assert(json_bool(NULL, true));
	ck_assert_uint_eq(json_len(NULL), 0);
	ck_assert_ptr_null(json_at(NULL, 0));
	ck_assert_ptr_null(json_get(NULL, "a"));
	ck_assert(!json_member(NULL, 0, &name, &v));
	json_free(NULL);
}
END_TEST

/* Strings of RFC 8785: 3.2.2's example and the rules of 3.2.2.2. */
static const struct {
	struct str text;
	const char *quoted;
} strings[] = {
	{ Z(""), "\"\"" },
	{ Z("\xe2\x82\xac$\x0f\nA'B\"\\\\\"/"),
	    "\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"" },
	{ Z("\b\t\n\f\r"), "\"\\b\\t\\n\\f\\r\"" },
	{ Z("\0\x01\x07\x0b\x0e\x1b\x1f"),
	    "\"\\u0000\\u0001\\u0007\\u000b\\u000e\\u001b\\u001f\"" },
	{ Z("\x7f\xc2\x80"), "\"\x7f\xc2\x80\"" },
	{ Z("\xc3\xb6\xd7\x93\xf0\x9f\x98\x82"),
	    "\"\xc3\xb6\xd7\x93\xf0\x9f\x98\x82\"" },
	{ Z("</script>"), "\"</script>\"" },
};

START_TEST(test_quote)
{
	struct err e = { 0 };
	struct json *back;
	struct buf b;

	buf_init(&b, 256);
	json_quote(&b, strings[_i].text);
	ck_assert_str_eq(buf_cstr(&b), strings[_i].quoted);
	if (memchr(strings[_i].text.p, '\0', strings[_i].text.n) == NULL) {
		buf_reset(&b);
		buf_putc(&b, '[');
		json_quote(&b, strings[_i].text);
		buf_putc(&b, ']');
		back = json_parse(buf_view(&b), "x", &e);
		ck_assert_msg(back != NULL, "%s", e.msg);
		ck_assert(str_eq(json_str(json_at(back, 0)), strings[_i].text));
		json_free(back);
	}
	buf_fini(&b);
}
END_TEST

START_TEST(test_write)
{
	struct buf b;
	struct json_writer w;

	buf_init(&b, 1024);
	json_writer_init(&w, &b, true);
	json_put_open(&w, '{');
	json_put_key(&w, "a");
	json_put_open(&w, '[');
	json_put_int(&w, 56);
	json_put_open(&w, '{');
	json_add_bool(&w, "d", true);
	json_put_key(&w, "e");
	json_put_null(&w);
	json_put_close(&w, '}');
	json_put_open(&w, '[');
	json_put_close(&w, ']');
	json_put_str(&w, STR("x"));
	json_put_close(&w, ']');
	json_add_int(&w, "a_1", -9007199254740991);
	json_add_str(&w, "b", STR("v"));
	json_add_cstr(&w, "c", "w");
	json_put_key(&w, "d");
	json_put_open(&w, '{');
	json_put_close(&w, '}');
	json_add_int(&w, "zero", 0);
	json_put_close(&w, '}');
	ck_assert_str_eq(buf_cstr(&b), "{\"a\":[56,{\"d\":true,\"e\":null},[],"
	    "\"x\"],\"a_1\":-9007199254740991,\"b\":\"v\",\"c\":\"w\","
	    "\"d\":{},\"zero\":0}");
	buf_fini(&b);
}
END_TEST

/* Canonical members out of order, or twice, are a bug of ours. */
static const char *const disorder[] = { "a", "ab", "B" };

START_TEST(test_disorder)
{
	struct buf b;
	struct json_writer w;

	buf_init(&b, 1024);
	json_writer_init(&w, &b, true);
	json_put_open(&w, '{');
	json_add_int(&w, "ab", 1);
	json_add_int(&w, disorder[_i], 1);
}
END_TEST

START_TEST(test_any_order)
{
	struct buf b;
	struct json_writer w;

	buf_init(&b, 1024);
	json_writer_init(&w, &b, false);
	json_put_open(&w, '{');
	json_add_int(&w, "b", 1);
	json_add_int(&w, "a", 2);
	json_put_close(&w, '}');
	ck_assert_str_eq(buf_cstr(&b), "{\"b\":1,\"a\":2}");
	buf_fini(&b);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("json");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_bad, bad);
	tcase_add_test(tc, test_place);
	tcase_add_test(tc, test_deep);
	tcase_add_test(tc, test_read);
	tcase_add_test(tc, test_nothing);
	LOOP(tc, test_quote, strings);
	tcase_add_test(tc, test_write);
	tcase_add_loop_test_raise_signal(tc, test_disorder, SIGABRT, 0, 3);
	tcase_add_test(tc, test_any_order);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
