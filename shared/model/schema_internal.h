/* SPDX-License-Identifier: Apache-2.0 */
/* What the readers of a register file share. */
#ifndef PREAUDIT_SCHEMA_INTERNAL_H
#define PREAUDIT_SCHEMA_INTERNAL_H

#include "shared/model/cfg.h"
#include "shared/model/schema.h"

/*
 * Most fields of a register: readers of data files have room for 256 columns,
 * their own included.
 */
#define SCHEMA_MAX_FIELDS 200
/* Most words of a field: as uint16_t in a table's column, WORD_NONE apart. */
#define SCHEMA_MAX_WORDS 2000
/* Most spellings of a word, headers of a field and elements of a context. */
#define SCHEMA_MAX_ALIASES 1000
#define SCHEMA_MAX_JOINED 4 /* columns of one value */

/*
 * Reads one element of "fields" into f, which is zeroed; `i` is its place, for
 * errors. *unique: its constraints say so, which only the key may. This and all
 * below: -1 and ERR_CONFIG with the member; kept is what c's arena has.
 */
int schema_field_parse(struct field *f, const struct json *j, size_t i,
    struct cfg *c, bool *unique);
/*
 * Reads how the field's columns are headed from its preaudit member `own`:
 * aliases, reversed, joined, context, units, choose.
 */
int schema_headers_parse(struct field *f, const struct json *own,
    struct cfg *c);
/*
 * Reads "unused" of a register's preaudit member `own`: headers that are no
 * field of it.
 */
int schema_unused_parse(struct schema *s, const struct json *own,
    struct cfg *c);
/*
 * Reads "words" of a field's preaudit member: 1 to SCHEMA_MAX_WORDS words with
 * their spellings, of which none may stand for two words when folded.
 */
int schema_words_parse(struct field *f, const struct json *words,
    struct cfg *c);

#endif
