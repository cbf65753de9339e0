/* SPDX-License-Identifier: Apache-2.0 */
/* The key card: what is given to the certification body with the contract. */
#ifndef PREAUDIT_KEY_CARD_H
#define PREAUDIT_KEY_CARD_H

#include "shared/base/buf.h"
#include "shared/log/note.h"

/*
 * Writes <key_path>.card.txt and <key_path>.card.html, durably over what is
 * there: whose store, its origin, the day of now_s (seconds since 1970, UTC),
 * the fingerprint of k and the key itself. Appends a line per file to
 * `notices`. ERR_SYS; the first may be written then.
 */
int key_card_write(const char *key_path, const char *organisation,
    const struct vkey *k, int64_t now_s, struct buf *notices, struct err *e);

#endif
