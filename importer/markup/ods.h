/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shared by the ods*.c files. A document is read twice: once for where
 * its columns end and which styles the noted cells have (ods_scan.c),
 * once to be copied (ods_write.c). Rows are held whole while they are
 * read, for one that stands for many may have to be written several times.
 */
#ifndef PREAUDIT_MARKUP_ODS_H
#define PREAUDIT_MARKUP_ODS_H

#include "importer/markup/internal.h"
#include "shared/base/mem.h"
#include "shared/sheet/ods_internal.h"

/* Bytes of a row as it stands, and of what one element becomes. */
#define ODS_ROW_BYTES ((size_t)32 << 20)
#define ODS_ROW_GROWN ((size_t)64 << 20)
#define ODS_NO_NAME SIZE_MAX

/* ---- styles (ods_styles.c) ---- */

/* A style of ours is named after the one that it is made from. */
enum ods_mark { ODS_ERROR, ODS_WARNING, ODS_PLAIN, ODS_MARKS };

struct ods_style {
	const char *name;
	struct str raw;   /* its element */
	bool has_properties; /* of cells */
	bool tinted;     /* has a colour of ours under a name that is not */
	bool kept;        /* of ours, in a table that stays as it is */
	bool need[ODS_MARKS];
};

/* One to be made from a style that is not automatic: "" is none. */
struct ods_made {
	const char *base;
	enum ods_mark mark;
};

struct ods_styles {
	struct arena arena;
	struct ods_style *style; /* automatic ones of cells, by name */
	size_t n, cap;
	struct ods_made *made;
	size_t nmade, cap_made;
	const char *last; /* name that was kept last */
	bool has_column;  /* the style of the problem column is there */
	bool need_column;
	const char *fault;
};

#define ODS_COLUMN_STYLE "preaudit-column"

/* Reads a style's element, which stands in `text`. */
void ods_styles_add(struct ods_styles *st, struct str name, struct str text);
/* When all are there, before any of the functions below. */
void ods_styles_sort(struct ods_styles *st);
void ods_styles_fini(struct ods_styles *st);
bool ods_style_is_ours(const char *name);
/* The style that a mark was made from, else itself; lives with the styles. */
const char *ods_style_base(struct ods_styles *st, const char *name);
/* A cell with such a style is there, in a table to be copied. */
void ods_style_keep(struct ods_styles *st, const char *name);
void ods_style_need(struct ods_styles *st, const char *base,
    enum ods_mark mark);
/* The name of the style marked, or of the one that it has without marks. */
void ods_style_marked(struct buf *name, const char *base, enum ods_mark mark);
void ods_style_unmarked(const struct ods_styles *st, const char *style,
    struct buf *name);
/* Whether the copy goes without this automatic style. */
bool ods_style_goes(const struct ods_styles *st, const char *name);

/* Prefixes with their colons, all bound at the root of the copy. */
enum ods_space { ODS_OFFICE, ODS_TABLES, ODS_TEXTS, ODS_STYLING, ODS_FO, ODS_DC,
	ODS_SPACES };
#define MAX_PREFIX 30
struct ods_names {
	char prefix[ODS_SPACES][MAX_PREFIX + 2];
};

/* Appends the styles that are needed. */
void ods_styles_put(struct ods_styles *st, const struct ods_names *names,
    struct buf *out);

/* ---- tables ---- */

struct ods_sheet {
	unsigned number;
	const struct markup_note *note;
	size_t n, nwhole;     /* nwhole: of them about no row */
	uint32_t header_row;
	const char **base;    /* per note: the style of its cell without marks */
	uint32_t column;      /* of the problems */
	bool had_column;      /* from an earlier round */
	bool put;             /* it gets the column, or keeps it */
	const char *header_style; /* of the last header; NULL: none */
	unsigned rows_behind; /* child of the table behind which new rows go; 0: the last */
	unsigned last_column; /* column element behind which new ones go; 0: none */
	size_t commented;     /* cells that may have a comment, but for the header */
};

/* Notes i..end are those of the row, or of the cell, that note i has. */
size_t ods_notes_of_row(const struct ods_sheet *t, size_t i);
size_t ods_notes_of_cell(const struct ods_sheet *t, size_t i);
/* Whether the note is told at its cell, and not in the column alone. */
bool ods_note_has_cell(const struct ods_sheet *t, const struct markup_note *a);

/* ---- a row (ods_row.c) ---- */

/* Places count from the start of the row; those of texts from theirs. */
struct ods_cell {
	size_t from, tag, tail, end; /* element, behind its tag, its end tag, behind it */
	uint64_t c0, n;   /* first column, from 1; how many */
	size_t style;     /* in names, or ODS_NO_NAME */
	size_t other, nother; /* what else than text it holds, in others */
	uint64_t spanned_columns, spanned_rows;
	bool covered, filled, has_note;
	bool header;      /* says what the problem column's header says */
};

