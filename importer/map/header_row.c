/* SPDX-License-Identifier: Apache-2.0 */
/* Finding the header; see header_row.h. */
#include "importer/map/header_row.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/cell/sheet_text.h"

#define ROWS 40          /* looked at, blank ones left out */
#define JOINED ((size_t)4096)

struct head_row {
	struct str *cell;
	size_t n;
	uint64_t row, line;
	unsigned known;      /* cells that are headers of fields */
};

struct head {
	struct head_row row[ROWS];
	size_t n;
	uint64_t at;
	struct arena *arena;
};

static bool
is_blank(const struct csv_row *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_trim(r->field[i]).n > 0)
			return false;
	return true;
}

static bool
keep_row(void *ctx, const struct csv_row *r)
{
	struct head *h = ctx;
	struct head_row *to;

	if (is_blank(r) || (h->at > 0 && r->row < h->at))
		return true;
	to = &h->row[h->n++];
	*to = (struct head_row){ .n = r->n, .row = r->row, .line = r->line };
	to->cell = ARENA_ARRAY(h->arena, r->n, struct str);
	for (size_t i = 0; i < r->n; i++) {
		/* A number that is a header is one all the same. */
		struct str c = str_trim(sheet_text_unmarked(r->field[i]));

		to->cell[i] = (struct str){ arena_memdup(h->arena, c.p, c.n),
			c.n };
	}
	return h->n < ROWS;
}

static bool
is_known(const struct header_known *k, struct str cell)
{
	const struct header_hit *hit;

	return cell.n > 0 && (mapfile_names(k->mapfile, cell) ||
	    headers_find(k->headers, k->reg, cell, &hit) > 0);
}

/* Is cell i the same as another of the first n? */
static bool
is_among(const struct head_row *r, size_t i, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (k != i && str_eq(r->cell[k], r->cell[i]))
			return true;
	return false;
}

/* A row of data repeats its words ("No"), which are no more than one header. */
static unsigned
count_known(const struct header_known *k, const struct head_row *r)
{
	unsigned known = 0;

	for (size_t i = 0; i < r->n; i++)
		known += !is_among(r, i, i) && is_known(k, r->cell[i]);
	return known;
}

/*
 * A first row that is a header whoever knows it: as wide as the table, and
 * every cell a text of its own.
 */
static bool
is_plain_header(const struct head *h)
{
	const struct head_row *r = &h->row[0];

	if (h->n < 2 || r->n < 3)
		return false;
	for (size_t i = 1; i < h->n; i++)
		if (h->row[i].n > r->n)
			return false;
	for (size_t i = 0; i < r->n; i++)
		if (r->cell[i].n == 0 || ascii_is_digit(r->cell[i].p[0]) ||
		    is_among(r, i, i))
			return false;
	return true;
}

/* The first row that knows nearly as many headers as the best. */
static size_t
choose(struct head *h, const struct header_known *k)
{
	unsigned best = 0;

	if (is_plain_header(h))
		return 0;
	for (size_t i = 0; i < h->n; i++) {
		struct head_row *r = &h->row[i];

		r->known = count_known(k, r);
		best = r->known > best ? r->known : best;
	}
	for (size_t i = 0; best >= 2 && i < h->n; i++)
		if (h->row[i].known * 4 >= best * 3)
			return i;
	return 0;
}

/* ---- two rows ---- */

static struct str
cell_of(const struct head_row *r, size_t i)
{
	return i < r->n ? r->cell[i] : STR("");
}

/* Is the cell inside of a merged one, not its first? Rows and columns from 1. */
static const struct sheet_merge *
merge_at(const struct source *s, uint64_t row, size_t column)
{
	for (size_t i = 0; s->facts != NULL && i < s->facts->nmerge; i++) {
		const struct sheet_merge *m = &s->facts->merge[i];

		if (row >= m->row0 && row <= m->row1 && column >= m->column0 &&
		    column <= m->column1)
			return m;
	}
	return NULL;
}

/*
 * What stands above a column: its own cell, or that of the group which reaches
 * over it, to the left.
 */
