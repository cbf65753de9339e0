/* SPDX-License-Identifier: Apache-2.0 */
/* One item of what is written: what stands where in its tokens. */
#ifndef PREAUDIT_ITEM_H
#define PREAUDIT_ITEM_H

#include "shared/model/clause/phrases.h"

#define ITEM_NUMBER_MAX 24 /* bytes of a clause number, its NUL included */
#define ITEM_NAMES_MAX 4   /* standards of one item */

enum item_kind {
	ITEM_NUMBER, ITEM_RANGE, ITEM_ALL,
	ITEM_TITLE,   /* words that name clause `clause`, or none */
	ITEM_ALONE,   /* a standard, and nothing else */
	ITEM_REST     /* behind another standard's name: not looked at */
};

/* Standards that an item names. */
struct item_names {
	struct name_found name[ITEM_NAMES_MAX];
	size_t n;
};

struct item {
	enum item_kind kind;
	struct item_names names;
	char number[ITEM_NUMBER_MAX], last[ITEM_NUMBER_MAX];
	/* tokens of the letters; from the number to their end */
	size_t letters_from, letters_to, from, to;
	/* An edition that is named beside the number, and its number there. */
	struct str edition, there;
	int clause; /* ITEM_TITLE */
};

/* The items of one text, in turn. */
struct item_reading {
	const struct phrases *phrases;
	const struct tokens *x;
	size_t at; /* the next token */
	/* of the item before: letters alone belong to its number */
	char number[ITEM_NUMBER_MAX];
	/* standards of an item before, which hold for those behind it */
	struct item_names names;
};

/*
 * Reads the item at r->at, which is no separator, and moves behind it. False
 * when it is nothing that can be told: r->at is then behind its tokens.
 */
bool item_next(struct item_reading *r, struct item *it);
/* Moves over signs and words that separate items; false at the end. */
bool item_skip(struct item_reading *r);
/* Behind the tokens up to the next separator that no parentheses hold. */
size_t item_rest(const struct item_reading *r, size_t i);

#endif
