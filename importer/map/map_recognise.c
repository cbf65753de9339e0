/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which register a file is of, from its headers. A header that few registers
 * know says more than one that many know ("Name", "Status").
 */
#include "importer/map/map_internal.h"

#include <stdlib.h>

#include "importer/common/fold.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"

/* Points of a header that only one register knows. */
#define POINTS 1000
/* Points of one that a register knows, but has no field for. */
#define POINTS_UNUSED 100
/* Registers within this share of the best one fit alike. */
#define CLOSE_PERCENT 85

struct score {
	unsigned points, columns;
	bool has_key;
};

/* True when the columns can give the register's key. */
static bool
key_is_there(const struct mapping *m, const struct headers *h,
    const struct schema *s, unsigned reg)
{
	bool *have = mem_calloc(s->nfields, sizeof(*have)), ok;

	for (size_t i = 0; i < m->n; i++) {
		const struct header_hit *hit;
		size_t n = headers_find(h, (int)reg, m->column[i].header, &hit);

		for (size_t k = 0; k < n; k++)
			have[hit[k].field] = true;
	}
	ok = have[s->key];
	if (!ok && s->nderive > 0) {
		ok = true;
		for (size_t d = 0; d < s->nderive; d++) {
			bool part = map_part_may_be_empty(s, d);

			for (size_t k = 0; k < s->derive[d].n; k++)
				part = part || have[s->derive[d].field[k]];
			ok = ok && part;
		}
	}
	free(have);
	return ok;
}

static void
score_column(struct score *score, const struct header_hit *hit, size_t n)
{
	unsigned registers = 0, last = 0;

	for (size_t k = 0; k < n; k++)
		if (k == 0 || hit[k].reg != hit[k - 1].reg)
			registers++;
	for (size_t k = 0; k < n; k++) {
		if (k > 0 && hit[k].reg == last)
			continue;
		last = hit[k].reg;
		score[last].columns++;
		score[last].points += POINTS / registers + 50;
	}
}

/* A header that no field has: registers whose exports are known to have it. */
static void
score_unused(struct score *score, const struct map_column *c,
    const struct standard *std)
{
	for (size_t r = 0; r < std->nregisters; r++)
		for (size_t k = 0; k < std->reg[r].nunused; k++)
			if (map_is_headed(c,
			    str_of(std->reg[r].unused[k].header)))
				score[r].points += POINTS_UNUSED;
}

/* Does the file's name say the register ("training-2026.csv")? */
static bool
name_says(const char *file, const struct schema *s)
{
	const char *name[2] = { s->name, s->title };
	struct buf f, n;
	bool yes = false;

	buf_init(&f, BUF_MAX_DEFAULT);
	buf_init(&n, BUF_MAX_DEFAULT);
	fold_header(&f, str_of(file));
	for (int i = 0; !yes && i < 2; i++) {
		buf_reset(&n);
		fold_header(&n, str_of(name[i]));
		yes = n.n > 2 && memmem(f.p, f.n, n.p, n.n) != NULL;
	}
	buf_fini(&f);
	buf_fini(&n);
	return yes;
}

/* The register that fits best; -1: none does. */
static int
find_best(const struct score *score, size_t n)
{
	int best = -1;

	for (size_t r = 0; r < n; r++)
		if (score[r].points > 0 && score[r].has_key && (best == -1 ||
		    score[r].points > score[best].points))
			best = (int)r;
	return best;
}

static int
decide(const struct score *score, const struct standard *std, const char *name,
    struct buf *why)
{
	int best = find_best(score, std->nregisters), by_name = -1;
	size_t close = 0, named = 0;
	struct buf names;

	/* No register has enough of the headers. */
	if (best == -1) {
		message_put(why, &map_message[MAP_MSG_REGISTER_UNKNOWN],
		    MSG_NONE);
		return -1;
	}
	/* Of those that fit as well as the best, the file's name may decide. */
	buf_init(&names, BUF_MAX_DEFAULT);
	for (size_t r = 0; r < std->nregisters; r++) {
		if (!score[r].has_key || score[r].points * 100 <
		    score[best].points * CLOSE_PERCENT)
			continue;
		buf_printf(&names, "%s%s", close++ == 0 ? "" : ", ",
		    std->reg[r].name);
		if (name_says(name, &std->reg[r])) {
			named++;
			by_name = (int)r;
		}
	}
	/* More than one, and the name does not decide: nobody guesses. */
	if (close > 1 && named == 1)
		best = by_name;
	else if (close > 1)
		best = -1;
	if (best == -1)
		message_put(why, &map_message[MAP_MSG_REGISTER_OPEN],
		    VALUES(buf_view(&names)));
	buf_fini(&names);
	return best;
}

int
map_recognise(const struct mapping *m, const struct headers *h,
    const struct standard *std, const char *name, struct buf *why)
{
	struct score *score = mem_calloc(std->nregisters, sizeof(*score));
	const struct header_hit *hit;
	size_t n;
	int found;

	for (size_t i = 0; i < m->n; i++) {
		n = headers_find(h, HEADERS_ALL, m->column[i].header, &hit);
		if (n > 0)
			score_column(score, hit, n);
		else
			score_unused(score, &m->column[i], std);
	}
	for (size_t r = 0; r < std->nregisters; r++)
		score[r].has_key = score[r].columns > 0 &&
		    key_is_there(m, h, &std->reg[r], (unsigned)r);
	found = decide(score, std, name, why);
	free(score);
	return found;
}

bool
map_fits(const struct mapping *m, const struct headers *h,
    const struct schema *schema, unsigned reg)
{
	const struct header_hit *hit;
	unsigned known = 0;

	for (size_t i = 0; i < m->n; i++)
		known += headers_find(h, (int)reg, m->column[i].header,
		    &hit) > 0;
	return known >= 2 && key_is_there(m, h, schema, reg);
}
