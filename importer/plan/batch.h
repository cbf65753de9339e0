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
 * Marks the jobs whose bytes are those of the newest batches, read in the same
 * way: their outcome is JOB_SAME. `order` is that of jobs_order. -1 when what
 * the store keeps of such a batch, or of its register, is not what was signed:
 * ERR_INTEGRITY naming the file.
 */
int batch_mark_same(struct session *s, const unsigned *order, struct err *e);
/*
 * Before any job runs: what files of this call say of registers that are
 * referred to, so that neither their order nor circles matter. -1 with the
 * codes of state_load, or when the machine failed.
 */
int batch_prepare(struct session *s, const unsigned *order, struct err *e);
/*
 * Runs an open job: rows, plan, data file, leaf. Its outcome is then JOB_BATCH
 * or, after findings, JOB_REFUSED; nothing is written in a dry run, or when it
 * is clear that the call will be refused. -1 as above: then the call is over.
 */
int batch_run(struct session *s, struct job *j, struct err *e);

/* ---- between the two files, and for undo ---- */

/*
 * Original, findings, data file and leaf of a job whose lines are written to d,
 * added to the session's transaction. -1 with the codes of store_txn_leaf.
 */
int batch_finish(struct session *s, struct job *j, struct store_data *d,
    struct err *e);
/*
 * Appends to a data file the lines of the register's records as the store has
 * them, without those that are gone or that a file of this call replaces.
 */
int batch_survivors(const struct state *st, struct store_data *to,
    struct err *e);

#endif
