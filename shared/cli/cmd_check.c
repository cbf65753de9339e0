/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store check: is every byte of the store as it was signed? */
#include "shared/cli/messages.h"
#include "shared/cli/store_cli.h"
#include "shared/store/check/store_check.h"

#include <time.h>

#include "shared/base/num.h"
#include "shared/store/anchor/anchor.h"

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

/* ---- the longest time without an anchor ---- */

#define DAY_S 86400
#define MAX_GAP_DAYS 36500

/* The parameter of the standard in force that holds without --max-gap. */
#define MAX_GAP_PARAMETER "anchor_gap"

/* --max-gap in seconds; 0 when it is not given. */
static int
read_max_gap(const struct store_opts *o, int64_t *seconds, struct err *e)
{
	uint64_t days = 0;

	if (o->max_gap != NULL && (!num_parse_u64(str_of(o->max_gap),
	    MAX_GAP_DAYS, &days) || days == 0))
		return err_set(e, ERR_USAGE, "--max-gap \"%s\" is not a number "
		    "of days from 1 to %d", o->max_gap, MAX_GAP_DAYS);
	*seconds = (int64_t)days * DAY_S;
	return 0;
}

static void
put_gap(struct telling *t, const struct anchor_gap *gap)
{
	uint64_t s = gap->seconds < 0 ? 0 : (uint64_t)gap->seconds;

	answer_put(&t->a, NULL, ANSWER_FIELDS(
	    ANSWER_COUNT("longest_gap_seconds", s),
	    ANSWER_COUNT("longest_gap_record", gap->index),
	    ANSWER_BOOL("longest_gap_anchored", gap->anchored)));
	answer_say(&t->a, &store_message[gap->anchored ? STORE_MSG_GAP :
	    STORE_MSG_GAP_OPEN], VALUES(s / DAY_S, s % DAY_S / 3600,
	    gap->index));
}

/* As the standard in force has it; 0: no limit. */
static int64_t
parameter_gap(const struct store *s)
{
	uint64_t at;
	const struct leaf_standard *l = store_standard(s, s->head.size, &at);

	for (size_t i = 0; l != NULL && i < l->nparameters; i++)
		if (strcmp(l->parameter[i].name, MAX_GAP_PARAMETER) == 0)
			return (int64_t)l->parameter[i].value * DAY_S;
	return 0;
}

/*
 * Said where the store has anchors, or it was asked. ERR_REFUSED when a record
 * has waited longer than `max_s` seconds; 0: than the standard in force allows,
 * if it says so.
 */
static int
check_gap(struct telling *t, const char *dir, int64_t max_s, bool quiet,
    struct err *e)
{
	int64_t now_s = (int64_t)time(NULL);
	const char *by = "--max-gap";
	struct anchor_gap gap;
	struct anchors a;
	struct store s;
	struct err ignored;
	int status = 0;

	/* What is wrong with a store that does not open was said. */
	if (store_open(&s, dir, &ignored) == -1)
		return 0;
	if (max_s == 0) {
		max_s = parameter_gap(&s);
		by = "the parameter " MAX_GAP_PARAMETER;
	}
	anchors_read(&a, &s, now_s);
	gap = anchors_gap(&a, &s, now_s);
	if (gap.known && !quiet && (a.n > 0 || max_s > 0))
		put_gap(t, &gap);
	if (gap.known && max_s > 0 && gap.seconds > max_s)
		status = err_set(e, ERR_REFUSED, "record %llu %s an anchor "
		    "within the %lld days that %s allows",
		    (unsigned long long)gap.index, gap.anchored ? "did not get" :
		    "has waited for, and not got,", (long long)(max_s / DAY_S),
		    by);
	anchors_free(&a);
	store_close(&s);
	return status;
}

int
cmd_check(void *values, struct err *e)
{
	const struct store_opts *o = values;
	struct telling t = { .list = 0 };
	struct err ignored, late = { 0 };
	struct place p;
	struct buf b;
	int64_t n, max_s = 0;
	int status = -1, gap = 0;

	/* Which store. */
	if (read_max_gap(o, &max_s, e) == -1 ||
	    place_find(&p, &o->place, e) == -1)
		return -1;
	/* Whatever was found is an item of the answer. */
	buf_init(&b, BUF_MAX_DEFAULT);
	answer_begin(&t.a, &b, o->json, "check/1");
	n = store_check(p.store, put_found, &t, e);
	go_to(&t, STORE_CHECK__KINDS);
	if (n != -1)
		gap = check_gap(&t, p.store, max_s, o->quiet, &late);
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
	if (status == 0 && gap == -1) {
		*e = late;
		status = -1;
	}
	if (status == 0 && t.count[STORE_UNFINISHED] > 0)
		status = err_exit_status(ERR_SYS);
	buf_fini(&b);
	place_free(&p);
	return status;
}
