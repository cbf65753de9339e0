/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said of a table's columns: the rows of one table, so that a test can
 * look at all of them, and another language can take their place.
 */
#ifndef PREAUDIT_MAP_MESSAGES_H
#define PREAUDIT_MAP_MESSAGES_H

#include "shared/base/message.h"

/* The arguments of a row, in order, stand above its name. */
enum map_msg {
	/* Which register it is; no findings, so without a code: none */
	MAP_MSG_REGISTER_UNKNOWN,
	/* registers */
	MAP_MSG_REGISTER_OPEN,
	/* What columns mean; a column by its letters: column, header, register */
	MAP_MSG_UNKNOWN,
	/* ..., header it may be, its field */
	MAP_MSG_UNKNOWN_NEAR,
	/* header, field, headers it needs beside it */
	MAP_MSG_WITHOUT_CONTEXT,
	/* header, fields */
	MAP_MSG_AMBIGUOUS,
	/* column, header, column, header, field */
	MAP_MSG_DOUBLED,
	/* column, column, header, field */
	MAP_MSG_DOUBLED_ALIKE,
	/* column, header, field */
	MAP_MSG_DOUBLED_UNPIVOT,
	/* Columns that are left out: column, header, column, header, field */
	MAP_MSG_LEFT_OUT,
	/* column, header, field */
	MAP_MSG_LEFT_OUT_UNPIVOT,
	/* column, header, column, header, field */
	MAP_MSG_LEFT_OUT_CONTEXT,
	/* register, how many, columns and headers */
	MAP_MSG_LEFT_OUT_UNUSED,
	/* What a mapping file or --set asks for: file, header */
	MAP_MSG_MAPPED_MISSING,
	/* file, header, header it may be */
	MAP_MSG_MAPPED_NEAR,
	/* file, field, pattern */
	MAP_MSG_FILE_NAME,
	/* field, who sets it */
	MAP_MSG_SET_TWICE,
	/* field, who sets it */
	MAP_MSG_SET_UNPIVOT,
	MAP_MSG__MAX
};

/* The rows, in the order of the enum. Levels are those of findings. */
extern const struct message map_message[MAP_MSG__MAX];

#endif
