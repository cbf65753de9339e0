/* SPDX-License-Identifier: Apache-2.0 */
/* Which checkpoint is the head, and what may be signed and published. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/store/store_internal.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_store.h"

#define ORIGIN "example.org/s"

/* One record more; 0 or the error's code. */
static enum err_code
grow(const char *dir, const char *key, struct err *e)
{
	struct leaf l = { .type = LEAF_VOID };
	struct store_txn t;
	int status;

	l.u.voided.index = 1;
	l.u.voided.reason = "test";
	l.u.voided.when = UNIT_WHEN;
	if (store_begin(&t, &(struct store_writer){ dir, key, NULL, 0, NULL }, NULL,
	    e) == -1)
		return e->code;
	status = store_txn_leaf(&t, &l, e) == -1 ? -1 : store_commit(&t, e);
	store_end(&t);
	return status == -1 ? e->code : ERR_NONE;
}

static void
must_grow(void)
{
	struct err e;

	ck_assert_msg(grow("s", "s.key", &e) == ERR_NONE, "%s", e.msg);
}

static void
read_all(const char *path, struct buf *b)
{
	struct err e;

	buf_init(b, (size_t)1 << 20);
	ck_assert_msg(file_read(path, b, &e) == 0, "%s", e.msg);
}

static void
put(const char *path, struct str bytes)
{
	struct err e;

	ck_assert_msg(file_replace(path, bytes, 0444, &e) == 0, "%s", e.msg);
}

static void
put_copy(const char *to, const char *from)
{
	struct buf b;

	read_all(from, &b);
	put(to, buf_view(&b));
	buf_fini(&b);
}

static void
same(const char *path, const struct buf *as)
{
	struct buf b;

	read_all(path, &b);
	ck_assert_msg(str_eq(buf_view(&b), buf_view(as)), "%s was changed",
	    path);
	buf_fini(&b);
}

/* What stands in `checkpoint` and checkpoints/4 of a store of four records. */
static const struct {
	const char *pointer, *kept; /* a file to copy, "" junk, NULL none */
	uint64_t size;              /* of the head; 0: refused */
	const char *head_file;
	bool odd;
	const char *says;
} place[] = {
	{ "four", "four", 4, "checkpoint", false, NULL },
	{ "three", "four", 4, "checkpoints/4", false, NULL },
	{ NULL, "four", 4, "checkpoints/4", false, NULL },
	{ NULL, NULL, 3, "checkpoints/3", false, NULL },
	{ "four", NULL, 4, "checkpoint", false, NULL },
	{ "three", NULL, 3, "checkpoint", false, NULL },
	{ "three", "", 3, "checkpoint", true, NULL },
	{ "three", "three", 3, "checkpoint", true, NULL },
	{ "three", "foreign", 3, "checkpoint", true, NULL },
	{ "four", "", 4, "checkpoint", false, NULL },
	{ "", "four", 0, NULL, false, "s/checkpoint: not a signed note" },
	{ "foreign", "four", 0, NULL, false, "s/checkpoint: not signed by" },
};

START_TEST(heads)
{
	struct store s;
	struct err e;
	int status;

	unit_store("f", ORIGIN);
	ck_assert_int_eq(rename("f.key", "other.key"), 0);
	put_copy("foreign", "f/checkpoint");
	unit_store("s", ORIGIN);
	must_grow();
	must_grow();
	put_copy("three", "s/checkpoints/3");
	put_copy("four", "s/checkpoints/4");
	ck_assert_int_eq(unlink("s/checkpoint"), 0);
	ck_assert_int_eq(unlink("s/checkpoints/4"), 0);
	if (place[_i].pointer != NULL && place[_i].pointer[0] != '\0')
		put_copy("s/checkpoint", place[_i].pointer);
	else if (place[_i].pointer != NULL)
		put("s/checkpoint", STR("junk\n"));
	if (place[_i].kept != NULL && place[_i].kept[0] != '\0')
		put_copy("s/checkpoints/4", place[_i].kept);
	else if (place[_i].kept != NULL)
		put("s/checkpoints/4", STR("junk\n"));
	status = store_open(&s, "s", &e);
	if (place[_i].size == 0) {
		ck_assert_int_eq(status, -1);
		ck_assert_int_eq(e.code, ERR_INTEGRITY);
		ck_assert_msg(strstr(e.msg, place[_i].says) != NULL, "%s",
		    e.msg);
		return;
	}
	ck_assert_msg(status == 0, "%s", e.msg);
	ck_assert_uint_eq(s.head.size, place[_i].size);
	ck_assert_str_eq(s.head_file, place[_i].head_file);
	ck_assert(place[_i].odd == (s.odd_file != NULL));
	store_close(&s);
	/* A writer leaves a file alone that is called newer and is not. */
	if (place[_i].odd) {
		ck_assert_int_eq(grow("s", "s.key", &e), ERR_INTEGRITY);
		ck_assert_ptr_nonnull(strstr(e.msg, "s/checkpoints/4"));
	}
}
END_TEST

