/* SPDX-License-Identifier: Apache-2.0 */
/* What the readers of a register file share. */
#ifndef PREAUDIT_SCHEMA_INTERNAL_H
#define PREAUDIT_SCHEMA_INTERNAL_H

#include "shared/model/cfg.h"
#include "shared/model/schema.h"

/* Readers of data files have room for 256 columns, their own included. */
#define SCHEMA_MAX_FIELDS 200
#define SCHEMA_MAX_WORDS 2000
#define SCHEMA_MAX_ALIASES 1000
#define SCHEMA_MAX_JOINED 4 /* columns of one value */

/* One element of "fields"; `i` is its place. *unique: constraints say so. */
int schema_field_parse(struct field *f, const struct json *j, size_t i,
    struct cfg *c, bool *unique);
/* How the field's columns are headed: aliases, reversed, joined, context. */
int schema_headers_parse(struct field *f, const struct json *own,
    struct cfg *c);
/* "unused" of a register: headers that are no field of it. */
int schema_unused_parse(struct schema *s, const struct json *own,
    struct cfg *c);
/* "words" of a field's preaudit member. */
int schema_words_parse(struct field *f, const struct json *words,
    struct cfg *c);

#endif
