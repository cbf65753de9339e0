/* SPDX-License-Identifier: Apache-2.0 */
/* What the store's files share among themselves. */
#ifndef PREAUDIT_STORE_INTERNAL_H
#define PREAUDIT_STORE_INTERNAL_H

#include "shared/store/store.h"

/* ERR_INTEGRITY unless the line (with its LF) is `o` in canonical form. */
struct json;
int leaf_canonical(const struct json *o, struct str line, struct err *e);

/* STORE/name on the heap. */
char *store_path(const char *dir, const char *name);
/* 0 when there is a store; ERR_NOT_FOUND with the remedy otherwise. */
int store_exists(const char *dir, struct err *e);
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
bool store_names_have(const struct store_names *names, const char *path);
void store_names_free(struct store_names *names);
/*
 * Under the lock: signs or cuts an unsigned tail and opens the store again;
 * removes what no record names. Refuses, before it changes anything, when the
 * signer's state is missing or not of this store (ERR_INTEGRITY).
 */
int store_recover(struct store *s, const char *key_path,
    const char *passphrase_file, struct buf *said, struct err *e);
/*
 * Signs the log as it stands on disk (log.jsonl, `size` records) and
 * publishes the checkpoint: state, signature, checkpoints/<size>, checkpoint.
 */
int store_sign(const char *dir, const char *origin,
    const struct merkle_hash *hash, uint64_t size, const char *key_path,
    const char *passphrase_file, bool must_have_state, struct err *e);

/*
 * `new` is the half-built store, `state` what the key has signed: signs and
 * publishes the same again. 1 when it may be put in place, -1 error.
 */
int init_finish(const struct store_init *o, const char *new,
    const struct checkpoint *state, struct vkey *key, struct buf *said,
    struct err *e);

#endif
