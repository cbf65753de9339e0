/* SPDX-License-Identifier: Apache-2.0 */
/*
 * People's own file back with its problems marked, for them to mend and hand in
 * again: a column "Preaudit: problems" right of their last one; in workbooks
 * also coloured cells and comments. All else stays as it is. Marks of an earlier
 * round are replaced.
 */
#ifndef PREAUDIT_MARKUP_H
#define PREAUDIT_MARKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/err.h"
#include "shared/base/str.h"

struct markup_note {
	unsigned sheet;      /* from 0, among the file's worksheets, hidden ones included; 0 for CSV */
	uint32_t row;        /* from 1; 0: the sheet as a whole */
	uint32_t column;     /* from 1; 0: the row as a whole */
	bool is_error;       /* red; else yellow */
	struct str text;
};

struct markup_sheet {
	unsigned sheet;
	uint32_t header_row; /* where the problem column has its header; 0 is 1 */
};

enum markup_format {
	MARKUP_CSV,
	MARKUP_XLSX,
	MARKUP_ODS, /* OpenDocument, .ods and flat .fods */
};

/* Takes the copy piece by piece; 0, or -1 with the error set. */
typedef int markup_sink(void *ctx, struct str piece, struct err *e);

/* All of it stays the caller's. */
struct markup_request {
	enum markup_format format;
	struct str original;
	/*
	 * The header row of every sheet with a table; one named here that has
	 * no notes loses the marks of an earlier round. CSV: one, or none.
	 */
	const struct markup_sheet *sheet;
	size_t nsheets;
	const struct markup_note *note; /* sorted by sheet, row, column */
	size_t nnotes;
	/*
	 * CSV alone. encoding: "utf-8", "utf-8-bom", "utf-16le", "utf-16be",
	 * "windows-1252", "iso-8859-1"; NULL is "utf-8". In any other one,
	 * which must have ASCII as its first half, letters beyond ASCII are
	 * put as '?'.
	 */
	const char *encoding;
	char delimiter;
	markup_sink *sink;
	void *ctx;           /* for the sink */
};

/* What the copy does not have, for people to be told. */
struct markup_omitted {
	unsigned sheets_without_comments; /* their own comments cannot be added to */
	uint64_t comments;                /* more than a sheet may have */
	bool signature;                   /* the file's own: void in a changed file */
};

/* At most so many comments a sheet; programs get slow with more. */
#define MARKUP_MAX_COMMENTS 2000

/*
 * Gives the copy to the sink; opens no file, so that a confined process can
 * call it. omitted may be NULL; it is set only when 0 is returned.
 * -1: ERR_REFUSED says why this file cannot be copied with marks, ERR_USAGE
 * that the notes do not stand in order, ERR_LIMIT what became too large; or the
 * sink's own error. Pieces may have been given to the sink before: they are
 * of no use then.
 *
 * In CSV, rows count as csv.h has them. Records above the header are left
 * alone; one with more fields than the header has its problems in its last
 * field.
 */
int markup_copy(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);

#endif
