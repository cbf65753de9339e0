/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files ods*.c: an OpenDocument document with all its sheets. */
#ifndef PREAUDIT_MARKUP_ODS_H
#define PREAUDIT_MARKUP_ODS_H

#include "importer/markup/engine.h"
#include "shared/base/mem.h"
#include "shared/sheet/ods/ods_internal.h"

/* ---- names that are put (ods_text.c) ---- */

/* Prefixes with their colons, all bound at the root of the copy. */
enum ods_space { ODS_OFFICE, ODS_TABLES, ODS_TEXTS, ODS_STYLING, ODS_FO, ODS_DC,
	ODS_SPACES };
#define MAX_PREFIX 30
struct ods_names {
	char prefix[ODS_SPACES][MAX_PREFIX + 2];
};

/*
 * Finds the prefixes of a root; appends its tag with those bound that lack.
 * False: it is in a form before OpenDocument 1.0.
 */
bool ods_names_bind(struct ods_names *names, const struct xml_tag *root,
    struct buf *out);
/* Appends a tag with an attribute set; value empty: without it. */
void ods_put_tag(struct buf *out, struct str raw, const char *prefix,
    const char *name, struct str value);
/* Text as paragraphs, a line each; and as a comment of ours. */
void ods_put_paragraphs(const struct ods_names *names, struct str text,
    struct buf *out);
void ods_put_comment(const struct ods_names *names, struct str text,
    struct buf *out);

/* ---- styles (ods_styles.c) ---- */

/* A style of ours is named after the one that it is made from. */
enum ods_mark { ODS_ERROR, ODS_WARNING, ODS_PLAIN, ODS_MARKS };

/* A style of cells that is there or named; NO_STYLE has none. */
struct ods_style {
	const char *name;
	uint32_t id, base; /* base: the one that it was made from, else itself */
	struct str raw;   /* its element; p NULL: it is no automatic one */
	bool has_properties; /* of cells */
	bool tinted;      /* has a colour of ours under a name that is not */
	bool kept;        /* of ours, in a table that stays as it is */
	bool need[ODS_MARKS]; /* those to be made from it */
};

struct ods_styles {
	struct arena arena;
	struct ods_style none;   /* what NO_STYLE stands for */
	struct ods_style **style; /* by id */
	size_t n, cap;
	void *by_name;    /* a tree of them */
	bool has_column;  /* the style of the problem column is there */
	bool need_column;
	const char *fault;
};

#define ODS_COLUMN_STYLE "preaudit-column"

/* Before all others; ods_styles_fini frees what it has. */
void ods_styles_init(struct ods_styles *st);
void ods_styles_fini(struct ods_styles *st);
/* Reads an automatic style's element, which stands in `text`. May set the fault. */
void ods_styles_add(struct ods_styles *st, struct str name, struct str text);
/*
 * The number of a name, which may be NULL, and the other way round. A name of
 * over ODS_MAX_NAME bytes is taken for none.
 */
uint32_t ods_style_id(struct ods_styles *st, const char *name);
struct str ods_style_name(const struct ods_styles *st, uint32_t style);
/* As the dialect has them; styles are a struct ods_styles. */
uint32_t ods_style_base(void *styles, uint32_t style);
uint32_t ods_style_plain(void *styles, uint32_t style);
uint32_t ods_style_marked(void *styles, uint32_t style, bool is_error);
uint32_t ods_style_problem(void *styles, bool is_error);
/* A cell with a style of that name is there, in a table that stays. */
void ods_style_keep(struct ods_styles *st, const char *name);
/* Whether the copy goes without this automatic style. */
bool ods_style_goes(const struct ods_styles *st, const char *name);
/* Appends the elements of the styles that are needed and not there. */
void ods_styles_put(struct ods_styles *st, const struct ods_names *names,
    struct buf *out);

/* ---- the document as it comes by (ods_stream.c, ods_rows.c) ---- */

struct ods_table {
	struct sheet *s;
	/* Set by the scan. */
	unsigned rows_behind; /* child of the table behind which new rows go; 0: the last */
	unsigned last_column; /* column element behind which new ones go; 0: none */
};

struct ods_stream {
	struct stream s;
	struct ods_styles *styles;
	struct ods_table *tables; /* those to be changed, upwards */
	size_t ntables, next;
	struct ods_table *t;  /* the one at hand, or NULL */
	struct ods_path path;
	unsigned number;      /* of the next table */
	bool in_table, in_automatic;
	unsigned table_depth;
	unsigned child;       /* of the table at hand */
	unsigned column_elements;
	uint64_t rows, columns; /* so far */
	bool in_row;
	struct {
		unsigned depth; /* 0: not inside of one */
		struct ods_value value;
		struct buf text, note;
		size_t child;   /* where it starts, in the row */
		bool in_note, in_note_text, is_text;
	} cell;
};

/* As stream_init. */
void ods_stream_init(struct ods_stream *s, struct ods_table *tables,
    size_t ntables, struct ods_styles *styles, struct xml_copier h);
void ods_stream_fini(struct ods_stream *s);
/* Of every start tag, of every end tag, and between: where it stands. */
enum ods_place ods_stream_enter(struct ods_stream *s, const struct xml_tag *t);
enum ods_place ods_stream_leave(struct ods_stream *s, const struct xml_tag *t);
enum ods_place ods_stream_place(const struct ods_stream *s);
/* Both hold a tag of the row at hand. True: that was its end. */
void ods_row_start(struct ods_stream *s, const struct xml_tag *t,
    enum ods_place place);
bool ods_row_end(struct ods_stream *s, const struct xml_tag *t,
    enum ods_place place);
/* Text anywhere; what is in a cell is looked at. */
void ods_row_text(struct ods_stream *s, const char *p, size_t n);

/* ---- what is put for a row (ods_rows.c); the walk's ctx: ods_names ---- */

extern const struct dialect ods_dialect;
/* Sets an attribute of w->tag; empty, or for a count of 1: takes it out. */
void ods_set(struct walk *w, const char *name, struct str value);
void ods_set_count(struct walk *w, const char *name, uint64_t n);
/* "<table:name", to be ended, for n of them. */
void ods_put_start(const struct ods_names *names, const char *name,
    const char *count, uint64_t n, struct buf *out);

/*
 * ---- the two readings ----
 * Opened, fed to the document's end, closed, also after an error. All that is
 * given must outlive them.
 */

struct ods_scan;
void ods_scan_open(struct ods_scan **l, struct ods_table *tables,
    size_t ntables, struct ods_styles *st);
int ods_scan_feed(void *scan, struct str in, bool last, struct err *e);
/* How many tables the document has. */
unsigned ods_scan_tables(const struct ods_scan *l);
void ods_scan_close(struct ods_scan *l);

struct ods_writer;
void ods_writer_open(struct ods_writer **w, struct ods_table *tables,
    size_t ntables, struct ods_styles *st);
int ods_writer_feed(void *writer, struct str in, bool last, struct buf *out,
    struct err *e);
void ods_writer_close(struct ods_writer *w);

#endif
