/* SPDX-License-Identifier: Apache-2.0 */
/* A store's beginning: one that was cut off after its signature, and its key card. */
#include <check.h>
#include <stdio.h>
#include <unistd.h>

#include <sys/stat.h>

#include "shared/file/fileio.h"
#include "shared/file/output.h"
#include "shared/store/place.h"
#include "shared/store/store.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_store.h"

#define HASH "11111111111111111111111111111111"                                \
	"11111111111111111111111111111111"
#define OTHER "22222222222222222222222222222222"                               \
	"22222222222222222222222222222222"

/* What an init asks for. */
struct asked {
	struct leaf_file file[2];
	struct leaf_parameter parameter[2];
	struct leaf_standard standard;
	struct str bytes[2];
	struct store_init init;
};

static void
ask(struct asked *a)
{
	*a = (struct asked){ .file = { { "a.json", HASH, 2 },
		{ "b.json", HASH, 2 } },
		.parameter = { { "breadth", 5 }, { "depth", 6 } },
		.bytes = { STR("{}"), STR("{}") } };
	a->standard = (struct leaf_standard){ .adopted = UNIT_WHEN,
		.edition = "1", .name = "Test", .file = a->file, .nfiles = 2,
		.parameter = a->parameter, .nparameters = 2 };
	a->init = (struct store_init){ .dir = "s", .origin = "example.org/s",
		.organisation = "Example Ltd", .timezone = "UTC",
		.key_path = "s.key", .standard = &a->standard,
		.file_bytes = a->bytes, .succeeds_origin = "example.org/r",
		.succeeds_reason = "moved", .succeeds_root = HASH,
		.succeeds_size = 3, .now_s = UNIT_NOW };
}

/* One thing is asked otherwise. */
static void
change(struct asked *a, int what)
{
	switch (what) {
	case 0: a->init.origin = "example.org/t"; break;
	case 1: a->init.organisation = "Another Ltd"; break;
	case 2: a->init.timezone = "Europe/Berlin"; break;
	case 3: a->init.succeeds_origin = "example.org/q"; break;
	case 4: a->init.succeeds_reason = "lost"; break;
	case 5: a->init.succeeds_root = OTHER; break;
	case 6: a->init.succeeds_size = 4; break;
	case 7: a->standard.name = "Other"; break;
	case 8: a->standard.edition = "2"; break;
	case 9: a->standard.nfiles = 1; break;
	case 10: a->standard.nparameters = 1; break;
	case 11: a->file[0].name = "A.json"; break;
	case 12: a->file[1].name = "c.json"; break;
	case 13: a->file[0].sha256 = OTHER; break;
	case 14: a->file[1].sha256 = OTHER; break;
	case 15: a->parameter[0].name = "b"; break;
	case 16: a->parameter[1].name = "e"; break;
	case 17: a->parameter[0].value = 4; break;
	case 18: a->parameter[1].value = 7; break;
	/* Its time is that of the run that was cut off. */
	case 19: a->init.now_s++; break;
	default: break;
	}
}

static int
create(const struct asked *a, struct err *e)
{
	struct buf said;
	int status;

	buf_init(&said, 65536);
	status = store_create(&a->init, &said, e);
	buf_fini(&said);
	return status;
}

/* s is s.new again, as before it got its name. */
static void
cut_off(void)
{
	struct asked a;
	struct err e = { 0 };

	ask(&a);
	ck_assert_msg(create(&a, &e) == 0, "%s", e.msg);
	ck_assert_int_eq(rename("s", "s.new"), 0);
}

START_TEST(finished)
{
	struct asked a;
	struct err e = { 0 };
	bool same = _i > 18;

	cut_off();
	ask(&a);
	change(&a, _i);
	ck_assert_msg(create(&a, &e) == (same ? 0 : -1), "%d: %s", _i, e.msg);
	ck_assert_int_eq(access("s", F_OK), same ? 0 : -1);
	ck_assert_int_eq(access("s.new/log.jsonl", F_OK), same ? -1 : 0);
	/* Another origin: the key is another store's. */
	if (!same)
		ck_assert_int_eq(e.code, _i == 0 ? ERR_CONFIG : ERR_USAGE);
}
END_TEST

/* A log that is no log, or is not there: the key is in use elsewhere. */
START_TEST(no_log)
{
	struct asked a;
	struct err e = { 0 };

	cut_off();
	ask(&a);
	ck_assert_int_eq(_i == 0 ? unlink("s.new/log.jsonl") :
	    truncate("s.new/log.jsonl", 40), 0);
	ck_assert_int_eq(create(&a, &e), -1);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_ptr_nonnull(strstr(e.msg, "already belongs to store"));
	ck_assert_int_eq(access("s", F_OK), -1);
}
END_TEST

/* The card for the browser has the name as it is written. */
START_TEST(card_escaped)
{
	struct asked a;
	struct buf html;
	struct err e = { 0 };

	ask(&a);
	a.init.organisation = "A<B> & C&D";
	ck_assert_msg(create(&a, &e) == 0, "%s", e.msg);
	buf_init(&html, 65536);
	ck_assert_int_eq(file_read("s.key.card.html", &html, &e), 0);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&html),
	    "   A&lt;B&gt; &amp; C&amp;D\n"));
	buf_reset(&html);
	ck_assert_int_eq(file_read("s.key.card.txt", &html, &e), 0);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&html), "   A<B> & C&D\n"));
	buf_fini(&html);
}
END_TEST

/* No file goes into a store that the path happens to lie in. */
START_TEST(around)
{
	static const struct {
		const char *path;
		bool ok;
	} files[] = { { "s/new", false }, { "s/reports/deep/new", false },
		{ "beside/new", true }, { "new", true } };
	struct outputs out = { .kept = NULL };
	struct asked a;
	struct err e = { 0 };

	ask(&a);
	ck_assert_msg(create(&a, &e) == 0, "%s", e.msg);
	ck_assert_int_eq(mkdir("s/reports/deep", 0755) | mkdir("beside", 0755),
	    0);
	place_keep_around(files[_i].path, &out);
	ck_assert_int_eq(output_check(&out, "--key", files[_i].path, false,
	    &e), files[_i].ok ? 0 : -1);
	if (!files[_i].ok)
		ck_assert_ptr_nonnull(strstr(e.msg, "another store"));
	outputs_free(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("store_init");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_loop_test(t, finished, 0, 21);
	tcase_add_loop_test(t, no_log, 0, 2);
	tcase_add_test(t, card_escaped);
	tcase_add_loop_test(t, around, 0, 4);
	suite_add_tcase(s, t);
	return unit_run(s);
}
