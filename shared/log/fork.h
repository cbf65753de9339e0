/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two checkpoints signed with one key that no single log can have: written as
 * one page for whoever relies on the log (docs/store-format.md 8).
 */
#ifndef PREAUDIT_FORK_H
#define PREAUDIT_FORK_H

#include "shared/log/note.h"

/* One of the two. */
struct fork_side {
	const char *where; /* the file it stands in, as people know it */
	struct checkpoint at;
	struct str note; /* signed, verbatim */
};

/* Everything is the caller's. */
struct fork {
	struct vkey key;             /* that signed both */
	struct fork_side older, newer; /* by size; either first when equal */
	/*
	 * Of different sizes: the root that the newer one's log has at the
	 * older one's size, and the proof of it. The proof may be NULL, where
	 * nobody has it.
	 */
	struct merkle_hash root;
	const struct merkle_proof *proof;
};

/*
 * Writes the page, both notes with a sentence before each, to
 * FOLDER/fork-evidence.txt, or, where that holds something else, to
 * fork-evidence-2.txt and so on: never over a file that is there. *path: its
 * name, on the heap; NULL after an error. ERR_USAGE when the folder holds a
 * store.
 */
int fork_write(const char *folder, const struct fork *f, char **path,
    struct err *e);

#endif
