/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a report's workbook looks, as tables: what the renderer writes from and
 * what a workbook that was saved again is held against (reports/look). All of
 * it follows from the content.
 */
#ifndef PREAUDIT_LOOK_H
#define PREAUDIT_LOOK_H

#include "reports/render/doc.h"
#include "shared/sheet/xlsx/xlsx_out.h"

/* What a cell is, which says how it looks. */
enum look_role {
	LOOK_HEAD, LOOK_TEXT, LOOK_NUMBER, LOOK_DATE, LOOK_PERCENT, LOOK_PART,
	LOOK_TITLE, LOOK_LABEL, LOOK_GOOD, LOOK_WARN, LOOK_BAD, LOOK_NOTE,
	LOOK__MAX
};

/* The format of a role. What all have: Calibri, black, 11 points, at the top. */
extern const struct xlsx_look look_format[LOOK__MAX];
#define LOOK_FONT "Calibri"
#define LOOK_SIZE 11

/* What a column holds: the words of the Contents sheet's last column. */
enum look_column {
	LOOK_COLUMN_TEXT, LOOK_COLUMN_STATE, LOOK_COLUMN_NUMBER,
	LOOK_COLUMN_PERCENT, LOOK_COLUMN_DATE, LOOK_COLUMN__MAX
};
#define LOOK_MAX_COLUMNS 256

/* What a table's column holds. */
enum look_column look_column_of(const struct doc_table *t, size_t column);
/* Appends "text, state, number": what the columns of a table hold. */
void look_put_columns(struct buf *b, const struct doc_table *t);
/* Reads that; how many there are, 0 when it says something else. */
size_t look_parse_columns(struct str s,
    enum look_column column[LOOK_MAX_COLUMNS]);

/* What a cell of a table is by its text; one that is of no kind is text. */
enum look_role look_role_of(enum look_column column, struct str text);
/* Is it a number to a spreadsheet? */
bool look_is_number(enum look_role role);

/* The sheets there are. */
enum look_sheet { LOOK_FACTS, LOOK_TABLE, LOOK_TEXTS, LOOK_VERIFY };

/* How a sheet is laid out. Every one: landscape, on A4, as wide as the page. */
struct look_layout {
	double width[2];       /* of its two columns; 0: as wide as the texts */
	enum look_role first, second; /* of its columns, where it is no table */
	bool head;             /* its first row has titles, and stays in sight */
	bool repeat;           /* and stands on each printed page */
	bool filter;           /* over its rows, when there are any */
	bool footer;           /* look_footer */
};
extern const struct look_layout look_layout[LOOK_VERIFY + 1];

/* The facts begin with the report's title, larger, in a row so high, points. */
#define LOOK_TITLE_HEIGHT 22
/* The width of a table's column whose longest text has so many characters. */
double look_width(size_t longest);
/* What stands below each printed page of a table. */
#define LOOK_FOOTER 120
void look_footer(char out[LOOK_FOOTER], const char *id,
    const char *content_sha256);

#endif
