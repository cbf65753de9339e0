/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files that check a store. */
#ifndef PREAUDIT_CHECK_INTERNAL_H
#define PREAUDIT_CHECK_INTERNAL_H

#include "shared/store/store_internal.h"

struct check {
	const struct store *store;
	store_check_fn *fn;
	void *ctx;
	uint64_t differences;
};

typedef void check_entry_fn(struct check *c, const char *name);

void check_say(struct check *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Calls fn for every entry of a folder, by name. */
void check_folder(struct check *c, const char *folder, check_entry_fn *fn);
/* Written once: nobody may write. */
void check_mode(struct check *c, const char *path);
/* Every file that a record names: present, right, in canonical form. */
void check_records(struct check *c);
/* Files and folders that no record names. */
void check_strays(struct check *c);
/* When the log cannot be opened: which checkpoint still fits, to find the place. */
void check_log_only(const char *dir, store_check_fn *fn, void *ctx);

#endif
