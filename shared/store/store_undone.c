/* SPDX-License-Identifier: Apache-2.0 */
/* Which batches still count. */
#include "shared/store/store.h"

#include <stdlib.h>

/*
 * From the newest on, so that an undoing batch that was itself undone undoes
 * nothing.
 */
uint64_t *
store_undone(const struct store *s, uint64_t size, uint64_t also)
{
	uint64_t *undone = mem_calloc(size, sizeof(*undone));

	for (uint64_t i = 0; i < size; i++)
		undone[i] = i == also ? size : STORE_NOT_UNDONE;
	for (uint64_t i = size; i-- > 0;) {
		const struct leaf_batch *b = &s->leaf[i].u.batch;

		if (s->leaf[i].type == LEAF_BATCH && b->has_undoes &&
		    undone[i] == STORE_NOT_UNDONE && b->undoes < i)
			undone[b->undoes] = i;
	}
	return undone;
}

bool
store_took_nothing(const struct leaf_batch *b)
{
	return b->counts.refused > 0 && b->counts.refused == b->counts.read &&
	    b->counts.retired == 0;
}

bool
store_is_rewrite(const struct leaf_batch *b)
{
	return b->is_state && b->rows > 0 && b->counts.read == 0 &&
	    b->counts.retired == 0 && !b->has_undoes;
}

bool
store_is_import(const struct leaf_batch *b)
{
	return !b->has_undoes && !store_is_rewrite(b);
}

bool
store_supplies(const struct store *s, const char *reg, uint64_t size)
{
	uint64_t *undone = store_undone(s, size, STORE_NOT_UNDONE);
	bool found = false;

	for (uint64_t i = 0; i < size && !found; i++)
		found = s->leaf[i].type == LEAF_BATCH &&
		    store_is_import(&s->leaf[i].u.batch) &&
		    undone[i] == STORE_NOT_UNDONE &&
		    !store_took_nothing(&s->leaf[i].u.batch) &&
		    strcmp(s->leaf[i].u.batch.reg, reg) == 0;
	free(undone);
	return found;
}
