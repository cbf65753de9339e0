/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts for people: a message is a row of a table, with a template and the
 * kinds of its arguments, so that plurals are right, nothing is cut, and a
 * table in another language can take its place.
 *
 * In a template {1} is the first argument; {2?record|records} is the first of
 * the two words when the second argument, a count, is 1, else the other one;
 * {{ is a brace. A word may be empty and may hold no brace and no '|'.
 */
#ifndef PREAUDIT_MESSAGE_H
#define PREAUDIT_MESSAGE_H

#include "shared/base/buf.h"

#define MESSAGE_MAX_ARGS 9 /* a template names an argument by one digit */

struct message {
	const char *code;     /* for programs, "date-impossible"; may be NULL */
	int level;            /* as the table's owner counts levels */
	const char *args;     /* the kind of each: 's' a text, 'n' a count */
	const char *text;     /* the template */
};

/* One argument; made with the macros below, lives as long as its text. */
struct message_arg {
	char kind; /* 's' a text, 'n' a count */
	/* of 's'; belongs to whoever made the argument */
	struct str text;
	uint64_t n; /* of 'n' */
};

/* Arguments of a struct str, a NUL-ended text (NULL: empty), a count. */
#define MSG_STR(s) ((struct message_arg){ 's', (s), 0 })
#define MSG_TEXT(z) ((struct message_arg){ 's', str_of(z), 0 })
#define MSG_COUNT(v) ((struct message_arg){ 'n', { NULL, 0 }, (v) })
/* The arguments of a call, behind each other, and how many. */
#define MSG_ARGS(...) \
	(const struct message_arg[]){ __VA_ARGS__ }, \
	    sizeof((const struct message_arg[]){ __VA_ARGS__ }) / \
	    sizeof(struct message_arg)
#define MSG_NONE NULL, 0 /* for a message without arguments */

/*
 * Appends the message's text to b. `n` arguments of the kinds that the row
 * names: anything else is a fault of the program, and ends it. A text is put
 * as it is: what a terminal or a page must not meet is made harmless there.
 */
void message_put(struct buf *b, const struct message *m,
    const struct message_arg *arg, size_t n);

/*
 * The first fault of a row's template, for the tests of tables: a place that
 * is not closed, an argument that does not exist, is never used, or is asked
 * for words and is no count. NULL: none.
 */
const char *message_fault(const struct message *m);

#endif
