/* SPDX-License-Identifier: Apache-2.0 */
/* Who may see what, and access files that are refused. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <check.h>

#include "fcgi/access.h"
#include "shared/file/fileio.h"
#include "tests/lib/unit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define ID "R-0123456789abcdef0123456789abcdef"
#define OTHER "R-0123456789abcdef0123456789abcdee"
#define PEOPLE "{\"users\":{" \
	"\"boss\":{\"role\":\"manager\"}," \
	"\"anna\":{\"role\":\"auditor\",\"reports\":[\"R-x\",\"" ID "\"]}," \
	"\"otto\":{\"role\":\"auditor\",\"dashboard\":true}," \
	"\"nora\":{\"role\":\"auditor\",\"dashboard\":false," \
	"\"reports\":[]}," \
	"\"m\xc3\xbcller\":{\"role\":\"manager\"}}}"

static int
load(struct access *a, const char *text, struct err *e)
{
	ck_assert(file_replace("access.json", str_of(text), 0600, e) == 0);
	return access_load(a, "access.json", e);
}

static const struct {
	const char *user;
	enum role role;
	bool report, other, dashboard;
} users[] = {
	{ "boss", ROLE_MANAGER, true, true, true },
	{ "m\xc3\xbcller", ROLE_MANAGER, true, true, true },
	{ "anna", ROLE_AUDITOR, true, false, false },
	{ "otto", ROLE_AUDITOR, false, false, true },
	{ "nora", ROLE_AUDITOR, false, false, false },
	{ "", ROLE_NOBODY, false, false, false },
	{ "nobody", ROLE_NOBODY, false, false, false },
	{ "Boss", ROLE_NOBODY, false, false, false },
	{ "bos", ROLE_NOBODY, false, false, false },
	{ "boss ", ROLE_NOBODY, false, false, false },
	{ "users", ROLE_NOBODY, false, false, false },
	{ "role", ROLE_NOBODY, false, false, false },
};

START_TEST(everybody_sees_what_is_granted)
{
	struct access a;
	struct err e = { 0 };
	struct str user = str_of(users[_i].user);

	ck_assert_msg(load(&a, PEOPLE, &e) == 0, "%s", e.msg);
	ck_assert_int_eq(access_role(&a, user), users[_i].role);
	ck_assert_int_eq(access_report(&a, user, ID), users[_i].report);
	ck_assert_int_eq(access_report(&a, user, OTHER), users[_i].other);
	ck_assert_int_eq(access_dashboard(&a, user), users[_i].dashboard);
	access_free(&a);
	ck_assert_ptr_null(a.root);
}
END_TEST

/* A name goes to its end, and no further than its length. */
START_TEST(names_are_compared_whole)
{
	struct access a;
	struct err e = { 0 };

	ck_assert(load(&a, PEOPLE, &e) == 0);
	ck_assert_int_eq(access_role(&a, (struct str){ "boss\0x", 6 }),
	    ROLE_NOBODY);
	ck_assert_int_eq(access_role(&a, (struct str){ "bossy", 4 }),
	    ROLE_MANAGER);
	ck_assert_int_eq(access_role(&a, (struct str){ NULL, 0 }),
	    ROLE_NOBODY);
	access_free(&a);
}
END_TEST

START_TEST(nobody_is_named)
{
	struct access a;
	struct err e = { 0 };

	ck_assert_msg(load(&a, "{\"users\":{}}", &e) == 0, "%s", e.msg);
	ck_assert_int_eq(access_role(&a, STR("boss")), ROLE_NOBODY);
	ck_assert(!access_report(&a, STR("boss"), ID));
	ck_assert(!access_dashboard(&a, STR("boss")));
	access_free(&a);
}
END_TEST

/* What is refused, and what the message names. */
static const struct {
	const char *text, *says;
} bad[] = {
	{ "", "access.json" },
	{ "{", "access.json" },
	{ "[]", "users" },
	{ "{}", "users" },
	{ "{\"users\":[]}", "users" },
	{ "{\"users\":null}", "users" },
	{ "{\"Users\":{}}", "users" },
	{ "{\"users\":{},\"extra\":1}", "extra" },
	{ "{\"users\":{\"u\":{}}}", "\"u\"" },
	{ "{\"users\":{\"u\":\"manager\"}}", "\"u\"" },
	{ "{\"users\":{\"u\":{\"role\":\"Manager\"}}}", "\"u\"" },
	{ "{\"users\":{\"u\":{\"role\":\"admin\"}}}", "\"u\"" },
	{ "{\"users\":{\"u\":{\"role\":[\"manager\"]}}}", "\"u\"" },
	{ "{\"users\":{\"u\":{\"role\":\"auditor\",\"report\":[]}}}",
	    "\"report\"" },
	{ "{\"users\":{\"u\":{\"role\":\"auditor\",\"reports\":\"" ID
	    "\"}}}", "reports" },
	{ "{\"users\":{\"u\":{\"role\":\"auditor\",\"reports\":[7]}}}",
	    "reports" },
	{ "{\"users\":{\"u\":{\"role\":\"auditor\",\"reports\":[\"" ID
	    "\",null]}}}", "reports" },
	{ "{\"users\":{\"u\":{\"role\":\"auditor\",\"dashboard\":\"yes\"}}}",
	    "dashboard" },
	{ "{\"users\":{\"u\":{\"role\":\"auditor\",\"dashboard\":1}}}",
	    "dashboard" },
	{ "{\"users\":{\"u\":{\"role\":\"auditor\"},"
	    "\"u\":{\"role\":\"manager\"}}}", "access.json" },
	{ "{\"users\":{\"u\":{\"role\":\"auditor\",\"role\":\"manager\"}}}",
	    "access.json" },
	{ "{\"users\":{}} x", "access.json" },
};

START_TEST(refuses)
{
	struct access a;
	struct err e = { 0 };

	ck_assert_msg(load(&a, bad[_i].text, &e) == -1, "%s", bad[_i].text);
	ck_assert_ptr_null(a.root);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_msg(strstr(e.msg, "access.json") != NULL &&
	    strstr(e.msg, bad[_i].says) != NULL, "%s", e.msg);
	access_free(&a);
}
END_TEST

START_TEST(a_missing_file_is_said)
{
	struct access a;
	struct err e = { 0 };

	ck_assert_int_eq(access_load(&a, "none.json", &e), -1);
	ck_assert_ptr_null(a.root);
	ck_assert_msg(strstr(e.msg, "none.json") != NULL, "%s", e.msg);
}
END_TEST

/* More than a megabyte is no list of people. */
START_TEST(a_large_file_is_refused)
{
	struct access a;
	struct err e = { 0 };
	struct buf b;

	buf_init(&b, (size_t)4 << 20);
	buf_puts(&b, PEOPLE);
	while (b.n <= (size_t)1 << 20)
		buf_putc(&b, ' ');
	ck_assert_int_eq(load(&a, buf_cstr(&b), &e), -1);
	ck_assert_ptr_null(a.root);
	ck_assert_msg(strstr(e.msg, "access.json") != NULL, "%s", e.msg);
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("fcgi_access");
	TCase *tc = tcase_create("access");

	tcase_add_checked_fixture(tc, unit_enter, unit_leave);
	tcase_add_loop_test(tc, everybody_sees_what_is_granted, 0,
	    COUNT(users));
	tcase_add_test(tc, names_are_compared_whole);
	tcase_add_test(tc, nobody_is_named);
	tcase_add_loop_test(tc, refuses, 0, COUNT(bad));
	tcase_add_test(tc, a_missing_file_is_said);
	tcase_add_test(tc, a_large_file_is_refused);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
