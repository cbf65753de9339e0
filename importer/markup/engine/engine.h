/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the copies of both workbook formats share. A sheet is read twice, each
 * time in a pass of its own: once scanned for its last column, the problem
 * column of an earlier round and the styles of the noted cells (scan.c), once
 * walked row by row and copied (walk.c). Rows are held whole while they are
 * read (pass.c), for one that stands for many may have to be put several times.
 * What an element looks like is the business of a dialect: XLSX (xlsx_rows.c)
 * or OpenDocument (ods_rows.c).
 */
#ifndef PREAUDIT_MARKUP_ENGINE_H
#define PREAUDIT_MARKUP_ENGINE_H

#include "importer/markup/engine/request.h"
#include "shared/base/buf.h"
#include "shared/sheet/xml/xml_copy.h"
#include "shared/sheet/zip/zip_write.h"

#define MAX_ROW 1048576u
#define MAX_COLUMN 16384u
#define NO_STYLE UINT32_MAX
#define NO_COLUMN UINT64_MAX
#define NO_ROW UINT64_MAX
#define PROBLEMS_AUTHOR "Preaudit"
/* How every comment of ours begins. */
#define PROBLEMS_COMMENT "Preaudit: "
/* Parts held whole in memory. */
#define MAX_PART ((size_t)32 << 20)
/* Bytes of a row as it stands, and of what one element becomes. */
#define MAX_ROW_BYTES ((size_t)32 << 20)
#define MAX_ROW_GROWN ((size_t)64 << 20)

/* ---- parts (part.c; more of it below) ---- */

/*
 * Appends a part as it was, or the text `fresh` where part is NULL, changed by a
 * copier's handlers. -1: what zipedit_get and xml_copy_text refuse; what was
 * appended is of no use then.
 */
int part_copy(struct zipedit *z, const char *part, const char *fresh,
    const struct xml_copier *h, struct buf *out, struct err *e);

/* ---- tags (tag.c) ---- */

/* Sets an attribute of a tag at hand; value NULL: takes it out. */
void tag_set(struct buf *tag, const char *name, const char *value);
void tag_set_number(struct buf *tag, const char *name, uint64_t value);
/*
 * The same for the first attribute of that name with any prefix (`prefix`, with
 * its colon, when there is none); the value is escaped, an empty one takes it
 * out.
 */
void tag_set_local(struct buf *tag, const char *prefix, const char *name,
    struct str value);
/* Appends a start tag as one that waits for its end, also an empty element's. */
void tag_put_open(struct str raw, struct buf *out);
/* Appends the end tag, one of its own for an element that tag_put_open opened. */
void tag_put_end(const struct xml_tag *t, struct buf *out);

/* ---- what notes say (text.c) ---- */

/*
 * All append UTF-8 to `out`; what is longer than a cell can hold ends with the
 * number of notes left out. n may be 0.
 */
/* The texts of notes, a line each, in a cell whose text is from `from` on. */
void note_texts(struct buf *out, size_t from, const struct markup_note *note,
    size_t n);
/* What the header of the problem column says, with notes behind. */
void note_header(struct buf *out, const struct markup_note *whole,
    size_t nwhole, const struct markup_note *note, size_t n);
/* What the comment of a noted cell says. */
void note_comment(struct buf *out, const struct markup_note *note, size_t n);
/* What the comment of the header says; more: some noted cells have no comment. */
void note_guide(struct buf *out, bool more);
/* Whether one of them is an error; false when there is none. */
bool note_any_error(const struct markup_note *note, size_t n);

/* ---- sheets with notes (sheet.c) ---- */

struct sheet {
	unsigned number;
	const struct markup_note *note; /* the sheet's */
	size_t n, nwhole;      /* nwhole: of them about no row */
	uint32_t header_row;
	/* Set by the scan. */
	uint32_t *style;       /* per note: of its cell, marked */
	uint32_t header_style; /* of the last header, or NO_STYLE */
	uint32_t column;       /* of the problems */
	bool had_column;       /* from an earlier round */
	size_t commented;      /* cells that may have a comment, but for the header */
	/* child of the sheet's element behind which ours go; 0: the last */
	unsigned last_before;
	unsigned last_widths;  /* the last element with widths; 0: none */
};

