/* SPDX-License-Identifier: Apache-2.0 */
/* What people and programs are told at the end of a call. */
#ifndef PREAUDIT_SUMMARY_H
#define PREAUDIT_SUMMARY_H

#include "importer/job/job.h"
#include "importer/job/session.h"

/* How the call ended. */
enum ending {
	ENDING_DONE,     /* written, or would be (dry run), or nothing to do */
	ENDING_REFUSED   /* nothing is written */
};

/* The first findings, errors before warnings, one line each. */
int summary_findings(struct session *s, struct buf *out, struct err *e);
/* Per file what was read and what became of it. */
void summary_text(const struct session *s, enum ending ending, int argc,
    char **argv, struct buf *out);
/* import/1 of docs/json.md. */
int summary_json(struct session *s, enum ending ending, struct buf *out,
    struct err *e);
/* Its members behind the first ones: batches, findings, attested, skipped. */
struct jw;
int summary_json_members(struct session *s, enum ending ending, struct jw *w,
    struct err *e);
/* One line per file: could it be imported? */
void summary_check(const struct session *s, enum ending ending,
    struct buf *out);
/* All findings to a file: JSON when its name ends so, else CSV. */
int summary_write_findings(struct session *s, const char *path,
    struct err *e);
/* The answer to a file without rows. */
void summary_no_rows(const struct session *s, const struct job *j,
    struct buf *out);

#endif
