/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files and folders that a call is told to write: never over what the call
 * reads or owns. The caller names what is to be kept, checks every path before
 * it begins, and writes in the end.
 */
#ifndef PREAUDIT_OUTPUT_H
#define PREAUDIT_OUTPUT_H

#include "shared/file/fileio.h"

/* What a call may not write over, and what it is going to write. */
struct outputs {
	struct output_kept *kept;
	size_t n, cap;
	char *folder; /* the one that receives files, made when missing */
};

void outputs_free(struct outputs *o);
/*
 * Keeps the file at `path`, whether it is there yet or not, and whatever else
 * leads to it (links of both kinds). `what` says what it is, as in "the
 * signing key"; it must live as long as `o`. NULL as path: nothing.
 */
void output_keep(struct outputs *o, const char *what, const char *path);
/* The same for a folder and all that lies in it or would. */
void output_keep_tree(struct outputs *o, const char *what, const char *dir);
/*
 * May this file be written? ERR_USAGE naming `option`, the path and what is in
 * the way: something that is kept, a folder, or, without `force`, a file that
 * is there. The file is kept from then on as what `option` writes.
 */
int output_check(struct outputs *o, const char *option, const char *path,
    bool force, struct err *e);
/*
 * The same for a folder that receives files, and is made when it is missing:
 * only what is kept is in the way. Files in it may be checked next.
 */
int output_check_folder(struct outputs *o, const char *option,
    const char *path, struct err *e);

/*
 * Is it written as it comes (a pipe, a terminal, /dev/stdout), not as a file
 * that appears whole?
 */
bool output_is_stream(const char *path);
/*
 * Writes a path that was checked: a stream as it comes, anything else durably
 * and whole (file_replace). Of `map` only where the bytes are a map; else NULL.
 */
int output_write(const char *path, struct str bytes, const struct map *map,
    struct err *e);

#endif
