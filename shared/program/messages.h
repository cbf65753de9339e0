/* SPDX-License-Identifier: Apache-2.0 */
/* What every program says of its command line: the rows of one table. */
#ifndef PREAUDIT_PROGRAM_MESSAGES_H
#define PREAUDIT_PROGRAM_MESSAGES_H

#include "shared/base/err.h"
#include "shared/base/message.h"

/* The arguments of a row, in order, stand behind its name. */
enum program_msg {
	/* Usage errors. */
	PROGRAM_MSG_NO_COMMAND,     /* program */
	PROGRAM_MSG_UNKNOWN,        /* is it an option?, word, program */
	PROGRAM_MSG_UNKNOWN_NEAR,   /* word, program and blank or "", command */
	PROGRAM_MSG_NO_OPTION,      /* name, program */
	PROGRAM_MSG_NO_OPTION_NEAR, /* name, option it may be */
	PROGRAM_MSG_SHORT_OPTION,   /* word, program */
	PROGRAM_MSG_NO_NUMBER,      /* option, value */
	PROGRAM_MSG_TAKES_NO_VALUE, /* option */
	PROGRAM_MSG_NEEDS_VALUE,    /* option, what it takes */
	PROGRAM_MSG_TWICE,          /* option */
	PROGRAM_MSG_NOT_TAKEN,      /* program, blank, command, option */
	/* The help text, and the version. */
	PROGRAM_MSG_EXAMPLES,       /* lines */
	PROGRAM_MSG_USAGE,          /* none; lines follow, as below */
	PROGRAM_MSG_SYNOPSIS,       /* program, blank, command, blank, operands */
	PROGRAM_MSG_COMMANDS,       /* none */
	PROGRAM_MSG_OPTIONS,        /* none */
	PROGRAM_MSG_END,            /* none */
	PROGRAM_MSG_VERSION,        /* program, name and version of them all */
	PROGRAM_MSG_DISPATCH,       /* what it is for, program; commands follow */
	PROGRAM_MSG_DISPATCH_ROW,   /* command, what it is for */
	PROGRAM_MSG_DISPATCH_END,   /* program */
	PROGRAM_MSG__MAX
};

/* Levels are those of errors (enum err_code). */
extern const struct message program_message[PROGRAM_MSG__MAX];

/* err_put of a row. */
static inline int
program_refuse(struct err *e, enum program_msg m, const struct value *arg,
    size_t n)
{
	return err_put(e, &program_message[m], arg, n);
}

/* message_put of a row. */
static inline void
program_put(struct buf *b, enum program_msg m, const struct value *arg,
    size_t n)
{
	message_put(b, &program_message[m], arg, n);
}

#endif
