/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One row to one canonical line: "put,INDEX,ROW,", then the fields in schema
 * order, without salt and line end. Who reads rows a second time does it with
 * a line of its own.
 */
#ifndef PREAUDIT_ROWS_LINE_H
#define PREAUDIT_ROWS_LINE_H

#include "importer/convert/convert.h"
#include "importer/job/job.h"
#include "importer/job/session.h"
#include "importer/state/state.h"

/* A field that can have a value, and the commas before it. */
struct rows_step {
	unsigned field;
	unsigned commas;
};

/* The line of the row in hand; its texts live until the next row's. */
struct rows_line {
	struct job *j;            /* what a column's cells decide is noted there */
	const struct state *state; /* the key in hand is looked for in it soon */
	struct finding_list *findings;
	struct convert convert;
	/* The fields that can have a value, in order; commas behind the last. */
	struct rows_step *step;
	size_t nsteps;
	unsigned commas_behind;
	/* The key has a column or a set value; else it is derived. */
	bool has_key_column;
	/* "put,INDEX," */
	char prefix[48];
	size_t prefix_n;

	/* ---- the row in hand ---- */
	const struct csv_row *row;
	struct buf text;
	/* Where in the text the fields begin, and the key; key_n 0: it has none. */
	size_t fields_at;
	size_t key_at, key_n;
	/* Of the key, by state_hash. */
	uint64_t hash;
	/* A cell or the key cannot be understood. */
	bool bad;
	/* Scratch: a value before quoting, a derived key. */
	struct buf value, derived;
	/* The machine failed; sticky, and then no line counts. */
	bool failed;
	struct err err;
};

/* Lines of a job whose columns are mapped; `state` is of its register. */
void rows_line_init(struct rows_line *l, struct session *s, struct job *j,
    const struct state *state);
/* Frees what it holds. */
void rows_line_fini(struct rows_line *l);
/* The index of the batch that later lines name. */
void rows_line_begin(struct rows_line *l, uint64_t index);
/*
 * Makes the line of a row, which must live as long as it is in hand. quiet:
 * no finding about a cell, and nothing is counted.
 */
void rows_line_make(struct rows_line *l, const struct csv_row *row,
    bool quiet);
/* The column of a field's first cell, from 1; 0: it has none. */
unsigned rows_line_column(const struct rows_line *l, unsigned field);
/* An error about a cell of the row in hand; column 0: the row as a whole. */
struct finding rows_line_finding(const struct rows_line *l, unsigned column);

/* The fields of the row in hand, canonical, in schema order. */
static inline struct str
rows_line_fields(const struct rows_line *l)
{
	return str_range(l->text.p + l->fields_at, l->text.p + l->text.n);
}

/* Its key, canonical; empty: it has none. */
static inline struct str
rows_line_key(const struct rows_line *l)
{
	return (struct str){ l->text.p + l->key_at, l->key_n };
}

#endif
