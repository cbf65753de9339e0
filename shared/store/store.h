/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The store: signed flat files (docs/store-format.md 1). Readers take no lock, read the
 * checkpoint and never look past its size. Writers hold the lock from begin to
 * end of a transaction; a transaction appends any number of leaves and signs
 * once; a writer that dies at any point leaves the old head or the new one.
 */
#ifndef PREAUDIT_STORE_H
#define PREAUDIT_STORE_H

#include "shared/file/fileio.h"
#include "shared/log/key.h"
#include "shared/store/leaf.h"

struct store {
	char *dir;
	struct map log;             /* the whole file as mapped at opening */
	struct checkpoint head;     /* the newest one that verifies */
	char *head_file;            /* inside the store: "checkpoint", unless
	                             * that is missing or older */
	char *odd_file;             /* in checkpoints/, called larger than the
	                             * head, but not signed; NULL: none */
	struct str *line;           /* head.size lines, each with its LF */
	struct leaf *leaf;          /* the same, taken apart */
	struct merkle_hash *hash;   /* their leaf hashes */
	struct vkeys keys;          /* from keys.txt; key[0] is genesis.log_key */
	struct arena arena;         /* what the leaves point to */
	struct buf note;            /* the head's signed note */
};

/*
 * Opens for reading: the head is the largest checkpoint among `checkpoint`,
 * checkpoints/<size> and the proofs of reports that the genesis key signed;
 * log lines parsed, root recomputed. ERR_NOT_FOUND when there is no store
 * (with the remedy), ERR_INTEGRITY naming the first difference: also where the
 * log lacks what the head covers, or two checkpoints contradict each other.
 */
int store_open(struct store *s, const char *dir, struct err *e);
void store_close(struct store *s);
const struct leaf_genesis *store_genesis(const struct store *s);
/* The standard leaf in force at a log size, NULL when none. */
const struct leaf_standard *store_standard(const struct store *s,
    uint64_t size, uint64_t *index);
/* True when a void leaf below `size` names this index. */
bool store_is_void(const struct store *s, uint64_t index, uint64_t size);
/* (size, root) after the last leaf below `size` that changes data or rules (docs/store-format.md 7). */
void store_data_head(const struct store *s, uint64_t size,
    struct checkpoint *head);
/* Root of the first `size` leaves. */
void store_root_at(const struct store *s, uint64_t size,
    struct merkle_hash *root);

/* One data file of a register, mapped, its SHA-256 compared with its leaf. */
struct store_part {
	uint64_t index; /* of the batch leaf */
	const struct leaf_batch *batch;
	struct map map;
};

/*
 * The files that make up a register at a log size: its last state (if any)
 * and the changes since, oldest first. n = 0: never supplied. Mismatch is
 * ERR_INTEGRITY naming the file. Free with store_parts_free.
 */
int store_parts(const struct store *s, const char *reg, uint64_t size,
    struct store_part **part, size_t *n, struct err *e);
void store_parts_free(struct store_part *part, size_t n);
/* The data file of one batch; `index` is that of a batch leaf. */
int store_part_open(const struct store *s, uint64_t index,
    struct store_part *part, struct err *e);
void store_part_close(struct store_part *part);

#define STORE_NOT_UNDONE UINT64_MAX
/*
 * Per record below `size`: the batch that undoes it and was not undone itself,
 * or STORE_NOT_UNDONE. `also`: a record that the batch `size` would undo. On
 * the heap.
 */
uint64_t *store_undone(const struct store *s, uint64_t size, uint64_t also);
/* All its rows were refused: it says nothing of the register. */
bool store_took_nothing(const struct leaf_batch *b);
/* Was any row of the register ever taken by an import that was not undone? */
bool store_supplies(const struct store *s, const char *reg, uint64_t size);
/* Reads standard/<sha256>, hash compared. */
int store_blob(const struct store *s, const char *sha256, struct buf *b,
    struct err *e);

/* ---- making a store ---- */

