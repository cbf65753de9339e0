/* SPDX-License-Identifier: Apache-2.0 */
/* The one style of reports and pages, and the marks of states. */
#ifndef PREAUDIT_HTML_STYLE_H
#define PREAUDIT_HTML_STYLE_H

#include "reports/html.h"

/* Appends the style sheet common to reports and to the service's pages. */
void html_style_put(struct buf *b);
/*
 * "good", "warn", "bad", "note" or "none": how a state's word is marked. The
 * mark is a shape and a colour beside the word, never a colour alone.
 */
const char *html_mark_of(struct str word);
/* <span class="mark mark-good">word</span> */
void html_state(struct html *h, struct str word);
/* 'sha256-...' of a style text, for a Content-Security-Policy; appended. */
void html_style_hash(struct buf *b, struct str css);

#endif
