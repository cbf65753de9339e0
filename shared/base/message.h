/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts for people: a message is a row of a table, with a template and the
 * kinds of its arguments, so that plurals are right, nothing is cut, and a
 * table in another language can take its place.
 *
 * In a template {1} is the first argument; {2?record|records} is the first of
 * the two words when the second argument, a count or a flag, is 1, else the
 * other one; {3<8} is the third with blanks behind it, so that it has 8 bytes
 * at least; {3>8} is the third, a count, with blanks before it; {{ is a brace. A word may be empty and may hold no
 * brace and no '|'.
 */
#ifndef PREAUDIT_MESSAGE_H
#define PREAUDIT_MESSAGE_H

#include "shared/base/buf.h"
#include "shared/base/value.h"

#define MESSAGE_MAX_ARGS 9 /* a template names an argument by one digit */

struct message {
	const char *code;     /* for programs, "date-impossible"; may be NULL */
	int level;            /* as the table's owner counts levels */
	/* the kind of each: 's' a text, 'n' a count, '-' not for this message */
	const char *args;
	const char *text;     /* the template */
};

/*
 * The arguments of a call are VALUES(...): their C types say their kinds; or
 * MSG_ARGS of values that are made one by one.
 */
#define MSG_STR(s) value_str(s)
#define MSG_TEXT(z) value_text(z)
#define MSG_COUNT(v) value_count(v)
#define MSG_ARGS(...) \
	(const struct value[]){ __VA_ARGS__ }, \
	    sizeof((const struct value[]){ __VA_ARGS__ }) / \
	    sizeof(struct value)
#define MSG_NONE NULL, 0 /* for a message without arguments */

/*
 * Appends the message's text to b. `n` arguments of the kinds that the row
 * names, a flag for a count too, a text of NULL for any (empty, or 0): anything
 * else is a fault of the program, and ends it. A text is put as it is: what a
 * terminal or a page must not meet is made harmless there.
 */
void message_put(struct buf *b, const struct message *m,
    const struct value *arg, size_t n);

/*
 * The first fault of a row's template, for the tests of tables: a place that
 * is not closed, an argument that does not exist, is never used, or is asked
 * for words and is no count. NULL: none.
 */
const char *message_fault(const struct message *m);

#endif