struct store_init {
	const char *dir, *origin, *organisation, *timezone;
	const char *key_path, *passphrase_file;  /* passphrase_file may be NULL */
	/* What is adopted: names, hashes and parameters, and the bytes of each file. */
	const struct leaf_standard *standard;
	const struct str *file_bytes;
	/* succeeds: all or none */
	const char *succeeds_origin, *succeeds_reason, *succeeds_root;
	uint64_t succeeds_size;
	int64_t now_s;
};
/*
 * Builds <dir>.new, renames; makes the key when its file is missing (reuses
 * one that has no state), writes <key>.card.txt and .html. What an earlier run
 * with the same options had signed before it was cut off is finished. After an
 * error nothing of it is left. `said` gets what the user should know.
 */
int store_create(const struct store_init *o, struct buf *said, struct err *e);

/* ---- writing ---- */

struct store_txn {
	struct store store;       /* as it is under the lock; refreshed by begin */
	struct filelock lock;
	struct buf lines;         /* leaves added so far */
	uint64_t nlines;
	char *key_path, *passphrase_file;
	char **made;              /* files put into place for this transaction */
	size_t nmade, cap_made;
	struct buf *said;         /* where recovery tells what it did */
};

/*
 * For what signs later: does the key open, and is it the store's? ERR_CONFIG
 * with the remedy.
 */
int store_key_check(const struct store *s, const char *key_path,
    const char *passphrase_file, struct err *e);
/*
 * Lock, read the head, check the key, recover what a writer left that died.
 * `said` gets one line per thing that recovery did; may be NULL. ERR_LOCKED;
 * ERR_CONFIG for a wrong key or passphrase, ERR_INTEGRITY when store or
 * signer's state are not what was signed, with nothing changed then.
 */
int store_begin(struct store_txn *t, const char *dir, const char *key_path,
    const char *passphrase_file, unsigned wait_ms, struct buf *said,
    struct err *e);
/* The index that the next leaf added will have. */
uint64_t store_txn_index(const struct store_txn *t);
/* ERR_USAGE when it could not be read again: a text that is not UTF-8, a wrong time. */
int store_txn_leaf(struct store_txn *t, const struct leaf *l, struct err *e);

/* The data file of the batch whose leaf is added next. */
struct store_data {
	struct newfile file;
	struct sha256 sha;
	struct merkle root;
	uint64_t rows;
	bool begun;
};
/* `header` is the header record with CR LF. Its path is data/<index>-<reg>.csv. */
int store_data_begin(struct store_txn *t, struct store_data *d, const char *reg,
    struct str header, struct err *e);
/* One record with its CR LF; canonical, not checked here. Hot path. */
int store_data_put(struct store_data *d, struct str record, struct err *e);
/* fsync and rename; fills bytes, rows, sha256, rows_root and path (in arena) of b. */
int store_data_end(struct store_txn *t, struct store_data *d,
    struct leaf_batch *b, struct arena *a, struct err *e);
void store_data_abort(struct store_data *d);
/* Puts a file into standard/, by content. */
int store_txn_blob(struct store_txn *t, struct str bytes,
    char sha256[SHA256_HEX + 1], struct err *e);
/*
 * Puts the source file of the next leaf into orig/ (`map` is where its bytes
 * are mapped, or NULL), or its findings into findings/. *path: its name inside
 * the store, on the heap. ERR_INTEGRITY when a file of that name is there.
 */
int store_txn_original(struct store_txn *t, const char *name, struct str bytes,
    const struct map *map, char **path, struct err *e);
int store_txn_findings(struct store_txn *t, struct str bytes, char **path,
    struct err *e);

/* Durable log append, signer state, signature, checkpoint. With no leaf: nothing. */
int store_commit(struct store_txn *t, struct err *e);
/* Releases everything; before commit removes what the transaction had made. */
void store_end(struct store_txn *t);

/* ---- checking ---- */

/* Called per difference; `what` is one sentence that names the place. */
typedef void store_check_fn(void *ctx, const char *what);
/*
 * Re-verifies every byte: log, all checkpoints, keys.txt, data files (hash,
 * rows_root, canonical form, counts), originals, standard files, reports with
 * proof.txt and SHA256SUMS, what records say of each other, stray files,
 * modes. RECEIPT.txt alone is not compared: it can be written again from its
 * record. Returns the number of differences, the first one told first; -1 when
 * something could not be read, after telling what was found.
 */
int64_t store_check(const char *dir, store_check_fn *fn, void *ctx,
    struct err *e);

#endif
