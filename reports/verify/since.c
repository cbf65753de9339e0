/* SPDX-License-Identifier: Apache-2.0 */
/* What a store knows of a report since it was issued. */
#include "reports/verify/internal.h"

/* The newest report that stands in the place of this one, or NULL. */
static const char *
superseded_by(const struct store *s, const char *id)
{
	for (uint64_t i = s->head.size; i-- > 0;) {
		const struct leaf_report *l = &s->leaf[i].u.report;

		if (s->leaf[i].type == LEAF_REPORT && l->supersedes != NULL &&
		    strcmp(l->supersedes, id) == 0 &&
		    !store_is_void(s, i, s->head.size))
			return l->id;
	}
	return NULL;
}

void
verify_since(const struct store *s, uint64_t index, struct verify_answer *a)
{
	const char *by = superseded_by(s, s->leaf[index].u.report.id);
	const char *organisation = store_genesis(s)->organisation;

	a->organisation = arena_memdup(&a->arena, organisation,
	    strlen(organisation));
	a->is.to[VERDICT_WITHDRAWN] = store_is_void(s, index, s->head.size) ?
	    VERDICT_WITHDRAWN_YES : VERDICT_WITHDRAWN_NO;
	a->is.to[VERDICT_SUPERSEDED] = by == NULL ? VERDICT_SUPERSEDED_NO :
	    VERDICT_SUPERSEDED_YES;
	if (by != NULL)
		a->superseded_by = arena_memdup(&a->arena, by, strlen(by));
}

void
verify_lookup(const struct store *s, uint64_t index, struct verify_answer *a)
{
	const struct leaf_report *l = &s->leaf[index].u.report;
	const struct verdict_row *row;

	*a = (struct verify_answer){ .report = l->id, .as_of = l->as_of,
		.issued = l->issued, .has_record = true, .index = index,
		.size = s->head.size, .origin = s->head.origin };
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
