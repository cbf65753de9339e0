/* SPDX-License-Identifier: Apache-2.0 */
/* The answer to a call that imports, or would. */
#ifndef PREAUDIT_SUMMARY_H
#define PREAUDIT_SUMMARY_H

#include "importer/job/job.h"
#include "importer/job/session.h"
#include "shared/text/answer.h"

/* How the call ended. */
enum ending {
	ENDING_DONE,     /* written, or would be (dry run), or nothing to do */
	ENDING_REFUSED   /* nothing is written */
};

/* What an outcome of a job (its index) is called in each answer. */
struct summary_outcome {
	const char *name;   /* in JSON */
	const char *check;  /* with --check */
	const char *text;   /* in the summary, behind the table's name */
};
extern const struct summary_outcome summary_outcome[];

/*
 * The first findings, errors before warnings, one line each, and how many
 * there are when not all are shown. -1: findings cannot be read back.
 */
int summary_findings(struct session *s, struct buf *out, struct err *e);
/* All findings as the list "findings" of an answer in JSON. -1 as above. */
int summary_put_findings(struct session *s, struct answer *a, struct err *e);
/*
 * All findings to a file: JSON (import/1) when its name ends so, else CSV. -1:
 * they cannot be read back, or the file cannot be written.
 */
int summary_write_findings(struct session *s, const char *path,
    struct err *e);

/*
 * Per table what was read and what became of it, what was left out, and for a
 * dry run the call (argv, as main has it) that writes.
 */
void summary_text(struct session *s, enum ending ending, int argc,
    char **argv, struct buf *out);
/* The same as import/1, with all findings. -1: these cannot be read back. */
int summary_json(struct session *s, enum ending ending, struct buf *out,
    struct err *e);
/* Its members behind the first ones: batches, findings, attested, left_out. */
int summary_members(struct session *s, enum ending ending, struct answer *a,
    struct err *e);
/* One line per file: could it be imported? */
void summary_check(const struct session *s, enum ending ending,
    struct buf *out);

/* The notes of a table: the list "notes", or a line each. */
void summary_notes(const struct job *j, struct answer *a);
/* Appends a file's name and, where it is not NULL, that of the sheet. */
void summary_put_name(struct buf *out, const char *file, const char *sheet);

#endif
