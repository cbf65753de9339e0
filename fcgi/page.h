/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of every page of the service. */
#ifndef PREAUDIT_PAGE_H
#define PREAUDIT_PAGE_H

#include "fcgi/worker.h"
#include "reports/render/html.h"

/*
 * Opens a page: head, navigation for this user, <main> with its h1. What is
 * written to `h` comes inside. Sets type and policy of the answer.
 */
void page_begin(struct page *p, struct resp *r, struct html *h,
    const char *title);
/* Closes it. */
void page_end(struct html *h);
/* Is there a verify.html to link to? */
bool page_has_offline(void);
/*
 * A table in four steps: its caption, the head of each column, what follows
 * these, and after the rows (<tr>), which are written to `h`, its end.
 */
void page_table(struct html *h, const char *caption);
void page_column(struct html *h, const char *title);
void page_table_body(struct html *h);
void page_table_end(struct html *h);
/*
 * Fills the answer with a page of one sentence under an HTTP status, for errors
 * and short answers. Returns 0: the page is the answer.
 */
int page_message(struct page *p, struct resp *r, int status, const char *text);

#endif
