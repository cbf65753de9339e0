/* SPDX-License-Identifier: Apache-2.0 */
/* A store with a known key, and reports issued into it whose ids are known. */
#ifndef PREAUDIT_TEST_UNIT_ISSUE_H
#define PREAUDIT_TEST_UNIT_ISSUE_H

#include "reports/issue/issue.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_store.h"

#define ORIGIN "example.org/s"
/*
 * Ids in its store: of four profiles, ID3 for another day. They hang on the
 * version of the program: the tests say the new ones when that is raised.
 */
#define ID1 "R-e23bf420ffd0e820308094433dd06f94"
#define ID2 "R-2c5ea22ac0c580398c5b76e26073c5e8"
#define ID3 "R-dc9eb6c20541a51597aa234499afe56f"
#define ID4 "R-303f1faed034b3e911daa82e3ed995b1"

/* The fixture: an empty folder with the store "s" and its key "s.key". */
void unit_issue_enter(void);

/* Writes, reads (into a buffer that is begun here) and copies a file. */
void unit_put(const char *path, struct str bytes);
void unit_get(const char *path, struct buf *b);
void unit_copy(const char *from, const char *to);

/*
 * Issues three outputs with `text` in each under one of the ids, with the key
 * file `key`; as issue().
 */
int unit_try_issue(const char *id, const char *as_of, const char *text,
    const char *key, struct issued *out, struct err *e);
/* The same with the store's key, which must succeed; its folder aside. */
struct issued unit_issued(const char *id, const char *as_of, const char *text);
/* Withdraws the report of a record. */
void unit_withdraw(uint64_t index);
/* The keys of a store in the folder. */
void unit_keys(struct vkeys *keys, const char *store);

#endif
