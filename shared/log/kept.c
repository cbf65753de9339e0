/* SPDX-License-Identifier: Apache-2.0 */
/* Checkpoints that were kept, compared with each other; see kept.h. */
#include "shared/log/kept.h"

#include <stdlib.h>

int
kept_add(struct kept *k, const struct kept_item *item, struct err *e)
{
	if (k->n == KEPT_MAX_ITEMS)
		return err_set(e, ERR_LIMIT, "more than %d checkpoints; give "
		    "fewer at a time", KEPT_MAX_ITEMS);
	k->item = mem_grow(k->item, &k->cap, k->n, sizeof(k->item[0]));
	k->item[k->n++] = *item;
	return 0;
}

void
kept_free(struct kept *k)
{
	free(k->item);
	arena_fini(&k->arena);
	*k = (struct kept){ .n = 0 };
}

enum note_answer
kept_signed(const struct kept_item *item, const struct vkeys *keys,
    const struct vkey **by)
{
	return note_signed(item->note, item->at.origin, keys, by);
}

/* What the hashes of one history say of one checkpoint. */
enum fit { FIT_BEYOND, FIT_SAME, FIT_OTHER };

/* Items of one list in the order of their logs and sizes. */
struct order {
	struct kept_item *item;
	size_t i; /* its place in the list */
};

static int
by_size(const void *pa, const void *pb)
{
	const struct order *a = pa, *b = pb;
	int c = strcmp(a->item->at.origin, b->item->at.origin);

	if (c != 0)
		return c;
	return (a->item->at.size > b->item->at.size) -
	    (a->item->at.size < b->item->at.size);
}

/* One pass over the hashes of `h`: the root at each size that is asked for. */
static void
fit_all(const struct order *o, size_t n, const struct kept_item *h,
    unsigned char *fit)
{
	struct merkle_hash root;
	struct merkle tree;

	merkle_init(&tree);
	for (size_t i = 0; i < n; i++) {
		const struct checkpoint *at = &o[i].item->at;

		if (at->size > h->at.size || strcmp(at->origin,
		    h->at.origin) != 0)
			continue;
		while (tree.n < at->size)
			merkle_add_hash(&tree, &h->leaf[tree.n]);
		merkle_root(&tree, &root);
		fit[i] = merkle_same(&root, &at->root) ? FIT_SAME : FIT_OTHER;
	}
	merkle_fini(&tree);
}

/* What is to be found out, and what is known. */
struct settling {
	struct order *o; /* n of them */
	size_t n;
	const struct kept_item *history[KEPT_MAX_HISTORIES];
	size_t nhistories;
	unsigned char *fit; /* n for each history: enum fit */
};

enum relation { RELATION_UNKNOWN, RELATION_ONE, RELATION_TWO };

/* Does the item's proof lead from this root of its `old` records? */
static bool
proves(const struct kept_item *item, const struct merkle_hash *root)
{
	return merkle_check_consistency(item->old, root, item->at.size,
	    &item->at.root, item->proof, false);
}

/* Of two checkpoints of one log, the smaller first. */
static enum relation
relation_of(const struct settling *s, size_t a, size_t b)
{
	const struct checkpoint *old = &s->o[a].item->at;
	const struct checkpoint *new = &s->o[b].item->at;
	const struct kept_item *item = s->o[b].item;

	if (old->size == new->size)
		return merkle_same(&old->root, &new->root) ? RELATION_ONE :
		    RELATION_TWO;
	for (size_t h = 0; h < s->nhistories; h++)
		if (s->fit[h * s->n + b] == FIT_SAME)
			return s->fit[h * s->n + a] == FIT_SAME ?
			    RELATION_ONE : RELATION_TWO;
	if (item->proof == NULL || item->old != old->size)
		return RELATION_UNKNOWN;
	if (proves(item, &old->root))
		return RELATION_ONE;
	return item->old_root != NULL && proves(item, item->old_root) ?
	    RELATION_TWO : RELATION_UNKNOWN;
}

static size_t
find_history(struct kept *k, size_t i)
{
	while (k->item[i].history != i)
		i = k->item[i].history = k->item[k->item[i].history].history;
	return i;
}

static bool
may_be_one_key(const struct kept_item *a, const struct kept_item *b)
{
	return a->by == NULL || b->by == NULL || memcmp(a->by->pub,
	    b->by->pub, sizeof(a->by->pub)) == 0;
}

static void
relate_all(struct kept *k, const struct settling *s, struct kept_fork *fork,
    bool *forked)
{
	for (size_t a = 0; a < s->n; a++)
		for (size_t b = a + 1; b < s->n && strcmp(
		    s->o[a].item->at.origin, s->o[b].item->at.origin) == 0;
		    b++) {
			size_t i = s->o[a].i, j = s->o[b].i;
			enum relation r = relation_of(s, a, b);

			if (r == RELATION_ONE)
				k->item[find_history(k, j)].history =
				    find_history(k, i);
			if (r == RELATION_TWO && !*forked &&
			    may_be_one_key(s->o[a].item, s->o[b].item)) {
				*fork = (struct kept_fork){ i, j };
				*forked = true;
			}
		}
}

bool
kept_settle(struct kept *k, struct kept_fork *fork)
{
	struct settling s = { .n = k->n };
	bool forked = false;

	*fork = (struct kept_fork){ 0, 0 };
	s.o = mem_calloc(k->n + 1, sizeof(s.o[0]));
	for (size_t i = 0; i < k->n; i++) {
		k->item[i].history = i;
		s.o[i] = (struct order){ &k->item[i], i };
		if (k->item[i].leaf != NULL &&
		    s.nhistories < KEPT_MAX_HISTORIES)
			s.history[s.nhistories++] = &k->item[i];
	}
	qsort(s.o, s.n, sizeof(s.o[0]), by_size);
	s.fit = mem_calloc(s.nhistories * s.n + 1, 1);
	for (size_t h = 0; h < s.nhistories; h++)
		fit_all(s.o, s.n, s.history[h], s.fit + h * s.n);
	relate_all(k, &s, fork, &forked);
	for (size_t i = 0; i < k->n; i++)
		k->item[i].history = find_history(k, i);
	free(s.o);
	free(s.fit);
	return forked;
}

static struct fork_side
side_of(const struct kept_item *item)
{
	return (struct fork_side){ .where = item->file, .at = item->at,
		.note = item->note };
}

void
kept_fork_of(const struct kept *k, const struct kept_fork *pair,
    struct fork *f, struct merkle_proof *proof)
{
	const struct kept_item *a = &k->item[pair->a], *b = &k->item[pair->b];

	if (a->at.size > b->at.size) {
		const struct kept_item *swap = a;

		a = b;
		b = swap;
	}
	*f = (struct fork){ .older = side_of(a), .newer = side_of(b) };
	if (b->leaf == NULL || a->at.size >= b->at.size)
		return;
	merkle_root_of(b->leaf, a->at.size, &f->root);
	merkle_prove_consistency(b->leaf, b->at.size, a->at.size, proof);
	f->proof = proof;
}
