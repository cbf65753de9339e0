/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files xlsx*.c: parts of a workbook, their sheets and styles. */
#ifndef PREAUDIT_MARKUP_XLSX_H
#define PREAUDIT_MARKUP_XLSX_H

#include "importer/markup/engine/engine.h"
#include "shared/sheet/xlsx/xlsx_internal.h"

#define XLSX_MAX_PREFIX 64 /* bytes of an element's, with its colon and a NUL */

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/" \
    "relationships"
#define RELATIONS_STRICT \
    "http://purl.oclc.org/ooxml/officeDocument/relationships"

/* A copy of a workbook: as markup_copy; *omitted is all zero. */
int markup_xlsx(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);

struct cell_place {
	uint32_t row, column;
};
int place_order(const void *a, const void *b);

/* Reads a place like "BC12"; false, and nothing is set, when it is none. */
bool ref_parse(const char *z, uint32_t *column, uint32_t *row);
void ref_put(struct buf *out, uint32_t column, uint32_t row);
/* An element with text; _xHHHH_ in it would stand for something else. */
void put_sheet_text(struct buf *out, const char *prefix, struct str text);
/* The place of a word in a list that NULL ends, from 0, or -1. */
int word_rank(const char *word, const char *const *list);
/* The number in an attribute, or `other`. */
uint32_t attr_number(const char **attr, const char *name, uint32_t other);
/* Whether a root's attributes bind the namespaces of ISO's strict form. */
bool is_strict(const char **attr);
/* Keeps an element's prefix; sets the fault when it is too long. */
void prefix_keep(char prefix[XLSX_MAX_PREFIX], const struct xml_tag *t,
    const char **fault);

/* ---- styles (xlsx_styles.c, xlsx_fill.c) ---- */

struct styles;

/*
 * Reads a part, or a text; part NULL: the workbook has none, it will be made.
 * For styles_free also after an error: ERR_REFUSED, what is wrong with it.
 */
int styles_read(struct styles **st, struct zipedit *z, const char *part,
    struct err *e);
int styles_parse(struct styles **st, struct str text, struct err *e);
void styles_free(struct styles *st);
/*
 * As the dialect has them; styles are a struct styles. Style numbers are those
 * of cellXfs. When there are as many as a workbook may have, none is made: the
 * style stays as it is.
 */
uint32_t styles_base(void *styles, uint32_t style);
uint32_t styles_marked(void *styles, uint32_t style, bool is_error);
uint32_t styles_problem(void *styles, bool is_error);
/* Appends the whole part as it shall be; false, and nothing: it is as it was. */
bool styles_put(struct styles *st, struct buf *out);

/* ---- the package (xlsx_package.c, xlsx_relations.c) ---- */

struct relations {
	struct buf part;         /* name of the .rels part itself */
	struct rels rels;        /* those to other parts of the package */
	struct buf text;         /* of the part; empty: it is not there */
	struct buf added;        /* elements without prefix */
};

struct package {
	struct zipedit *z;
	struct zipfile *zip;     /* the original */
	struct relations root, rels; /* the package's, the workbook's */
	/* Names of parts, which are the relations'; styles, strings may be NULL. */
	const char *workbook, *styles, *strings;
	const char **sheet;      /* the worksheets in the workbook's order */
	size_t nsheets, cap_sheets;
	bool strict, was_signed;
	struct buf types;        /* elements for [Content_Types].xml */
	bool need_vml;
};

/* A kind of part that a package can get. */
struct part_kind {
	const char *word;        /* the last of its relation's type */
	const char *start, *end; /* of its name, in the workbook's folder */
	const char *type;        /* of its content; NULL: that of .vml */
};

/*
 * Reads what parts the workbook has, and drops its signatures, which are void in
 * a changed file; the original and z must outlive it.
 * ERR_REFUSED: it is no workbook. package_close in either case.
 */
int package_open(struct package *p, struct zipedit *z, struct str original,
    struct err *e);
void package_close(struct package *p);
/*
 * Has a new part's type and its relation said; named: what a relation that is
 * there calls it, or NULL. Its name, and in *id the new relation's id or NULL,
 * to be freed.
 */
char *package_add(struct package *p, struct relations *r,
    const struct part_kind *k, const char *named, char **id);
/* Writes content types and the workbook's relations, when all parts are put. */
int package_finish(struct package *p, struct err *e);
/* A change of a part that is a list. */
struct list_edit {
	const char *part, *fresh; /* fresh: a text where it is not there, or NULL */
	struct str added;         /* elements, a line each, without brackets */
	bool (*drop)(const struct xml_tag *t); /* true: it goes; or NULL */
	bool vml;                 /* the type of .vml is added, unless it is there */
};
/* -1: what part_copy and zipedit_put refuse. */
int list_edit(struct zipedit *z, const struct list_edit *edit, struct err *e);

