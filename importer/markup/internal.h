/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of this folder. */
#ifndef PREAUDIT_MARKUP_INTERNAL_H
#define PREAUDIT_MARKUP_INTERNAL_H

#include "importer/markup/markup.h"
#include "shared/sheet/xml_copy.h"
#include "shared/sheet/zip_write.h"

#define MAX_ROW 1048576u
#define MAX_COLUMN 16384u
#define NO_STYLE UINT32_MAX
#define PROBLEMS_AUTHOR "Preaudit"
/* How every comment of ours begins. */
#define PROBLEMS_COMMENT "Preaudit: "
/* Parts held whole in memory. */
#define MAX_PART ((size_t)32 << 20)

/* ---- a copy of each format (csv.c, xlsx.c, ods.c) ---- */

/* As markup_copy; *omitted is all zero, original.p never NULL. */
int markup_csv(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);
int markup_xlsx(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);
int markup_ods(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);

/* ---- texts of cells (text.c) ---- */

/* The texts of notes, a line each, cut where a cell ends. */
void note_texts(struct buf *out, const struct markup_note *note, size_t n);
/* What the header of the problem column says, with notes behind. */
void note_header(struct buf *out, const struct markup_note *whole,
    size_t nwhole, const struct markup_note *note, size_t n);
/* What the header's comment says; more: some cells have none. */
void note_guide(struct buf *out, bool more);
/* That the notes stand in order and where sheets can have them. */
int notes_check(const struct markup_note *a, size_t n, size_t nsheets,
    struct err *e);
bool note_any_error(const struct markup_note *note, size_t n);
/* Text of a workbook's XML, where _xHHHH_ would stand for something else. */
void put_sheet_text(struct buf *out, struct str text);
/* "BC12" */
bool ref_parse(const char *z, uint32_t *column, uint32_t *row);
void ref_put(struct buf *out, uint32_t column, uint32_t row);

/* ---- what a sheet has, and what becomes of it (xlsx_scan.c) ---- */

struct styles;

struct sheet_edit {
	unsigned number;
	char *part;
	const struct markup_note *note; /* the sheet's */
	size_t n, nwhole;      /* nwhole: of them about no row */
	uint32_t header_row;
	uint32_t *style;       /* per note: of its cell, as found, then as it shall be */
	struct styles *styles;
	uint32_t column;       /* of the problems */
	uint32_t header_style;
	bool had_column;       /* from an earlier round */
	bool strict;           /* the namespaces of ISO's strict form */
	bool has_columns;      /* the element with the widths */
	unsigned last_before;  /* child of the root behind which comments go */
	char *legacy_id;       /* of the drawing of comments, or NULL */
	const char *new_legacy_id; /* to be put in, or NULL */
	struct sheet_writer *writer;
};

struct strings; /* shared strings that are the header (xlsx_strings.c) */

int sheet_scan(struct sheet_edit *s, struct zipedit *z, const struct strings *t,
    struct err *e);
/* The same for a sheet's XML at hand: for tests. */
int sheet_scan_text(struct sheet_edit *s, struct str text, struct err *e);
int strings_read(struct strings **t, struct zipedit *z, const char *part,
    struct err *e);
void strings_free(struct strings *t);
bool strings_is_header(const struct strings *t, struct str index);
/* Has a part read by handlers that put nothing: h is mute. */
int part_scan(struct zipedit *z, const char *part, const struct xml_copier *h,
    struct err *e);

/* Where a reader of rows and cells stands; faults as the importer has them. */
struct walk {
	uint32_t row, column;
};
const char *walk_row(struct walk *w, const char **attr);
const char *walk_cell(struct walk *w, const char **attr);
/* The number in an attribute, or `other`. */
uint32_t attr_number(const char **attr, const char *name, uint32_t other);
/* Notes i..end are those of the row that note i has. */
size_t notes_of_row(const struct sheet_edit *s, size_t i);
/* Notes i..end are those of the cell that note i has. */
size_t notes_of_cell(const struct sheet_edit *s, size_t i);

