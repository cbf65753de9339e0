/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said of a cell that cannot be understood, or not wholly: the rows of
 * one table, as map/messages.h has them for columns. Each text follows the
 * place and the value of the cell.
 */
#ifndef PREAUDIT_CONVERT_MESSAGES_H
#define PREAUDIT_CONVERT_MESSAGES_H

#include "shared/base/message.h"

/*
 * The arguments of a row, in order, stand above its name. An item is the one
 * of a list that is meant, in quotes and with a blank behind it; else empty.
 */
enum convert_msg {
	/* none */
	CONVERT_MSG_FORMULA_UNSET,
	/* none */
	CONVERT_MSG_CELL_ERROR,
	/* none */
	CONVERT_MSG_ID_SPOILT,
	/* what was expected */
	CONVERT_MSG_NUMBER_LONG,
	/* none */
	CONVERT_MSG_NUMBER_AMBIGUOUS,
	/* what was expected */
	CONVERT_MSG_NUMBER_UNREADABLE,
	/* first and last year */
	CONVERT_MSG_DATE_YEAR,
	/* none */
	CONVERT_MSG_DATE_LEAP_1900,
	/* none */
	CONVERT_MSG_DATE_IMPOSSIBLE,
	/* none */
	CONVERT_MSG_DATE_PERIOD,
	/* the day it may be */
	CONVERT_MSG_DATE_BARE_NUMBER,
	/* none */
	CONVERT_MSG_DATE_UNREADABLE,
	/* none */
	CONVERT_MSG_DATE_NOT_YMD,
	/* the order */
	CONVERT_MSG_DATE_ORDER,
	/* none */
	CONVERT_MSG_YESNO,
	/* item, words */
	CONVERT_MSG_WORD_AMBIGUOUS,
	/* item, word it may be, words */
	CONVERT_MSG_WORD_NEAR,
	/* item, words */
	CONVERT_MSG_WORD_UNKNOWN,
	/* item, register, its key */
	CONVERT_MSG_REF_AMBIGUOUS,
	/* item, register */
	CONVERT_MSG_REF_UNKNOWN,
	/* item, standard */
	CONVERT_MSG_CLAUSE_UNKNOWN,
	/* item, standard */
	CONVERT_MSG_STANDARD_UNKNOWN,
	CONVERT_MSG__MAX
};

/* The rows, in the order of the enum. Levels are those of findings. */
extern const struct message convert_message[CONVERT_MSG__MAX];

#endif
