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

struct rows_line {
	struct job *j;            /* what a column's cells decide is noted there */
	const struct state *state; /* the key in hand is looked for in it soon */
	struct finding_list *findings;
	struct convert convert;
	/* The fields that can have a value, in order. */
	struct rows_step {
		unsigned field;
		unsigned commas;      /* before it */
	} *step;
	size_t nsteps;
	unsigned commas_behind;
	bool has_key_column;
	char prefix[48];
	size_t prefix_n;
	/* the row in hand */
	const struct csv_row *row;
	struct buf text;
	size_t fields_at;         /* where the fields begin in it */
	size_t key_at, key_n;     /* the key in canonical form; 0: it has none */
	uint64_t hash;            /* of the key */
	bool bad;                 /* a cell or the key cannot be understood */
	/* scratch: a value before quoting, a derived key */
	struct buf value, derived;
	/* The machine failed; sticky, and then no line counts. */
	bool failed;
	struct err err;
};

/* Lines of a job whose columns are mapped; `state` is of its register. */
void rows_line_init(struct rows_line *l, struct session *s, struct job *j,
    const struct state *state);
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

static inline struct str
rows_line_fields(const struct rows_line *l)
{
	return str_range(l->text.p + l->fields_at, l->text.p + l->text.n);
}

static inline struct str
rows_line_key(const struct rows_line *l)
{
	return (struct str){ l->text.p + l->key_at, l->key_n };
}

#endif
