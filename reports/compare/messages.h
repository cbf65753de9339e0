/* SPDX-License-Identifier: Apache-2.0 */
/* What reports say on the command line: the rows of one table. */
#ifndef PREAUDIT_COMPARE_MESSAGES_H
#define PREAUDIT_COMPARE_MESSAGES_H

#include "shared/text/answer.h"

/* The arguments of a row that a text sees, in order, stand behind its name. */
enum compare_msg {
	/* Status. */
	COMPARE_MSG_NOTHING,      /* none */
	COMPARE_MSG_RULES,        /* whose, as a sentence */
	COMPARE_MSG_MILESTONE,    /* title, verdict, is it the next? */
	COMPARE_MSG_MILESTONE_WHY, /* why */
	COMPARE_MSG_GATE,         /* title, why, state, ": " or "" */
	COMPARE_MSG_MAJORS,       /* which */
	COMPARE_MSG_MINORS,       /* which */
	COMPARE_MSG_CLAUSE_COUNTS, /* clauses: all, in full, in part, none, nothing */
	COMPARE_MSG_COVERAGE,     /* criteria: all, then by result */
	COMPARE_MSG_OWN,          /* own criteria: all, met, not met */
	COMPARE_MSG_CLAUSES,      /* none; rows follow */
	COMPARE_MSG_CLAUSE,       /* number, title, words */
	COMPARE_MSG_CLAUSE_HEAD,  /* number, title, words */
	COMPARE_MSG_CLAUSE_FINDING, /* key, clauses, grade, does it count? */
	COMPARE_MSG_CLAUSES_REST, /* without evidence, without a rule */
	COMPARE_MSG_OTHERS,       /* records */
	COMPARE_MSG_WATCHED,      /* none; rows follow */
	COMPARE_MSG_WATCHED_ROW,  /* title, key, before, to, record, file */
	COMPARE_MSG_SUPPLY,       /* none; rows follow */
	COMPARE_MSG_SUPPLY_ROW,   /* title, criteria that wait for it */
	COMPARE_MSG_SUPPLY_COLUMN, /* register, title, field, title, records, of, waiting */
	COMPARE_MSG_SUPPLY_PART,  /* the same: of some records only */
	COMPARE_MSG_SUPPLY_GONE,  /* the same: it was withdrawn */
	COMPARE_MSG_SUPPLY_MORE,  /* columns, not shown */
	COMPARE_MSG_TAIL,         /* a sentence */
	/* A criterion, put together in this order. */
	COMPARE_MSG_CRITERION,    /* id, title, result */
	COMPARE_MSG_NOT_MET,      /* grade, failing, of how many */
	COMPARE_MSG_MET,          /* passing, of how many */
	COMPARE_MSG_UNKNOWN,      /* how many */
	COMPARE_MSG_WHY,          /* why */
	COMPARE_MSG_GRADE,        /* grade; the violation follows */
	COMPARE_MSG_RECORD,       /* titles of register and record */
	COMPARE_MSG_PLACE,        /* file, row */
	COMPARE_MSG_LINE_END,     /* none */
	COMPARE_MSG_NO_GAP,       /* none */
	COMPARE_MSG_NOTHING_YET,  /* none */
	/* What changed. */
	COMPARE_MSG_MOMENTS,      /* organisation, size, day, size, day */
	COMPARE_MSG_MOVED,        /* what moved */
	COMPARE_MSG_MOMENTS_END,  /* none */
	COMPARE_MSG_UNCHANGED,    /* none */
	COMPARE_MSG_MILESTONES,   /* none; rows follow, as below */
	COMPARE_MSG_SHIFTED_CLAUSES, /* none */
	COMPARE_MSG_SHIFT_ID,     /* id */
	COMPARE_MSG_SHIFT,        /* title, before, after */
	COMPARE_MSG_BECAUSE,      /* because of what */
	COMPARE_MSG_CRITERIA,     /* none */
	COMPARE_MSG_CRITERION_SHIFT, /* id, change, title */
	COMPARE_MSG_STILL,        /* result */
	COMPARE_MSG_FROM_TO,      /* before, after */
	COMPARE_MSG_MOVE,         /* word of a record's move */
	COMPARE_MSG_MORE,         /* how many */
	COMPARE_MSG_REGISTERS,    /* none */
	COMPARE_MSG_REGISTER,     /* title, new, changed, withdrawn, emptied */
	COMPARE_MSG_CHANGED_RECORD, /* change, key, batch, row, ": ", fields */
	COMPARE_MSG_WITHDRAWN,    /* none */
	COMPARE_MSG_WITHDRAWN_RECORD, /* register, key, batch, file, ": ", state */
	/* What lapses. */
	COMPARE_MSG_LAPSES,       /* from and to which day */
	COMPARE_MSG_LAPSE,        /* id, title, before */
	COMPARE_MSG_LAPSE_TO,     /* after */
	COMPARE_MSG_INDENT,       /* none; a violation follows */
	COMPARE_MSG_NO_LAPSE,     /* none */
	/* The path to a milestone. */
	COMPARE_MSG_PATH,         /* title, verdict, how many changes */
	COMPARE_MSG_PATH_ALREADY, /* title, verdict */
	COMPARE_MSG_PATH_NONE,    /* title, why */
	COMPARE_MSG_PATH_MEANS,   /* none */
	COMPARE_MSG_OWNER,        /* name */
	COMPARE_MSG_CHANGE,       /* number, task */
	COMPARE_MSG_EFFECT,       /* title, without, with, id or "gate" */
	COMPARE_MSG_TASK_RECORD,  /* what is wrong, register, record */
	COMPARE_MSG_TASK_ALONE,   /* what is wrong */
	COMPARE_MSG_TASK_SHOW,    /* criterion, title, why it is not shown */
	COMPARE_MSG_TASK_CLOSE,   /* register, record, how it stands */
	COMPARE_MSG_TASK_GATE,    /* why it is not passed */
	COMPARE_MSG__MAX
};

extern const struct message compare_message[COMPARE_MSG__MAX];

#endif
