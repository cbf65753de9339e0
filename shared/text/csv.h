/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CSV as people and tools write it, and as the store does. csv_read.c is the
 * only user of libcsv (strict: a stray quote is an error, never a swallowed
 * file); csv_canon.c has the store's own dialect (docs/store-format.md 2),
 * written and read here.
 */
#ifndef PREAUDIT_CSV_H
#define PREAUDIT_CSV_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"

/* Bytes in one field; a cell of a spreadsheet holds 32,767 characters. */
#define CSV_MAX_FIELD ((size_t)1 << 20)
/* Fields in a row; a table that people keep has far fewer. */
#define CSV_MAX_COLUMNS ((size_t)4096)

/* One row. Fields are valid until the next row; an absent row is none. */
struct csv_row {
	const struct str *field;
	size_t n;
	/*
	 * spreadsheet row from 1: blank lines count, newlines in quotes do not
	 */
	uint64_t row;
	uint64_t line; /* physical line from 1 on which the row starts */
	const char *at; /* where the row starts in the text */
};

/*
 * Called per row that is not blank (a row of empty fields is not blank);
 * return false to stop. `ctx` is the caller's.
 */
typedef bool csv_row_fn(void *ctx, const struct csv_row *row);

/*
 * Reads CSV text: LF, CRLF or CR line ends, any mix; quotes per RFC 4180;
 * blanks around fields are kept. The text has no BOM and is valid UTF-8
 * without NUL (check before). Errors, all ERR_REFUSED with row and line:
 * stray quote, unclosed quote (names the line where it opens), field longer
 * than CSV_MAX_FIELD, more than CSV_MAX_COLUMNS. 0 also when fn stopped it.
 */
int csv_read(struct str text, char delimiter, csv_row_fn *fn, void *ctx,
    struct err *e);

/*
 * Appends a field in canonical form, quoted iff it must be, or nothing where it
 * does not fit. (That a record of one empty field is written "" is for the
 * caller to see to.)
 */
void csv_put_field(struct buf *b, struct str field);
/*
 * The same into memory that has room for 2 * n + 2 bytes; returns the length.
 * No NUL is put behind it.
 */
size_t csv_format_field(char *out, struct str field);

/*
 * Walks canonical CSV without copying. Strict: anything that canonical CSV
 * cannot contain is an error.
 */
struct csv_canon {
	/* what is still to be read; set it to the text to begin */
	struct str rest;
	uint64_t record; /* records taken so far, the header included */
};

/*
 * Takes the next record with its CR LF. 1 taken, 0 end, -1 not canonical.
 * field[] gets the raw fields (quotes still on); *n in: room, out: fields
 * (-1 also when there are more than room, and when a record is not UTF-8 or has
 * a NUL; the cursor then stays before that record). A record "#erased <hex>" is
 * one raw field with that text.
 */
int csv_canon_next(struct csv_canon *c, struct str *record, struct str *field,
    size_t *n);
/*
 * The text of a raw field: a part of it, or unquoted into scratch (appended).
 * Growing moves scratch from under earlier texts; whoever keeps several calls
 * buf_reserve(scratch, record.n) before the record's first.
 */
struct str csv_canon_text(struct str raw, struct buf *scratch);

/*
 * Lists in one field (docs/store-format.md 2): items joined with ';', with ';'
 * and '\' escaped by '\'. Takes the next item off *rest; the item is unescaped
 * into scratch when it has escapes. False at the end. Items are never empty:
 * empty ones are passed over, and an empty text has none.
 */
bool csv_list_next(struct str *rest, struct str *item, struct buf *scratch);
/*
 * Appends an item with its escapes, and a ';' before it unless it is the first.
 * It must not be empty: an empty one is lost on reading.
 */
void csv_list_put(struct buf *b, struct str item, bool first);

#endif
