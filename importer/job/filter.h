/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which rows of a table are taken, by what a mapping file says of the cells of
 * some columns ("only" and "except"). Rows left out are counted, and the first
 * of them is remembered: it says why a table had none to take.
 */
#ifndef PREAUDIT_FILTER_H
#define PREAUDIT_FILTER_H

#include "importer/common/finding.h"
#include "importer/map/mapfile.h"
#include "shared/base/mem.h"
#include "shared/text/csv.h"

/* What becomes of a row. */
enum filter_verdict {
	/* no column leaves it out */
	FILTER_TAKES,
	FILTER_LEAVES,   /* it is to be left out */
	FILTER_UNKNOWN   /* a cell that decides has no value, but an error */
};

/* A column that decides, by what its cells say. */
struct filter_column {
	const struct mapfile_filter *how;
	/* Its place in the table, from 0. */
	unsigned column;
	/* Columns with that header; 1 is right; else where the second is. */
	unsigned found;
	unsigned second;
};

/* Which rows are taken; all zero: all of them. */
struct filter {
	/* The columns that decide, in an arena; 0: all rows are taken. */
	struct filter_column *by;
	size_t n;
	/* The mapping file that asks for it. */
	const struct mapfile *mapfile;
	/* Rows left out, by what. */
	uint64_t only, except;
	/*
	 * What left the first one out: NULL none, its row, what its cell said.
	 */
	const struct filter_column *first;
	uint64_t first_row;
	char first_cell[96];
};

/*
 * Looks up the columns that a mapping file (or NULL) asks for, among the n
 * headers, compared folded. f->by is in the arena a; the mapping file must
 * outlive f.
 */
void filter_bind(struct filter *f, const struct mapfile *m,
    const struct str *header, size_t n, struct arena *a);
/*
 * Adds a finding like `place` for each column that is not there, or there
 * twice; n and header as for filter_bind, each header with a NUL behind it or p
 * NULL.
 */
void filter_check(const struct filter *f, const struct str *header, size_t n,
    const struct finding *place, struct finding_list *l);
/*
 * What the row's cells say; *by: the column that decided it, in f; NULL when it
 * is taken. A column that leaves it out counts before one that is unknown; a
 * cell that the row does not have is empty.
 */
enum filter_verdict filter_row(const struct filter *f,
    const struct csv_row *row, const struct filter_column **by);
/*
 * The same; a row to be left out is counted, and the first one remembered.
 * `at`: its row in the file, from 1.
 */
enum filter_verdict filter_count(struct filter *f, const struct csv_row *row,
    uint64_t at, const struct filter_column **by);
/*
 * Is it to be left out? Then it is counted as by filter_count; an unknown one
 * is not left out.
 */
bool filter_leaves(struct filter *f, const struct csv_row *row, uint64_t at);
/*
 * Adds a finding at a cell that decides, and has no value; `at` has its place.
 */
void filter_add_unknown(const struct filter *f, const struct finding *at,
    struct finding_list *l);
/*
 * Forgets what was counted and which row was the first, for a second reading;
 * the columns stay.
 */
void filter_restart(struct filter *f);
/*
 * Appends a line each for what "only" and "except" left out; none for what left
 * out nothing.
 */
void filter_note(const struct filter *f, struct buf *notes);
/*
 * Appends why no row was taken: what left the first one out. Only when f->first
 * is set.
 */
void filter_put_first(const struct filter *f, struct buf *out);

/* Rows left out since filter_bind or filter_restart. */
static inline uint64_t
filter_left_out(const struct filter *f)
{
	return f->only + f->except;
}

/* For those who only look: is the row one that is imported? */
static inline bool
filter_takes(const struct filter *f, const struct csv_row *row)
{
	const struct filter_column *by;

	return f->n == 0 || filter_row(f, row, &by) == FILTER_TAKES;
}

/*
 * The nearest of n headers to one that is not among them, or NULL; texts with a
 * NUL behind them, or p NULL. What is given back is a header.
 */
const char *filter_near_header(const char *name, const struct str *header, size_t n);

#endif
