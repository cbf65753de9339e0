/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of work in a confined child: its answer, or how it died. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/socket.h>

#include <check.h>

#include "importer/common/text_check.h"
#include "importer/read/confined.h"
#include "shared/base/mem.h"
#include "tests/lib/unit.h"

static int
work_answers(void *ctx, int out, int spill, struct buf *answer, struct err *e)
{
	(void)ctx;
	(void)spill;
	if (fd_write(out, "rows", 4, "out", e) == -1)
		return -1;
	buf_puts(answer, "an answer");
	return 0;
}

static int
work_refuses(void *ctx, int out, int spill, struct buf *answer, struct err *e)
{
	(void)ctx;
	(void)out;
	(void)spill;
	(void)answer;
	return err_set(e, ERR_REFUSED, "it is no good");
}

static int
work_fails(void *ctx, int out, int spill, struct buf *answer, struct err *e)
{
	(void)ctx;
	(void)out;
	(void)spill;
	(void)answer;
	return err_set(e, ERR_SYS, "the disk is gone");
}

static int
work_crashes(void *ctx, int out, int spill, struct buf *answer, struct err *e)
{
	volatile int *nothing = ctx;

	(void)out;
	(void)spill;
	(void)answer;
	(void)e;
	return *nothing;
}

static int
work_opens_a_socket(void *ctx, int out, int spill, struct buf *answer,
    struct err *e)
{
	(void)ctx;
	(void)out;
	(void)spill;
	(void)answer;
	(void)e;
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int
work_eats_memory(void *ctx, int out, int spill, struct buf *answer,
    struct err *e)
{
	(void)ctx;
	(void)out;
	(void)spill;
	(void)e;
	while (buf_ok(answer))
		buf_printf(answer, "%p", mem_alloc((size_t)1 << 20));
	return 0;
}

static int
work_spins(void *ctx, int out, int spill, struct buf *answer, struct err *e)
{
	volatile bool on = true;

	(void)ctx;
	(void)out;
	(void)spill;
	(void)answer;
	(void)e;
	while (on)
		;
	return 0;
}

static int
work_writes_much(void *ctx, int out, int spill, struct buf *answer,
    struct err *e)
{
	char piece[4096] = { 0 };

