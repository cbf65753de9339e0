/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands in the form of a register: its columns with their notes, the
 * lists of words, the reading guide. The same for writing it and for checking
 * what was written.
 */
#ifndef PREAUDIT_TEMPLATE_FORM_H
#define PREAUDIT_TEMPLATE_FORM_H

#include "shared/model/standard.h"
#include "shared/sheet/cell/sheet_name.h"
#include "shared/sheet/xlsx/xlsx_out.h"

/* Sheets that every form has, beside the one that is filled in. */
#define FORM_HOWTO "How to"
#define FORM_LISTS "Lists"
#define FORM_NO_LIST (-1)
#define HOWTO_COLUMNS 6

/* The sheets in their order; the last is there when some column has a list. */
enum form_sheet { FORM_SHEET_DATA, FORM_SHEET_HOWTO, FORM_SHEET_LISTS,
	FORM_SHEET__MAX };

/* A column of the sheet that is filled in. */
struct form_column {
	const struct field *field;
	bool is_key;
	/* One that the importer takes for this field only. */
	struct str header;
	/* What the header's note says. */
	struct str note;
	/* A value such as the field takes. */
	struct str example;
	/* Index of its words among the lists, or FORM_NO_LIST. */
	int list;
	/* As a spreadsheet shows the column. */
	char letters[COLUMN_NAME];
};

/* A column of the sheet of lists. */
struct form_list {
	/* Its header: the column's letters and header. */
	struct str title;
	/* The words below it. */
	struct str *word;
	size_t n;
};

/* A row of the reading guide. */
enum howto_kind { HOWTO_FACT, HOWTO_HEAD, HOWTO_COLUMN };
struct howto_row {
	/* How it looks. */
	enum howto_kind kind;
	/* Of a fact: its name and its value. */
	struct str cell[HOWTO_COLUMNS];
};

/* All that stands in a form. */
struct form {
	const struct standard *std;
	/* The register. */
	const struct schema *schema;
	/* Whose aliases the headers are, or NULL. */
	const char *lang;
	/* Headers that are such aliases. */
	size_t ntranslated;
	/* Names of the sheets. */
	char name[FORM_SHEET__MAX][SHEET_NAME_MAX + 1];
	/* The key first, then as the schema. */
	struct form_column *column;
	size_t ncolumns;
	/* None: there is no sheet for them. */
	struct form_list *list;
	size_t nlists;
	/* The reading guide, on the heap; all other texts are in the arena. */
	struct howto_row *row;
	size_t nrows, cap_rows;
	struct arena arena;
};

/*
 * The form of register number `reg`. lang: whose aliases are the headers, as
 * far as there are any; NULL: the titles. The standard must outlive the form.
 */
void form_init(struct form *f, const struct standard *std, unsigned reg,
    const char *lang);
/* Frees all of it. */
void form_fini(struct form *f);

/* How many sheets there are. */
size_t form_sheets(const struct form *f);
/* How many rows and columns a sheet has. */
size_t form_rows(const struct form *f, enum form_sheet s);
size_t form_width(const struct form *f, enum form_sheet s);
/* The text of a cell, both from 0; empty outside of the sheet. */
struct str form_cell(const struct form *f, enum form_sheet s, size_t row,
    size_t column);
/* What the cells of a column should hold; false when anything goes. */
bool form_rule(const struct form *f, const struct form_column *c,
    struct xlsx_rule *r);

/*
 * Writes the workbook to `path`, whole or not at all, once it has been read
 * back. 0, or -1 with ERR_SYS, or what output_write reports.
 */
int form_write(const struct form *f, const char *path, struct err *e);
/* Does the workbook at `path` hold what the form says? 0, or -1 with ERR_SYS. */
int form_check(const struct form *f, const char *path, struct err *e);

/* ---- parts of form_init, in files of their own ---- */

/* Adds the reading guide; the columns are there. */
void form_howto(struct form *f);
/* Appends what a field's cells look like: "a date; several with ; between". */
void form_shape(const struct form *f, const struct field *fd, struct buf *b);
/* Appends whether a column is needed: "expected in every row". */
void form_need(const struct form *f, const struct form_column *c,
    struct buf *b);
/* Appends at most `max` words with commas, then how many more there are. */
void form_words(const struct field *fd, size_t max, struct buf *b);
/* The buffer's text, kept by the form; empties the buffer. */
struct str form_keep(struct form *f, struct buf *b);

#endif
