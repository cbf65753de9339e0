/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a call to jobs, and the order in which these run. */
#ifndef PREAUDIT_JOBS_H
#define PREAUDIT_JOBS_H

#include "importer/job/job.h"
#include "importer/job/session.h"

/*
 * Files and folders of the command line to jobs, opened, recognised and mapped.
 * A table that cannot be read is a refused job with a finding. -1: a file that
 * is not there, an option that meets nothing (ERR_USAGE), or the machine.
 */
int jobs_open(struct session *s, struct err *e);
/* Adds a job over text made by ourselves; takes the buffer over. */
int jobs_add_text(struct session *s, const char *name, struct buf *text,
    const char *reg, struct err *e);
/* Does --sheet name it, by name or by place? `number` from 0. */
bool jobs_sheet_is_named(const struct import_opts *o, const struct input *h,
    size_t number);
/*
 * Orders the jobs so that registers come before those that refer to them, and
 * marks the last of each register. `order` has room for all; it gets numbers
 * of jobs.
 */
void jobs_order(struct session *s, unsigned *order);

#endif
