/* SPDX-License-Identifier: Apache-2.0 */
/* What a job needs before its rows are read: header, register, columns. */
#ifndef PREAUDIT_JOB_MAP_H
#define PREAUDIT_JOB_MAP_H

#include "importer/job/job.h"
#include "importer/job/session.h"

/*
 * Finds header and register of a job and maps its columns. What is wrong with
 * the table is a finding, and the outcome says so; -1 only when the call as a
 * whole cannot go on (--register names none, or contradicts --map).
 */
int job_map(struct session *s, struct job *j, struct err *e);
/* Should every record have the field, and the table has no column for it? */
bool job_lacks(const struct job *j, unsigned field);
/* Warns that the table has no column for a field of its register. */
void job_no_column(struct session *s, struct job *j, unsigned field);

#endif
