/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records in key order. Most exports are in order already; else a radix sort
 * over the eight bytes behind what all keys have in common, and a comparison
 * sort of the few that these do not tell apart.
 */
#include <stdlib.h>

#include "shared/model/table/table_internal.h"

struct place {
	uint64_t prefix;
	uint32_t record;
};

static const char *
key_of(const struct table *t, uint32_t i)
{
	return table_text(t, t->column[t->schema->key].text[i]);
}

static bool
is_ordered(const struct table *t)
{
	for (uint32_t i = 1; i < t->n; i++)
		if (strcmp(key_of(t, i - 1), key_of(t, i)) > 0)
			return false;
	return true;
}

/* How many bytes all keys begin with alike. */
static size_t
common(const struct table *t)
{
	const char *a = key_of(t, 0);
	size_t n = strlen(a), k;

	for (uint32_t i = 1; i < t->n && n > 0; i++) {
		const char *b = key_of(t, i);

		for (k = 0; k < n && a[k] == b[k]; k++)
			;
		n = k;
	}
	return n;
}

static uint64_t
prefix_of(const char *z)
{
	uint64_t v = 0;
	int k = 0;

	for (; k < 8 && z[k] != '\0'; k++)
		v = v << 8 | (unsigned char)z[k];
	return k == 0 ? 0 : v << (8 * (8 - k));
}

/* One stable pass over one byte; false when that byte is always the same. */
static bool
pass(const struct place *from, struct place *to, uint32_t n, int shift)
{
	uint32_t at[257] = { 0 };

	for (uint32_t i = 0; i < n; i++)
		at[(from[i].prefix >> shift & 0xff) + 1]++;
	for (int b = 1; b < 257; b++)
		if (at[b] == n)
			return false;
	for (int b = 1; b < 257; b++)
		at[b] += at[b - 1];
	for (uint32_t i = 0; i < n; i++)
		to[at[from[i].prefix >> shift & 0xff]++] = from[i];
	return true;
}

static int
by_text(const void *a, const void *b, void *ctx)
{
	const struct place *x = a, *y = b;
	int c = strcmp(key_of(ctx, x->record), key_of(ctx, y->record));

	/* Keys differ; the record number is for a sort that needs an answer. */
	return c != 0 ? c : (x->record > y->record) - (x->record < y->record);
}

/* Runs that the prefix does not tell apart. */
static void
sort_runs(struct table *t, struct place *p, uint32_t n)
{
	uint32_t from = 0;

	for (uint32_t i = 1; i <= n; i++) {
		if (i < n && p[i].prefix == p[from].prefix)
			continue;
		if (i - from > 1)
			qsort_r(p + from, i - from, sizeof(*p), by_text, t);
		from = i;
	}
}

void
table_order(struct table *t)
{
	struct place *a, *b, *swap;
	size_t skip;

	if (t->n < 2 || is_ordered(t))
		return;
	a = mem_realloc(NULL, t->n, sizeof(*a));
	b = mem_realloc(NULL, t->n, sizeof(*b));
	skip = common(t);
	for (uint32_t i = 0; i < t->n; i++)
		a[i] = (struct place){ prefix_of(key_of(t, i) + skip), i };
	for (int shift = 0; shift < 64; shift += 8)
		if (pass(a, b, t->n, shift)) {
			swap = a;
			a = b;
			b = swap;
		}
	sort_runs(t, a, t->n);
	t->by_key = mem_realloc(NULL, t->n, sizeof(*t->by_key));
	for (uint32_t i = 0; i < t->n; i++)
		t->by_key[i] = a[i].record;
	free(a);
	free(b);
}
