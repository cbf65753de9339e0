/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 (FIPS 180-4 examples), the keyed hash, random bytes. */
#include <stdlib.h>

#include <check.h>

#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "tests/lib/unit.h"

static const struct {
	const char *text, *hex;
} sha[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc",
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

START_TEST(test_sha256)
{
	struct str s = str_of(sha[_i].text);
	uint8_t out[SHA256_BYTES];
	char hex[SHA256_HEX + 1];
	struct sha256 h;

	sha256_of(out, s.p, s.n);
	hex_format(hex, out, sizeof(out));
	ck_assert_str_eq(hex, sha[_i].hex);
	/* In pieces, and again with the same context. */
	sha256_init(&h);
	for (int round = 0; round < 2; round++) {
		sha256_start(&h);
		sha256_put(&h, NULL, 0);
		for (size_t i = 0; i < s.n; i++)
			sha256_put(&h, s.p + i, 1);
		sha256_end(&h, out);
		hex_format(hex, out, sizeof(out));
		ck_assert_str_eq(hex, sha[_i].hex);
	}
	sha256_put(&h, "dropped", 7);
	sha256_fini(&h);
}
END_TEST

START_TEST(test_million)
{
	uint8_t out[SHA256_BYTES];
	char hex[SHA256_HEX + 1];
	struct sha256 h;

	sha256_init(&h);
	sha256_put(&h, "dropped by start", 16);
	sha256_start(&h);
	for (int i = 0; i < 100000; i++)
		sha256_put(&h, "aaaaaaaaaa", 10);
	sha256_end(&h, out);
	sha256_fini(&h);
	hex_format(hex, out, sizeof(out));
	ck_assert_str_eq(hex, "cdc76e5c9914fb9281a1c7e284d73e67"
	    "f1809a48a497200e046d39ccc7112cd0");
}
END_TEST

/* SipHash-1-3 under the zero key, as CPython 3.11 computes it for bytes. */
static const struct {
	const char *text;
	uint64_t hash;
} sip[] = {
	{ "a", 0x407448d2b89b1813 }, { "ab", 0x555508cbc6add439 },
	{ "1234567", 0xa33d651594fdae81 }, { "12345678", 0x3489982430560a87 },
	{ "123456789", 0x0fbc0f0007965fcf },
	{ "The quick brown fox jumps over the lazy dog", 0x8df676d3d00c451e },
};

START_TEST(test_keyed)
{
	uint8_t key[16] = { 0 };

	ck_assert_uint_eq(keyed_hash(key, str_of(sip[_i].text)), sip[_i].hash);
	for (int i = 0; i < 16; i++) {
		key[i] = 1;
		ck_assert_uint_ne(keyed_hash(key, str_of(sip[_i].text)),
		    sip[_i].hash);
		key[i] = 0;
	}
}
END_TEST

START_TEST(test_random)
{
	uint8_t a[1000] = { 0 }, b[1000] = { 0 };
	size_t zeros = 0;

	random_bytes(a, sizeof(a));
	random_bytes(b, sizeof(b));
	ck_assert_mem_ne(a, b, sizeof(a));
	ck_assert_mem_ne(a, b + 500, 500);
	for (size_t i = 0; i < sizeof(a); i++)
		zeros += a[i] == 0;
	ck_assert_uint_lt(zeros, 40);
	random_bytes(a, 0);
}
END_TEST

#define LOOP(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(table) / sizeof(*table)))

int
main(void)
{
	Suite *s = suite_create("hash");
	TCase *tc = tcase_create("all");

	LOOP(tc, test_sha256, sha);
	tcase_add_test(tc, test_million);
	LOOP(tc, test_keyed, sip);
	tcase_add_test(tc, test_random);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
