/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report, neutral of format: sections of paragraphs and tables. The
 * renderers (out_html, out_xlsx, out_csv) know only this; no format knows of
 * another. All text is valid UTF-8 and lives in the document's arena.
 */
#ifndef PREAUDIT_DOC_H
#define PREAUDIT_DOC_H

#include "shared/base/value.h"
#include "shared/rules/rules.h"

/* A column of a table; its title is valid UTF-8. */
struct doc_column {
	const char *title;
	enum cell_type type;
};

/* A table: rows of cells under titles. */
struct doc_table {
	struct doc *doc;       /* that it is of */
	const char *id;        /* [a-z0-9_]+, unique in the report */
	const char *title;     /* caption */
	struct doc_column *column;
	size_t ncolumns;
	struct str *cell;      /* row-major, canonical text; "" is empty */
	size_t nrows;
	size_t cap_cells;      /* cells there is room for */
	bool collapsed;        /* long and secondary: closed at first in HTML */
	const char *empty;     /* sentence shown when there is no row */
	int status_column;     /* column whose words are states, -1 none */
	/* Numbers over the first column that are also drawn where that is apt. */
	size_t chart_from, chart_n; /* columns; chart_n 0: not drawn */
};

/* A paragraph, one that stands out, or a table. */
struct doc_block {
	enum { DOC_TEXT, DOC_NOTE, DOC_TABLE } kind;
	const char *text;        /* of a paragraph */
	struct doc_table *table; /* of DOC_TABLE */
};

/* Blocks under a heading, in the order in which they were added. */
struct doc_section {
	struct doc *doc;         /* that it is of */
	const char *id, *title;
	struct doc_block *block;
	size_t nblocks, cap_blocks;
};

/* What fixes the content, and how to check it (docs/store-format.md 7). */
struct doc_identity {
	const char *id;              /* "R-..."; of a draft: that it is one */
	bool draft;                  /* rendered, and not issued */
	const char *origin, *organisation, *as_of, *profile, *profile_sha256, *program;
	const char *standard, *lang; /* "ISO/IEC 20000-1:2018", "en" */
	const char *head_size_text;  /* log size behind the data, in digits */
	const char *head_root;       /* hex */
	const char *content_sha256;  /* hex; set once content.csv is made */
	const char *key_fingerprint;
	int64_t head_time_s;         /* day of the newest data leaf, s since 1970 */
};

struct doc {
	const char *title, *disclaimer, *headline;
	const char *headline_state;  /* word of the verdict beside the headline */
	struct doc_identity identity;
	struct doc_section *section;
	size_t nsections, cap_sections;
	struct arena arena;
};

/* An empty document; doc_fini frees what it holds later. */
void doc_init(struct doc *d);
void doc_fini(struct doc *d);
/*
 * Adds a section. `id` and `title` are copied; the pointer is good until the
 * next section is added, as sections move when their array grows.
 */
struct doc_section *doc_section(struct doc *d, const char *id,
    const char *title);
/* Adds a paragraph, and one that stands out; as printf. */
void doc_text(struct doc_section *s, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void doc_note(struct doc_section *s, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * What a table is, before it has rows. `columns` are a kind and a title each,
 * "i:Clause|t:Title|n:Not met"; kinds are t text, i id, n number, d date, y yes
 * or no, s a text that is the word of a state (one column at most).
 */
struct doc_about {
	const char *id, *title, *columns;
	const char *empty; /* NULL: "none" where nothing is */
	bool collapsed;
};
/* Adds a table without rows; it stays where it is. All texts are copied. */
struct doc_table *doc_table_of(struct doc_section *s,
    const struct doc_about *about);
#define DOC_TABLE_OF(s, i, t, ...) doc_table_of((s), \
	&(const struct doc_about){ .id = (i), .title = (t), \
	.columns = __VA_ARGS__ })
/* The same from `n` columns that are only known when the records are. */
struct doc_table *doc_table(struct doc_section *s, const char *id,
    const char *title, const struct doc_column *column, size_t n);
/*
 * Adds a row of t->ncolumns cells; the texts are copied. Here and above, texts
 * are made fit for every format, so that none shows what another cannot: line
 * ends become LF, and what XML cannot carry becomes U+FFFD, for people to see.
 */
void doc_row(struct doc_table *t, const struct str *cell);
/* The same of VALUES; `n` must be t->ncolumns. DAY(DATE_NONE) is empty. */
void doc_put(struct doc_table *t, const struct value *v, size_t n);

/* "3 of 57", in the document's arena. */
struct str doc_of(struct doc *d, uint64_t n, uint64_t of);
/* A table of the columns Fact and Value; rows by doc_put. */
struct doc_table *doc_facts(struct doc_section *s, const char *id,
    const char *title);

/* content.csv of the document (docs/store-format.md 7), appended. */
void out_csv(const struct doc *d, struct buf *b);
/* One row of it: section, table and row number, then `n` cells, cut to fit. */
void content_row(struct buf *b, struct str section, struct str part,
    uint64_t row, const struct str *cell, size_t n);
/* The HTML report, appended: one file, no outside request, prints well. */
void out_html(const struct doc *d, struct buf *b);
/*
 * The workbook, written to `path` by a throw-away child process, read back and
 * compared cell by cell before this returns 0. `tmpdir` is
 * a private folder for the library's temporary files.
 */
int out_xlsx(const struct doc *d, const char *path, const char *tmpdir,
    struct err *e);

#endif
