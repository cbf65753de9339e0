/* SPDX-License-Identifier: Apache-2.0 */
/* Every value that a record ever had, batch by batch. Reads only. */
#ifndef PREAUDIT_HISTORY_H
#define PREAUDIT_HISTORY_H

#include "importer/job/session.h"

/*
 * The history of the record with this key, as text or history/1.
 * ERR_NOT_FOUND with the nearest keys when the register never had it.
 */
int history_show(struct session *s, unsigned reg, struct str key, bool json,
    struct buf *out, struct err *e);

#endif