/* Relations of a part, "" for the package; relations_free in either case. */
int relations_read(struct relations *r, const struct package *p,
    const char *part, struct err *e);
void relations_free(struct relations *r);
/* The part that the first of a kind leads to, or NULL. word: the type's last. */
const char *relations_target(const struct relations *r, const char *word);
/* Adds one to a part; its id, to be freed. */
char *relations_add(struct relations *r, const struct package *p,
    const char *word, const char *part);
/* Puts the part with those added, if there are any. */
int relations_write(struct relations *r, struct zipedit *z, struct err *e);

/* ---- shared strings that are the header (xlsx_strings.c) ---- */

struct strings;

/*
 * Reads a workbook's, if it has any. For strings_free also after an error:
 * ERR_REFUSED, what is wrong with the part.
 */
int strings_read(struct strings **t, const struct package *p, struct err *e);
void strings_free(struct strings *t);
/* index: as a cell says it; t may be NULL, which has none. */
bool strings_is_header(const struct strings *t, struct str index);

/* ---- a sheet's part (xlsx_rows.c, xlsx_sheet.c) ---- */

struct xlsx_part {
	struct sheet *s;
	const char *part;
	/* Set by the scan. */
	bool strict;           /* the namespaces of ISO's strict form */
	bool has_data;         /* the element with the rows */
	char *legacy_id;       /* of the drawing of comments, or NULL */
	const char *new_legacy_id; /* to be put in, or NULL */
	struct xlsx_pass *copy; /* while the package is written */
};

extern const struct dialect xlsx_dialect;

/* A pass over a part. */
struct xlsx_pass {
	struct pass p;         /* the first: pass_feed takes an xlsx_pass */
	struct xlsx_part *part;
	const struct strings *strings; /* or NULL */
	uint32_t rows, column; /* the last row, and its last cell */
	unsigned child;        /* of the root */
	bool in_data, in_row, in_widths;
	uint32_t last_width;   /* scan: column whose style is known, with those before */
	bool width_put;        /* copy: the width of the problem column */
	char prefix[XLSX_MAX_PREFIX]; /* of elements here */
	uint32_t span_from, span_to; /* of the row; to UINT32_MAX: not said */
	struct {
		bool is_text, is_shared; /* its value, or what it counts */
		bool open, in_value;
		struct buf text; /* in the header row */
	} cell;
};

/*
 * Opens a pass that scans a part, or copies one that was scanned; fed to its
 * end by pass_feed, and closed, also after an error. All that is given must
 * outlive it; strings may be NULL.
 */
struct xlsx_pass *xlsx_pass_open(struct xlsx_part *part, struct styles *styles,
    const struct strings *strings, bool is_scan);
void xlsx_pass_close(struct xlsx_pass *x);
/*
 * Behind a scan's last byte: the sheet has what is said above; legacy_id is for
 * the caller to free. ERR_REFUSED: it has no rows, or no place for the problems.
 */
int xlsx_scan_end(struct xlsx_pass *x, struct err *e);
/* True: the tag belongs to a row, which holds it now. */
bool xlsx_row_start(struct xlsx_pass *x, const struct xml_tag *t);
/* Holds an end tag of the row at hand; the row's own ends it. */
void xlsx_row_end(struct xlsx_pass *x, const struct xml_tag *t,
    struct buf *out);
void xlsx_row_text(void *pass, const char *p, size_t n);

/* ---- comments (xlsx_comments.c, xlsx_vml.c) ---- */

/*
 * Puts comments on the noted cells and the header, beside those of others, and
 * takes out ours of an earlier round. Where that cannot be, the sheet keeps
 * what it has, and *omitted counts it. -1: the package cannot be read.
 */
int comments_edit(struct xlsx_part *x, struct package *p,
    struct markup_omitted *omitted, struct err *e);

/* A comment of ours to be; notes first..first + n are its text. */
struct comment {
	struct cell_place at; /* the first: place_order takes a comment */
	size_t first, n; /* n 0: what the header says */
	bool taken;      /* the cell has one already */
};

/* A drawing without shapes. */
extern const char vml_none[];
/*
 * Takes the notes' shapes at gone[], in order, out of a drawing and puts those of
 * put[] that are not taken. False: the drawing cannot be read.
 */
bool vml_edit(struct str text, const struct cell_place *gone, size_t ngone,
    const struct comment *put, size_t nput, struct buf *out);

#endif
