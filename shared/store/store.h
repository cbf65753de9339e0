/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The store: signed flat files (docs/store-format.md 1). Readers take no lock,
 * read the checkpoint and never look past its size. Writers hold the lock from
 * begin to end of a transaction; a transaction appends any number of leaves and
 * signs once; a writer that dies at any point leaves the old head or the new
 * one.
 */
#ifndef PREAUDIT_STORE_H
#define PREAUDIT_STORE_H

#include "shared/file/fileio.h"
#include "shared/log/key.h"
#include "shared/store/leaf/leaf.h"

/* A store as it was when it was opened. Everything in it is its own. */
struct store {
	/* the folder, as it was named */
	char *dir;
	/* log.jsonl, the whole file */
	struct map log;
	/* the newest checkpoint that verifies, and its signed note */
	struct checkpoint head;
	struct buf note;
	/* where that stands, inside the store: "checkpoint", unless it is
	 * missing or older */
	char *head_file;
	/* in checkpoints/, called larger than the head, but not signed; NULL:
	 * there is none */
	char *odd_file;
	/* the head.size records: lines, each with its LF; what they say; their
	 * leaf hashes */
	struct str *line;
	struct leaf *leaf;
	struct merkle_hash *hash;
	uint64_t nerasures; /* records of erased lines among them */
	/* from keys.txt; key[0] is that of the genesis record */
	struct vkeys keys;
	/* what the leaves point to */
	/* The standard that is meant (store_choose); NULL: the store's own. */
	const char *chosen;
	struct arena arena;
};

/*
 * Opens for reading: the head is the largest checkpoint among `checkpoint`,
 * checkpoints/<size> and the proofs of reports that the genesis key signed;
 * log lines parsed, root recomputed. ERR_NOT_FOUND when there is no store
 * (with the remedy), ERR_INTEGRITY naming the first difference: also where the
 * log lacks what the head covers, or two checkpoints contradict each other.
 */
int store_open(struct store *s, const char *dir, struct err *e);
/* Frees it; harmless to repeat, and after an error of store_open. */
void store_close(struct store *s);
/* Record 0. */
const struct leaf_genesis *store_genesis(const struct store *s);
/*
 * The standard in force when the log had `size` records, and the index of its
 * record; NULL when there was none. Of several that a store holds, the one
 * that was chosen, else the store's own: the one adopted first.
 */
const struct leaf_standard *store_standard(const struct store *s,
    uint64_t size, uint64_t *index);
/* The same of a name. */
const struct leaf_standard *store_standard_named(const struct store *s,
    uint64_t size, const char *name, uint64_t *index);
/*
 * A record of the nth name (from 0) in the order in which they were adopted;
 * NULL behind the last. Of it only the name is of use.
 */
const struct leaf_standard *store_standard_at(const struct store *s,
    uint64_t size, size_t n);
/*
 * From here on it is this one that store_standard means: by its name, or by how
 * that ends ("9001"), in any case. ERR_USAGE, with the names, when none is
 * meant or more than one.
 */
int store_choose(struct store *s, const char *text, struct err *e);
/*
 * The void record below `size` that names this index, and *at its own index
 * unless that is NULL; NULL: there is none.
 */
const struct leaf_void *store_withdrawal(const struct store *s, uint64_t index,
    uint64_t size, uint64_t *at);
/*
 * The data head: size and root after the last record below `size` that changed
 * data or rules (docs/store-format.md 7); its origin too.
 */
void store_data_head(const struct store *s, uint64_t size,
    struct checkpoint *head);
/*
 * The index of the first record of a type that this version does not know;
 * head.size when there is none.
 */
uint64_t store_first_later(const struct store *s);
/*
 * The time of the nearest record before `index` that has one, and its index;
 * NULL when there is none.
 */
const char *store_time_before(const struct store *s, uint64_t index,
    uint64_t *at);
/* Is a record dated before that one (whose index is set then)? */
bool store_dated_back(const struct store *s, uint64_t index, uint64_t *at);
/*
 * May a record be written that is dated now_s (seconds since 1970)?
 * ERR_REFUSED, with both times and the remedy, when the newest record is dated
 * later and `was_wrong` does not say why; ERR_USAGE when it does without need.
 */
int store_clock_check(const struct store *s, int64_t now_s,
    const char *was_wrong, struct err *e);
/* Root of the first `size` records, at most head.size of them. */
void store_root_at(const struct store *s, uint64_t size,
    struct merkle_hash *root);

/*
 * The newest erasure of lines of a file (its path inside the store): its
 * SHA-256 is then that one's, its length unknown. NULL: there is none.
 */
const struct leaf_erasure *store_erasure(const struct store *s,
    const char *path);

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
/*
 * The data file of one batch, whose record is `index`; errors as above. Free
 * with store_part_close.
 */
int store_part_open(const struct store *s, uint64_t index,
    struct store_part *part, struct err *e);
void store_part_close(struct store_part *part);
/*
 * Is the file that was handed in for the batch `index` what its record says?
 * 0, also where none is kept; ERR_INTEGRITY naming the file.
 */
int store_original_check(const struct store *s, uint64_t index, struct err *e);

#define STORE_NOT_UNDONE UINT64_MAX
/*
 * Per record below `size`: the batch that undoes it and was not undone itself,
 * or STORE_NOT_UNDONE. `also`: a record that the batch `size` would undo. On
 * the heap.
 */
uint64_t *store_undone(const struct store *s, uint64_t size, uint64_t also);
/* Were all its rows refused, so that it says nothing of the register? */
bool store_took_nothing(const struct leaf_batch *b);
/*
 * Is it a register written whole, of which nothing was handed in? It holds what
 * was there and is no evidence of anything new.
 */
