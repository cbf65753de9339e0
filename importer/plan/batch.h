/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One job to one batch: its rows against the register, what is retired, the
 * data file, the leaf. Planned in batch.c, recorded in batch_leaf.c.
 */
#ifndef PREAUDIT_BATCH_H
#define PREAUDIT_BATCH_H

#include "importer/job/job.h"
#include "importer/job/session.h"

/*
 * Before any job runs: what files of this call say of registers that are
 * referred to, so that neither their order nor circles matter.
 */
int batch_prepare(struct session *s, const unsigned *order, struct err *e);
/* Marks the jobs whose bytes are those of the newest batches. */
void batch_mark_same(struct session *s, const unsigned *order);
/* Runs one job: rows, plan, data file, leaf. */
int batch_run(struct session *s, struct job *j, struct err *e);

/* ---- between the two files, and for undo ---- */

/* Original, findings, data file and leaf of a job whose lines are written. */
int batch_finish(struct session *s, struct job *j, struct store_data *d,
    struct err *e);

/* Repeats the lines of the register's records, but those of this call. */
int batch_survivors(const struct state *st, struct store_data *to,
    struct err *e);

#endif
