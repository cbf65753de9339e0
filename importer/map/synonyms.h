/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Known words and their synonyms: the spellings of a field's words, of yes and
 * no, of "no date". What was met before is found by its bytes, without folding
 * it again.
 */
#ifndef PREAUDIT_SYNONYMS_H
#define PREAUDIT_SYNONYMS_H

#include "shared/base/buf.h"
#include "shared/model/schema.h"

#define WORD_UNKNOWN (-1)
/* The spelling stands for two words. */
#define WORD_TWO (-2)

struct synonyms;

/* Those of a field's words; the field must outlive them. */
struct synonyms *synonyms_new(const struct field *f);
/* NULL may be freed too. */
void synonyms_free(struct synonyms *w);
/*
 * The index in the field of the word that a trimmed text means, WORD_UNKNOWN or
 * WORD_TWO. It remembers the text, so w changes.
 */
int synonyms_find(struct synonyms *w, struct str text);
/* The word, as the standard has it, spelled most like the text; or NULL. */
const char *synonyms_suggest(const struct synonyms *w, struct str text);
/* Appends a field's words for a message: "live, planned, retired". */
void synonyms_list(const struct field *f, struct buf *out);

/* UNKNOWN: "N/A", "-", "k.A."; NONE: it is no such word. */
enum synonyms_yesno { YESNO_WORD_NO, YESNO_WORD_YES, YESNO_WORD_UNKNOWN,
	YESNO_WORD_NONE };
/* What a trimmed text says; `french`: "o" is oui. */
enum synonyms_yesno synonyms_yesno(struct str text, bool french);
/* Is it a date column's way to say no date: "never", "unbefristet", "N/A"? */
bool synonyms_is_no_date(struct str text);

#endif
