/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One call of preaudit-import: what every command works with, and the commands
 * behind the table of commands.c, each in a file of its own.
 */
#ifndef PREAUDIT_IMPORT_CALL_H
#define PREAUDIT_IMPORT_CALL_H

#include "importer/command/answer/diff.h"
#include "shared/program/opts.h"

struct import_call {
	struct import_opts o;   /* first: the table's offsets begin here */
	int argc;               /* the call itself, to be repeated in a text */
	char **argv;
	struct session s;
	struct diff *diff;      /* what looks on and answers; NULL: a summary */
	struct buf out;         /* the answer, for standard output */
};

/*
 * Prepares a call, to be the values of import_program; argc and argv are those
 * of main. Free with call_fini after any end: it closes the session, and what
 * was not committed is forgotten.
 */
void call_init(struct import_call *c, int argc, char **argv);
void call_fini(struct import_call *c);

/*
 * Once the jobs are open: reads them, decides, writes to the store and
 * answers. The exit status (0, or 3 when a file is refused), or -1 with an
 * error; then the store is as it was.
 */
int call_import(struct import_call *c, struct err *e);

/*
 * Ends a command that only looks: prints what is in c->out on standard output.
 * `status` is what filling it gave: -1 with an error stays, and nothing is
 * printed. 0, or -1 with an error.
 */
int call_print(struct import_call *c, int status, struct err *e);
/* Puts text for people on standard error, where failure has no remedy. */
void call_notice(const struct buf *text);

/* The commands; their values are a struct import_call. */
opts_run_fn import_files, import_registers, import_nil, import_peek,
    import_map, import_diff, import_history, import_undo, import_template;

extern const struct opt_program import_program;

#endif
