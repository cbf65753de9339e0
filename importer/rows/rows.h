/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows of one file: each converted, checked and compared with what the
 * register holds; what is new or changed is written at once.
 */
#ifndef PREAUDIT_ROWS_H
#define PREAUDIT_ROWS_H

#include "importer/rows/rows_line.h"
#include "importer/rows/rows_reread.h"
#include "shared/program/progress.h"

struct rows {
	struct session *s;
	struct job *j;
	struct state *state;
	struct store_data *data;  /* where lines go; NULL: nothing is written */
	bool stop_writing;        /* a row was refused, so nothing will count */
	struct rows_line line;    /* of the row in hand; errors stand in it */
	struct rows_reread *reread; /* of rows before it; NULL: not needed yet */
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
	size_t width;             /* cells of the first row */
	bool *unnamed_said;       /* per column without a header */
	bool any_unnamed;
	uint8_t noise[4096];      /* for salts */
	size_t salt_left;
	struct progress progress;
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
