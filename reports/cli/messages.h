/* SPDX-License-Identifier: Apache-2.0 */
/* What preaudit-report says beside its answers: the rows of one table. */
#ifndef PREAUDIT_CLI_MESSAGES_H
#define PREAUDIT_CLI_MESSAGES_H

#include <stdio.h>

#include "shared/base/err.h"
#include "shared/base/message.h"

/* The arguments of a row that a text sees, in order, stand behind its name. */
enum cli_msg {
	/* Errors; their levels are their codes. */
	CLI_MSG_ONE_OPERAND,    /* command, what it takes */
	CLI_MSG_NO_OPERAND,     /* operand, program */
	CLI_MSG_DAY,            /* option, value, what is wrong with it */
	CLI_MSG_ON_AND_AS_OF,   /* none */
	CLI_MSG_AT,             /* value */
	CLI_MSG_SINCE,          /* none */
	CLI_MSG_SINCE_SIZE,     /* value, log size */
	CLI_MSG_SINCE_DAY,      /* day, first import */
	CLI_MSG_SINCE_DATA,     /* day, log size */
	CLI_MSG_JSON_AND_CSV,   /* none */
	CLI_MSG_BY,             /* value */
	CLI_MSG_TREND_FORMAT,   /* value */
	CLI_MSG_FORMAT,         /* value */
	CLI_MSG_OUT_OR_ISSUE,   /* none */
	CLI_MSG_FOLDER_ISSUED,  /* folder, file, report */
	CLI_MSG_FOLDER_DRAFT,   /* folder, file */
	CLI_MSG_REASON,         /* none */
	CLI_MSG_NO_CRITERION,   /* id, near one */
	CLI_MSG_NO_MILESTONE,   /* option, id, near one */
	CLI_MSG_NO_NEXT,        /* none */
	CLI_MSG_AS_WHERE,       /* none */
	CLI_MSG_AS,             /* value, profile, what it knows */
	CLI_MSG_NO_NAME,        /* text of a profile */
	CLI_MSG_MANY_GAPS,      /* how many */
	CLI_MSG_READ_BACK,      /* file */
	CLI_MSG_MISTAKES,       /* none */
	CLI_MSG_RULE,           /* its text */
	/* Whose records, and when. */
	CLI_MSG_WHOSE,          /* organisation */
	CLI_MSG_FORECAST,       /* for which day, from which, log size */
	/* Of status, on standard error. */
	CLI_MSG_REQUIRED,       /* milestone, verdict, why */
	CLI_MSG_WORSE,          /* baseline; lines follow */
	/* A trend, put together in this order. */
	CLI_MSG_TREND,          /* organisation; columns follow */
	CLI_MSG_TREND_POINT,    /* size, day, clauses, of, results */
	CLI_MSG_TREND_RECORDS,  /* findings, records; columns follow */
	CLI_MSG_TREND_COLUMN,   /* milestone, or its verdict */
	/* A sample. */
	CLI_MSG_SAMPLE_HEAD,    /* size, root */
	CLI_MSG_SAMPLE_REGISTER, /* register, condition, " where " or "" */
	CLI_MSG_SAMPLE_FROM,    /* records, hash of their keys */
	CLI_MSG_SAMPLE_UNKNOWN, /* how many */
	CLI_MSG_SAMPLE_DRAWN,   /* seed, how many; rows follow */
	CLI_MSG_SAMPLE_ROW,     /* key, row, file, start of the ticket */
	/* A sample that is disclosed. */
	CLI_MSG_DISCLOSE_WHERE, /* none */
	CLI_MSG_DISCLOSE_ALONE, /* none */
	CLI_MSG_DISCLOSED,      /* records, register, of which record, lines */
	CLI_MSG_DISCLOSED_WHOLE, /* none */
	CLI_MSG_DISCLOSED_PASSED, /* lines */
	CLI_MSG_DISCLOSED_RECORD, /* record, digest, folder */
	/* Gaps to be filled in. */
	CLI_MSG_GAPS,           /* how many, file, register */
	CLI_MSG_GAPS_KNOWN,     /* how many, register */
	/* A report that was issued or rendered, in this order. */
	CLI_MSG_ISSUED,         /* id, day, was there before?, withdrawn then? */
	CLI_MSG_DRAFT,          /* day */
	CLI_MSG_ISSUED_RECORD,  /* record, folder */
	CLI_MSG_ISSUED_FILE,    /* hash, name */
	CLI_MSG_ISSUED_COPY,    /* folder */
	CLI_MSG_NOT_ISSUED,     /* none */
	/* A report that was withdrawn, in this order. */
	CLI_MSG_WITHDRAWN,      /* id, its record, new record, reason */
	CLI_MSG_STANDS,         /* id of another */
	CLI_MSG_NONE_STANDS,    /* none */
	/* A list of reports: index, id, day, time, profile, then what became
	 * of it: record, time, reason; successor */
	CLI_MSG_LIST_WITHDRAWN,
	CLI_MSG_LIST_SUPERSEDED,
	CLI_MSG_LIST_STANDS,
	CLI_MSG_LIST_EMPTY,     /* none */
	/* A standard's folder. */
	CLI_MSG_RIGHT,          /* folder, standard, edition, counts of parts */
	/* Of a requirement: file, line, column, criterion. */
	CLI_MSG_ALWAYS_TRUE,
	CLI_MSG_IDLE,           /* the same, records, their register */
	CLI_MSG__MAX
};

extern const struct message cli_message[CLI_MSG__MAX];

/* err_put of a row. */
static inline int
cli_refuse(struct err *e, enum cli_msg m, const struct value *arg, size_t n)
{
	return err_put(e, &cli_message[m], arg, n);
}

/* The text of a row to standard output or standard error. */
void cli_print(FILE *f, enum cli_msg m, const struct value *arg, size_t n);

#endif
