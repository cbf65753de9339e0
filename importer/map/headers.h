/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Column headers of exports and the fields they can mean: an index over the
 * names, titles and aliases of every register, compared folded.
 */
#ifndef PREAUDIT_HEADERS_H
#define PREAUDIT_HEADERS_H

#include "shared/model/standard.h"

struct headers;

/* One field that a header can mean. */
struct header_hit {
	struct str folded;   /* what is compared */
	const char *shown;   /* the alias as the standard writes it */
	const char *lang;    /* "" for names and titles */
	unsigned reg, field;
	unsigned rank;       /* place among the aliases of its language */
	bool is_name;        /* the field's own name or title */
	bool is_reversed;    /* yes in such a column means no */
	bool is_part;        /* of a value out of several columns, "First name" */
};

struct headers *headers_new(const struct standard *std);
void headers_free(struct headers *h);
/*
 * All fields that the header can mean, of one register, or with HEADERS_ALL of
 * all, ascending by register and field: of the first of its forms that means
 * anything there.
 */
#define HEADERS_ALL (-1)
size_t headers_find(const struct headers *h, int reg, struct str header,
    const struct header_hit **hit);
/*
 * The header of a register that is spelled most like this one, or NULL; of a
 * field that no column has rather than of one in `taken`.
 */
const struct header_hit *headers_suggest(const struct headers *h, unsigned reg,
    struct str header, const bool *taken);

#endif
