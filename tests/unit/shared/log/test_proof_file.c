/* SPDX-License-Identifier: Apache-2.0 */
/* Proof files and consistency receipts: there and back, and the strict grammar. */
#include <stdlib.h>

#include <check.h>

#include "shared/base/enc.h"
#include "shared/log/note.h"
#include "tests/lib/unit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define HASH "i+hSDZsT7fEgJy6NVmmgrz5v4zgMch7gDvEfgGbhTYA="
#define NOTE "log.example\n6\n" HASH "\n\n\xe2\x80\x94 log.example AAAAAAAA\n"
#define LEAF "{\"type\":\"report\"}\n"

static struct merkle_proof
proof_of(unsigned n)
{
	struct merkle_proof p = { .n = n };

	for (unsigned i = 0; i < n; i++)
		memset(p.hash[i].b, (int)i + 1, SHA256_BYTES);
	return p;
}

static void
assert_same(const struct merkle_proof *a, const struct merkle_proof *b)
{
	ck_assert_uint_eq(a->n, b->n);
	for (unsigned i = 0; i < a->n; i++)
		ck_assert_mem_eq(a->hash[i].b, b->hash[i].b, SHA256_BYTES);
}

static const struct {
	uint64_t head_size, index;
	unsigned consistency, inclusion;
} sizes[] = {
	{ 0, 0, 0, 0 }, { 5, 5, 2, 3 }, { 1, 0, 1, 0 },
	{ 9007199254740991, 9007199254740991, MERKLE_MAX_PROOF,
	  MERKLE_MAX_PROOF },
};

START_TEST(test_round_trip)
{
	struct proof_file p = { .leaf = STR(LEAF),
		.head_size = sizes[_i].head_size, .index = sizes[_i].index,
		.consistency = proof_of(sizes[_i].consistency),
		.inclusion = proof_of(sizes[_i].inclusion),
		.checkpoint = STR(NOTE) }, back;
	struct buf b, again, scratch;
	struct err e = { 0 };

	buf_init(&b, 1 << 20);
	buf_init(&again, 1 << 20);
	buf_init(&scratch, 1 << 20);
	proof_file_format(&b, &p);
	ck_assert_msg(proof_file_parse(&back, buf_view(&b), &scratch, &e) == 0,
	    "%s", e.msg);
	ck_assert(str_is(back.leaf, LEAF));
	ck_assert_uint_eq(back.head_size, p.head_size);
	ck_assert_uint_eq(back.index, p.index);
	assert_same(&back.consistency, &p.consistency);
	assert_same(&back.inclusion, &p.inclusion);
	ck_assert(str_is(back.checkpoint, NOTE));
	proof_file_format(&again, &back);
	ck_assert(str_eq(buf_view(&again), buf_view(&b)));
	buf_fini(&b);
	buf_fini(&again);
	buf_fini(&scratch);
}
END_TEST

/* The bytes themselves, so that the format does not move unseen. */
START_TEST(test_bytes)
{
	struct proof_file p = { .leaf = STR("{}\n"), .head_size = 5,
		.index = 5, .inclusion = proof_of(1), .checkpoint = STR(NOTE) };
	struct buf b;

	buf_init(&b, 4096);
	proof_file_format(&b, &p);
	ck_assert_str_eq(buf_cstr(&b), "c2sp.org/tlog-proof@v1\n"
	    "extra e30Kb2xkIDUK\nindex 5\n"
	    "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n\n" NOTE);
	buf_reset(&b);
	consistency_file_format(&b, 5, &p.inclusion, p.checkpoint);
	ck_assert_str_eq(buf_cstr(&b), "old 5\n"
	    "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n\n" NOTE);
	buf_fini(&b);
}
END_TEST

/* Puts a proof file together from its extra bytes, index line and the rest. */
static int
parse_with(const char *extra, const char *rest)
{
	struct buf b, scratch;
	struct proof_file p;
	struct err e = { 0 };
	int status;

	buf_init(&b, 1 << 20);
	buf_init(&scratch, 1 << 20);
	buf_puts(&b, "c2sp.org/tlog-proof@v1\nextra ");
	base64_put(&b, (const uint8_t *)extra, strlen(extra));
	buf_puts(&b, rest);
	status = proof_file_parse(&p, buf_view(&b), &scratch, &e);
	ck_assert(status == 0 || e.code == ERR_INTEGRITY);
	ck_assert(status == 0 || e.msg[0] != '\0');
	buf_fini(&b);
	buf_fini(&scratch);
	return status;
}

#define REST "\nindex 5\n" HASH "\n\n" NOTE
#define EXTRA LEAF "old 5\n" HASH "\n"

static const char *const bad_extra[] = {
	"", LEAF, "{}", "{}old 5\n", LEAF "old 5", LEAF "old 55", LEAF "old 5\n" HASH,
	LEAF "old\n", LEAF "old \n", LEAF "old  5\n", LEAF "old 05\n",
	LEAF "old -5\n", LEAF "old 9007199254740992\n", LEAF "new 5\n",
	LEAF "old 5\n\n", LEAF "old 5\n" HASH "\n\n", LEAF "old 5\nAAAA\n",
	LEAF "old 5\n" HASH " \n", LEAF "\nold 5\n", LEAF LEAF "old 5\n",
	LEAF "old 5\r\n", LEAF "old 5 \n",
};