/* Nothing is published that does not verify, nothing kept is replaced. */
START_TEST(publishing)
{
	struct buf three, four, bad;
	struct checkpoint want;
	struct store s;
	struct err e;

	unit_store("f", ORIGIN);
	unit_store("s", ORIGIN);
	must_grow();
	read_all("s/checkpoint", &three);
	must_grow();
	read_all("s/checkpoint", &four);
	unit_store_open(&s, "s");
	want = s.head;
	ck_assert_int_eq(unlink("s/checkpoints/4"), 0);
	put("s/checkpoint", buf_view(&three));
#define REFUSED(note) do { \
	ck_assert_int_eq(store_publish("s", &s.keys.key[0], &want, note, &e), \
	    -1); \
	ck_assert_int_eq(e.code, ERR_INTEGRITY); \
	same("s/checkpoint", &three); } while (0)
	/* Another key's; one bit of the signature; another size and root. */
	read_all("f/checkpoint", &bad);
	REFUSED(buf_view(&bad));
	buf_reset(&bad);
	buf_str(&bad, buf_view(&four));
	bad.p[bad.n - 20] ^= 1;
	REFUSED(buf_view(&bad));
	REFUSED(buf_view(&three));
	want.root.b[0] ^= 1;
	REFUSED(buf_view(&four));
	want.root.b[0] ^= 1;
	ck_assert_int_eq(access("s/checkpoints/4", F_OK), -1);
	/* A kept one with other bytes stays; with the same it is no matter. */
	put("s/checkpoints/4", buf_view(&three));
	REFUSED(buf_view(&four));
	same("s/checkpoints/4", &three);
	put("s/checkpoints/4", buf_view(&four));
	ck_assert_int_eq(store_publish("s", &s.keys.key[0], &want,
	    buf_view(&four), &e), 0);
	same("s/checkpoint", &four);
	store_close(&s);
	buf_fini(&three);
	buf_fini(&four);
	buf_fini(&bad);
}
END_TEST

/* The key is exchanged after the work has begun: it signs nothing. */
START_TEST(key_exchanged)
{
	struct leaf l = { .type = LEAF_VOID };
	struct buf log, checkpoint, state;
	struct store_txn t;
	struct err e;

	unit_store("f", ORIGIN);
	unit_store("s", ORIGIN);
	read_all("s/log.jsonl", &log);
	read_all("s/checkpoint", &checkpoint);
	read_all("s.key.state", &state);
	ck_assert_int_eq(unlink("f.key.state"), 0);
	ck_assert_int_eq(grow("s", "f.key", &e), ERR_CONFIG);
	ck_assert_int_eq(store_begin(&t, &(struct store_writer){ "s", "s.key",
	    NULL, 0, NULL }, NULL, &e), 0);
	l.u.voided.index = 1;
	l.u.voided.reason = "test";
	l.u.voided.when = UNIT_WHEN;
	ck_assert_int_eq(store_txn_leaf(&t, &l, &e), 0);
	ck_assert_int_eq(rename("f.key", "s.key"), 0);
	ck_assert_int_eq(store_commit(&t, &e), -1);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	store_end(&t);
	same("s/log.jsonl", &log);
	same("s/checkpoint", &checkpoint);
	same("s.key.state", &state);
	buf_fini(&log);
	buf_fini(&checkpoint);
	buf_fini(&state);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("store_head");
	TCase *t = tcase_create("store_head");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_loop_test(t, heads, 0, sizeof(place) / sizeof(place[0]));
	tcase_add_test(t, publishing);
	tcase_add_test(t, key_exchanged);
	suite_add_tcase(s, t);
	return unit_run(s);
}
