/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One table of a call, from its source to what became of it. Its members are
 * filled in by the stages in turn: jobs.h, job_map.h, batch.h.
 */
#ifndef PREAUDIT_JOB_H
#define PREAUDIT_JOB_H

#include "importer/job/filter.h"
#include "importer/map/map.h"
#include "importer/read/source.h"
#include "shared/store/leaf.h"

enum job_outcome {
	JOB_OPEN,     /* not yet run */
	JOB_BATCH,    /* gives a batch */
	JOB_SAME,     /* the same bytes as the newest batch: nothing to do */
	JOB_NO_ROWS,  /* a header and nothing else, or not even that */
	JOB_PASSED,   /* a sheet that is no register, beside others that are */
	JOB_REFUSED
};

struct rows;

/* One table of the call: a CSV file or a sheet. */
struct job {
	unsigned number;
	struct source source;
	bool may_pass;            /* other sheets of its file may be registers */
	const char *named;        /* register, as a person named it; or NULL */
	int reg;                  /* register number, -1 not known */
	const struct schema *schema;
	const struct mapfile *mapfile; /* or NULL */
	struct mapping map;
	bool has_map, two_rows;
	struct filter filter;     /* rows that are left out */
	bool is_full;
	bool is_last;             /* no later file of the call has its register */
	enum job_outcome outcome;
	struct leaf_counts counts;
	uint64_t index;           /* of its batch */
	const char *original;     /* where the store keeps its file, or NULL */
	bool is_state;            /* kind of its data file */
	uint64_t repeats;         /* rows equal to an earlier row of the file */
	uint64_t kept;            /* records in the store that no file has */
	uint64_t keyless;         /* refused rows whose key could not be read */
	enum date_order dates;    /* as decided or declared */
	bool dates_mixed;         /* columns have different orders */
	uint64_t unresolved;
	uint64_t warnings, errors;
	struct buf notes;         /* one line each, what was concluded */
	/* While the call lasts, so that rows can be read again; or NULL. */
	struct rows *rows;
	void (*free_rows)(struct rows *); /* by who made them */
};

/* An open job of no register yet, without a source. */
void job_init(struct job *j, unsigned number);
/* Frees its rows, mapping and notes; the source's text is its file's. */
void job_fini(struct job *j);
/*
 * An error about the file of a job as a whole: the caller fills in code and
 * message and, where there is one, the place. Texts are the job's.
 */
struct finding job_finding(const struct job *j);
/*
 * Refuses a job as a whole: adds that finding of a row's message with its n
 * arguments, and the outcome says so.
 */
void job_refuse(struct job *j, struct finding_list *l,
    const struct message *m, const struct message_arg *arg, size_t n);
/* Adds a line to the job's notes: a row's text with its n arguments. */
void job_note(struct job *j, const struct message *m,
    const struct message_arg *arg, size_t n);
/* The line of the file for a line of the table's text; 0 in workbooks. */
static inline uint64_t
job_line(const struct job *j, uint64_t line)
{
	return j->source.sheet != NULL || j->source.origin != NULL ? 0 :
	    line + j->source.line0;
}

#endif
