/* SPDX-License-Identifier: Apache-2.0 */
/* Asking the issuer: its answer, its error, late answers, silence, its end; and routes. */
#include <stdlib.h>
#include <unistd.h>

#include <sys/socket.h>

#include <check.h>

#include "fcgi/channel.h"
#include "fcgi/route.h"
#include "tests/lib/unit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define ID "R-0123456789abcdef0123456789abcdef"

/* ends[0] is the worker's, ends[1] the issuer's. */
static void
open_pair(int ends[2])
{
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
}

static void
answer(int fd, const void *p, size_t n)
{
	ck_assert_int_eq(send(fd, p, n, 0), (ssize_t)n);
}

START_TEST(an_answer_comes_back)
{
	struct answer_msg m = { .number = 8, .existed = 1, .id = ID }, out;
	struct ask a = { .op = ASK_ISSUE, .number = 7, .as_of = 20000,
		.profile = "readiness" }, got;
	struct err e = { 0 };
	int ends[2];

	open_pair(ends);
	answer(ends[1], &m, sizeof(m));
	ck_assert_msg(channel_ask(ends[0], &a, 1000, &out, &e) == 0, "%s",
	    e.msg);
	ck_assert_str_eq(out.id, ID);
	ck_assert_uint_eq(out.existed, 1);
	ck_assert_int_eq(recv(ends[1], &got, sizeof(got), 0), sizeof(got));
	ck_assert_uint_eq(got.op, ASK_ISSUE);
	ck_assert_uint_eq(got.number, 8);
	ck_assert_int_eq(got.as_of, 20000);
	ck_assert_str_eq(got.profile, "readiness");
	close(ends[0]);
	close(ends[1]);
}
END_TEST

START_TEST(late_answers_are_dropped)
{
	struct answer_msg m = { .number = 3, .id = "R-late" }, out;
	struct ask a = { .op = ASK_STATUS, .number = 4 };
	struct err e = { 0 };
	int ends[2];

	open_pair(ends);
	for (m.number = 2; m.number < 5; m.number++)
		answer(ends[1], &m, sizeof(m));
	m = (struct answer_msg){ .number = 5, .file = "status.json" };
	answer(ends[1], &m, sizeof(m));
	ck_assert_msg(channel_ask(ends[0], &a, 1000, &out, &e) == 0, "%s",
	    e.msg);
	ck_assert_str_eq(out.file, "status.json");
	ck_assert_str_eq(out.id, "");
	close(ends[0]);
	close(ends[1]);
}
END_TEST

START_TEST(an_error_is_the_issuers)
{
	static const struct {
		uint32_t code;
		enum err_code is;
	} cases[] = {
		{ ERR_LOCKED, ERR_LOCKED },
		{ ERR_INTEGRITY, ERR_INTEGRITY },
		{ ERR_CONFIG, ERR_CONFIG },
		{ ERR__MAX, ERR_SYS },
		{ UINT32_MAX, ERR_SYS },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct answer_msg m = { .number = 1, .code = cases[i].code,
			.msg = "key s.key is missing" }, out;
		struct ask a = { .op = ASK_ISSUE };
		struct err e = { 0 };
		int ends[2];

		open_pair(ends);
		answer(ends[1], &m, sizeof(m));
		ck_assert_int_eq(channel_ask(ends[0], &a, 1000, &out, &e),
		    -1);
		ck_assert_int_eq(e.code, cases[i].is);
		ck_assert_str_eq(e.msg, "key s.key is missing");
		close(ends[0]);
		close(ends[1]);
	}
}
END_TEST

/* No text runs over its end, whatever the message holds. */
START_TEST(texts_end)
{
	struct ask a = { .op = ASK_ISSUE };
	struct answer_msg m, out;
	struct err e = { 0 };
	int ends[2];

	memset(&m, 'x', sizeof(m));
	m.number = 1;
	m.code = ERR_NONE;
	open_pair(ends);
	answer(ends[1], &m, sizeof(m));
	ck_assert_int_eq(channel_ask(ends[0], &a, 1000, &out, &e), 0);
	ck_assert_uint_eq(strlen(out.id), sizeof(out.id) - 1);
	ck_assert_uint_eq(strlen(out.file), sizeof(out.file) - 1);
	ck_assert_uint_eq(strlen(out.msg), sizeof(out.msg) - 1);
	close(ends[0]);
	close(ends[1]);
}
END_TEST

