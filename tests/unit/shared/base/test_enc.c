/* SPDX-License-Identifier: Apache-2.0 */
/* Hexadecimal and base64, strict both ways (RFC 4648). */
#include <stdlib.h>

#include <check.h>

#include "shared/base/enc.h"
#include "tests/lib/unit.h"

#define Z(lit) { (lit), sizeof(lit) - 1 }

START_TEST(test_hex)
{
	static const uint8_t bytes[4] = { 0x00, 0x7f, 0xa0, 0xff };
	uint8_t back[4];
	char out[9];

	hex_format(out, bytes, 4);
	ck_assert_str_eq(out, "007fa0ff");
	ck_assert(hex_parse(back, 4, str_of(out)));
	ck_assert_mem_eq(back, bytes, 4);
}
END_TEST

static const char *const bad_hex[] = { "", "0", "007fa0f", "007fa0ff0",
	"007FA0FF", "007fa0fg", "0x7fa0ff", "007fa0f ", "/07fa0ff", ":07fa0ff",
	"`07fa0ff" };

START_TEST(test_bad_hex)
{
	uint8_t out[4];

	ck_assert(!hex_parse(out, 4, str_of(bad_hex[_i])));
}
END_TEST

static const struct {
	const char *bytes, *text;
} base64[] = {
	{ "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" }, { "foo", "Zm9v" },
	{ "foob", "Zm9vYg==" }, { "fooba", "Zm9vYmE=" },
	{ "foobar", "Zm9vYmFy" }, { "\xfb\xff\xbf", "+/+/" },
};

START_TEST(test_base64)
{
	struct str bytes = str_of(base64[_i].bytes);
	uint8_t back[8];
	struct buf b;
	size_t n;

	buf_init(&b, 64);
	base64_put(&b, (const uint8_t *)bytes.p, bytes.n);
	ck_assert_str_eq(buf_cstr(&b), base64[_i].text);
	ck_assert(base64_parse(back, bytes.n, &n, buf_view(&b)));
	ck_assert_uint_eq(n, bytes.n);
	ck_assert(bytes.n == 0 || memcmp(back, bytes.p, n) == 0);
	ck_assert(bytes.n == 0 ||
	    !base64_parse(back, bytes.n - 1, &n, buf_view(&b)));
	buf_fini(&b);
}
END_TEST

/* One text a value: no spare bits, no white space, no missing padding. */
static const struct str bad_base64[] = {
	Z("Z"), Z("Zg"), Z("Zg="), Z("Zg==="), Z("Zh=="), Z("Zv=="),
	Z("Zm9="), Z("Zm+="), Z("Zm8"), Z("=Zm8"), Z("Z=8="),
	Z("Zg==Zg=="), Z("Zm8=Zm8="), Z("===="), Z("Z==="),
	Z("Zm9v\n"), Z("Zm9\n"), Z(" Zm9"), Z("Zm9-"), Z("Zm9_"),
	Z("Zm\0v"), Z("Zm9\xc3"),
};

START_TEST(test_bad_base64)
{
	uint8_t out[64];
	size_t n;

	ck_assert(!base64_parse(out, sizeof(out), &n, bad_base64[_i]));
}
END_TEST

/* Of all last quartets exactly one decodes to each byte and pair of bytes. */
START_TEST(test_canonical)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/=";
	unsigned one = 0, two = 0;
	uint8_t out[3];
	size_t n;

	for (int a = 0; a < 65; a++)
		for (int b = 0; b < 65; b++)
			for (int c = 0; c < 65; c++) {
				char q[4] = { digits[a], digits[b], digits[c],
					'=' };

				if (!base64_parse(out, 3, &n,
				    (struct str){ q, 4 }))
					continue;
				one += n == 1;
				two += n == 2;
			}
	ck_assert_uint_eq(one, 256);
	ck_assert_uint_eq(two, 65536);
}
END_TEST

START_TEST(test_base64url)
{
	uint8_t in[16];
	char out[22];

	memset(in, 0xff, sizeof(in));
	base64url_16(out, in);
	ck_assert_mem_eq(out, "_____________________w", 22);
	memset(in, 0, sizeof(in));
	base64url_16(out, in);
	ck_assert_mem_eq(out, "AAAAAAAAAAAAAAAAAAAAAA", 22);
	for (uint8_t i = 0; i < 16; i++)
		in[i] = (uint8_t)(i * 17);
	base64url_16(out, in);
	ck_assert_mem_eq(out, "ABEiM0RVZneImaq7zN3u_w", 22);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("enc");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, test_hex);
	LOOP(tc, test_bad_hex, bad_hex);
	LOOP(tc, test_base64, base64);
	LOOP(tc, test_bad_base64, bad_base64);
	tcase_add_test(tc, test_canonical);
	tcase_add_test(tc, test_base64url);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
