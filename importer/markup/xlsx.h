/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files xlsx*.c: parts of a workbook, their sheets and styles. */
#ifndef PREAUDIT_MARKUP_XLSX_H
#define PREAUDIT_MARKUP_XLSX_H

#include "importer/markup/engine.h"
#include "shared/sheet/xlsx/xlsx_internal.h"

#define MAX_PREFIX 64 /* bytes of an element's, with its colon and a NUL */

/* Reads a place like "BC12"; false, and nothing is set, when it is none. */
bool ref_parse(const char *z, uint32_t *column, uint32_t *row);
void ref_put(struct buf *out, uint32_t column, uint32_t row);
/* Text of a workbook's XML, where _xHHHH_ would stand for something else. */
void put_sheet_text(struct buf *out, struct str text);
/* The number in an attribute, or `other`. */
uint32_t attr_number(const char **attr, const char *name, uint32_t other);
/* Sets an attribute of a tag at hand; value NULL: takes it out. */
void tag_set(struct buf *tag, const char *name, const char *value);
/* Whether a root's attributes bind the namespaces of ISO's strict form. */
bool is_strict(const char **attr);
/* Keeps an element's prefix; sets the fault when it is too long. */
void prefix_keep(char prefix[MAX_PREFIX], const struct xml_tag *t,
    const char **fault);

/* ---- shared strings that are the header (xlsx_strings.c) ---- */

struct strings;

/*
 * Reads a part; part NULL: there are none. For strings_free also after an
 * error: ERR_REFUSED, what is wrong with the part.
 */
int strings_read(struct strings **t, struct zipedit *z, const char *part,
    struct err *e);
void strings_free(struct strings *t);
/* index: as a cell says it; t may be NULL, which has none. */
bool strings_is_header(const struct strings *t, struct str index);

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
	char *part;              /* the .rels part itself */
	struct rels rels;        /* those to other parts of the package */
	struct buf text;         /* of the part */
	struct buf added;        /* elements without prefix */
	bool there;
};

struct package {
	struct zipedit *z;
	struct zipfile *zip;     /* the original */
	char *workbook, *styles, *strings; /* parts; the last two may be NULL */
	struct relations rels;   /* the workbook's */
	char **sheet;            /* worksheet parts in the workbook's order */
	size_t nsheets, cap_sheets;
	bool strict;
	struct buf types;        /* elements for [Content_Types].xml */
	bool need_vml;
	bool no_signature;
};

/*
 * Reads what parts the workbook has; the original and z must outlive it.
 * ERR_REFUSED: it is no workbook. package_close in either case.
 */
int package_open(struct package *p, struct zipedit *z, struct str original,
    struct err *e);
void package_close(struct package *p);
/* Drops signatures; true when there was one. */
bool package_unsign(struct package *p);
/* Has a part's type said in the list of types. */
void package_override(struct package *p, const char *part, const char *type);
/*
 * A name that no part has, to be freed: the workbook's folder, start, a number
 * if need be, end.
 */
char *package_new_name(const struct package *p, const char *start,
    const char *end);
/* Writes content types and the workbook's relations, when all parts are put. */
int package_finish(struct package *p, struct err *e);
/*
 * A part that is a list, with elements added (a line each, without brackets),
 * and without those that drop() is true of; drop may be NULL.
 */
int list_edit(struct zipedit *z, const char *part, struct str added,
    bool (*drop)(const struct xml_tag *t), struct err *e);

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

/* ---- a sheet's part (xlsx_rows.c, xlsx_scan.c, xlsx_write.c) ---- */

struct xlsx_part {
	struct sheet *s;
	const char *part;
	/* Set by the scan. */
	bool strict;           /* the namespaces of ISO's strict form */
	bool has_columns;      /* the element with the widths */
	unsigned last_before;  /* child of the root behind which comments go */
	char *legacy_id;       /* of the drawing of comments, or NULL */
	const char *new_legacy_id; /* to be put in, or NULL */
	struct xlsx_writer *writer;
};

extern const struct dialect xlsx_dialect;

/* What both readings of a part have. */
struct xlsx_stream {
	struct stream s;
	const struct strings *strings; /* or NULL */
	uint32_t header_row;
	uint32_t rows, column; /* the last row, and its last cell */
	unsigned child;        /* of the root */
	bool in_data, in_row;
	char prefix[MAX_PREFIX]; /* of elements here */
	uint32_t span_from, span_to; /* of the row; to UINT32_MAX: not said */
	struct {
		enum { VALUE_NONE, VALUE_PLAIN, VALUE_SHARED } value;
		bool open, in_value;
		struct buf text; /* in the header row */
	} cell;
};

/* As stream_init; strings may be NULL. */
void xlsx_stream_init(struct xlsx_stream *x, const struct xlsx_part *part,
    const struct strings *strings, struct xml_copier h);
void xlsx_stream_fini(struct xlsx_stream *x);
/* True: the tag belongs to a row, which holds it now. */
bool xlsx_row_start(struct xlsx_stream *x, const struct xml_tag *t);
/* Holds a tag of the row at hand; true: that was the row's end. */
bool xlsx_row_end(struct xlsx_stream *x, const struct xml_tag *t);
void xlsx_row_text(struct xlsx_stream *x, const char *p, size_t n);

/*
 * The two readings of a part: opened, fed to its end, closed, also after an
 * error. All that is given must outlive them. After the scan the sheet has what
 * is said above; legacy_id is for the caller to free.
 */
struct xlsx_scan;
void xlsx_scan_open(struct xlsx_scan **l, struct xlsx_part *sheet,
    struct styles *styles, const struct strings *strings);
int xlsx_scan_feed(void *scan, struct str in, bool last, struct err *e);
void xlsx_scan_close(struct xlsx_scan *l);

struct xlsx_writer;
void xlsx_writer_open(struct xlsx_writer **w, struct xlsx_part *sheet,
    struct styles *styles);
int xlsx_writer_feed(void *writer, struct str in, bool last, struct buf *out,
    struct err *e);
void xlsx_writer_close(struct xlsx_writer *w);

/* ---- comments (xlsx_comments.c, xlsx_vml.c) ---- */

/*
 * Puts comments on the noted cells and the header, beside those of others, and
 * takes out ours of an earlier round. Where that cannot be, the sheet keeps
 * what it has, and *omitted counts it. -1: the package cannot be read.
 */
int comments_edit(struct xlsx_part *x, struct package *p,
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
