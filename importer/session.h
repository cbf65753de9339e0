/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One call of the importer: the store (locked, or only read in a dry run), the
 * rules it has adopted, the files, what is known of the registers.
 */
#ifndef PREAUDIT_SESSION_H
#define PREAUDIT_SESSION_H

#include "importer/filter.h"
#include "importer/map.h"
#include "importer/opts.h"
#include "importer/refs.h"
#include "importer/source.h"
#include "importer/state.h"
#include "importer/watch.h"

enum job_outcome {
	JOB_OPEN,     /* not yet run */
	JOB_BATCH,    /* gives a batch */
	JOB_SAME,     /* the same bytes as the newest batch: nothing to do */
	JOB_NO_ROWS,  /* a header and nothing else, or not even that */
	JOB_PASSED,   /* a sheet that is no register, beside others that are */
	JOB_REFUSED
};

struct rows;
struct attested;

/* One table of the call: a CSV file or a sheet. */
struct job {
	unsigned number;
	struct source source;
	bool may_pass;            /* other sheets of its file may be registers */
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
	struct rows *rows;        /* while the call lasts: rows can be read again */
};

struct session {
	const struct import_opts *o;
	struct place place;
	struct standard std;
	bool has_std;
	struct store_txn txn;     /* real run */
	struct store reading;     /* dry run */
	bool has_txn, has_reading;
	const struct store *store;
	struct headers *headers;
	struct mapfile *mapfile;  /* of the call */
	size_t nmapfiles;
	struct refs *refs;
	struct state **state;     /* per register, loaded when needed */
	struct finding_list findings;
	const struct watch *watch; /* of the rows; NULL: none */
	struct job *job;
	size_t njobs, cap_jobs;
	struct handed **file;     /* all that was handed in */
	size_t nfiles, cap_files;
	struct left_out {
		char *file, *sheet;   /* sheet may be NULL */
		char *why;
	} *left_out;              /* what is not imported, and is no error */
	size_t nleft_out, cap_left_out;
	struct buf said;          /* what recovery did */
	struct attested *attested; /* counts attested and read (attest.h) */
	size_t nattested;
	int64_t now_s;
	int32_t today;            /* in the store's zone */
	struct arena arena;       /* for leaves */
};

/* Opens the store (takes its lock unless dry) and loads the adopted rules. */
int session_open(struct session *s, const struct import_opts *o,
    struct err *e);
void session_close(struct session *s);
/* Loads only rules, of the store or of --standard, and what reading files takes. */
int session_load_rules(struct session *s, const struct import_opts *o,
    struct err *e);
struct state *session_state(struct session *s, unsigned reg, struct err *e);
/* The register that a name or title means; -1 with ERR_USAGE and a hint. */
int session_register(const struct session *s, const char *name,
    struct err *e);
/* A finding about the file of a job, place not yet filled in. */
struct finding session_finding(const struct session *s, const struct job *j);
/* The line of the file for a line of the table's text; 0 in workbooks. */
static inline uint64_t
job_line(const struct job *j, uint64_t line)
{
	return j->source.sheet != NULL || j->source.origin != NULL ? 0 : line + j->source.line0;
}
/* The index that the next batch will have. */
uint64_t session_next_index(const struct session *s);

/* Files and folders to jobs, opened, recognised and mapped (jobs.c). */
int jobs_open(struct session *s, struct err *e);
/* Says that a file, or a sheet of it, is not imported. */
void session_leave_out(struct session *s, const char *file, const char *sheet,
    const char *why);
/* Does --sheet name it, by name or by place? `number` from 0. */
bool sheet_is_named(const struct import_opts *o, const struct handed *h,
    size_t number);
/* Finds header and register of a job and maps its columns (job_map.c). */
int job_map(struct session *s, struct job *j, struct err *e);
/* Refuses a job as a whole: a finding without a place. */
void job_refuse(struct session *s, struct job *j, const char *code,
    const char *message);
/* Adds a job over text made by ourselves. */
int jobs_add_text(struct session *s, const char *name, struct buf *text,
    const char *reg, struct err *e);
/*
 * Orders the jobs so that registers come before those that refer to them, and
 * marks the last of each register.
 */
void jobs_order(struct session *s, unsigned *order);

/*
 * Before any job runs: what files of this call say of registers that are
 * referred to, so that neither their order nor circles matter.
 */
int batch_prepare(struct session *s, const unsigned *order, struct err *e);
/* Runs one job: rows, plan, data file, leaf (batch.c). */
int batch_run(struct session *s, struct job *j, struct err *e);
/* Marks the jobs whose bytes are those of the newest batches. */
void batch_mark_same(struct session *s, const unsigned *order);

#endif
