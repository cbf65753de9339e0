/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One table of a call, from its source to what became of it. Its members are
 * filled in by the stages in turn: jobs.h, job_map.h, rows.h, batch.h.
 */
#ifndef PREAUDIT_JOB_H
#define PREAUDIT_JOB_H

#include "importer/job/filter.h"
#include "importer/map/map.h"
#include "importer/read/source.h"
#include "shared/store/leaf/leaf.h"

/* What became of a job. */
enum job_outcome {
	JOB_OPEN,     /* not yet run */
	JOB_BATCH,    /* gives a batch */
	JOB_SAME,     /* the same bytes as the newest batch: nothing to do */
	JOB_NO_ROWS,  /* a header and nothing else, or not even that */
	JOB_PASSED,   /* a sheet that is no register, beside others that are */
	JOB_REFUSED /* with findings that say why */
};

/* What reading its rows has made of them; see rows.h. */
struct rows;

/* One table of the call: a CSV file or a sheet. */
struct job {
	/* ---- what it is (jobs.h) ---- */
	unsigned number;          /* among the jobs of the call, from 0 */
	struct source source;
	/* Other sheets of its file may be registers, so this one need not. */
	bool may_pass;
	/* Its register, as a person named it; or NULL. */
	const char *named;

	/* ---- how it is read (job_map.h) ---- */
	int reg;                  /* number of its register; -1: not known */
	const struct schema *schema;   /* of it, or NULL */
	const struct mapfile *mapfile; /* or NULL */
	/* Columns to fields; only there when has_map. */
	struct mapping map;
	bool has_map;
	/* Rows that are left out. */
	struct filter filter;
	/* Per field: it is no longer kept (withdraw.h); NULL: none. */
	const bool *withdrawn;
	/* The file is the whole register. */
	bool is_full;
	/* No later file of the call has its register (jobs_order). */
	bool is_last;
	/* Day and month as declared or decided; columns may differ. */
	enum date_order dates;
	bool dates_mixed;

	/* ---- what became of it ---- */
	enum job_outcome outcome;
	struct leaf_counts counts;
	uint64_t repeats;         /* rows equal to an earlier row of the file */
	uint64_t keyless;         /* refused rows whose key cannot be read */
	uint64_t kept;            /* records in the store that no file has */
	uint64_t unresolved;      /* references */
	uint64_t warnings, errors; /* findings; no errors of its headers */
	/* What was concluded, a line each. */
	struct buf notes;
	/* Of its batch: the index, and the kind of the data file. */
	uint64_t index;
	bool is_state;
	/* Where the store keeps its file, or NULL. */
	const char *original;
	/* While the call lasts, so that rows can be read again; or NULL. */
	struct rows *rows;
	void (*free_rows)(struct rows *); /* by who made them */
};

/*
 * Makes an open job of no register yet, without a source; `number` is its place
 * among the jobs of the call. job_fini ends it.
 */
void job_init(struct job *j, unsigned number);
/* Frees its rows, mapping and notes; the source's text is its input's. */
void job_fini(struct job *j);
/*
 * An error about the table of a job as a whole, without code and message. Its
 * texts are the job's.
 */
struct finding job_finding(const struct job *j);
/*
 * Refuses a job as a whole: adds that finding of a row's message with its n
 * arguments, and the outcome says so.
 */
void job_refuse(struct job *j, struct finding_list *l,
    const struct message *m, const struct value *arg, size_t n);
/* Adds a line to the job's notes: a row's text with its n arguments. */
void job_note(struct job *j, const struct message *m,
    const struct value *arg, size_t n);
/*
 * The line of the file, from 1, for a line of the table's text; 0 where the
 * file has none: in workbooks, and of a matrix.
 */
static inline uint64_t
job_line(const struct job *j, uint64_t line)
{
	return j->source.sheet != NULL || j->source.origin != NULL ? 0 :
	    line + j->source.line0;
}

#endif
