/* SPDX-License-Identifier: Apache-2.0 */
/* What is to be marked in which file, and what a copy goes without. */
#ifndef PREAUDIT_MARKUP_REQUEST_H
#define PREAUDIT_MARKUP_REQUEST_H

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

#endif
