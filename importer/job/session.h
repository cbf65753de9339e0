/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One call of the importer: the store (locked, or only read in a dry run), the
 * rules it has adopted, the files, what is known of the registers.
 */
#ifndef PREAUDIT_SESSION_H
#define PREAUDIT_SESSION_H

#include "importer/common/finding.h"
#include "importer/common/opts.h"
#include "importer/map/mapfile.h"
#include "importer/read/input.h"
#include "importer/state/refs.h"
#include "importer/state/state.h"

/*
 * A register of the call whose count is attested (attest.h), one table (job.h),
 * who looks on at rows (watch.h).
 */
struct attested;
struct retired;
struct suppliers;
struct job;
struct watch;

/* A file, or a sheet of it, that is not imported, and is no error. */
struct left_out {
	char *file, *sheet;       /* sheet may be NULL */
	char *why;
};

/* Owns all that it points to but the options. */
struct session {
	const struct import_opts *o;
	/* Now, and the day it is in the store's zone. */
	int64_t now_s;
	int32_t today;

	/* ---- the store and its rules ---- */
	struct place place;
	struct standard std;
	struct headers *headers;  /* of its registers */
	struct store_txn txn;     /* when has_txn: it will be written to */
	struct store reading;     /* when has_reading: a dry run */
	/* what session_close has to end */
	bool has_std, has_txn, has_reading;
	/* Of those two the one that there is; NULL: none. */
	const struct store *store;
	/* What recovery of the store did, a line each. */
	struct buf notices;

	/* ---- what was handed in ---- */
	struct mapfile *mapfile;
	size_t nmapfiles;
	/* each on the heap, so that it stays where it is */
	struct input **file;
	size_t nfiles, cap_files;
	/* Pointers to jobs become stale when one is added. */
	struct job *job;
	/* jobs, and room for so many */
	size_t njobs, cap_jobs;
	struct left_out *left_out;
	/* files and sheets left out, and room for */
	size_t nleft_out, cap_left_out;

	/* ---- what is found out ---- */
	struct refs *refs;
	/* Per register; NULL until session_state is asked for it. */
	struct state **state;
	/* Per register; NULL until session_supplied is asked for it. */
	struct suppliers **suppliers;
	/* of all jobs */
	struct finding_list findings;
	/* Who looks on while rows are compared; NULL: nobody. Not owned. */
	const struct watch *watch;
	/* Records that this call retires (retired.h). */
	struct retired *retired;
	size_t nretired, cap_retired;
	/* Counts that are attested (attest.h), in the arena. */
	struct attested *attested;
	/* registers of the call with such a count */
	size_t nattested;
	/* For what lives as long as the session. */
	struct arena arena;
};

/*
 * Opens the store (and takes its lock unless dry), loads the adopted rules and
 * the mapping files. The codes of store_begin and store_open, ERR_CONFIG for a
 * mapping file. To be closed also after an error.
 */
int session_open(struct session *s, const struct import_opts *o,
    struct err *e);
/*
 * The same without a store to write to: the rules of --standard, else of the
 * store, else, where there is none, those that a new one would adopt.
 */
int session_load_rules(struct session *s, const struct import_opts *o,
    struct err *e);
/* Frees all of it; what was not committed leaves nothing in the store. */
void session_close(struct session *s);
/*
 * The state of register number `reg`, loaded when it is first asked for; the
 * session's. NULL with the codes of state_load.
 */
struct state *session_state(struct session *s, unsigned reg, struct err *e);
/*
 * Has the system of this call supplied a field of register number `reg`, in
 * what the store has? False where there is no store yet.
 */
bool session_has_supplied(struct session *s, unsigned reg, unsigned field);
/* The same of any system: some record may have a value in it. */
bool session_may_have(struct session *s, unsigned reg, unsigned field);
/*
 * The number of the register that a name, or a title compared folded, means; -1
 * with ERR_USAGE and a hint.
 */
int session_register(const struct session *s, const char *name,
    struct err *e);
/* The index that the next batch has, or in a dry run would have. */
uint64_t session_next_index(const struct session *s);
/*
 * Adds a file, or a sheet (or NULL) of it, to what is left out; copies texts.
 */
void session_leave_out(struct session *s, const char *file, const char *sheet,
    const char *why);

#endif
