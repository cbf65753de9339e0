/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report list: the issued reports, and which of them stand. */
#include "reports/cli/cli.h"

#include "shared/store/issued/standing.h"
#include "shared/text/answer.h"

/* One record; of a report issued again each has its own row. */
static void
put_report(struct answer *a, const struct store *s, uint64_t index)
{
	const struct leaf_report *l = &s->leaf[index].u.report;
	const struct leaf_void *w;
	const char *superseded;
	struct standing st;
	uint64_t at = 0;

	(void)standing_of(s, l->id, s->head.size, &st);
	w = store_withdrawal(s, index, s->head.size, &at);
	superseded = w != NULL || st.superseded_by == NULL ? NULL :
	    st.superseded_by->id;
	answer_row(a, &cli_message[w != NULL ? CLI_MSG_LIST_WITHDRAWN :
	    superseded != NULL ? CLI_MSG_LIST_SUPERSEDED : CLI_MSG_LIST_STANDS],
	    ANSWER_FIELDS(ANSWER_COUNT("index", index),
	    ANSWER_TEXT("id", l->id), ANSWER_TEXT("as_of", l->as_of),
	    ANSWER_TEXT("issued", l->issued),
	    ANSWER_TEXT("profile", l->profile),
	    ANSWER_COUNT_OR_NULL("withdrawn_by", w != NULL, at),
	    ANSWER_TEXT_OR_NULL("withdrawn", w == NULL ? NULL : w->when),
	    ANSWER_TEXT_OR_NULL("reason", w == NULL ? NULL : w->reason),
	    ANSWER_TEXT_OR_NULL("superseded_by", superseded)));
}

int
cli_list(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct place place;
	struct answer a;
	struct store s;
	struct buf b;
	int status;

	if (place_find(&place, &o->place, e) == -1)
		return -1;
	if (store_open(&s, place.store, e) == -1) {
		place_free(&place);
		return -1;
	}
	buf_init(&b, BUF_MAX_DEFAULT);
	answer_begin(&a, &b, o->json, "reports/1");
	answer_open(&a, "reports", '[');
	for (uint64_t i = s.head.size; i-- > 0;)
		if (s.leaf[i].type == LEAF_REPORT)
			put_report(&a, &s, i);
	answer_close(&a, ']');
	if (b.n == 0)
		answer_say(&a, &cli_message[CLI_MSG_LIST_EMPTY], MSG_NONE);
	answer_end(&a);
	status = out_write(&b, e);
	buf_fini(&b);
	store_close(&s);
	place_free(&place);
	return status;
}