static struct str
group_of(const struct source *s, const struct head_row *up, size_t i)
{
	const struct sheet_merge *m = merge_at(s, up->row, i + 1);

	if (m != NULL)
		return cell_of(up, m->column0 - 1);
	/* A workbook says how far its groups reach; text does not. */
	while (s->facts == NULL && i > 0 && cell_of(up, i).n == 0)
		i--;
	return cell_of(up, i);
}

/*
 * Do the rows make one header? When the lower one has gaps where the upper one
 * has headers, and headers where the upper one has gaps; or when a merged cell
 * reaches over both.
 */
static bool
are_two(const struct source *s, const struct header_known *k,
    const struct head_row *up, const struct head_row *low)
{
	size_t n = up->n > low->n ? up->n : low->n, only_up = 0, only_low = 0;
	unsigned known = 0;
	bool reaches = false;

	if (low->row != up->row + 1)
		return false;
	for (size_t i = 0; i < n; i++) {
		bool a = cell_of(up, i).n > 0, b = cell_of(low, i).n > 0;
		const struct sheet_merge *m = merge_at(s, up->row, i + 1);

		only_up += a && !b;
		only_low += b && !a;
		known += b && is_known(k, low->cell[i]);
		reaches = reaches || (m != NULL && m->row0 == up->row &&
		    m->row1 == low->row);
	}
	if (reaches)
		return true;
	return only_up > 0 && only_low > 0 && known > 0 && only_up + 2 *
	    only_low >= n;
}

static struct str
join(struct arena *a, struct str group, struct str own)
{
	if (group.n == 0 || group.n + own.n > JOINED || str_eq(group, own))
		return own;
	return str_of(arena_printf(a, "%.*s %.*s", STR_ARG(group),
	    STR_ARG(own)));
}

/*
 * The lower cell where it says enough; with its group before it where it says
 * nothing known, or stands there twice.
 */
static void
join_rows(struct header *out, const struct source *s,
    const struct header_known *k, const struct head_row *up, const struct head_row *low,
    struct arena *a)
{
	out->n = up->n > low->n ? up->n : low->n;
	out->text = ARENA_ARRAY(a, out->n, struct str);
	for (size_t i = 0; i < out->n; i++) {
		struct str own = cell_of(low, i), joined;

		if (own.n == 0) {
			out->text[i] = cell_of(up, i);
			continue;
		}
		joined = join(a, group_of(s, up, i), own);
		out->text[i] = is_among(low, i, low->n) || (!is_known(k, own) &&
		    is_known(k, joined)) ? joined : own;
	}
	out->two_rows = true;
}

/* ---- the header ---- */

static void
set_place(struct header *out, const struct head *h, size_t first, size_t last)
{
	out->row = h->row[last].row;
	out->line = h->row[last].line;
	out->above = first;
	for (size_t i = 0; out->title.n == 0 && first > 0 &&
	    i < h->row[0].n; i++)
		out->title = h->row[0].cell[i];
}

/* The header at row i of the first rows, or in it and the row beside it. */
static void
make_header(struct header *out, const struct head *head, size_t i,
    const struct source *s, const struct header_known *k)
{
	const struct head_row *r = &head->row[i];

	if (head->at == 0 && i > 0 && are_two(s, k, r - 1, r)) {
		join_rows(out, s, k, r - 1, r, head->arena);
		set_place(out, head, i - 1, i);
	} else if (i + 1 < head->n && are_two(s, k, r, r + 1)) {
		join_rows(out, s, k, r, r + 1, head->arena);
		set_place(out, head, i, i + 1);
	} else {
		out->text = r->cell;
		out->n = r->n;
		set_place(out, head, i, i);
	}
}

int
header_find(struct header *out, const struct source *s,
    const struct header_known *k, uint64_t at, struct arena *a, struct err *e)
{
	struct head *head = mem_calloc(1, sizeof(*head));
	int status;

	*out = (struct header){ .n = 0 };
	head->arena = a;
	head->at = at;
	status = csv_read(s->text, s->delimiter, keep_row, head, e);
	if (head->n > 0) {
		/* What is wrong further down is said when rows are read. */
		status = 0;
		make_header(out, head, at > 0 ? 0 : choose(head, k), s, k);
	}
	free(head);
	return status;
}
