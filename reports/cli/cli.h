/* SPDX-License-Identifier: Apache-2.0 */
/* The commands of preaudit-report, behind its option table. */
#ifndef PREAUDIT_REPORT_CLI_H
#define PREAUDIT_REPORT_CLI_H

#include "reports/judge/report.h"
#include "shared/program/opts.h"
#include "shared/store/place.h"

struct report_opts {
	struct place_opts place;
	const char *as_of, *on, *at, *profile, *format, *out;
	const char *since, *since_as_of;             /* changes */
	const char *require, *baseline, *write_baseline; /* status */
	const char *as;                              /* gaps */
	const char *by, *cache;                      /* trend */
	const char *reg, *where, *seed;              /* sample */
	unsigned long size;
	struct opt_list args;
	bool issue, force, json, csv, markdown, quiet, no_cache;
};

/* Fills the request from the options: dates, sizes. It points into the place. */
int cli_request(const struct report_opts *o, const struct place *place,
    struct report_request *q, struct err *e);

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

/* The store with its rules and profile; and with records and results. */
int cli_open(const struct report_opts *o, struct report *r, struct err *e);
int cli_load(const struct report_opts *o, struct report *r, struct err *e);
/* Whose records, known when, judged on which day. */
void cli_put_head(const struct report *r, struct buf *b);

/* A forecast's lapses; nothing of it unless the report is one. */
struct changes;
int cli_lapses(const struct report *r, struct changes *c, struct err *e);
void cli_put_lapses(const struct report *r, const struct changes *c,
    struct buf *b);

/* What status demands beside printing: said on standard error, *failed set. */
int cli_gate(const struct report_opts *o, const struct report *r,
    bool *failed, struct err *e);

/*
 * The commands behind the table of commands.c. Their values are a struct
 * report_opts; data goes to standard output.
 */
opts_run_fn cli_issue, cli_status, cli_gaps, cli_explain, cli_sample,
    cli_trend, cli_changes, cli_lint;
/* The gaps as records to be filled in, where --as asks for them. */
int cli_actions(const struct report_opts *o, struct err *e);

extern const struct opt_program report_program;

#endif