/*
 * Every sheet of a request that has notes or a header row named, by number: *n
 * of them at *sheet, for sheets_free also after an error. The notes, sorted,
 * stay the request's. ERR_REFUSED: a header row that no sheet has.
 */
int sheets_list(const struct markup_request *r, struct sheet **sheet,
    size_t *n, struct err *e);
void sheets_free(struct sheet *sheet, size_t n);
/*
 * 0 when the notes stand in order (else ERR_USAGE) and where a workbook of so
 * many sheets can have them (else ERR_REFUSED, with the place).
 */
int notes_check(const struct markup_request *r, size_t nsheets, struct err *e);
/* Whether the sheet gets the problem column, or keeps it. */
bool sheet_is_marked(const struct sheet *s);
/* How many noted cells go without a comment. */
size_t sheet_uncommented(const struct sheet *s);
/* The first note behind i that is about another row, or another cell. */
size_t notes_of_row(const struct sheet *s, size_t i);
size_t notes_of_cell(const struct sheet *s, size_t i);
/* Whether note i marks a cell, and not its row in the column alone. */
bool note_has_cell(const struct sheet *s, size_t i);

/* ---- a pass over a part (pass.c) ---- */

/* Places count from the start of the row. */
struct cell {
	size_t from, tag, tail, end; /* element, behind its tag, its end tag, behind it */
	uint64_t c0, n;       /* first column, from 1; how many it stands for */
	uint32_t style;       /* its own, or NO_STYLE */
	uint64_t spanned_columns, spanned_rows; /* 1: itself alone */
	bool covered;         /* by a merged one */
	bool filled;          /* something to read */
	bool has_note;        /* a comment of people's own, inside of it */
	bool is_header;       /* says what the problem column's header says */
	size_t other, nother; /* what else than text it holds, in row.others */
};

struct row {
	size_t tag, tail, end; /* all 0: it is not there */
	uint64_t first, n;    /* number, from 1; how many it stands for */
	uint32_t style;       /* of the cells that have none, or NO_STYLE */
	struct cell *cell;    /* upwards */
	size_t ncell, cap;
	struct buf others;
};

struct dialect;

/*
 * One pass over a part, scanning it or copying it. What handlers put into
 * `held` is final up to the row (or what else) that is held back from `hold` on.
 */
struct pass {
	/* The caller's to set before pass_open. */
	const struct dialect *d;
	void *styles;          /* the dialect's */
	bool is_scan;

	const char *fault;     /* set to stop */
	struct sheet *s;       /* the one at hand */
	size_t at;             /* the next note */
	struct xml_copy *copy;
	struct row row;
	struct buf held;
	bool holding;
	size_t hold;
	/* Of a scan. */
	uint32_t last;         /* column with something to read */
	uint32_t found;        /* column of an earlier round, 0 none */
	uint32_t *column_style; /* of each column, from 1 */
	/* Of a copy. */
	uint64_t number;       /* of the row at hand, or the last */
	size_t from, end;      /* the row's first note, behind its last */
	bool is_due;           /* the row's text is still to come */
	size_t commented;      /* cells with a comment so far */
	struct buf tag, text;
	struct buf grown;      /* what rows become */
};

/*
 * Makes it ready for pass_feed; part is a name for errors. The copier's
 * handlers put into p->held; its fault is the pass's.
 */
void pass_open(struct pass *p, const char *part, struct xml_copier h);
/* Frees what it has, not itself. */
void pass_close(struct pass *p);
/* Before the first row of a sheet, which is scanned before it is copied. */
void pass_begin(struct pass *p, struct sheet *s);
/* From here on what is put may change yet; ends when holding is set false. */
void pass_hold(struct pass *p);
/* What was put since then; valid until more is. */
struct str pass_held(const struct pass *p);
/*
 * A zipedit_fn: reads a piece of the part; what is final then is appended to
 * out, unless that is NULL. ERR_REFUSED: no XML, a fault, or a row of over
 * MAX_ROW_BYTES.
 */
