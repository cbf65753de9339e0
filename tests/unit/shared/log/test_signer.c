/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The signer: it signs what extends the tree it signed last, and refuses
 * everything else; its state file, well formed and damaged.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include <check.h>

#include "shared/file/fileio.h"
#include "shared/log/key.h"
#include "tests/lib/unit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define LEAVES 20
#define ORIGIN "registers.example/store-1"
#define STATE "k.key.state"

static struct merkle_hash *
leaves(void)
{
	struct merkle_hash *leaf = calloc(LEAVES, sizeof(*leaf));

	ck_assert_ptr_nonnull(leaf);
	for (size_t i = 0; i < LEAVES; i++) {
		char text[32];
		int n = snprintf(text, sizeof(text), "{\"n\":%zu}\n", i);

		merkle_leaf_hash(&leaf[i], text, (size_t)n);
	}
	return leaf;
}

static void
enter(void)
{
	struct err e = { 0 };

	unit_enter();
	ck_assert_msg(key_create("k.key", NULL, &e) == 0, "%s", e.msg);
}

static void
put(const char *path, struct str text)
{
	FILE *f = fopen(path, "w");

	ck_assert(f != NULL && fwrite(text.p, 1, text.n, f) == text.n &&
	    fclose(f) == 0);
}

/* Opens the key, signs, closes it; what signer_sign answered. */
static int
sign_as(const char *origin, const struct merkle_hash *leaf, uint64_t size,
    bool must_have_state, struct buf *note, struct err *e)
{
	struct signer_request r = { .key_path = "k.key", .origin = origin,
		.leaf = leaf, .size = size,
		.must_have_state = must_have_state };
	struct checkpoint as;
	struct signkey *k;
	int status;

	*e = (struct err){ 0 };
	ck_assert_msg(key_open(&k, "k.key", NULL, e) == 0, "%s", e->msg);
	r.key = k;
	status = signer_sign(&r, &as, note, e);
	if (status == 0)
		ck_assert(as.size == size && strcmp(as.origin, origin) == 0);
	key_close(k);
	return status;
}

static void
verify(struct str note, const struct merkle_hash *leaf, uint64_t size)
{
	uint8_t pub[ED25519_PUBLIC_BYTES];
	struct vkeys known = { .n = 1 };
	struct merkle_hash root;
	const struct vkey *by;
	struct err e = { 0 };
	struct checkpoint c;
	struct signkey *k;
	struct str text;
	struct merkle m;

	ck_assert(key_open(&k, "k.key", NULL, &e) == 0);
	key_public(k, pub);
	key_close(k);
	vkey_make(&known.key[0], STR(ORIGIN), pub);
	ck_assert_int_eq(note_open(note, &known, &text, &by), NOTE_OK);
	ck_assert(checkpoint_parse(&c, text, &e) == 0);
	ck_assert_str_eq(c.origin, ORIGIN);
	ck_assert_uint_eq(c.size, size);
	merkle_init(&m);
	for (uint64_t i = 0; i < size; i++)
		merkle_add_hash(&m, &leaf[i]);
	merkle_root(&m, &root);
	merkle_fini(&m);
	ck_assert_mem_eq(c.root.b, root.b, SHA256_BYTES);
}

static void
sign(const struct merkle_hash *leaf, uint64_t size, bool must_have_state)
{
	struct checkpoint state;
	struct err e;
	struct buf note;

	buf_init(&note, 4096);
	ck_assert_msg(sign_as(ORIGIN, leaf, size, must_have_state, &note,
	    &e) == 0, "%s", e.msg);
	verify(buf_view(&note), leaf, size);
	buf_fini(&note);
	ck_assert_int_eq(signer_state_read("k.key", &state, &e), 1);
	ck_assert_uint_eq(state.size, size);
}

