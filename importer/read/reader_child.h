/* SPDX-License-Identifier: Apache-2.0 */
/* The confined side of reader.h: bytes in, rows and an answer out. */
#ifndef PREAUDIT_READER_CHILD_H
#define PREAUDIT_READER_CHILD_H

#include <iconv.h>

#include "importer/read/reader.h"

/* What a child works at; ctx of the two functions below. */
struct reader_work {
	const struct reader_ask *ask; /* the caller's */
	iconv_t decoder;   /* set by reader_prepare */
};

/* The first byte of an answer: what the file turned out to be. */
enum reader_kind {
	READER_XLSX, READER_XLSM, READER_ODS, READER_FODS, READER_TEXT,
	READER__MAX
};

/*
 * What a child answers of a sheet; numbers, as they come from outside, none of
 * which is true until it was checked. The child is the same program, so that
 * the bytes lie as the machine has them.
 */
struct reader_head {
	uint64_t state;        /* enum sheet_state */
	uint64_t from, bytes;  /* of its text in the file of rows */
	uint64_t name_n;       /* bytes of the name behind it all */
	uint64_t nmerge;       /* structs sheet_merge behind this */
	/* as in struct sheet_facts */
	uint64_t rows, columns, formulas, unset, errors, hidden_rows,
	    hidden_columns, merges;
};

/*
 * Loads what decodes the encoding, while files can be opened. ERR_REFUSED: the
 * system knows no such encoding.
 */
int reader_prepare(void *ctx, struct err *e);
/*
 * Writes the rows to `rows`, and to `answer` one of enum reader_kind as a byte,
 * then per sheet a struct reader_head, its merged cells and its name. `spill`:
 * a file for what must be put aside. ERR_REFUSED: what is wrong with the file.
 */
int reader_read(void *ctx, int rows, int spill, struct buf *answer,
    struct err *e);

#endif
