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

struct attested;
struct job;
struct watch;

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
	struct input **file;     /* all that was handed in */
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
/* The index that the next batch will have. */
uint64_t session_next_index(const struct session *s);

/* Says that a file, or a sheet of it, is not imported. */
void session_leave_out(struct session *s, const char *file, const char *sheet,
    const char *why);

#endif
