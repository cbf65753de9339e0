/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The user's files back with their findings in them (markup.h), to be mended
 * and handed in again.
 */
#ifndef PREAUDIT_MARKED_H
#define PREAUDIT_MARKED_H

#include "importer/session.h"

/*
 * Writes a copy of each file that has findings: to `path`, or into it when it
 * is a folder or several files have some. What was written is said in `said`.
 */
int marked_write(struct session *s, const char *path, struct buf *said,
    struct err *e);

#endif
