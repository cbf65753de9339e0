/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing HTML: pieces of markup that are constants of the program, with
 * values in them. Values are always escaped; no function takes markup that was
 * read or made.
 */
#ifndef PREAUDIT_HTML_H
#define PREAUDIT_HTML_H

#include "shared/base/buf.h"

/* A page that is being written. */
struct html {
	struct buf *out; /* the caller's */
};

/* Writes behind what `out` holds; nothing is to be freed. */
void html_init(struct html *h, struct buf *out);
/*
 * A piece of markup, a constant, each %s in it replaced by the next text,
 * escaped: content of elements or values of attributes between double quotes.
 * Numbers are %ld and %zu; there is no other conversion. What the piece opens
 * it closes, or another piece does.
 */
void html_format(struct html *h, const char *markup, ...)
    __attribute__((format(printf, 2, 3)));
/* A text, escaped. */
void html_str(struct html *h, struct str text);
/* A new line in the source, where it does not matter to the reader. */
void html_line(struct html *h);
/* <style> with our own style sheet: as it is, must not hold "</". */
void html_style(struct html *h, const char *css);

#endif
