/* SPDX-License-Identifier: Apache-2.0 */
/* What the store's files share among themselves. */
#ifndef PREAUDIT_STORE_INTERNAL_H
#define PREAUDIT_STORE_INTERNAL_H

#include "shared/store/leaf/store_folder.h"
#include "shared/store/store.h"

/* 0 when there is a store; ERR_NOT_FOUND with the remedy otherwise. */
int store_exists(const char *dir, struct err *e);
/* Where checkpoints stand, and the newest valid one of each; size 0: none. */
enum store_source { STORE_POINTER, STORE_KEPT, STORE_PROOF, STORE__SOURCES };
struct store_heads {
	struct checkpoint cp[STORE__SOURCES];
	char *file[STORE__SOURCES]; /* inside the store */
};
/*
 * Sets head, head_file, odd_file and note of s, whose dir and keys are known:
 * the largest checkpoint that keys.key[0] signed. ERR_INTEGRITY when there is
 * none, when `checkpoint` is there but not signed, or two of one size differ.
 * Only names are listed below the head. Free with store_heads_free in any case.
 */
int store_heads_find(struct store *s, struct store_heads *h, struct err *e);
/* The smaller ones must be of the log that the head is of: ERR_INTEGRITY. */
int store_heads_agree(const struct store *s, const struct store_heads *h,
    struct err *e);
void store_heads_free(struct store_heads *h);
/* A signed note of this very store; ERR_INTEGRITY says why not, without a path. */
int store_checkpoint(const struct vkey *own, struct str note,
    struct checkpoint *cp, struct err *e);

/* The checkpoint that a proof ends with; empty when there is none. */
struct str store_proof_note(struct str proof);

/* Lines, leaves and hashes of the first head.size records; root compared. */
int store_parse_lines(struct store *s, struct err *e);

/*
 * A file that is missing or is no file: the store is not what was signed. One
 * that cannot be read: the machine's fault. Turns the error into the former
 * where it is that.
 */
void store_blame(struct err *e);

/* What the records name: files inside the store and the reports' folders. */
struct store_names {
	char **name; /* ascending */
	size_t n, cap;
};
void store_names_make(struct store_names *names, const struct store *s);
/* The names of one record, put behind the others in no order. */
void store_names_add(struct store_names *names, uint64_t index,
    const struct leaf *l);
bool store_names_have(const struct store_names *names, const char *path);
void store_names_free(struct store_names *names);
/*
 * Under the lock: puts `checkpoint` forward to the head, signs or takes away an
 * unsigned tail and opens the store again; moves what no record names to
 * .removed-<time>/. Refuses, before it changes anything, when the key is not
 * the store's (ERR_CONFIG), when the signer's state is missing, not of this
 * store or ahead of it, or when odd_file stands (ERR_INTEGRITY).
 */
int store_recover(struct store *s, const char *key_path,
    const char *passphrase_file, struct buf *notices, struct err *e);
/* Who signs which store. Everything is the caller's. */
struct store_signing {
	const char *dir;
	const struct vkey *own;      /* the key that it must be */
	const char *key_path;
	const char *passphrase_file; /* NULL: the key is not encrypted */
};
/*
 * Signs the log as it stands on disk (log.jsonl, whose `size` leaf hashes are
 * at hand), and publishes the checkpoint. ERR_CONFIG, with nothing changed,
 * when the file holds another key; ERR_INTEGRITY when the signer refuses. Only
 * a new store may do without the signer's state.
 */
int store_sign(const struct store_signing *w, const struct merkle_hash *hash,
    uint64_t size, bool must_have_state, struct err *e);
/* The same for the records of s and `n` whole lines behind them. */
int store_sign_lines(const struct store *s, struct str lines, uint64_t n,
    const struct store_signing *w, struct err *e);
/* ERR_REFUSED, naming the record, when one is of a later version. */
int store_refuse_later(const struct store *s, struct err *e);
/* ERR_REFUSED: a record of `now` behind record `at`, which is of `newest`. */
int store_clock_refuse(const char *dir, const char *now, uint64_t at,
    const char *newest, struct err *e);
/* The bytes of log.jsonl that the head is signed over. */
size_t store_signed_bytes(const struct store *s);
/* Takes the first line, with its LF, off *rest; false when there is no LF. */
bool store_next_line(struct str *rest, struct str *line);

/*
 * Creates checkpoints/<size>, unless it is there with these bytes, and puts
 * `checkpoint` forward. ERR_INTEGRITY, with neither changed, when the note
 * does not verify as `want`, or the kept file holds other bytes.
 */
int store_publish(const char *dir, const struct vkey *own,
    const struct checkpoint *want, struct str note, struct err *e);

/*
 * `new` is the half-built store, `state` what the key has signed: signs and
 * publishes the same again. 1 when it may be put in place, -1 error.
 */
int init_finish(const struct store_init *o, const char *new,
    const struct checkpoint *state, struct vkey *key, struct buf *notices,
    struct err *e);

#endif
