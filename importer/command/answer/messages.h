/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the commands say in text: the rows of one table, so that a test can
 * look at all of them, and another language can take their place.
 */
#ifndef PREAUDIT_COMMAND_MESSAGES_H
#define PREAUDIT_COMMAND_MESSAGES_H

#include "shared/text/answer.h"

/* The arguments of a row, in order, stand behind its name. */
enum command_msg {
	/* Findings. */
	COMMAND_MSG_SHOWN,           /* shown, of how many */
	COMMAND_MSG_SHOWN_WRITTEN,   /* ..., file that has all */
	COMMAND_MSG_MARKED_OFFER,    /* none */
	COMMAND_MSG_MARKED,          /* file, its copy, what this lacks */
	COMMAND_MSG_MARKED_NOT,      /* file, why */
	COMMAND_MSG_MARKED_SHEETS,   /* none */
	COMMAND_MSG_MARKED_COMMENTS, /* how many a sheet has */
	COMMAND_MSG_MARKED_SIGNED,   /* none */
	/* A table of the call; a count in digits grouped, then as such. */
	COMMAND_MSG_ROWS,            /* read twice, new ... refused */
	COMMAND_MSG_RECORDS,         /* retired twice, warnings twice */
	COMMAND_MSG_NOTE,            /* a line */
	COMMAND_MSG_KEPT,            /* records twice */
	COMMAND_MSG_GOOD,            /* none */
	COMMAND_MSG_RECORD,          /* index of the batch */
	/* The call. */
	COMMAND_MSG_LEFT_OUT,        /* why; behind file and sheet */
	COMMAND_MSG_REFUSED,         /* none */
	COMMAND_MSG_DRY_RUN,         /* none */
	COMMAND_MSG_DRY_RUN_BUT,     /* none */
	COMMAND_MSG_DRY_RUN_FINDINGS, /* file */
	COMMAND_MSG_DRY_RUN_MARKED,  /* file or folder */
	COMMAND_MSG_TO_APPLY,        /* none; the call follows */
	COMMAND_MSG_CHECK_COUNTS,    /* register, read, new ... retired */
	COMMAND_MSG_CHECK_LEFT_OUT,  /* rows */
	COMMAND_MSG_CHECK_ERRORS,    /* how many */
	/* A file without rows. */
	COMMAND_MSG_PASSED,          /* none */
	COMMAND_MSG_PASSED_FILTER,   /* none; why follows */
	COMMAND_MSG_ONLY_ROW,        /* none; why follows */
	COMMAND_MSG_ALL_ROWS,        /* rows; why follows */
	COMMAND_MSG_MEND_FILTER,     /* none */
	COMMAND_MSG_NO_HEADER_ROW,   /* row */
	COMMAND_MSG_HEADER_ONLY,     /* none */
	COMMAND_MSG_NO_ROWS,         /* none */
	COMMAND_MSG_SAY_NIL,         /* register */
	COMMAND_MSG_EXPORT_AGAIN,    /* none */
	/* diff */
	COMMAND_MSG_DIFF_SAME,       /* file */
	COMMAND_MSG_DIFF_REGISTER,   /* register, new, changed, retired */
	COMMAND_MSG_DIFF_MORE,       /* records */
	COMMAND_MSG_DIFF_REFUSED,    /* none */
	COMMAND_MSG_DIFF_NOTHING,    /* none */
	/* undo */
	COMMAND_MSG_UNDO_PLANNED,    /* register, batch */
	COMMAND_MSG_UNDO_DONE,       /* register, batch, batch that undoes */
	COMMAND_MSG_UNDO_COUNTS_AGAIN, /* batch */
	COMMAND_MSG_UNDO_STILL,      /* batch */
	COMMAND_MSG_UNDO_IMPORT,     /* file, time */
	COMMAND_MSG_UNDO_RECORDS,    /* retired, changed, returned */
	COMMAND_MSG_UNDO_RECORDS_AGAIN, /* retired, changed, put again */
	COMMAND_MSG_UNDO_KEPT,       /* batch, records */
	COMMAND_MSG_UNDO_REPEATS,    /* batch, file, rows */
	/* history */
	COMMAND_MSG_HISTORY_UNDOES,  /* batch */
	COMMAND_MSG_HISTORY_AS_IN,   /* batch, file */
	COMMAND_MSG_HISTORY_SHEET,   /* sheet */
	COMMAND_MSG_HISTORY_ROW,     /* row */
	COMMAND_MSG_HISTORY_UNDONE,  /* batch */
	COMMAND_MSG_HISTORY_PRESENT, /* none */
	COMMAND_MSG_HISTORY_ABSENT,  /* none */
	/* peek */
	COMMAND_MSG_PEEK_FILE,       /* file, kind */
	COMMAND_MSG_PEEK_SHEET,      /* number, name */
	COMMAND_MSG_PEEK_TEXT,       /* encoding, delimiter */
	COMMAND_MSG_PEEK_HEADER,     /* row, rows of data */
	COMMAND_MSG_PEEK_REGISTER,   /* name, title, what named it */
	COMMAND_MSG_PEEK_NO_REGISTER, /* none */
	COMMAND_MSG_PEEK_COLUMN,     /* letters, header, blanks, what it is */
	COMMAND_MSG_PEEK_LEFT_OUT,   /* sheet, why */
	COMMAND_MSG__MAX
};

extern const struct message command_message[COMMAND_MSG__MAX];

/* Appends a message to b. */
static inline void
command_put(struct buf *b, enum command_msg m, const struct value *arg,
    size_t n)
{
	message_put(b, &command_message[m], arg, n);
}

/* Appends it to an answer in text. */
static inline void
command_say(struct answer *a, enum command_msg m,
    const struct value *arg, size_t n)
{
	answer_say(a, &command_message[m], arg, n);
}

#endif
