/* SPDX-License-Identifier: Apache-2.0 */
/*
 * disclosure.txt (docs/store-format.md 10): the lines of a register that were
 * drawn, and what shows that they stand in it, byte for byte. There is one text
 * for each disclosure; what is spelt otherwise is refused.
 */
#ifndef PREAUDIT_DISCLOSURE_H
#define PREAUDIT_DISCLOSURE_H

#include "shared/base/buf.h"
#include "shared/base/err.h"
#include "shared/base/mem.h"
#include "shared/log/merkle_many.h"

#define DISCLOSURE_FILE "disclosure.txt" /* its name in the folder */
/* Bytes of a file, and lines that one discloses. */
#define DISCLOSURE_MAX_BYTES ((size_t)64 << 20)
#define DISCLOSURE_MAX_LINES 100000

/* A line of the data file: 0 is its header. */
struct disclosure_line {
	uint64_t position;
	struct str line; /* with its CR LF */
};

/* A record of the log. */
struct disclosure_record {
	uint64_t index;
	struct str line; /* with its LF */
};

/* What a file says. Slices point into the text it was read from, or `mem`. */
struct disclosure {
	struct str reg, seed; /* register; what the draw follows from */
	uint64_t size;        /* records asked for */
	struct disclosure_line *line; /* ascending, the header first */
	size_t nlines;
	struct merkle_many rows;      /* from the lines to rows_root */
	/* what was drawn from, and the record that says so */
	struct disclosure_record batch, record;
	struct merkle_many log;       /* from the records to the checkpoint */
	struct str checkpoint;        /* the signed note */
	struct str handed;            /* read: the text that has the digest */
	struct arena mem;
};

/* Appends what was handed out: all that the record's digest is of. */
void disclosure_put_lines(struct buf *b, const struct disclosure *d);
/* Appends what stands behind it: the records and the checkpoint. */
void disclosure_put_records(struct buf *b, const struct disclosure *d);
/*
 * Reads a whole text; proves nothing yet. ERR_INTEGRITY, with the number of the
 * line, for what is not spelt so. To be freed in any case.
 */
int disclosure_parse(struct disclosure *d, struct str text, struct err *e);
/* Frees what it holds; harmless to repeat. */
void disclosure_free(struct disclosure *d);

#endif
