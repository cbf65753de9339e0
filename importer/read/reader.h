/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is in a file that no plain look at its bytes can tell: workbooks, and
 * text in other encodings than UTF-8. A confined child (sandbox.h) reads it and
 * writes the rows, as CSV text, into a file without a name; what comes back is
 * checked to be text. A child that dies is a refusal with words.
 */
#ifndef PREAUDIT_READER_H
#define PREAUDIT_READER_H

#include "shared/file/fileio.h"
#include "shared/sheet/cell/cell.h"

/* One sheet as text: a line per row up to the last with a value. */
struct reader_sheet {
	/* UTF-8; "" for text. On the heap. */
	char *name;
	/* shown, hidden or very hidden */
	enum sheet_state state;
	/* UTF-8 without NUL, LF; empty lines are empty rows. */
	struct str text;
	/* What the child says of it; nothing rests on its being true. */
	struct sheet_facts facts;
};

/* All that was read, until reader_answer_free. */
struct reader_answer {
	/* "xlsx", "xlsm", "ods", "fods" or "text". */
	const char *kind;
	/* on the heap */
	struct reader_sheet *sheet;
	/* sheets, in the order of the workbook; 1 for text */
	size_t n;
	/* Where all texts are mapped. */
	struct map map;
};

/* How a workbook's cells become text; other text is read as it stands. */
enum reader_form {
	READER_SHOWN,  /* what a person sees, marked (sheet_text_shown) */
	READER_BARE    /* bare values, every row as wide as the sheet */
};

/* What is to be read, and how. */
struct reader_ask {
	/* Of the file, and where they are mapped; an empty map: nowhere. */
	struct str bytes;
	const struct map *map;
	/* Of text: what to decode from; NULL: it is a workbook. */
	const char *encoding;
	enum reader_form form;
	/* Show no progress on a terminal. */
	bool quiet;
};

/*
 * The memory a child may use beside the file itself, in bytes. One that asks
 * for more is refused with words that name this limit.
 */
#define READER_BYTES ((uint64_t)64 << 20)

/*
 * Reads it. ERR_REFUSED: the file cannot be read; says why and what to do,
 * without its name. ERR_SYS: this machine cannot do it now. The answer holds
 * nothing then; else it is for reader_answer_free.
 */
int reader_run(struct reader_answer *r, const struct reader_ask *ask,
    struct err *e);
/* Frees what it holds and empties it; harmless to repeat. */
void reader_answer_free(struct reader_answer *r);

#endif
