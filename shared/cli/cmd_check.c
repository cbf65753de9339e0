/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store check: is every byte of the store as it was signed? */
#include "shared/cli/messages.h"
#include "shared/cli/store_cli.h"
#include "shared/store/check/store_check.h"

/* Differences are items of the answer; notes come behind them. */
struct checked {
	struct answer a;
	struct buf notes; /* a NUL behind each */
};

static void
put_found(void *ctx, enum store_check_kind kind, const char *what)
{
	struct checked *c = ctx;

	if (kind == STORE_NOTE)
		buf_put(&c->notes, what, strlen(what) + 1);
	else
		answer_item(&c->a, &store_message[STORE_MSG_DIFFERENCE],
		    str_of(what));
}

static void
put_notes(struct checked *c)
{
	struct str rest = buf_view(&c->notes);

	answer_open(&c->a, "notes", '[');
	while (rest.n > 0) {
		struct str one = str_of(rest.p);

		answer_item(&c->a, &store_message[STORE_MSG_NOTE], one);
		rest.p += one.n + 1;
		rest.n -= one.n + 1;
	}
	answer_close(&c->a, ']');
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
	struct checked c;
	struct err ignored;
	struct place p;
	struct buf b;
	bool found;
	int64_t n;
	int status = -1;

	/* Which store. */
	if (place_find(&p, &o->place, e) == -1)
		return -1;
	buf_init(&b, BUF_MAX_DEFAULT);
	buf_init(&c.notes, BUF_MAX_DEFAULT);
	answer_begin(&c.a, &b, o->json, "check/1");
	answer_open(&c.a, "differences", '[');
	n = store_check(p.store, put_found, &c, e);
	found = c.a.nitems > 0;
	answer_close(&c.a, ']');
	put_notes(&c);
	if (n == 0 && !o->quiet)
		answer_say(&c.a, &store_message[STORE_MSG_WHOLE],
		    MSG_ARGS(MSG_TEXT(p.store)));
	answer_end(&c.a);
	/* What was found before something could not be read is said too. */
	if (n == -1 && found)
		(void)out_write(&b, &ignored);
	else if (n != -1)
		status = o->quiet && n == 0 ? 0 : out_write(&b, e);
	if (status == 0)
		status = judge(p.store, (uint64_t)n, e);
	buf_fini(&c.notes);
	buf_fini(&b);
	place_free(&p);
	return status;
}
