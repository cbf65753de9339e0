/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checkpoints that somebody kept, in whatever file we ever gave them out, and
 * what they say of each other: one history, or two. An earlier checkpoint of
 * the same log, kept outside, is what shows that a history was replaced.
 */
#ifndef PREAUDIT_KEPT_H
#define PREAUDIT_KEPT_H

#include "shared/base/mem.h"
#include "shared/log/fork.h"
#include "shared/log/note.h"

/* Checkpoints in one list; those with leaf hashes among them. */
#define KEPT_MAX_ITEMS 20000
#define KEPT_MAX_HISTORIES 64

/* One checkpoint. What it points to belongs to the list, or outlives it. */
struct kept_item {
	struct checkpoint at;
	struct str note;   /* the signed note, with LF only */
	const char *file;  /* where it stands, for messages */
	size_t line;       /* of its first line there, from 1; 0: none */
	/* the hashes of its at.size records, in order; NULL: not at hand */
	const struct merkle_hash *leaf;
	/* a proof that it extends the first `old` records; NULL: none */
	const struct merkle_proof *proof;
	uint64_t old;
	/* the root that the proof has for them; NULL: not said */
	const struct merkle_hash *old_root;
	/* the key that is known to have signed it; NULL: none is. The caller's:
	 * two checkpoints of different keys are of two logs of one name */
	const struct vkey *by;
	/* by kept_settle: the history it belongs to, a number below n */
	size_t history;
};

/* A zeroed one is empty. */
struct kept {
	struct kept_item *item;
	size_t n, cap;
	struct arena arena;
};

/*
 * Adds what a file holds: a checkpoint, proof.txt, RECEIPT.txt, a consistency
 * file, history.txt, fork-evidence.txt, several notes one after the other; as mail may have
 * changed it (CR LF, byte order mark). Of a folder: of each file in it and
 * below, where the files that hold no checkpoint are passed over. Nothing is
 * believed but what proves itself: the signatures are the caller's to check
 * (kept_signed). ERR_USAGE when it holds no checkpoint or a damaged one, naming
 * file and line; ERR_LIMIT.
 */
int kept_read(struct kept *k, const char *path, struct err *e);
/*
 * The same of a text at hand, which is copied, without what mail did to it;
 * `file` names it in errors.
 */
int kept_text(struct kept *k, const char *file, struct str text, struct err *e);
/* Adds a checkpoint from elsewhere. ERR_LIMIT. */
int kept_add(struct kept *k, const struct kept_item *item, struct err *e);
void kept_free(struct kept *k);

/*
 * Has a key of the checkpoint's log among `keys` signed it? *by: which, or NULL.
 */
enum note_answer kept_signed(const struct kept_item *item,
    const struct vkeys *keys, const struct vkey **by);

/* Two checkpoints of one log that cannot both be true; below n. */
struct kept_fork {
	size_t a, b;
};
/*
 * Compares all with all: what is proved to be of one history gets one number.
 * True, and *fork the first pair, when two of one origin contradict each other.
 * What is neither is not comparable with what is at hand. Linear in the hashes,
 * times the histories; square in the items, in steps of a few instructions.
 */
bool kept_settle(struct kept *k, struct kept_fork *fork);

/*
 * The pair as evidence for fork_write; the key is the caller's to set. `proof`
 * is filled and named by it where the hashes of the larger one are at hand.
 */
void kept_fork_of(const struct kept *k, const struct kept_fork *pair,
    struct fork *f, struct merkle_proof *proof);

/*
 * Appends history.txt: what any earlier checkpoint of the log can be compared
 * with. leaf[0..size) are the hashes under the note's checkpoint.
 */
void history_file_format(struct buf *b, const struct merkle_hash *leaf,
    uint64_t size, struct str note);

#endif