START_TEST(test_bad_extra)
{
	ck_assert(parse_with(EXTRA, REST) == 0);
	ck_assert(parse_with(bad_extra[_i], REST) == -1);
}
END_TEST

static const char *const bad_rest[] = {
	"", "\n", "\nindex 5", "\nindex 5\n", "\nindex 5\n\n",
	"\nindex 5\n" HASH "\n", "\nindex 5\n" HASH "\n\n",
	"\n" HASH "\n\n" NOTE, "\nindex\n\n" NOTE, "\nindex \n\n" NOTE,
	"\nindex 05\n\n" NOTE, "\nindex +5\n\n" NOTE, "\nindex 5 \n\n" NOTE,
	"\nindex 9007199254740992\n\n" NOTE,
	"\nindex 5\r\n\n" NOTE, "\nIndex 5\n\n" NOTE,
	"\nindex 5\nAAAA\n\n" NOTE, "\nindex 5\n" HASH HASH "\n\n" NOTE,
	"\nindex 5\n " HASH "\n\n" NOTE, "\nindex 5\n" HASH " \n\n" NOTE,
	/* not canonical: a bit behind the end */
	"\nindex 5\ni+hSDZsT7fEgJy6NVmmgrz5v4zgMch7gDvEfgGbhTYB=\n\n" NOTE,
	"=\nindex 5\n\n" NOTE, " \nindex 5\n\n" NOTE,
	"\nextra e30K\nindex 5\n\n" NOTE,
};

START_TEST(test_bad_rest)
{
	ck_assert(parse_with(EXTRA, bad_rest[_i]) == -1);
}
END_TEST

static const char *const bad_start[] = {
	"", "\n", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\n",
	"c2sp.org/tlog-proof@v2\nextra e30Kb2xkIDUK\nindex 5\n\n" NOTE,
	" c2sp.org/tlog-proof@v1\nextra e30Kb2xkIDUK\nindex 5\n\n" NOTE,
	"c2sp.org/tlog-proof@v1\r\nextra e30Kb2xkIDUK\nindex 5\n\n" NOTE,
	"\xef\xbb\xbf" "c2sp.org/tlog-proof@v1\nextra e30Kb2xkIDUK\nindex 5\n\n"
	    NOTE,
	/* without the record there is nothing to prove */
	"c2sp.org/tlog-proof@v1\nindex 5\n\n" NOTE,
	"c2sp.org/tlog-proof@v1\nextra \nindex 5\n\n" NOTE,
	"c2sp.org/tlog-proof@v1\nextra\nindex 5\n\n" NOTE,
	"c2sp.org/tlog-proof@v1\nextra  e30Kb2xkIDUK\nindex 5\n\n" NOTE,
	"c2sp.org/tlog-proof@v1\nextra e30Kb2xkIDU_\nindex 5\n\n" NOTE,
};

START_TEST(test_bad_start)
{
	struct proof_file p;
	struct buf scratch;
	struct err e = { 0 };

	buf_init(&scratch, 4096);
	ck_assert(proof_file_parse(&p, str_of(bad_start[_i]), &scratch, &e) ==
	    -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	buf_fini(&scratch);
}
END_TEST

/* 63 hashes are the most that a tree can ask for. */
START_TEST(test_too_many_hashes)
{
	struct buf extra, rest;

	buf_init(&extra, 1 << 20);
	buf_init(&rest, 1 << 20);
	buf_puts(&extra, LEAF "old 5\n");
	buf_puts(&rest, "\nindex 5\n");
	for (unsigned i = 0; i < MERKLE_MAX_PROOF; i++) {
		buf_puts(&extra, HASH "\n");
		buf_puts(&rest, HASH "\n");
	}
	ck_assert(parse_with(buf_cstr(&extra), REST) == 0);
	buf_puts(&extra, HASH "\n");
	ck_assert(parse_with(buf_cstr(&extra), REST) == -1);
	buf_puts(&rest, HASH "\n\n" NOTE);
	ck_assert(parse_with(EXTRA, buf_cstr(&rest)) == -1);
	buf_fini(&extra);
	buf_fini(&rest);
}
END_TEST

/* A file beyond the caller's cap is refused, not cut. */
START_TEST(test_scratch_cap)
{
	struct proof_file p;
	struct buf scratch;
	struct err e = { 0 };

	buf_init(&scratch, 8);
	ck_assert(proof_file_parse(&p, STR("c2sp.org/tlog-proof@v1\n"
	    "extra e30Kb2xkIDUK\nindex 5\n\n" NOTE), &scratch, &e) == -1);
	buf_fini(&scratch);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("proof_file");
	TCase *t = tcase_create("proof_file");

	tcase_add_loop_test(t, test_round_trip, 0, COUNT(sizes));
	tcase_add_test(t, test_bytes);
	tcase_add_loop_test(t, test_bad_extra, 0, COUNT(bad_extra));
	tcase_add_loop_test(t, test_bad_rest, 0, COUNT(bad_rest));
	tcase_add_loop_test(t, test_bad_start, 0, COUNT(bad_start));
	tcase_add_test(t, test_too_many_hashes);
	tcase_add_test(t, test_scratch_cap);
	suite_add_tcase(s, t);
	return unit_run(s);
}
