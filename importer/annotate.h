/* SPDX-License-Identifier: Apache-2.0 */
/*
 * People's own file back with its problems marked, for them to mend and hand in
 * again: a column "Preaudit: problems" right of their last one; in workbooks
 * also coloured cells and comments. All else stays as it is. Marks of an earlier
 * round are replaced.
 */
#ifndef PREAUDIT_ANNOTATE_H
#define PREAUDIT_ANNOTATE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/err.h"
#include "shared/base/str.h"

struct annotation {
	unsigned sheet;      /* from 0, among the file's worksheets, hidden ones included; 0 for CSV */
	uint32_t row;        /* from 1; 0: the sheet as a whole */
	uint32_t column;     /* from 1; 0: the row as a whole */
	bool is_error;       /* red; else yellow */
	struct str text;
};

struct annotate_sheet {
	unsigned sheet;
	uint32_t header_row; /* where the problem column has its header; 0 is 1 */
};

/* What the copy does not have, for people to be told. */
struct annotate_told {
	unsigned sheets_without_comments; /* their own comments cannot be added to */
	uint64_t comments_left_out;       /* more than a sheet may have */
	bool signature_dropped;           /* the file's own: void in a changed file */
};

/* At most so many comments a sheet; programs get slow with more. */
#define ANNOTATE_MAX_COMMENTS 2000

/*
 * Notes are sorted by sheet, row, column. `sheets` names the header row of
 * every sheet with a table; a sheet without notes in it loses the marks of an
 * earlier round. The output appears whole or not at all; told may be NULL.
 * ERR_REFUSED says why this file cannot be copied with marks.
 */
int annotate_xlsx(struct str original, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *sorted, size_t n,
    const char *out_path, struct annotate_told *told, struct err *e);
/* The same for OpenDocument, .ods and flat .fods. */
int annotate_ods(struct str original, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *sorted, size_t n,
    const char *out_path, struct annotate_told *told, struct err *e);
/*
 * encoding: "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252",
 * "iso-8859-1"; NULL is "utf-8". In any other one, which must have ASCII as its
 * first half, letters beyond ASCII are put as '?'. Rows count as csv.h has
 * them. Records above the header are left alone; one with more fields than the
 * header has its problems in its last field.
 */
int annotate_csv(struct str original, const char *encoding, char delimiter,
    uint32_t header_row, const struct annotation *sorted, size_t n,
    const char *out_path, struct err *e);

/* The same for a confined process: no file is opened. */
typedef int annotate_sink(void *ctx, struct str piece, struct err *e);
int annotate_xlsx_to(struct str original, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *sorted, size_t n,
    annotate_sink *sink, void *ctx, struct annotate_told *told, struct err *e);
int annotate_ods_to(struct str original, const struct annotate_sheet *sheets,
    size_t nsheets, const struct annotation *sorted, size_t n,
    annotate_sink *sink, void *ctx, struct annotate_told *told, struct err *e);
int annotate_csv_to(struct str original, const char *encoding, char delimiter,
    uint32_t header_row, const struct annotation *sorted, size_t n,
    annotate_sink *sink, void *ctx, struct err *e);

#endif
