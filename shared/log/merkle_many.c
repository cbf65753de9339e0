/* SPDX-License-Identifier: Apache-2.0 */
/* One proof for several leaves; see merkle_many.h. */
#include "shared/log/merkle_many.h"

#include <stdlib.h>

#include "shared/base/mem.h"

void
merkle_many_add(struct merkle_many *p, const struct merkle_hash *h)
{
	p->hash = mem_grow(p->hash, &p->cap, p->n, sizeof(*p->hash));
	p->hash[p->n++] = *h;
}

void
merkle_many_free(struct merkle_many *p)
{
	free(p->hash);
	*p = (struct merkle_many){ .hash = NULL };
}

/* Leaves of a subtree that are to be shown: those at from, ... below to. */
struct shown {
	const uint64_t *index;
	size_t n;
};

/* Takes those below `end` off *s. */
static struct shown
take_below(struct shown *s, uint64_t end)
{
	struct shown left = { s->index, 0 };

	while (left.n < s->n && s->index[left.n] < end)
		left.n++;
	s->index += left.n;
	s->n -= left.n;
	return left;
}

/* Leaves on the left of a tree of n > 1. */
static uint64_t
split(uint64_t n)
{
	return (uint64_t)1 << (63 - __builtin_clzll(n - 1));
}

/* The leaves from..from + n, of which some are shown. */
static void
prove(struct merkle_many *p, const struct merkle_hash *leaf, uint64_t from,
    uint64_t n, struct shown s)
{
	struct merkle_hash h;
	struct shown left;
	uint64_t k;

	if (s.n == 0) {
		merkle_root_of(leaf + from, n, &h);
		merkle_many_add(p, &h);
		return;
	}
	if (n == 1)
		return;
	k = split(n);
	left = take_below(&s, from + k);
	prove(p, leaf, from, k, left);
	prove(p, leaf, from + k, n - k, s);
}

void
merkle_prove_many(struct merkle_many *p, const struct merkle_hash *leaf,
    uint64_t size, const uint64_t *index, size_t n)
{
	prove(p, leaf, 0, size, (struct shown){ index, n });
}

/* What is still to be read of the leaves and of the proof. */
struct reading {
	const struct merkle_many *p;
	size_t taken;
	const struct merkle_hash *leaf;
};

/* The root of the leaves from..from + n; false when the proof ends early. */
static bool
check(struct reading *r, uint64_t from, uint64_t n, struct shown s,
    struct merkle_hash *root)
{
	struct merkle_hash half[2];
	struct shown left;
	uint64_t k;

	if (s.n == 0) {
		if (r->taken == r->p->n)
			return false;
		*root = r->p->hash[r->taken++];
		return true;
	}
	if (n == 1) {
		*root = *r->leaf++;
		return true;
	}
	k = split(n);
	left = take_below(&s, from + k);
	if (!check(r, from, k, left, &half[0]) ||
	    !check(r, from + k, n - k, s, &half[1]))
		return false;
	merkle_root_of(half, 2, root);
	return true;
}

bool
merkle_check_many(const struct merkle_many *p,
    const struct merkle_hash *leaf, const uint64_t *index, size_t n,
    uint64_t size, const struct merkle_hash *root)
{
	struct reading r = { .p = p, .leaf = leaf };
	struct merkle_hash got;

	if (n == 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (index[i] >= size || (i > 0 && index[i] <= index[i - 1]))
			return false;
	return check(&r, 0, size, (struct shown){ index, n }, &got) &&
	    r.taken == p->n && merkle_same(&got, root);
}
