/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Round trips: random tables of random registers, written in every format, read
 * with the importer's own stages. What a table must import to is known from its
 * making, not from another format.
 */
#ifndef PREAUDIT_TESTS_TRIP_H
#define PREAUDIT_TESTS_TRIP_H

#include "importer/job/job.h"
#include "importer/job/session.h"

/* ---- random, the same everywhere ---- */

struct rng {
	uint64_t s;
};

uint64_t rng_next(struct rng *r);
unsigned rng_below(struct rng *r, unsigned n);
bool rng_chance(struct rng *r, unsigned percent);

/* ---- tables ---- */

enum trip_kind { TRIP_EMPTY, TRIP_TEXT, TRIP_DIGITS, TRIP_NUMBER, TRIP_PERCENT,
	TRIP_DATE, TRIP_YESNO };

struct trip_cell {
	enum trip_kind kind;
	struct str text;   /* TEXT: as written; others: canonical */
	int32_t date;
	unsigned look;     /* decides how it is written where that is free */
};

struct trip_column {
	int field;         /* of the schema; -1: a column that no field takes */
	const char *header;
	unsigned look;
};

struct trip_row {
	struct trip_cell *cell;
	bool blank_before;
	struct str expected; /* the record's fields in canonical form */
};

struct trip_table {
	unsigned number, reg;
	const struct schema *schema;
	struct trip_column *column;
	size_t ncolumns;
	struct trip_row *row;
	size_t nrows;
	const char *title;   /* a line above the header, or NULL */
	bool latin;          /* all text can be Windows-1252 */
	bool dmy;            /* ambiguous dates are day first */
	struct arena *arena;
};

/* The table of a seed and a number, always the same. */
void trip_make(struct trip_table *t, const struct session *s, uint64_t seed,
    unsigned number, struct arena *a);
/* A value of a field; its canonical text goes to `canon`. */
void trip_value(struct trip_cell *c, const struct standard *std,
    const struct field *f, bool reversed, bool latin, struct rng *r,
    struct arena *a, struct buf *canon);
/* Text of one to four pieces; canonical and as written. */
void trip_text(struct rng *r, bool latin, const char *without,
    struct buf *canon, struct buf *raw);

/* ---- writing ---- */

struct trip_dialect {
	char delimiter;
	const char *encoding, *eol;
	bool bom, decimal_comma;
	bool names_decimal;  /* the reader is told the decimal mark */
};

/* True: no date of the text says which of day and month is first. */
bool trip_csv(struct buf *out, const struct trip_table *t,
    const struct trip_dialect *d);

enum trip_book { BOOK_TYPED, BOOK_TYPED_CONSTANT, BOOK_TEXTS,
	BOOK_TEXTS_CONSTANT, BOOK__MAX };
/* A sheet a table, named by the table's number. */
void trip_xlsx(const char *path, const struct trip_table *t, size_t n,
    enum trip_book how);
void trip_fods(struct buf *out, const struct trip_table *t, size_t n);

/* UTF-8 to the dialect's encoding; false where a letter is not in it. */
bool trip_encode(const struct buf *from, const struct trip_dialect *d,
    struct buf *to);
void trip_put_file(const char *path, const struct buf *b);
/* The table alone in a file, in a format by its number; tells on stdout. */
void trip_file(const struct trip_table *t);

/* The text of a date that no order of day and month can change. */
void trip_plain_date(struct buf *out, int32_t date, unsigned look);

/* ---- reading ---- */

struct trip_asks {
	char decimal;             /* or 0 */
	enum date_order order;    /* or DATE_ORDER_UNKNOWN */
	char delimiter;           /* or 0 */
};

/* The k-th dialect for a table; `decoded`: not in UTF-8. */
struct trip_dialect trip_dialect_of(const struct trip_table *t, unsigned k,
    bool decoded);
/* open: no date says which of day and month is first. */
struct trip_asks trip_asks_of(const struct trip_table *t,
    const struct trip_dialect *d, bool open);
/*
 * Imports one table of a file as far as its data file's lines, and compares
 * them with what is expected; false, and why.
 */
bool trip_same(struct session *s, const struct input *h, size_t sheet,
    const struct trip_table *t, const struct trip_asks *ask, struct buf *why);

#endif
