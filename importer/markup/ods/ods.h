/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files ods*.c: an OpenDocument document with all its sheets. */
#ifndef PREAUDIT_MARKUP_ODS_H
#define PREAUDIT_MARKUP_ODS_H

#include "importer/markup/engine/engine.h"
#include "shared/base/mem.h"
#include "shared/sheet/ods/ods_internal.h"

/* A copy of a document: as markup_copy; *omitted is all zero. */
int markup_ods(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);

/* ---- names that are put (ods_text.c) ---- */

/* Prefixes with their colons, all bound at the root of the copy. */
enum ods_space { ODS_OFFICE, ODS_TABLES, ODS_TEXTS, ODS_STYLING, ODS_FO, ODS_DC,
	ODS_SPACES };
#define ODS_MAX_PREFIX 30
struct ods_names {
	char prefix[ODS_SPACES][ODS_MAX_PREFIX + 2];
};

/*
 * Finds the prefixes of a root; appends its tag with those bound that lack.
 * False: it is in a form before OpenDocument 1.0.
 */
bool ods_names_bind(struct ods_names *names, const struct xml_tag *root,
    struct buf *out);
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
	const char **fault; /* the pass's, set where there is no room */
};

#define ODS_COLUMN_STYLE "preaudit-column"

/* What they are before a pass; ods_styles_fini frees what they have then. */
#define ODS_NO_STYLES { .none = { .name = "", .id = NO_STYLE, \
	.base = NO_STYLE } }
void ods_styles_fini(struct ods_styles *st);
/*
 * Adds an automatic style, the first of its name, whose element stands in
 * `text`; has_properties and tinted as above. May set the fault.
 */
void ods_styles_add(struct ods_styles *st, struct str name, struct str text,
    bool has_properties, bool tinted);
/* Whether a cell's background is a mark's; colour may be NULL. */
bool ods_is_mark_colour(const char *colour);
/*
 * The number of a name, which may be NULL, and the other way round. A name of
 * over ODS_MAX_NAME bytes is taken for none.
 */
uint32_t ods_style_id(struct ods_styles *st, const char *name);
struct str ods_style_name(const struct ods_styles *st, uint32_t style);
/* The name of an element that is a style of a family, else NULL. */
const char *ods_style_tag(const struct xml_tag *t, const char *family);
/* As the dialect has them; styles are a struct ods_styles. */
uint32_t ods_style_base(void *styles, uint32_t style);
uint32_t ods_style_plain(void *styles, uint32_t style);
uint32_t ods_style_marked(void *styles, uint32_t style, bool is_error);
uint32_t ods_style_problem(void *styles, bool is_error);
/* A cell with a style of that name (NULL: none) is in a table that stays. */
void ods_style_keep(struct ods_styles *st, const char *name);
/* Whether the copy goes without this automatic style. */
bool ods_style_goes(struct ods_styles *st, const char *name);
/* Appends the elements of the styles that are needed and not there. */
void ods_styles_put(struct ods_styles *st, const struct ods_names *names,
    struct buf *out);

/* ---- the document as it comes by (ods_pass.c) ---- */

/* A pass over a document. */
struct ods_pass {
	struct pass p;        /* the first: pass_feed takes an ods_pass */
	struct ods_styles *styles;
	struct sheet *sheets; /* those to be changed, upwards */
	size_t nsheets, next;
	struct sheet *s;      /* the one at hand, or NULL */
	struct ods_path path;
	unsigned seen;        /* tables so far */
	bool in_table, in_automatic, in_row;
	bool mute;
	unsigned table_depth;
	unsigned child;       /* of the table at hand */
	unsigned column_elements;
	uint64_t rows, columns; /* so far */
	struct {
		unsigned depth; /* 0: not inside of one */
		struct ods_value value;
		struct buf text, note;
		size_t child;   /* where it starts, in the row */
		bool in_note, in_note_text, is_text;
	} cell;
	/* Of a scan. */
	bool saw_book;
	struct {
		bool open, has_properties, tinted;
		struct buf name;
	} style;              /* the one at hand */
	/* Of a copy. */
	struct ods_names names;
	bool styles_put;
};

/*
 * Opens a pass that scans a document, or copies one that was scanned; fed to
 * its end by pass_feed, and closed, also after an error. All that is given must
 * outlive it.
 */
struct ods_pass *ods_pass_open(struct sheet *sheets, size_t nsheets,
    struct ods_styles *st, bool is_scan);
void ods_pass_close(struct ods_pass *o);
/* Where it stands: in the element whose tag came last and is not left. */
enum ods_place ods_pass_place(const struct ods_pass *o);

/* ---- the copy, but for rows (ods_copy.c) ---- */

/* Put a tag that does not belong to a row, or what it becomes. */
void ods_copy_start(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place, struct buf *out);
void ods_copy_end(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place, struct buf *out);

/* ---- rows (ods_rows.c) ---- */

extern const struct dialect ods_dialect;
/* Hold a tag of the row at hand; the row's own end tag ends it. */
void ods_row_start(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place);
void ods_row_end(struct ods_pass *o, const struct xml_tag *t,
    enum ods_place place, struct buf *out);
/* Text anywhere; what is in a cell is looked at. */
void ods_row_text(void *pass, const char *p, size_t n);
/* Sets an attribute of p->tag; empty, or for a count of 1: takes it out. */
void ods_set(struct pass *p, const char *name, struct str value);
void ods_set_count(struct pass *p, const char *name, uint64_t n);
/* "<table:name/>", for n of them. */
void ods_put_empty(const struct pass *p, const char *name, const char *count,
    uint64_t n, struct buf *out);

#endif