	(void)ctx;
	(void)spill;
	(void)answer;
	while (fd_write(out, piece, sizeof(piece), "out", e) == 0)
		;
	return -1;
}

static int
work_talks_much(void *ctx, int out, int spill, struct buf *answer,
    struct err *e)
{
	(void)ctx;
	(void)out;
	(void)spill;
	(void)e;
	for (int i = 0; i < 100000; i++)
		buf_putc(answer, 'x');
	return 0;
}

static const struct {
	int (*work)(void *ctx, int out, int spill, struct buf *answer,
	    struct err *e);
	enum err_code code;
	const char *says; /* the answer, or part of the message */
	bool confined;    /* only where the sandbox is */
} cases[] = {
	{ work_answers, ERR_NONE, "an answer", false },
	{ work_refuses, ERR_REFUSED, "it is no good", false },
	{ work_fails, ERR_SYS, "the disk is gone", false },
	{ work_talks_much, ERR_REFUSED, "more sheets and merged cells", false },
	{ work_crashes, ERR_REFUSED, "it broke the program that reads it "
	    "(signal 11)", true },
	{ work_opens_a_socket, ERR_SYS, "(signal 31); this is a fault of this "
	    "program, not of the file, which is unchanged; nothing is done: "
	    "please report it", true },
	{ work_eats_memory, ERR_REFUSED, "more than the 8 MiB of memory",
	    true },
	{ work_spins, ERR_REFUSED, "took too long and was stopped", true },
	{ work_writes_much, ERR_REFUSED, "more text than can be imported",
	    true },
};

START_TEST(test_end)
{
	const struct confined c = { .work = cases[_i].work,
		.spared = "nothing is done",
		.limits = { .data_bytes = 8 << 20, .file_bytes = 1 << 16,
		.cpu_s = 1 } };
	struct err e = { 0 };
	struct buf answer;
	int out, status;

	buf_init(&answer, 4096);
	status = confined_run(&c, &out, &answer, &e);
	ck_assert_int_eq(e.code, cases[_i].code);
	if (cases[_i].code == ERR_NONE) {
		ck_assert_int_eq(status, 0);
		ck_assert_str_eq(buf_cstr(&answer), cases[_i].says);
		ck_assert_int_eq(lseek(out, 0, SEEK_END), 4);
		close(out);
	} else {
		ck_assert_int_eq(status, -1);
		ck_assert_int_eq(out, -1);
		if (strstr(e.msg, cases[_i].says) == NULL)
			ck_abort_msg("%s", e.msg);
	}
	buf_fini(&answer);
}
END_TEST

/* Preparing may still open files; working may not. */
static int
prepare_opens(void *ctx, struct err *e)
{
	struct buf b;
	int status;

	buf_init(&b, 65536);
	status = file_read("/etc/passwd", &b, e);
	*(size_t *)ctx = b.n;
	buf_fini(&b);
	return status;
}

static int
work_has_it(void *ctx, int out, int spill, struct buf *answer, struct err *e)
{
	(void)out;
	(void)spill;
	(void)e;
	buf_puts(answer, *(size_t *)ctx > 0 ? "read" : "nothing");
	return 0;
}

START_TEST(test_prepare)
{
	size_t n = 0;
	const struct confined c = { .prepare = prepare_opens,
		.work = work_has_it, .ctx = &n, .limits = {
		.data_bytes = 8 << 20, .file_bytes = 1 << 16, .cpu_s = 1 } };
	struct err e = { 0 };
	struct buf answer;
	int out;

	buf_init(&answer, 4096);
	ck_assert_int_eq(confined_run(&c, &out, &answer, &e), 0);
	ck_assert_str_eq(buf_cstr(&answer), "read");
	/* What the child has in memory is its own. */
	ck_assert_uint_eq(n, 0);
	close(out);
	buf_fini(&answer);
}
END_TEST

static const struct {
	struct str text;
	enum text_verdict verdict;
	size_t at;
} texts[] = {
	{ { "", 0 }, TEXT_GOOD, 0 },
	{ { "a\xc3\xbc", 3 }, TEXT_GOOD, 0 },
	{ { "a\xc3", 2 }, TEXT_NOT_UTF8, 1 },
	{ { "ab\0c", 4 }, TEXT_NUL, 2 },
	{ { "a\0\xff", 3 }, TEXT_NUL, 1 },
	{ { "\xff\0", 2 }, TEXT_NOT_UTF8, 0 },
};

START_TEST(test_text)
{
	const struct map none = { "", 0 };
	size_t at = 0;

	ck_assert_int_eq(text_check(&none, texts[_i].text, &at),
	    texts[_i].verdict);
	if (texts[_i].verdict != TEXT_GOOD)
		ck_assert_uint_eq(at, texts[_i].at);
}
END_TEST

/* A character across the end of a piece, and a bad byte behind many pieces. */
START_TEST(test_pieces)
{
	const struct map none = { "", 0 };
	size_t n = ((size_t)4 << 20) * 2 + 10, at = 0;
	char *p = mem_alloc(n);

	for (size_t cut = ((size_t)4 << 20) - 3; cut <= (size_t)4 << 20;
	    cut++) {
		memset(p, 'a', n);
		memcpy(p + cut, "\xf0\x9f\x98\x80", 4);
		ck_assert_int_eq(text_check(&none, (struct str){ p, n }, &at),
		    TEXT_GOOD);
	}
	p[n - 1] = '\xff';
	ck_assert_int_eq(text_check(&none, (struct str){ p, n }, &at),
	    TEXT_NOT_UTF8);
	ck_assert_uint_eq(at, n - 1);
	free(p);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("confined");
	TCase *tc = tcase_create("all");
	int n = (int)(sizeof(cases) / sizeof(*cases));

#if defined(__SANITIZE_ADDRESS__)
	while (n > 0 && cases[n - 1].confined)
		n--;
#endif
	tcase_add_loop_test(tc, test_end, 0, n);
	tcase_add_test(tc, test_prepare);
	tcase_add_loop_test(tc, test_text, 0,
	    (int)(sizeof(texts) / sizeof(*texts)));
	tcase_add_test(tc, test_pieces);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
