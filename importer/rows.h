/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows of one file: each converted, checked and compared with what the
 * register holds; what is new or changed is written at once.
 */
#ifndef PREAUDIT_ROWS_H
#define PREAUDIT_ROWS_H

#include "importer/convert.h"
#include "importer/job.h"
#include "importer/session.h"
#include "shared/base/progress.h"

struct rows {
	struct session *s;
	struct job *j;
	struct state *state;
	struct convert convert;
	struct store_data *data;  /* where lines go; NULL: nothing is written */
	struct err *e;            /* of writing */
	bool failed;
	bool stop_writing;        /* a row was refused, so nothing will count */
	bool quiet_pass;          /* rereads a row: no findings */
	/* The fields that can have a value, in order. */
	struct rows_step {
		unsigned field;
		unsigned commas;      /* before it */
	} *step;
	size_t nsteps;
	unsigned commas_behind;
	bool has_key_column;
	/* the row in hand */
	const struct csv_row *row;
	struct buf line;          /* "put,INDEX,ROW,", fields, salt, CR LF */
	size_t fields_at;         /* where the fields begin in it */
	size_t key_at, key_n;     /* the key in canonical form */
	uint64_t hash;            /* of the key */
	unsigned column;          /* of the cell in hand, from 1 */
	struct buf text;          /* a value before quoting */
	struct buf derived;       /* a derived key */
	bool bad;
	/* rows that contradict an earlier row of the file under the same key */
	uint64_t conflicts;
	uint64_t *conflict;       /* hashes of their keys, ascending */
	size_t nconflict, cap_conflict;
	bool knows_conflicts;     /* second pass of --partial: refuse them all */
	/* --partial: entries as they were before, to take the pass back */
	struct rows_undo {
		size_t entry;
		uint64_t place;
	} *undo;
	size_t nundo, cap_undo;
	struct rows *again;       /* reads rows a second time */
	size_t width;             /* cells of the first row */
	bool *unnamed_said;       /* per column without a header */
	bool any_unnamed;
	char prefix[48];
	size_t prefix_n;
	uint8_t noise[4096];      /* for salts */
	size_t noise_left;
	struct progress progress;
	struct err own_err;       /* where a reread has nowhere else to say it */
};

void rows_init(struct rows *r, struct session *s, struct job *j,
    struct state *state);
void rows_fini(struct rows *r);
/* The same, and the struct itself. */
void rows_free(struct rows *r);
/* Reads the file from its start; findings and counts go to session and job. */
int rows_run(struct rows *r, struct err *e);
/* Gathers keys and lookups of the file, for references to its own register. */
int rows_gather(struct rows *r, struct err *e);
/* Appends the retire line of the record at a place of the state. */
int rows_retire(struct rows *r, uint64_t place, struct err *e);
/*
 * The fields of the record at a place in a file of this call, canonical, in
 * schema order; valid until rows of that file are read again.
 */
bool rows_fields_at(struct session *s, uint64_t place, struct str *fields);
/* state->source_key; ctx is the session. */
bool rows_source_key(void *ctx, uint64_t place, struct str key);

#endif