START_TEST(silence_ends_the_wait)
{
	struct ask a = { .op = ASK_STATUS };
	struct answer_msg out;
	struct err e = { 0 };
	int ends[2];

	open_pair(ends);
	ck_assert_int_eq(channel_ask(ends[0], &a, 50, &out, &e), -1);
	ck_assert_int_eq(e.code, ERR_LOCKED);
	ck_assert_ptr_nonnull(strstr(e.msg, "ask again"));
	close(ends[0]);
	close(ends[1]);
}
END_TEST

/* The issuer is gone, before or after the ask; or speaks another protocol. */
START_TEST(the_issuer_ends)
{
	struct ask a = { .op = ASK_STATUS };
	struct answer_msg out;
	struct err e = { 0 };
	int ends[2];

	open_pair(ends);
	close(ends[1]);
	ck_assert_int_eq(channel_ask(ends[0], &a, 1000, &out, &e), -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	ck_assert_ptr_nonnull(strstr(e.msg, "issuer"));
	close(ends[0]);
	open_pair(ends);
	ck_assert_int_eq(shutdown(ends[1], SHUT_WR), 0);
	ck_assert_int_eq(channel_ask(ends[0], &a, 1000, &out, &e), -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	ck_assert_msg(strstr(e.msg, "has ended") != NULL, "%s", e.msg);
	close(ends[0]);
	close(ends[1]);
	open_pair(ends);
	answer(ends[1], "short", 5);
	ck_assert_int_eq(channel_ask(ends[0], &a, 1000, &out, &e), -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	close(ends[0]);
	close(ends[1]);
}
END_TEST

START_TEST(status_files_have_names)
{
	char name[64];

	channel_status_name(name, 18, 0);
	ck_assert_str_eq(name, "status-18-1970-01-01.json");
	channel_status_name(name, UINT64_MAX, 20636);
	ck_assert_str_eq(name, "status-18446744073709551615-2026-07-02.json");
}
END_TEST

static const struct {
	const char *path, *route, *allow;
	enum who who;
} routes[] = {
	{ "/", "/", "GET, HEAD", WHO_DASHBOARD },
	{ "/reports", "/reports", "GET, HEAD, POST", WHO_KNOWN },
	{ "/reports/", "/reports/", "GET, HEAD, POST", WHO_KNOWN },
	{ "/reports/" ID "/content.csv", "/reports/", "GET, HEAD", WHO_KNOWN },
	{ "/reports/../x", "/reports/", "GET, HEAD", WHO_KNOWN },
	{ "/verify", "/verify", "GET, HEAD, POST", WHO_EVERYONE },
	{ "/log/checkpoint", "/log/checkpoint", "GET, HEAD", WHO_EVERYONE },
	{ "/healthz", "/healthz", "GET, HEAD", WHO_LOCAL },
	{ "", NULL, NULL, WHO_EVERYONE },
	{ "//", NULL, NULL, WHO_EVERYONE },
	{ "/report", NULL, NULL, WHO_EVERYONE },
	{ "/reportsx", NULL, NULL, WHO_EVERYONE },
	{ "/verify/", NULL, NULL, WHO_EVERYONE },
	{ "/Verify", NULL, NULL, WHO_EVERYONE },
	{ "/healthz/x", NULL, NULL, WHO_EVERYONE },
	{ "/log", NULL, NULL, WHO_EVERYONE },
};

START_TEST(paths_have_routes)
{
	const struct route *r = route_find(str_of(routes[_i].path));

	if (routes[_i].route == NULL) {
		ck_assert_msg(r == NULL, "%s", routes[_i].path);
		return;
	}
	ck_assert_msg(r != NULL, "%s", routes[_i].path);
	ck_assert_str_eq(r->path, routes[_i].route);
	ck_assert_str_eq(route_allow(r), routes[_i].allow);
	ck_assert_int_eq(r->who, routes[_i].who);
	ck_assert_int_eq(r->is_prefix, strlen(routes[_i].path) >
	    strlen(r->path));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("fcgi_channel");
	TCase *tc = tcase_create("channel");

	tcase_add_test(tc, an_answer_comes_back);
	tcase_add_test(tc, late_answers_are_dropped);
	tcase_add_test(tc, an_error_is_the_issuers);
	tcase_add_test(tc, texts_end);
	tcase_add_test(tc, silence_ends_the_wait);
	tcase_add_test(tc, the_issuer_ends);
	tcase_add_test(tc, status_files_have_names);
	tcase_add_loop_test(tc, paths_have_routes, 0, COUNT(routes));
	suite_add_tcase(s, tc);
	return unit_run(s);
}
