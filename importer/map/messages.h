/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said of a table's columns: the rows of one table, so that a test can
 * look at all of them, and another language can take their place.
 */
#ifndef PREAUDIT_MAP_MESSAGES_H
#define PREAUDIT_MAP_MESSAGES_H

#include "shared/base/message.h"

/* The arguments of a row, in order, stand behind its name. */
enum map_msg {
	/* Which register it is; no findings, so without a code. */
	MAP_MSG_REGISTER_UNKNOWN, /* none */
	MAP_MSG_REGISTER_OPEN,    /* registers */
	/* What columns mean; column is letters. */
	MAP_MSG_UNKNOWN,          /* column, header, register */
	MAP_MSG_UNKNOWN_NEAR,     /* ..., header it may be, its field */
	MAP_MSG_WITHOUT_CONTEXT,  /* header, field, headers it needs beside it */
	MAP_MSG_AMBIGUOUS,        /* header, fields */
	MAP_MSG_DOUBLED,          /* column, header, column, header, field */
	MAP_MSG_DOUBLED_ALIKE,    /* column, column, header, field */
	MAP_MSG_DOUBLED_UNPIVOT,  /* column, header, field */
	/* Columns that are left out. */
	MAP_MSG_LEFT_OUT,         /* column, header, column, header, field */
	MAP_MSG_LEFT_OUT_UNPIVOT, /* column, header, field */
	MAP_MSG_LEFT_OUT_CONTEXT, /* column, header, column, header, field */
	MAP_MSG_LEFT_OUT_UNUSED,  /* register, how many, columns and headers */
	/* What a mapping file or --set asks for. */
	MAP_MSG_MAPPED_MISSING,   /* file, header */
	MAP_MSG_MAPPED_NEAR,      /* file, header, header it may be */
	MAP_MSG_FILE_NAME,        /* file, field, pattern */
	MAP_MSG_SET_TWICE,        /* field, who sets it */
	MAP_MSG_SET_UNPIVOT,      /* field, who sets it */
	MAP_MSG__MAX
};

extern const struct message map_message[MAP_MSG__MAX];

#endif
