/* SPDX-License-Identifier: Apache-2.0 */
/* The one style of reports and pages; states with their marks. */
#ifndef PREAUDIT_HTML_STYLE_H
#define PREAUDIT_HTML_STYLE_H

#include "reports/render/html.h"

/* Appends style.css, common to reports and to the service's pages. */
void html_style_put(struct buf *b);
/* <span class="mark mark-good">word</span>; nothing for an empty word. */
void html_state(struct html *h, struct str word);
/* 'sha256-...' of a style text, for a Content-Security-Policy; appended. */
void html_style_hash(struct buf *b, struct str css);

#endif
