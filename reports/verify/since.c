/* SPDX-License-Identifier: Apache-2.0 */
/* What a store knows of a report since it was issued. */
#include "reports/verify/internal.h"

#include "shared/store/standing.h"

/* Why it does not stand, or that it did not for a while. */
static void
say_withdrawal(const struct standing *st, struct verify_answer *a)
{
	const struct leaf_void *w = st->withdrawal;

	if (w == NULL)
		return;
	verify_why(a, VERIFY_MSG_WITHDRAWAL, VALUES(st->withdrawal_index,
	    w->when, w->reason));
	if (!st->is_withdrawn)
		verify_why(a, VERIFY_MSG_ISSUED_AGAIN, VALUES(st->index));
}

void
verify_since(const struct store *s, uint64_t index, struct verify_answer *a)
{
	const char *organisation = store_genesis(s)->organisation;
	struct standing st;

	(void)standing_of(s, s->leaf[index].u.report.id, s->head.size, &st);
	a->organisation = arena_memdup(&a->arena, organisation,
	    strlen(organisation));
	a->is.to[VERDICT_WITHDRAWN] = st.is_withdrawn ?
	    VERDICT_WITHDRAWN_YES : VERDICT_WITHDRAWN_NO;
	a->is.to[VERDICT_SUPERSEDED] = st.superseded_by == NULL ?
	    VERDICT_SUPERSEDED_NO : VERDICT_SUPERSEDED_YES;
	if (st.superseded_by != NULL)
		a->superseded_by = arena_memdup(&a->arena,
		    st.superseded_by->id, strlen(st.superseded_by->id));
	say_withdrawal(&st, a);
}

void
verify_lookup(const struct store *s, uint64_t index, struct verify_answer *a)
{
	const struct leaf_report *l = &s->leaf[index].u.report;
	const struct verdict_row *row;

	*a = (struct verify_answer){ .report = l->id, .as_of = l->as_of,
		.issued = l->issued, .has_record = true, .index = index,
		.size = s->head.size, .origin = s->head.origin };
	buf_init(&a->why, WHY_MAX_BYTES);
	a->is.to[VERDICT_FILE] = VERDICT_FILE_EXACT;
	a->is.to[VERDICT_PROOF] = VERDICT_PROOF_OK;
	a->is.to[VERDICT_SIGNATURE] = VERDICT_SIGNATURE_OK;
	a->is.to[VERDICT_HISTORY] = VERDICT_HISTORY_NOT_ASKED;
	a->is.to[VERDICT_STORE] = VERDICT_STORE_OK;
	a->is.to[VERDICT_CURRENT] = VERDICT_CURRENT_NOT_ASKED;
	verify_since(s, index, a);
	row = verdict_of(&a->is);
	a->verdict = row->verdict;
	a->status = row->status;
}
