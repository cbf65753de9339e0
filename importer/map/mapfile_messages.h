/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with a mapping file: the rows of one table. */
#ifndef PREAUDIT_MAPFILE_MESSAGES_H
#define PREAUDIT_MAPFILE_MESSAGES_H

#include "shared/base/message.h"

/*
 * In the order of the files that find them: members of any object, a matrix,
 * all else. The arguments of a row, in order, stand behind its name.
 */
enum mapfile_msg {
	MAPFILE_MSG_NO_OBJECT,
	MAPFILE_MSG_NO_MEMBER, /* name, near one */
	MAPFILE_MSG_NO_TEXT, /* member */
	MAPFILE_MSG_NO_TEXTS, /* member */
	MAPFILE_MSG_NO_FIELD, /* register, name, near one */
	MAPFILE_MSG_VALUES,
	MAPFILE_MSG_VALUE, /* what the cell says */
	MAPFILE_MSG_IS_HEADER, /* field */
	MAPFILE_MSG_IS_VALUE, /* field */
	MAPFILE_MSG_SET_TOO, /* field, what gives it, remedy */
	MAPFILE_MSG_SETS,
	MAPFILE_MSG_SET_VALUE, /* field */
	MAPFILE_MSG_SET_TWICE, /* field */
	MAPFILE_MSG_EMPTY_WORD,
	MAPFILE_MSG_WORD_STARS,
	MAPFILE_MSG_WORD_TOO, /* word, member */
	MAPFILE_MSG_WORDS,
	MAPFILE_MSG_OTHERWISE,
	MAPFILE_MSG_GIVEN_TOO, /* member, field, what else gives it */
	MAPFILE_MSG_NO_FIELDS,
	MAPFILE_MSG_ONE_FIELD,
	MAPFILE_MSG_NO_COLUMN,
	MAPFILE_MSG_IGNORE,
	MAPFILE_MSG_FIELD_OR_IGNORE,
	MAPFILE_MSG_SPLIT, /* field */
	MAPFILE_MSG_COLUMN_TWICE, /* header */
	MAPFILE_MSG_COLUMNS,
	MAPFILE_MSG_FIELDS, /* patterns? */
	MAPFILE_MSG_FIELD_VALUE, /* field */
	MAPFILE_MSG_PATTERN, /* field */
	MAPFILE_MSG_NO_HEADER,
	MAPFILE_MSG_NO_LIST, /* header */
	MAPFILE_MSG_LIST_TEXTS, /* header */
	MAPFILE_MSG_LIST_STARS, /* header */
	MAPFILE_MSG_FILTERS,
	MAPFILE_MSG_NAMED_TWICE, /* header */
	MAPFILE_MSG_STARS, /* member */
	MAPFILE_MSG_DELIMITER,
	MAPFILE_MSG_DATES,
	MAPFILE_MSG_DECIMAL,
	MAPFILE_MSG_HEADER_ROW,
	MAPFILE_MSG_NO_MAPPING,
	MAPFILE_MSG_NO_REGISTER,
	MAPFILE_MSG_REGISTER, /* name, near one */
	MAPFILE_MSG__MAX
};

/* The levels are the codes of errors: all are ERR_CONFIG. */
extern const struct message mapfile_message[MAPFILE_MSG__MAX];

#endif
