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

#define FORM_HOWTO "How to"
#define FORM_LISTS "Lists"
#define FORM_NO_LIST (-1)
#define HOWTO_COLUMNS 6

enum form_sheet { FORM_SHEET_DATA, FORM_SHEET_HOWTO, FORM_SHEET_LISTS,
	FORM_SHEET__MAX };

struct form_column {
	const struct field *field;
	bool is_key;
	struct str header;  /* one that the importer takes for this field only */
	struct str note;    /* what the header's note says */
	struct str example;
	int list;           /* of its words, or FORM_NO_LIST */
	char letters[COLUMN_NAME];
};

struct form_list {
	struct str title;
	struct str *word;
	size_t n;
};

enum howto_kind { HOWTO_FACT, HOWTO_HEAD, HOWTO_COLUMN };
struct howto_row {
	enum howto_kind kind;
	struct str cell[HOWTO_COLUMNS]; /* FACT: name and value */
};

struct form {
	const struct standard *std;
	const struct schema *schema;
	const char *lang;           /* of the headers, or NULL */
	size_t ntranslated;         /* headers in that language */
	char name[FORM_SHEET__MAX][SHEET_NAME_MAX + 1]; /* of the sheets */
	struct form_column *column; /* the key first, then as the schema */
	size_t ncolumns;
	struct form_list *list;
	size_t nlists;              /* 0: there is no sheet for them */
	struct howto_row *row;
	size_t nrows, cap_rows;
	struct arena arena;
};

/*
 * lang: whose aliases are the headers, as far as there are any; NULL: the
 * titles. The standard must outlive the form.
 */
void form_init(struct form *f, const struct standard *std, unsigned reg,
    const char *lang);
void form_fini(struct form *f);
/* The reading guide: part of form_init, in a file of its own. */
void form_howto(struct form *f);
/* "a date; several with ; between them": what a field's cells look like. */
void form_shape(const struct form *f, const struct field *fd, struct buf *b);
/* "expected in every row". */
void form_need(const struct form *f, const struct form_column *c,
    struct buf *b);
/* At most `max` words with commas, then how many more there are, and where. */
void form_words(const struct field *fd, size_t max, struct buf *b);
/* The buffer's text, kept by the form; empties the buffer. */
struct str form_keep(struct form *f, struct buf *b);

/* How many sheets there are, and the texts of their cells from row 0. */
size_t form_sheets(const struct form *f);
size_t form_rows(const struct form *f, enum form_sheet s);
size_t form_width(const struct form *f, enum form_sheet s);
struct str form_cell(const struct form *f, enum form_sheet s, size_t row,
    size_t column);

/* What the cells of a column should hold; false when anything goes. */
bool form_rule(const struct form *f, const struct form_column *c,
    struct xlsx_rule *r);

/* xlsx.c: the workbook, whole or not at all. */
int form_write(const struct form *f, const char *path, struct err *e);
/* check.c: does the workbook hold what the form says? */
int form_check(const struct form *f, const char *path, struct err *e);

#endif
