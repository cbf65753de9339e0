/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows of one table: each converted, checked and compared with what the
 * register holds; what is new or changed is written at once.
 */
#ifndef PREAUDIT_ROWS_H
#define PREAUDIT_ROWS_H

#include "importer/rows/rows_line.h"
#include "shared/program/progress.h"

/* What an entry was before this pass touched it. */
struct rows_undo {
	size_t entry;   /* number in the state */
	uint64_t place;
};

/* A job's rows, from rows_init to rows_fini. */
struct rows {
	struct session *s;
	struct job *j;
	struct state *state;      /* of the job's register */
	/* Where lines go; NULL: nothing is written. Set by who runs it. */
	struct store_data *data;
	/* A row was refused, so nothing that is written would count. */
	bool stop_writing;
	/* Of the row in hand; errors stand in it. */
	struct rows_line line;
	/* Of rows that are read a second time; NULL: not needed yet. */
	struct rows_line *reread;
	/* Rows that contradict an earlier one of the file under the same key. */
	uint64_t conflicts;
	/* Hashes of their keys; ascending once knows_conflicts. */
	uint64_t *conflict;
	size_t nconflict, cap_conflict;
	/* The second pass of --partial, which refuses all of them. */
	bool knows_conflicts;
	/* Fields that the file lacks and records may have: their values stay. */
	unsigned *carry;
	size_t ncarry;
	/* Of each, in how many rows one stayed. */
	uint64_t *carried;
	/* --partial: what the pass touched, to take it back. */
	struct rows_undo *undo;
	size_t nundo, cap_undo;
	/* Cells of the first row; 0: there was none. */
	size_t width;
	/* Per column without a header: was it said that it holds values? */
	bool *unnamed_said;
	bool any_unnamed;
	/* Random bytes for salts; the first salt_left are unused. */
	uint8_t salt[4096];
	size_t salt_left;
	struct progress progress;
};

/* For the rows of a job whose columns are mapped; `state` is of its register. */
void rows_init(struct rows *r, struct session *s, struct job *j,
    struct state *state);
/* Frees what it holds; rows_free, which is a job's free_rows, also itself. */
void rows_fini(struct rows *r);
void rows_free(struct rows *r);
/*
 * Reads the table from its start; findings and counts go to session and job,
 * entries to the state, lines to `data`. 0; 1: once more, with a data file that
 * is begun anew, because --partial has to refuse rows that were written; -1:
 * the machine failed.
 */
int rows_run(struct rows *r, struct err *e);
/*
 * Gathers keys and lookups of the table in the session's refs, for references
 * to its register. -1: the machine failed.
 */
int rows_gather(struct rows *r, struct err *e);
/* Writes the retire line of the record at a place of the state. */
int rows_retire(struct rows *r, uint64_t place, struct err *e);
/*
 * The fields of the record at a place in a file of this call, canonical, in
 * schema order; good until rows of that file are read again. False: no row is
 * there.
 */
bool rows_fields_at(struct session *s, uint64_t place, struct str *fields);
/* Has the row at that place the key? For state->source_key; ctx: the session. */
bool rows_source_key(void *ctx, uint64_t place, struct str key);

#endif