/* Refused, saying so; no byte signed and the state as before. */
static void
refuse(const char *origin, const struct merkle_hash *leaf, uint64_t size,
    const char *says)
{
	struct buf note, before, after;
	struct err e, ignored = { 0 };
	int there = access(STATE, F_OK) == 0;

	buf_init(&note, 4096);
	buf_init(&before, 4096);
	buf_init(&after, 4096);
	if (there)
		ck_assert(file_read(STATE, &before, &ignored) == 0);
	ck_assert(sign_as(origin, leaf, size, true, &note, &e) == -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_msg(strstr(e.msg, says) != NULL, "%s", e.msg);
	ck_assert_msg(strstr(e.msg, "k.key") != NULL ||
	    strstr(e.msg, "estore") != NULL, "%s", e.msg);
	ck_assert_uint_eq(note.n, 0);
	ck_assert_int_eq(access(STATE, F_OK) == 0, there);
	if (there)
		ck_assert(file_read(STATE, &after, &ignored) == 0);
	ck_assert(str_eq(buf_view(&before), buf_view(&after)));
	buf_fini(&note);
	buf_fini(&before);
	buf_fini(&after);
}

START_TEST(test_growth)
{
	struct merkle_hash *leaf = leaves();

	sign(leaf, 1, false);
	for (uint64_t n = 1; n <= LEAVES; n += 3)
		sign(leaf, n, true);
	/* The same tree again is the same signature, no second tree. */
	sign(leaf, 19, true);
	sign(leaf, LEAVES, true);
	free(leaf);
}
END_TEST

START_TEST(test_deterministic)
{
	struct merkle_hash *leaf = leaves();
	struct buf a, b;
	struct err e;

	buf_init(&a, 4096);
	buf_init(&b, 4096);
	ck_assert(sign_as(ORIGIN, leaf, 5, false, &a, &e) == 0);
	ck_assert(sign_as(ORIGIN, leaf, 5, true, &b, &e) == 0);
	ck_assert(str_eq(buf_view(&a), buf_view(&b)));
	/* It is appended to what the buffer holds, and signs only its own. */
	ck_assert(sign_as(ORIGIN, leaf, 5, true, &b, &e) == 0);
	ck_assert_uint_eq(b.n, 2 * a.n);
	verify((struct str){ b.p + a.n, a.n }, leaf, 5);
	buf_fini(&a);
	buf_fini(&b);
	free(leaf);
}
END_TEST

START_TEST(test_smaller_tree)
{
	struct merkle_hash *leaf = leaves();

	sign(leaf, 8, false);
	for (uint64_t n = 1; n < 8; n++)
		refuse(ORIGIN, leaf, n, "8 were signed before");
	free(leaf);
}
END_TEST

START_TEST(test_second_tree)
{
	struct merkle_hash *leaf = leaves();

	sign(leaf, 8, false);
	leaf[7].b[0] ^= 1;
	refuse(ORIGIN, leaf, 8, "history was changed");
	free(leaf);
}
END_TEST

/* rewrite a leaf, append one, expect refusal. */
START_TEST(test_rewritten_leaf)
{
	struct merkle_hash *leaf = leaves();

	sign(leaf, 8, false);
	leaf[_i].b[31] ^= 1;
	refuse(ORIGIN, leaf, 9, "history was changed");
	refuse(ORIGIN, leaf, LEAVES, "history was changed");
	leaf[_i].b[31] ^= 1;
	sign(leaf, 9, true);
	free(leaf);
}
END_TEST

START_TEST(test_swapped_leaves)
{
	struct merkle_hash *leaf = leaves(), kept;

	sign(leaf, 8, false);
	kept = leaf[2];
	leaf[2] = leaf[3];
	leaf[3] = kept;
	refuse(ORIGIN, leaf, 9, "history was changed");
	free(leaf);
}
END_TEST

START_TEST(test_other_origin)
{
	struct merkle_hash *leaf = leaves();

	sign(leaf, 8, false);
	refuse("registers.example/store-2", leaf, 9, "belongs to " ORIGIN);
	refuse("registers.example/store-1/", leaf, 8, "belongs to " ORIGIN);
	free(leaf);
}
END_TEST

START_TEST(test_missing_state)
{
	struct merkle_hash *leaf = leaves();

	refuse(ORIGIN, leaf, 8, "k.key.state");
	refuse(ORIGIN, leaf, 8, "preaudit store key trust-head");
	sign(leaf, 8, false);
	ck_assert(unlink(STATE) == 0);
	refuse(ORIGIN, leaf, 9, "is missing");
	free(leaf);
}
END_TEST

#define ROOT "i+hSDZsT7fEgJy6NVmmgrz5v4zgMch7gDvEfgGbhTYA="
#define Z(lit) { (lit), sizeof(lit) - 1 }

static const struct str damaged[] = {
	Z(""), Z("\n"), Z(ORIGIN), Z(ORIGIN "\n8"), Z(ORIGIN "\n8\n"),
	Z(ORIGIN "\n8\n" ROOT), Z(ORIGIN "\n08\n" ROOT "\n"),
	Z(ORIGIN "\n8\n" ROOT "\n\n"), Z(ORIGIN "\n8\n" ROOT "\nx\n"),
	Z(ORIGIN "\r\n8\r\n" ROOT "\r\n"), Z("\0\0\0\0\0\0\0\0"),
	Z("\n8\n" ROOT "\n"), Z(ORIGIN "\n-1\n" ROOT "\n"),
	Z(ORIGIN "\n8\ni+hSDZsT7fEgJy6NVmmgrz5v4zgMch7gDvEfgGbhTYA\n"),
};

START_TEST(test_damaged_state)
{
	struct merkle_hash *leaf = leaves();
	struct checkpoint c;
	struct err e = { 0 };

	put(STATE, damaged[_i]);
	ck_assert_int_eq(signer_state_read("k.key", &c, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_msg(strstr(e.msg, "k.key.state is damaged") != NULL &&
	    strstr(e.msg, "preaudit store key trust-head") != NULL, "%s",
	    e.msg);
	refuse(ORIGIN, leaf, 8, "is damaged");
	free(leaf);
}
END_TEST

START_TEST(test_long_state)
{
	char text[5000];
	struct checkpoint c;
	struct err e = { 0 };

	memset(text, 'a', sizeof(text));
	put(STATE, (struct str){ text, sizeof(text) });
	ck_assert_int_eq(signer_state_read("k.key", &c, &e), -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert(strstr(e.msg, "is damaged") != NULL);
}
END_TEST

START_TEST(test_state_file)
{
	struct checkpoint c = { .origin = ORIGIN, .size = 6 }, back;
	struct err e = { 0 };
	struct stat st;
	struct buf b;

	ck_assert_int_eq(signer_state_read("k.key", &back, &e), 0);
	memset(c.root.b, 0, sizeof(c.root.b));
	ck_assert(signer_state_write("k.key", &c, &e) == 0);
	buf_init(&b, 4096);
	ck_assert(file_read(STATE, &b, &e) == 0);
	ck_assert_str_eq(buf_cstr(&b), ORIGIN
	    "\n6\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
	ck_assert(stat(STATE, &st) == 0 && (st.st_mode & 07777) == 0600);
	ck_assert_int_eq(signer_state_read("k.key", &back, &e), 1);
	ck_assert_str_eq(back.origin, c.origin);
	ck_assert_uint_eq(back.size, 6);
	ck_assert_mem_eq(back.root.b, c.root.b, SHA256_BYTES);
	buf_fini(&b);
}
END_TEST

/* Where the state cannot be kept, nothing is signed. */
START_TEST(test_state_not_written)
{
	struct merkle_hash *leaf = leaves();
	struct signer_request r = { .key_path = "gone/k.key",
		.origin = ORIGIN, .leaf = leaf, .size = 3 };
	struct err e = { 0 };
	struct checkpoint as;
	struct signkey *k;
	struct buf note;

	buf_init(&note, 4096);
	ck_assert(key_open(&k, "k.key", NULL, &e) == 0);
	r.key = k;
	ck_assert(signer_sign(&r, &as, &note, &e) == -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	ck_assert_uint_eq(note.n, 0);
	key_close(k);
	buf_fini(&note);
	free(leaf);
}
END_TEST

/* Nothing cut off is signed or given out: the text, the signature line. */
START_TEST(test_small_buffer)
{
	struct merkle_hash *leaf = leaves();
	struct buf note;
	struct err e;

	buf_init(&note, _i == 0 ? 20 : 150);
	ck_assert(sign_as(ORIGIN, leaf, 3, false, &note, &e) == -1);
	ck_assert_int_eq(e.code, ERR_LIMIT);
	ck_assert_uint_eq(note.n, 0);
	buf_fini(&note);
	free(leaf);
}
END_TEST

/* What we sign, plain openssl verifies. */
START_TEST(test_openssl_verifies)
{
	struct merkle_hash *leaf = leaves();
	struct buf note;
	struct err e;

	buf_init(&note, 4096);
	ck_assert(sign_as(ORIGIN, leaf, 8, false, &note, &e) == 0);
	put("checkpoint", buf_view(&note));
	ck_assert_int_eq(system("head -3 checkpoint >text && "
	    "tail -1 checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 >sig "
	    "&& openssl pkey -in k.key -pubout -out pub.pem && "
	    "openssl pkeyutl -verify -rawin -in text -sigfile sig -pubin "
	    "-inkey pub.pem >/dev/null"), 0);
	buf_fini(&note);
	free(leaf);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("signer");
	TCase *t = tcase_create("signer");

	tcase_add_checked_fixture(t, enter, unit_leave);
	tcase_add_test(t, test_growth);
	tcase_add_test(t, test_deterministic);
	tcase_add_test(t, test_smaller_tree);
	tcase_add_test(t, test_second_tree);
	tcase_add_loop_test(t, test_rewritten_leaf, 0, 8);
	tcase_add_test(t, test_swapped_leaves);
	tcase_add_test(t, test_other_origin);
	tcase_add_test(t, test_missing_state);
	tcase_add_loop_test(t, test_damaged_state, 0, COUNT(damaged));
	tcase_add_test(t, test_long_state);
	tcase_add_test(t, test_state_file);
	tcase_add_test(t, test_state_not_written);
	tcase_add_loop_test(t, test_small_buffer, 0, 2);
	tcase_add_test(t, test_openssl_verifies);
	suite_add_tcase(s, t);
	return unit_run(s);
}
