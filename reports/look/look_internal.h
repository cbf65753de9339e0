/* SPDX-License-Identifier: Apache-2.0 */
/* The steps of looking at a workbook, shared by the files of this folder. */
#ifndef PREAUDIT_LOOK_INTERNAL_H
#define PREAUDIT_LOOK_INTERNAL_H

#include "reports/look/paint.h"
#include "reports/render/grid.h"
#include "reports/render/overview.h"

/* A sheet as the content says it must be. */
struct look_plan {
	char name[SHEET_NAME_MAX + 1];
	enum look_sheet kind;
	size_t ncolumns;
	enum look_column *column;  /* of a table */
	uint64_t rows;             /* with the titles */
};

/* What is at hand of a workbook; begun and ended by look_at. */
struct look {
	const char *path;
	struct zipfile *zip;
	struct xlsx *x;
	struct paint paint;
	struct look_plan *plan;    /* a sheet each, in their order */
	size_t n, cap;
	char footer[LOOK_FOOTER];  /* of tables */
	struct grid head, contents;
	const char *title, *company; /* what the properties may say */
	struct buf names;          /* parts, each with its NUL */
	struct look_rich {
		uint64_t text;     /* a shared text with a font of its own */
		struct paint_font font;
	} *rich;                   /* upwards */
	size_t nrich, cap_rich;
	char why[WHITE_WHY];       /* what differs */
};

/* Notes what differs, and is false. */
bool look_fail(struct look *k, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Is it the name of one of many: "xl/drawings/drawing", 7, ".xml"? */
bool look_numbered(const char *name, const char *before, const char *after);

/* The workbook's own part: its sheets, names and windows. */
bool look_book(struct look *k);
/* The texts that cells share: fills k->rich. */
bool look_texts(struct look *k);
/* What shared text i says of its font; NULL: nothing. */
const struct paint_font *look_text_font(const struct look *k, uint64_t i);
/* Sheet i, cell by cell. */
bool look_sheet(struct look *k, size_t i);
/*
 * Any other part of the container by its name: relations, properties, the list
 * of parts, a drawing, which must be empty. One that a report has not is named.
 */
bool look_part(struct look *k, const char *name);

#endif
