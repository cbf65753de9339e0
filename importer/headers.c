/* SPDX-License-Identifier: Apache-2.0 */
/* The index of headers: a sorted array, searched by halves; see headers.h. */
#include "importer/headers.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/base/utf8.h"

struct headers {
	struct header_hit *hit;
	size_t n, cap;
	struct arena arena;
};

void
header_fold(struct buf *out, struct str header)
{
	struct buf t;

	buf_init(&t, BUF_MAX_DEFAULT);
	utf8_fold(&t, header);
	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];

		if (ascii_is_digit(c) || ascii_is_alpha(c) ||
		    (unsigned char)c >= 0x80)
			buf_putc(out, c);
	}
	buf_fini(&t);
}

static int
compare(const void *pa, const void *pb)
{
	const struct header_hit *a = pa, *b = pb;
	int c = str_cmp(a->folded, b->folded);

	if (c != 0)
		return c;
	if (a->reg != b->reg)
		return a->reg < b->reg ? -1 : 1;
	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	/* Names before aliases, so that they are the ones that stay. */
	if (a->is_name != b->is_name)
		return a->is_name ? -1 : 1;
	return strcmp(a->lang, b->lang);
}

static void
add(struct headers *h, unsigned reg, unsigned field, const char *shown,
    const char *lang, bool is_name)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	header_fold(&b, str_of(shown));
	if (b.n > 0) {
		h->hit = mem_grow(h->hit, &h->cap, h->n, sizeof(*h->hit));
		h->hit[h->n++] = (struct header_hit){
			.folded = { arena_memdup(&h->arena, b.p, b.n), b.n },
			.shown = shown, .lang = lang, .reg = reg,
			.field = field, .is_name = is_name };
	}
	buf_fini(&b);
}

static void
add_field(struct headers *h, unsigned reg, unsigned i, const struct field *f)
{
	add(h, reg, i, f->name, "", true);
	if (f->title != NULL)
		add(h, reg, i, f->title, "", true);
	for (size_t k = 0; k < f->naliases; k++)
		add(h, reg, i, f->alias[k].header, f->alias[k].lang, false);
}

struct headers *
headers_new(const struct standard *std)
{
	struct headers *h = mem_calloc(1, sizeof(*h));
	size_t kept = 0;

	for (size_t r = 0; r < std->nregisters; r++)
		for (size_t i = 0; i < std->reg[r].nfields; i++)
			add_field(h, (unsigned)r, (unsigned)i,
			    &std->reg[r].field[i]);
	if (h->n > 0)
		qsort(h->hit, h->n, sizeof(*h->hit), compare);
	for (size_t i = 0; i < h->n; i++)
		if (kept == 0 || h->hit[kept - 1].reg != h->hit[i].reg ||
		    h->hit[kept - 1].field != h->hit[i].field ||
		    !str_eq(h->hit[kept - 1].folded, h->hit[i].folded))
			h->hit[kept++] = h->hit[i];
	h->n = kept;
	return h;
}

void
headers_free(struct headers *h)
{
	if (h == NULL)
		return;
	arena_fini(&h->arena);
	free(h->hit);
	free(h);
}

static size_t
find_folded(const struct headers *h, struct str folded,
    const struct header_hit **hit)
{
	size_t low = 0, high = h->n, n = 0;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (str_cmp(h->hit[mid].folded, folded) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	while (low + n < h->n && str_eq(h->hit[low + n].folded, folded))
		n++;
	*hit = h->hit + low;
	return n;
}

static size_t
find_text(const struct headers *h, int reg, struct str text,
    const struct header_hit **hit)
{
	struct buf b;
	size_t n = 0;

	buf_init(&b, BUF_MAX_DEFAULT);
	header_fold(&b, text);
	*hit = NULL;
	if (b.n > 0)
		n = find_folded(h, buf_view(&b), hit);
	buf_fini(&b);
	if (reg == HEADERS_ALL)
		return n;
	while (n > 0 && (int)(*hit)->reg < reg) {
		(*hit)++;
		n--;
	}
	while (n > 0 && (int)(*hit)[n - 1].reg > reg)
		n--;
	return n;
}

size_t
headers_find(const struct headers *h, int reg, struct str header,
    const struct header_hit **hit)
{
	struct str s = str_trim(header), inner;
	size_t n = find_text(h, reg, s, hit), open = s.n;

	if (n > 0 || s.n == 0 || s.p[s.n - 1] != ')')
		return n;
	while (open > 0 && s.p[open - 1] != '(')
		open--;
	if (open == 0)
		return 0;
	inner = (struct str){ s.p + open, s.n - open - 1 };
	s.n = open - 1;
	s = str_trim(s);
	if (s.n == 12) {
		struct buf b;
		bool custom;

		buf_init(&b, 64);
		utf8_fold(&b, s);
		custom = str_is(buf_view(&b), "custom field");
		buf_fini(&b);
		if (custom)
			s = inner;
	}
	return find_text(h, reg, s, hit);
}

const struct header_hit *
headers_suggest(const struct headers *h, unsigned reg, struct str header,
    const bool *taken)
{
	const struct header_hit *best = NULL;
	unsigned best_distance = 0, d, cap;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	header_fold(&b, header);
	/* A third of the letters may differ. */
	cap = (unsigned)(b.n > 30 ? 10 : b.n / 3);
	for (size_t i = 0; cap > 0 && i < h->n; i++) {
		if (h->hit[i].reg != reg)
			continue;
		d = str_distance(buf_view(&b), h->hit[i].folded, cap + 1);
		if (d > cap)
			continue;
		if (taken[h->hit[i].field])
			d += cap + 1;
		if (best == NULL || d < best_distance) {
			best = &h->hit[i];
			best_distance = d;
		}
	}
	buf_fini(&b);
	return best;
}
