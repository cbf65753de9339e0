/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Known words: the spellings of a field's words, of yes and no, of "no date".
 * What was seen before is found by its bytes, without folding it again.
 */
#ifndef PREAUDIT_WORDS_H
#define PREAUDIT_WORDS_H

#include "shared/base/buf.h"
#include "shared/model/schema.h"

#define WORD_UNKNOWN (-1)
#define WORD_TWO (-2) /* the spelling stands for two words */

struct synonyms;

/* The words of a field; field and its strings outlive it. */
struct synonyms *synonyms_new(const struct field *f);
void synonyms_free(struct synonyms *w);
/* Index of the field's word, WORD_UNKNOWN or WORD_TWO; text is trimmed. */
int synonyms_find(struct synonyms *w, struct str text);
/* The canonical word spelled most like this, or NULL. */
const char *synonyms_suggest(const struct synonyms *w, struct str text);
/* "live, planned, retired" for messages. */
void synonyms_list(const struct field *f, struct buf *out);

enum yesno_word { YESNO_WORD_NO, YESNO_WORD_YES, YESNO_WORD_UNKNOWN,
	YESNO_WORD_NONE };
/* `french`: "o" is oui. UNKNOWN: "N/A", "-", "k.A."; NONE: no such word. */
enum yesno_word yesno_word(struct str text, bool french);
/* "never", "unbefristet", "N/A": a date column's way to say no date. */
bool is_no_date(struct str text);

#endif
