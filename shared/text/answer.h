/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An answer of a program, described once: one walk over what is to be said
 * writes it as text for people or as JSON for programs. What is said together
 * is a row of named fields: the members of a JSON object, and in text the
 * arguments of a message.
 */
#ifndef PREAUDIT_ANSWER_H
#define PREAUDIT_ANSWER_H

#include "shared/base/message.h"
#include "shared/text/json.h"

/*
 * One answer on its way; begun by answer_begin, ended by answer_end. It owns
 * nothing.
 */
struct answer {
	struct buf *out; /* the caller's; ask it with buf_ok() in the end */
	bool json;      /* JSON is written, else text */
	uint64_t nitems; /* of answer_item, so far */
	struct json_writer w; /* of JSON, for members that no row describes */
};

/*
 * A field: its name in JSON (NULL: in text only) and its value, of the kinds
 * of messages or of two more, of which a text sees nothing: true or false
 * ('b') and none ('-', in JSON null).
 */
struct answer_field {
	const char *name;
	struct message_arg value;
};

/*
 * Fields of a struct str, a NUL-ended text (NULL: empty), a count below 2^63, a
 * flag. Texts must be valid UTF-8 and live until the field is put.
 */
#define ANSWER_STR(name, s) { (name), MSG_STR(s) }
#define ANSWER_TEXT(name, z) { (name), MSG_TEXT(z) }
#define ANSWER_COUNT(name, v) { (name), MSG_COUNT(v) }
#define ANSWER_BOOL(name, v) { (name), { 'b', { NULL, 0 }, (v) } }
/*
 * A text that is NULL, an empty one, a count that is not known (`has` is
 * false): null in JSON, in text the empty text and 0.
 */
#define ANSWER_TEXT_OR_NULL(name, z) \
	{ (name), { (z) == NULL ? '-' : 's', str_of((z) == NULL ? "" : (z)), 0 } }
#define ANSWER_STR_OR_NULL(name, s) \
	{ (name), { (s).n == 0 ? '-' : 's', (s), 0 } }
#define ANSWER_COUNT_OR_NULL(name, has, v) \
	{ (name), { (has) ? 'n' : '-', { NULL, 0 }, (has) ? (v) : 0 } }
/* The fields of a call, behind each other, and how many. */
#define ANSWER_FIELDS(...) \
	(const struct answer_field[]){ __VA_ARGS__ }, \
	    sizeof((const struct answer_field[]){ __VA_ARGS__ }) / \
	    sizeof(struct answer_field)

/*
 * Begins an answer that is appended to `out`: in JSON an object whose first
 * member is "preaudit" with its shape, such as "diff/1".
 */
void answer_begin(struct answer *a, struct buf *out, bool json,
    const char *shape);
/* Ends it: in JSON closes the object and adds a newline; in text nothing. */
void answer_end(struct answer *a);

/*
 * JSON: begins an object '{' or a list '['; `name` is NULL within a list. Text:
 * nothing. At most 14 may be open within each other.
 */
void answer_open(struct answer *a, const char *name, char bracket);
/* JSON: ends the newest with '}' or ']', as it began; text: nothing. */
void answer_close(struct answer *a, char bracket);

/*
 * JSON: the n fields that have a name are members of the open object. Text: the
 * message with the first of the fields as its arguments, as many as it has;
 * nothing when m is NULL. Fewer fields than it has arguments, or of other
 * kinds, are a fault of the program, and end it.
 */
void answer_put(struct answer *a, const struct message *m,
    const struct answer_field *f, size_t n);
/* The same as an object of its own within the open list. */
void answer_row(struct answer *a, const struct message *m,
    const struct answer_field *f, size_t n);
/* JSON: a text in the open list. Text: the message with it as its argument. */
void answer_item(struct answer *a, const struct message *m, struct str text);
/* Text: a message; JSON: nothing. */
void answer_say(struct answer *a, const struct message *m,
    const struct message_arg *arg, size_t n);

#endif
