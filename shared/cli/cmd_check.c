/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store check: is every byte of the store as it was signed? */
#include "shared/cli/messages.h"
#include "shared/cli/store_cli.h"
#include "shared/store/check/store_check.h"

static void
put_difference(void *ctx, const char *what)
{
	answer_item(ctx, &store_message[STORE_MSG_DIFFERENCE], str_of(what));
}

/* 0, or -1 with ERR_INTEGRITY when n differences were found. */
static int
judge(const char *store, uint64_t n, struct err *e)
{
	struct buf b;

	if (n == 0)
		return 0;
	buf_init(&b, BUF_MAX_DEFAULT);
	message_put(&b, &store_message[STORE_MSG_DIFFERENCES],
	    MSG_ARGS(MSG_COUNT(n), MSG_TEXT(store)));
	err_set(e, ERR_INTEGRITY, "%s", buf_cstr(&b));
	buf_fini(&b);
	return -1;
}

int
cmd_check(void *values, struct err *e)
{
	const struct store_opts *o = values;
	struct err ignored;
	struct answer a;
	struct place p;
	struct buf b;
	int64_t n;
	int status = -1;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	/* Every difference is an item of the answer. */
	buf_init(&b, BUF_MAX_DEFAULT);
	answer_begin(&a, &b, o->json, "check/1");
	answer_open(&a, "differences", '[');
	n = store_check(p.store, put_difference, &a, e);
	answer_close(&a, ']');
	if (n == 0 && !o->quiet)
		answer_say(&a, &store_message[STORE_MSG_WHOLE],
		    MSG_ARGS(MSG_TEXT(p.store)));
	answer_end(&a);
	/* What was found before something could not be read is said too. */
	if (n == -1 && a.nitems > 0)
		(void)out_write(&b, &ignored);
	else if (n != -1)
		status = o->quiet && n == 0 ? 0 : out_write(&b, e);
	if (status == 0)
		status = judge(p.store, (uint64_t)n, e);
	buf_fini(&b);
	place_free(&p);
	return status;
}
