/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The page that checks reports in a browser (verify.html), as it was installed
 * with the program. Whoever hands it out says in the log which one it was: a
 * `tool` record, so that a page that was swapped for another can be told.
 */
#ifndef PREAUDIT_TOOL_H
#define PREAUDIT_TOOL_H

#include "shared/store/store.h"

#define TOOL_PAGE "verify.html"

/*
 * Reads the page into b, and its hash. 1 it is there, 0 none was
 * installed, and b is as it was; -1 it cannot be read.
 */
int tool_page_read(struct buf *b, char sha256[SHA256_HEX + 1], struct err *e);
/*
 * The index of the newest record of the page in the store, when it is of this
 * hash; -1 when the newest is another, or there is none.
 */
int64_t tool_page_find(const struct store *s, const char *sha256);
/*
 * Adds a record of the page to a run, unless none is installed or the newest
 * is of the same. now_s as of store_txn_leaf, whose errors it has.
 */
int tool_page_record(struct store_txn *t, int64_t now_s, struct err *e);

#endif