int pass_feed(void *pass, struct str in, bool last, struct buf *out,
    struct err *e);
/*
 * Feeds it a whole part of a package as it was (part.c). -1: what pass_feed or
 * zipedit_read refuse.
 */
int pass_part(struct pass *p, struct zipedit *z, const char *part,
    struct err *e);
/*
 * Feeds it a whole text, and gives what becomes of it to the sink; ctx is the
 * sink's, sink may be NULL. -1: what pass_feed refuses, or the sink's own error.
 */
int pass_text(struct pass *p, struct str text, markup_sink *sink, void *ctx,
    struct err *e);
/*
 * Each puts the tag of a row, of a cell or of its end, and notes where it
 * stands. A row is held from its tag on; its number, count and style, and a
 * cell's, are for the caller to set. Cells are valid until the next one.
 */
void pass_row(struct pass *p, const struct xml_tag *t);
struct cell *pass_cell(struct pass *p, const struct xml_tag *t);
struct cell *pass_last_cell(const struct pass *p);
struct cell *pass_cell_end(struct pass *p, const struct xml_tag *t);
/* The row is whole: scans it, or appends what it becomes to `out`. */
void pass_row_end(struct pass *p, const struct xml_tag *t, struct buf *out);

/* ---- what is special to a format ---- */

struct dialect {
	/* The style before an earlier round marked it, else itself. */
	uint32_t (*base)(void *styles, uint32_t style);
	/* The style to be put for it: the base, or one that looks like that. */
	uint32_t (*plain)(void *styles, uint32_t style);
	/* The base with the colour of a mark; made when it is not there. */
	uint32_t (*marked)(void *styles, uint32_t style, bool is_error);
	/* Of the cells of the problem column. */
	uint32_t (*problem)(void *styles, bool is_error);

	/* Puts n empty rows, p->number the first, as one tag into p->tag. */
	void (*new_row)(struct pass *p, uint64_t n);
	/* Puts n empty cells of that row as one tag. */
	void (*put_cells)(struct pass *p, uint64_t column, uint64_t n,
	    struct buf *out);
	/* Change p->tag: a row's that gets cells or stands for n, a cell's. */
	void (*set_row)(struct pass *p, const struct row *r, uint64_t n);
	void (*set_style)(struct pass *p, uint32_t style);
	/*
	 * How many cells it stands for; NULL: one, and rows and cells with
	 * nothing in them need not be there.
	 */
	void (*set_count)(struct pass *p, uint64_t n);
	/* p->text as a comment in the cell; NULL: comments stand elsewhere. */
	void (*put_comment)(struct pass *p, struct buf *out);
	/*
	 * The cell of the problem column with p->text, when p->is_due, in place
	 * of c, which may be NULL.
	 */
	void (*put_problem)(struct pass *p, const struct cell *c,
	    uint32_t style, struct buf *out);
};

/* ---- the scan (scan.c) ---- */

/* Columns from..to have a style. */
void scan_columns(struct pass *p, uint64_t from, uint64_t to, uint32_t style);
/* The row that is held. Rows stand upwards, with their cells whole. */
void scan_row(struct pass *p);
/* A merged cell ends there: a cell under it cannot be seen. */
void scan_merged(struct pass *p, uint64_t row, uint64_t column);
/*
 * All rows were there: sets what the sheet shall have, and has the styles made
 * that it needs. Sets the fault when it can have no problem column.
 */
void scan_end(struct pass *p);

/* ---- the row walk (walk.c) ---- */

/*
 * Takes the row that is held, and appends what it becomes to `out`, behind rows
 * that are due before it. Sets the fault when it cannot be copied.
 */
void walk_row(struct pass *p, struct buf *out);
/* Appends rows for notes and the header that are due behind the last one. */
void walk_end(struct pass *p, struct buf *out);
/* The end tag that belongs to p->tag. */
void walk_put_close(const struct pass *p, struct buf *out);

#endif
