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
	char *name;               /* "" for text */
	enum sheet_state state;
	struct str text;          /* UTF-8, LF; empty lines are empty rows */
	struct sheet_facts facts;
};

struct reader_answer {
	const char *kind;         /* "xlsx", "xlsm", "ods", "fods", "text" */
	struct reader_sheet *sheet;
	size_t n;
	struct map map;           /* all texts */
};

enum reader_form {
	READER_SHOWN,  /* what a person sees, marked (sheet_text_shown) */
	READER_BARE    /* bare values, every row as wide as the sheet */
};

struct reader_ask {
	struct str bytes;      /* of the file */
	const struct map *map; /* where they are mapped; an empty one: nowhere */
	const char *encoding;  /* text: what to decode from; NULL: a workbook */
	enum reader_form form;
	bool quiet;            /* no progress on a terminal */
};

/* The memory a child may use beside the file itself. */
#define READER_BYTES ((uint64_t)64 << 20)

/*
 * ERR_REFUSED: the file cannot be read; says why and what to do. ERR_SYS: this
 * machine cannot do it now.
 */
int reader_run(struct reader_answer *r, const struct reader_ask *ask,
    struct err *e);
void reader_answer_free(struct reader_answer *r);

#endif