struct ods_row {
	size_t from;      /* in what is held */
	size_t tag, tail, end;
	uint64_t first, n;
	size_t style;     /* default of its cells, in names, or ODS_NO_NAME */
	struct ods_cell *cell;
	size_t ncell, cap;
	struct buf names; /* each with a NUL behind it */
	struct buf others;
	/* while it is read */
	uint64_t column;
	struct ods_value value;
	struct buf text, note;
	unsigned cell_depth, depth; /* 0: not inside of one */
	size_t child;
	bool in_note, in_note_text, is_text;
};

void ods_row_init(struct ods_row *r);
void ods_row_fini(struct ods_row *r);
/* Both put the tag into what is held. `before`: rows before it. */
void ods_row_start(struct ods_row *r, const struct xml_tag *t,
    enum ods_place place, uint64_t before, struct buf *held);
/* True: that was the end of the row. */
bool ods_row_end(struct ods_row *r, const struct xml_tag *t,
    enum ods_place place, struct buf *held);
void ods_row_text(struct ods_row *r, enum ods_place place, const char *p,
    size_t n);
/* A name, or NULL. */
const char *ods_row_name(const struct ods_row *r, size_t name);

/* ---- the document as it comes by (ods_stream.c) ---- */

struct ods_stream {
	struct ods_sheet *sheets; /* those to be changed, upwards */
	size_t nsheets, next;
	struct ods_sheet *t;  /* the one at hand, or NULL */
	struct ods_path path;
	unsigned tables;      /* so far */
	bool in_table, in_automatic;
	unsigned table_depth;
	unsigned child;       /* of the table at hand */
	unsigned column_elements;
	uint64_t rows, columns; /* so far */
	bool in_row;
	struct ods_row row;
	struct buf held;      /* the output so far; from `hold` on not yet final */
	bool holding;
	size_t hold;
	const char *fault;
};

void ods_stream_init(struct ods_stream *s, struct ods_sheet *sheets,
    size_t nsheets);
void ods_stream_fini(struct ods_stream *s);
enum ods_place ods_stream_enter(struct ods_stream *s, const struct xml_tag *t);
enum ods_place ods_stream_leave(struct ods_stream *s, const struct xml_tag *t);
enum ods_place ods_stream_place(const struct ods_stream *s);
/* Takes what is final off the output: appends it to out, unless that is NULL. */
void ods_stream_take(struct ods_stream *s, struct buf *out);

/* ---- the two readings ---- */

struct ods_scan;
void ods_scan_open(struct ods_scan **l, struct ods_sheet *sheets,
    size_t nsheets, struct ods_styles *st);
int ods_scan_feed(struct ods_scan *l, struct str in, bool last,
    struct err *e);
/* How many tables the document has. */
unsigned ods_scan_tables(const struct ods_scan *l);
void ods_scan_close(struct ods_scan *l);

struct ods_writer;
void ods_writer_open(struct ods_writer **w, struct ods_sheet *sheets,
    size_t nsheets, struct ods_styles *st);
int ods_writer_feed(struct ods_writer *w, struct str in, bool last,
    struct buf *out, struct err *e);
void ods_writer_close(struct ods_writer *w);

/* ---- what the copy has (ods_cells.c, ods_text.c) ---- */

struct ods_put {
	struct ods_sheet *t;
	const struct ods_styles *styles;
	const struct ods_names *names;
	size_t at, end;       /* the next note, and the last of its row */
	size_t commented;     /* cells with a comment in the table so far */
	bool problem_due;     /* the row's text is still to come */
	struct buf scratch, tag, name, text;
};

void ods_put_init(struct ods_put *p, const struct ods_styles *st,
    const struct ods_names *names);
void ods_put_fini(struct ods_put *p);
void ods_put_table(struct ods_put *p, struct ods_sheet *t);

/* The rows that an element stands for; `held`: from where the row starts. */
void ods_put_rows(struct ods_put *p, const struct ods_row *r,
    const char *held, struct buf *out);
/* Rows for notes and the header behind row `before`. */
void ods_put_due_rows(struct ods_put *p, uint64_t before, struct buf *out);
/* `<table:name`, to be ended. */
void ods_put_tag(const struct ods_put *p, const char *name, struct buf *out);
/* The number of times that an element stands for; 1: not said. */
void ods_put_times(const struct ods_put *p, const char *what, uint64_t n,
    struct buf *out);
/* Sets an attribute of p->tag; empty, or for times 1: takes it out. */
void ods_set(struct ods_put *p, const char *name, struct str value);
void ods_set_times(struct ods_put *p, const char *what, uint64_t n);
/* Text as paragraphs, a line each. */
void ods_put_paragraphs(const struct ods_names *names, struct str text,
    struct buf *out);
void ods_put_comment(const struct ods_names *names, struct str text,
    struct buf *out);

#endif
