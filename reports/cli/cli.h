/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of preaudit-report, behind its option table. */
#ifndef PREAUDIT_REPORT_CLI_H
#define PREAUDIT_REPORT_CLI_H

#include "reports/cli/messages.h"
#include "reports/compare/changes.h"
#include "reports/judge/report.h"
#include "shared/program/opts.h"
#include "shared/store/place.h"

/* What the command line says; a text that was not given is NULL. */
struct report_opts {
	struct place_opts place;                     /* the store, its key */
	const char *as_of, *on, *at, *profile, *standard, *format, *out;
	const char *since, *since_as_of;             /* changes */
	const char *require, *baseline, *write_baseline; /* status */
	const char *as;                              /* gaps */
	const char *to;                              /* path */
	const char *reason;                          /* withdraw */
	const char *by, *cache;                      /* trend */
	const char *reg, *where, *seed, *disclose;   /* sample */
	unsigned long size;                          /* sample; 0: not given */
	struct opt_list args;                        /* operands */
	bool issue, force, json, csv, markdown, quiet, no_cache, no_minors;
};

/*
 * Fills the request from the options: dates, sizes. It points into the place.
 * ERR_USAGE names the option and what it was given.
 */
int cli_request(const struct report_opts *o, const struct place *place,
    struct report_request *q, struct err *e);

/* The day that an option gives; ERR_USAGE when it is none. */
int cli_read_day(const char *option, const char *text, int32_t *day,
    struct err *e);

/*
 * Before anything is done: may `path` be written, which is what `option` names?
 * Not over the store, the key or the baseline, and over nothing without
 * --force. ERR_USAGE naming both. NULL as path: yes.
 */
int cli_check_file(const struct report_opts *o, const char *option,
    const char *path, struct err *e);
/* The same for a folder that nothing of them may lie in. */
int cli_check_folder(const struct report_opts *o, const char *option,
    const char *path, struct err *e);

/* What a command works with: its report, what it prints, and how it ends. */
struct cli_run {
	struct report report;
	struct changes lapses; /* of a forecast; else nothing */
	struct buf out;        /* standard output, written at the end */
};
/* report_open, or report_load for commands that need results. */
typedef int cli_open_fn(struct report *r, const struct report_request *q,
    struct err *e);
/* Opens the report the options ask for. -1 with an error: nothing to end. */
int cli_begin(struct cli_run *c, const struct report_opts *o,
    cli_open_fn *open, struct err *e);
/* Frees it all and returns `status`. */
int cli_end(struct cli_run *c, int status);
/*
 * A whole command: begins, calls `put`, which fills c->out and returns the exit
 * status or -1 with an error, writes c->out unless it is -1, and ends.
 */
typedef int cli_put_fn(struct cli_run *c, const struct report_opts *o,
    struct err *e);
int cli_answer(const struct report_opts *o, cli_open_fn *open,
    cli_put_fn *put, struct err *e);

#define CLI_REFUSED 3 /* exit status: the answer is not what was asked for */

/* Whose records, known when, judged on which day. */
void cli_put_head(const struct report *r, struct buf *b);

/* What status demands beside printing: said on standard error, *failed set. */
int cli_gate(const struct report_opts *o, const struct report *r,
    bool *failed, struct err *e);

/*
 * The commands behind the table of commands.c. Their values are a struct
 * report_opts; data goes to standard output.
 */
opts_run_fn cli_issue, cli_status, cli_gaps, cli_explain, cli_sample,
    cli_trend, cli_changes, cli_lint, cli_list, cli_withdraw, cli_path;
/* ERR_USAGE: an option names a milestone that there is not. */
int cli_no_milestone(const char *option, const char *id,
    const struct readiness *q, struct err *e);
/* The sample as files that prove themselves, where --disclose asks for them. */
int cli_disclose(const struct report_opts *o, struct err *e);
/* The gaps as records to be filled in, where --as asks for them. */
int cli_actions(const struct report_opts *o, struct err *e);

/* Runs on a struct report_opts that is all zero. */
extern const struct opt_program report_program;

#endif
