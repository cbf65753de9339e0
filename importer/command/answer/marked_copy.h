/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The user's files back with their findings in them (markup.h), to be mended
 * and handed in again.
 */
#ifndef PREAUDIT_MARKED_H
#define PREAUDIT_MARKED_H

#include "importer/job/session.h"

/* Do the copies go into a folder: is `path` one, or are there several files? */
bool marked_are_many(const struct session *s, const char *path);
/* Where the copy of one file goes, on the heap; NULL: it has none. */
char *marked_path(const struct session *s, const char *path,
    const struct input *file);
/*
 * Writes a copy of each file that has findings: to `path`, or into it when it
 * is a folder or several files have some. The paths have been checked. What
 * was written is appended to `text`.
 */
int marked_copy_write(struct session *s, const char *path, struct buf *text,
    struct err *e);

#endif
