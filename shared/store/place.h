/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the store, its key and the passphrase are, the same for every
 * program: the option, else the environment, else the default.
 */
#ifndef PREAUDIT_PLACE_H
#define PREAUDIT_PLACE_H

#include "shared/file/output.h"
#include "shared/program/opts.h"
#include "shared/store/store.h"

/* What the command line said; NULL where it said nothing. */
struct place_opts {
	const char *store;           /* else $PREAUDIT_STORE, else ./preaudit-store */
	const char *key;             /* else $PREAUDIT_KEY, else <store>.key */
	const char *passphrase_file; /* else $PREAUDIT_PASSPHRASE_FILE, else none */
	const char *wait;            /* seconds; else 10 */
	const char *clock_was_wrong; /* why; else it is held to be right */
};

/* Their rows in the table of a program that has them at offset `at`. */
#define PLACE_OPT_STORE(at) { "store", "DIR", "the store (default: " \
	"$PREAUDIT_STORE, else ./preaudit-store)", OPT_TEXT, \
	(at) + offsetof(struct place_opts, store) }
#define PLACE_OPT_KEY(at) { "key", "FILE", "the signing key (default: " \
	"$PREAUDIT_KEY, else STORE.key)", OPT_TEXT, \
	(at) + offsetof(struct place_opts, key) }
#define PLACE_OPT_PASSPHRASE(at) { "passphrase-file", "FILE", "holds the " \
	"key's passphrase (default: $PREAUDIT_PASSPHRASE_FILE)", OPT_TEXT, \
	(at) + offsetof(struct place_opts, passphrase_file) }
#define PLACE_OPT_WAIT(at) { "wait", "SECONDS", "how long to wait for the " \
	"store's lock (default: 10)", OPT_TEXT, \
	(at) + offsetof(struct place_opts, wait) }

#define PLACE_OPT_CLOCK(at) { "clock-was-wrong", "REASON", "why the newest " \
	"record is dated later than now; the log keeps it for ever, so name " \
	"no person", OPT_TEXT, \
	(at) + offsetof(struct place_opts, clock_was_wrong) }

/* Where they are. All on the heap; the last two may be NULL. */
struct place {
	char *store, *key, *passphrase_file, *clock_was_wrong;
	unsigned wait_ms; /* how long to wait for the store's lock */
};

/*
 * Fills *p; looks at the environment and at no file. ERR_USAGE for a --wait
 * that is no number of seconds. Free with place_free.
 */
int place_find(struct place *p, const struct place_opts *o, struct err *e);
/* Who writes there; lives as long as p. */
struct store_writer place_writer(const struct place *p);
/* Frees what place_find filled; harmless to repeat. */
void place_free(struct place *p);
/*
 * Nothing of these is to be written over: the store, the key with the signer's
 * state and the key cards, the passphrase. `p` must live as long as `o`.
 */
void place_keep(const struct place *p, struct outputs *o);
/* The same for any store that a file at `path` would lie in. */
void place_keep_around(const char *path, struct outputs *o);

#endif
