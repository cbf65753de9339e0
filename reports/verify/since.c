/* SPDX-License-Identifier: Apache-2.0 */
/* What a store knows of a report since it was issued. */
#include "reports/verify/internal.h"

#include <stdlib.h>

static bool
is_among(const char *const *id, size_t n, const char *wanted)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(id[i], wanted) == 0)
			return true;
	return false;
}

/*
 * The newest report that stands in the place of a record's, or NULL. One that
 * was withdrawn stands for nothing, but what superseded it goes on from there.
 */
static const char *
superseded_by(const struct store *s, uint64_t index)
{
	const char **line = mem_calloc(s->head.size - index, sizeof(*line));
	const char *newest = NULL;
	size_t n = 0;

	line[n++] = s->leaf[index].u.report.id;
	for (uint64_t i = index + 1; i < s->head.size; i++) {
		const struct leaf_report *l = &s->leaf[i].u.report;

		if (s->leaf[i].type != LEAF_REPORT || l->supersedes == NULL ||
		    !is_among(line, n, l->supersedes))
			continue;
		line[n++] = l->id;
		if (!store_is_void(s, i, s->head.size))
			newest = l->id;
	}
	free(line);
	return newest;
}

void
verify_since(const struct store *s, uint64_t index, struct verify_answer *a)
{
	const char *by = superseded_by(s, index);
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
