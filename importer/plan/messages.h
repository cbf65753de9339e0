/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of files and tables before and behind their rows: the rows of one table. */
#ifndef PREAUDIT_PLAN_MESSAGES_H
#define PREAUDIT_PLAN_MESSAGES_H

#include "shared/base/message.h"

/* The arguments of a row, in order, stand behind its name. */
enum plan_msg {
	/* Files and sheets that give no table. */
	PLAN_MSG_UNREADABLE,      /* why */
	PLAN_MSG_SHEETS_EMPTY,    /* none */
	PLAN_MSG_SHEETS_HIDDEN,   /* hidden sheets */
	PLAN_MSG_SHEETS_OTHER,    /* sheets */
	PLAN_MSG_FILE_UNKNOWN,    /* why */
	PLAN_MSG_SHEET_UNKNOWN,   /* why */
	PLAN_TEXT_ONE_CELL,       /* header */
	PLAN_TEXT_SHEET_EMPTY,    /* none */
	PLAN_TEXT_SHEET_OTHER,    /* none */
	/* What is left out, and is no error. */
	PLAN_TEXT_HIDDEN,         /* none */
	PLAN_TEXT_FOLDER,         /* none */
	PLAN_TEXT_NO_TABLE,       /* none */
	/* What a header lacks. */
	PLAN_MSG_NO_KEY,          /* register, key's title */
	PLAN_MSG_NO_COLUMN,       /* field's title, its name */
	PLAN_MSG_NO_DATE,         /* the same of a field of dates */
	PLAN_MSG_NO_YESNO,        /* the same of yes and no */
	PLAN_MSG_COLUMN_GONE,     /* field's title, its name, values */
	/* What was concluded of a file. */
	PLAN_NOTE_ABOVE,          /* row, rows above, title */
	PLAN_NOTE_TWO_ROWS,       /* row, row */
	PLAN_NOTE_ENCODING,       /* encoding */
	PLAN_NOTE_TOTALS,         /* the line */
	PLAN_NOTE_FORMULAS,       /* cells */
	PLAN_NOTE_ROWS_HIDDEN,    /* rows */
	PLAN_NOTE_COLUMNS_HIDDEN, /* columns */
	PLAN_NOTE_SHEET_HIDDEN,   /* none */
	PLAN_NOTE_MACROS,         /* none */
	/* What its rows came to. */
	PLAN_MSG_RETIRE_GUARD,    /* records, of all, register */
	PLAN_MSG_RETIRED_NAMED,   /* records, register, records that name one, where */
	PLAN_MSG_UNSUPPLIED,      /* register, references */
	PLAN_NOTE_KEYLESS,        /* none */
	PLAN_NOTE_NO_DATE,        /* field, cells */
	PLAN_NOTE_TWO_DIGITS,     /* field, years */
	PLAN_NOTE_TIMES_CUT,      /* field, times */
	PLAN_NOTE_YESNO,          /* field, cells */
	PLAN_NOTE_OTHER,          /* field, clauses */
	PLAN_NOTE_REPEATS,        /* rows */
	/* Counts that the organisation attests. */
	PLAN_NOTE_ATTESTED,       /* count, by whom */
	PLAN_NOTE_COUNT_DIFFERS,  /* records read, count, by whom */
	PLAN_MSG_COUNT_DIFFERS,   /* register, read, count, by, register and key of the statement */
	PLAN_MSG_COUNT_FILTERED,  /* ..., rows left out */
	PLAN_MSG__MAX
};

extern const struct message plan_message[PLAN_MSG__MAX];

#endif
