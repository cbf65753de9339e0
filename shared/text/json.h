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
#include "shared/base/value.h"

struct json; /* a value inside a parsed document; lives as long as its root */

/*
 * Parses one document. `label` names it in errors ("FILE line L column C:
 * ..."). NULL and ERR_CONFIG when it is not JSON. Free the root with json_free.
 */
struct json *json_parse(struct str text, const char *label, struct err *e);
/* Frees the document and every value in it; NULL is fine. */
void json_free(struct json *root);

/*
 * What a value is. Each function from here on accepts NULL, for a value that is
 * missing, and gives the empty answer for it and for a value of another type.
 */
bool json_is_object(const struct json *j);
bool json_is_array(const struct json *j);
bool json_is_string(const struct json *j);
bool json_is_int(const struct json *j);
bool json_is_bool(const struct json *j);
/* The text, "" when it is no string; a NUL stands behind it. The document's. */
struct str json_str(const struct json *j);
/* The same as a C string; never NULL. */
const char *json_cstr(const struct json *j);
/* The number or truth, `otherwise` when it is none. */
int64_t json_int(const struct json *j, int64_t otherwise);
/* True or false; `otherwise` when it is neither. */
bool json_bool(const struct json *j, bool otherwise);
/* Elements of an array or members of an object, 0 for anything else. */
size_t json_len(const struct json *j);
/* Element i of an array from 0, or NULL. */
const struct json *json_at(const struct json *j, size_t i);
/* The member of that name of an object, or NULL. */
const struct json *json_get(const struct json *j, const char *name);
/*
 * Member i of an object from 0, in the order of the text; false behind the
 * last, and *name and *value are then unchanged. Both belong to the document.
 */
bool json_member(const struct json *j, size_t i, const char **name,
    const struct json **value);

/*
 * Writing. Commas and escapes are the writer's business. With `canonical` the
 * output follows RFC 8785 for our subset (no white space, least escapes) and
 * members must be written in ascending bytewise order: a bug otherwise
 * (assert).
 */
struct json_writer {
	struct buf *out; /* the caller's; ask it with buf_ok() in the end */
	bool canonical;
	bool first[16]; /* per depth: nothing written yet */
	unsigned depth; /* brackets open now, at most 15 (assert) */
	/* canonical: the last member name per depth, "" before the first */
	char last[16][64];
};

/*
 * Begins a document that is appended to `out`, the caller's; ask it with
 * buf_ok() in the end.
 */
void json_writer_init(struct json_writer *w, struct buf *out, bool canonical);
/* Begins and ends an object with '{' and '}', an array with '[' and ']'. */
void json_put_open(struct json_writer *w, char bracket);
/* Ends the newest of them with '}' or ']', as it began. */
void json_put_close(struct json_writer *w, char bracket);
/*
 * A member's name; its value comes next. Canonical: shorter than 64 bytes, and
 * behind the one before, or the program ends.
 */
void json_put_key(struct json_writer *w, const char *name);
/* A text, which must be valid UTF-8; a number; null. */
void json_put_str(struct json_writer *w, struct str s);
/* A number; |v| <= 2^53-1, or json_parse does not read it again. */
void json_put_int(struct json_writer *w, int64_t v);
void json_put_null(struct json_writer *w);
/*
 * A member, name and value in one call; a C string of NULL is written as the
 * empty text.
 */
void json_add_str(struct json_writer *w, const char *name, struct str s);
void json_add_cstr(struct json_writer *w, const char *name, const char *s);
void json_add_int(struct json_writer *w, const char *name, int64_t v);
void json_add_bool(struct json_writer *w, const char *name, bool v);
/* Begins an object '{' or an array '[' as a member. */
void json_add_open(struct json_writer *w, const char *name, char bracket);
/*
 * Members of the open object: VALUES of n names and values in turn. A text of
 * NULL is null, a day "YYYY-MM-DD"; what has a name of NULL is left out.
 */
void json_add_values(struct json_writer *w, const struct value *v, size_t n);

/*
 * Appends written JSON, which holds no white space, with a line for each member
 * of its two outer levels, and a newline.
 */
void json_indent(struct buf *out, struct str text);

/* Appends one text, valid UTF-8, with its quotes (RFC 8785 3.2.2.2). */
void json_quote(struct buf *b, struct str s);

#endif
