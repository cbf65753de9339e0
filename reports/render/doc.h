/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report, neutral of format: sections of paragraphs and tables. The
 * renderers (out_html, out_xlsx, out_csv) know only this; no format knows of
 * another. All text is valid UTF-8 and lives in the document's arena.
 */
#ifndef PREAUDIT_DOC_H
#define PREAUDIT_DOC_H

#include "shared/rules/rules.h"

struct doc_column {
	const char *title;
	enum cell_type type;
};

struct doc_table {
	const char *id;        /* [a-z0-9_]+, unique in the report */
	const char *title;     /* caption */
	struct doc_column *column;
	size_t ncolumns;
	struct str *cell;      /* row-major, canonical text; "" is empty */
	size_t nrows, cap_rows; /* cap_rows: cells there is room for */
	bool collapsed;        /* long and secondary: closed at first in HTML */
	const char *empty;     /* sentence shown when there is no row */
	int status_column;     /* column whose words are states, -1 none */
	/* Numbers over the first column that are also drawn where that is apt. */
	size_t chart_from, chart_n; /* columns; chart_n 0: not drawn */
};

struct doc_block {
	enum { DOC_TEXT, DOC_NOTE, DOC_TABLE } kind;
	const char *text;
	struct doc_table *table;
};

struct doc_section {
	const char *id, *title;
	struct doc_block *block;
	size_t nblocks, cap_blocks;
};

/* What fixes the content, and how to check it (docs/store-format.md 7). */
struct doc_identity {
	const char *id;              /* "R-..." */
	const char *origin, *organisation, *as_of, *profile, *profile_sha256, *program;
	uint64_t head_size;
	const char *head_size_text;  /* the same in digits */
	const char *head_root;       /* hex */
	const char *content_sha256;  /* hex; set once content.csv is made */
	const char *key_fingerprint, *key_name;
	int64_t head_time_s;         /* a time fixed by the data: of the newest data leaf */
};

struct doc {
	const char *title, *disclaimer, *headline;
	const char *headline_state;  /* verdict word, for the mark beside the headline */
	struct doc_identity identity;
	struct doc_section *section;
	size_t nsections, cap_sections;
	struct arena arena;
};

void doc_init(struct doc *d);
void doc_fini(struct doc *d);
struct doc_section *doc_section(struct doc *d, const char *id, const char *title);
void doc_text(struct doc *d, struct doc_section *s, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void doc_note(struct doc *d, struct doc_section *s, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
struct doc_table *doc_table(struct doc *d, struct doc_section *s, const char *id,
    const char *title, const struct doc_column *column, size_t n);
/*
 * Adds a row; the texts are copied. Here and above, texts are made fit for
 * every format, so that none shows what another cannot: line ends become LF,
 * and what XML cannot carry becomes U+FFFD, for people to see.
 */
void doc_row(struct doc *d, struct doc_table *t, const struct str *cell);

/* A number as text in the document's arena. */
struct str doc_u64(struct doc *d, uint64_t v);
/* A day; empty for DATE_NONE. */
struct str doc_day(struct doc *d, int32_t day);
/* "3 of 57" */
struct str doc_of(struct doc *d, uint64_t n, uint64_t of);
/* A two-column table of facts. */
struct doc_table *doc_facts(struct doc *d, struct doc_section *s,
    const char *id, const char *title);
void doc_fact(struct doc *d, struct doc_table *t, const char *name,
    struct str value);

/* content.csv of the document (docs/store-format.md 7), appended. */
void out_csv(const struct doc *d, struct buf *b);
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
