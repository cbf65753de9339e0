/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON: reading (strict, duplicates refused) and writing. json.c is the only
 * user of jansson. Numbers are integers only, |n| <= 2^53-1.
 */
#ifndef PREAUDIT_JSON_H
#define PREAUDIT_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"

struct json; /* a value inside a parsed document; lives as long as its root */

/*
 * Parses one document. `label` names it in errors ("FILE line L column C:
 * ..."). NULL and ERR_CONFIG when it is not JSON. Free the root with json_free.
 */
struct json *json_parse(struct str text, const char *label, struct err *e);
void json_free(struct json *root);

/* Each accepts NULL and gives the empty answer for a missing or other value. */
bool json_is_object(const struct json *j);
bool json_is_array(const struct json *j);
bool json_is_string(const struct json *j);
bool json_is_int(const struct json *j);
bool json_is_bool(const struct json *j);
struct str json_str(const struct json *j);          /* "" when no string; NUL behind it */
const char *json_cstr(const struct json *j);        /* the same as a C string */
int64_t json_int(const struct json *j, int64_t otherwise);
bool json_bool(const struct json *j, bool otherwise);
size_t json_len(const struct json *j);              /* members or elements */
const struct json *json_at(const struct json *j, size_t i);
const struct json *json_get(const struct json *j, const char *name);
/* Member i of an object in file order; false behind the last. */
bool json_member(const struct json *j, size_t i, const char **name,
    const struct json **value);

/*
 * Writing. Commas and escapes are the writer's business. With `canonical` the
 * output follows RFC 8785 for our subset (no white space, least escapes) and
 * members must be written in ascending bytewise order: a bug otherwise (assert).
 */
struct jw {
	struct buf *out;
	bool canonical;
	bool first[16]; /* per depth: nothing written yet */
	unsigned depth;
	char last[16][64]; /* canonical: the last member name per depth */
};

void jw_init(struct jw *w, struct buf *out, bool canonical);
void jw_open(struct jw *w, char bracket);  /* '{' or '[' */
void jw_close(struct jw *w, char bracket); /* '}' or ']' */
void jw_key(struct jw *w, const char *name);
void jw_str(struct jw *w, struct str s);   /* must be valid UTF-8 */
void jw_int(struct jw *w, int64_t v);
void jw_null(struct jw *w);
/* key and value in one call */
void jw_kstr(struct jw *w, const char *name, struct str s);
void jw_kcstr(struct jw *w, const char *name, const char *s);
void jw_kint(struct jw *w, const char *name, int64_t v);
void jw_kbool(struct jw *w, const char *name, bool v);

/* Appends written JSON with a line for each member of its two outer levels. */
void json_indent(struct buf *out, struct str text);

/* One value with its quotes, appended to a buffer (RFC 8785 3.2.2.2). */
void json_quote(struct buf *b, struct str s);

#endif
