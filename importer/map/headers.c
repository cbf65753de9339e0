/* SPDX-License-Identifier: Apache-2.0 */
/* The index of headers: a sorted array, searched by halves; see headers.h. */
#include "importer/map/headers.h"

#include <stdlib.h>

#include "importer/common/fold.h"
#include "shared/base/mem.h"

struct headers {
	struct header_hit *hit;
	size_t n, cap;
	struct arena arena;
};

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
	if (a->is_part != b->is_part)
		return a->is_part ? 1 : -1;
	c = strcmp(a->lang, b->lang);
	return c != 0 ? c : a->rank < b->rank ? -1 : a->rank > b->rank;
}

/* Files hit under a text; the text is folded. */
static void
add(struct headers *h, struct str text, struct header_hit hit)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	fold_header(&b, text);
	if (b.n > 0) {
		hit.folded = (struct str){ arena_memdup(&h->arena, b.p, b.n),
			b.n };
		h->hit = mem_grow(h->hit, &h->cap, h->n, sizeof(*h->hit));
		h->hit[h->n++] = hit;
	}
	buf_fini(&b);
}

static void
add_field(struct headers *h, unsigned reg, unsigned i, const struct field *f)
{
	struct header_hit hit = { .shown = f->name, .lang = "", .reg = reg,
		.field = i, .is_name = true };
	struct str rest, part;

	add(h, str_of(f->name), hit);
	if (f->title != NULL) {
		hit.shown = f->title;
		add(h, str_of(f->title), hit);
	}
	hit.is_name = false;
	for (size_t k = 0; k < f->naliases; k++) {
		const struct field_alias *a = &f->alias[k];

		hit.rank = strcmp(hit.lang, a->lang) == 0 ? hit.rank + 1 : 1;
		hit.lang = a->lang;
		hit.shown = a->header;
		hit.is_reversed = field_alias_kind(f, k) == ALIAS_REVERSED;
		hit.is_part = field_alias_kind(f, k) == ALIAS_JOINED;
		if (!hit.is_part) {
			add(h, str_of(a->header), hit);
			continue;
		}
		rest = str_of(a->header);
		while (str_next(&rest, '+', &part))
			add(h, part, hit);
	}
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

/* The hits of one form, in one register or in all. */
static size_t
find_form(const struct headers *h, int reg, struct str folded,
    const struct header_hit **hit)
{
	size_t low = 0, high = h->n, n = 0;

	/* The first that is not before the form, and not of a register before. */
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(h->hit[mid].folded, folded);

		if (c < 0 || (c == 0 && (int)h->hit[mid].reg < reg))
			low = mid + 1;
		else
			high = mid;
	}
	while (low + n < h->n && str_eq(h->hit[low + n].folded, folded) &&
	    (reg == HEADERS_ALL || (int)h->hit[low + n].reg == reg))
		n++;
	*hit = h->hit + low;
	return n;
}

size_t
headers_find(const struct headers *h, int reg, struct str header,
    const struct header_hit **hit)
{
	struct str rest, form;
	struct buf forms;
	size_t n = 0;

	buf_init(&forms, BUF_MAX_DEFAULT);
	fold_forms(&forms, header);
	rest = buf_view(&forms);
	*hit = NULL;
	while (n == 0 && str_next(&rest, '\n', &form) && form.n > 0)
		n = find_form(h, reg, form, hit);
	buf_fini(&forms);
	return n;
}

const struct header_hit *
headers_suggest(const struct headers *h, unsigned reg, struct str header,
    const bool *taken)
{
	const struct header_hit *best = NULL;
	unsigned best_distance = 0, d, cap;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	fold_header(&b, header);
	/* A third of the letters may differ. */
	cap = (unsigned)(b.n > 30 ? 10 : b.n / 3);
	for (size_t i = 0; cap > 0 && i < h->n; i++) {
		if (h->hit[i].reg != reg || h->hit[i].is_part)
			continue;
		d = str_distance(buf_view(&b), h->hit[i].folded, cap + 1);
		if (d > cap)
			continue;
		if (taken[h->hit[i].field])
			d += cap + 1;
		if (best == NULL || d < best_distance || (d == best_distance &&
		    h->hit[i].is_name && !best->is_name)) {
			best = &h->hit[i];
			best_distance = d;
		}
	}
	buf_fini(&b);
	return best;
}
