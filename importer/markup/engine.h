/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the copies of both workbook formats share. A sheet is read twice: once
 * scanned for its last column, the problem column of an earlier round and the
 * styles of the noted cells (scan.c), once walked row by row and copied
 * (walk.c). What an element looks like is the business of a dialect: XLSX
 * (xlsx_dialect.c) or OpenDocument (ods_dialect.c). Rows are held whole while
 * they are read (stream.c), for one that stands for many may have to be put
 * several times.
 */
#ifndef PREAUDIT_MARKUP_ENGINE_H
#define PREAUDIT_MARKUP_ENGINE_H

#include "importer/markup/markup.h"
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

/* ---- a copy of each format (csv.c, xlsx.c, ods.c) ---- */

/* As markup_copy; *omitted is all zero, original.p never NULL. */
int markup_csv(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);
int markup_xlsx(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);
int markup_ods(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);

/* ---- parts in pieces (part.c) ---- */

/* Takes the next piece; last: there is no more. 0, or -1 with the error set. */
typedef int part_feed(void *ctx, struct str in, bool last, struct err *e);
/*
 * Feeds a part of a package as it was, or a text, to its end or to feed's first
 * error, which is returned then. part_read: also what zipedit_read refuses.
 */
int part_read(struct zipedit *z, const char *part, part_feed *feed, void *ctx,
    struct err *e);
int text_read(struct str text, part_feed *feed, void *ctx, struct err *e);

/* ---- what notes say (text.c) ---- */

/*
 * All append UTF-8 to `out`; what is longer than a cell can hold ends with the
 * number of notes left out. n may be 0.
 */
/* The texts of notes, a line each. */
void note_texts(struct buf *out, const struct markup_note *note, size_t n);
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

/* ---- rows as they are read (stream.c) ---- */

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
	size_t tag, tail, end;
	uint64_t first, n;    /* number, from 1; how many it stands for */
	uint32_t style;       /* of the cells that have none, or NO_STYLE */
	struct cell *cell;    /* upwards */
	size_t ncell, cap;
	struct buf others;
};

/*
 * A part as it comes by. What handlers put into `held` is final up to the row
 * (or what else) that is held back from `hold` on.
 */
struct stream {
	struct xml_copy *copy;
	struct row row;
	struct buf held;
	bool holding;
	size_t hold;
	const char *fault;    /* set by a handler to stop */
};

/*
 * Makes it ready for stream_feed; part is a name for errors. The copier's
 * handlers put into s->held; its fault is the stream's.
 */
void stream_init(struct stream *s, const char *part, struct xml_copier h);
/* Frees what it has, not itself. */
void stream_fini(struct stream *s);
/* From here on what is put may change yet; ends when holding is set false. */
void stream_hold(struct stream *s);
/* What was put since then; valid until more is. */
struct str stream_held(const struct stream *s);
/*
 * Reads a piece of the part; what is final then is appended to out, unless that
 * is NULL. ERR_REFUSED: no XML, a fault, or a row of over MAX_ROW_BYTES.
 */
int stream_feed(struct stream *s, struct str in, bool last, struct buf *out,
    struct err *e);
/*
 * Each puts the tag of a row, of a cell or of its end, and notes where it
 * stands. A row is held from its tag on; its number, count and style, and a
 * cell's, are for the caller to set. Cells are valid until the next one.
 */
void stream_row(struct stream *s, const struct xml_tag *t);
struct cell *stream_cell(struct stream *s, const struct xml_tag *t);
struct cell *stream_cell_end(struct stream *s, const struct xml_tag *t);
void stream_row_end(struct stream *s, const struct xml_tag *t);

/* ---- what is special to a format ---- */

struct walk;

struct dialect {
	/* The style before an earlier round marked it, else itself. */
	uint32_t (*base)(void *styles, uint32_t style);
	/* The style to be put for it: the base, or one that looks like that. */
	uint32_t (*plain)(void *styles, uint32_t style);
	/* The base with the colour of a mark; made when it is not there. */
	uint32_t (*marked)(void *styles, uint32_t style, bool is_error);
	/* Of the cells of the problem column. */
	uint32_t (*problem)(void *styles, bool is_error);

	/* Put an element's tag into w->tag: w->row, or a cell of it. */
	void (*new_row)(struct walk *w);
	void (*new_cell)(struct walk *w, uint64_t column);
	/* Change w->tag: a row's that gets cells or stands for n, a cell's. */
	void (*set_row)(struct walk *w, const struct row *r, uint64_t n);
	void (*set_style)(struct walk *w, uint32_t style);
	/* How many cells it stands for; NULL: one, and places may be empty. */
	void (*set_count)(struct walk *w, uint64_t n);
	/* NULL like set_count: n rows or cells with nothing in them. */
	void (*put_rows)(struct walk *w, uint64_t n, struct buf *out);
	void (*put_cells)(struct walk *w, uint64_t n, struct buf *out);
	/* w->text as a comment in the cell; NULL: comments stand elsewhere. */
	void (*put_comment)(struct walk *w, struct buf *out);
	/*
	 * The cell of the problem column with w->text, when w->is_due, in place
	 * of c, which may be NULL.
	 */
	void (*put_problem)(struct walk *w, const struct row *r,
	    const struct cell *c, uint32_t style, struct buf *out);
	bool blanks_first;     /* before cells behind a row's last one */
};

/* ---- the scan (scan.c) ---- */

struct scan {
	const struct dialect *d;
	void *styles;
	struct sheet *s;
	uint32_t last;          /* column with something to read */
	uint32_t found;         /* column of an earlier round, 0 none */
	size_t at;              /* the next note */
	uint32_t column_style[MAX_COLUMN + 1];
};

/* d and styles are the caller's to set; the sheet stays the caller's. */
void scan_begin(struct scan *l, struct sheet *s);
/* Columns from..to have a style. */
void scan_columns(struct scan *l, uint64_t from, uint64_t to, uint32_t style);
/* Rows stand upwards, with their cells whole. */
void scan_row(struct scan *l, const struct row *r);
/* A merged cell ends there: a cell under it cannot be seen. */
void scan_merged(struct scan *l, uint64_t row, uint64_t column);
/*
 * All rows were there: sets what the sheet shall have, and has the styles made
 * that it needs. NULL, or why it can have no problem column.
 */
const char *scan_end(struct scan *l);

/* ---- the row walk (walk.c) ---- */

struct walk {
	const struct dialect *d;
	void *styles;
	void *ctx;             /* the dialect's */
	struct sheet *s;
	uint64_t row;          /* the one at hand, or the last */
	size_t from, at, end;  /* the row's first note, the next, behind its last */
	bool is_due;           /* the row's text is still to come */
	size_t commented;      /* cells with a comment so far */
	struct buf tag, text;
	struct buf grown;      /* what rows become */
};

/* styles and ctx are the dialect's, and stay the caller's. */
void walk_init(struct walk *w, const struct dialect *d, void *styles,
    void *ctx);
void walk_fini(struct walk *w);
/* A sheet that is scanned; once for each, before its first row. */
void walk_begin(struct walk *w, struct sheet *s);
/*
 * The row that a stream holds is read: takes it out of the stream and appends
 * what it becomes to `out`, behind rows that are due before it. NULL, or why it
 * cannot be copied.
 */
const char *walk_row(struct walk *w, struct stream *s, struct buf *out);
/* Appends rows for notes and the header that are due behind the last one. */
const char *walk_end(struct walk *w, struct buf *out);
/* The end tag that belongs to w->tag. */
void walk_put_close(const struct walk *w, struct buf *out);

#endif
