/* SPDX-License-Identifier: Apache-2.0 */
/* What a store knows of a report since it was issued. */
#include "reports/verify/internal.h"

#include "shared/store/issued/standing.h"

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

/*
 * The report of the latest day behind that of `l` that was not withdrawn, of
 * the same profile, standard and language, and no forecast unless `l` is one;
 * NULL: there is none.
 */
static const struct leaf_report *
later_of(const struct store *s, const struct leaf_report *l)
{
	const struct leaf_report *found = NULL;
	const char *origin = s->head.origin;
	bool forecast = leaf_report_is_forecast(l, origin);

	for (uint64_t i = s->head.size; i-- > 0;) {
		const struct leaf_report *r = &s->leaf[i].u.report;

		if (s->leaf[i].type == LEAF_REPORT &&
		    strcmp(r->as_of, (found == NULL ? l : found)->as_of) > 0 &&
		    strcmp(r->profile, l->profile) == 0 &&
		    strcmp(r->standard, l->standard) == 0 &&
		    strcmp(r->lang, l->lang) == 0 &&
		    leaf_report_is_forecast(r, origin) == forecast &&
		    store_withdrawal(s, i, s->head.size, NULL) == NULL)
			found = r;
	}
	return found;
}

/* Does another one stand: in its place, or of a later day? */
static void
say_newer(const struct store *s, const struct standing *st,
    struct verify_answer *a)
{
	const struct leaf_report *by = st->superseded_by;
	const struct leaf_report *later = later_of(s,
	    &s->leaf[st->index].u.report);

	a->is.to[VERDICT_SUPERSEDED] = by != NULL ? VERDICT_SUPERSEDED_YES :
	    later != NULL ? VERDICT_SUPERSEDED_LATER : VERDICT_SUPERSEDED_NO;
	if (by != NULL)
		a->superseded_by = arena_memdup(&a->arena, by->id,
		    strlen(by->id));
	if (later == NULL)
		return;
	a->later = arena_memdup(&a->arena, later->id, strlen(later->id));
	a->later_as_of = arena_memdup(&a->arena, later->as_of,
	    strlen(later->as_of));
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
	say_newer(s, &st, a);
	say_withdrawal(&st, a);
}

void
verify_lookup(const struct store *s, uint64_t index, int64_t now_s,
    struct verify_answer *a)
{
	const struct leaf_report *l = &s->leaf[index].u.report;
	const struct verdict_row *row;

	*a = (struct verify_answer){ .report = l->id, .as_of = l->as_of,
		.forecast = leaf_report_is_forecast(l, s->head.origin),
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
	verify_anchored(s, index, now_s, a);
	row = verdict_of(&a->is);
	a->verdict = row->verdict;
	a->status = row->status;
}
