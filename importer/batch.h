/* SPDX-License-Identifier: Apache-2.0 */
/* Between planning a batch (batch.c) and recording it (batch_leaf.c). */
#ifndef PREAUDIT_BATCH_H
#define PREAUDIT_BATCH_H

#include "importer/rows.h"

/* Original, findings, data file and leaf of a job whose lines are written. */
int batch_finish(struct session *s, struct job *j, struct store_data *d,
    struct err *e);

/* Repeats the lines of the register's records, but those of this call. */
int batch_survivors(const struct state *st, struct store_data *to,
    struct err *e);

#endif
