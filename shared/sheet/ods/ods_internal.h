/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shared by the readers of OpenDocument: ods.c (which tables there are),
 * ods_rows.c (a table's rows), ods_cell.c (a cell's value), ods_place.c (where
 * an element stands); and by those who copy what they read.
 */
#ifndef PREAUDIT_ODS_INTERNAL_H
#define PREAUDIT_ODS_INTERNAL_H

#include "shared/sheet/ods/ods.h"
#include "shared/sheet/xml/xml.h"

#define ODS_MAX_ROW 1048576
#define ODS_MAX_COLUMN 16384
#define ODS_MAX_SHEETS 1024
#define ODS_MAX_STYLES 4096 /* of hidden tables */
#define ODS_MAX_NAME 1024   /* bytes of a table's or style's name */
#define ODS_MAX_CELL_TEXT ((size_t)1 << 20)
#define ODS_MAX_ROW_TEXT ((size_t)64 << 20)
/* Cells a sheet may make its reader visit, repeated and empty ones included. */
#define ODS_MAX_CELLS ((uint64_t)64 << 20)
/* Bytes of text a sheet may give, repeated ones included. */
#define ODS_MAX_GIVEN ((uint64_t)2 << 30)
/* Bytes one workbook may make its reader unpack, all readings together. */
#define ODS_MAX_UNPACKED ((uint64_t)8 << 30)

/* Where an element stands; what is of no interest is ODS_BESIDE to its end. */
enum ods_place {
	ODS_BESIDE, ODS_TOP, ODS_DOCUMENT, ODS_STYLES, ODS_STYLE, ODS_BODY,
	ODS_BOOK, ODS_SETTINGS, ODS_TABLE, ODS_GROUP, ODS_COLUMN, ODS_ROW,
	ODS_CELL, ODS_COVERED, ODS_LIST, ODS_PARAGRAPH, ODS_IN_PARAGRAPH,
	ODS_LEAF
};

/* The places from the root to the element at hand. */
struct ods_path {
	uint8_t place[XML_MAX_DEPTH + 1];
	size_t n;
};

/*
 * Enters an element, known by its name without prefix; top is the place of the
 * first one's parent. Its place.
 */
enum ods_place ods_enter(struct ods_path *p, enum ods_place top,
    const char *name);
/* Leaves it; which place was it? */
enum ods_place ods_leave(struct ods_path *p);
/* A positive count, 1 when it is none. */
uint64_t ods_count(const char **attr, const char *name);
/* A table of what other workbooks said when they were read last: no sheet. */
bool ods_is_cache(const char **attr);

/* A cell as its attributes and paragraphs tell it. */
struct ods_value {
	enum ods_type {
		ODS_NO_TYPE, ODS_NUMBER, ODS_PERCENT, ODS_DATE, ODS_TIME,
		ODS_BOOL, ODS_TEXT
	} type;
	/* it says that it is an error */
	bool error;
	/* it has its type twice: one of them tells errors */
	bool twice;
	bool formula;
	/* number, date, time, boolean; text for the program; for the reader */
	struct buf stored, string, shown;
	/* `shown` has a paragraph, which may be empty */
	bool has_paragraph;
};

/* Begins a cell with what its attributes say. */
void ods_value_start(struct ods_value *v, const char **attr);
/*
 * Sets c at the cell's end; appends its text to `text`, whose length c->text has
 * then, with p NULL. null_date: the day number of serial 0.
 */
void ods_value_set(struct ods_value *v, int32_t null_date,
    struct sheet_cell *c, struct buf *text);

/*
 * Gives a table's rows to fn while its handler gets the events of just that
 * element.
 */
struct ods_rows;
struct ods_rows *ods_rows_open(int32_t null_date, sheet_row_fn *fn, void *ctx);
/* The handler for xml_open; lives as long as r. */
const struct xml_handler *ods_rows_handler(const struct ods_rows *r);
/* Frees it; -1 when its contents were refused. facts may be NULL. */
int ods_rows_close(struct ods_rows *r, const char *sheet,
    struct sheet_facts *facts, struct err *e);

#endif
