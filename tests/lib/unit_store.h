/* SPDX-License-Identifier: Apache-2.0 */
/* Stores made without importer and programs, for unit tests; each asserts. */
#ifndef PREAUDIT_TEST_UNIT_STORE_H
#define PREAUDIT_TEST_UNIT_STORE_H

#include "shared/store/store.h"

#define UNIT_WHEN "2026-01-02T03:04:05Z" /* when unit_store makes them */
#define UNIT_NOW 1767323045              /* the same */

/* A store in `dir` that has adopted a standard of one file; its key is DIR.key. */
void unit_store(const char *dir, const char *origin);
void unit_store_open(struct store *s, const char *dir);
/*
 * How many differences check finds in ./s, and things that a run left; printed
 * to standard error.
 */
int64_t unit_store_differences(void);

#endif
