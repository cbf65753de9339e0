/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store check: is every byte of the store as it was signed? */
#include "shared/cli/messages.h"
#include "shared/cli/store_cli.h"
#include "shared/store/check/store_check.h"

/* The answer, and what it has come to. */
struct telling {
	struct answer a;
	int list; /* lists opened so far: one for each kind */
	uint64_t count[STORE_CHECK__KINDS];
};

/* Goes on to the list of a kind, which may be past the last one. */
static void
go_to(struct telling *t, int kind)
{
	static const char *const name[] = { "differences", "unfinished",
		"notes" };

	while (t->list <= kind) {
		if (t->list > 0)
			answer_close(&t->a, ']');
		if (t->list < STORE_CHECK__KINDS)
			answer_open(&t->a, name[t->list], '[');
		t->list++;
	}
}

static void
put_found(void *ctx, enum store_check_kind kind, const char *what)
{
	static const enum store_msg msg[] = { STORE_MSG_DIFFERENCE,
		STORE_MSG_UNFINISHED, STORE_MSG_NOTE };
	struct telling *t = ctx;

	go_to(t, kind);
	t->count[kind]++;
	answer_item(&t->a, &store_message[msg[kind]], str_of(what));
}

/* In the end, for people. */
static void
put_end(struct telling *t, const char *store, bool quiet)
{
	const uint64_t *n = t->count;

	go_to(t, STORE_CHECK__KINDS);
	if (n[STORE_DIFFERENCE] > 0)
		return;
	if (n[STORE_UNFINISHED] > 0)
		answer_say(&t->a, &store_message[STORE_MSG_CLEARED],
		    VALUES(store));
	else if (!quiet)
		answer_say(&t->a, &store_message[STORE_MSG_WHOLE],
		    VALUES(store));
}

/* 0, or -1 with ERR_INTEGRITY when n differences were found. */
static int
judge(const char *store, uint64_t n, struct err *e)
{
	struct buf b;

	if (n == 0)
		return 0;
	buf_init(&b, BUF_MAX_DEFAULT);
	message_put(&b, &store_message[STORE_MSG_DIFFERENCES], VALUES(n,
	    store));
	err_set(e, ERR_INTEGRITY, "%s", buf_cstr(&b));
	buf_fini(&b);
	return -1;
}

int
cmd_check(void *values, struct err *e)
{
	const struct store_opts *o = values;
	struct telling t = { .list = 0 };
	struct err ignored;
	struct place p;
	struct buf b;
	int64_t n;
	int status = -1;

	/* Which store. */
	if (place_find(&p, &o->place, e) == -1)
		return -1;
	/* Whatever was found is an item of the answer. */
	buf_init(&b, BUF_MAX_DEFAULT);
	answer_begin(&t.a, &b, o->json, "check/1");
	n = store_check(p.store, put_found, &t, e);
	put_end(&t, p.store, o->quiet || n == -1);
	answer_end(&t.a);
	/* What was found before something could not be read is said too. */
	if (n == -1 && t.a.nitems > 0)
		(void)out_write(&b, &ignored);
	else if (n != -1)
		status = o->quiet && n == 0 &&
		    t.count[STORE_UNFINISHED] == 0 ? 0 :
		    out_write(&b, e);
	if (status == 0)
		status = judge(p.store, (uint64_t)n, e);
	if (status == 0 && t.count[STORE_UNFINISHED] > 0)
		status = err_exit_status(ERR_SYS);
	buf_fini(&b);
	place_free(&p);
	return status;
}
