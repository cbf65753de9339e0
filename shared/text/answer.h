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
 * Fields are names and values in turn, VALUES("key", x->key, "row", x->row): a
 * text sees the values, JSON both. A text that is NULL is null in JSON; a name
 * that is NULL, NO_VALUE, is that of a field which JSON leaves out; a day is
 * YYYY-MM-DD. Texts must be valid UTF-8 and live until the field is put.
 *
 * ANSWER_FIELDS makes them of these, which say the kind: a struct str, a
 * NUL-ended text (both "" in JSON when NULL), a count below 2^63, a flag.
 */
#define ANSWER_STR(name, s) value_text(name), answer_str(s)
#define ANSWER_TEXT(name, z) ANSWER_STR(name, str_of(z))
#define ANSWER_COUNT(name, v) value_text(name), value_count(v)
#define ANSWER_BOOL(name, v) value_text(name), value_flag(v)
/*
 * A text that is NULL, an empty one, a count that is not known (`has` is
 * false): null in JSON, in text the empty text and 0.
 */
#define ANSWER_TEXT_OR_NULL(name, z) value_text(name), value_text(z)
#define ANSWER_STR_OR_NULL(name, s) \
	value_text(name), (s).n == 0 ? NO_VALUE : value_str(s)
#define ANSWER_COUNT_OR_NULL(name, has, v) \
	value_text(name), (has) ? value_count(v) : NO_VALUE
#define ANSWER_FIELDS(...) MSG_ARGS(__VA_ARGS__)

/* The text, as an empty one where its p is NULL. */
static inline struct value
answer_str(struct str s)
{
	return value_str(s.p == NULL ? STR("") : s);
}

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
 * JSON: the fields, of n names and values, are members of the open object. Text:
 * the message with the first of their values as its arguments, as many as it
 * has; nothing when m is NULL. Fewer fields than it has arguments, or of other
 * kinds, are a fault of the program, and end it.
 */
void answer_put(struct answer *a, const struct message *m,
    const struct value *f, size_t n);
/* The same as an object of its own within the open list. */
void answer_row(struct answer *a, const struct message *m,
    const struct value *f, size_t n);
/*
 * JSON: a text in the open list. Text: the message with it as its argument;
 * nothing when m is NULL.
 */
void answer_item(struct answer *a, const struct message *m, struct str text);
/* Text: a message, whose arguments may be days; JSON: nothing. */
void answer_say(struct answer *a, const struct message *m,
    const struct value *arg, size_t n);

#endif