/* Has the part rewritten when the package is (xlsx_sheet.c). */
int sheet_edit(struct sheet_edit *s, struct zipedit *z, struct err *e);
void sheet_writer_free(struct sheet_writer *w);
/* The same for a sheet's XML at hand: for tests. */
int sheet_edit_text(struct sheet_edit *s, struct str text, struct buf *out,
    struct err *e);

/* ---- styles (xlsx_styles.c, xlsx_fill.c) ---- */

/* part NULL: the workbook has none, it will be made. */
int styles_read(struct styles **st, struct zipedit *z, const char *part,
    struct err *e);
int styles_parse(struct styles **st, struct str text, struct err *e);
void styles_free(struct styles *st);
/* The style that a cell had before an earlier round coloured it; else itself. */
uint32_t styles_base(struct styles *st, uint32_t style);
/* The same with a colour. */
uint32_t styles_coloured(struct styles *st, uint32_t style, bool is_error);
/* For the cells of the problem column. */
uint32_t styles_problem(struct styles *st, bool is_error);
/* The whole part as it shall be; false: as it was. */
bool styles_put(struct styles *st, struct buf *out);

/* ---- the package (xlsx_package.c, xlsx_relations.c) ---- */

struct relation {
	char *id, *type, *target; /* target: the part's name */
};

struct relations {
	char *part;              /* the .rels part itself */
	struct relation *rel;
	size_t n, cap;
	struct buf added;        /* elements without prefix */
	bool there;
};

struct package {
	struct zipedit *z;
	char *workbook, *styles, *strings; /* parts; the last two may be NULL */
	struct relations rels;   /* the workbook's */
	char **sheet;            /* worksheet parts in the workbook's order */
	size_t nsheets, cap_sheets;
	bool strict;
	struct buf types;        /* elements for [Content_Types].xml */
	bool need_vml;
	bool no_signature;
};

int package_open(struct package *p, struct zipedit *z, struct err *e);
void package_close(struct package *p);
/* Drops signatures; true when there was one. */
bool package_unsign(struct package *p);
/* Writes content types and the workbook's relations. */
int package_finish(struct package *p, struct err *e);
/* By the last word of the type: transitional and strict differ before it. */
bool relation_is(const struct relation *r, const char *word);
/*
 * A part that is a list, with elements added (a line each, without brackets),
 * and without those that drop() is true of.
 */
int list_edit(struct zipedit *z, const char *part, struct str added,
    bool (*drop)(const struct xml_tag *t), struct err *e);
int relations_read(struct relations *r, struct zipedit *z, const char *part,
    struct err *e);
void relations_free(struct relations *r);
const char *relations_target(const struct relations *r, const char *word);
/* Adds one; its id, which is valid until the next is added. */
const char *relations_add(struct relations *r, const struct package *p,
    const char *word, const char *part);
int relations_write(struct relations *r, struct zipedit *z, struct err *e);
void package_override(struct package *p, const char *part, const char *type);
/* A name that no part has: the workbook's folder, start, a number if need be, end. */
char *package_new_name(const struct package *p, const char *start,
    const char *end);

/* ---- comments (xlsx_comments.c, xlsx_vml.c) ---- */

int comments_edit(struct sheet_edit *s, struct package *p,
    struct markup_omitted *omitted, struct err *e);

struct cell_place {
	uint32_t row, column;
};
int place_order(const void *a, const void *b);
/*
 * Takes the notes' shapes at gone[] out of a drawing and puts some at put[].
 * 1 done, 0 the drawing cannot be read.
 */
int vml_edit(struct str text, const struct cell_place *gone, size_t ngone,
    const struct cell_place *put, size_t nput, struct buf *out);
void vml_new(const struct cell_place *put, size_t nput, struct buf *out);

#endif
