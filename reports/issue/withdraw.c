/* SPDX-License-Identifier: Apache-2.0 */
/* Withdrawing an issued report; see withdraw.h. */
#include "reports/issue/withdraw.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "reports/issue/issue.h"
#include "shared/store/issued/standing.h"

/* The ids of the log, one for each record; for suggestions. */
static const char *
next_id(const void *ctx, size_t i)
{
	const struct store *s = ctx;

	for (uint64_t k = 0; k < s->head.size; k++)
		if (s->leaf[k].type == LEAF_REPORT && i-- == 0)
			return s->leaf[k].u.report.id;
	return NULL;
}

static int
find(const struct store *s, const char *id, struct standing *st, struct err *e)
{
	if (!standing_of(s, id, s->head.size, st))
		return err_set(e, ERR_NOT_FOUND, "no report %s was issued%s "
		    "(preaudit report list names those that were)", id,
		    str_near(str_of(id), next_id, s, NEAR_PLAIN).text);
	if (st->is_withdrawn)
		return err_set(e, ERR_REFUSED, "report %s was withdrawn "
		    "already, by record %" PRIu64 " on %s: %s", id,
		    st->withdrawal_index, st->withdrawal->when,
		    st->withdrawal->reason);
	return 0;
}

static int
add_leaf(struct store_txn *t, uint64_t index, const char *reason,
    struct err *e)
{
	struct leaf l = { .type = LEAF_VOID };
	int64_t now_s = (int64_t)time(NULL);
	char when[TIME_TEXT];

	if (str_trim(str_of(reason)).n == 0)
		return err_set(e, ERR_USAGE, "--reason is empty: say why the "
		    "report is withdrawn");
	if (store_clock_check(&t->store, now_s, t->clock_was_wrong, e) == -1)
		return -1;
	time_format(when, now_s);
	l.u.voided = (struct leaf_void){ index, reason, when };
	if (store_txn_leaf(t, &l, e) == -1)
		return err_ctx(e, "--reason");
	return store_commit(t, e);
}

/* Under the lock still, as of the new head. */
static int
finish(const char *dir, struct withdrawal *out, struct err *e)
{
	const struct leaf_report *newest;
	struct store s;
	uint64_t at;
	int status;

	if (store_open(&s, dir, e) == -1)
		return -1;
	newest = standing_newest(&s, &s.leaf[out->report].u.report,
	    s.head.size, &at);
	if (newest != NULL)
		snprintf(out->current, sizeof(out->current), "%s", newest->id);
	status = issue_derived(&s, out->report, true, e);
	store_close(&s);
	return status;
}

int
withdraw(const struct store_writer *w, const char *id, const char *reason,
    struct buf *notices, struct withdrawal *out, struct err *e)
{
	struct store_txn t;
	struct standing st;
	int status;

	*out = (struct withdrawal){ .current = "" };
	if (store_begin(&t, w, notices, e) == -1)
		return -1;
	/* The record. */
	status = find(&t.store, id, &st, e);
	if (status == 0) {
		out->report = st.index;
		out->index = store_txn_index(&t);
		status = add_leaf(&t, st.index, reason, e);
	}
	/* What lies beside the report. */
	if (status == 0 && finish(w->dir, out, e) == -1)
		status = err_ctx(e, "report %s is withdrawn by record %" PRIu64
		    "; its proof and receipt do not say so yet", id,
		    out->index);
	store_end(&t);
	return status;
}
