/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store tidy: empties what recovery took out of the store. */
#include "shared/cli/messages.h"
#include "shared/cli/store_cli.h"

#include "shared/base/num.h"
#include "shared/store/check/tidy.h"

/* Each file, and why it must stay. */
static void
put_items(struct answer *a, const struct tidy *t)
{
	answer_open(a, "files", '[');
	for (size_t i = 0; i < t->n; i++) {
		const struct tidy_item *item = &t->item[i];

		answer_row(a, &store_message[item->stays == NULL ?
		    STORE_MSG_TAKEN : STORE_MSG_STAYS], ANSWER_FIELDS(
		    ANSWER_TEXT("path", item->path),
		    ANSWER_COUNT("bytes", item->bytes),
		    ANSWER_TEXT_OR_NULL("stays", item->stays)));
	}
	answer_close(a, ']');
}

static void
put_answer(const struct tidy *t, const char *store, bool removed, bool json,
    struct buf *b)
{
	struct answer a;

	answer_begin(&a, b, json, "tidy/1");
	put_items(&a, t);
	answer_put(&a, NULL, ANSWER_FIELDS(ANSWER_BOOL("removed", removed)));
	if (t->n == 0)
		answer_say(&a, &store_message[STORE_MSG_TIDY],
		    MSG_ARGS(MSG_TEXT(store)));
	else
		answer_say(&a, &store_message[removed ? STORE_MSG_REMOVED :
		    t->nstay > 0 ? STORE_MSG_MUST_STAY : STORE_MSG_MAY_GO],
		    MSG_ARGS(MSG_TEXT(store), MSG_COUNT(t->n),
		    MSG_COUNT(t->bytes)));
	answer_end(&a);
}

/* Asked for by number, so that nothing goes that was not looked at. */
static int
check_yes(const struct store_opts *o, const struct tidy *t, struct err *e)
{
	uint64_t n;

	if (!num_parse_u64(str_of(o->yes), UINT64_MAX, &n))
		return err_set(e, ERR_USAGE, "--yes \"%s\" is not a number of "
		    "files", o->yes);
	return n == t->n ? 0 : err_set(e, ERR_REFUSED, "nothing was removed: "
	    "%zu files were taken out, not %s; look at them first", t->n,
	    o->yes);
}

/* Under the lock, so that no run takes out more meanwhile. */
static int
tidy(const struct store_opts *o, const struct place *p,
    const struct store *s, struct err *e)
{
	struct tidy t = { .n = 0 };
	struct buf b;
	int status;

	(void)p;
	buf_init(&b, BUF_MAX_DEFAULT);
	status = tidy_find(s, &t, e);
	if (status == 0 && o->yes != NULL && t.n > 0 &&
	    (check_yes(o, &t, e) == -1 || tidy_remove(s, &t, e) == -1))
		status = -1;
	if (status == 0) {
		put_answer(&t, s->dir, o->yes != NULL && t.n > 0, o->json, &b);
		if (!o->quiet)
			status = out_write(&b, e);
	}
	buf_fini(&b);
	tidy_free(&t);
	return status;
}

int
cmd_tidy(void *values, struct err *e)
{
	const struct store_opts *o = values;

	return cmd_locked(o, tidy, e);
}
