/* SPDX-License-Identifier: Apache-2.0 */
/* Which issued reports stand, from the records of the log; see standing.h. */
#include "shared/store/issued/standing.h"

/* Only such reports can stand in each other's place. */
static bool
is_alike(const struct leaf_report *a, const struct leaf_report *b)
{
	return strcmp(a->as_of, b->as_of) == 0 &&
	    strcmp(a->profile, b->profile) == 0 &&
	    strcmp(a->standard, b->standard) == 0 &&
	    strcmp(a->lang, b->lang) == 0;
}

const struct leaf_report *
standing_newest(const struct store *s, const struct leaf_report *l,
    uint64_t size, uint64_t *index)
{
	for (uint64_t i = size; i-- > 0;) {
		const struct leaf_report *r = &s->leaf[i].u.report;

		if (s->leaf[i].type == LEAF_REPORT && is_alike(r, l) &&
		    strcmp(r->id, l->id) != 0 &&
		    store_withdrawal(s, i, size, NULL) == NULL) {
			*index = i;
			return r;
		}
	}
	return NULL;
}

bool
standing_of(const struct store *s, const char *id, uint64_t size,
    struct standing *st)
{
	const struct leaf_report *newer;
	bool found = false;
	uint64_t at;

	*st = (struct standing){ .index = 0 };
	/* Its records from the newest on, up to one that was withdrawn. */
	for (uint64_t i = size; i-- > 0 && st->withdrawal == NULL;) {
		if (s->leaf[i].type != LEAF_REPORT ||
		    strcmp(s->leaf[i].u.report.id, id) != 0)
			continue;
		st->withdrawal = store_withdrawal(s, i, size,
		    &st->withdrawal_index);
		if (!found) {
			st->index = i;
			st->is_withdrawn = st->withdrawal != NULL;
		}
		found = true;
	}
	if (!found)
		return false;
	/* What was issued behind it for the same. */
	newer = standing_newest(s, &s->leaf[st->index].u.report, size, &at);
	st->superseded_by = newer != NULL && at > st->index ? newer : NULL;
	return true;
}
