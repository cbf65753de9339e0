/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files that check a store. */
#ifndef PREAUDIT_CHECK_INTERNAL_H
#define PREAUDIT_CHECK_INTERNAL_H

#include "shared/store/check/store_check.h"
#include "shared/store/store_internal.h"

/* One check of a store. */
struct check {
	const struct store *store;
	/* what its records name */
	struct store_names names;
	/* root[n] of the first n records, 0 to head.size */
	struct merkle_hash *root;
	/* what was found, in this order; texts on the heap */
	struct check_said {
		enum store_check_kind kind;
		char *what;
	} *said;
	size_t n, cap;
	uint64_t count[STORE_CHECK__KINDS];
	/* the first thing that could not be read; ERR_NONE: none */
	struct err failed;
};

/* Looks at one entry of a folder; `name` is without the folder. */
typedef void check_entry_fn(struct check *c, const void *ctx,
    const char *name);

/* One difference: a sentence that names the place, of any length. */
void check_say(struct check *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The same of what a run left, and of what is only to be known. */
void check_left(struct check *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void check_note(struct check *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/*
 * A file could not be opened: a difference when it is missing or no file, else
 * the check is not complete.
 */
void check_unread(struct check *c, const struct err *why, const char *path);
/* The same where the error names the place. */
void check_fault(struct check *c, const struct err *why);
/* Calls fn for every entry of a folder, by name. */
void check_folder(struct check *c, const char *folder, check_entry_fn *fn,
    const void *ctx);
/* Written once: nobody may write. */
void check_mode(struct check *c, const char *path);
/*
 * Each of the store's folders, and the files beside them: one, and only its
 * owner writes into it.
 */
void check_modes(struct check *c);
/* keys.txt is what the genesis record makes it. */
void check_keys(struct check *c);
/* Size and SHA-256 of a file inside the store. True when they fit. */
bool check_hash(struct check *c, uint64_t record, const char *path,
    uint64_t bytes, const char *sha256, struct map *m);
/* The same where nobody needs the bytes. */
void check_one(struct check *c, uint64_t record, const char *path,
    uint64_t bytes, const char *sha256);
/* One record: what it names, and what it says of other records. */
void check_batch(struct check *c, uint64_t index, const struct leaf_batch *b);
void check_report(struct check *c, uint64_t index,
    const struct leaf_report *r);
void check_recipe(struct check *c, uint64_t index,
    const struct leaf_recipe *r);
void check_void(struct check *c, uint64_t index, const struct leaf_void *v);
/* The anchors: their time stamps and what is kept with them. */
void check_anchors(struct check *c);
/* Every file that a record names: present, right, in canonical form. */
void check_records(struct check *c);
/* What stands behind the signed records of the log. */
void check_tail(struct check *c);
/* Files and folders that no record names. */
void check_strays(struct check *c);
/*
 * When the log cannot be opened: says up to which record it is what the kept
 * checkpoints are signed over, and where the first difference lies.
 */
void check_log_only(struct check *c, const char *dir);

#endif
