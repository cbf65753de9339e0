/* SPDX-License-Identifier: Apache-2.0 */
/* The key card: what is given to the certification body with the contract. */
#ifndef PREAUDIT_KEY_CARD_H
#define PREAUDIT_KEY_CARD_H

#include "shared/base/buf.h"
#include "shared/log/note.h"

/* Writes <key>.card.txt and <key>.card.html; says so. */
int key_card_write(const char *key_path, const char *organisation,
    const struct vkey *k, int64_t now_s, struct buf *said, struct err *e);

#endif
