/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What this user's checks have seen: per log the newest checkpoints, and the
 * hashes under them where they were at hand. Whoever checks each year is shown
 * by it that nothing before was replaced, without having kept a file. In
 * $XDG_STATE_HOME/preaudit, else ~/.local/state/preaudit, in a folder per log
 * that is called by the SHA-256 of the log's name; a file per checkpoint,
 * readable by kept_read.
 */
#ifndef PREAUDIT_MEMORY_H
#define PREAUDIT_MEMORY_H

#include "shared/log/kept.h"

/*
 * Adds what is remembered of the log to the list; nothing when there is none.
 * Errors as of kept_read, naming the file: a damaged one is for the user to
 * look at and to remove.
 */
int memory_read(const char *origin, struct kept *k, struct err *e);
/*
 * Remembers item `seen` of a settled list: its checkpoint, with the hashes
 * where it has them. What was remembered of the same history, and follows from
 * them, is removed; what contradicts it stays. Its signature is the caller's to
 * have checked.
 */
int memory_write(const struct kept *k, size_t seen, struct err *e);

#endif
