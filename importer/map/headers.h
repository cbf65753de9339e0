/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Column headers of exports and the fields they can mean: an index over the
 * names, titles and aliases of every register, compared folded (fold.h).
 */
#ifndef PREAUDIT_HEADERS_H
#define PREAUDIT_HEADERS_H

#include "shared/model/standard.h"

struct headers;

/* One field that a header can mean. */
struct header_hit {
	/* What is compared. */
	struct str folded;
	/* The alias, title or name as the standard writes it. */
	const char *shown;
	/* Two letters of the alias; "" for names and titles. */
	const char *lang;
	/* Indexes of the register in the standard, and of the field in it. */
	unsigned reg, field;
	/* Place among the aliases of its language, from 1; 0 for names. */
	unsigned rank;
	/* It is the field's own name or title. */
	bool is_name;
	/* Yes in such a column means no. */
	bool is_reversed;
	/* Part of a value out of several columns, "First name". */
	bool is_part;
};

/* The index of a standard, which must outlive it. Free it; NULL may be. */
struct headers *headers_new(const struct standard *std);
void headers_free(struct headers *h);

#define HEADERS_ALL (-1)
/*
 * All fields that the header can mean in register `reg`, or with HEADERS_ALL in
 * any: those of the first of its forms (fold_forms) that means something there.
 * Returns how many *hit points at, ascending by register and field; they belong
 * to the index.
 */
size_t headers_find(const struct headers *h, int reg, struct str header,
    const struct header_hit **hit);
/*
 * The header of register `reg` that is spelled most like this one, or NULL;
 * rather of a field that no column has than of one in `taken`, which has a
 * member per field.
 */
const struct header_hit *headers_suggest(const struct headers *h, unsigned reg,
    struct str header, const bool *taken);

#endif
