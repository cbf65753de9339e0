/* SPDX-License-Identifier: Apache-2.0 */
/* The store's own CSV dialect: what it accepts, what it refuses, round trips. */
#include <stdlib.h>

#include <check.h>

#include "shared/text/csv.h"
#include "tests/lib/unit.h"

#define ROOM 8

/* Z: text with its length, so that NUL can stand in it. */
#define Z(lit) { (lit), sizeof(lit) - 1 }

static const struct {
	struct str text;
	size_t records; /* taken before the end */
	const char *fields; /* all raw fields, '|' behind each */
} good[] = {
	{ Z(""), 0, "" },
	{ Z("a\r\n"), 1, "a|" },
	{ Z("a,b\r\n"), 1, "a|b|" },
	{ Z(",\r\n"), 1, "||" },
	{ Z(",,\r\nx,,\r\n"), 2, "|||x|||" },
	{ Z("\"\"\r\n"), 1, "\"\"|" },
	{ Z("\"a,b\",c\r\n"), 1, "\"a,b\"|c|" },
	{ Z("\"a\"\"b\"\r\n"), 1, "\"a\"\"b\"|" },
	{ Z("\"\"\"\"\r\n"), 1, "\"\"\"\"|" },
	{ Z("\"\"\"\"\"\",x\r\n"), 1, "\"\"\"\"\"\"|x|" },
	{ Z("\"a\nb\",\"c\rd\",\"e\r\nf\"\r\n"), 1,
	    "\"a\nb\"|\"c\rd\"|\"e\r\nf\"|" },
	{ Z("\" a\",\"a \",\"\ta\",\"a\t\"\r\n"), 1,
	    "\" a\"|\"a \"|\"\ta\"|\"a\t\"|" },
	{ Z("\" \"\r\n"), 1, "\" \"|" },
	{ Z("a b,a\tb\r\n"), 1, "a b|a\tb|" },
	{ Z("#erased 00\r\nput,1\r\n"), 2, "#erased 00|put|1|" },
	{ Z("M\xc3\xbcller,\xe2\x82\xac,\xf0\x9f\x98\x80\r\n"), 1,
	    "M\xc3\xbcller|\xe2\x82\xac|\xf0\x9f\x98\x80|" },
	/* across the 32-byte blocks of the walker */
	{ Z("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,b\r\n"), 1,
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|b|" },
	{ Z("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,b\r\n"), 1,
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|b|" },
	{ Z("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nb\r\n"), 2,
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|b|" },
	{ Z("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\"\"\r\n"), 1,
	    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\"\"|" },
	{ Z("1,2,3,4,5,6,7,8\r\n"), 1, "1|2|3|4|5|6|7|8|" },
};

START_TEST(test_good)
{
	struct csv_canon c = { good[_i].text, 0 };
	struct str record, field[ROOM];
	size_t n, taken = 0;
	struct buf got;

	buf_init(&got, 4096);
	for (;;) {
		n = ROOM;
		int more = csv_canon_next(&c, &record, field, &n);

		ck_assert_int_ge(more, 0);
		if (more == 0)
			break;
		taken += record.n;
		for (size_t i = 0; i < n; i++) {
			buf_str(&got, field[i]);
			buf_putc(&got, '|');
		}
	}
	ck_assert_uint_eq(taken, good[_i].text.n);
	ck_assert_uint_eq(c.record, good[_i].records);
	ck_assert_str_eq(buf_cstr(&got), good[_i].fields);
	buf_fini(&got);
}
END_TEST

/* Each starts with one good record, so that its count can be looked at. */
static const struct str bad[] = {
	Z("a"), Z("a\n"), Z("a\r"), Z("a\rb\r\n"), Z("a\nb\r\n"), Z("\r\n"),
	Z("a\r\r\n"), Z("\n"),
	Z(" a\r\n"), Z("a \r\n"), Z("a,\tb\r\n"), Z("a,b\t\r\n"), Z(" \r\n"),
	Z("\"a\"\r\n"), Z("a,\"\"\r\n"), Z("\"\",a\r\n"), Z("\"a b\"\r\n"),
	Z("a\"b\r\n"), Z("a\"\"\r\n"), Z("\"a,\r\n"), Z("\"a,b\"c\r\n"),
	Z("\"a,b\" ,c\r\n"), Z("\"a,b\""), Z("\"a,b\"\n"), Z("\"a,b\"\r"),
	Z("\"a\"\""), Z("\""), Z("\"\""), Z("\"\"\""),
	Z("a\0b\r\n"), Z("\"a,\0\"\r\n"), Z("a,b\r\0"),
	Z("a\xff\r\n"), Z("a,\"\xc3,\"\r\n"), Z("\xed\xa0\x80\r\n"),
	Z("\xc3\r\n"), Z("1,2,3,4,5,6,7,8,9\r\n"), Z(",,,,,,,,\r\n"),
};

START_TEST(test_bad)
{
	struct str record, field[ROOM];
	struct csv_canon c;
	struct buf text;
	size_t n = ROOM;

	buf_init(&text, 4096);
	buf_puts(&text, "ok,ok\r\n");
	buf_str(&text, bad[_i]);
	c = (struct csv_canon){ buf_view(&text), 0 };
	ck_assert_int_eq(csv_canon_next(&c, &record, field, &n), 1);
	ck_assert_uint_eq(n, 2);
	ck_assert(str_is(record, "ok,ok\r\n"));
	n = ROOM;
	ck_assert_int_eq(csv_canon_next(&c, &record, field, &n), -1);
	ck_assert_uint_eq(c.record, 1);
	ck_assert(str_eq(c.rest, bad[_i]));
	buf_fini(&text);
}
END_TEST

static const struct {
	struct str text;
	const char *raw;
} fields[] = {
	{ Z(""), "" }, { Z("a"), "a" }, { Z("a b"), "a b" },
	{ Z(" a"), "\" a\"" }, { Z("a "), "\"a \"" }, { Z("\t"), "\"\t\"" },
	{ Z(","), "\",\"" }, { Z("\""), "\"\"\"\"" },
	{ Z("a\"b\"c"), "\"a\"\"b\"\"c\"" }, { Z("\n"), "\"\n\"" },
	{ Z("a\rb"), "\"a\rb\"" }, { Z("1234567,"), "\"1234567,\"" },
	{ Z("12345678,"), "\"12345678,\"" }, { Z("12345678\n9"), "\"12345678\n9\"" },
	{ Z("1234567890123456\""), "\"1234567890123456\"\"\"" },
	{ Z("12345678901234"), "12345678901234" },
	{ Z("=1+1"), "=1+1" }, { Z("'x"), "'x" }, { Z("a;b|c"), "a;b|c" },
	/* neighbours of the four special bytes */
	{ Z("!#+-\x0b\x0c\x0e\x09" "x"), "!#+-\x0b\x0c\x0e\x09" "x" },
	{ Z("\xac\xa2\x8d\x8a"), "\xac\xa2\x8d\x8a" },
};

START_TEST(test_field)
{
	struct buf b, scratch;
	char out[128];
	size_t n;

	buf_init(&b, strlen(fields[_i].raw));
	buf_init(&scratch, 100);
	csv_put_field(&b, fields[_i].text);
	ck_assert(buf_ok(&b));
	ck_assert_str_eq(buf_cstr(&b), fields[_i].raw);
	n = csv_format_field(out, fields[_i].text);
	ck_assert_uint_eq(n, b.n);
	ck_assert_mem_eq(out, b.p == NULL ? "" : b.p, n);
	ck_assert(str_eq(csv_canon_text(buf_view(&b), &scratch),
	    fields[_i].text));
	buf_fini(&scratch);
	buf_fini(&b);
}
END_TEST

static uint64_t
xorshift(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	return *x ^= *x << 17;
}

/* Mostly the bytes that matter, now and then a letter of several bytes. */
static void
random_field(struct buf *b, uint64_t *x)
{
	static const char *const part[] = { "\"", ",", "\r", "\n", " ", "\t",
		"a", "bc", "0123456789", ";", "\\", "\xc3\xa4", "\xe2\x82\xac",
		"\"\"", "\r\n", "the quick brown fox jumps over the lazy dog" };
	uint64_t n = xorshift(x) % 6;

	while (n-- > 0)
		buf_puts(b, part[xorshift(x) % (sizeof(part) / sizeof(*part))]);
}

START_TEST(test_round_trip)
{
	uint64_t x = 0x9e3779b97f4a7c15ULL;
	struct str record, field[ROOM];
	struct buf want[ROOM], text, scratch;

	buf_init(&text, 1 << 16);
	buf_init(&scratch, 1 << 16);
	for (size_t i = 0; i < ROOM; i++)
		buf_init(&want[i], 4096);
	for (int round = 0; round < 50000; round++) {
		size_t n = 2 + xorshift(&x) % (ROOM - 1), got = ROOM;
		struct csv_canon c;

		buf_reset(&text);
		buf_reset(&scratch);
		for (size_t i = 0; i < n; i++) {
			buf_reset(&want[i]);
			random_field(&want[i], &x);
			if (i > 0)
				buf_putc(&text, ',');
			csv_put_field(&text, buf_view(&want[i]));
		}
		buf_puts(&text, "\r\n");
		c = (struct csv_canon){ buf_view(&text), 0 };
		ck_assert_int_eq(csv_canon_next(&c, &record, field, &got), 1);
		ck_assert_uint_eq(got, n);
		ck_assert_uint_eq(record.n, text.n);
		ck_assert_uint_eq(c.rest.n, 0);
		for (size_t i = 0; i < n; i++)
			ck_assert(str_eq(csv_canon_text(field[i], &scratch),
			    buf_view(&want[i])));
	}
	for (size_t i = 0; i < ROOM; i++)
		buf_fini(&want[i]);
	buf_fini(&text);
	buf_fini(&scratch);
}
END_TEST

/* What the walker accepts is what the writer writes: nothing else passes. */
START_TEST(test_only_canonical)
{
	static const char alphabet[] = "\"\",,\r\n\r\n a";
	uint64_t x = 88172645463325252ULL;
	struct str record, field[ROOM];
	struct buf again, scratch;
	unsigned accepted = 0;

	buf_init(&again, 4096);
	buf_init(&scratch, 4096);
	for (int round = 0; round < 400000; round++) {
		size_t n = 1 + xorshift(&x) % 12, got = ROOM;
		struct csv_canon c;
		char text[16];

		for (size_t i = 0; i < n; i++)
			text[i] = alphabet[xorshift(&x) % (sizeof(alphabet) - 1)];
		c = (struct csv_canon){ { text, n }, 0 };
		if (csv_canon_next(&c, &record, field, &got) != 1)
			continue;
		accepted++;
		buf_reset(&again);
		buf_reset(&scratch);
		for (size_t i = 0; i < got; i++) {
			struct str t = csv_canon_text(field[i], &scratch);

			if (i > 0)
				buf_putc(&again, ',');
			if (got == 1 && t.n == 0)
				buf_puts(&again, "\"\"");
			csv_put_field(&again, t);
		}
		buf_puts(&again, "\r\n");
		ck_assert(str_eq(buf_view(&again), record));
	}
	ck_assert_uint_gt(accepted, 1000);
	buf_fini(&again);
	buf_fini(&scratch);
}
END_TEST

static const struct {
	const char *text, *items; /* '|' behind each item */
} lists[] = {
	{ "", "" }, { "a", "a|" }, { "a;b", "a|b|" }, { "a\\;b;c", "a;b|c|" },
	{ "a\\\\;b", "a\\|b|" }, { "\\;", ";|" }, { "\\\\\\;;x", "\\;|x|" },
	{ "a;", "a|" }, { ";a", "a|" }, { ";;", "" }, { "a\\", "a\\|" },
};

START_TEST(test_list)
{
	struct str rest = str_of(lists[_i].text), item;
	struct buf got, scratch;

	buf_init(&got, 256);
	buf_init(&scratch, 256);
	while (csv_list_next(&rest, &item, &scratch)) {
		buf_str(&got, item);
		buf_putc(&got, '|');
	}
	ck_assert_str_eq(buf_cstr(&got), lists[_i].items);
	buf_fini(&got);
	buf_fini(&scratch);
}
END_TEST

START_TEST(test_list_put)
{
	struct buf b;

	buf_init(&b, 256);
	csv_list_put(&b, STR("a;b"), true);
	csv_list_put(&b, STR("c\\"), false);
	csv_list_put(&b, STR("d"), false);
	ck_assert_str_eq(buf_cstr(&b), "a\\;b;c\\\\;d");
	buf_fini(&b);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("csv_canon");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_good, good);
	LOOP(tc, test_bad, bad);
	LOOP(tc, test_field, fields);
	tcase_add_test(tc, test_round_trip);
	tcase_add_test(tc, test_only_canonical);
	LOOP(tc, test_list, lists);
	tcase_add_test(tc, test_list_put);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
