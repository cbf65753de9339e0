/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by xlsx.c and xlsx_sheet.c. */
#ifndef PREAUDIT_XLSX_INTERNAL_H
#define PREAUDIT_XLSX_INTERNAL_H

#include "shared/base/mem.h"
#include "shared/sheet/xlsx.h"
#include "shared/sheet/xml.h"

#define XLSX_MAX_TEXT ((size_t)512 << 20) /* all shared strings */
#define XLSX_MAX_ROW_TEXT ((size_t)64 << 20)
#define XLSX_MAX_CELL_TEXT ((size_t)1 << 20)
/* Cells a sheet may make its reader visit, the empty ones between included. */
#define XLSX_MAX_CELLS ((uint64_t)64 << 20)

/* What a number format does; DRESSED may stand beside the others. */
enum { STYLE_PLAIN = 0, STYLE_DATE = 1, STYLE_PERCENT = 2, STYLE_DRESSED = 4 };

struct xlsx {
	struct zipfile *zip;
	struct xlsx_sheet {
		char *name, *part;
	} *sheet;
	size_t nsheets, cap_sheets;
	bool date1904;
	uint8_t *style;        /* per cellXfs entry: STYLE_... bits */
	size_t nstyles, cap_styles;
	struct buf strings;    /* shared strings, one behind the other */
	size_t *string_end;
	size_t nstrings, cap_strings;
	const char *beside;    /* what a sheet shows beside its cells, or NULL */
};

/*
 * Notes in x->beside a drawing that a sheet's part names, unless it is empty
 * (LibreOffice gives every sheet an empty one).
 */
void xlsx_look_at_drawing(struct xlsx *x, const char *sheet_part,
    const char *id);

/* Rows out of a sheet's XML at hand: for the fuzzer. */
int xlsx_parse_sheet(struct xlsx *x, struct str text, sheet_row_fn *fn,
    void *ctx, struct err *e);

#endif
