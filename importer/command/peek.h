/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `preaudit-import peek` without the rules: what a file holds as it is, before
 * anything is recognised. The file is the first operand.
 */
#ifndef PREAUDIT_PEEK_H
#define PREAUDIT_PEEK_H

#include "importer/job/session.h"

/*
 * Appends a line for each sheet: number from 1, name, state, rows, columns,
 * parted by tabs. -1: ERR_USAGE or ERR_REFUSED, the file cannot be read.
 */
int peek_list(const struct import_opts *o, struct buf *out, struct err *e);
/*
 * Appends one sheet (that of --sheet, else the first) from A1 as CSV: bare
 * cells, all rows of one width. -1 as above; ERR_USAGE when there is no such
 * sheet, ERR_LIMIT when it is too long.
 */
int peek_raw(const struct import_opts *o, struct buf *out, struct err *e);

#endif
