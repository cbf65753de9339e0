/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of rows, and of what the cells of a column decided: the rows of one table. */
#ifndef PREAUDIT_ROWS_MESSAGES_H
#define PREAUDIT_ROWS_MESSAGES_H

#include "shared/base/message.h"

/* The arguments of a row, in order, stand behind its name. */
enum rows_msg {
	/* Cells against the header. */
	ROWS_MSG_SHORT,           /* cells, of the header, names, missing, delimiter */
	ROWS_MSG_LONG,            /* cells, of the header, delimiter */
	ROWS_MSG_LONG_SHEET,      /* none */
	ROWS_MSG_PADDED,          /* cells, of the header, delimiter */
	ROWS_MSG_UNNAMED,         /* column */
	ROWS_MSG_VALUE_MISSING,   /* field */
	/* Columns in ROWS_MSG_SHORT. */
	ROWS_TEXT_COLUMN,         /* header, column */
	ROWS_TEXT_COLUMN_BARE,    /* column */
	ROWS_TEXT_BOTH,           /* column, column */
	ROWS_TEXT_ALL,            /* first, last column */
	/* Keys. */
	ROWS_MSG_KEY_EMPTY,       /* key's title */
	ROWS_MSG_KEY_UNMADE,      /* key's title, fields */
	ROWS_MSG_ID_ZEROS,        /* the id with its zeros */
	ROWS_MSG_CONTRADICTED,    /* none: each of the rows under one key */
	ROWS_MSG_DOUBLED_LINE,    /* line, field, value there, value here */
	ROWS_MSG_DOUBLED,         /* field, value there, value here */
	ROWS_MSG_DOUBLED_OTHER,   /* none */
	/* Day and month, the decimal mark. */
	ROWS_MSG_DATES_MIXED,     /* header, cell, row, cell, row */
	ROWS_MSG_DATES_OPEN,      /* header, cell, its name */
	ROWS_NOTE_DAY_FIRST,      /* header, cell, row */
	ROWS_NOTE_MONTH_FIRST,    /* header, cell, row */
	ROWS_NOTE_DAY_ALIKE,      /* header */
	ROWS_NOTE_MONTH_ALIKE,    /* header */
	ROWS_NOTE_POINT,          /* field */
	ROWS_NOTE_COMMA,          /* field */
	/* A matrix. */
	ROWS_MSG_UNPIVOT_GONE,    /* mapping file, header */
	ROWS_MSG_UNPIVOT_NEAR,    /* ..., header it may be */
	ROWS_MSG_UNPIVOT_NONE,    /* mapping file */
	ROWS_MSG_UNPIVOT_LARGE,   /* none */
	ROWS_MSG__MAX
};

extern const struct message rows_message[ROWS_MSG__MAX];

#endif
