/* SPDX-License-Identifier: Apache-2.0 */
/* `preaudit-import peek`: what the importer sees in a file, before anything. */
#ifndef PREAUDIT_PEEK_H
#define PREAUDIT_PEEK_H

#include "importer/job/session.h"

/* The sheets: number, name, state, rows, columns, parted by tabs. */
int peek_list(const struct import_opts *o, struct buf *out, struct err *e);
/* One sheet from A1 as CSV: bare cells, all rows of one width. */
int peek_raw(const struct import_opts *o, struct buf *out, struct err *e);

#endif
