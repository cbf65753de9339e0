/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing HTML: elements on a stack, attributes by name, text always escaped.
 * Markup as text is taken by html_format alone, which is for constants.
 */
#ifndef PREAUDIT_HTML_H
#define PREAUDIT_HTML_H

#include "shared/base/buf.h"

#define HTML_MAX_DEPTH 32

struct html {
	struct buf *out;
	const char *open[HTML_MAX_DEPTH];
	unsigned depth;
	bool in_tag; /* the start tag still takes attributes */
};

void html_init(struct html *h, struct buf *out);
/* <name ...; attributes may follow until text or another element. */
void html_open(struct html *h, const char *name);
void html_attr(struct html *h, const char *name, const char *value);
/* Closes the innermost element, which must be `name` (a bug otherwise). */
void html_close(struct html *h, const char *name);
/* An element without content and end tag: <meta>, <input>, <br>. */
void html_void(struct html *h, const char *name);
void html_text(struct html *h, const char *text);
void html_str(struct html *h, struct str text);
/* <name>text</name> */
void html_element(struct html *h, const char *name, const char *text);
/* <name class="class">text</name> */
void html_class(struct html *h, const char *name, const char *class,
    const char *text);
/*
 * A piece of markup, a constant of the program, each %s in it replaced by
 * the next text, escaped: content of elements or values of attributes between
 * double quotes. Numbers are %ld and %zu; there is no other conversion. The stack of open elements
 * is as before, so what the piece opens another piece closes.
 */
void html_format(struct html *h, const char *markup, ...)
    __attribute__((format(printf, 2, 3)));
/* A new line in the source, where it does not matter to the reader. */
void html_line(struct html *h);
/* The text of our own style sheet: written as it is, must not hold "</". */
void html_style(struct html *h, const char *css);

#endif
