/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The standard's words, names and titles, cut as tokens, and where in a text
 * they stand.
 */
#ifndef PREAUDIT_PHRASES_H
#define PREAUDIT_PHRASES_H

#include "shared/model/clause/tokens.h"
#include "shared/model/standard.h"

/* Words in a row; `what` is an index that its list gives. */
struct phrase {
	struct str *word;
	size_t n;
	size_t what;
};

struct phrase_list {
	struct phrase *phrase;
	size_t n, cap;
};

/* All of a standard; ended by phrases_fini. */
struct phrases {
	const struct standard *std;
	struct phrase_list words[WRITING__MAX];
	struct phrase_list names;  /* what: index of the named standard */
	struct phrase_list titles; /* what: index of the clause */
	struct tokens scratch;
	struct arena arena;
};

void phrases_init(struct phrases *p, const struct standard *s);
void phrases_fini(struct phrases *p);

/*
 * Index behind the longest phrase of the kind that begins with token i; i when
 * none does.
 */
size_t phrases_word(const struct phrases *p, enum writing_words kind,
    const struct tokens *x, size_t i);

/* A standard that a text names. */
struct name_found {
	struct str title; /* the standard's file's, or as it is written */
	struct str year;  /* of its edition; empty when none is written */
	bool own;         /* it is the standard of the reader */
};
/*
 * Index behind a standard's name and edition that begin with token i, and what
 * it names; i when there is none.
 */
size_t phrases_standard(const struct phrases *p, const struct tokens *x,
    size_t i, struct name_found *found);

#define TITLE_NONE (-1)
/*
 * Index behind a clause's title, or a part of one that no other has, that
 * begins with token i and ends at a sign, a number or the end; i when there is
 * none. *clause: which, TITLE_NONE when it may be several.
 */
size_t phrases_title(const struct phrases *p, const struct tokens *x, size_t i,
    int *clause);
/* Do the words from token i to j stand in the title of the clause? */
bool phrases_is_title(const struct phrases *p, const struct tokens *x,
    size_t i, size_t j, int clause);

#endif
