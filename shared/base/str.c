/* SPDX-License-Identifier: Apache-2.0 */
/* Text slices; see str.h. */
#include "shared/base/str.h"

#include <stdio.h>

#define MAX_DISTANCE_LEN 63

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (c != 0)
		return c;
	return a.n < b.n ? -1 : a.n > b.n;
}

int
cstr_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
cstr_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq((struct str){ s.p, prefix.n }, prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	    str_eq((struct str){ s.p + s.n - suffix.n, suffix.n }, suffix);
}

size_t
str_find(struct str s, char c, size_t from)
{
	const char *q;

	if (from >= s.n)
		return s.n;
	q = memchr(s.p + from, c, s.n - from);
	return q == NULL ? s.n : (size_t)(q - s.p);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
str_next(struct str *rest, char sep, struct str *item)
{
	size_t i;

	if (rest->p == NULL)
		return false;
	i = str_find(*rest, sep, 0);
	*item = (struct str){ rest->p, i };
	if (i == rest->n)
		*rest = (struct str){ NULL, 0 };
	else
		*rest = (struct str){ rest->p + i + 1, rest->n - i - 1 };
	return true;
}

static uint64_t
mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 u128;
	u128 m = (u128)(a ^ 0x9e3779b97f4a7c15ULL) * (b ^ 0xe7037ed1a0b428dbULL);

	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static uint64_t
load(const char *p, size_t n)
{
	uint64_t v = 0;

	memcpy(&v, p, n);
	return v;
}

uint64_t
str_hash(struct str s)
{
	uint64_t h = mix(s.n, 0xa0761d6478bd642fULL);

	while (s.n >= 16) {
		h = mix(load(s.p, 8) ^ h, load(s.p + 8, 8));
		s.p += 16;
		s.n -= 16;
	}
	if (s.n >= 8)
		return mix(load(s.p, 8) ^ h, load(s.p + 8, s.n - 8));
	return s.n == 0 ? h : mix(load(s.p, s.n) ^ h, 0x8ebc6af09c88c6e3ULL);
}

unsigned
str_distance(struct str a, struct str b, unsigned cap)
{
	unsigned row[MAX_DISTANCE_LEN + 1], diag, up, best;

	if (a.n > MAX_DISTANCE_LEN || b.n > MAX_DISTANCE_LEN)
		return cap;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = (unsigned)j;
	for (size_t i = 1; i <= a.n; i++) {
		diag = row[0];
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b.n; j++) {
			up = row[j];
			best = diag + (ascii_lower(a.p[i - 1]) !=
			    ascii_lower(b.p[j - 1]));
			if (up + 1 < best)
				best = up + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
			diag = up;
		}
	}
	return row[b.n] < cap ? row[b.n] : cap;
}

const char *
str_suggest(struct str s, const char *(*next)(const void *, size_t),
    const void *ctx)
{
	unsigned best = s.n <= 3 ? 2 : 3 + (unsigned)(s.n / 8), d;
	const char *found = NULL, *z;

	for (size_t i = 0; (z = next(ctx, i)) != NULL; i++) {
		d = str_distance(s, str_of(z), best);
		if (d < best && d < s.n) {
			best = d;
			found = z;
		}
	}
	return found;
}

struct str_near
str_near(struct str s, const char *(*next)(const void *, size_t),
    const void *ctx, const char *form)
{
	const char *found = str_suggest(s, next, ctx);
	const char *place = strchr(form, '{');
	struct str_near n = { "" };

	if (found != NULL)
		snprintf(n.text, sizeof(n.text), "%.*s%s%s",
		    (int)(place - form), form, found, place + 2);
	return n;
}