bool store_is_rewrite(const struct leaf_batch *b);
/* Was something handed in, so that it is neither that nor an undoing batch? */
bool store_is_import(const struct leaf_batch *b);
/* Was any row of the register ever taken by an import that was not undone? */
bool store_supplies(const struct store *s, const char *reg, uint64_t size);
/* Appends standard/<sha256> to b; ERR_INTEGRITY when its hash is another. */
int store_blob(const struct store *s, const char *sha256, struct buf *b,
    struct err *e);

/* ---- making a store ---- */

/* What a new store shall be. Everything is the caller's. */
struct store_init {
	/* where; its name for ever; whose; what decides "today" */
	const char *dir, *origin, *organisation, *timezone;
	/* the key, made when it is missing; passphrase_file may be NULL */
	const char *key_path, *passphrase_file;
	/* what is adopted, and the bytes of each of its files, in order */
	const struct leaf_standard *standard;
	const struct str *file_bytes;
	/* the log that this one succeeds: all or none */
	const char *succeeds_origin, *succeeds_reason, *succeeds_root;
	uint64_t succeeds_size;
	/* seconds since 1970, UTC */
	int64_t now_s;
};
/*
 * Builds <dir>.new, renames; makes the key when its file is missing (reuses
 * one that has no state), writes <key>.card.txt and .html. What an earlier run
 * with the same options had signed before it was cut off is finished. After an
 * error nothing of it is left. `notices` gets what the user should know.
 */
int store_create(const struct store_init *o, struct buf *notices, struct err *e);

/* ---- writing ---- */

/* A transaction, from store_begin to store_end. */
struct store_txn {
	/* as it is under the lock; refreshed by begin */
	struct store store;
	struct filelock lock;
	/* leaves added so far, as lines */
	struct buf lines;
	uint64_t nlines;
	/* of the newest record that has one: its time, or "", and its index */
	char newest[32];
	uint64_t newest_at;
	char *key_path, *passphrase_file, *clock_was_wrong;
	/* files put into place for it, which store_end takes away again */
	char **made;
	size_t nmade, cap_made;
};

/*
 * For what signs later: does the key open, and is it the store's? ERR_CONFIG
 * with the remedy. ERR_REFUSED when the log holds a record of a later version:
 * whoever does not understand it must not write behind it.
 */
int store_key_check(const struct store *s, const char *key_path,
    const char *passphrase_file, struct err *e);
/* Who writes to which store. All of it is the caller's. */
struct store_writer {
	const char *dir;             /* the store */
	const char *key_path;
	const char *passphrase_file; /* NULL: the key is not encrypted */
	unsigned wait_ms;            /* how long to wait for the store's lock */
	/* why the newest record is dated later than what is written now; NULL:
	 * it is not */
	const char *clock_was_wrong;
};
/*
 * Lock, read the head, check the key, recover what a writer left that died.
 * `notices` gets one line per thing that recovery did; may be NULL. ERR_LOCKED;
 * ERR_CONFIG for a wrong key or passphrase, ERR_REFUSED for a log of a later
 * version, ERR_INTEGRITY when store or
 * signer's state are not what was signed, with nothing changed then.
 */
int store_begin(struct store_txn *t, const struct store_writer *w,
    struct buf *notices, struct err *e);
/* The index that the next leaf added will have. */
uint64_t store_txn_index(const struct store_txn *t);
/*
 * Adds a record. ERR_USAGE, and it is not added, when it could not be read
 * again: a text that is not UTF-8, a wrong time. One dated before the record
 * before it gets the writer's reason as its `clock`; without one, ERR_REFUSED.
 * So its time must be taken under the lock.
 */
int store_txn_leaf(struct store_txn *t, const struct leaf *l, struct err *e);

/* The data file of the batch whose leaf is added next. */
struct store_data {
	struct newfile file;
	struct sha256 sha;   /* over its bytes */
	struct merkle root;  /* over its lines */
	uint64_t rows;       /* below its header */
	bool begun;          /* there is something to abort */
};
/*
 * Begins data/<index>-<reg>.csv under a temporary name. `header` is the header
 * record with its CR LF. On an error there is nothing to abort.
 */
int store_data_begin(struct store_txn *t, struct store_data *d, const char *reg,
    struct str header, struct err *e);
/* One record with its CR LF; canonical, not checked here. Hot path. */
int store_data_put(struct store_data *d, struct str record, struct err *e);
/*
 * fsync and rename; fills bytes, rows, sha256, rows_root and path of b (texts in
 * the arena). The file is part of the transaction then; aborted on an error.
 */
int store_data_end(struct store_txn *t, struct store_data *d,
    struct leaf_batch *b, struct arena *a, struct err *e);
/* Removes what was begun; harmless where nothing is. */
void store_data_abort(struct store_data *d);
/*
 * Puts a file into standard/, by content, unless it is there; sha256: its name.
 * ERR_INTEGRITY when what is there has other bytes.
 */
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
/* The same of the time stamp of the anchor whose record is added next. */
int store_txn_token(struct store_txn *t, struct str bytes, struct err *e);

/*
 * Durable log append, signer state, signature, checkpoint; with no leaf nothing.
 * After an error the store is as it was, unless the error says that the next
 * run completes it.
 */
int store_commit(struct store_txn *t, struct err *e);
/* Releases everything; before commit removes what the transaction had made. */
void store_end(struct store_txn *t);

#endif
